"""Words: dates, numbers and lists as each language writes them, and messages with plural forms."""

import pytest

from i18n import locales
from workflow.site import wording
from workflow.site.wording import Words

EN, RU, KK, ZH = (wording.words(locales.get(code)) for code in ("en", "ru", "kk", "zh_Hans"))
LATIN, ARABIC, TAIWAN = (
    wording.words(locales.get(code)) for code in ("kk_Latn", "kk_Arab", "zh_Hant_TW")
)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        (EN, "November 23, 2026"),
        (RU, "23 ноября 2026\u00a0г."),
        (KK, "2026\u00a0ж. 23 қараша"),
        (ZH, "2026年11月23日"),
        (LATIN, "2026\u00a0j. 23 qaraşa"),
        (TAIWAN, "2026年11月23日"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(word: Words, written: str) -> None:
    assert word.date("2026-11-23") == written
    assert word.date("2026-11-23T23:30:00+05:00") == written


@pytest.mark.parametrize(
    ("word", "written"), [(EN, "November"), (RU, "Ноябрь"), (KK, "Қараша"), (ZH, "十一月")]
)
def test_a_month_stands_by_itself_in_a_heading(word: Words, written: str) -> None:
    assert word.month("2026-11-01") == written


def test_numbers_part_their_thousands_with_what_fonts_have() -> None:
    numbers = [word.number(1234567) for word in (EN, RU, KK, ZH)]

    assert numbers == ["1,234,567", "1\u00a0234\u00a0567", "1\u00a0234\u00a0567", "1,234,567"]


@pytest.mark.parametrize(
    ("word", "written"),
    [(EN, "A, B, and C"), (RU, "A, B и C"), (KK, "A, B және C"), (ZH, "A、B和C"), (LATIN, "A, B jäne C")],
)  # fmt: skip
def test_a_list_in_a_sentence(word: Words, written: str) -> None:
    assert word.list(["A", "B", "C"]) == written
    assert word.list(["A"]) == "A"


@pytest.mark.parametrize(
    ("n", "written"),
    [(1, "1 статья"), (2, "2 статьи"), (5, "5 статей"), (11, "11 статей"), (21, "21 статья"), (1112, "1\u00a0112 статей")],
)  # fmt: skip
def test_russian_has_the_form_that_the_number_wants(n: int, written: str) -> None:
    assert RU.many("{n} article", "{n} articles", n) == written


def test_a_language_without_words_falls_back_to_english() -> None:
    word = wording.words(locales.get("en"))

    assert word("All articles") == "All articles"
    assert word.many("{n} article", "{n} articles", 2) == "2 articles"


def test_a_script_made_from_another_has_the_words_of_that_converted() -> None:
    assert KK("Archive") == "Мұрағат"
    assert LATIN("Archive") == "Mūrağat"
    assert ARABIC("Archive") == "مۇراعات"
    assert LATIN.many("{n} article", "{n} articles", 3).startswith("3 ")


def test_a_project_says_words_in_its_own_way() -> None:
    names = {("", "Archive"): "Все новости", ("tag", "Tags"): "не слово темы"}
    word = wording.words(locales.get("ru"), names)

    assert (word("Archive"), word("Tags")) == ("Все новости", RU("Tags"))


def test_what_is_filled_in_is_no_message() -> None:
    assert EN("Updated {date}", date="{date} {n}") == "Updated {date} {n}"
