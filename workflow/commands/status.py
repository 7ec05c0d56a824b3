"""The command `tilshi status`."""

from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.inspection import Counter
    from workflow.project import Article, Project
    from workflow.stamps import Stamps


@click.command("status")
@options.articles_and_locales
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], codes: tuple[str, ...], as_json: bool
) -> None:
    """Count sentences by article, locale and state, and what is found in them.

    \b
    Example:
      tilshi status -l kk
    """
    from workflow import reports
    from workflow.inspection import Counter
    from workflow.project import WORDS
    from workflow.site import standing

    project = options.project(context)
    articles, locales = project.select(names), project.locales(codes)
    out, uncorrected = standing.published(project), standing.uncorrected(project)
    with project.stamps() as stamps:
        counter = Counter(project, stamps)
        rows = [
            _row(project, article, locale, counter)
            | {
                "correction": int((article.slug, locale.code) in uncorrected),
                "published": out.get((article.slug, locale.code), "" if article == WORDS else "no"),
            }
            for article in articles
            for locale in locales
        ]
    if as_json:
        reports.as_json(rows)
    elif rows:
        reports.table(rows)
    else:
        click.echo("No articles yet: write one in articles/, as .txt or .md.")


def _row(
    project: "Project", article: "Article", locale: "Locale", counter: "Counter"
) -> dict[str, Any]:
    from workflow import pipeline

    states = pipeline.status(project, article, locale, counter.stamps)
    found = counter.counts(article, locale)
    return {
        "article": article.slug,
        "locale": locale.code,
        **{str(state): number for state, number in states.items()},
        "findings": found.errors + found.warnings,
        "dismissed": found.dismissed,
        "signed": _signed(project, article, locale, counter.stamps),
    }


def _signed(project: "Project", article: "Article", locale: "Locale", stamps: "Stamps") -> int:
    """1 if somebody signed the catalog off and it is as it was then, else 0; known ones not read."""
    from workflow.approval.signoff import signoff
    from workflow.stamps import stamp

    name, seen = f"{locale.code}/{article.slug}", stamp([project.catalog_path(article, locale)])
    known = stamps.get("signed", name, seen)
    if known is None:
        catalog = project.catalog(article, locale)
        signed = signoff(catalog) if catalog else None
        known = str(int(signed is not None and signed.valid))
        stamps.put("signed", name, seen, known)
    return int(known)
