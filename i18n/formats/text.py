"""Plain text: the first line is the title, blank lines separate paragraphs."""

import re
from collections.abc import Iterator

from i18n.formats.options import Options
from i18n.locales import Locale
from i18n.model import Document, Passage, Role, Segment
from i18n.segment import breaks, cut
from i18n.splice import Translate, splice

_BLOCK = re.compile(r"[^\s\ufeff][^\n\r]*(?:(?:\r\n|\n|\r)[^\S\n\r]*\S[^\n\r]*)*")
_LINE = re.compile(r"[^\n\r]+")
_LINE_END = re.compile(r"\r\n|\n|\r")


def parse(text: str, path: str, locale: Locale, options: Options) -> Document:
    """Find the title and the paragraphs. A line break inside a paragraph is a space."""
    return Document(text, tuple(_passages(text, locale, options)))


def render(document: Document, translate: Translate, locale: Locale) -> str:
    """Return the text with the translations in place of its prose."""
    return splice(document, translate, locale, _encode)


def _passages(text: str, locale: Locale, options: Options) -> Iterator[Passage]:
    line, at = 1, 0
    role: Role = "title"
    for start, end in _ranges(text):
        line += len(_LINE_END.findall(text, at, start))
        at = start
        prose = text[start:end]
        if any(map(str.isalnum, prose)):
            yield Passage(role, line, start, end, _segments(prose, locale, options))
            role = "paragraph"


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each paragraph; the first line of the first one stands alone."""
    first = True
    for block in _BLOCK.finditer(text):
        for start, end in _first_line_apart(text, *block.span()) if first else [block.span()]:
            yield start, start + len(text[start:end].rstrip())
        first = False


def _first_line_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = _LINE.match(text, start)
    stop = line.end() if line else end
    yield start, stop
    if rest := text[stop:end].lstrip():
        yield end - len(rest), end


def _segments(prose: str, locale: Locale, options: Options) -> tuple[Segment, ...]:
    return cut(prose, breaks(prose, locale) if options.unit == "sentence" else [])


def _encode(passage: Passage, lines: list[str], breaks: list[str], raw: str) -> str:
    return " ".join(lines)
