"""Marks of Markdown kept out of translations: what would open a block, close a cell, end a title.

Inline markup is a translator's own business. What would change the blocks around is written so
that it reads the same and does nothing: with a backslash, or as an entity.
"""

import re
from collections.abc import Callable
from functools import partial

from markdown_it.common.html_blocks import block_names
from markdown_it.common.utils import normalizeReference

from i18n.formats import blocks, frontmatter, html
from i18n.model import Passage
from i18n.splice import Translate, interleave

_BLOCK_START = re.compile(
    rf"""
    (?:
        [#]{{1,6}}(?=[ \t]|$) | > | [-+*](?=[ \t]|$) | `{{3}} | ~{{3}}
        | <(?:!--|\?|![A-Za-z]|!\[CDATA\[|/?(?:{"|".join(block_names)})(?=\s|/?>|$)
            |(?:script|pre|style|textarea)(?=\s|>|$)|/?[A-Za-z][^>]*>\s*$)
        | \[[^\]]*\]:
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS_ONLY = re.compile(r"[-_*=+|:~#`>\s]+")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_CLOSING_HASHES = re.compile(r"(^|[ \t])(#+)$")
_EDGE = re.compile(r"^[*_~]+|(?<!\\)[*_~]+$")
_SHORTCUT = re.compile(r"(?<![\\\]])(!?)\[(?!\^)((?:[^\[\]\\]|\\.)+)\](\[\])?(?![\[(:])")


def encode(passage: Passage, lines: list[str], breaks: list[str], raw: str) -> str:
    """Return new prose as it is written in the passage's place."""
    if passage.syntax in _LINES:
        write = _LINES[passage.syntax]
        end = "\r\n" if "\r\n" in raw else "\r" if "\r" in raw else "\n"
        return interleave([write(line) for line in lines], [gap.replace("\n", end) for gap in breaks])
    text = " ".join(lines)
    if passage.syntax in _SYNTAXES:
        return _SYNTAXES[passage.syntax](text)
    if passage.syntax.startswith("yaml"):
        return frontmatter.encode(text, passage.syntax, raw)
    return html.encode(text, passage.syntax, raw)


def linking(text: str, translate: Translate) -> Translate:
    """A `translate` whose answers keep the targets of links such as `[this]` and `[this][]`.

    Their target is found by their words: once these are translated, it has to be named.
    """
    known: dict[str, dict[str, object]] = {}

    def linked(context: str, source: str) -> str | None:
        target = translate(context, source)
        if not target or target == source or not _SHORTCUT.search(source):
            return target
        if "references" not in known:
            known["references"] = blocks.parse(text).env.get("references", {})
        return _relink(source, target, known["references"])

    return linked


def _relink(source: str, target: str, known: dict[str, object]) -> str:
    labels = [m[2] for m in _SHORTCUT.finditer(source) if normalizeReference(m[2]) in known]
    found = list(_SHORTCUT.finditer(target))
    if not labels or len(labels) != len(found):
        return target
    parts, at = [], 0
    for label, link in zip(labels, found, strict=True):
        parts.append(target[at : link.start()])
        same = normalizeReference(link[2]) == normalizeReference(label)
        parts.append(link[0] if same else f"{link[1]}[{link[2]}][{label}]")
        at = link.end()
    return "".join((*parts, target[at:]))


def _block(line: str) -> str:
    """A line that opens no block of its own."""
    line = line.strip(" \t")
    if _MARKS_ONLY.fullmatch(line):
        return re.sub(r"\S", r"\\\g<0>", line)
    if _BLOCK_START.match(line):
        return "\\" + line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def _below(line: str) -> str:
    """A line right below another block, which might be a definition that waits for its title."""
    line = _block(line)
    return "\\" + line if line.startswith(('"', "'", "(")) else line


def _over(line: str) -> str:
    """A line over one of dashes, which a bar would make the head of a table."""
    return _below(line).replace("|", "&#124;")


def _heading(line: str) -> str:
    """The text of a `# heading`, whose end is not closing hashes."""
    return _CLOSING_HASHES.sub(r"\1\\\2", line)


def _cell(line: str) -> str:
    """A table cell: bars escaped, the one that closes it too if a backslash comes before it."""
    line = re.sub(r"(?<!\\)\|", r"\\|", line)
    return line + " " if line.endswith("\\") else line


def _first_cell(line: str) -> str:
    return _cell(_block(line))


def _emphasis(line: str) -> str:
    """The inside of emphasis around a whole passage: its marks stay the outermost."""
    return _EDGE.sub(lambda marks: re.sub(".", r"\\\g<0>", marks[0]), line.strip(" \t"))


def _escape(marks: str, line: str) -> str:
    """Every one of these marks with a backslash, and none left over at the end."""
    line = re.sub(rf"(?<!\\)((?:\\\\)*)([{re.escape(marks)}])", r"\1\\\2", line)
    return line + "\\" if (len(line) - len(line.rstrip("\\"))) % 2 else line


_LINES: dict[str, Callable[[str], str]] = {"block": _block, "below": _below, "over": _over}
"""Syntaxes whose prose may have hard line breaks."""

_SYNTAXES: dict[str, Callable[[str], str]] = {
    "heading": _heading,
    "cell": _cell,
    "first-cell": _first_cell,
    "emphasis": _emphasis,
    "alt": partial(_escape, "[]<`"),
    "link-title": partial(_escape, "\"'()"),
}
