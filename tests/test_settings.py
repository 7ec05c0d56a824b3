"""Settings: every mistake in tilshi.toml has its line and a next step."""

import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import Newsroom

from i18n.errors import UserError
from workflow.settings import Settings, parse

START = 'locales = ["ru", "kk"]\n'
GOOGLE = '[engines]\nchain = ["google"]\n[engines.google]\n'


def said(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse(text)
    assert caught.value.hint
    return str(caught.value)


def test_a_byte_order_mark_is_none_of_the_text() -> None:
    assert parse('\ufeffsource = "en"\n') == Settings()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('glossary = "a\\u0000b"', "tilshi.toml:2: glossary has a NUL character in it"),
        ('[engines]\noptions = "x"', "tilshi.toml:3: unknown key 'engines.options'"),
        ("[engines.memory]\nx = 1", "tilshi.toml:3: [engines.memory] has nothing to set"),
        ("[engines.none]\nx = 1", "tilshi.toml:3: [engines.none] has nothing to set"),
        (
            '[engines.chains]\nen = ["memory"]',
            "tilshi.toml:3: a chain for 'en', into which the project does not translate",
        ),
        (
            '[engines.chains]\nzh_Hans = ["memory"]',
            "tilshi.toml:3: a chain for 'zh_Hans', into which the project does not translate",
        ),
        ('[engines.chains]\nkk_Latn = ["memory"]', "tilshi.toml:3: kk_Latn is made from kk"),
        ('source = "kk_Arab"', "tilshi.toml:2: kk_Arab is made from kk"),
        ('scripts = ["kk"]', "tilshi.toml:2: kk is not made from another locale"),
        ('scripts = ["kk-Latn"]', "tilshi.toml:2: unknown locale: 'kk-Latn'"),
        (
            'scripts = ["kk_Latn", "zh_Hant_TW"]',
            "tilshi.toml:2: zh_Hant_TW is made from zh_Hans, which the project does not have",
        ),
    ],
)
def test_what_would_crash_or_do_nothing_has_its_line(text: str, wanted: str) -> None:
    assert said(START + text) == wanted


def test_another_script_is_no_language_to_translate_into() -> None:
    with pytest.raises(UserError, match=r"tilshi.toml:1: kk_Latn is made from kk") as caught:
        parse('locales = ["kk", "kk_Latn"]')

    assert caught.value.hint == 'say kk; kk_Latn belongs in "scripts" of tilshi.toml'


def test_a_script_is_made_from_a_language_or_the_source() -> None:
    assert parse('scripts = ["kk_Latn", "zh_Hant_HK"]').scripts == ("kk_Latn", "zh_Hant_HK")
    assert parse('source = "kk"\nlocales = ["ru"]\nscripts = ["kk_Arab"]').scripts == ("kk_Arab",)


def test_a_language_has_the_rule_of_all_or_its_own() -> None:
    publish = parse(START + '[publish]\nrule = "lead"\n[publish.rules]\nkk = "signed"\n').publish

    assert (publish.rule_for("ru"), publish.rule_for("kk")) == ("lead", "signed")


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ('[publish.rules]\nkk = "signd"', "3: publish.rules.kk cannot be 'signd'"),
        ("[publish.rules]\nru = true", "3: publish.rules.ru cannot be True"),
        ('[publish.rules]\nkz = "signed"', "3: unknown locale: 'kz'"),
        ('[publish.rules]\nen = "signed"', "3: a rule for 'en', into which the project does not"),
        ('[publish]\nrules = "signed"', "3: publish.rules is a table"),
        ('[publish]\nrule = "all"', "3: publish.rule cannot be 'all'"),
    ],
)
def test_a_wrong_rule_has_its_line(table: str, wanted: str) -> None:
    assert said(f"{START}{table}\n").startswith(f"tilshi.toml:{wanted}")


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("[engines.google]\nrate = 0", "3: [engines.google] rate is not a number from 0.001 to"),
        (
            '[engines.pseudo]\nrate = 1\n[engines.google] # free\nurl = "https://x"\nrate = -1',
            "6: [engines.google] rate is not",
        ),
        ('[engines."google"]\nulr = "x"', "3: [engines.google] has an unknown key 'ulr'"),
        ('[engines.google]\nurl = "x"', "3: [engines.google] url is not a web address"),
        ("[engines]\ngoogle = { rate = 0 }", "3: [engines.google] rate is not a number"),
        ("[engines]\ngoogle.rate = 0", "3: [engines.google] rate is not a number"),
    ],
)
def test_a_wrong_setting_of_an_engine_has_its_line(tmp_path: Path, table, wanted) -> None:
    room = Newsroom(tmp_path, f'locales = ["ru"]\n{table}\n')

    done = room.run("translate", "--estimate", "--engine", "google")

    assert done.returncode == 1
    assert f"Error: tilshi.toml:{wanted}" in done.stderr, done.stderr


def test_what_an_engine_misses_is_said_at_its_table(tmp_path: Path) -> None:
    table = '[engines]\nchain = ["openai"]\n[engines.openai]\nmodel = "m"\n'
    room = Newsroom(tmp_path, f'locales = ["ru"]\n{table}')

    done = room.run("translate", "--estimate")

    assert done.stderr.startswith("Error: tilshi.toml:4: "), done.stderr


def test_settings_are_read_without_the_libraries_of_engines() -> None:
    code = (
        "import sys; from workflow.settings import parse\n"
        f"parse({START + GOOGLE + 'rate = 1'!r})\n"
        "print({'requests', 'deep_translator', 'deepl', 'ssl', 'pg8000'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
