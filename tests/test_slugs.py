"""Slugs: titles as addresses of pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import locales
from i18n.slugs import LONGEST, slug

TEXTS = st.text(
    st.sampled_from("aBz09 -./\\_’'éİıßŁ½²ЖжЩёйҚқңІіһ字。🙂\u00a0\u0306\u200b%"), max_size=120
)
CODES = st.sampled_from(sorted(locales.every()))


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("kk", "Қазақстан Республикасының Үкіметі", "qazaqstan-respublikasynyn-ukimeti"),
        ("kk", "Әлем жаңалықтары: ғылым мен өнер", "alem-zhanalyqtary-gylym-men-oner"),
        ("kk", "Абай даңғылында үй салынды", "abai-dangylynda-ui-salyndy"),
        ("ru", "Щедрый ёжик и «подъезд» № 5", "shchedryy-ezhik-i-podezd-no-5"),
        ("ru", "Хроника: 12–14 марта", "khronika-12-14-marta"),
        ("en", "The Minister’s café, İzmir & Straße", "the-ministers-cafe-izmir-strasse"),
        ("en", "Ключ in English", "klyuch-in-english"),
        ("kk_Latn", "Ştşutşinsk qalasynyñ äkımı", "stsutsinsk-qalasynyn-akimi"),
        ("zh_Hans", "阿斯塔纳", ""),
        ("en", "../..", ""),
    ],
)
def test_a_title_becomes_an_address(code: str, text: str, wanted: str) -> None:
    assert slug(text, code) == wanted


def test_a_long_title_ends_with_a_whole_word() -> None:
    made = slug("Университет открыл новую лабораторию " * 4, "ru")

    assert made == "universitet-otkryl-novuyu-laboratoriyu-universitet-otkryl-novuyu-laboratoriyu"
    assert len(slug("a" * 200, "en")) == LONGEST


def test_letters_are_read_the_same_however_they_are_typed() -> None:
    assert slug("и\u0306од", "ru") == slug("йод", "ru") == "yod"


@given(TEXTS, CODES)
def test_an_address_has_small_letters_figures_and_single_hyphens(text: str, code: str) -> None:
    made = slug(text, code)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= LONGEST


@given(TEXTS, CODES)
def test_an_address_is_its_own(text: str, code: str) -> None:
    assert slug(slug(text, code), code) == slug(text, code)
