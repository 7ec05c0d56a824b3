"""Aids: what helps a reviewer with a sentence besides what checks find in it.

Terms of the glossary, translations on offer, what changed in the source, and what became of
the sentence before.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from i18n.dispatch.answer import Answer, remembered
from i18n.errors import UserError
from i18n.glossary.forms import forbidden, present
from i18n.glossary.matcher import found
from i18n.locales import Locale
from i18n.memory.difference import Piece, difference
from i18n.memory.likeness import likeness
from i18n.memory.match import Match, Patch
from i18n.memory.patch import patch
from i18n.model import State, Term
from workflow.reviewing.alternatives import Alternatives
from workflow.reviewing.bench import Bench
from workflow.reviewing.recall import Recall
from workflow.reviewing.renaming import renamed
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Use:
    """A term that the source has, and what the translation makes of it.

    `present` is where an approved form stands, `forbidden` where one that must not.
    """

    term: Term
    source: tuple[Span, ...]
    present: tuple[Span, ...] = ()
    forbidden: Mapping[str, tuple[Span, ...]] | None = None

    @property
    def said(self) -> str:
        """How it stands with the term, in a word."""
        if self.forbidden:
            return "wrong"
        return "used" if self.present else "missing"


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that can be taken: `number` from 1, 0 for what already stands there.

    `kind` says whose it is. Of a `match` the memory made it; `pieces` show how the sentence it was
    made for differs from this one.
    """

    number: int
    kind: str
    answer: Answer
    match: Match | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        return self.answer.text

    @property
    def mark(self) -> str:
        """What tells it from others, should their numbers have changed meanwhile."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the source of a stale sentence: its pieces, old and new.

    `said` names numbers, names and negations that changed. `patched` is the old translation with
    the new figures or names put in, where nothing else is needed, and `patches` what they are.
    """

    pieces: tuple[Piece, ...]
    said: str = ""
    patched: str = ""
    patches: tuple[Patch, ...] = ()


class Aids:
    """What helps with the rows of a bench. Nothing here waits for the network but `ask`."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.recall = Recall(bench)
        self.alternatives = Alternatives(bench)

    def terms(self, sheet: Sheet, row: Row) -> tuple[Use, ...]:
        """Return the terms that the source of a row has, in its order."""
        brief, unit = self.bench.brief(sheet.locale), row.unit
        places: dict[Term, list[Span]] = {}
        for hit in found(unit.source, brief.terms, brief.source):
            places.setdefault(hit.term, []).append(hit.span)
        return tuple(
            Use(
                term, tuple(spans),
                present(term, unit.target, brief.target) if unit.target and term.approved else (),
                forbidden(term, unit.target, brief.target) if unit.target else {},
            )
            for term, spans in places.items()
        )  # fmt: skip

    def offers(self, sheet: Sheet, row: Row) -> tuple[Offer, ...]:
        """Return the translations on offer, numbered in order; one text is offered once."""
        seen: dict[str, None] = {}
        given: list[Offer] = []
        for offer in self._offers(sheet, row):
            if offer.text and offer.text not in seen:
                seen[offer.text] = None
                same = offer.text == row.unit.target
                number = 0 if same else 1 + sum(one.number > 0 for one in given)
                given.append(replace(offer, number=number))
        return tuple(given)

    def change(self, sheet: Sheet, row: Row) -> Change | None:
        """Return what changed in the source of a stale row; None for any other."""
        unit = row.unit
        if row.state is not State.STALE:
            return None
        said = "; ".join(unit.marked("changed"))
        source, locale = self.bench.project.source, sheet.locale
        texts = unit.previous, unit.source, unit.target
        terms = self.bench.brief(locale).terms
        made = patch(*texts, source, locale) or renamed(*texts, terms, source, locale)
        return Change(difference(unit.previous, unit.source), said, *(made or ()))

    def ask(self, engine: str, sheet: Sheet, row: Row) -> Answer:
        """Ask an engine; its answer is on offer from then on. Raises UserError where there is none."""
        return self.alternatives.ask(engine, sheet.article, sheet.locale, row.unit)

    def engines(self, locale: Locale) -> tuple[str, ...]:
        """Return the engines that can be asked for a language; none where they cannot be had."""
        with suppress(UserError):
            return self.alternatives.names(locale)
        return ()

    def close(self) -> None:
        self.recall.close()
        self.alternatives.close()

    def _offers(self, sheet: Sheet, row: Row) -> Iterator[Offer]:
        unit = row.unit
        changed = self.change(sheet, row)
        if changed and changed.patched:
            like = likeness(unit.previous, unit.source)
            slug = sheet.article.slug
            match = Match(changed.patched, slug, unit.previous, like, patched=changed.patches)
            yield Offer(1, "patched", remembered(match), match, changed.pieces)
        for match in self.recall.look(sheet, row):
            pieces = difference(match.source, unit.source)
            yield Offer(1, "memory", remembered(match), match, pieces)
        with suppress(UserError):  # no glossary, or no article, that could be read
            for answer in self.alternatives.stored(sheet.article, sheet.locale, unit):
                yield Offer(1, "engine", answer)
