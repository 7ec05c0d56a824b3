"""Translations spliced into a document: the prose changes, all else is copied byte for byte."""

import re
from collections.abc import Callable, Sequence
from itertools import chain, zip_longest

from i18n.locales import Locale
from i18n.model import Document, Passage, Segment

Translate = Callable[[str, str], str | None]
"""`translate(context, source)`: the translation, or nothing where the source stands."""

Encode = Callable[[Passage, list[str], list[str], str], str]
"""`encode(passage, lines, breaks, raw)`: new prose as the format writes it in that place.
`breaks` are the hard line breaks between the lines, `raw` is what stood there."""

_LINE_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_HARD_GAP = re.compile(r"(?:\\|[ \t]*  )(?:\r\n|\r|\n)")


def splice(document: Document, translate: Translate, locale: Locale, encode: Encode) -> str:
    """Return the text with every passage that has a translation written anew.

    A passage none of whose segments changes is copied as it stands.
    """
    parts: list[str] = []
    at = 0
    for passage in document.passages:
        targets = [_target(translate, passage, segment) for segment in passage.segments]
        if any(targets):
            raw = document.text[passage.start : passage.end]
            lines, breaks = _compose(passage.segments, targets, locale)
            parts += (document.text[at : passage.start], encode(passage, lines, breaks, raw))
            at = passage.end
    return "".join((*parts, document.text[at:]))


def interleave(lines: Sequence[str], breaks: Sequence[str]) -> str:
    """The lines with the hard breaks between them."""
    return "".join(chain.from_iterable(zip_longest(lines, breaks, fillvalue="")))


def _target(translate: Translate, passage: Passage, segment: Segment) -> str:
    """The translation on one line; "" where the source stands."""
    text = translate(passage.context, segment.source)
    if not text or text == segment.source:
        return ""
    return _LINE_BREAK.sub(" ", text).strip()


def _compose(
    segments: Sequence[Segment], targets: Sequence[str], locale: Locale
) -> tuple[list[str], list[str]]:
    """The new prose as lines, and the hard breaks between them."""
    lines, breaks = [""], []
    last = len(segments) - 1
    for number, (segment, target) in enumerate(zip(segments, targets, strict=True)):
        lines[-1] += target or _LINE_BREAK.sub(" ", segment.text)
        if number == last:
            break
        if _HARD_GAP.match(segment.gap):
            breaks.append(segment.gap)
            lines.append("")
        else:
            lines[-1] += _gap(segment.gap, target, targets[number + 1], locale)
    return lines, breaks


def _gap(gap: str, before: str, after: str, locale: Locale) -> str:
    """What stands between two sentences: the target language's business where both are in it."""
    if before and after:
        return locale.gap
    if before or after:
        return " "
    return _LINE_BREAK.sub(" ", gap)
