"""Quoting: which way the quotation marks of a text face, whatever they look like.

`«»` and such open and close by their look; `"“”„‟` do so only in the hands of a careful typist.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "quoting.toml"

DOUBLE = '"“”„‟'
STRICT = {"«": "»", "‹": "›", "「": "」", "『": "』", "《": "》", "〈": "〉"}
OPENS = {closing: opening for opening, closing in STRICT.items()}
MARK = re.compile(f"[{DOUBLE}{''.join(STRICT)}{''.join(OPENS)}]")
MOST = 1_000
"""Marks of a text that are paired; one with more of them is no paragraph, but an attack."""
_INCH = re.compile(r"\d[\d/.,½¼¾]{0,6}\"(?!\w)")
_OPENING_SINGLE = re.compile(r"(?<![\w'’])['‘](?=[^\W\d])(?!(?:em|til|tis|twas|cause)\b)")
_CLOSING_SINGLE = re.compile(r"(?<=[.,!?…])['’](?!\w)")
_PERHAPS_CLOSING = re.compile(r"(?<=\w)['’](?!\w)")
_OPENERS = "\"“„‘'«"
_CLOSERS = "\"”“’'»"
_BEFORE_OPENING = "([{（［【«„「『《—–:：\u2060/"
_BEHIND_CLOSING = ".,;:!?)]}%»…。，；：！？、）］】」』》"


@dataclass(frozen=True, slots=True)
class Manner:
    """How quotation marks behave in a language; data/quoting.toml says what each field means."""

    coincide: bool = False
    singles: bool = False
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, its markup blanked out; `spaced`: there are spaces between words."""

    prose: str
    spaced: bool
    manner: Manner = field(default_factory=Manner)

    def around(self, at: int) -> tuple[str, str]:
        """Return the characters beside a mark and those like it.

        Where words are not spaced, spaces mean nothing.
        """
        before, after = self.prose[max(0, at - 4) : at], self.prose[at + 1 : at + 5]
        if not self.spaced:
            before, after = before.rstrip() or " ", after.lstrip() or " "
        before, after = before.rstrip(_OPENERS), after.lstrip(_CLOSERS)
        return before[-1:] or " ", after[:1] or " "

    def leans(self, at: int) -> str:
        """Return `open` or `close` where the neighbours of a mark leave no choice."""
        before, after = self.around(at)
        ends = after.isspace() or after in _BEHIND_CLOSING
        if (before.isspace() or before in _BEFORE_OPENING) and not ends:
            return "open"
        if ends and not before.isspace() and before not in _BEFORE_OPENING:
            return "close"
        return ""


@cache
def manner(code: str) -> Manner:
    """Return how quotation marks behave in a locale."""
    return _rows().get(code, Manner())


@cache
def _rows() -> Mapping[str, Manner]:
    rows = tomllib.loads(DATA.read_text("utf-8"))
    return {code: Manner(**row) for code, row in rows.items()}


def surplus(text: Text) -> int:
    """Return how many more quotation marks open than close: what is quoted goes on elsewhere."""
    marks = [match.start() for match in islice(MARK.finditer(text.prose), MOST)]
    if len(marks) % 2 and inch(text):
        marks = [at for at in marks if text.prose[at] != '"']
    double = [at for at in marks if text.prose[at] in DOUBLE]
    turns = by_place(text, double, by_look(text, double))
    strict = sum(
        1 if text.prose[at] in STRICT else -1 for at in marks if text.prose[at] not in DOUBLE
    )
    return strict + sum(1 if turn == "open" else -1 for turn in turns)


def surplus_of_singles(prose: str) -> int:
    """Return the same for the single marks of an English text; an apostrophe is none."""
    closing = len(_CLOSING_SINGLE.findall(prose))
    opening = len(_OPENING_SINGLE.findall(prose)) - closing
    return max(0, opening - len(_PERHAPS_CLOSING.findall(prose))) if opening > 0 else opening


def inch(text: Text) -> bool:
    """Tell if one of an odd number of straight marks may stand for inches, or seconds."""
    return text.prose.count('"') % 2 == 1 and len(_INCH.findall(text.prose)) % 2 == 1


Turns = list[str]


def by_look(text: Text, marks: Sequence[int]) -> Turns:
    """Whether each mark opens or closes, going by its look; a straight one, by what is open."""
    found: Turns = []
    opened: list[str] = []
    for at in marks:
        mark = text.prose[at]
        closes = (
            mark == "”"
            or (mark == "“" and opened[-1:] == ["„"])
            or (mark == '"' and opened[-1:] == ['"'])
        )
        found.append("close" if closes else "open")
        if not closes:
            opened.append(mark)
        elif opened:
            opened.pop()
    return found


def by_place(text: Text, marks: Sequence[int], looks: Turns) -> Turns:
    """Go by the neighbours of each mark, and by its look where they leave a choice."""
    return [text.leans(at) or look for at, look in zip(marks, looks, strict=True)]
