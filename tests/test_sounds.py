from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.evidence.sounds import characters, known, likeness, skeleton


@pytest.mark.parametrize(
    ("name", "script", "other"),
    [
        ("Callahan", "Cyrl", "Каллахан"),
        ("Callahan", "Cyrl", "Каллаган"),
        ("Callahan", "Hans", "卡拉汉"),
        ("Washington", "Cyrl", "Вашингтон"),
        ("Schwarz", "Cyrl", "Шварц"),
        ("Knight", "Cyrl", "Кнайт"),
        ("Trump", "Hans", "特朗普"),
        ("Trump", "Hans", "川普"),
        ("Qaraghandy", "Cyrl", "Қарағанды"),
    ],
)
def test_a_name_has_one_skeleton_in_both_scripts(name: str, script: str, other: str) -> None:
    assert skeleton(name, "Latn", script) == skeleton(other, script, script)


def test_an_ending_does_not_make_a_name_unlike() -> None:
    heard, written = skeleton("Hamilton", "Latn"), skeleton("Хэмилтонмен", "Cyrl")

    assert likeness(heard, written) < likeness(heard, written, endings=3) == 1.0


def test_names_that_differ_are_less_alike() -> None:
    heard = skeleton("Bertram", "Latn")

    assert likeness(heard, skeleton("Бартрэм", "Cyrl")) == 1.0
    assert likeness(heard, skeleton("Болтон", "Cyrl")) < 0.75


def test_nothing_is_known_of_some_scripts() -> None:
    assert not known("Arab")
    assert skeleton("طوكيو", "Arab") == ""
    assert not characters("Cyrl")


@given(st.text(alphabet="aЖқ字éßñ特 '-") | st.text(), st.sampled_from(["Latn", "Cyrl", "Hans"]))
def test_every_word_has_a_skeleton_without_doubles(word: str, script: str) -> None:
    found = skeleton(word, script)

    assert all(first != second for first, second in pairwise(found))
