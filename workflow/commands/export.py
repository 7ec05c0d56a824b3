"""The command `tilshi export`."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.commands import options, stages
from workflow.exchange.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from i18n.locales import Locale
    from workflow.project import Article, Project

_FORMS = ("po", *FORMATS)


@click.command("export")
@click.argument("names", nargs=-1, metavar="[ARTICLE]...")
@options.locales
@click.option("--format", "form", type=click.Choice(_FORMS), required=True,
              help="What for: po for PO editors, xliff and xliff2 for translation tools, "
                   "xlsx, docx and html to review in an office program or a browser.")  # fmt: skip
@click.option("--only", type=click.Choice(["all", "todo", "stale"]), default="all",
              show_default=True, help="Every sentence, those nobody approved, or those whose "
                                      "source changed.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(),
              metavar="FILE|DIR", help="Where to, instead of this folder.")  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    form: str,
    only: str,
    output: Path,
) -> None:
    """Write sentences and translations to files for people who work in other programs.

    `tilshi import-catalog` takes back what they changed. The memory goes out with
    `tilshi memory export`, as TMX.

    \b
    Example:
      tilshi export news -l kk --format xlsx
      tilshi export -l ru --format po --only todo -o to-translators
    """
    project = options.project(context)
    pairs = [(one, code) for one in project.select(names) for code in project.locales(codes)]

    def do(article: "Article", locale: "Locale") -> str:
        path = _path(output, article, locale, form, alone=len(pairs) == 1)
        return _export(project, article, locale, form, only, path)

    stages.each(context, pairs, do)


def _path(output: Path, article: "Article", locale: "Locale", form: str, *, alone: bool) -> Path:
    """Where a catalog goes: into the folder, by its name; or to the file that is named."""
    from workflow.exchange.outgoing import suffix

    if alone and output.suffix == suffix(form) and not output.is_dir():
        return output
    return output / f"{article.slug}.{locale.code}{suffix(form)}"


def _export(
    project: "Project", article: "Article", locale: "Locale", form: str, only: str, path: Path
) -> str:
    """Write a catalog out, and return where it is."""
    from i18n.errors import Place, UserError
    from workflow import reports
    from workflow.exchange import bases, formats, outgoing
    from workflow.project import write

    catalog = project.catalog(article, locale)
    if catalog is None:
        hint = "tilshi extract makes it"
        raise UserError("no catalog", hint=hint, at=Place(project.catalog_name(article, locale)))
    trust = project.settings.trust_external
    units = outgoing.chosen(catalog, only, trust_external=trust)
    if not units:
        return "nothing to export"
    sent = bases.sent(catalog)
    if form == outgoing.PO:
        data = outgoing.po(sent, units)
    else:
        data = formats.load(form).write(outgoing.handout(project, article, locale, units, catalog))
    with _place(path):
        _refuse(project, path, data)
        with project.lock:
            bases.keep(project, article, locale, sent)
        write(path, data)
    return f"{reports.count(len(units), 'sentence')} in {path}"


@contextmanager
def _place(path: Path) -> "Iterator[None]":
    """Say where a file cannot be read or written."""
    from i18n.errors import Place, UserError

    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise UserError(what, hint="say another place with -o", at=Place(str(path))) from error


def _refuse(project: "Project", path: Path, data: bytes) -> None:
    """Raise UserError where a file would be overwritten that is not ours, or not the same."""
    from i18n.errors import Place, UserError

    at = Place(str(path))
    if path.absolute().is_relative_to((project.root / "locales").absolute()):
        raise UserError("the catalogs themselves are here", hint="name another place", at=at)
    if path.is_dir():
        raise UserError("this is a folder", hint="name a file", at=at)
    if path.exists() and path.read_bytes() != data:
        hint = "somebody may have worked in it: import it first, move it, or say another with -o"
        raise UserError("there is such a file already", hint=hint, at=at)
