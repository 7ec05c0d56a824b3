from concurrent.futures import ThreadPoolExecutor

import pytest
from services import libretranslate as standin
from services.service import serving

from i18n import engines
from i18n.engines.faults import BadOutput, Refused, Transient, Unsupported
from i18n.engines.libretranslate import HOSTED, OWN
from i18n.model import Brief

RU, ZH = Brief("en", "ru"), Brief("en", "zh_Hans")


@pytest.fixture
def service(monkeypatch):
    with serving(standin, monkeypatch) as server:
        yield server


def load(service, **more):
    options = {"libretranslate": {"url": service.url, "timeout": 0.5, **more}}
    (engine,) = engines.load(["libretranslate"], options)
    return engine


def asked(service, path="/translate"):
    return [request for request in service.asked if request.path == path]


def test_texts_and_key_travel_in_the_body(service) -> None:
    load(service).translate(["Rain.", "Why?"], ZH)

    (request,) = asked(service)
    assert (request.method, request.query) == ("POST", {})
    assert request.body == {
        "q": ["Rain.", "Why?"],
        "source": "en",
        "target": "zh-Hans",
        "format": "text",
        "api_key": "libre-secret-5e5e",
    }


def test_an_older_server_is_asked_with_its_own_codes(service) -> None:
    service.languages = ("en", "ru", "zh")

    assert load(service).translate(["Rain."], ZH) == [service.answer("Rain.", "zh")]
    assert asked(service)[0].body["target"] == "zh"


def test_a_server_that_names_no_targets_is_taken_to_have_them_all(service, monkeypatch) -> None:
    reply = service.reply
    monkeypatch.setattr(
        service,
        "reply",
        lambda request: (
            [{"code": "en", "name": "English"}, {"code": "ru", "name": "Russian"}]
            if request.path == "/languages"
            else reply(request)
        ),
    )

    assert load(service).translate(["Rain."], RU) == [service.answer("Rain.", "ru")]


def test_the_server_is_asked_for_its_languages_once(service) -> None:
    engine = load(service)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda text: engine.translate([text], RU), ["Rain."] * 100))

    assert len(asked(service, "/languages")) == 1


def test_a_list_of_languages_that_failed_is_asked_for_again(service) -> None:
    engine = load(service)
    service.fault = lambda request: "500"
    with pytest.raises(Transient):
        engine.translate(["Rain."], RU)
    service.fault = lambda request: ""

    assert engine.translate(["Rain."], RU) == [service.answer("Rain.", "ru")]


def test_a_list_of_languages_of_another_form_is_no_list(service) -> None:
    service.fault = lambda request: "other"

    with pytest.raises(BadOutput, match="list of languages"):
        load(service).translate(["Rain."], RU)


def test_a_pair_the_server_has_no_model_for_is_refused_before_a_text_is_sent(service) -> None:
    service.languages = ("en", "ru")
    with pytest.raises(Unsupported, match="no model for 'en' to 'zh_Hans'"):
        load(service).translate(["Rain."], ZH)

    assert asked(service) == []


def test_kazakh_is_refused_before_the_first_request(service) -> None:
    with pytest.raises(Unsupported):
        load(service).translate(["Rain."], Brief("en", "kk"))

    assert service.asked == []


def test_a_server_that_wants_a_key_says_so_once(service, monkeypatch) -> None:
    monkeypatch.delenv("LIBRETRANSLATE_API_KEY")
    with pytest.raises(Refused) as caught:
        load(service).translate(["Rain."], RU)

    assert caught.value.hint == "set LIBRETRANSLATE_API_KEY in the environment"
    assert "api_key" not in asked(service)[0].body


def test_a_server_of_ones_own_needs_no_key(service, monkeypatch) -> None:
    monkeypatch.delenv("LIBRETRANSLATE_API_KEY")
    service.keys = ()

    assert load(service).translate(["Rain."], RU) == [service.answer("Rain.", "ru")]


def test_the_hosted_service_is_not_asked_without_a_key(monkeypatch) -> None:
    monkeypatch.delenv("LIBRETRANSLATE_API_KEY", raising=False)
    (engine,) = engines.load(["libretranslate"], {})

    with pytest.raises(Refused, match="no key"):
        engine.translate(["Rain."], RU)
    assert (engine.network, engine.limits) == ("remote", HOSTED)


def test_a_server_of_ones_own_has_other_limits(service) -> None:
    assert load(service, timeout=30.0).limits == OWN


def test_a_text_the_server_finds_too_long_may_be_tried_in_parts(service) -> None:
    service.longest = 10
    with pytest.raises(BadOutput) as caught:
        load(service).translate(["Rain is due in Almaty."], RU)

    assert "exceeds text limit (10)" in caught.value.hint
