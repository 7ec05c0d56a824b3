"""A text as the desk shows it: escaped, its markup and what cannot be seen set apart.

Everything a catalog holds may have been written by anybody: nothing of it is ever markup here.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup, escape

from i18n.edits import Edit, Span
from i18n.markup import scan
from i18n.memory.difference import Piece

Marks = Sequence[tuple[Span, str]]
"""Stretches of a text that something is said of, each with a class of the style sheet."""

_SPACES = {"\u00a0": "no-break space", "\u202f": "narrow no-break space", "\u2009": "thin space"}
_PRINTED = re.compile(r"([\w !-~]+)")
"""Letters, figures and the marks of ASCII, all of which can be seen; more is looked at by itself."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def text(source: str, marks: Marks = ()) -> Markup:
    """Return a text for a page; `marks` are shown over it."""
    return Markup(_plain(source) if not marks else "".join(_runs(source, marks)))  # noqa: S704 - escaped


@lru_cache(maxsize=20_000)
def _plain(source: str) -> str:
    """A text that nothing is marked in: many are shown again and again."""
    return "".join(_runs(source, ()))


def difference(pieces: Iterable[Piece]) -> Markup:
    """Return what went and what came, as `del` and `ins`."""
    return Markup("").join(_TAGS[piece.kind] % text(piece.text) for piece in pieces)


def mended(source: str, edits: Iterable[Edit]) -> Markup:
    """Return a text with what a fix takes and puts, only near it where the text is long."""
    return difference(_edited(source, edits))


def visible(source: str) -> str:
    """Return a text for an attribute: what cannot be seen as its number."""
    return "".join(f"[U+{ord(c):04X}]" if _hidden(c) else c for c in source)


_TAGS = {
    "equal": Markup("%s"),
    "gone": Markup("<del>%s</del>"),
    "come": Markup("<ins>%s</ins>"),
}
_NEAR = 30


def _edited(source: str, edits: Iterable[Edit]) -> Iterator[Piece]:
    position = 0
    for edit in sorted(edits):
        if edit.start >= position:
            yield from _between(source[position : edit.start], first=position == 0)
            if edit.end > edit.start:
                yield Piece("gone", source[edit.start : edit.end])
            if edit.text:
                yield Piece("come", edit.text)
            position = edit.end
    rest = source[position:]
    yield Piece("equal", rest if len(rest) <= _NEAR else f"{rest[:_NEAR]}…")


def _between(same: str, *, first: bool) -> Iterator[Piece]:
    if first and len(same) > _NEAR:
        same = f"…{same[-_NEAR:]}"
    elif len(same) > 2 * _NEAR:
        same = f"{same[:_NEAR]}…{same[-_NEAR:]}"
    if same:
        yield Piece("equal", same)


def _runs(source: str, marks: Marks) -> Iterator[str]:
    """The text in stretches over which nothing changes, each with what it is."""
    codes = [(code.start, code.end) for code in scan(source)]
    size = len(source)
    shown = [((max(s, 0), min(e, size)), name) for (s, e), name in marks if s < min(e, size)]
    cuts = {0, size, *(at for span in codes for at in span)}
    cuts.update(at for span, _ in shown for at in span)
    starts = [start for start, _ in codes]
    coming = sorted(enumerate(shown), key=lambda one: one[1], reverse=True)
    over: list[tuple[int, tuple[Span, str]]] = []
    for start, end in pairwise(sorted(cuts)):
        while coming and coming[-1][1][0][0] <= start:
            over.append(coming.pop())
        over = [one for one in over if one[1][0][1] > start]
        place = bisect_right(starts, start) - 1
        piece = _seen(source[start:end])
        if place >= 0 and end <= codes[place][1]:
            piece = f'<code class="code">{piece}</code>'
        names = " ".join(dict.fromkeys(name for _, (_, name) in sorted(over)))
        yield f'<mark class="{names}">{piece}</mark>' if names else piece


def _seen(piece: str) -> str:
    """A stretch escaped, with what cannot be seen in it made to be."""
    if piece.isprintable():
        return str(escape(piece))
    return "".join(
        str(escape(run)) if run.isprintable() else "".join(map(_sign, run))
        for run in _PRINTED.split(piece)
    )


def _sign(char: str) -> str:
    if char in _SPACES:
        return f'<span class="space" title="{_SPACES[char]}">{char}</span>'
    if not _hidden(char):
        return str(escape(char))
    name = unicodedata.name(char, "control character").lower()
    return f'<span class="unseen" title="{escape(name)}">U+{ord(char):04X}</span>'


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN
