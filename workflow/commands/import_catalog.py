"""The command `tilshi import-catalog`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.commands import options

if TYPE_CHECKING:
    from i18n.locales import Locale
    from i18n.model import Catalog
    from workflow.exchange.merging.intake import Delivery, Find, Intake, Item
    from workflow.exchange.merging.versions import Key
    from workflow.project import Article, Project


@dataclass(frozen=True)
class Done:
    """A file that was read, and what it changes in which catalog."""

    file: str
    article: str
    locale: str
    catalog: str
    intake: "Intake"
    lines: "Mapping[Key, int]"


@click.command("import-catalog")
@click.argument("names", nargs=-1, required=True, metavar="FILE... [ARTICLE]")
@click.option("-l", "--locale", "code", metavar="LOCALE",
              help="The language, for a file that does not say it.")  # fmt: skip
@click.option("--name", "who", default="", metavar="NAME",
              help="Whose decisions are in it: what is called approved there is approved by them.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    code: str | None,
    who: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in what people changed in copies of catalogs.

    PO files of any editor, and what `tilshi export` writes. Nothing of ours is overwritten:
    where both sides changed a sentence, ours stays, theirs goes into a note beside it, and the
    exit status is 1. Lost texts, flags and comments are no decisions.

    \b
    Example:
      tilshi import-catalog news.kk.po
      tilshi import-catalog news.kk.xlsx --name "An Editor"
      tilshi import-catalog review.po news -l kk --dry-run
    """
    from i18n.errors import UserError
    from workflow import reports

    project = options.project(context)
    files, article = _arguments(project, names)
    done: list[Done] = []
    good = True
    for file in files:
        try:
            done.append(_import(project, file, article, code, who, write=not dry_run))
        except UserError as error:
            reports.error(error)
            good = False
    if as_json:
        reports.as_json([_record(one) for one in done])
    else:
        for one in done:
            _report(one, dry_run=dry_run)
    if not good or any(_mendable(one) for one in done):
        context.exit(1)


def _arguments(project: "Project", names: tuple[str, ...]) -> "tuple[list[Path], Article | None]":
    """Tell the files from the article: that is no file of a kind that comes back."""
    from workflow.exchange.delivery import suffixes

    files = [Path(name) for name in names if Path(name).suffix.lower() in suffixes()]
    others = [name for name in names if Path(name) not in files]
    if not files and others:
        files = [Path(others.pop(0))]  # that says what is wrong with it
    if len(others) > 1:
        raise click.UsageError(f"name one article, not {' and '.join(others)}")
    return files, project.select(others)[0] if others else None


def _import(
    project: "Project", file: Path, article: "Article | None", code: str | None, who: str,
    *, write: bool,
) -> Done:  # fmt: skip
    """Take one file in."""
    from workflow.exchange import addressed, bases, delivery

    found = delivery.read(file)
    article, locale = addressed.addressed(project, file, found, article, code)
    find, sent = bases.base(project, article, locale, found)
    made: list[Intake] = []

    def change(catalog: "Catalog | None") -> "Catalog":
        made.append(_taken(project, article, locale, found, find, sent, who, catalog))
        return made[-1].catalog

    if write:
        project.update(article, locale, change)
    else:
        change(project.catalog(article, locale))
    now = project.catalog(article, locale)
    lines = {unit.key: unit.line for unit in now.units} if now else {}
    name = project.catalog_name(article, locale)
    return Done(str(file), article.slug, locale.code, name, made[-1], lines)


def _taken(
    project: "Project", article: "Article", locale: "Locale", found: "Delivery",
    find: "Find", sent: str | None, who: str, catalog: "Catalog | None",
) -> "Intake":  # fmt: skip
    """What a file changes in a catalog; raises UserError for one that has nothing to do with it."""
    from i18n.errors import Place, UserError
    from workflow.exchange.addressed import refuse_strange
    from workflow.exchange.merging.intake import take
    from workflow.exchange.merging.threeway import Conditions
    from workflow.project import po_time

    name = project.catalog_name(article, locale)
    if catalog is None:
        raise UserError("no catalog", hint="tilshi extract makes it", at=Place(name))
    now = po_time()
    by = who.strip() or found.translator or Path(found.name).name
    conditions = Conditions(by, now[:10], by_name=bool(who.strip()))
    intake = take(catalog, found, find, conditions, now, sent)
    if not intake.matched:
        hint = "is it of another article, or of another language? ARTICLE and -l say which"
        raise UserError(f"no sentence of it is in {name}", hint=hint, at=Place(found.name))
    refuse_strange(intake, locale, found.name)
    return intake


