import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import deepl
import deepl.http_client
import pytest
from services import deepl as standin
from services.service import serving

from i18n import engines
from i18n.engines.engine import Traits
from i18n.engines.faults import BadOutput, EngineError, Refused, Transient
from i18n.errors import UserError
from i18n.model import Brief, Term

RU, ZH, KK = Brief("en", "ru"), Brief("en", "zh_Hans"), Brief("en", "kk")
RAIN = (Term("Rain", ("Дождик",)),)
SNOW = (Term("Rain", ("Ливень",)), Term("snow", ("снег",)))


@pytest.fixture
def service(monkeypatch):
    with serving(standin, monkeypatch) as server:
        yield server


def load(service, **more):
    (engine,) = engines.load(["deepl"], {"deepl": {"url": service.url, "timeout": 0.5, **more}})
    return engine


def with_terms(brief, terms):
    return Brief(brief.source, brief.target, terms=terms)


def asked(service, path="/v2/translate"):
    return [request for request in service.asked if request.path.startswith(path)]


def made(service):
    """Return the requests that changed a glossary."""
    return [request.method for request in asked(service, "/v3") if request.method != "GET"]


def test_sentences_go_with_their_context_and_whole(service) -> None:
    load(service).translate(["Rain.", "Why?"], Brief("en", "zh_Hans", context="It is wet."))

    (request,) = asked(service)
    assert request.body == {
        "text": ["Rain.", "Why?"],
        "source_lang": "EN",
        "target_lang": "ZH-HANS",
        "context": "It is wet.",
        "split_sentences": "0",
        "preserve_formatting": True,
        "model_type": "prefer_quality_optimized",
        "show_billed_characters": True,
    }


def test_markup_goes_as_strict_xml(service) -> None:
    text = 'Rain &amp; <g id="1">snow</g> <x id="2"/>'
    load(service).translate([text], Brief("en", "ru", form="xml"))

    body = asked(service)[0].body
    keys = ("tag_handling", "tag_handling_version", "ignore_tags")
    assert [body[key] for key in keys] == ["xml", "v2", ["x"]]


def test_broken_xml_is_bad_output(service) -> None:
    with pytest.raises(BadOutput) as caught:
        load(service).translate(["<g id=1>Rain"], Brief("en", "ru", form="xml"))

    assert "Tag handling parsing failed" in caught.value.hint


def test_kazakh_gets_plain_text_and_nothing_besides(service) -> None:
    engine = load(service, formality="prefer_more")
    brief = Brief("en", "kk", context="It is wet.", terms=RAIN)
    answers = engine.translate(["Rain ph0@tb.x."], brief)

    assert answers == [service.answer("Rain ph0@tb.x.", "KK")]
    assert engine.traits(brief) == Traits(styles=("mail", "braces"))
    assert {"context", "tag_handling", "glossary_id"}.isdisjoint(asked(service)[0].body)
    assert asked(service, "/v3") == []


def test_russian_and_chinese_get_everything(service) -> None:
    everything = Traits(styles=("xml", "braces"), context=True, terms=True)

    assert [load(service).traits(brief) for brief in (RU, ZH)] == [everything] * 2


def test_terms_become_a_glossary_that_is_used(service) -> None:
    answers = load(service).translate(["Rain"], with_terms(RU, RAIN))

    (glossary,) = service.glossaries.values()
    assert answers == ["Дождик"]
    assert glossary["entries"] == {("EN", "RU"): {"Rain": "Дождик"}}
    assert glossary["name"].startswith("tilshi en-ru:")


def test_a_glossary_is_made_once_by_however_many_threads(service) -> None:
    engine = load(service)
    with ThreadPoolExecutor(16) as pool:
        answers = pool.map(
            lambda text: engine.translate([text], with_terms(RU, RAIN)), ["Rain"] * 50
        )

    assert list(answers) == [["Дождик"]] * 50
    assert made(service) == ["POST"]


def test_a_glossary_of_an_earlier_run_is_found_again(service) -> None:
    load(service).translate(["Rain"], with_terms(RU, RAIN))
    load(service).translate(["Rain"], with_terms(RU, RAIN))

    assert made(service) == ["POST"]


def test_every_pair_has_its_dictionary_in_one_glossary(service) -> None:
    engine = load(service)
    engine.translate(["Rain"], with_terms(RU, RAIN))
    engine.translate(["Rain"], with_terms(ZH, (Term("Rain", ("雨",)),)))
    engine.translate(["Rain"], with_terms(RU, RAIN))

    (glossary,) = service.glossaries.values()
    assert glossary["entries"] == {
        ("EN", "RU"): {"Rain": "Дождик"},
        ("EN", "ZH"): {"Rain": "雨"},
    }
    assert made(service) == ["POST", "PUT", "PATCH"]


def test_changed_terms_replace_what_was_there(service) -> None:
    load(service).translate(["Rain"], with_terms(RU, RAIN))
    load(service).translate(["Rain"], with_terms(ZH, (Term("Rain", ("雨",)),)))
    answers = load(service).translate(["Rain", "snow"], with_terms(RU, SNOW))
    again = load(service).translate(["Rain"], with_terms(ZH, (Term("Rain", ("雨",)),)))

    (glossary,) = service.glossaries.values()
    assert (answers, again) == (["Ливень", "снег"], ["雨"])
    assert len(glossary["name"].split()) == 3
    assert made(service) == ["POST", *["PUT", "PATCH"] * 2]


