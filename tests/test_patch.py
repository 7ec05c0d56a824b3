import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n import locales
from i18n.memory.patch import patch
from i18n.memory.shape import shape

EN = locales.get("en")


def patched(code: str, old: str, new: str, target: str) -> str | None:
    found = patch(old, new, target, EN, locales.get(code))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("code", "old", "new", "target", "wanted"),
    [
        ("ru", "Open until 5 May.", "Open until 6 May.", "Открыто до 5 мая.", "Открыто до 6 мая."),
        ("ru", "On 5 May", "On 5 November", "5 мая", "5 ноября"),
        ("ru", "Since 2024", "Since 2025", "С 2024 года", "С 2025 года"),
        ("ru", "It has 1,234 rooms.", "It has 5,734 rooms.", "Здесь 1\u00a0234 комнаты.",
         "Здесь 5\u00a0734 комнаты."),
        ("ru", "800 km", "1,200 km", "800 км", "1\u00a0200 км"),
        ("ru", "$1.5 million", "$2.75 million", "1,5 миллиона долларов", "2,75 миллиона долларов"),
        ("ru", "5 books", "16 books", "5 книг", "16 книг"),
        ("ru", "On Monday", "On Thursday", "В понедельник", "В четверг"),
        ("ru", "At 10:30", "At 11:45", "В 10:30", "В 11:45"),
        ("ru", "Room 5, floor 6", "Room 6, floor 5", "Комната 5, этаж 6", "Комната 6, этаж 5"),
        ("ru", "a 20-year plan", "a 40-year plan", "20-летний план", "40-летний план"),
        ("kk", "5 books", "6 books", "5 кітап", "6 кітап"),
        ("kk", "Until 5", "Until 3", "5-ке дейін", "3-ке дейін"),
        ("kk", "In March", "In August", "Наурызда", "Тамызда"),
        ("kk", "On 5 May 2024", "On 7 May 2025", "2024 жылғы 5 мамырда", "2025 жылғы 7 мамырда"),
        ("kk", "In 2024", "In 2025", "2024 жылы", "2025 жылы"),
        ("zh_Hans", "On 5 November 2024", "On 7 December 2025", "2024年11月5日", "2025年12月7日"),
        ("zh_Hans", "12,000 people", "13,500 people", "12,000人", "13,500人"),
        ("zh_Hans", "On Monday", "On Friday", "星期一", "星期五"),
    ],
)  # fmt: skip
def test_figures_and_dates_go_into_their_places(code, old, new, target, wanted) -> None:
    assert patched(code, old, new, target) == wanted


@pytest.mark.parametrize(
    ("code", "old", "new", "target"),
    [
        pytest.param("ru", "5 books", "2 books", "5 книг", id="another plural"),
        pytest.param("ru", "1,234 books", "1,231 books", "1\u00a0234 книги", id="21 is singular"),
        pytest.param("ru", "5 and 5", "5 and 6", "5 и 5", id="two places"),
        pytest.param("ru", "5 rooms", "6 rooms", "пять комнат", id="in words"),
        pytest.param("ru", "In May", "In June", "В мае", id="a case of its own"),
        pytest.param("ru", "On Monday", "On Tuesday", "В понедельник", id="во вторник"),
        pytest.param("ru", "On Monday", "On Sunday", "В прошлый понедельник", id="gender"),
        pytest.param("ru", "the 5th", "the 7th", "5-ти", id="a suffix of one figure only"),
        pytest.param("ru", "On 24 May", "On 25 May", "24.05.2026", id="a date in figures"),
        pytest.param("kk", "Until 5", "Until 6", "5-ке дейін", id="back vowel"),
        pytest.param("kk", "In May", "In August", "Мамырда", id="р and з"),
        pytest.param("kk", "In May", "In September", "Мамырда", id="front vowel"),
        pytest.param("zh_Hans", "12,000 people", "13,000 people", "1.2万人", id="ten thousands"),
        pytest.param("zh_Hans", "In May", "In June", "在11月", id="another month"),
        pytest.param("ru", "5 books", "5 pens", "5 книг", id="no figure differs"),
        pytest.param("ru", "5 books", "five books", "5 книг", id="one has no figure"),
    ],
)
def test_what_may_not_fit_is_left_alone(code, old, new, target) -> None:
    assert patched(code, old, new, target) is None


def test_it_says_what_was_replaced() -> None:
    old, new = "In 2024 it rained on 3 May.", "In 2025 it rained on 3 June."

    found = patch(old, new, "В 2024 году дождь шёл 3 мая.", EN, locales.get("ru"))

    assert found == ("В 2025 году дождь шёл 3 июня.", (("2024", "2025"), ("May", "June")))


def test_sentences_that_differ_in_figures_have_one_shape() -> None:
    assert shape("In 2024 it rained on 3 May.", EN) == shape("In 99 it rained on 1,200 June.", EN)
    assert shape("In 2024 it rained.", EN) != shape("In 2024 it snowed.", EN)


FIGURES = st.integers(0, 99_999).map(str)
WORDS = st.lists(st.sampled_from(["книга", "май", "5-го", "жыл", "人", ",", "—", "7"]), max_size=4)


@given(FIGURES, FIGURES, WORDS, WORDS, st.sampled_from(["ru", "kk", "zh_Hans"]))
@settings(deadline=None)
def test_nothing_but_figures_is_ever_changed(old, new, before, after, code) -> None:
    target = " ".join([*before, old, *after])

    found = patched(code, f"No. {old} it is", f"No. {new} it is", target)

    assert found is None or bare(found) == bare(target)


def bare(text: str) -> str:
    return re.sub(r"[0-9]+(\u00a0?[0-9]{3})*|(?<=[0-9]),(?=[0-9])", "#", text)
