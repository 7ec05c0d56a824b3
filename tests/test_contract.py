"""What every engine that asks a service has to keep, whichever service it is."""

import importlib
import logging
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from services.service import Service, serving

from i18n import engines, locales
from i18n.dispatch import hygiene
from i18n.engines.engine import Engine
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    RateLimited,
    Refused,
    Transient,
    Unreachable,
    Unsupported,
)
from i18n.model import Brief, Form, Term

PATIENCE = {"stall": 0.5, "drip": 0.5}
"""Seconds to wait for an answer that does not come; others have all the time of a busy machine."""
ASKING = [row.name for row in engines.ENGINES if row.facts.languages]
TEXTS = ["Prices fell by 5 % & rose.", "Rain is due in Almaty.", "Why?"]

FAULTS: dict[str, type[EngineError]] = {
    "400": BadOutput,
    "401": Refused,
    "402": Refused,
    "403": Refused,
    "404": Refused,
    "408": Transient,
    "413": BadOutput,
    "429": RateLimited,
    "456": Refused,
    "500": Transient,
    "502": Transient,
    "503": Transient,
    "504": Transient,
    "redirect": Refused,
    "page": Transient,
    "empty": Transient,
    "truncated": Transient,
    "reset": Transient,
    "stall": Transient,
    "drip": Transient,
    "endless": BadOutput,
    "other": BadOutput,
    "fewer": BadOutput,
    "more": BadOutput,
}
"""What a service does, and what the fault is called; a stand-in may know of exceptions."""

KEPT = '<span id="2" translate="no" class="notranslate">a&amp;b</span>'
MARKED: dict[str, tuple[str, Form]] = {
    "xml": ('Rain &amp; <g id="1">snow</g> <x id="2"/> now', "xml"),
    "html": (f'Rain &amp; <b id="1">snow</b> {KEPT} now', "html"),
    "mail": ("Rain ph0@tb.x snow ph1@tb.x now", "text"),
    "braces": ("Rain {0} snow {1} now", "text"),
    "brackets": ("Rain [[0]] snow [[1]] now", "text"),
    "at": ("Rain @@PH0@@ snow @@PH1@@ now", "text"),
}
"""A text in each style of markup, and its form."""


@pytest.fixture(params=ASKING)
def name(request) -> str:
    return request.param


@pytest.fixture
def standin(name: str) -> Any:
    """The module of the stand-in: an engine without one fails here."""
    return importlib.import_module(f"services.{name.replace('-', '_')}")


@pytest.fixture
def service(standin, monkeypatch) -> Iterator[Service]:
    with serving(standin, monkeypatch) as server:
        yield server


def load(name: str, standin: Any, service: Service, **more: Any) -> Engine:
    options = {"timeout": 10, **standin.options(service), **more}
    (engine,) = engines.load([name], {name: options})
    return engine


@pytest.fixture
def engine(name, standin, service) -> Iterator[Engine]:
    loaded = load(name, standin, service)
    yield loaded
    loaded.close()


def brief(name: str) -> Brief:
    """A pair that the engine knows."""
    languages = engines.find(name).facts.languages
    return Brief("en", "kk" if "kk" in languages else "ru")


def shouted(service: Service, texts: list[str], target: str) -> list[str]:
    return [service.answer(text, target) for text in texts]


def failure(engine: Engine, wanted: Brief) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine.translate(TEXTS, wanted)
    return caught.value


def everything_said(error: EngineError) -> str:
    return "".join([*traceback.format_exception(error), repr(error), error.hint])


def test_texts_come_back_in_number_and_order(name, engine, service) -> None:
    answers = engine.translate(TEXTS, brief(name))

    assert answers == shouted(service, TEXTS, brief(name).target)


def test_no_text_is_no_answer_and_no_request(name, engine, service) -> None:
    assert engine.translate([], brief(name)) == []
    assert service.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "Rain.",
        "Әлем, жаһандық жылыну — ғ, ү, ұ, қ, ө, һ",
        "№ 5 “quoted” 100 m² 😀 𠮷野家",
        'Tom & "Jerry" <Inc.> 5 > 3 it\'s',
        "{0} and [[1]] and @@PH2@@ and ph3@tb.x",
    ],
)
def test_one_text_of_any_characters_comes_back(name, engine, service, text) -> None:
    wanted = brief(name)

    assert engine.translate([text], wanted) == shouted(service, [text], wanted.target)


