"""The blocks of a Markdown text, with the exact place of their prose."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from markdown_it.token import Token

from i18n.formats.parser import Range, parser

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with prose in it: its token, the one that opens it, its containers, its lines.

    `containers` are the names of open tokens, outermost first: "blockquote", "list_item",
    "paragraph". `lines` are ranges in the text as the parser sees it: one kind of line end, no
    byte-order mark.
    """

    kind: str
    token: Token
    opening: Token
    containers: tuple[str, ...]
    lines: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text parsed to blocks.

    `source` is the text as the parser sees it; `starts` are where lines begin in it, `places`
    where the same lines begin in the text. `env` holds the link and footnote definitions.
    """

    text: str
    source: str
    tokens: tuple[Token, ...]
    env: dict[str, Any]
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks with prose, in order."""
        containers: list[str] = []
        opening = None
        for token in self.tokens:
            if token.nesting > 0:
                containers.append(token.type.removesuffix("_open"))
                opening = token
            elif token.nesting < 0:
                containers.pop()
            elif "lines" in token.meta:
                kind = containers[-1] if token.type == "inline" else token.type
                lines = tuple(token.meta["lines"])
                yield Block(kind, token, opening or token, tuple(containers), lines)
            elif token.type == "front_matter":
                yield Block(token.type, token, token, (), ())

    def place(self, position: int) -> int:
        """Return where in the text a position of the source is."""
        line = bisect_right(self.starts, position) - 1
        return self.places[line] + position - self.starts[line]

    def line(self, position: int) -> int:
        """Return the number, from 1, of the line that a position of the source is in."""
        return bisect_right(self.starts, position)

    def around(self, block: Block) -> tuple[str, str]:
        """Return the lines right above and right below a block's prose."""
        first, last = self.line(block.lines[0][0]), self.line(block.lines[-1][0])
        return self._line(first - 1), self._line(last + 1)

    def front_matter(self, block: Block) -> Range:
        """Return the range, in the text, of what stands between the lines of the front matter."""
        last = block.token.map[1] if block.token.map else 2
        return self.places[1], self.places[last - 1]

    def _line(self, number: int) -> str:
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.source)
        return self.source[self.starts[number - 1] : end]


def parse(text: str) -> Blocks:
    """Parse to blocks; inline markup is left alone."""
    bom = 1 if text.startswith("\ufeff") else 0
    ends = list(_LINE_END.finditer(text))
    source = text[bom:].replace("\0", "\ufffd")
    if "\r" in source:
        source = _LINE_END.sub("\n", source)
    places = (bom, *(end.end() for end in ends))
    taken = accumulate((len(end[0]) - 1 for end in ends), initial=bom)
    starts = tuple(place - less for place, less in zip(places, taken, strict=True))
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    parser().block.parse(source, parser(), env, tokens)
    return Blocks(text, source, tuple(tokens), env, starts, places)
