"""Drafting: the translate stage run over the catalogs of a project."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from filelock import Timeout

from i18n import engines
from i18n.answers import Answers
from i18n.catalog import headers
from i18n.dispatch.chain import Answer, Chain
from i18n.errors import UserError
from i18n.locales import Locale
from i18n.memory.memory import Memory
from i18n.model import Brief, Catalog, State, Unit
from workflow import remembering
from workflow.draft import Failure, Outcomes, fill
from workflow.pipeline import live, status
from workflow.project import Article, Project, now, po_time
from workflow.stamps import Stamps
from workflow.translate import Estimate, Work, estimate, translate

Pair = tuple[Article, Locale]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What translating one catalog came to: drafts by origin, and what failed by reason.

    `left` counts the units for which nobody in the chain had an answer.
    """

    article: Article
    locale: Locale
    origins: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    left: int = 0


class Drafting:
    """One run of translating: which catalogs, by which chain, and what it needs open."""

    def __init__(
        self,
        project: Project,
        pairs: Sequence[Pair],
        chain: Sequence[str],
        states: frozenset[State],
    ) -> None:
        for name in chain:
            engines.find(name)
        self.project = project
        self.pairs = pairs
        self.names = chain
        self.states = states
        self.open = ExitStack()
        self.places: dict[str, Pair] = {}

    def estimate(self, stamps: Stamps) -> Estimate:
        """What translating would take, asking nobody."""
        with self.open:
            return estimate(self._works(stamps), self._chain())

    def run(self, stamps: Stamps, say: Callable[[str], None]) -> Iterator[Drafted]:
        """Translate, write each catalog as soon as it is done, and yield what became of it.

        `say` is told what a user has to know before engines are asked.
        """
        with self.open:
            works = self._works(stamps)
            first = next(works, None)
            if first is None:
                return
            chain = self._chain()
            for notice in chain.notices:
                if stamps.get("notice", notice, "said") is None:
                    stamps.put("notice", notice, "said")
                    say(notice)
            for work, outcomes in translate(itertools.chain([first], works), chain):
                yield self._save(*self.places.pop(work.name), outcomes)

    def _works(self, stamps: Stamps) -> Iterator[Work]:
        """Yield the catalogs that have something to draft."""
        for article, locale in self.pairs:
            counts = status(self.project, article, locale, stamps)
            if not any(counts[state] for state in self.states):
                continue
            catalog = self.project.catalog(article, locale)
            name = f"{locale.code}/{article.slug}"
            self.places[name] = article, locale
            brief = Brief(self.project.source.code, locale.code)
            yield Work(name, brief, self._passages(article, catalog), self.states)

    def _passages(self, article: Article, catalog: Catalog | None) -> tuple[tuple[Unit, ...], ...]:
        """The units of each passage, in the order of the article."""
        units = {unit.key: unit for unit in live(catalog)}
        return tuple(
            tuple(
                units[key]
                for segment in passage.segments
                if (key := (passage.context, segment.source)) in units
            )
            for passage in self.project.document(article).passages
        )

    def _chain(self) -> Chain:
        """The engines, the store of answers, and the memory if the chain names it."""
        options = self.project.settings.engines.options
        loaded = engines.load(self.names, options)
        answers = self.open.enter_context(closing(Answers(self.project.state / "answers.db")))
        memory = self._memory() if "memory" in self.names else None
        return self.open.enter_context(closing(Chain(loaded, answers, memory)))

    def _memory(self) -> Memory:
        """The memory, brought up to date with every catalog of the project."""
        memory = self.open.enter_context(closing(remembering.memory_of(self.project)))
        locales = list(dict.fromkeys(locale for _, locale in self.pairs))
        remembering.refresh(self.project, memory, locales)
        return memory

    def _save(self, article: Article, locale: Locale, outcomes: Outcomes) -> Drafted:
        """Put the drafts into the catalog as it is now."""
        today = datetime(*now()[:6], tzinfo=UTC).date()

        def change(catalog: Catalog | None) -> Catalog:
            before = catalog or Catalog(locale.code, (), ())
            after = fill(before, outcomes, today, self.states)
            return after if after == before else headers(after, PO_Revision_Date=po_time())

        before, after = self.project.update(article, locale, change)
        return _drafted(article, locale, before, after, outcomes, self.states)


@contextmanager
def one_at_a_time(project: Project) -> Iterator[None]:
    """Hold the lock of translating: two runs would pay for the same sentences."""
    lock = project.lock_for("translate.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise UserError(
            "another tilshi translate is running in this project",
            hint="wait for its end, then run this again: it will ask only for what is missing",
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
    for unit in live(after):
        outcome = outcomes.get(unit.key)
        if isinstance(outcome, Answer) and unit != old.get(unit.key):
            origins[outcome.origin.partition(":")[0]] += 1
        elif isinstance(outcome, Failure):
            failures[outcome.reason] += 1
    left = sum(unit.state in states for unit in live(after)) - failures.total()
    return Drafted(article, locale, origins, failures, left)
