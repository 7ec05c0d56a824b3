import pytest

from i18n import locales
from i18n.dispatch.hygiene import clean, objection

SOURCE = "The president said that the new line would open in the autumn."


@pytest.mark.parametrize(
    ("locale", "answer"),
    [
        ("ru", "Президент сказал, что новая линия откроется осенью."),
        ("kk", "Президент жаңа желі күзде ашылатынын айтты."),
        ("zh_Hans", "总统说新线路将于秋季开通。"),
    ],
)
def test_a_translation_meets_no_objection(locale, answer) -> None:
    assert objection(SOURCE, answer, locales.get(locale)) == ""


@pytest.mark.parametrize(
    ("locale", "answer", "why"),
    [
        ("ru", "  ", "empty"),
        ("ru", SOURCE, "the source again"),
        ("kk", "پرەزيدەنت جاڭا جەلى كۇزدە اشىلاتىنىن ايتتى.", "wrong script"),
        ("kk", "Prezident zhana zheli kuzde ashylatynyn aitty.", "wrong script"),
        ("zh_Hans", "Президент сказал, что новая линия откроется осенью.", "wrong script"),
        ("ru", "Да.", "too short"),
        ("zh_Hans", "总" * 200, "too long"),
        ("ru", "Президент сказал сказал сказал сказал сказал сказал, что откроется.", "repeats"),
        ("ru", "<!DOCTYPE html><title>Ошибка</title>", "message of the service"),
        ("ru", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS", "message"),
        ("ru", "Президент \ufffd\ufffd сказал, что новая линия откроется.", "broken characters"),
    ],
)
def test_what_is_no_translation(locale, answer, why) -> None:
    assert why in objection(SOURCE, answer, locales.get(locale))


@pytest.mark.parametrize("name", ["Windows 11 Pro", "BBC News", "Sainsbury's", "Ye", "U.S. Steel"])
@pytest.mark.parametrize("locale", ["ru", "kk", "zh_Hans"])
def test_names_may_stay_as_they_are(name, locale) -> None:
    assert objection(name, name, locales.get(locale)) == ""


def test_entities_escaped_once_too_often_are_mended() -> None:
    assert clean("Sainsbury&#39;s &quot;рост&quot; &amp; спад") == 'Sainsbury\'s "рост" & спад'
    assert clean("AT&T; R & D") == "AT&T; R & D"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("key", "locale"),
    [("google_ru", "ru"), ("ru", "ru"), ("kk", "kk"), ("google_zh", "zh_Hans"), ("zh", "zh_Hans")],
)
def test_no_real_translation_meets_an_objection(news, key, locale) -> None:
    found = [
        (why, segment["en"], segment[key])
        for article in news
        for segment in article["segments"]
        if (why := objection(segment["en"], clean(segment[key]), locales.get(locale)))
    ]

    assert found == []