def _mendable(done: Done) -> bool:
    """Whether a person has to look at something."""
    from workflow.exchange.merging.threeway import Kind

    return bool(done.intake.of(Kind.CONFLICT, Kind.UNKNOWN))


def _report(done: Done, *, dry_run: bool) -> None:
    """Say what became of a file."""
    from workflow import reports
    from workflow.exchange.merging.threeway import Kind

    taken = done.intake.of(Kind.TAKEN)
    would = "would be " if dry_run else ""
    changes = [_change(one) for one in taken]
    counted = (f"{changes.count(said):,} {said}" for said in dict.fromkeys(changes))
    what = f"{reports.count(len(taken), 'sentence')} {would}taken ({', '.join(counted)})"
    none = "nothing taken" if done.intake.items else "nothing new"
    lines = [f"{done.catalog}: {what if taken else none} from {done.file}"]
    conflicts = done.intake.of(Kind.CONFLICT)
    lines += [line for one in conflicts for line in _conflict(done, one)]
    if conflicts:
        them = reports.count(len(conflicts), "conflict")
        lines.append(f"  {them}: ours stay, theirs {would}kept in notes of these sentences.")
    lines += [line for one in done.intake.of(Kind.UNKNOWN) for line in _unknown(done, one)]
    if unsure := done.intake.of(Kind.UNSURE):
        lines += _unsure(done, reports.count(len(unsure), "sentence"))
    for line in lines:
        click.echo(reports.shown(line))


def _change(item: "Item") -> str:
    """What was taken of a unit, in a word: the state that it has now, or a comment alone."""
    assert item.after  # noqa: S101 - what was taken is in the catalog
    if item.after.obsolete and item.before is None:
        return "kept for a sentence that is gone"
    same = item.before and item.before.target == item.after.target
    if same and item.before and item.before.state is item.after.state:
        return "a comment"
    return item.after.state.replace("_", " ")


def _conflict(done: Done, item: "Item") -> "Iterable[str]":
    assert item.before  # noqa: S101 - a conflict is with something
    line = done.lines.get(item.before.key, 0)
    yield f"{done.catalog}:{line}: conflict: {item.before.source!r}"
    yield f"    here:   {item.before.target}"
    if item.theirs.target == item.before.target:
        said = f"called {item.theirs.said}" if item.theirs.said else "without the fuzzy flag"
        yield f"    there:  the same, {said} ({_at(done, item)})"
    else:
        yield f"    there:  {item.theirs.target} ({_at(done, item)})"
    if item.base and item.base.target:
        yield f"    before: {item.base.target}"


def _unknown(done: Done, item: "Item") -> "Iterable[str]":
    yield f"{_at(done, item)}: not taken, no such sentence in the article: {item.theirs.source!r}"
    yield f"    there:  {item.theirs.target}"


def _unsure(done: Done, them: str) -> "Iterable[str]":
    from shlex import quote

    lost = f"{them} came back without the fuzzy flag"
    yield f"  {lost}, and no sign that somebody took it off: left as they are."
    yield f"  If they are approved: tilshi review {quote(done.article)} -l {done.locale}"


def _at(done: Done, item: "Item") -> str:
    return f"{done.file}:{item.theirs.line}" if item.theirs.line else done.file


def _record(done: Done) -> dict[str, object]:
    """What became of a file, for programs."""
    return {
        "file": done.file,
        "article": done.article,
        "locale": done.locale,
        "catalog": done.catalog,
        "units": [_unit(done, item) for item in done.intake.items],
    }


def _unit(done: Done, item: "Item") -> dict[str, object]:
    before, after = item.before, item.after
    return {
        "kind": item.kind,
        "line": done.lines.get(before.key, 0) if before else 0,
        "context": item.theirs.context,
        "source": item.theirs.source,
        "ours": before.target if before else None,
        "theirs": item.theirs.target,
        "theirs_line": item.theirs.line,
        "base": item.base.target if item.base else None,
        "state": after.state if after else None,
    }
