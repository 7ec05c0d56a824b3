"""An inspection: what the checks that a project chose find in its catalogs."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from i18n.checks import CHECKS, Scope, find
from i18n.evidence.problem import Finding, Severity
from i18n.locales import Locale
from i18n.model import Brief, Catalog, Unit
from workflow.project import Article, Project
from workflow.settings import Checks
from workflow.stamps import Stamps, program, stamp

if TYPE_CHECKING:
    from i18n.inspector import Inspector

TOLD = frozenset({"empty", "stale", "mt_unreviewed"})
"""Checks that say what the state of a unit says: where states are shown, they are left out."""

Read = Callable[[], Catalog | None]
"""Reads a catalog, or gives back the one that was read."""

GRAVE = frozenset({Severity.ERROR, Severity.WARNING})


def chosen(
    checks: Checks, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the names of the checks to make, in the order of reports.

    What is selected here stands in for what the settings select and ignore.
    Raises UserError for a check that does not exist.
    """
    for name in (*select, *ignore):
        find(name)
    left_out = {*ignore, *(() if select else checks.ignore)}
    wanted = set(select or checks.select or CHECKS) - left_out
    return tuple(name for name in CHECKS if name in wanted)


class Inspection:
    """Checks at work, for every locale by themselves: what a check remembers is of one language.

    `checks` are the settings: how grave what a check finds is.
    """

    def __init__(self, checks: Checks, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.severities: Mapping[str, Severity] = {
            name: Severity(severity) for name, severity in checks.severity.items()
        }
        self.inspectors: dict[str, Inspector] = {}

    def inspect(
        self,
        units: Sequence[Unit],
        brief: Brief,
        among: Container[tuple[str, str]] | None = None,
    ) -> tuple[Finding, ...]:
        """Return what the checks find in the live units of a catalog; `among` as inspectors have it."""
        if brief.target not in self.inspectors:
            from i18n.inspector import Inspector  # noqa: PLC0415 - most runs need none

            self.inspectors[brief.target] = Inspector(self.names, self.severities)
        return tuple(self.inspectors[brief.target].inspect(units, brief, among))

    def of_one_article(self, without: Collection[str] = ()) -> "Inspection":
        """Return it without the checks that compare articles, which remember what they saw."""
        names = (
            name
            for name in self.names
            if CHECKS[name].scope is not Scope.PROJECT and name not in without
        )
        alone = Inspection(Checks(), names)
        alone.severities = self.severities
        return alone

    def of_errors(self) -> "Inspection":
        """Return it without the checks that find no errors."""
        grave = (name for name in self.names if self._may_err(name))
        alone = Inspection(Checks(), grave)
        alone.severities = self.severities
        return alone

    def _may_err(self, name: str) -> bool:
        """Whether a check finds errors; where the settings say how grave it is, they are right."""
        severity = self.severities.get(name)
        if severity is not None:
            return severity is Severity.ERROR
        return CHECKS[name].errors or CHECKS[name].severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings stand in a catalog, by severity, and how many were dismissed."""

    errors: int = 0
    warnings: int = 0
    dismissed: int = 0


def count(findings: Iterable[Finding]) -> Counts:
    """Count what is grave, and what was before somebody dismissed it."""
    grave = [one for one in findings if one.severity in GRAVE]
    standing = [one.severity for one in grave if one.stands]
    return Counts(
        standing.count(Severity.ERROR),
        standing.count(Severity.WARNING),
        len(grave) - len(standing),
    )


@dataclass
class Counter:
    """Counts the findings in the catalogs of a project; one that is as it was is not inspected.

    A catalog is looked at by itself: what compares articles is said by `tilshi check` alone.
    """

    project: Project
    stamps: Stamps

    def counts(self, article: Article, locale: Locale, read: Read | None = None) -> Counts:
        """Return the counts of a catalog; nothing is found in one that is not there.

        `read` returns it, for who needs it besides; it is called after the file was stamped.
        """
        seen, name = self._seen(article, locale)
        known = self.stamps.get("findings", name, seen)
        if known is not None:
            return Counts(*map(int, known.split()))
        counts = self._counted(self._inspection, article, locale, read)
        self.stamps.put("findings", name, seen, " ".join(map(str, astuple(counts))))
        return counts

    def errors(self, article: Article, locale: Locale, read: Read | None = None) -> int:
        """Return how many errors stand in a catalog; what else there may be is not looked for.

        That takes half the time, and is what decides whether an article is published.
        """
        seen, name = self._seen(article, locale)
        if (counts := self.stamps.get("findings", name, seen)) is not None:
            return int(counts.split()[0])
        if (known := self.stamps.get("errors", name, seen)) is not None:
            return int(known)
        errors = self._counted(self._of_errors, article, locale, read).errors
        self.stamps.put("errors", name, seen, str(errors))
        return errors

    def _seen(self, article: Article, locale: Locale) -> tuple[str, str]:
        """The stamp of a catalog with all that decides what is found in it, and its name."""
        path = self.project.catalog_path(article, locale)
        seen = stamp([path, self.project.glossary_path], self._key)
        return seen, f"{locale.code}/{article.slug}"

    def _counted(
        self, inspection: Inspection, article: Article, locale: Locale, read: Read | None
    ) -> Counts:
        catalog = read() if read else self.project.catalog(article, locale)
        if not catalog:
            return Counts()
        return count(inspection.inspect(catalog.units, brief_of(self.project, locale)))

    @cached_property
    def _key(self) -> str:
        """What, besides catalog and glossary, decides what is found."""
        project = self.project
        return repr((program(), project.settings.checks, project.source.code))

    @cached_property
    def _inspection(self) -> Inspection:
        return beside_states(self.project)

    @cached_property
    def _of_errors(self) -> Inspection:
        return self._inspection.of_errors()


def beside_states(project: Project) -> Inspection:
    """Return the project's checks of one article, but those that say what states say."""
    checks = project.settings.checks
    return Inspection(checks, chosen(checks)).of_one_article(without=TOLD)


def brief_of(project: Project, locale: Locale) -> Brief:
    """Return what checks are told of a locale of the project."""
    return Brief(project.source.code, locale.code, terms=project.terms(locale))
