"""A page that came back: its rows, as our script or any browser has saved them.

A browser writes a page out in one way, with every tag closed, so that no parser of HTML is needed:
the marks of our own fields are looked for, and all else is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from i18n.errors import Place, UserError
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.rows import Filled, stranger

LARGEST = 64_000_000
"""Bytes of a page: one with 5,000 long sentences has 10 million."""

FIELDS = ("source", "target", "note")
BLOCKS = frozenset({"div", "p", "li"})

_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    |<(?P<opaque>script|style|noscript)\b.*?(?:</(?P=opaque)\s*>|\Z)
    |<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20}+)
        (?P<about>(?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,100}+)>
    |(?P<text>[^<]++|<)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")


@dataclass(slots=True)
class _Row:
    """A row on the way: what its tag says, and the texts of its fields so far."""

    number: int
    about: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    decision: str = ""


@dataclass(slots=True)
class _Field:
    """A field on the way: its parts, and how many tags of its name are open in it.

    A part that is None is a `<br>`; one that ends a block is a place for the cursor and no line.
    """

    name: str
    tag: str
    edited: bool
    parts: list[str | None] = field(default_factory=list)
    depth: int = 1
    letter: bool = False

    def open(self, tag: str, about: Mapping[str, str]) -> None:
        self.depth += tag == self.tag
        self.letter = "data-letter" in about
        if tag in BLOCKS and self.parts:
            self.parts.append("\n")
        if tag == "br":
            self.parts.append(None)

    def close(self, tag: str) -> None:
        self.depth -= tag == self.tag
        self.letter = False
        if tag in BLOCKS and self.parts and self.parts[-1] is None:
            self.parts.pop()

    def add(self, text: str) -> None:
        self.parts.append(letters.letter(unescape(text)) if self.letter else unescape(text))

    @property
    def text(self) -> str:
        text = "".join("\n" if part is None else part for part in self.parts)
        return text.rstrip("\n") if self.edited else text


def rows_of(data: bytes, path: str) -> Iterator[Filled]:
    """Yield the rows of a page. Raises UserError for what is none of ours."""
    if len(data) > LARGEST:
        hint = "save it with the button at its end"
        raise UserError(f"more than {LARGEST // 1_000_000} MB", hint=hint, at=Place(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise stranger("its letters are not in UTF-8", path) from error
    reader = _Reader()
    for token in _TOKEN.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        yield from reader.take(token)
    if not reader.whole:
        end = "its table has no end" if reader.table else "it has no table of ours"
        raise stranger(end, path)


class _Reader:
    """Goes through the tags of a page."""

    def __init__(self) -> None:
        self.table: Mapping[str, str] = {}
        self.number = 0
        self.whole = False
        self.row: _Row | None = None
        self.field: _Field | None = None

    def take(self, token: re.Match[str]) -> Iterator[Filled]:
        """Take a token; yield the row that it ends."""
        if token["text"]:
            self._text(token["text"])
        elif token["name"]:
            tag = token["name"].casefold()
            if not token["close"]:
                self._open(tag, _attributes(token["about"]))
            elif self.field:
                self._close(self.field, tag)
            elif tag == "tr" and self.row:
                yield self._filled(self.row)
                self.row = None
            elif tag == "table":
                self.whole = bool(self.table) and self.row is None

    def _text(self, text: str) -> None:
        if self.field:
            self.field.add(text)

    def _open(self, tag: str, about: Mapping[str, str]) -> None:
        if self.field:
            self.field.open(tag, about)
        elif tag == "table" and "data-article" in about:
            self.table = about
        elif tag == "tr" and self.table:
            self.number += 1
            self.row = _Row(self.number, about)
        elif self.row and about.get("data-field") in FIELDS:
            self.field = _Field(about["data-field"], tag, "data-edited" in about)
        elif self.row and tag == "option" and "selected" in about:
            self.row.decision = about.get("value", "")

    def _close(self, one: _Field, tag: str) -> None:
        one.close(tag)
        if not one.depth and self.row:
            self.row.texts[one.name] = one.text
            self.field = None

    def _filled(self, row: _Row) -> Filled:
        return Filled(
            number=row.number,
            uid=row.about.get("data-uid", ""),
            base=row.about.get("data-base", ""),
            article=self.table.get("data-article", ""),
            language=self.table.get("data-language", ""),
            source=row.texts.get("source", ""),
            target=row.texts.get("target", ""),
            note=row.texts.get("note", ""),
            decision=row.decision,
        )


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text) if text.strip() else ()
    return {one[1].casefold(): unescape(one[2] or one[3] or one[4] or "") for one in found}
