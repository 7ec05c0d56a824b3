"""Usage: whether a translation says what the glossary says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from i18n.glossary.forms import forbidden, present
from i18n.glossary.matcher import Span, found
from i18n.model import Brief, Term, Unit

Kind = Literal["missing", "forbidden", "not kept"]


@dataclass(frozen=True, slots=True)
class Misuse:
    """A term that a translation lacks, or has in a form it must not have.

    `source` is where the term stands in the source, `target` where the forbidden form stands.
    """

    term: Term
    kind: Kind
    source: tuple[Span, ...]
    target: tuple[Span, ...] = ()
    form: str = ""

    @property
    def grave(self) -> bool:
        """Whether it is an error: a forbidden form, or what must stand or be kept and is not."""
        return self.kind != "missing" or self.term.must

    def __str__(self) -> str:
        if self.kind == "forbidden":
            better = f"; write {_either(self.term.approved)}" if self.term.approved else ""
            return f"“{self.form}” must not stand for “{self.term.source}”{better}"
        if self.kind == "not kept":
            return f"“{self.term.source}” has to stay as it is, and is missing"
        return f"“{self.term.source}” is not translated as {_either(self.term.approved)}"


def misuses(unit: Unit, brief: Brief) -> Iterator[Misuse]:
    """Yield what is wrong with the terms of a unit, in the order of its source.

    A term that stands only inside a longer one is not asked for, and nothing is of a unit
    without a translation. Pass the same tuple of terms in every brief: what is prepared for it
    is kept.
    """
    if not unit.target:
        return
    places: dict[Term, list[Span]] = {}
    for hit in found(unit.source, brief.terms, brief.source):
        places.setdefault(hit.term, []).append(hit.span)
    for term, spans in places.items():
        yield from _misuses(term, tuple(spans), unit.target, brief.target)


def _misuses(term: Term, spans: tuple[Span, ...], text: str, target: str) -> Iterator[Misuse]:
    wrong = forbidden(term, text, target)
    for form, places in wrong.items():
        yield Misuse(term, "forbidden", spans, places, form)
    if term.approved and not wrong and not present(term, text, target):
        yield Misuse(term, "not kept" if term.keep else "missing", spans)


def _either(forms: tuple[str, ...]) -> str:
    return " or ".join(f"“{form}”" for form in forms)
