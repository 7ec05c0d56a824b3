"""The command `tilshi translate`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options, stages

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.project import Article, Project


@click.command("translate")
@options.articles_and_locales
@options.asking
@click.option("--stale", is_flag=True, help="Also draft again what is out of date.")
@click.option("--estimate", is_flag=True, help="Only say what it would take; ask nobody.")
@click.pass_context
def command(
    context: click.Context,
    /,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    stale: bool,
    estimate: bool,
    **asking: Any,
) -> None:
    """Draft every sentence without a translation.

    \b
    Example:
      tilshi translate --estimate
      tilshi translate articles/news.md -l kk
      tilshi translate --engine deepl --budget 2.50
    """
    project = options.project(context)
    articles, locales = project.select(names), project.locales(codes)
    good, _ = stages.extract(project, articles, locales)
    if estimate:
        _estimate(project, good, locales, stale=stale, **asking)
    elif not stages.translate(project, good, locales, stale=stale, **asking) or len(good) < len(
        articles
    ):
        context.exit(1)


def _estimate(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]", **wish: Any
) -> None:
    """Say what translating would take."""
    from workflow import accounts, reports
    from workflow.drafting import Drafting

    with (
        project.stamps() as stamps,
        Drafting(project, articles, locales, stamps, **wish) as drafting,
    ):
        plans = drafting.plan(reports.progress)
        if plans:
            accounts.notices(drafting.warnings)
        accounts.planned(plans, drafting.prices, drafting.meter.budget)
