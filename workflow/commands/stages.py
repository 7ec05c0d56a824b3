"""The stages over a project: each says what it does and what came of it, and returns that."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.inspection import Counts
    from workflow.project import Article, Project
    from workflow.site.press import Report


def extract(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]"
) -> "tuple[list[Article], int]":
    """Bring catalogs up to date, say what changed and what cannot be read.

    Returns the articles that can be, and how many catalogs changed.
    """
    from i18n.errors import UserError
    from workflow import reports
    from workflow.pipeline import extract_article

    good, changed = [], 0
    project.glossary  # noqa: B018 - what is wrong with it is said once, not for every article
    with project.stamps() as stamps:
        for article in reports.progress(articles, "Extracting", len(articles)):
            try:
                for path, news in extract_article(project, article, locales, stamps):
                    changed += 1
                    click.echo(f"{path}: {news}")
                good.append(article)
            except UserError as error:
                reports.error(error)
    reports.orphans(project.orphans(locales))
    return good, changed


def translate(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]", **wish: Any
) -> bool:
    """Translate, say before what it takes and after what came of it; return if nothing failed."""
    from workflow import accounts, reports
    from workflow.drafting import Drafting, one_at_a_time

    with (
        one_at_a_time(project),
        project.stamps() as stamps,
        Drafting(project, articles, locales, stamps, **wish) as drafting,
    ):
        if not (plans := drafting.plan(reports.progress)):
            return accounts.translated((), {})
        accounts.notices(drafting.warnings)
        if any(one.answered for one in plans):
            accounts.planned(plans, drafting.prices, drafting.meter.budget)
            accounts.notices(drafting.notices)
        with accounts.translating(plans, drafting.meter, drafting.prices) as tick:
            results = list(drafting.run(tick))
        for result in results:
            accounts.drafted(project.catalog_name(result.article, result.locale), result)
        accounts.notices(drafting.notices)
        accounts.given_up(drafting.given_up)
    return accounts.translated(results, drafting.meter.spent)


def check(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]"
) -> "Sequence[Counts]":
    """Say in a line what is found in the catalogs, or why nothing can be; return the counts."""
    from i18n.errors import UserError
    from workflow import reports
    from workflow.inspection import Counter

    pairs = [(article, locale) for article in articles for locale in locales]
    with project.stamps() as stamps:
        counter, counts = Counter(project, stamps), []
        for article, locale in reports.progress(pairs, "Checking", len(pairs)):
            try:
                counts.append(counter.counts(article, locale))
            except UserError as error:
                reports.error(error)
    reports.checked(counts)
    return counts


def publish(
    project: "Project",
    names: tuple[str, ...],
    codes: tuple[str, ...],
    **chosen: Any,
) -> "Report":
    """Publish, and say what came of it."""
    from workflow import reports
    from workflow.project import WORDS
    from workflow.site import press

    articles = [one for one in project.select(names) if one != WORDS] if names else None
    locales = project.locales(codes) if codes else None
    report = press.publish(project, articles, locales, progress=reports.progress, **chosen)
    reports.published(report)
    return report


def each(
    context: click.Context,
    pairs: "Sequence[tuple[Article, Locale]]",
    do: "Callable[[Article, Locale], str]",
) -> None:
    """Do something with each catalog and say what `do` returns; exit 1 if one could not be done."""
    from i18n.errors import UserError
    from workflow import reports

    good = True
    for article, locale in pairs:
        try:
            said = do(article, locale)
        except UserError as error:
            reports.error(error)
            good = False
        else:
            click.echo(reports.shown(f"{article.slug} [{locale.code}]: {said}"))
    if not good:
        context.exit(1)
