"""The keys of a review: each does something, and works on any keyboard layout."""

import pytest

from workflow.terminal.deeds import DEEDS
from workflow.terminal.keys import CYRILLIC, DIGITS, KEYS, LATIN, QUIT, meant, table


def test_every_key_of_the_table_does_something_and_no_other() -> None:
    assert set(KEYS) == {*DEEDS, QUIT}


def test_no_key_is_there_twice() -> None:
    every = [*KEYS, *(other for row in KEYS.values() for other in row.also), *DIGITS]

    assert len(set(every)) == len(every)


@pytest.mark.parametrize("key", [*KEYS, *sorted(DIGITS)])
def test_a_key_means_itself(key: str) -> None:
    assert meant(key) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [("\t", "a"), ("\r", "e"), ("\n", "e"), (" ", "n"), ("#", "c"), ("_", "u"), ("\x1b[A", "b"),
     ("\x1b[B", "s"), ("k", "b"), ("j", "s"), ("i", "d"), ("z", "S"), ("\x04", "q")],
)  # fmt: skip
def test_habits_of_other_programs_work_here(typed: str, key: str) -> None:
    assert meant(typed) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [("ф", "a"), ("у", "e"), ("ч", "x"), ("ы", "s"), ("Ы", "S"), ("в", "d"), ("В", "D"), ("ь", "m"),
     ("г", "u"), ("и", "b"), ("л", "b"), ("о", "s"), ("т", "n"), ("й", "q"), (".", "/"), (",", "?"),
     ("ә", "2"), ("і", "3"), ("ұ", "9")],
)  # fmt: skip
def test_a_key_in_the_same_place_of_a_cyrillic_keyboard_does_the_same(typed: str, key: str) -> None:
    assert meant(typed) == key


def test_every_letter_has_its_place_on_a_cyrillic_keyboard() -> None:
    assert [meant(letter) for letter in CYRILLIC] == [meant(letter) for letter in LATIN]


@pytest.mark.parametrize("typed", ["A", "E", "X", "Q", "Ф"])
def test_a_letter_typed_with_caps_lock_is_understood(typed: str) -> None:
    assert meant(typed) == meant(typed.lower())


@pytest.mark.parametrize("typed", ["", "0", "w", "\x1b", "\x1b[5~", "我", "\x00", "aa"])
def test_what_is_no_key_means_nothing(typed: str) -> None:
    assert meant(typed) == ""


def test_the_keys_are_listed_with_their_other_names() -> None:
    assert table()[:2] == [
        ("a TAB", "approve it and go on"),
        ("e RET", "edit it in $EDITOR, then decide"),
    ]
