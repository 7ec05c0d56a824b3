"""Terms as services take them: pairs of a text in the source language and one in the target's."""

from collections.abc import Iterable

from i18n.model import Term

LONGEST = 1024
"""Bytes of one text of a pair: DeepL takes no more, and no term is near."""


def pairs(terms: Iterable[Term]) -> dict[str, str]:
    """Return the approved form of each term by its source; of two with one source the first."""
    found: dict[str, str] = {}
    for term in terms:
        source, target = term.source.strip(), _form(term).strip()
        if _fits(source) and _fits(target):
            found.setdefault(source, target)
    return found


def _form(term: Term) -> str:
    return term.source if term.keep else next(iter(term.approved), "")


def _fits(text: str) -> bool:
    return bool(text) and text.isprintable() and len(text.encode()) <= LONGEST
