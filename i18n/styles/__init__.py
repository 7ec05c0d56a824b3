"""Styles: how the tokens of a masked text are written for an engine, and found in its answer.

STYLES is the table. A style is a row: `marks` has those that are plain characters, `elements`
those that are tags. Which one survives best in which engine is in docs/markup.md.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from i18n.model import Form
from i18n.styles.elements import HTML, XML
from i18n.styles.marks import AT, BRACES, BRACKETS, MAIL
from i18n.styles.token import Reading, Token


class Style(Protocol):
    """A way to write tokens; `form` is that of the whole text then, escaped or not.

    Reading is tolerant: spaces in a token, other brackets, digits, quotation marks or letters
    that look alike are put up with, but only when not every token came back as it was sent.
    """

    @property
    def name(self) -> str: ...
    @property
    def form(self) -> Form: ...

    def write(self, texts: Sequence[str], tokens: Sequence[Token], start: int) -> str:
        """Return the texts with a token between each two, numbered from `start`."""

    def read(self, answer: str, wanted: range) -> Reading:
        """Cut an answer at its tokens with the wanted numbers; the texts are unescaped."""

    def taken(self, text: str) -> set[int]:
        """Return the numbers of what could be taken for a token in the text."""


STYLES: Mapping[str, Style] = {
    style.name: style for style in (BRACES, BRACKETS, AT, MAIL, XML, HTML)
}
