"""A sheet: an article in one locale as reviewers see it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from i18n.evidence.problem import Finding, Severity
from i18n.locales import Locale
from i18n.model import Catalog, State
from workflow.approval.signoff import Signoff, signoff
from workflow.project import Article
from workflow.reviewing.filters import View
from workflow.reviewing.findings import Report
from workflow.reviewing.rows import Row


@dataclass(frozen=True)
class Sheet:
    """One article in one locale as it is now: its rows in order, and what is found in them."""

    article: Article
    locale: Locale
    catalog: Catalog
    rows: tuple[Row, ...]
    report: Report
    trust_external: bool
    version: str = ""
    """What `Bench.version` says of this very catalog: of another when it has changed meanwhile."""

    @cached_property
    def by_uid(self) -> Mapping[str, int]:
        """The place of each row by its uid."""
        return {row.uid: place for place, row in enumerate(self.rows)}

    def row(self, uid: str) -> Row | None:
        place = self.by_uid.get(uid)
        return None if place is None else self.rows[place]

    def findings(self, row: Row) -> tuple[Finding, ...]:
        """What checks find in a row, dismissed or not, the gravest first."""
        return self.report.of(row.unit)

    def view(self, row: Row, mine: frozenset[str] = frozenset()) -> View:
        """What filters go by; `mine` are the uids of what the reviewer has done."""
        standing = tuple(one for one in self.findings(row) if one.stands)
        return View(standing, row.uid in mine, self.trust_external)

    @cached_property
    def states(self) -> Counter[State]:
        return Counter(row.state for row in self.rows)

    @cached_property
    def errors(self) -> int:
        """How many errors stand."""
        return sum(
            one.stands and one.severity is Severity.ERROR
            for row in self.rows
            for one in self.findings(row)
        )

    @cached_property
    def signoff(self) -> Signoff | None:
        return signoff(self.catalog)
