"""The keys of a review; KEYS is the table."""

from collections.abc import Mapping
from dataclasses import dataclass

QUIT = "q"
"""What the end of input means."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, in words, and which others do the same."""

    does: str
    also: tuple[str, ...] = ()


KEYS: Mapping[str, Key] = {
    "a": Key("approve it and go on", ("\t",)),
    "e": Key("edit it in $EDITOR, then decide", ("\r", "\n")),
    "x": Key("needs work: say why and go on"),
    "s": Key("skip it for now", ("j", "\x1b[B")),
    "c": Key("comment on it", ("#",)),
    "f": Key("fix what checks know how to, then decide"),
    "d": Key("dismiss what a check found: say why", ("i",)),
    "m": Key("take what the memory offers, then decide"),
    "t": Key("take a suggestion by its number, as 1 to 9 do"),
    "r": Key("resolve a comment: take it away"),
    "u": Key("undo the last thing you did here", ("_",)),
    "b": Key("go back to the one before", ("k", "\x1b[A")),
    "n": Key("next one to do", (" ",)),
    "!": Key("next one with a finding"),
    "g": Key("go to a number"),
    "l": Key("list those around it"),
    "/": Key("search for text"),
    "v": Key("choose which are shown"),
    "D": Key("show how the source and its draft have changed"),
    "h": Key("history of the sentence"),
    "S": Key("sign the article off", ("z",)),
    QUIT: Key("quit; everything decided is saved", ("Q", "\x04")),
    "?": Key("show these keys"),
}
"""What can be done, by the key that does it."""

DIGITS = frozenset("123456789")
"""What takes a suggestion by its number."""

LATIN = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = "йцукенгшщзфывапролдячсмить"
"""The letters in the same places on a Russian or Kazakh keyboard."""
_PLACES = dict(zip(CYRILLIC + CYRILLIC.upper(), LATIN + LATIN.upper(), strict=True))
_PLACES |= {".": "/", "№": "/", ",": "?"}
_PLACES |= dict(zip("әіңғүұ", "234589", strict=True))  # the row of digits on a Kazakh keyboard

_NAMES = {"\t": "TAB", "\r": "RET", " ": "SPC", "\x1b[A": "↑", "\x1b[B": "↓", "\x04": "Ctrl+D"}
_ALIASES = {other: key for key, row in KEYS.items() for other in row.also}


def latin(typed: str) -> str:
    """Return what stands on the key that was typed on a keyboard with Latin letters."""
    return _PLACES.get(typed, typed)


def meant(typed: str) -> str:
    """Return the key that is meant by what was typed, "" for none: in the same place, in any case."""
    for one in (typed, _PLACES.get(typed, ""), typed.lower(), _PLACES.get(typed.lower(), "")):
        if one in KEYS or one in DIGITS:
            return one
        if one in _ALIASES:
            return _ALIASES[one]
    return ""


def table() -> list[tuple[str, str]]:
    """Return the keys, each with its aliases, and what they do."""
    return [(" ".join((key, *_named(row))), row.does) for key, row in KEYS.items()]


def _named(row: Key) -> list[str]:
    return [_NAMES.get(one, one) for one in row.also if one != "\n"]
