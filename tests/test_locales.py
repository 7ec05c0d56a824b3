"""Locales: every row is whole, and a slip of the pen is met with the nearest code."""

import os
import re
import subprocess
import sys
from collections import Counter

import pytest

from i18n import locales
from i18n.errors import UserError
from i18n.segment import segment

ROWS = pytest.mark.parametrize("code", sorted(locales.every()))


def test_the_four_languages_are_known() -> None:
    tags = {code: row.tag for code, row in locales.known().items()}

    assert tags == {"en": "en", "ru": "ru", "zh_Hans": "zh-Hans", "kk": "kk"}


def test_the_locales_that_are_made_from_others_are_no_languages_of_their_own() -> None:
    made = {
        code: (row.base, row.tag, row.script, row.dir) for code, row in locales.derived().items()
    }

    assert made == {
        "zh_Hant_TW": ("zh_Hans", "zh-Hant-TW", "Hant", "ltr"),
        "zh_Hant_HK": ("zh_Hans", "zh-Hant-HK", "Hant", "ltr"),
        "kk_Latn": ("kk", "kk-Latn", "Latn", "ltr"),
        "kk_Arab": ("kk", "kk-Arab", "Arab", "rtl"),
    }
    assert {row.base for row in locales.derived().values()} <= set(locales.known())
    assert set(locales.every()) == {*locales.known(), *made}


@pytest.mark.parametrize("code", sorted(locales.derived()))
def test_a_derived_locale_has_the_grammar_of_its_base(code: str) -> None:
    row = locales.get(code)
    base = locales.get(row.base)

    assert (row.gap, row.plural_forms) == (base.gap, base.plural_forms)
    assert (row.morphology, row.sentences) == (base.morphology, base.sentences)


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
    names = [(row.name, row.endonym) for row in locales.every().values()]

    assert names == [
        ("English", "English"),
        ("Russian", "Русский"),
        ("Chinese (Simplified)", "简体中文"),
        ("Kazakh", "Қазақша"),
        ("Chinese (Traditional, Taiwan)", "繁體中文（台灣）"),
        ("Chinese (Traditional, Hong Kong)", "繁體中文（香港）"),
        ("Kazakh (Latin)", "Qazaqşa"),
        ("Kazakh (Arabic)", "قازاقشا"),
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("zh-Hans", "did you mean 'zh_Hans'?"),
        ("zh_CN", "did you mean 'zh_Hans'?"),
        ("RU", "did you mean 'ru'?"),
        ("kazakh", "did you mean 'kk'?"),
        ("kz", "did you mean 'kk'?"),
        ("zh_TW", "did you mean 'zh_Hant_TW'?"),
        ("kk-Latn", "did you mean 'kk_Latn'?"),
        ("tlh", "known are en, ru, zh_Hans, kk"),
    ],
)
def test_an_unknown_locale_is_met_with_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(UserError, match="unknown locale") as caught:
        locales.get(code)

    assert caught.value.hint == hint


def test_nobody_writes_in_a_locale_that_is_made_from_another() -> None:
    assert locales.written("kk") == locales.get("kk")
    with pytest.raises(UserError, match="zh_Hant_TW is made from zh_Hans"):
        locales.written("zh_Hant_TW")


def test_a_newsroom_adds_its_own_abbreviations() -> None:
    english = locales.get("en")
    prose = "The Fac. Mech. building opens. It is new."
    newsroom = locales.with_abbreviations(english, ["Fac.", "Mech"])

    assert segment(prose, english)[0].text == "The Fac."
    assert segment(prose, newsroom)[0].text == "The Fac. Mech. building opens."


def test_a_locale_is_told_alike_in_every_process() -> None:
    program = "from i18n import locales; print([repr(one) for one in locales.every().values()])"
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(told) == 1
