"""An amendment: entries of a PO file changed in place, every other byte of it as it was.

For files of other programs, which `i18n.catalog` would write back in its own way.
"""

import re
from collections.abc import Iterable, Iterator

from i18n.model import Mark, Unit

_MARK = re.compile(r"# (?:mt|reviewed|qa-ok|todo|changed): ")
_NOTE = re.compile(r"#\s")
_STRING = re.compile(r'\s*"')
_START = re.compile(r"\s*msgid\s")
_CONTEXT = re.compile(r"\s*msgctxt")
_ANOTHER = re.compile(r"\s*msgstr|#~")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\n|\r")
_CONTINUED = re.compile(r"\\\Z")
"""A comment that ends so gets a space: gettext would join the next line to it."""
_FLAGS = re.compile(r"#[,=]\s*")
_ESCAPES = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r", "\v": r"\v", "\f": r"\f"}
)


def amend(text: str, changes: Iterable[tuple[Unit, Unit]]) -> str:
    """Return the PO text with units changed from what was read of it to what they shall be.

    The translation, the marks, and a fuzzy flag that is new are written; nothing else is.
    A unit is found by its `line`.
    """
    end = _END.search(text)
    newline = end[0] if end else "\n"
    ended = text.endswith(("\n", "\r"))
    lines = _LINE.findall(text if ended else text + newline)
    entries: dict[int, list[tuple[Unit, Unit]]] = {}
    for change in changes:
        entries.setdefault(_start(lines, change[0]), []).append(change)
    for start in sorted(entries, reverse=True):  # what is above keeps its place
        for before, after in sorted(entries[start], key=lambda pair: -pair[0].line):
            _translate(lines, before, after, newline)
        first = _first(lines, start)
        for before, after in entries[start]:
            lines[first:start] = head = _head(lines[first:start], before, after, newline)
            start = first + len(head)  # noqa: PLW2901
    amended = "".join(lines)
    return amended if ended else amended.removesuffix(newline)


def _start(lines: list[str], unit: Unit) -> int:
    """The place of the entry's msgid."""
    place = unit.line - 1
    while place and not _START.match(lines[place]):
        place -= 1
    return place


def _first(lines: list[str], start: int) -> int:
    """The place of the first comment of the entry, or of its context; what is above may touch it."""
    first = start
    while first and lines[first - 1].strip() and not _ANOTHER.match(lines[first - 1]):
        first -= 1
    while first < start and not (lines[first].startswith("#") or _CONTEXT.match(lines[first])):
        first += 1  # strings of the entry above
    return first


def _translate(lines: list[str], before: Unit, after: Unit, newline: str) -> None:
    place = before.line - 1
    end = _behind(lines, place + 1)
    if after.target != before.target:
        keyword = lines[place].partition('"')[0]
        strings = _written(keyword, after.target, many=end > place + 1)
        lines[place:end] = (f"{string}{newline}" for string in strings)


def _behind(lines: list[str], place: int) -> int:
    """The place behind the strings that continue a keyword's."""
    while place < len(lines) and _STRING.match(lines[place]):
        place += 1
    return place


def _written(keyword: str, text: str, *, many: bool) -> Iterator[str]:
    """A string as gettext writes it: in several lines if it was so, one for each of the text."""
    pieces = re.findall(r"[^\n]*\n|[^\n]+", text) if many else []
    if many:
        yield f'{keyword}""'
        yield from (f'"{piece.translate(_ESCAPES)}"' for piece in pieces)
    else:
        yield f'{keyword}"{text.translate(_ESCAPES)}"'


def _head(lines: list[str], before: Unit, after: Unit, newline: str) -> list[str]:
    """The lines of an entry before its msgid, with the marks and the flag it shall have."""
    if before.marks != after.marks:
        lines = _marked(lines, after.marks, newline)
    return _fuzzy(lines, newline) if after.fuzzy and not before.fuzzy else lines


def _marked(lines: list[str], marks: Iterable[Mark], newline: str) -> list[str]:
    """Put the marks where they were, or behind what people have noted."""
    places = [number for number, line in enumerate(lines) if _MARK.match(line)]
    notes = [n for n, line in enumerate(lines, 1) if _NOTE.match(line)]
    place = places[0] if places else max(notes, default=0)
    kept = [line for line in lines[place:] if not _MARK.match(line)]
    written = (_CONTINUED.sub(r"\g<0> ", f"# {mark.key}: {mark.value}") for mark in marks)
    return [*lines[:place], *(f"{line}{newline}" for line in written), *kept]


def _fuzzy(lines: list[str], newline: str) -> list[str]:
    for number, line in enumerate(lines):
        if re.match(r"#[,=].*\bfuzzy\b", line):
            return lines
        if flags := _FLAGS.match(line):
            flagged = f"{line[: flags.end()].rstrip()} fuzzy, {line[flags.end() :]}"
            return [*lines[:number], flagged, *lines[number + 1 :]]
    place = next(
        (n for n, line in enumerate(lines) if line.startswith("#|") or _CONTEXT.match(line)),
        len(lines),
    )
    return [*lines[:place], f"#, fuzzy{newline}", *lines[place:]]
