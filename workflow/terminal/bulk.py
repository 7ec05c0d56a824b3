"""Approval in bulk: every draft of some catalogs in one go, in the name of one person."""

from collections.abc import Mapping, Sequence

import click

from i18n.errors import UserError
from i18n.evidence.problem import Finding, Severity
from i18n.locales import Locale
from i18n.model import Brief, Catalog, Term, Unit
from workflow import reports
from workflow.inspection import GRAVE, Inspection, beside_states
from workflow.pipeline import approve_article
from workflow.project import Article, Project
from workflow.terminal.review import without


def approve_all(project: Project, pairs: Sequence[tuple[Article, Locale]], who: str | None) -> None:
    """Approve every draft in one go, in the reviewer's name.

    Says how many, and in how many of them checks find something.
    """
    if not who:
        what = "--approve-all puts a name on every sentence"
        raise UserError(what, hint='say whose: --name "An Editor"')
    briefs = _briefs(project, list(dict.fromkeys(locale for _, locale in pairs)))
    inspection = beside_states(project)
    total, found = 0, list[list[Finding]]()
    for article, locale in pairs:
        if units := approve_article(project, article, locale, who):
            click.echo(f"{project.catalog_name(article, locale)}: {len(units)} approved")
            total += len(units)
            catalog = project.catalog(article, locale)
            found += _found(inspection, catalog, units, briefs[locale.code])
    click.echo(f"{reports.count(total, 'unit')} approved by {who}.")
    _with_findings(found)


def _found(
    inspection: Inspection, catalog: Catalog | None, units: Sequence[Unit], brief: Brief
) -> list[list[Finding]]:
    """What is grave in each of the units in which something is."""
    wanted: dict[tuple[str, str], list[Finding]] = {unit.key: [] for unit in units}
    for one in inspection.inspect(catalog.units if catalog else (), brief):
        if one.unit.key in wanted and one.stands and one.severity in GRAVE:
            wanted[one.unit.key].append(one)
    return [found for found in wanted.values() if found]


def _with_findings(found: Sequence[Sequence[Finding]]) -> None:
    """Count the sentences by the gravest of what is wrong in each."""
    grave = sum(any(one.severity is Severity.ERROR for one in each) for each in found)
    if found:
        click.echo(
            f"{reports.count(len(found), 'approved sentence')} with findings, {grave:,}"
            f" with errors, {len(found) - grave:,} with warnings: see tilshi check."
        )


def _briefs(project: Project, locales: Sequence[Locale]) -> Mapping[str, Brief]:
    """The terms of each locale; a review goes on without a glossary that cannot be read."""
    terms: dict[str, tuple[Term, ...]] = {}
    try:
        terms = {locale.code: project.terms(locale) for locale in locales}
    except UserError as error:
        without("glossary", error)
    source = project.source.code
    return {one.code: Brief(source, one.code, terms=terms.get(one.code, ())) for one in locales}