def test_a_text_with_lines_in_it_is_one_text(name, engine, service) -> None:
    (answer,) = engine.translate(["Rain is due.\nPrices fell."], brief(name))

    words = "Rain is due. Prices fell."
    assert " ".join(answer.split()) == service.answer(words, brief(name).target)


def test_what_a_request_cannot_hold_is_refused_before_it_is_sent(name, engine, service) -> None:
    most = max(engine.limits.chars, engine.limits.longest)
    sentence = "Rain is due in Almaty. "
    with pytest.raises(BadOutput) as caught:
        engine.translate([sentence * (most // len(sentence) + 1)], brief(name))

    assert str(most) in caught.value.what
    assert service.asked == []


@pytest.mark.parametrize("wanted", [Brief("en", "xx"), Brief("tlh", "ru"), Brief("en", "en")])
def test_an_unsupported_pair_is_refused_before_anything_is_sent(engine, service, wanted) -> None:
    with pytest.raises(Unsupported):
        engine.traits(wanted)
    with pytest.raises(Unsupported):
        engine.translate(TEXTS, wanted)

    assert service.asked == []


@pytest.mark.parametrize("target", ["ru", "kk", "zh_Hans"])
def test_every_language_of_the_project_has_the_services_name(name, engine, service, target) -> None:
    wanted = Brief("en", target)
    if target not in engines.find(name).facts.languages:
        with pytest.raises(Unsupported):
            engine.translate(TEXTS, wanted)
        return

    assert engine.translate(TEXTS, wanted) == shouted(service, TEXTS, target)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_name_and_shows_no_key(
    name, standin, service, fault, caplog, monkeypatch
) -> None:
    engine = load(name, standin, service, timeout=PATIENCE.get(fault, 10))
    caplog.set_level(logging.DEBUG)
    secrets = "".join(standin.KEYS.values())
    engine.translate(TEXTS, brief(name))
    service.fault = lambda request: fault
    said = service.error
    monkeypatch.setattr(service, "error", lambda status: {"sent": secrets, "said": said(status)})

    error = failure(engine, brief(name))

    assert type(error) is getattr(standin, "FAULTS", FAULTS).get(fault, FAULTS[fault])
    assert error.hint
    shown = everything_said(error) + caplog.text + repr(engine)
    assert not [key for key in standin.KEYS.values() if key in shown]
    assert "127.0.0.1" not in str(error) + error.hint


@pytest.mark.parametrize("fault", ["stall", "drip"])
def test_an_answer_that_does_not_come_is_given_up_in_time(name, standin, service, fault) -> None:
    engine = load(name, standin, service, timeout=PATIENCE[fault])
    service.fault = lambda request: fault

    assert failure(engine, brief(name)).what == f"{name} did not answer in time"


def test_a_service_that_names_a_time_is_left_alone_until_then(name, engine, service) -> None:
    service.fault, service.retry_after = lambda request: "503", "20"

    error = failure(engine, brief(name))

    assert (type(error), error.after) == (RateLimited, 20.0)  # type: ignore[attr-defined]


def test_a_redirect_is_not_followed_with_a_key(name, engine, standin, service) -> None:
    service.fault = lambda request: "redirect"
    failure(engine, brief(name))

    paths = [request.path for request in service.asked]
    assert "/elsewhere" not in paths or not standin.KEYS


def test_an_answer_in_another_encoding_is_noticed(name, engine, service) -> None:
    engine.translate(TEXTS, brief(name))
    service.fault = lambda request: "encoding"
    try:
        answers = engine.translate(TEXTS, brief(name))
    except EngineError as error:
        answers = []
        assert type(error) is Transient  # noqa: PT017 - either will do

    locale = locales.get(brief(name).target)
    assert all(map(hygiene.objection, TEXTS, answers, [locale] * len(answers)))


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("", None), ("soon", None)])
def test_retry_after_is_passed_on(name, engine, service, header, seconds) -> None:
    service.fault, service.retry_after = lambda request: "429", header

    error = failure(engine, brief(name))

    assert (type(error), error.after) == (RateLimited, seconds)  # type: ignore[attr-defined]


@pytest.mark.parametrize("zone", ["GMT", "+0000"])
def test_retry_after_may_be_a_date(name, engine, service, zone) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=40)).replace("+0000", zone)
    service.fault, service.retry_after = lambda request: "429", moment

    error = failure(engine, brief(name))

    assert 20 < error.after <= 40  # type: ignore[attr-defined]


