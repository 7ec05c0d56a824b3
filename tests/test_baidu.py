from collections.abc import Iterator

import deep_translator.baidu
import deep_translator.constants
import pytest
from services.baidu import APPID, KEYS, Service
from services.service import Refusal, shout

from i18n import engines
from i18n.engines.deep.baidu import FACTS
from i18n.engines.deep.deep import Joined
from i18n.engines.faults import BadOutput, EngineError, RateLimited, Refused, Transient
from i18n.errors import UserError
from i18n.model import Brief

ZH = Brief("en", "zh_Hans")


@pytest.fixture
def service(monkeypatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("BAIDU_APPKEY", KEYS["BAIDU_APPKEY"])
    server = Service()
    yield server
    server.close()


def load(service: Service, **more: object) -> Joined:
    table = {"url": service.url + "/api/trans/vip/translate", "appid": APPID, **more}
    (engine,) = engines.load(["baidu"], {"baidu": table})
    return engine


def test_texts_travel_as_lines_of_one_signed_request(service) -> None:
    engine = load(service)
    answers = engine.translate(["Prices fell.", "5 %", "Rain & sun are due."], ZH)

    (sent,) = service.asked
    assert answers == [shout("Prices fell.", "zh"), "5 %", shout("Rain & sun are due.", "zh")]
    assert (sent.query["q"], sent.query["to"]) == ("Prices fell.\nRain & sun are due.", "zh")
    assert KEYS["BAIDU_APPKEY"] not in repr(sent) + repr(engine)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("52001", Transient),
        ("52002", Transient),
        ("52003", Refused),
        ("54001", Refused),
        (54003, RateLimited),
        ("54004", Refused),
        ("54005", RateLimited),
        ("58000", Refused),
        ("58001", BadOutput),
        ("58002", Refused),
    ],
)
def test_its_codes_are_understood(service, monkeypatch, code, kind) -> None:
    def refuse(request):
        raise Refusal(200, {"error_code": code, "error_msg": "no"})

    monkeypatch.setattr(service, "check", refuse)

    with pytest.raises(EngineError, match=str(code)) as caught:
        load(service).translate(["Rain."], ZH)

    assert type(caught.value) is kind


def test_a_wrong_key_is_refused(service, monkeypatch) -> None:
    monkeypatch.setenv("BAIDU_APPKEY", "another")

    with pytest.raises(Refused, match="54001") as caught:
        load(service).translate(["Rain."], ZH)

    assert caught.value.hint == "it says: Invalid Sign"


def test_the_application_has_to_be_named() -> None:
    with pytest.raises(UserError, match="has no appid") as caught:
        engines.load(["baidu"], {})

    assert "appid" in caught.value.hint


def test_deep_translator_still_has_what_we_replace() -> None:
    made = deep_translator.baidu.BaiduTranslator("en", "zh", appid="1", appkey="2")

    assert made._base_url == deep_translator.constants.BASE_URLS["BAIDU"]
    assert set(FACTS.languages.values()) <= set(
        deep_translator.constants.BAIDU_LANGUAGE_TO_CODE.values()
    )
    assert deep_translator.baidu.requests.__name__ != "requests"
