"""The command `tilshi sign`."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from workflow.commands import options, stages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from i18n.locales import Locale
    from i18n.model import Catalog
    from workflow.inspection import Counter
    from workflow.project import Article, Project


@click.command("sign")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE...")
@options.locales
@click.option("--name", "who", envvar="TILSHI_REVIEWER", default="", metavar="NAME",
              help="Who signs off; also TILSHI_REVIEWER.")  # fmt: skip
@click.option("--withdraw", is_flag=True, help="Take the sign-off back.")
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    who: str,
    withdraw: bool,
) -> None:
    """Stand with your name for the whole translation of an article.

    It holds until a sentence changes. Under the rule `signed` nothing goes out without.

    \b
    Example:
      tilshi sign news -l kk --name "An Editor"
      tilshi sign news -l kk --withdraw
    """
    from workflow.inspection import Counter

    if not codes:
        raise click.UsageError("say which language you sign off: -l LOCALE")
    project = options.project(context)
    pairs = [(one, code) for one in project.select(names) for code in project.locales(codes)]
    with project.stamps() as stamps:
        counter = Counter(project, stamps)

        def do(article: "Article", locale: "Locale") -> str:
            if withdraw:
                return _withdraw(project, article, locale)
            return _sign(project, article, locale, who, counter)

        stages.each(context, pairs, do)


def _sign(
    project: "Project", article: "Article", locale: "Locale", who: str, counter: "Counter"
) -> str:
    """Sign a catalog off as it is on disk now, and return what was signed."""
    from workflow import reports
    from workflow.approval.signoff import signoff
    from workflow.signing import signed as signing

    change = signing(counter, article, locale, who)
    with _at(project.catalog_name(article, locale)):
        before, after = project.update(article, locale, change)
    signed = signoff(after)
    assert signed  # noqa: S101 - it was signed just now
    live = sum(not unit.obsolete for unit in after.units)
    again = "already " if before == after else ""
    return f"{again}signed off by {signed.who} on {signed.day}: {reports.count(live, 'sentence')}"


@contextmanager
def _at(path: str) -> "Iterator[None]":
    """Say of what is wrong in a catalog in which one it is."""
    from i18n.errors import Place, UserError

    try:
        yield
    except UserError as error:
        raise UserError(error.what, hint=error.hint, at=error.at or Place(path)) from error


def _withdraw(project: "Project", article: "Article", locale: "Locale") -> str:
    """Take the sign-off of a catalog back, and return whose it was."""
    from i18n.errors import UserError
    from workflow.approval.signoff import signoff, withdrawn

    def change(catalog: "Catalog | None") -> "Catalog":
        if catalog is None:
            raise UserError("there is no catalog yet", hint="tilshi extract makes it")
        return withdrawn(catalog)

    with _at(project.catalog_name(article, locale)):
        before, _ = project.update(article, locale, change)
    signed = signoff(before) if before else None
    if signed is None:
        return "was not signed off"
    return f"no longer signed off by {signed.who}; what is out stays out"
