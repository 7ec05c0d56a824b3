"""Marks of Markdown kept out of translations: what would open a block, close a cell, end a title.

Inline markup is a translator's own business. What would change the blocks around is written so
that it reads the same and does nothing: with a backslash, or as an entity.

`Passage.syntax` says where the prose stands, in one or more words: "block" for prose that begins
a line; "below" something without a blank line between, "over" a line of dashes, "barless" over
one of any table; "inside" emphasis around the whole passage; "heading", "cell", "alt", "link-title".
"""

import re
from collections.abc import Callable
from functools import partial, reduce

from markdown_it.token import Token

from i18n import inline
from i18n.formats import frontmatter, html
from i18n.formats.parser import cells, parser
from i18n.model import Passage
from i18n.splice import interleave

_HARD = re.compile(r"(?:\\|  )(?:\r\n|\r|\n)")
_CODE = re.compile(r"(?<!`)(`++)[^`\r\n](?:.*?[^`\r\n])??\1(?!`)")
_ROW = re.compile(r"[-:|\s]+")
_MARKS_ONLY = re.compile(r"[-_*=+|:~#`>\s]+")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*+\Z")
"""What a line further down may make the label of a definition."""
_DASHES = re.compile(r"\A(?:([^-`])(?=--)|(?=---))(-+)")
"""What dashes further down may make front matter; the parser overlooks the first character.
Where that begins code, the dashes are the code's and stay."""
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|\Z)")
_OPENERS = frozenset("#>-+*_=`~<[:|0123456789")
_CLOSING_HASHES = re.compile(r"(\A|[ \t])(#+)\Z")
_FIRST = re.compile(r"\A[*_~]+")
_LAST = re.compile(r"(?<![\\*_~])[*_~]+\Z")
_ODD_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*+\\\Z")


def encode(passage: Passage, lines: list[str], breaks: list[str], raw: str) -> str:
    """Return new prose as it is written in the passage's place."""
    if passage.syntax.startswith("yaml"):
        return frontmatter.encode(" ".join(lines), passage.syntax, raw)
    if passage.syntax.startswith("html"):
        return _rowless(html.encode(" ".join(lines), passage.syntax, raw))
    for code in _codes(raw):
        lines = [line.replace(" ".join(code.split()), code) for line in lines]
    words = passage.syntax.split()
    first = [word for word in words if word not in _AT_START] if "inside" in words else words
    written = [_guarded(line, words if number else first) for number, line in enumerate(lines)]
    return interleave([*map(_even, written[:-1]), written[-1]], breaks)


def _rowless(text: str) -> str:
    """Return HTML that is no row of dashes, which would make a table of it and the line above."""
    return f"&#{ord(text[0])};{text[1:]}" if _ROW.fullmatch(text) else text


def breaks_line(passage: Passage, gap: str) -> bool:
    """Tell whether a gap is a hard line break."""
    return not passage.syntax.startswith(("yaml", "html")) and bool(_HARD.search(gap))


def _codes(raw: str) -> list[str]:
    """Return the code in `raw` with white space that a `msgid` has not."""
    codes = {code[0] for code in _CODE.finditer(raw)} if "`" in raw else set()
    return [code for code in sorted(codes) if " ".join(code.split()) not in codes]


def _guarded(line: str, words: list[str]) -> str:
    """Return a line in which nothing means more than its words, where `words` say it stands."""
    return reduce(lambda text, word: _GUARDS[word](text), words, line.strip(" \t"))


def _block(line: str) -> str:
    """Return a line that opens no block of its own."""
    line = _DASHES.sub(_escaped_dashes, line)
    if line[:1] not in _OPENERS:
        return line
    if _MARKS_ONLY.fullmatch(line):
        return re.sub(r"\S", r"\\\g<0>", line)
    if is_paragraph(line) and not _LABEL.match(line):
        return line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else "\\" + line


def _escaped_dashes(found: re.Match[str]) -> str:
    first = "" if found[1] in {None, "\\"} else found[1]
    return first + found[2].replace("-", "\\-")


def is_paragraph(line: str) -> bool:
    """Tell whether a line over another is text; the parser itself has to say so."""
    tokens: list[Token] = []
    parser().block.parse(line + "\na", parser(), {}, tokens)
    return len(tokens) == 3 and tokens[0].type == "paragraph_open" and tokens[0].map == [0, 2]


def _below(line: str) -> str:
    """Return a line that is no title for a link definition right above."""
    return "\\" + line if line.startswith(('"', "'", "(")) else line


def _over(line: str) -> str:
    """Return a line that dashes below do not make a table: of one column, as they are."""
    return line if len(list(cells(line, 0, len(line)))) > 1 else _barless(line)


def _barless(line: str) -> str:
    """Return a line that is no row of a table, whatever is below."""
    return re.sub(r"((?:\\\\)*)\\?\|", r"\1&#124;", line)


def _inside(line: str) -> str:
    """Return the inside of emphasis whose marks stay the outermost."""
    pairs = inline.scan(line, parser(), {}).pairs
    if not any(pair.start == 0 for pair in pairs):
        line = _FIRST.sub(_escaped, line)
    if not any(pair.end == len(line) for pair in pairs):
        line = _LAST.sub(_escaped, line)
    return _even(_DASHES.sub(_escaped_dashes, line))


def _escaped(marks: re.Match[str]) -> str:
    return re.sub(".", r"\\\g<0>", marks[0])


def _even(line: str) -> str:
    """Return a line whose last backslash does nothing to what comes after."""
    return line + "\\" if _ODD_BACKSLASH.search(line) else line


def _heading(line: str) -> str:
    """Return the text of a `# heading`, whose end is not closing hashes."""
    return _CLOSING_HASHES.sub(r"\1\\\2", line)


def _cell(line: str) -> str:
    """Return a cell: bars escaped, the one that closes it too if a backslash comes before it."""
    line = re.sub(r"(?<!\\)\|", r"\\|", line)
    return line + " " if line.endswith("\\") else line


def _no_marks(marks: str, line: str) -> str:
    """Return a line with a backslash before every one of these marks, and none left over."""
    return _even(re.sub(rf"(?<!\\)((?:\\\\)*)([{re.escape(marks)}])", r"\1\\\2", line))


_AT_START = frozenset({"block", "below"})
_GUARDS: dict[str, Callable[[str], str]] = {
    "block": _block,
    "below": _below,
    "over": _over,
    "barless": _barless,
    "inside": _inside,
    "heading": _heading,
    "cell": _cell,
    "alt": partial(_no_marks, "[]<`"),
    "link-title": partial(_no_marks, "\"'()"),
}
