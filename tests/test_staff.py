import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom
from services import azure
from standin import Standin

from i18n.model import State


@pytest.fixture
def server(monkeypatch) -> Iterator[Standin]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    standin = Standin()
    yield standin
    standin.close()


def settings(server: Standin, chain: str, more: str = "") -> str:
    return (
        f'locales = ["ru", "kk"]\n[engines]\nchain = [{chain}]\n'
        f'[engines.google]\nurl = "{server.url}"\nrate = 1000\n{more}\n'
    )


def origins(room: Newsroom, code: str) -> set[str]:
    units = room.catalog("news", code).units
    return {mark.value.split()[0] for unit in units for mark in unit.marks if mark.key == "mt"}


def test_each_language_may_have_a_chain_of_its_own(tmp_path: Path, server) -> None:
    more = '[engines.chains]\nkk = ["pseudo"]'
    room = Newsroom(tmp_path, settings(server, '"google"', more))
    room.tilshi("translate")

    assert origins(room, "ru") == {"google/web"}
    assert origins(room, "kk") == {"pseudo/1"}
    assert {asked.target for asked in server.asked} == {"ru"}


def test_a_draft_says_engine_model_day_and_hash(tmp_path: Path, server) -> None:
    room = Newsroom(tmp_path, settings(server, '"google"'))
    room.tilshi("translate")
    (mark,) = room.catalog("news", "ru").units[0].marks

    assert re.fullmatch(r"google/web \d{4}-\d\d-\d\d [0-9a-f]{12}", mark.value)


def test_offline_nobody_beyond_this_machine_is_asked(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, 'locales = ["ru"]\n[engines]\nchain = ["google"]\n')

    done = room.run("translate", "--offline")

    assert done.returncode == 0, done.stderr
    assert "google is left out: it asks beyond this machine" in done.stderr
    assert room.states("news", "ru") == [State.UNTRANSLATED] * 4


def test_offline_a_service_on_this_machine_is_asked(tmp_path: Path, server) -> None:
    room = Newsroom(tmp_path, settings(server, '"google"'))
    room.tilshi("translate", "--offline")

    assert room.states("news", "ru") == [State.DRAFT] * 4


def test_the_plan_comes_first_with_what_it_costs(tmp_path: Path, server) -> None:
    room = Newsroom(tmp_path, settings(server, '"google"', "price = 10000"))

    said = room.tilshi("translate", "--estimate", "-l", "ru")

    assert said.splitlines()[-2].split()[-4:] == ["1", "google", "1.23", "USD"]
    assert said.splitlines()[-1] == ("google: 10000 USD for a million characters (your settings)")
    assert server.asked == []


def test_a_run_stops_before_its_budget_is_exceeded_and_goes_on_later(tmp_path, server) -> None:
    more = "price = 10000\nchars = 40"
    room = Newsroom(tmp_path, settings(server, '"google"', more))

    done = room.run("translate", "-l", "ru", "--budget", "0.9")

    sent = sum(len(text) for text in server.texts)
    assert done.returncode == 1
    assert 0 < sent * 10000 / 1e6 <= 0.9
    assert (
        "That is more than the budget of 0.9: beyond it nobody is asked who charges." in done.stdout
    )
    assert "google was given up: the budget of 0.9 would be exceeded" in done.stderr
    before = len(server.asked)
    room.tilshi("translate", "-l", "ru")
    assert room.states("news", "ru") == [State.DRAFT] * 4
    assert not set(server.texts[:before]) & set(server.texts[before:])


