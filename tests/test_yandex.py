import pytest
from services import yandex as standin
from services.service import serving

from i18n import engines
from i18n.engines.faults import Refused
from i18n.model import Brief, Term

RU, ZH = Brief("en", "ru"), Brief("en", "zh_Hans")
TERMS = tuple(Term(f"term{n:03}", (f"термин{n:03}",)) for n in range(200))


@pytest.fixture
def service(monkeypatch):
    with serving(standin, monkeypatch) as server:
        yield server


def load(service):
    (engine,) = engines.load(["yandex"], {"yandex": {"url": service.url}})
    return engine


def test_what_is_sent_is_what_version_2_takes(service) -> None:
    load(service).translate(["Rain.", "Why?"], ZH)

    assert service.asked[0].body == {
        "folderId": "b1gfolder",
        "sourceLanguageCode": "en",
        "targetLanguageCode": "zh",
        "format": "PLAIN_TEXT",
        "texts": ["Rain.", "Why?"],
    }


def test_a_key_of_a_service_account_needs_no_folder(service, monkeypatch) -> None:
    monkeypatch.delenv("YANDEX_FOLDER_ID")
    load(service).translate(["Rain."], RU)

    assert "folderId" not in service.asked[0].body


def test_the_terms_of_the_texts_go_with_them(service) -> None:
    brief = Brief("en", "kk", terms=(Term("Rain", ("Жаңбыр",)), Term("snow", ("қар",))))
    answers = load(service).translate(["Rain"], brief)

    assert answers == ["Жаңбыр"]
    assert service.asked[0].body["glossaryConfig"] == {
        "glossaryData": {"glossaryPairs": [{"sourceText": "Rain", "translatedText": "Жаңбыр"}]}
    }


def test_a_term_goes_with_its_inflected_form_and_not_with_a_part_of_a_word(service) -> None:
    terms = (Term("child", ("бала",)), Term("art", ("өнер",)))
    load(service).translate(["Children of the party"], Brief("en", "kk", terms=terms))

    assert service.asked[0].body["glossaryConfig"] == {
        "glossaryData": {"glossaryPairs": [{"sourceText": "child", "translatedText": "бала"}]}
    }


def test_of_many_terms_as_many_go_as_a_request_takes(service) -> None:
    brief = Brief("en", "ru", terms=TERMS)
    load(service).translate([" ".join(term.source for term in TERMS)], brief)

    (request,) = service.asked
    assert len(request.body["glossaryConfig"]["glossaryData"]["glossaryPairs"]) == 50


def test_a_wrong_key_is_refused_with_what_the_service_says(service, monkeypatch) -> None:
    monkeypatch.setenv("YANDEX_TRANSLATE_KEY", "AQVN-another")
    with pytest.raises(Refused) as caught:
        load(service).translate(["Rain."], RU)

    assert "Unknown api key" in caught.value.hint
