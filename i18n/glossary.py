"""Placeholder until the glossary is merged."""

from collections.abc import Sequence

from i18n.model import Term


def relevant(texts: Sequence[str], terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(t for t in terms if any(t.source.lower() in x.lower() for x in texts))


def kept(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(t.source for t in terms if t.keep)