@pytest.mark.parametrize(
    ("chain", "table", "what"),
    [
        (
            '"openai"',
            '[engines.openai]\nurl = "https://llm.example/v1"\nmodel = "m"\n',
            "nobody knows what openai charges, so no budget can be kept",
        ),
        (
            '"openai", "google"',
            '[engines.openai]\nurl = "http://127.0.0.1:9/v1"\nmodel = "m"\nprice_in = 1\ncurrency = "EUR"\n[engines.google]\nprice = 20\n',
            "prices are in EUR and USD, so no budget can be kept",
        ),
    ],
)
def test_a_budget_that_cannot_be_kept_is_refused(tmp_path: Path, chain, table, what) -> None:
    room = Newsroom(tmp_path, f'locales = ["ru"]\n[engines]\nchain = [{chain}]\n{table}')

    done = room.run("translate", "--budget", "1")

    assert (done.returncode, what in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize("amount", ["nan", "inf", "-1", "much"])
def test_a_budget_is_a_number(tmp_path: Path, amount: str) -> None:
    assert Newsroom(tmp_path).run("translate", "--budget", amount).returncode == 2


def test_a_price_nobody_knows_is_not_none(tmp_path: Path) -> None:
    table = '[engines.openai]\nurl = "https://llm.example/v1"\nmodel = "m"\n'
    room = Newsroom(tmp_path, f'locales = ["ru"]\n[engines]\nchain = ["openai"]\n{table}')

    said = room.tilshi("translate", "--estimate", OPENAI_API_KEY="k")

    assert said.splitlines()[-1].split()[-2:] == ["openai", "unknown"]


def test_an_engine_without_its_key_is_passed_over(tmp_path: Path, server, monkeypatch) -> None:
    monkeypatch.delenv("AZURE_TRANSLATOR_KEY", raising=False)
    room = Newsroom(tmp_path, settings(server, '"azure", "google"'))

    done = room.run("translate", "-l", "ru")

    assert done.returncode == 0, done.stderr
    assert "azure is left out: no key: set AZURE_TRANSLATOR_KEY in the environment" in done.stderr
    assert " google " in done.stdout
    assert origins(room, "ru") == {"google/web"}


def test_what_needs_a_key_as_it_is_set_up_is_not_ready_without(
    tmp_path, server, monkeypatch
) -> None:
    for variable in ("LIBRETRANSLATE_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    model = '[engines.openai]\nurl = "https://llm.example/v1"\nmodel = "m"\n'
    room = Newsroom(tmp_path, settings(server, '"libretranslate", "openai", "google"', model))

    listed = room.tilshi("engines", "list")
    done = room.run("translate", "-l", "ru")

    for name, key in (("libretranslate", "LIBRETRANSLATE"), ("openai", "OPENAI")):
        assert re.search(rf"{name} +no key: set {key}_API_KEY in the environment", listed)
        assert f"{name} is left out: no key: set {key}_API_KEY in the environment" in done.stderr
    assert origins(room, "ru") == {"google/web"}


def test_with_no_key_for_anybody_the_run_fails_and_says_so(tmp_path, server, monkeypatch) -> None:
    monkeypatch.delenv("AZURE_TRANSLATOR_KEY", raising=False)
    room = Newsroom(tmp_path, settings(server, '"memory", "azure"'))

    done = room.run("translate", "-l", "ru")

    assert done.returncode == 1
    assert "azure was given up: azure has no key" in done.stderr
    assert "set AZURE_TRANSLATOR_KEY in the environment" in done.stderr
    assert room.states("news", "ru") == [State.UNTRANSLATED] * 4


KEY = "azure-secret-7d20b1"


@pytest.mark.parametrize("fault", ["", "401", "403", "500", "429"])
def test_a_key_is_in_no_file_and_no_message(tmp_path: Path, monkeypatch, fault: str) -> None:
    monkeypatch.setitem(azure.KEYS, "AZURE_TRANSLATOR_KEY", KEY)
    service = azure.Service(fault=lambda request: fault)
    service.error = lambda status: {"error": f"bad key {KEY}"}  # type: ignore[method-assign]
    table = f'[engines.azure]\nurl = "{service.url}"\nrate = 1000\nretries = 1\n'
    room = Newsroom(tmp_path, f'locales = ["ru"]\n[engines]\nchain = ["azure"]\n{table}')

    said = [
        room.run(*words, NO_PROXY="127.0.0.1", **azure.KEYS)
        for words in (["engines", "list"], ["engines", "test", "azure"], ["translate"], ["status"])
    ]
    service.close()

    assert room.states("news", "ru") == [State.UNTRANSLATED if fault else State.DRAFT] * 4
    assert service.asked
    assert not [one for one in said if KEY in one.stdout + one.stderr]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


@pytest.mark.parametrize("words", [["translate"], ["translate", "--estimate"]])
@pytest.mark.parametrize("name", ["answers.db", "memory/entries.db"])
def test_a_damaged_store_is_set_aside_and_said(tmp_path: Path, server, name, words) -> None:
    room = Newsroom(tmp_path, settings(server, '"memory", "google"'))
    room.tilshi("translate", "-l", "ru")
    room.write(f".tilshi/{name}", "no database" * 1000)

    done = room.run(*words)

    assert done.returncode == 0, done.stderr
    file = name.rpartition("/")[2]
    assert f"{name} was damaged; it is kept as {file}.damaged-1" in done.stderr


def test_the_roster_shows_keys_languages_and_prices(tmp_path: Path, server, monkeypatch) -> None:
    monkeypatch.delenv("AZURE_TRANSLATOR_KEY", raising=False)
    room = Newsroom(tmp_path, settings(server, '"google"'))

    said = room.tilshi("engines", "list")
    keyed = room.tilshi("engines", "list", AZURE_TRANSLATOR_KEY="secret-9f3a")

    assert re.search(r"azure +no key: set AZURE_TRANSLATOR_KEY in the environment", said)
    assert re.search(r"azure +ready", keyed)
    assert "languages: ru kk" in said
    assert "secret-9f3a" not in keyed
    assert server.asked == []


def test_an_engine_is_tried_with_a_sentence_in_each_language(tmp_path: Path, server) -> None:
    room = Newsroom(tmp_path, settings(server, '"google"', "price = 20"))

    said = room.tilshi("engines", "test", "google").splitlines()

    assert [re.sub(r"\d+\.\d\d s", "T", line.partition("(")[2]) for line in said] == [
        "T, under 0.01 USD)",
        "T, under 0.01 USD)",
    ]
    assert all("**" in line for line in said)
    assert not (room.root / ".tilshi/answers.db").exists()


def test_an_engine_that_fails_its_trial_says_why(tmp_path: Path, server) -> None:
    server.fault = lambda asked: "403"
    room = Newsroom(tmp_path, settings(server, '"google"'))

    done = room.run("engines", "test", "google", "-l", "kk")

    assert done.returncode == 1
    assert "kk: google answered with HTTP status 403" in done.stderr
