"""Locales: every row is whole, and a slip of the pen is met with the nearest code."""

import re
from collections import Counter

import pytest

from i18n import locales
from i18n.errors import UserError
from i18n.segment import segment

ROWS = pytest.mark.parametrize("code", sorted(locales.known()))


def test_the_four_languages_are_known() -> None:
    tags = {code: row.tag for code, row in locales.known().items()}

    assert tags == {"en": "en", "ru": "ru", "zh_Hans": "zh-Hans", "kk": "kk"}


@ROWS
def test_a_locale_says_everything_a_page_and_a_catalog_need(code: str) -> None:
    row = locales.get(code)

    assert row.code == code
    assert row.tag == code.replace("_", "-")
    assert row.name.strip()
    assert row.endonym.strip()
    assert re.fullmatch(r"[A-Z][a-z]{3}", row.script)
    assert row.dir in ("ltr", "rtl")
    assert row.gap in ("", " ")
    assert re.fullmatch(r"nplurals=\d; plural=[^;]+;", row.plural_forms)
    assert len(row.quotes) == 4
    assert row.negations


@ROWS
def test_an_abbreviation_is_in_one_list_of_its_language(code: str) -> None:
    words = locales.get(code).sentences
    kinds = set(locales.ABBREVIATIONS) - {"units"}  # which says more of a word after a figure

    listed = Counter(word for kind in kinds for word in getattr(words, kind))

    assert [word for word, times in listed.items() if times > 1] == []


def test_names_are_written_as_the_language_writes_them() -> None:
    names = [(row.name, row.endonym) for row in locales.known().values()]

    assert names == [
        ("English", "English"),
        ("Russian", "Русский"),
        ("Chinese (Simplified)", "简体中文"),
        ("Kazakh", "Қазақша"),
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("zh-Hans", "did you mean 'zh_Hans'?"),
        ("zh_CN", "did you mean 'zh_Hans'?"),
        ("RU", "did you mean 'ru'?"),
        ("kazakh", "did you mean 'kk'?"),
        ("kz", "did you mean 'kk'?"),
        ("tlh", "known are en, ru, zh_Hans, kk"),
    ],
)
def test_an_unknown_locale_is_met_with_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(UserError, match="unknown locale") as caught:
        locales.get(code)

    assert caught.value.hint == hint


def test_a_newsroom_adds_its_own_abbreviations() -> None:
    english = locales.get("en")
    prose = "The Fac. Mech. building opens. It is new."
    newsroom = locales.with_abbreviations(english, ["Fac.", "Mech"])

    assert segment(prose, english)[0].text == "The Fac."
    assert segment(prose, newsroom)[0].text == "The Fac. Mech. building opens."
