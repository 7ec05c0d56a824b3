"""Links lead where they led, and tags are told what they were told.

The words of a link are translated; where it leads is not. The same goes for the addresses of
pictures and for attributes such as `class`. A link that is lost sends the reader nowhere, one
that was changed sends them somewhere else, and one that runs a script (`javascript:`,
`onerror=`) may rob them. Words in square brackets alone, such as [sic], are no link. Where only
the language in an address has changed, `/en/` to `/ru/`, that is said and no more.

To mend it: copy the address from the source. The site shows a link that its source does not
have as words, also where the finding is dismissed; in other uses of the text it stays a link.
"""

import re
from collections import Counter
from collections.abc import Iterator

from i18n.edits import Edit
from i18n.evidence import links
from i18n.evidence.links import Attribute, Link
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem, Severity
from i18n.evidence.unmatched import unmatched

LIMIT = 20
"""Messages of one unit; a text with more of them is past listing."""

MOST = 500
"""Codes of a text that are compared; one with more of them is no sentence, but an attack."""

_BARE = frozenset(
    [
        "allowfullscreen",
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "controls",
        "default",
        "defer",
        "disabled",
        "download",
        "hidden",
        "inert",
        "ismap",
        "itemscope",
        "loop",
        "multiple",
        "muted",
        "nomodule",
        "novalidate",
        "open",
        "playsinline",
        "readonly",
        "required",
        "reversed",
        "selected",
    ]
)
"""Attributes that do something without a value (HTML Living Standard, Boolean attributes); others
are words, as in `<script line>` for what a user has to put in."""

_LANGUAGE = re.compile(
    r"(?<=[/.=])(?:[a-z]{2}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}))?)(?=[/.&]|\Z)|(?<=//)[a-z]{2}(?=\.)"
)


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the links and attributes of one side that are not on the other."""
    if (not pair.source.codes and not pair.target.codes) or not pair.unit.target.strip():
        return
    found = [*_links(pair), *_attributes(pair)]
    yield from found[:LIMIT]


def _links(pair: Pair) -> Iterator[Problem]:
    source, target = _read(pair.source), _read(pair.target)
    if not source and not target:
        return
    missing, extra = unmatched(source, target), unmatched(target, source)
    while missing and extra and len(source) == len(target):
        yield _changed(missing.pop(0), extra.pop(0))
    for one in missing:
        yield Problem(f"the link to {_short(one.to)} is not in the translation", source=(one.span,))
    for one in extra:
        what = "a link that runs a script" if one.runs else f"the link to {_short(one.to)}"
        yield Problem(f"{what} is not in the source", target=(one.span,))


def _read(side: Side) -> list[Link]:
    return list(links.links(side.text, side.codes[:MOST])) if side.codes else []


def _changed(was: Link, now: Link) -> Problem:
    message = f"the link to {_short(was.to)} has become one to {_short(now.to)}"
    if now.runs and not was.runs:
        message = f"the link to {_short(was.to)} has become one that runs a script"
    elif _LANGUAGE.sub("", was.key) == _LANGUAGE.sub("", now.key):
        return Problem(message, (was.span,), (now.span,), severity=Severity.INFO)
    return Problem(message, (was.span,), (now.span,), (Edit(*now.span, was.to),))


def _attributes(pair: Pair) -> Iterator[Problem]:
    if "<" not in pair.unit.source and "<" not in pair.unit.target:
        return
    source, target = _told(pair.source), _told(pair.target)
    before, after = {one.name for one in source}, {one.name for one in target}
    for one in source:
        if one.name not in after:
            message = f"the attribute {one.name} is not in the translation"
            yield Problem(message, source=(one.span,))
    for one in target:
        if one.name not in before:
            yield Problem(f"the attribute {one.name} is not in the source", target=(one.span,))
    yield from _values(source, target)


def _told(side: Side) -> list[Attribute]:
    found = links.attributes(side.text, side.codes[:MOST])
    return [one for one in found if one.value or one.name in _BARE]


def _values(source: list[Attribute], target: list[Attribute]) -> Iterator[Problem]:
    """Yield the attributes of which the name is on both sides and the value is not."""
    names = {one.name for one in source}
    known = Counter((one.name, one.value) for one in source)
    for one in target:
        if known[one.name, one.value]:
            known[one.name, one.value] -= 1
        elif one.name in names:
            message = f"the attribute {one.name} is not in the source with this value"
            yield Problem(message, target=(one.span,))


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:79]}…"
