"""Drafting: the translate stage run over the catalogs of a project."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self

from filelock import Timeout

from i18n.catalog import headers
from i18n.dispatch.answer import Answer
from i18n.dispatch.meter import Meter
from i18n.engines.facts import Price
from i18n.engines.faults import EngineError
from i18n.errors import UserError
from i18n.glossary.usage import misuses
from i18n.locales import Locale
from i18n.model import Brief, Catalog, Document, State, Unit
from workflow.draft import EMPTY, Failure, Outcomes, fill
from workflow.pipeline import live, status
from workflow.plan import Plan, plan
from workflow.project import WORDS, Article, Project, now, po_time
from workflow.staff import Staff
from workflow.stamps import Stamps
from workflow.translate import translate
from workflow.work import Work, context

Pair = tuple[Article, Locale]
Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""`progress(items, label, length)`: the items, shown as they go by."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What translating one catalog came to: drafts by origin, and what failed by reason.

    `hints` say what to do next about each reason. `left` counts the units for which nobody in the chain had an answer, `misused` the drafts
    that go against the glossary.
    """

    article: Article
    locale: Locale
    origins: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    left: int = 0
    misused: int = 0


class Drafting:
    """One run of translating: which catalogs, by which chains, and what it needs open.

    A context manager, for `plan` and then `run`. `engine` stands in for the chains of the
    settings, `stale` units are drafted as well, the run costs no more than the `budget`, and
    `offline` it leaves out who asks beyond this machine. With `retry` engines are asked again for
    what they could not do. Raises UserError for an unknown engine.
    """

    def __init__(
        self,
        project: Project,
        articles: Sequence[Article],
        locales: Sequence[Locale],
        stamps: Stamps,
        *,
        engine: str | None = None,
        stale: bool = False,
        budget: float | None = None,
        offline: bool = False,
        retry: bool = False,
    ) -> None:
        self.project = project
        self.pairs = [(article, locale) for article in articles for locale in locales]
        self.stamps = stamps
        self.states = EMPTY | {State.STALE} if stale else EMPTY
        self.meter = Meter(budget)
        self.open = ExitStack()
        self.places: dict[str, Pair] = {}
        chosen = project.settings.engines
        names = {
            x.code: (engine,) if engine is not None else chosen.chain_for(x.code) for x in locales
        }
        self.staff = Staff(project, names, self.open, self.meter, offline=offline, retry=retry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.open.close()

    def plan(self, progress: Progress = lambda items, label, length: items) -> tuple[Plan, ...]:
        """What translating would take, by locale, asking nobody; nothing if all is drafted."""
        if self.meter.budget is not None:
            self.staff.check_prices()
        works = self._works(progress(self.pairs, "Planning", len(self.pairs)))
        first = next(works, None)
        return plan(itertools.chain([first], works), self.staff.chains) if first else ()

    def run(self, tick: Callable[[int], None]) -> Iterator[Drafted]:
        """Translate, write each catalog as soon as it is done, and yield what became of it.

        `tick` is told how many sentences engines have just answered.
        """
        for work, outcomes in translate(self._works(self.pairs), self.staff.chains, tick):
            yield self._save(*self.places.pop(work.name), outcomes)

    @property
    def notices(self) -> Iterator[str]:
        """Yield what a user has to be told before engines are asked, each thing once and for all."""
        for notice in self.staff.notices:
            if self.stamps.get("notice", notice, "said") is None:
                self.stamps.put("notice", notice, "said")
                yield notice

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it should be: engines that are named and not asked, damaged stores."""
        return self.staff.warnings

    @property
    def given_up(self) -> Mapping[str, EngineError]:
        """The engines that were not asked to the end, and why."""
        return self.staff.given_up

    @property
    def prices(self) -> Mapping[str, Price]:
        """What the engines charge that charge something."""
        return self.staff.prices

    def _works(self, pairs: Iterable[Pair]) -> Iterator[Work]:
        """Yield the catalogs that have something to draft."""
        for article, locale in pairs:
            counts = status(self.project, article, locale, self.stamps)
            if not any(counts[state] for state in self.states):
                continue
            catalog = self.project.catalog(article, locale)
            about, passages = self._read(article, catalog)
            name = f"{locale.code}/{article.slug}"
            self.places[name] = article, locale
            terms = self.project.glossary.offered(locale.code)
            brief = Brief(self.project.source.code, locale.code, about, terms)
            yield Work(name, brief, passages, self.states)

    def _read(
        self, article: Article, catalog: Catalog | None
    ) -> tuple[str, tuple[tuple[Unit, ...], ...]]:
        """What engines are told of an article, and its units by passage."""
        if article == WORDS:
            site = self.project.settings.site
            return f"{site.title}\n{site.tagline}".strip(), tuple((one,) for one in live(catalog))
        document = self.project.document(article)
        return context(document), _passages(document, catalog)

    def _save(self, article: Article, locale: Locale, outcomes: Outcomes) -> Drafted:
        """Put the drafts into the catalog as it is now."""
        today = datetime(*now()[:6], tzinfo=UTC).date()

        def change(catalog: Catalog | None) -> Catalog:
            before = catalog or Catalog(locale.code, (), ())
            after = fill(before, outcomes, today, self.states)
            return after if after == before else headers(after, PO_Revision_Date=po_time())

        before, after = self.project.update(article, locale, change)
        drafted = _drafted(article, locale, before, after, outcomes, self.states)
        return replace(drafted, misused=self._misused(locale, after, outcomes))

    def _misused(self, locale: Locale, catalog: Catalog, outcomes: Outcomes) -> int:
        """Count the drafts that go against the glossary: engines are asked, not forced."""
        terms = self.project.terms(locale)
        brief = Brief(self.project.source.code, locale.code, terms=terms)
        drafts = (unit for unit in live(catalog) if isinstance(outcomes.get(unit.key), Answer))
        return sum(any(misuses(unit, brief)) for unit in drafts) if terms else 0


def _passages(document: Document, catalog: Catalog | None) -> tuple[tuple[Unit, ...], ...]:
    """The units of each passage, in the order of the article."""
    units = {unit.key: unit for unit in live(catalog)}
    return tuple(
        tuple(
            units[key]
            for segment in passage.segments
            if (key := (passage.context, segment.source)) in units
        )
        for passage in document.passages
    )


@contextmanager
def one_at_a_time(project: Project) -> Iterator[None]:
    """Hold the lock of translating: two runs would pay for the same sentences.

    So would one that is given an empty memory while it is made anew.
    """
    lock = project.lock_for("translate.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise UserError(
            "another tilshi translate, or memory build, is running in this project",
            hint="wait for its end, then run this again: nothing is asked for twice",
        ) from error


def _drafted(
    article: Article,
    locale: Locale,
    before: Catalog | None,
    after: Catalog,
    outcomes: Outcomes,
    states: Collection[State],
) -> Drafted:
    old = {unit.key: unit for unit in live(before)}
    origins: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    hints: dict[str, str] = {}
    for unit in live(after):
        outcome = outcomes.get(unit.key)
        if isinstance(outcome, Answer) and unit != old.get(unit.key):
            origins[outcome.who] += 1
        elif isinstance(outcome, Failure):
            failures[outcome.reason] += 1
            hints[outcome.reason] = outcome.hint
    left = sum(unit.state in states for unit in live(after)) - failures.total()
    return Drafted(article, locale, origins, failures, hints, left)
