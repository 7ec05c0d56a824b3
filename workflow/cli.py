"""The command `tilshi`: one command per stage. A command reads, calls a stage, writes, reports."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow import __version__

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.project import Article, Project

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Commands(click.Group):
    """The group of all commands; the one place where a UserError becomes an exit status."""

    def invoke(self, context: click.Context) -> Any:
        from i18n.errors import UserError

        try:
            return super().invoke(context)
        except UserError as error:
            click.echo(f"Error: {error}\n  hint: {error.hint}", err=True)
            context.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)  # as a project goes, not by the alphabet


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


def main() -> None:
    """Run the command line."""
    cli(prog_name="tilshi")


def _project(context: click.Context) -> "Project":
    from i18n.locales import Locale
    from workflow.project import Article, Project

    return Project.find(Path(context.obj).resolve())


def _articles_and_locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that most commands share."""
    command = click.option("-l", "--locale", "codes", multiple=True, metavar="LOCALE",
                           help="Only this language; may be repeated.")(command)  # fmt: skip
    return click.argument("names", nargs=-1, metavar="[ARTICLE]...")(command)


def _progress(items: Iterable[Any], label: str, length: int) -> Iterable[Any]:
    """A progress bar on a terminal; in a pipe the plain lines of the command are enough."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, length=length, file=sys.stderr) as bar:
        yield from bar


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
@_articles_and_locales
@click.pass_context
def extract(context: click.Context, names: tuple[str, ...], codes: tuple[str, ...]) -> None:
    """Cut articles into sentences and update their catalogs, keeping all work.

    \b
    Example:
      tilshi extract articles/news.md -l kk
    """
    _extract(_project(context), names, codes)


def _extract(project: "Project", names: tuple[str, ...], codes: tuple[str, ...]) -> None:
    from workflow.pipeline import extract_article

    articles, locales = project.select(names), project.locales(codes)
    changed = 0
    with project.stamps() as stamps:
        for article in _progress(articles, "Extracting", len(articles)):
            for path, news in extract_article(project, article, locales, stamps):
                changed += 1
                click.echo(f"{path}: {news}")
    click.echo(f"Extracted {_count(len(articles), 'article')}: {_count(changed, 'catalog')} changed.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@cli.command()
@click.argument("name", metavar="ARTICLE", required=False)
@click.option("-l", "--locale", "codes", multiple=True, metavar="LOCALE",
              help="Only this language; may be repeated.")  # fmt: skip
@click.option("--name", "who", envvar="TILSHI_REVIEWER", metavar="NAME",
              help="Who reviews; also TILSHI_REVIEWER, else the name git knows.")  # fmt: skip
@click.option("--approve-all", is_flag=True, help="Approve every draft at once; needs --name.")
@click.pass_context
def review(
    context: click.Context, name: str | None, codes: tuple[str, ...], who: str | None, approve_all: bool
) -> None:
    """Approve, edit or send back drafts, sentence by sentence, in the order of the article.

    \b
    Example:
      tilshi review from-urumqi-to-moscow -l kk
      tilshi review --approve-all --name "An Editor" -l ru
    """
    project = _project(context)
    articles, locales = project.select([name] if name else ()), project.locales(codes)
    if approve_all:
        _approve_all(project, articles, locales, who)
        return
    from workflow.terminal import Session, run

    who, seen = who or _git_name(), 0
    for article in articles:
        for locale in locales:
            catalog = project.catalog(article, locale)
            session = Session(project, article, locale, who, catalog) if catalog else None
            if session and session.keys:
                seen += 1
                if not run(session):
                    return
    if not seen:
        click.echo("Nothing waits for review.")


def _approve_all(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]", who: str | None
) -> None:
    from i18n.errors import UserError
    from workflow.pipeline import approve_article

    if not who:
        raise UserError(
            "--approve-all puts a name on every sentence", hint='say whose: --name "An Editor"'
        )
    total = 0
    for article in articles:
        for locale in locales:
            if count := approve_article(project, article, locale, who):
                click.echo(f"{project.catalog_name(article, locale)}: {count} approved")
            total += count
    click.echo(f"{_count(total, 'unit')} approved by {who}.")


def _git_name() -> str:
    """The name git signs with; reviewing without one is refused."""
    import subprocess

    from i18n.errors import UserError

    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        done = None
    if done is None or not done.stdout.strip():
        raise UserError("who reviews?", hint='say it: --name "An Editor", or set TILSHI_REVIEWER')
    return done.stdout.strip()
