"""Translations spliced into a document: the prose changes, all else is copied byte for byte."""

import re
from collections.abc import Callable, Sequence

from i18n.locales import Locale
from i18n.model import Document, Passage, Segment

Translate = Callable[[str, str], str | None]
"""`translate(context, source)`: the translation, or nothing where the source stands."""

Encode = Callable[[Passage, list[str], list[str], str], str]
"""`encode(passage, lines, breaks, raw)`: new prose as the format writes it in that place.
`breaks` are the gaps between the lines, as they stood; `raw` is all that stood there."""

Breaks = Callable[[Passage, str], bool]
"""`breaks(passage, gap)`: whether a gap is a line break that people see, and so stays."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_ANY_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BREAK = re.compile(r"[\0\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EDGES = re.compile(r"[\s\ufeff]")
_EDGE = re.compile(r"^[\s\ufeff]+|[\s\ufeff]+\Z")


def splice(
    document: Document,
    translate: Translate,
    locale: Locale,
    encode: Encode,
    breaks: Breaks = lambda passage, gap: False,
) -> str:
    """Return the text with every passage that has a translation written anew.

    A passage none of whose segments changes is copied as it stands.
    """
    parts: list[str] = []
    at = 0
    for passage in document.passages:
        targets = [_target(translate, passage, segment) for segment in passage.segments]
        if any(targets):
            raw = document.text[passage.start : passage.end]
            lines, kept = _compose(passage, targets, locale, breaks)
            parts += (document.text[at : passage.start], encode(passage, lines, kept, raw))
            at = passage.end
    return "".join((*parts, document.text[at:]))


def interleave(lines: Sequence[str], breaks: Sequence[str]) -> str:
    """Return the lines with the breaks between them."""
    return "".join(line + gap for line, gap in zip(lines, [*breaks, ""], strict=True))


def _target(translate: Translate, passage: Passage, segment: Segment) -> str:
    """Return the translation on one line; "" where the source stands.

    A byte-order mark and NUL are no text, and mean something to those who read the file.
    """
    text = translate(passage.context, segment.source)
    if not text or text == segment.source:
        return ""
    if not (_BREAK.search(text) or _EDGES.search(text[0] + text[-1])):
        return text
    return _one_line(_EDGE.sub("", text.replace("\0", "")), _ANY_LINE_END)


def _one_line(text: str, line_end: re.Pattern[str]) -> str:
    """Return the text with one space for every line end and the white space around it."""
    lines = (line.strip(" \t") for line in line_end.split(text))
    return " ".join(line for line in lines if line)


def _compose(
    passage: Passage, targets: Sequence[str], locale: Locale, breaks: Breaks
) -> tuple[list[str], list[str]]:
    """Return the new prose as lines, and the line breaks between them that stay."""
    lines: list[list[str]] = [[]]
    kept = []
    following = [*targets[1:], None]
    for segment, target, after in zip(passage.segments, targets, following, strict=True):
        lines[-1].append(target or _one_line(segment.text, _LINE_END))
        if after is not None and breaks(passage, segment.gap):
            kept.append(segment.gap)
            lines.append([])
        elif after is not None:
            lines[-1].append(_gap(segment.gap, target, after, locale))
    return ["".join(line) for line in lines], kept


def _gap(gap: str, before: str, after: str, locale: Locale) -> str:
    """Return what stands between two sentences: the target language's gap where both are in it."""
    if before and after:
        return locale.gap
    if before or after or _LINE_END.search(gap):
        return " "
    return gap
