"""The commands `tilshi memory`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.commands import options

if TYPE_CHECKING:
    from i18n.locales import Locale
    from i18n.memory.match import Match
    from i18n.memory.memory import Memory
    from workflow.project import Project


def _share(context: click.Context, option: click.Parameter, text: str | None) -> float | None:
    """How alike two sentences are, given as a share or in per cent: `0.7`, `70`, `70%`."""
    if text is None:
        return None
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = 0.0
    share = number / 100 if text.endswith("%") or number > 1 else number
    if not 0.01 <= share <= 1:
        raise click.BadParameter(f"{text!r} is no likeness: say 0.7, 70 or 70%", context, option)
    return share


@click.group("memory")
def group() -> None:
    """Sentences that people approved, looked up by likeness."""


@group.command()
@click.pass_context
def build(context: click.Context) -> None:
    """Make the memory anew, of all catalogs and imported files.

    Commands bring it up to date by themselves; this is for when it is in doubt.

    \b
    Example:
      tilshi memory build
    """
    from workflow import remembering, reports
    from workflow.drafting import one_at_a_time

    project = options.project(context)
    locales = project.locales(())
    with one_at_a_time(project), closing(remembering.memory_of(project)) as memory:
        memory.clear()
        remembering.refresh(project, memory, locales, reports.progress)
        for locale in reports.progress(locales, "Indexing", len(locales)):
            memory.build(locale.code)
        reports.remembered(remembering.stats(project, memory), memory.size)


@group.command()
@click.argument("text")
@click.option("-l", "--locale", "code", metavar="LOCALE", required=True, help="In this language.")
@click.option("--least", callback=_share, metavar="LIKENESS",
              help="How alike a match has to be, 0.7 or 70%, instead of the settings' figure.")  # fmt: skip
@click.option("--most", type=click.IntRange(1), default=5, show_default=True,
              help="How many matches to show.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def look(
    context: click.Context, text: str, code: str, least: float | None, most: int, *, as_json: bool
) -> None:
    """Show how sentences like TEXT were translated, the best first.

    \b
    Example:
      tilshi memory look "The university opened a library." -l kk
    """
    from workflow import reports

    project = options.project(context)
    (locale,) = project.locales([code])
    sentence = " ".join(text.split())
    least = project.settings.memory.least if least is None else least
    with _current(project, [locale]) as memory:
        matches = memory.look(locale.code, sentence, least=least, most=most)
    if as_json:
        reports.as_json([_row(match, sentence) for match in matches])
    else:
        reports.matches(matches, sentence, least)


@group.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.pass_context
def import_(context: click.Context, files: tuple[Path, ...]) -> None:
    """Take in translations from TMX files of other tools.

    What they have in the project's languages is copied into its folder memory/, which belongs
    to what you commit; delete a file there, and its translations are forgotten.

    \b
    Example:
      tilshi memory import agency.tmx
    """
    from workflow import remembering, reports

    project = options.project(context)
    for path in files:
        target, count = remembering.import_file(project, path)
        reports.imported(str(target.relative_to(project.root)), count)
    with _current(project, project.locales(())):
        pass


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@options.locales
@click.pass_context
def export(context: click.Context, file: Path, codes: tuple[str, ...]) -> None:
    """Write all approved and imported translations to a TMX file.

    \b
    Example:
      tilshi memory export news.tmx -l kk
    """
    from workflow import remembering, reports

    project = options.project(context)
    locales = project.locales(codes)
    _check(file)
    with _current(project, locales) as memory:
        counts = remembering.export(project, memory, file, locales)
    reports.exported(str(file), counts)


@group.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def stats(context: click.Context, *, as_json: bool) -> None:
    """Say what the memory holds.

    \b
    Example:
      tilshi memory stats
    """
    from dataclasses import asdict

    from workflow import remembering, reports

    project = options.project(context)
    with _current(project, project.locales(())) as memory:
        rows, size = remembering.stats(project, memory), memory.size
    if as_json:
        reports.as_json([asdict(row) for row in rows])
    else:
        reports.remembered(rows, size)


def _check(file: Path) -> None:
    """Refuse to export to what is not named as TMX, or into a folder that is not there."""
    from i18n.errors import Place, UserError

    suffix = file.suffix.lower()
    if suffix != ".tmx":
        what = f"a memory is exported as .tmx, not {suffix or 'without a suffix'}"
        raise UserError(what, hint="give the file such a name", at=Place(str(file)))
    if not file.absolute().parent.is_dir():
        hint = "make it first, or choose another one"
        raise UserError("there is no such folder", hint=hint, at=Place(str(file.parent)))


@contextmanager
def _current(
    project: "Project", locales: "list[Locale] | tuple[Locale, ...]"
) -> "Iterator[Memory]":
    """The memory, brought up to date with the catalogs of these locales."""
    from workflow import remembering, reports

    with closing(remembering.memory_of(project)) as memory:
        remembering.refresh(project, memory, locales, reports.progress)
        if memory.notice:
            click.echo(memory.notice, err=True)
        yield memory


def _row(match: "Match", sentence: str) -> dict[str, object]:
    from dataclasses import asdict

    from i18n.memory.difference import difference

    pieces = [asdict(piece) for piece in difference(match.source, sentence)]
    return asdict(match) | {"difference": pieces}
