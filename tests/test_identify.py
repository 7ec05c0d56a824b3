import pytest

from i18n import locales
from i18n.languages import identify

SAID = {
    "en": "The council will vote on the budget next week.",
    "ru": "На следующей неделе совет проголосует по бюджету.",
    "kk": "Келесі аптада кеңес бюджет бойынша дауыс береді.",
    "zh_Hans": "市议会将于下周就预算进行表决。",
}


@pytest.mark.parametrize(("code", "text"), SAID.items())
def test_a_sentence_is_in_its_language(code: str, text: str) -> None:
    assert identify.language(text) == code


def test_every_locale_has_a_sentence_and_is_known_by_its_sample() -> None:
    assert set(SAID) == set(locales.known())
    assert {row.code: identify.language(row.sample) for row in locales.known().values()} == {
        code: code for code in locales.known()
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Мен оны айтты деп", "kk"),
        ("Акын Шәкәрім жил и работал не в Семее", "ru"),
        ("Она улыбнулась", "ru"),
        ("拉蒙特在BBC Scotland报道", "zh_Hans"),
        ("總統說新線路將於秋季開通", ""),
        ("2026, 50 %", ""),
        ("", ""),
    ],
)
def test_words_decide_where_letters_do_not(text: str, code: str) -> None:
    assert identify.language(text) == code


def test_letters_that_a_language_lacks_have_an_owner() -> None:
    alien = identify.alien("ru")

    assert alien is not None
    assert alien.findall("Мір үшін, ҚР") == ["і", "ү", "і", "Қ"]
    assert identify.owner("ru", "Қ") == "Kazakh"
    assert identify.alien("kk") is None
    assert identify.peculiar("ru") is None


def test_letters_are_counted_by_script() -> None:
    cyrillic = identify.script("Cyrl")

    assert cyrillic is not None
    assert cyrillic.count("BBC хабарлады, 5 мамыр") == 14
    assert identify.script("Runr") is None


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("key", "code"), [("en", "en"), ("ru", "ru"), ("kk", "kk"), ("zh", "zh_Hans")]
)
def test_sentences_of_the_news_are_known_for_what_they_are(news, key, code) -> None:
    said = [segment[key] for article in news for segment in article["segments"]]
    known = sum(identify.language(text) == code for text in said)

    assert known >= 0.998 * len(said)
