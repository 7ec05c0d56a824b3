"""The command `tilshi`: one command per stage. A command reads, calls a stage, writes, reports."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow import __version__

if TYPE_CHECKING:
    from i18n.errors import UserError
    from i18n.locales import Locale
    from workflow.drafting import Drafting
    from workflow.project import Article, Project
    from workflow.site.run import Outcome

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Commands(click.Group):
    """The group of all commands; the one place where a UserError becomes an exit status."""

    def invoke(self, context: click.Context) -> Any:
        from i18n.errors import UserError

        try:
            return super().invoke(context)
        except UserError as error:
            _say(error)
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
    from workflow.project import Project

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
    project = _project(context)
    articles = project.select(names)
    good, changed = _extract(project, articles, project.locales(codes))
    click.echo(f"Extracted {_count(len(good), 'article')}: {_count(changed, 'catalog')} changed.")
    if len(good) < len(articles):
        context.exit(1)


def _extract(
    project: "Project", articles: "Sequence[Article]", locales: "Sequence[Locale]"
) -> "tuple[list[Article], int]":
    """Bring catalogs up to date, say what changed and what cannot be read.

    Returns the articles that can be, and how many catalogs changed.
    """
    from i18n.errors import UserError
    from workflow.pipeline import extract_article

    good, changed = [], 0
    with project.stamps() as stamps:
        for article in _progress(articles, "Extracting", len(articles)):
            try:
                for path, news in extract_article(project, article, locales, stamps):
                    changed += 1
                    click.echo(f"{path}: {news}")
                good.append(article)
            except UserError as error:
                _say(error)
    return good, changed


def _say(error: "UserError") -> None:
    """Print what is wrong, and the next step."""
    click.echo(f"Error: {error}\n  hint: {error.hint}", err=True)


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
    context: click.Context,
    name: str | None,
    codes: tuple[str, ...],
    who: str | None,
    approve_all: bool,
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
        done = subprocess.run(
            ["git", "config", "user.name"],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        done = None
    if done is None or not done.stdout.strip():
        raise UserError("who reviews?", hint='say it: --name "An Editor", or set TILSHI_REVIEWER')
    return done.stdout.strip()


@cli.command()
@_articles_and_locales
@click.option("--engine", help="Ask only this engine, whatever the settings say.")
@click.option("--stale", is_flag=True, help="Also draft anew what the source has outgrown.")
@click.option("--estimate", is_flag=True, help="Only say what it would take; ask nobody.")
@click.pass_context
def translate(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    engine: str | None,
    stale: bool,
    estimate: bool,
) -> None:
    """Draft every sentence that has no translation; a draft waits for review.

    \b
    Example:
      tilshi translate --estimate
      tilshi translate articles/news.md -l kk
    """
    project = _project(context)
    articles, locales = project.select(names), project.locales(codes)
    good, _ = _extract(project, articles, locales)
    drafting = _drafting(project, good, locales, engine, stale=stale)
    if estimate:
        _estimate(project, drafting)
    elif not _translate(project, drafting) or len(good) < len(articles):
        context.exit(1)


def _drafting(
    project: "Project",
    articles: "Sequence[Article]",
    locales: "Sequence[Locale]",
    engine: str | None = None,
    *,
    stale: bool = False,
) -> "Drafting":
    from i18n.model import State
    from workflow.drafting import Drafting

    pairs = [(article, locale) for article in articles for locale in locales]
    states = {State.UNTRANSLATED, State.STALE} if stale else {State.UNTRANSLATED}
    chain = (engine,) if engine else project.settings.engines.chain
    return Drafting(project, pairs, chain, frozenset(states))


def _translate(project: "Project", drafting: "Drafting") -> bool:
    """Translate, say what came of it, and return whether nothing failed."""
    from workflow.drafting import one_at_a_time

    drafted = failed = left = 0
    with one_at_a_time(project), project.stamps() as stamps:
        for result in drafting.run(stamps, say=lambda notice: click.echo(notice, err=True)):
            path = project.catalog_name(result.article, result.locale)
            if result.origins:
                from_whom = (f"{count} by {origin}" for origin, count in result.origins.items())
                click.echo(f"{path}: drafted {', '.join(from_whom)}")
            for reason, count in result.failures.items():
                click.echo(f"{path}: {_count(count, 'sentence')} not translated: {reason}")
            drafted += sum(result.origins.values())
            failed += sum(result.failures.values())
            left += result.left
    rest = f", {failed:,} failed" if failed else ""
    people = f", {left:,} left for people" if left else ""
    click.echo(f"Translated: {_count(drafted, 'draft')} to review{rest}{people}.")
    return not failed


def _estimate(project: "Project", drafting: "Drafting") -> None:
    with project.stamps() as stamps:
        found = drafting.estimate(stamps)
    click.echo(f"{_count(found.segments, 'sentence')} to draft:")
    click.echo(f"  {found.memory:,} from the memory")
    click.echo(f"  {found.stored:,} from answers stored earlier")
    click.echo(
        f"  {found.asked:,} to ask an engine: {_count(found.characters, 'character')}"
        f" in about {_count(found.requests, 'request')}"
    )


@cli.command()
@_articles_and_locales
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def status(
    context: click.Context, names: tuple[str, ...], codes: tuple[str, ...], as_json: bool
) -> None:
    """Show articles by locales, with how many sentences are in which state.

    \b
    Example:
      tilshi status -l kk
    """
    from workflow.pipeline import status as count
    from workflow.site.press import published

    project = _project(context)
    articles, locales = project.select(names), project.locales(codes)
    out = published(project)
    with project.stamps() as stamps:
        rows = [
            {
                "article": article.slug,
                "locale": locale.code,
                **{
                    str(state): number
                    for state, number in count(project, article, locale, stamps).items()
                },
                "published": out.get((article.slug, locale.code), "no"),
            }
            for article in articles
            for locale in locales
        ]
    if as_json:
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _table(rows)


def _table(rows: "Sequence[dict[str, Any]]") -> None:
    """Print rows under their keys; zeros as dots, so that work stands out."""
    if not rows:
        click.echo("No articles yet: write one in articles/, as .txt or .md.")
        return
    heads = [key.replace("_", " ") for key in rows[0]]
    cells = [["·" if value == 0 else str(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for line in (heads, *cells):
        texts = zip(line, widths, strict=True)
        padded = (
            text.ljust(width) if place < 2 else text.rjust(width)
            for place, (text, width) in enumerate(texts)
        )
        click.echo("  ".join(padded).rstrip())


@cli.command()
@_articles_and_locales
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="Where to, instead of the folder of the settings.")  # fmt: skip
@click.option("--rule", type=click.Choice(["approved", "drafts"]),
              help="What may go out, instead of the rule of the settings.")  # fmt: skip
@click.pass_context
def publish(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    output: Path | None,
    rule: Any,
) -> None:
    """Put articles back together in every language, and write their pages.

    \b
    Example:
      tilshi publish -o /srv/www
      tilshi publish --rule drafts -o preview
    """
    if not _publish(_project(context), names, codes, output, rule):
        context.exit(1)


def _publish(
    project: "Project",
    names: tuple[str, ...],
    codes: tuple[str, ...],
    output: Path | None = None,
    rule: Any = None,
) -> bool:
    """Publish, say what came of it, and return whether nothing failed."""
    from workflow.site import press

    chosen = project.select(names) if names else None
    wanted = project.locales(codes) if codes else None
    report = press.publish(project, chosen, wanted, rule=rule, output=output, progress=_progress)
    for error in {str(one.error): one.error for one in report.outcomes if one.error}.values():
        _say(error)
    for outcome in report.outcomes:
        if said := _outcome(outcome):
            click.echo(said)
    gone = f", {_count(len(report.deleted), 'file')} taken away" if report.deleted else ""
    click.echo(f"Published: {_count(report.written, 'article')} changed{gone}.")
    first, *languages = (report.folder / name for name in report.indexes)
    for page in (*languages, first):
        click.echo(f"  {_shortest(page)}")
    return all(outcome.error is None for outcome in report.outcomes)


def _outcome(outcome: "Outcome") -> str:
    """What to tell of one version; nothing of those that are simply out."""
    waiting = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in outcome.waiting)
    said = {
        "earlier": f"the earlier version stays out: {waiting}",
        "draft": f"out as a draft, with a notice: {waiting}",
        "held": f"not published: {waiting}",
        "withdrawn": f"taken back, it was a draft: {waiting}",
        "removed": "taken away: no longer in the project",
        "failed": "not published: it cannot be read",
    }.get(outcome.status)
    return f"{outcome.slug} [{outcome.locale}]: {said}" if said else ""


def _shortest(path: Path) -> str:
    """The path as a person standing here would write it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


@cli.command()
@_articles_and_locales
@click.pass_context
def build(context: click.Context, names: tuple[str, ...], codes: tuple[str, ...]) -> None:
    """Extract, translate and publish: everything that needs no person.

    \b
    Example:
      tilshi build
    """
    project = _project(context)
    articles, locales = project.select(names), project.locales(codes)
    good, changed = _extract(project, articles, locales)
    click.echo(f"Extracted {_count(len(good), 'article')}: {_count(changed, 'catalog')} changed.")
    translated = _translate(project, _drafting(project, good, locales))
    published = _publish(project, names, codes)
    if len(good) < len(articles) or not (translated and published):
        context.exit(1)
