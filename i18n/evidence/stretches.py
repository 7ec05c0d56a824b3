"""Stretches: what the marks of emphasis and code in a text make of it, and marks that fail.

A mark works where CommonMark 0.31 lets it open or close. After punctuation it does not close
before a letter: `**词。**词` is no emphasis, and neither is `**«слово»**слово`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from i18n import markup
from i18n.edits import Edit, Span, apply
from i18n.markup import Code

KINDS = {"*": "italics", "_": "italics", "**": "bold", "__": "bold", "~~": "struck-out text"}
CODE = "code"

_RUN = re.compile(r"\*{1,3}|_{1,3}|~~|[＊＿]{1,3}")
_INTRAWORD = re.compile(r"[^\W_\u3040-\u9fff\uac00-\ud7a3]")
_STOPS = re.compile(r"[.,:;!?…、，。：；！？]+\Z")
_ENCLOSING = dict(zip("«“„‘\"'([（「『《〈【", "»”“’\"')]）」』》〉】", strict=True))
_HALF = str.maketrans("＊＿", "*_")
LONGEST = 2_000
"""A text longer than this, in characters, is not mended: that means reading it again."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are emphasised, or code: what kind, and where, with the marks.

    `twice`: it stands in one of the same kind, where it changes nothing.
    """

    kind: str
    span: Span
    twice: bool = False


def find(text: str, codes: Sequence[Code]) -> Iterator[Stretch]:
    """Yield the stretches in the order in which they close.

    A mark that opens in the middle of a word of letters or digits, as in `2*3*4` or `f***ing`,
    is taken for a sign: nobody emphasises half a word of news.
    """
    opened: dict[int, Code] = {}
    within: Counter[str] = Counter()
    for code in codes:
        literal = text[code.start : code.end]
        kind = KINDS.get(literal)
        if code.kind == "alone":
            if literal[0] == "`":
                yield Stretch(CODE, (code.start, code.end))
        elif kind and code.kind == "open" and not _in_word(text, code):
            opened[code.pair] = code
            within[kind] += 1
        elif kind and code.pair in opened:
            within[kind] -= 1
            start = opened.pop(code.pair).start
            yield Stretch(kind, (start, code.end), within[kind] > 0)


def _in_word(text: str, code: Code) -> bool:
    mark = text[code.start]
    before = text[max(0, code.start - 8) : code.start].rstrip(mark)[-1:]
    after = text[code.end : code.end + 8].lstrip(mark)[:1]
    return bool(_INTRAWORD.match(before)) and after.isalnum()


def loose(text: str, codes: Sequence[Code]) -> Iterator[Span]:
    """Yield where marks stand that do nothing, though a writer may have meant them to."""
    for match in _RUN.finditer(_hidden(text, codes, marks=True)):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        between = not before.strip() and not after.strip()
        if (between and len(match[0]) == 1) or (before.isdigit() and after.isdigit()):
            continue
        yield match.span()


def mended(text: str, codes: Sequence[Code]) -> tuple[Edit, ...]:
    """Return edits that make marks work that look like pairs and do not: none, if it is not clear.

    Spaces, stops and marks that enclose the whole go from the inside of a pair to its outside.
    """
    if len(text) > LONGEST:
        return ()
    runs = list(_RUN.finditer(_hidden(text, codes, marks=False)))
    edits: list[Edit] = []
    for first, last in zip(runs[::2], runs[1::2], strict=len(runs) % 2 == 0):
        mark = first[0].translate(_HALF)
        if mark != last[0].translate(_HALF):
            return ()
        whole = text[first.start() : last.end()]
        before, after = text[first.start() - 1 : first.start()], text[last.end() : last.end() + 1]
        if before.isalnum() or after.isalnum():  # where _ is but a part of a name
            mark = mark.replace("_", "*")
        moved = _spaced(_moved(mark, text[first.end() : last.start()]), before, after)
        if moved != whole and not _works(text, first.start(), whole, last.end()):
            edits.append(Edit(first.start(), last.end(), moved))
    return tuple(edits)


def _spaced(moved: str, before: str, after: str) -> str:
    """Leave out the space at an end beside which there is one."""
    moved = moved if before.strip() else moved.lstrip()
    return moved if after.strip() else moved.rstrip()


def _works(text: str, start: int, whole: str, end: int) -> bool:
    """Tell if a pair is one where it stands, looked at by itself."""
    around = text[start - 1 : start] + whole + text[end : end + 1]
    return any(code.kind == "open" for code in markup.scan(around))


def _moved(mark: str, inner: str) -> str:
    """Put the marks round what is left when spaces, stops and enclosing marks are outside."""
    lead = trail = ""
    while inner:
        bare = inner.strip()
        start = inner.index(bare) if bare else 0
        lead, trail = lead + inner[:start], inner[start + len(bare) :] + trail
        inner = bare
        if stops := _STOPS.search(inner):
            inner, trail = inner[: stops.start()], stops[0] + trail
        elif len(inner) > 2 and _ENCLOSING.get(inner[0]) == inner[-1]:
            lead, inner, trail = lead + inner[0], inner[1:-1], inner[-1] + trail
        else:
            break
    return f"{lead}{mark}{inner}{mark}{trail}"


def _hidden(text: str, codes: Sequence[Code], *, marks: bool) -> str:
    """The text with its codes blanked out; those that are marks of emphasis too, if `marks`."""
    letters = list(text)
    for code in codes:
        if marks or text[code.start : code.end] not in KINDS:
            letters[code.start : code.end] = "\0" * (code.end - code.start)
    return "".join(letters)


def try_out(text: str, edits: tuple[Edit, ...]) -> list[Stretch]:
    """Return the stretches that there are once the edits are made."""
    new = apply(text, edits)
    return list(find(new, markup.scan(new)))
