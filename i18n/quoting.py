"""Quoting: which quotation marks of a text make pairs, and which fail to.

The marks of one family are typed for each other, so a pair is sought among them: `«»` and such
open and close by their look, `"“”„‟` do so only in the hands of a careful typist.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from i18n.edits import Edit, Span

DATA = Path(__file__).parent / "data" / "quoting.toml"

DOUBLE = '"“”„‟'
STRICT = {"«": "»", "‹": "›", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENS = {closing: opening for opening, closing in STRICT.items()}
MARK = re.compile(f"[{DOUBLE}{''.join(STRICT)}{''.join(_OPENS)}]")
MOST = 1_000
"""Marks of a text that are paired; one with more of them is no paragraph, but an attack."""
_SINGLE = re.compile("[‘’]")
_FLAT = re.compile('(?:«»|“”|„“|„”|""|《》|「」|『』|〈〉|«„“»|“《》”|«“”»)*+')
"""Sequences of marks that are right at a glance."""
_INCH = re.compile(r"\d[\d/.,½¼¾]{0,6}\"(?!\w)")
_OPENING_SINGLE = re.compile(r"(?<![\w'’])['‘](?=\w)")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_BEFORE_OPENING = "([{（［【«„「『《—–:：\u2060/"
_BEHIND_CLOSING = ".,;:!?)]}%»…。，；：！？、）］】」』》"


@dataclass(frozen=True, slots=True)
class Manner:
    """How quotation marks behave in a language; data/quoting.toml says what each field means."""

    coincide: bool = False
    singles: bool = False
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with quotation marks: in words, where, how to mend it.

    `alone`: a mark lacks its other half. `perhaps`: there may be a reason for it.
    """

    message: str
    spans: tuple[Span, ...]
    fix: tuple[Edit, ...] = ()
    alone: bool = False
    perhaps: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, its markup blanked out; `spaced`: there are spaces between words."""

    prose: str
    spaced: bool
    manner: Manner = field(default_factory=Manner)

    def around(self, at: int) -> tuple[str, str]:
        """Return the characters beside a mark; spaces mean nothing where there are none."""
        before, after = self.prose[max(0, at - 4) : at], self.prose[at + 1 : at + 5]
        if not self.spaced:
            before, after = before.rstrip() or " ", after.lstrip() or " "
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


def faults(text: Text) -> list[Fault]:
    """Return what is wrong with the quotation marks of a text."""
    found: list[Fault] = []
    marks = [match.start() for match in islice(MARK.finditer(text.prose), MOST)]
    if not _FLAT.fullmatch("".join(map(text.prose.__getitem__, marks))):
        double = [at for at in marks if text.prose[at] in DOUBLE]
        strict = [at for at in marks if text.prose[at] not in DOUBLE]
        found = [*_strict(text, strict), *_double(text, double)]
        if len(found) == 2 and all(fault.alone for fault in found):
            found = _mixed(text, found) or found
    if text.manner.singles:
        found += _singles(text)
    return found


def unpaired(prose: str) -> bool:
    """Tell if an English text has a quotation mark too many: what it quotes goes on elsewhere."""
    doubles = sum(map(prose.count, DOUBLE)) - len(_INCH.findall(prose))
    if doubles % 2 or ("”" in prose and prose.count("“") != prose.count("”")):
        return True
    opening = len(_OPENING_SINGLE.findall(prose))
    return bool(opening) and opening != len(_CLOSING_SINGLE.findall(prose))


def _strict(text: Text, marks: Sequence[int]) -> Iterator[Fault]:
    """Yield the marks that open or close by their look and lack their other half."""
    opened: list[int] = []
    for at in marks:
        mark = text.prose[at]
        if mark in STRICT:
            opened.append(at)
        elif opened and text.prose[opened[-1]] == _OPENS[mark]:
            opened.pop()
        else:
            yield Fault(f"{mark} closes what nothing opened", ((at, at + 1),), alone=True)
    for at in opened:
        yield _open(text, at, marks)


def _open(text: Text, at: int, marks: Sequence[int]) -> Fault:
    """The fault of a mark that is not closed."""
    mark = text.prose[at]
    beside = text.prose[at + 1 : at + 2] == mark
    if beside:
        fix = (Edit(at, at + 1, ""),)
        return Fault(f"{mark} stands twice", ((at, at + 2),), fix, alone=True)
    closed = text.prose.find(STRICT[mark], at)
    perhaps = text.manner.coincide and closed > 0 and text.prose.find(mark, at + 1, closed) > 0
    return Fault(f"{mark} is not closed", ((at, at + 1),), alone=True, perhaps=perhaps)


def _double(text: Text, marks: Sequence[int]) -> Iterator[Fault]:
    """Yield what is wrong with the marks that a typist may get wrong."""
    if not marks or (len(marks) % 2 and _inch(text)):
        return
    looks = _looks(text, marks)
    if _balanced(looks) and _fits(text, marks, looks):
        return
    for turns in (_flat(marks), _leaning(text, marks, looks)):
        if _balanced(turns) and _fits(text, marks, turns):
            yield from _turned(text, marks, turns)
            return
    if _balanced(looks):
        return
    yield _uneven(text, marks, looks)


def _inch(text: Text) -> bool:
    """Tell if one of an odd number of straight marks may stand for inches, or seconds."""
    return text.prose.count('"') % 2 == 1 and len(_INCH.findall(text.prose)) % 2 == 1


Turns = list[str]


def _looks(text: Text, marks: Sequence[int]) -> Turns:
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


def _flat(marks: Sequence[int]) -> Turns:
    return ["close" if number % 2 else "open" for number in range(len(marks))]


def _leaning(text: Text, marks: Sequence[int], looks: Turns) -> Turns:
    return [text.leans(at) or look for at, look in zip(marks, looks, strict=True)]


def _balanced(turns: Turns) -> bool:
    depth = 0
    for turn in turns:
        depth += 1 if turn == "open" else -1
        if depth < 0:
            return False
    return depth == 0


def _fits(text: Text, marks: Sequence[int], turns: Turns) -> bool:
    """Whether no neighbour speaks against it."""
    return all(text.leans(at) in ("", turn) for at, turn in zip(marks, turns, strict=True))


def _turned(text: Text, marks: Sequence[int], turns: Turns) -> Iterator[Fault]:
    """Yield the pairs of which one mark, or both, is typed wrong, with the marks as they should be."""
    opened: list[int] = []
    for at, turn in zip(marks, turns, strict=True):
        if turn == "open":
            opened.append(at)
            continue
        start = opened.pop()
        first, last = text.prose[start], text.prose[at]
        if first + last in {"“”", "„“", "„”", "‟”", '""'}:
            continue
        right = ("„", "“") if first == "„" else ("“", "”")
        edits = tuple(
            Edit(place, place + 1, mark)
            for place, mark in zip((start, at), right, strict=True)
            if text.prose[place] != mark
        )
        message = f"{first}…{last} is no pair of quotation marks, {right[0]}…{right[1]} is"
        yield Fault(message, ((start, start + 1), (at, at + 1)), edits)


def _uneven(text: Text, marks: Sequence[int], looks: Turns) -> Fault:
    """The fault of marks that come out uneven: the first that has no other half."""
    opened: list[int] = []
    for at, look in zip(marks, looks, strict=True):
        if look == "open":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            opened.append(at)
            break
    at = opened[0]
    mark = text.prose[at]
    return Fault(f"{mark} has no other half", ((at, at + 1),), alone=True)


def _mixed(text: Text, found: Sequence[Fault]) -> list[Fault]:
    """Join two marks that lack their other half to one pair of two looks, if the order is right."""
    (first,), (last,) = sorted(fault.spans for fault in found)
    opening, closing = text.prose[first[0]], text.prose[last[0]]
    if opening in STRICT:
        right = (opening, STRICT[opening])
    elif closing in _OPENS and closing not in STRICT:
        right = (_OPENS[closing], closing)
    else:
        return []
    edits = tuple(
        Edit(*span, mark)
        for span, mark in zip((first, last), right, strict=True)
        if text.prose[span[0]] != mark
    )
    return [
        Fault(
            f"{opening}…{closing} is no pair of quotation marks, {right[0]}…{right[1]} is",
            (first, last),
            edits,
        )
    ]


def _singles(text: Text) -> Iterator[Fault]:
    """Yield the first of ‘ and ’ that has no other half; an apostrophe of a Latin word is none."""
    opened: list[int] = []
    for match in _SINGLE.finditer(text.prose):
        at = match.start()
        before = text.prose[at - 1 : at]
        if match[0] == "‘":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not (before.isascii() and before.isalpha()):
            yield Fault("’ closes what nothing opened", ((at, at + 1),), alone=True)
            return
    if opened:
        at = opened[0]
        yield Fault("‘ is not closed", ((at, at + 1),), alone=True)
