"""Addresses in the text are copied, not translated.

A web address that is printed has to be the source's, letter for letter, or the reader lands on
another page. None may be added. Only a slash or a stop at its end makes no difference. Letters
that follow it without a space, as in `https://example.orgсайтында`, become part of it on a page;
Chinese punctuation such as 。 does not, and is right.

To mend it: copy the address from the source, and put a space or a mark of punctuation after it.
"""

from collections.abc import Iterator
from itertools import islice

from i18n.edits import Edit, Span
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem

LIMIT = 20
"""Messages of one unit; a text with more of them is past listing."""

_STARTS = ("http://", "https://", "ftp://", "www.", "mailto:")
_IGNORED = "/.,:;!?'"

Address = tuple[str, Span]


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the addresses of one side that are not on the other."""
    if not (_perhaps(pair.unit.source) or _perhaps(pair.unit.target)):
        return
    if not pair.unit.target.strip() or pair.credits:
        return
    source, target = list(_addresses(pair.source)), list(_addresses(pair.target))
    missing = _without(source, target, pair.unit.target)
    extra = []
    for address, span in _without(target, source, pair.unit.source):
        known = max((one for one, _ in source if address.startswith(one)), key=len, default="")
        if known and not address[len(known)].isascii():
            yield _glued(known, address, span)
        else:
            extra.append((address, span))
    yield from _told(missing, extra)


def _perhaps(text: str) -> bool:
    return "://" in text or "www." in text or "mailto:" in text


def _without(these: list[Address], those: list[Address], text: str) -> list[Address]:
    """Return the first of these that stand neither among those nor elsewhere in their text."""
    known = {address for address, _ in those}
    unknown = (one for one in these if one[0] not in known and one[0] not in text)
    return list(islice(unknown, LIMIT))


def _addresses(side: Side) -> Iterator[Address]:
    """Yield the addresses that stand in the text itself, without what may follow them."""
    if not _perhaps(side.text):
        return
    for code in side.codes:
        start = code.start + (side.text[code.start] == "<")
        if code.kind == "alone" and side.text.startswith(_STARTS, start):
            address = side.text[start : code.end].rstrip(">").rstrip(_IGNORED)
            if address:
                yield address, (start, start + len(address))


def _glued(known: str, address: str, span: Span) -> Problem:
    place = span[0] + len(known)
    message = (
        f"{known} runs on into “{address[len(known) :][:20]}”: a page takes it for the address"
    )
    return Problem(message, target=(span,), fix=(Edit(place, place, " "),))


def _told(missing: list[Address], extra: list[Address]) -> Iterator[Problem]:
    if len(missing) == len(extra):
        for (was, here), (now, there) in zip(missing, extra, strict=True):
            yield Problem(f"{was} has become {now}", (here,), (there,), (Edit(*there, was),))
        return
    for address, span in missing:
        yield Problem(f"{address} is not in the translation", source=(span,))
    for address, span in extra:
        yield Problem(f"{address} is not in the source", target=(span,))
