"""The command `tilshi`: one command per stage. A command reads, calls a stage, writes, reports."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow import __version__
from workflow.commands import options

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.project import Article, Project


class _Commands(click.Group):
    """The group of all commands; the one place where a UserError becomes an exit status."""

    def invoke(self, context: click.Context) -> Any:
        from i18n.errors import UserError

        try:
            return super().invoke(context)
        except UserError as error:
            from workflow import reports

            reports.error(error)
            context.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)  # as a project goes, not by the alphabet


class _Group(click.Group):
    """A group of `workflow.commands`, whose module is loaded when one of its commands is wanted."""

    def _loaded(self) -> click.Group:
        group: click.Group = import_module(f"workflow.commands.{self.name}").group
        return group

    def list_commands(self, context: click.Context) -> list[str]:
        return self._loaded().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return self._loaded().get_command(context, name)


class _Command(click.Command):
    """A command of `workflow.commands`, whose module is loaded when it is wanted."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        command: click.Command = import_module(f"workflow.commands.{self.name}").command
        return command.make_context(*given, **more)


COMMANDS = {
    "check": ("Find what is wrong in translations.", "tilshi check news -l kk"),
    "status": ("Count sentences by article, locale and state.", "tilshi status -l kk"),
}
"""The modules of `workflow.commands` that hold one command, what it is for, and an example."""

GROUPS = {
    "engines": (
        "Machine translators: which there are, and whether they work.",
        "tilshi engines test google -l kk",
    ),
    "memory": (
        "Sentences that people approved, looked up by likeness.",
        'tilshi memory look "The university opened a library." -l kk',
    ),
    "glossary": (
        "Terms, with their approved and forbidden forms.",
        "tilshi glossary list -l ru",
    ),
}
"""Those that hold a group of them."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--directory", type=click.Path(exists=True, file_okay=False), default=".",
              help="Work on the project in this folder.")  # fmt: skip
@click.version_option(__version__)
@click.pass_context
def cli(context: click.Context, directory: str) -> None:
    """From a folder of articles to reviewed, published articles in other languages.

    \b
    Example:
      tilshi init news && cd news && tilshi build
    """
    context.obj = directory
    if os.environ.get("NO_COLOR"):  # https://no-color.org: set, and not to nothing
        context.color = False


def main() -> None:
    """Run the command line."""
    cli(prog_name="tilshi")


@cli.command()
@click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(directory: Path) -> None:
    """Start a project with a sample article.

    \b
    Example:
      tilshi init news
    """
    from workflow.sample import copy

    for path in copy(directory):
        click.echo(f"  {directory / path}")
    where = "" if directory == Path() else f"cd {directory} && "
    click.echo(f"Write articles in {directory / 'articles'}, then: {where}tilshi build")


@cli.command()
@options.articles_and_locales
@click.pass_context
def extract(context: click.Context, names: tuple[str, ...], codes: tuple[str, ...]) -> None:
    """Cut articles into sentences, keeping all work.

    \b
    Example:
      tilshi extract articles/news.md -l kk
    """
    from workflow import reports

    project = options.project(context)
    articles = project.select(names)
    good, changed = _extract(project, articles, project.locales(codes))
    reports.extracted(len(good), changed)
    if len(good) < len(articles):
        context.exit(1)


def _extract(
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


@cli.command()
@options.articles_and_locales
@options.asking
@click.option("--stale", is_flag=True, help="Also draft again what is out of date.")
@click.option("--estimate", is_flag=True, help="Only say what it would take; ask nobody.")
@click.pass_context
def translate(
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
    good, _ = _extract(project, articles, locales)
    if estimate:
        _estimate(project, good, locales, stale=stale, **asking)
    elif not _translate(project, good, locales, stale=stale, **asking) or len(good) < len(articles):
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


def _translate(
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


@cli.command()
@click.argument("name", metavar="[ARTICLE]", required=False)
@options.locales
@click.option("--name", "who", envvar="TILSHI_REVIEWER", metavar="NAME",
              help="Who reviews; also TILSHI_REVIEWER, else the name git knows.")  # fmt: skip
@click.option(
    "--approve-all",
    is_flag=True,
    help="Approve all drafts, and what other editors approved; needs --name.",
)
@click.pass_context
def review(
    context: click.Context,
    name: str | None,
    codes: tuple[str, ...],
    who: str | None,
    approve_all: bool,
) -> None:
    """Approve, edit or send back drafts one by one.

    \b
    Example:
      tilshi review from-urumqi-to-moscow -l kk
      tilshi review --approve-all --name "An Editor" -l ru
    """
    from workflow import terminal

    project = options.project(context)
    articles, locales = project.select([name] if name else ()), project.locales(codes)
    pairs = [(article, locale) for article in articles for locale in locales]
    if approve_all:
        terminal.approve_all(project, pairs, who)
    else:
        terminal.review(project, pairs, who)


for _name, (_help, _example) in COMMANDS.items():
    cli.add_command(_Command(_name, help=f"{_help}\n\n\b\nExample:\n  {_example}"))


@cli.command()
@options.articles_and_locales
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="Where to, instead of the folder of the settings.")  # fmt: skip
@click.option("--rule", type=click.Choice(["approved", "drafts"]),
              help="What may go out, instead of the rule of the settings.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["site", "source"]), default="site",
              help="source: only the localized files; pages made before are taken away.")  # fmt: skip
@click.pass_context
def publish(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    output: Path | None,
    rule: Any,
    form: Any,
) -> None:
    """Write articles and pages in every language.

    \b
    Example:
      tilshi publish -o /srv/www
      tilshi publish --rule drafts -o preview
      tilshi publish --format source -o ../hugo/content
    """
    if not _publish(options.project(context), names, codes, output=output, rule=rule, form=form):
        context.exit(1)


def _publish(
    project: "Project",
    names: tuple[str, ...],
    codes: tuple[str, ...],
    **chosen: Any,
) -> bool:
    """Publish, say what came of it, and return whether nothing failed."""
    from workflow import reports
    from workflow.site import press

    articles = project.select(names) if names else None
    locales = project.locales(codes) if codes else None
    report = press.publish(project, articles, locales, progress=reports.progress, **chosen)
    reports.published(report)
    return all(outcome.error is None for outcome in report.outcomes)


@cli.command()
@options.articles_and_locales
@options.asking
@click.pass_context
def build(
    context: click.Context, /, names: tuple[str, ...], codes: tuple[str, ...], **asking: Any
) -> None:
    """Extract, translate, check and publish, in one go.

    \b
    Example:
      tilshi build
    """
    from workflow import reports

    project = options.project(context)
    articles, locales = project.select(names), project.locales(codes)
    good, changed = _extract(project, articles, locales)
    reports.extracted(len(good), changed)
    translated = _translate(project, good, locales, **asking)
    _check(project, good, locales)
    published = _publish(project, names, codes)
    if len(good) < len(articles) or not (translated and published):
        context.exit(1)


def _check(project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]") -> None:
    """Say in a line what is found in the catalogs, or why nothing can be."""
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


for _name, (_help, _example) in GROUPS.items():
    cli.add_command(_Group(_name, help=f"{_help}\n\n\b\nExample:\n  {_example}"))
