import importlib.metadata
from collections.abc import Iterator

import deep_translator
import deep_translator.constants
import deep_translator.exceptions
import pytest
from services.service import Request, Service

from i18n import engines
from i18n.engines.deep import classes
from i18n.engines.deep.classes import Class
from i18n.errors import UserError

TABLE = {one.name: one for one in classes.table()}


class Anything(Service):
    """A stand-in that answers whoever asks in the form it wants."""

    def reply(self, request: Request) -> object:
        if request.path.endswith("/languages"):
            return {"translation": {"en": {"name": "English"}, "kk": {"name": "Kazakh"}}}
        return {
            "code": 200,
            "text": ["да"],
            "translatedText": "да",
            "translations": [{"text": "да"}],
        }


@pytest.fixture
def service(monkeypatch) -> Iterator[Anything]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Anything()
    yield server
    server.close()


def test_every_translator_of_deep_translator_has_its_row() -> None:
    theirs = {name for name in deep_translator.__all__ if name.endswith("Translator")}

    assert set(TABLE) == theirs
    assert importlib.metadata.version("deep-translator") == "1.11.4"


def test_a_row_names_the_engine_or_says_why_there_is_none() -> None:
    ours = {row.name for row in engines.ENGINES} | {"deepl"}
    for one in TABLE.values():
        assert bool(one.engine) != bool(one.why), one.name
        assert {one.engine, one.instead} <= ours | {""}, one.name
        assert not one.why.endswith("."), one.name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("DeeplTranslator", "use deepl"),
        ("GoogleTranslator", "use google"),
        (
            "PonsTranslator",
            (
                "it is of no use here: it looks up words in a dictionary, and translates no"
                f" sentences; there are {', '.join(engines.table())}"
            ),
        ),
        ("googel", "did you mean 'google'?"),
    ],
)
def test_a_class_named_as_an_engine_leads_to_the_engine(name: str, hint: str) -> None:
    with pytest.raises(UserError, match=f"^there is no engine '{name}'$") as caught:
        engines.find(name)

    assert caught.value.hint == hint


def test_the_working_ones_come_first() -> None:
    assert classes.table()[:3] == (
        Class("GoogleTranslator", engine="google"),
        Class("MyMemoryTranslator", engine="mymemory"),
        Class("BaiduTranslator", engine="baidu"),
    )


def test_deepls_class_sends_the_key_in_the_address(service) -> None:
    made = deep_translator.DeeplTranslator(api_key="secret", source="en", target="ru")
    made._base_url = service.url + "/v2/"
    made.translate("yes")

    (asked,) = service.asked
    assert (asked.method, asked.query["auth_key"]) == ("GET", "secret")


def test_libres_class_wants_a_key_and_knows_no_script(service) -> None:
    kinds = deep_translator.exceptions
    with pytest.raises(kinds.ApiKeyException):
        deep_translator.LibreTranslator(custom_url=service.url + "/")
    with pytest.raises(kinds.LanguageNotSupportedException):
        deep_translator.LibreTranslator(api_key="x", source="en", target="zh-Hans")

    made = deep_translator.LibreTranslator(api_key="x", source="en", target="ru")
    made._base_url = service.url + "/"
    made.translate("a secret text")

    assert service.asked[0].query["q"] == "a secret text"


def test_yandexs_class_asks_the_old_version_and_returns_a_list(service) -> None:
    made = deep_translator.YandexTranslator(api_key="key", source="en", target="ru")
    made._base_url = service.url + "/{version}/{endpoint}"

    assert made.translate("yes") == ["да"]
    assert service.asked[0].path == "/v1.5/translate"


def test_microsofts_class_asks_before_it_is_made(service, monkeypatch) -> None:
    asked = []

    class Asking:
        @staticmethod
        def get(url: str) -> None:
            asked.append(url)
            raise ConnectionError

    monkeypatch.setattr(deep_translator.microsoft, "requests", Asking)

    with pytest.raises(ConnectionError):
        deep_translator.MicrosoftTranslator(api_key="key", target="ru")

    assert asked[0].startswith("https://api.cognitive.microsofttranslator.com/languages")


def test_the_languages_and_addresses_of_the_others_are_as_said() -> None:
    constants = deep_translator.constants

    assert set(constants.QCRI_LANGUAGE_TO_CODE.values()) == {"ar", "en", "es"}
    assert "kk" not in constants.PAPAGO_LANGUAGE_TO_CODE
    assert constants.BASE_URLS["PAPAGO_API"] == "https://openapi.naver.com/v1/papago/n2mt"


def test_the_class_of_chatgpt_wants_an_openai_of_long_ago() -> None:
    wanted = importlib.metadata.requires("deep-translator") or []

    (openai,) = [one for one in wanted if one.startswith("openai")]
    assert "<0.28" in openai