def test_a_glossary_of_somebody_else_is_left_alone(service) -> None:
    service.room = 2
    service.glossaries["theirs"] = {"name": "marketing en-ru:0", "entries": {}}
    load(service).translate(["Rain"], with_terms(RU, RAIN))

    assert service.glossaries["theirs"] == {"name": "marketing en-ru:0", "entries": {}}
    assert len(service.glossaries) == 2


def test_where_the_plan_has_no_room_the_terms_stay_out_and_that_is_said(service) -> None:
    service.room = 0
    engine = load(service)
    answers = [engine.translate(["Rain"], with_terms(RU, RAIN)) for _ in range(3)]

    assert answers == [[service.answer("Rain", "RU")]] * 3
    assert made(service) == ["POST"]
    assert engine.notice.startswith("deepl: translates without the glossary: ")


@pytest.mark.parametrize("rows", [{"glossaries": [{}]}, {"glossaries": None}, {"glossaries": [7]}])
def test_a_list_of_glossaries_of_another_form_is_no_reason_to_stop(
    service, monkeypatch, rows
) -> None:
    monkeypatch.setattr(service, "glossary", lambda request: rows)
    engine = load(service)

    assert engine.translate(["Rain"], with_terms(RU, RAIN)) == [service.answer("Rain", "RU")]
    assert "without the glossary" in engine.notice


def test_a_glossary_that_is_delayed_is_no_reason_to_go_without(service) -> None:
    engine = load(service)
    service.fault = lambda request: "500" if request.path.startswith("/v3") else ""
    with pytest.raises(Transient):
        engine.translate(["Rain"], with_terms(RU, RAIN))
    service.fault = lambda request: ""

    assert engine.translate(["Rain"], with_terms(RU, RAIN)) == ["Дождик"]
    assert engine.notice == ""


def test_an_empty_name_keeps_the_terms_here(service) -> None:
    engine = load(service, glossary="")
    engine.translate(["Rain"], with_terms(RU, RAIN))

    assert (engine.traits(RU).terms, service.glossaries) == (False, {})


def test_settings_are_part_of_the_version(service) -> None:
    unusual = load(service, model_type="latency_optimized", formality="prefer_less")

    assert load(service).version == "v2"
    assert unusual.version == "v2+latency_optimized+prefer_less"


@pytest.mark.parametrize(
    ("option", "value"), [("formality", "more"), ("formality", "polite"), ("model_type", "best")]
)
def test_a_setting_that_deepl_does_not_know_is_named(service, option, value) -> None:
    with pytest.raises(UserError, match=option) as caught:
        load(service, **{option: value})

    assert "prefer_" in caught.value.hint


@pytest.mark.parametrize(
    ("key", "host"),
    [("a:fx", "https://api-free.deepl.com"), ("a", "https://api.deepl.com")],
)
def test_the_key_tells_the_address(monkeypatch, key, host) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", key)
    (engine,) = engines.load(["deepl"], {})

    assert (engine.client.server_url, engine.network) == (host, "remote")


@pytest.mark.parametrize(
    "answer",
    [
        {"translations": [{"text": "Дождь."}]},
        {"translations": [None]},
        {"translations": ["Дождь."]},
        {"translations": [{"text": None, "billed_characters": 5}]},
        {"translations": []},
        {"translations": None},
        [],
        "Дождь.",
        7,
    ],
)
def test_no_answer_of_another_form_trips_us_up(service, monkeypatch, answer) -> None:
    monkeypatch.setattr(service, "body", lambda request, answers: answer)

    with pytest.raises(EngineError) as caught:
        load(service).translate(["Rain."], RU)
    assert type(caught.value) in {BadOutput, Transient}


def test_the_library_does_not_try_again_by_itself(service) -> None:
    for status in ("429", "500", "503"):
        service.fault = lambda request, status=status: status
        with pytest.raises(EngineError):
            load(service).translate(["Rain."], RU)

    assert len(service.asked) == 3


def test_a_used_up_quota_ends_the_work(service) -> None:
    service.fault = lambda request: "456"
    with pytest.raises(Refused) as caught:
        load(service).translate(["Rain."], RU)

    assert "Quota Exceeded" in caught.value.hint


def test_the_library_logs_no_key_even_if_deepl_says_it(service, monkeypatch, caplog) -> None:
    caplog.set_level(logging.DEBUG, "deepl")
    key = standin.KEYS["DEEPL_API_KEY"]
    body = service.body
    monkeypatch.setattr(
        service, "body", lambda request, answers: {**body(request, answers), "key": key}
    )
    load(service).translate(["Rain."], with_terms(RU, RAIN))

    assert "Response details" in caplog.text
    assert key not in caplog.text


def test_the_library_still_has_what_we_replace() -> None:
    client = deepl.DeepLClient("key")

    assert type(client._client) is deepl.http_client.HttpClient
    assert callable(client._client.request_with_backoff)
    assert client.headers == {"Authorization": "DeepL-Auth-Key key"}


def test_without_the_library_it_is_named_what_to_install() -> None:
    code = (
        "import sys; sys.modules['deepl'] = None\n"
        "from i18n import engines\n"
        "from i18n.errors import UserError\n"
        "try: engines.load(['deepl'], {})\n"
        "except UserError as error: print(error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "pip install 'tilshi[deepl]'\n"
