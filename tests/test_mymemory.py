from collections.abc import Iterator

import deep_translator.constants
import deep_translator.mymemory
import pytest
from services.mymemory import SPENT, Service, said
from services.service import Refusal, shout

from i18n import engines
from i18n.engines.deep.mymemory import FACTS, MyMemory
from i18n.engines.faults import BadOutput, EngineError, RateLimited, Refused, Transient
from i18n.model import Brief

RU, KK = Brief("en", "ru"), Brief("en", "kk")
NEWS = ["Prices fell.", "Rain is due.", "Why?"]


@pytest.fixture
def service(monkeypatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Service()
    yield server
    server.close()


def load(service: Service, **more: object) -> MyMemory:
    (engine,) = engines.load(["mymemory"], {"mymemory": {"url": service.url, **more}})
    return engine


@pytest.fixture
def engine(service) -> Iterator[MyMemory]:
    loaded = load(service)
    yield loaded
    loaded.close()


def test_each_text_is_a_request_with_its_pair(engine, service) -> None:
    answers = engine.translate([" Rain. ", "5 %", "—", "Why?"], KK)

    assert answers == [f" {shout('Rain.', 'kk')} ", "5 %", "—", shout("Why?", "kk")]
    assert [request.query for request in service.asked] == [
        {"langpair": "en-US|kk-KZ", "q": "Rain."},
        {"langpair": "en-US|kk-KZ", "q": "Why?"},
    ]


@pytest.mark.parametrize(
    ("text", "status", "kind", "what"),
    [
        (SPENT, 429, Refused, "gives no more today"),
        (SPENT, "429", Refused, "gives no more today"),
        (SPENT, 200, Refused, "gives no more today"),
        ("MYMEMORY WARNING: SOMETHING NEW", 200, BadOutput, "cannot take this text"),
        ("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", "403", BadOutput, "cannot"),
        ("PLEASE SELECT TWO DISTINCT LANGUAGES", "403", BadOutput, "cannot take this text"),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", 403, BadOutput, "500 bytes"),
        ("SLOW DOWN", 429, RateLimited, "fewer requests"),
        ("AUTHENTICATION FAILURE", "403", Refused, "403"),
        ("", 500, Transient, "500"),
        ("oops", "internal", Transient, "500"),
        ("", 200, BadOutput, "an empty answer"),
    ],
)
def test_a_warning_is_no_translation(engine, service, text, status, kind, what) -> None:
    service.warn = {"Rain is due.": (text, status)}

    with pytest.raises(EngineError, match=what) as caught:
        engine.translate(["Rain is due."], RU)

    assert type(caught.value) is kind
    assert caught.value.hint


def test_a_quota_with_a_status_of_its_own_ends_the_run(engine, service, monkeypatch) -> None:
    def refuse(request):
        raise Refusal(429, said(SPENT, 429))

    monkeypatch.setattr(service, "check", refuse)

    with pytest.raises(Refused, match="no more today") as caught:
        engine.translate(NEWS, RU)

    assert "set email" in caught.value.hint


def test_matches_of_other_sentences_are_never_taken(engine, service) -> None:
    service.answer = lambda text, target: ""

    with pytest.raises(BadOutput, match="empty"):
        engine.translate(["Rain is due."], RU)


def test_what_went_well_before_a_fault_is_kept(engine, service) -> None:
    service.warn = {"Rain is due.": ("QUERY LENGTH LIMIT EXCEEDED", 403)}

    with pytest.raises(BadOutput) as caught:
        engine.translate([*NEWS, "5 %"], RU)

    good = shout("Prices fell.", "ru"), None, shout("Why?", "ru"), "5 %"
    assert caught.value.answers == good


def test_after_a_ban_nothing_more_is_asked(engine, service) -> None:
    service.warn = {"Rain is due.": (SPENT, 429)}

    with pytest.raises(BadOutput, match="no more today") as caught:
        engine.translate(NEWS, RU)

    assert caught.value.answers == (shout("Prices fell.", "ru"), None, None)
    assert isinstance(caught.value.__cause__, Refused)
    assert [request.query["q"] for request in service.asked] == NEWS[:2]


def test_another_engine_in_the_same_thread_does_not_answer_for_it(engine, service) -> None:
    (google,) = engines.load(["google"], {"google": {"url": service.url}})
    with pytest.raises(EngineError, match=r"^google"):
        google.translate(["Rain."], RU)
    service.fault = lambda request: "500"

    with pytest.raises(EngineError, match=r"^mymemory answered"):
        engine.translate(["Rain."], RU)


def test_no_request_waits_for_another(engine) -> None:
    assert (engine.limits.items, engine.limits.workers) == (1, 1)


def test_five_hundred_bytes_are_the_most(engine, service) -> None:
    wanted = Brief("ru", "en")
    assert engine.translate(["д" * 249], wanted)

    with pytest.raises(BadOutput, match="502 bytes in one text, mymemory takes 500"):
        engine.translate(["д" * 251], wanted)

    assert len(service.asked) == 1


def test_an_address_raises_the_quota_and_is_not_shown(service) -> None:
    engine = load(service, email="editor@example.org")
    engine.translate(["Rain."], RU)

    with pytest.raises(Refused) as caught:
        load(service, email="nobody").translate(["Rain."], RU)

    assert [request.query["de"] for request in service.asked] == ["editor@example.org", "nobody"]
    assert "example.org" not in repr(engine)
    assert "email" in caught.value.hint


@pytest.mark.parametrize(
    ("url", "open_"),
    [
        (None, False),
        ("https://example.org/get", False),
        ("http://example.org/get", True),
        ("http://127.0.0.1:9", False),
    ],
)
def test_an_address_without_encryption_is_told(url, open_) -> None:
    (engine,) = engines.load(["mymemory"], {"mymemory": {"url": url} if url else {}})

    assert "public translation memory" in engine.notice
    assert ("not encrypted" in engine.notice) == open_


def test_it_is_asked_over_an_encrypted_connection(service) -> None:
    (engine,) = engines.load(["mymemory"], {})

    made = engine.line.make("en-US", "ru-RU")

    assert made._base_url.startswith("https://")
    assert deep_translator.constants.BASE_URLS["MYMEMORY"].startswith("http://")


def test_deep_translator_still_has_what_we_replace() -> None:
    made = deep_translator.mymemory.MyMemoryTranslator("en-US", "kk-KZ", email="a@b.kz")

    assert made._base_url == deep_translator.constants.BASE_URLS["MYMEMORY"]
    assert made.email == "a@b.kz"
    assert set(FACTS.languages.values()) <= set(
        deep_translator.constants.MY_MEMORY_LANGUAGES_TO_CODES.values()
    )
    assert deep_translator.mymemory.requests.__name__ != "requests"