def test_a_closed_port_is_unreachable(name, standin, service) -> None:
    engine = load(name, standin, service)
    service.close()

    assert type(failure(engine, brief(name))) is Unreachable


def test_without_a_key_nobody_is_asked(name, standin, service, monkeypatch) -> None:
    needed = engines.find(name).facts.keys
    for variable in standin.KEYS:
        monkeypatch.delenv(variable)
    engine = load(name, standin, service)
    if not needed:
        engine.traits(brief(name))
        return
    error = failure(engine, brief(name))

    assert (type(error), service.asked) == (Refused, [])
    assert all(variable in error.hint for word in needed for variable in word.split("|"))


def test_a_key_with_a_line_end_is_cut_to_the_key(name, standin, service, monkeypatch) -> None:
    for variable, value in standin.KEYS.items():
        monkeypatch.setenv(variable, f" {value}\r\n")
    engine = load(name, standin, service)

    assert engine.translate(TEXTS, brief(name))
    engine.close()


def test_a_key_that_cannot_be_one_is_refused_unseen(name, standin, service, monkeypatch) -> None:
    for variable in standin.KEYS:
        monkeypatch.setenv(variable, "құпия-кілт")
    engine = load(name, standin, service)
    if not standin.KEYS:
        assert engine.translate(TEXTS, brief(name))
        return
    error = failure(engine, brief(name))

    assert type(error) is Refused
    assert "құпия" not in everything_said(error) + repr(engine)


def test_a_netrc_file_does_not_take_the_keys_place(
    name, standin, service, monkeypatch, tmp_path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    engine = load(name, standin, service)

    assert engine.translate(TEXTS, brief(name))
    engine.close()


def test_sixteen_threads_get_their_own_answers(name, engine, service) -> None:
    wanted = brief(name)
    texts = [f"Sentence {n} about {chr(97 + n % 26) * 5}." for n in range(200)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda text: engine.translate([text], wanted), texts))

    assert answers == [shouted(service, [text], wanted.target) for text in texts]


def test_a_thread_keeps_its_connection(name, engine, service) -> None:
    for _ in range(5):
        engine.translate(TEXTS, brief(name))

    assert len(service.asked) >= 5
    assert service.connections == 1


@pytest.mark.parametrize("target", ["ru", "kk", "zh_Hans"])
def test_markup_of_its_best_form_comes_back_as_it_was_sent(name, engine, service, target) -> None:
    wanted = Brief("en", target)
    if target not in engines.find(name).facts.languages:
        return
    sent, form = MARKED[engine.traits(wanted).styles[0]]
    service.answer = lambda text, target: text.replace("Rain", "Дождь").replace("snow", "снег")

    answers = engine.translate([sent], replace(wanted, form=form))

    assert answers == [sent.replace("Rain", "Дождь").replace("snow", "снег")]


def test_terms_and_context_do_no_harm_where_they_are_not_known(name, engine, service) -> None:
    terms = (Term("Almaty", ("Алматы",)), Term("Why?", ()))
    wanted = replace(brief(name), context="It has rained for days.", terms=terms)

    assert engine.translate(TEXTS, wanted) == shouted(service, TEXTS, wanted.target)


def test_what_an_engine_says_of_itself_is_whole(name, engine) -> None:
    facts = engines.find(name).facts

    assert (engine.name, engine.network, engine.natural) == (name, "loopback", True)
    assert engine.version.split() == [engine.version]
    assert facts.summary
    assert {"en", "ru", "zh_Hans"} <= set(facts.languages)
