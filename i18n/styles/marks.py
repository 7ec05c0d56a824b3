"""Marks: tokens that are characters of the text, such as `{0}`, for engines of plain text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from i18n.model import Form
from i18n.styles.token import Reading, Token, cut, fold, whole

_OPENING, _CLOSING = r"{\[｢【〔〖〘⟦⟨〈《「『", r"}\]｣】〕〗〙⟧⟩〉》」』"


def _bracketed(opening: str, closing: str) -> re.Pattern[str]:
    """Return a pattern for a number in brackets of these families, one or two of a kind."""
    return re.compile(
        rf"\\?([{opening}])\s{{0,3}}(?:\\?\1\s{{0,3}})?(?P<number>\d{{1,4}})"
        rf"\s{{0,3}}\\?([{closing}])(?:\s{{0,3}}\\?\3)?"
    )


_BRACKETED = _bracketed(_OPENING + "(", _CLOSING + ")")
_SQUARE = _bracketed(_OPENING, _CLOSING)
"""All but `(1)`, which a translator may write for `first`."""
_PH = r"[PpРр]\s{0,3}[HhНн]\s{0,3}[:#№-]?\s{0,3}"
_AT = re.compile(
    rf"(?:(?:\\?@\s{{0,3}}){{1,3}}|(?<![^\W\d_])(?={_PH}\d{{1,4}}\s{{0,3}}\\?@))"
    rf"{_PH}(?P<number>\d{{1,4}})(?:\s{{0,3}}\\?@(?!{_PH}\d)){{0,2}}(?:@(?!{_PH}\d))?"
)
_MAIL = re.compile(
    rf"(?:mailto:)?{_PH}(?P<number>\d{{1,4}})\s{{0,3}}\\?@"
    r"\s{0,3}[TtТт]\s{0,3}[BbВвБб]\s{0,3}\\?\.\s{0,3}[XxХх]"
)
"""Look-alikes of Cyrillic are meant: a Russian model writes `РН0` as soon as `PH0`."""


@dataclass(frozen=True, slots=True)
class Marks:
    """A style of marks: how one is written, and how it may look when an engine is done with it.

    `alike` is what could look so with other marks beside it, `stray` what no translation has
    beside all its marks. `inside` is what parts the two marks of a pair from the words between.
    """

    name: str
    written: str
    exact: re.Pattern[str]
    loose: re.Pattern[str]
    alike: re.Pattern[str]
    stray: re.Pattern[str]
    inside: str = ""
    form: Form = "text"

    def write(self, texts: Sequence[str], tokens: Sequence[Token], start: int) -> str:
        """Return the texts with a mark between each two, numbered from `start`."""
        pieces = [texts[0]]
        for number, (token, text) in enumerate(zip(tokens, texts[1:], strict=True), start):
            if token.first == "close" and not pieces[-1][-1:].isspace():
                pieces.append(self.inside)
            pieces.append(self.written % number)
            if token.last == "open" and not text[:1].isspace():
                pieces.append(self.inside)
            pieces.append(text)
        return "".join(pieces)

    def read(self, answer: str, wanted: range) -> Reading:
        """Cut an answer at its marks; put up with damage when not all are as they were sent."""
        exact = cut(answer, _found(self.exact, answer, wanted))
        if whole(exact[1], wanted) and not any(
            any(_found(self.stray, fold(text), wanted)) for text in exact[0]
        ):
            return exact
        return cut(answer, _found(self.loose, fold(answer), wanted))

    def taken(self, text: str) -> set[int]:
        """Return the numbers of what looks like a mark in the text."""
        return {number for _, _, number in _found(self.alike, fold(text), _ANY)}


_ANY = range(10_000)


def _found(pattern: re.Pattern[str], text: str, wanted: range) -> Iterator[tuple[int, int, int]]:
    for match in pattern.finditer(text):
        if int(match["number"]) in wanted:
            yield *match.span(), int(match["number"])


_EXACT = r"(?P<number>\d{1,4})"
_PH_NUMBER = re.compile(_PH + _EXACT)
BRACES = Marks(
    "braces",
    "{%d}",
    exact=re.compile(rf"(?<!\{{)\{{{_EXACT}\}}(?!\}})"),
    loose=_BRACKETED,
    alike=_BRACKETED,
    stray=_SQUARE,
)
BRACKETS = Marks(
    "brackets",
    "[[%d]]",
    exact=re.compile(rf"(?<!\[)\[\[{_EXACT}\]\](?!\])"),
    loose=_BRACKETED,
    alike=_BRACKETED,
    stray=_SQUARE,
)
AT = Marks(
    "at",
    "@@PH%d@@",
    exact=re.compile(rf"(?<!@)@@PH{_EXACT}@@(?!@)"),
    loose=_AT,
    alike=_PH_NUMBER,
    stray=_PH_NUMBER,
)
MAIL = Marks(
    "mail",
    "ph%d@tb.x",
    exact=re.compile(rf"(?<!mailto:)ph{_EXACT}@tb\.x"),
    loose=_MAIL,
    alike=_PH_NUMBER,
    stray=_PH_NUMBER,
    inside=" ",
)
