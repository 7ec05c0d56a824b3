"""The commands `tilshi glossary`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from i18n.glossary.glossary import Entry, Taken
    from workflow.project import Project


@click.group("glossary")
def group() -> None:
    """Terms, with their approved and forbidden forms."""


@group.command("list")
@options.locales
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_terms(context: click.Context, codes: tuple[str, ...], as_json: bool) -> None:
    """Show the terms, and in how many sentences each is used.

    \b
    Example:
      tilshi glossary list -l kk
    """
    from workflow import reports, terms

    project = options.project(context)
    locales = {locale.code for locale in project.locales(codes)}
    sentences = terms.sentences(project, project.articles)
    uses = terms.uses(project.glossary, sentences, project.source)
    if as_json:
        reports.as_json([_row(one, locales, uses[one.term]) for one in project.glossary.entries])
        return
    for entry in project.glossary.entries:
        click.echo(click.style(_headline(entry), bold=True) + f"  ({uses[entry.term]})")
        for line in _forms(entry, locales):
            click.echo(f"  {line}")
    if not project.glossary.entries:
        click.echo(f"No terms yet: write them into {project.settings.glossary}.")


@group.command()
@click.argument("text")
@options.locales
@click.pass_context
def look(context: click.Context, text: str, codes: tuple[str, ...]) -> None:
    """Show the terms in a text, with their forms.

    \b
    Example:
      tilshi glossary look "The rector met the ministers."
    """
    from i18n.glossary.matcher import found

    project = options.project(context)
    locales = {locale.code for locale in project.locales(codes)}
    entries = {entry.term: entry for entry in project.glossary.entries}
    hits = found(text, project.glossary.sources, project.source.code)
    for entry in dict.fromkeys(entries[hit.term.source].term for hit in hits):
        click.echo(click.style(_headline(entries[entry]), bold=True))
        for line in _forms(entries[entry], locales):
            click.echo(f"  {line}")
    if not hits:
        click.echo("No term of the glossary is in it.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_terms(context: click.Context, file: Path) -> None:
    """Add the terms of a .tbx or .csv file; what is in the glossary stays as it is.

    \b
    Example:
      tilshi glossary import terms.tbx
    """
    from i18n.glossary.merge import merge
    from workflow import reports

    project = options.project(context)
    taken = _taken(file, project)
    with project.lock:
        merged = merge(project.glossary, taken.glossary)
        project.save_glossary(merged.glossary)
    if taken.skipped:
        names = reports.shown(", ".join(taken.skipped))
        click.echo(f"left out: {names}: the project does not translate into them")
    for conflict in merged.conflicts:
        click.echo(f"left as it is: {conflict}")
    click.echo(
        f"{project.settings.glossary}: {reports.count(merged.added, 'new term')},"
        f" {merged.filled:,} filled in, {reports.count(len(merged.conflicts), 'conflict')}."
    )
    if merged.conflicts:
        context.exit(1)


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Write the glossary as .tbx, for OmegaT, Weblate and other programs, or as .csv.

    \b
    Example:
      tilshi glossary export terms.tbx
    """
    from i18n.glossary import sheet, tbx
    from workflow import reports
    from workflow.project import write

    project = options.project(context)
    if _suffix(file) == ".tbx":
        text = tbx.render(project.glossary, project.source.code)
    else:
        text = sheet.render(project.glossary)
    write(file, text.encode())
    click.echo(f"{file}: {reports.count(len(project.glossary.entries), 'term')}.")


def _suffix(file: Path) -> str:
    from i18n.errors import Place, UserError

    suffix = file.suffix.lower()
    if suffix not in {".tbx", ".csv"}:
        what = f"a glossary is .tbx or .csv, not {suffix or 'without a suffix'}"
        raise UserError(what, hint="give the file one of these names", at=Place(str(file)))
    return suffix


def _taken(file: Path, project: "Project") -> "Taken":
    from i18n.encoding import decode
    from i18n.glossary import sheet, tbx

    codes = {locale.code for locale in project.locales(())} | set(project.settings.scripts)
    if _suffix(file) == ".tbx":
        return tbx.take(file.read_bytes(), str(file), project.source.code, codes)
    return sheet.take(decode(file.read_bytes(), str(file)), str(file), codes)


def _headline(entry: "Entry") -> str:
    marks = [entry.kind, "as it is" * entry.keep, "must" * entry.must, entry.note]
    return " · ".join(filter(None, (entry.term, *marks)))


def _forms(entry: "Entry", locales: set[str]) -> "Iterator[str]":
    for code, forms in entry.forms.items():
        if code in locales:
            avoid = f"not: {', '.join(forms.forbidden)}" if forms.forbidden else ""
            yield "  ".join(filter(None, (f"{code:8}", ", ".join(forms.approved), avoid)))


def _row(entry: "Entry", locales: set[str], uses: int) -> dict[str, Any]:
    return {
        "term": entry.term,
        "part_of_speech": entry.kind,
        "note": entry.note,
        "do_not_translate": entry.keep,
        "must": entry.must,
        "uses": uses,
        "forms": {
            code: {"approved": forms.approved, "forbidden": forms.forbidden}
            for code, forms in entry.forms.items()
            if code in locales
        },
    }
