"""The command `tilshi check`."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options

if TYPE_CHECKING:
    from workflow.findings.told import Told
    from workflow.inspection import Inspection
    from workflow.project import Project
    from workflow.subjects import Subject

FORMATS = ("text", "json", "sarif", "github", "junit")
WIDEST = 100
"""How wide the lines of manuals are, in columns; a narrower terminal gets them anew."""
SEVERITIES = ("error", "warning", "fix", "info")
_PLACE = re.compile(r"(.+):(\d{1,9})", re.DOTALL)


def _checks(
    context: click.Context, option: click.Parameter, values: tuple[str, ...] | str | None
) -> tuple[str, ...]:
    """Names of checks, one by one or with commas between. A name that is none is wrong usage."""
    from i18n.checks import find
    from i18n.errors import UserError

    given = (values,) if isinstance(values, str) else values or ()
    names = tuple(name.strip() for one in given for name in one.split(",") if name.strip())
    for name in names:
        try:
            find(name)
        except UserError as error:
            raise click.BadParameter(f"{error}: {error.hint}", context, option) from error
    return names


def _explain(context: click.Context, option: click.Parameter, name: str | None) -> None:
    """Print the manuals of checks; without a name, which there are."""
    if name is None:
        return
    from i18n.checks import CHECKS, manual
    from workflow import manuals, reports

    width = reports.width(WIDEST, margin=1)
    checks = _checks(context, option, name)
    texts = [f"{one} ({CHECKS[one].severity})\n\n{manual(one)}" for one in checks]
    if width < WIDEST:
        texts = [click.wrap_text(text, width, preserve_paragraphs=True) for text in texts]
    click.echo("\n\n\n".join(texts) if texts else "\n".join(manuals.listed()))
    context.exit(0)


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ARTICLE|FILE.po|FOLDER]...")
@options.locales
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How to tell what is found.")  # fmt: skip
@click.option("--select", multiple=True, metavar="CHECK", callback=_checks,
              help="Only this check; may be repeated.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CHECK", callback=_checks,
              help="Without this check; may be repeated.")  # fmt: skip
@click.option("--severity", type=click.Choice(SEVERITIES), default="warning", show_default=True,
              help="The least grave to show; of the rest only how many.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what can be mended for certain, and say what.")
@click.option("--dismiss", metavar="CHECK", callback=_checks,
              help="Let be what this check found at ARTICLE:LINE; with --because.")  # fmt: skip
@click.option("--because", metavar="REASON", default="", help="Why it is dismissed.")
@click.option("--list", "lists", is_flag=True, help="Show which checks there are.")
@click.option("--explain", is_flag=False, flag_value="", metavar="[CHECK]", is_eager=True,
              expose_value=False, callback=_explain, help="Say what a check sees, and why.")  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    /,
    names: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    dismiss: tuple[str, ...],
    because: str,
    lists: bool,
    **how: Any,
) -> None:
    """Find what is wrong in translations: of articles, or in any PO file.

    \b
    Example:
      tilshi check
      tilshi check news -l kk --severity info
      tilshi check --fix
      tilshi check --explain numbers
      tilshi check --dismiss numbers --because "in words" locales/kk/LC_MESSAGES/news.po:12
      tilshi check --format github other/ru.po
    """
    from workflow.inspection import Inspection, chosen
    from workflow.settings import Checks

    project = _project(context, names, needed=not lists)
    checks = project.settings.checks if project else Checks()
    if lists:
        from workflow import manuals

        for line in manuals.listed(checks):
            click.echo(line)
        return
    inspection = Inspection(checks, chosen(checks, select or dismiss, ignore))
    _understood(names, dismiss, because, fix=how["fix"])
    if dismiss:
        for check in dismiss:
            _dismiss(context, project, inspection, check, names, because, how["codes"])
    elif not _check(project, inspection, names, unfolded=bool(select), **how):
        context.exit(1)


def _understood(names: Sequence[str], dismiss: Sequence[str], because: str, *, fix: bool) -> None:
    """Refuse words that do not go together, rather than leave some of them out."""
    from workflow.reports import shown

    places = [name for name in names if _PLACE.fullmatch(name) and not Path(name).exists()]
    if dismiss and fix:
        raise click.UsageError("--dismiss and --fix do not go together: run one after the other")
    if because and not dismiss:
        raise click.UsageError("--because is the reason of a --dismiss: say which check")
    if places and not dismiss:
        what = f"{shown(places[0])} names a line, which only --dismiss asks for"
        raise click.UsageError(f"{what}: leave it out to check all of it")


def _project(context: click.Context, names: Sequence[str], *, needed: bool) -> "Project | None":
    """The project; none is needed to check files."""
    from i18n.errors import UserError

    try:
        return options.project(context)
    except UserError:
        files = (re.search(r"\.po(:\d+)?$", name) or Path(name).is_dir() for name in names)
        if needed and not (names and all(files)):
            raise
        return None


def _check(
    project: "Project | None",
    inspection: "Inspection",
    names: Sequence[str],
    codes: Sequence[str],
    *,
    unfolded: bool,
    **how: Any,
) -> bool:
    """Mend, if that is asked for, and tell what is found; return if no error stands."""
    from i18n.evidence.problem import Severity
    from workflow import findings, reports
    from workflow.findings.told import View, standing

    chosen, good = _chosen(project, names, codes)
    chosen = _extracted(chosen)
    if how["fix"]:
        good &= _fix(chosen, inspection, aside=how["form"] != "text")
    told, read = _told(chosen, inspection)
    root = (
        Path(os.environ.get("GITHUB_WORKSPACE") or ".")
        if how["form"] in {"github", "sarif"}
        else Path()
    )
    fold = 0 if unfolded else View().fold
    view = View(Severity(how["severity"]), root, fold, reports.width(View().width, margin=6))
    for line in findings.render(how["form"], told, view):
        click.echo(line)
    return good and read and not standing(told, Severity.ERROR)


def _chosen(
    project: "Project | None", names: Sequence[str], codes: Sequence[str]
) -> "tuple[list[Subject], bool]":
    """The catalogs to look at, each once, and if all that is named can be read."""
    from i18n.errors import UserError
    from workflow import reports
    from workflow.subjects import PassedOver, subjects

    every = list(subjects(project, names, codes))
    errors = [one for one in every if isinstance(one, UserError)]
    for error in errors:
        reports.error(error)
    over = [one for one in every if isinstance(one, PassedOver)]
    reports.passed_over([(str(one.path), one.language) for one in over])
    chosen = {
        (one.path.resolve(), one.locale.code): one
        for one in reversed(every)
        if not isinstance(one, UserError | PassedOver)
    }
    return list(reversed(chosen.values())), not errors


def _extracted(chosen: "Sequence[Subject]") -> "list[Subject]":
    """Those that have a catalog; of the others it is said what makes one.

    Raises UserError when all of them have none: to find nothing there would say that all is well.
    """
    from i18n.errors import UserError
    from workflow.reports import shown
    from workflow.subjects import OfArticle

    new = [one for one in chosen if isinstance(one, OfArticle) and not one.path.exists()]
    names = ", ".join(f"{shown(one.article)} [{one.locale.code}]" for one in new[:3])
    more = f" and {len(new) - 3:,} more" if len(new) > 3 else ""
    if new and len(new) == len(chosen):
        raise UserError(f"no catalog yet: {names}{more}", hint="tilshi extract makes it")
    if new:
        click.echo(f"No catalog yet: {names}{more}; tilshi extract makes it.", err=True)
    return [one for one in chosen if one not in new]


def _told(chosen: "Sequence[Subject]", inspection: "Inspection") -> "tuple[list[Told], bool]":
    """What is found in each catalog, and if all of them can be read."""
    from i18n.errors import UserError
    from workflow import reports
    from workflow.checking import inspect
    from workflow.findings.told import Told

    told: list[Told] = []
    good = True
    for subject in reports.progress(chosen, "Checking", len(chosen)):
        try:
            found = inspect(subject, inspection)
        except UserError as error:
            reports.error(error)
            good = False
        else:
            told.append(Told(subject.path, subject.article, subject.locale.code, found))
    return told, good


def _fix(chosen: "Sequence[Subject]", inspection: "Inspection", *, aside: bool) -> bool:
    """Mend what can be, say each change, and return if all catalogs can be read."""
    from i18n.errors import UserError
    from workflow import reports
    from workflow.checking import fix
    from workflow.findings import excerpt
    from workflow.findings.told import Told, View
    from workflow.reports import shown

    good, total = True, 0
    for subject in reports.progress(chosen, "Mending", len(chosen)):
        try:
            made = fix(subject, inspection)
        except UserError as error:
            reports.error(error)
            good = False
            continue
        place = shown(Told(subject.path, subject.article, subject.locale.code).place(View()))
        for one in made:
            again = "; to be looked at again" if one.after.fuzzy and not one.before.fuzzy else ""
            click.echo(
                f"{place}:{one.after.line}: mended: {', '.join(one.checks)}{again}", err=aside
            )
            click.echo(f"    {excerpt.compared(one.before.target, one.after.target)}", err=aside)
        total += len(made)
    click.echo(f"Mended {reports.count(total, 'sentence')}.", err=aside)
    return good


def _dismiss(
    context: click.Context,
    project: "Project | None",
    inspection: "Inspection",
    check: str,
    names: Sequence[str],
    why: str,
    codes: Sequence[str],
) -> None:
    """Dismiss what a check found at these places."""
    from i18n.errors import UserError
    from workflow.checking import dismiss
    from workflow.reports import shown

    places = [match for name in names if (match := _PLACE.fullmatch(name))]
    if not places or len(places) < len(names):
        raise click.UsageError("--dismiss wants to know where: ARTICLE:LINE or FILE.po:LINE")
    for place in places:
        if project and any(one.path == place[1] for one in project.articles):
            hint = "name the line of the catalog, which the report gives above it"
            raise UserError(f"{place[0]} is a line of the article", hint=hint)
        chosen, good = _chosen(project, [place[1]], codes)
        if not good:
            context.exit(1)
        if len(chosen) > 1:
            languages = ", ".join(subject.locale.code for subject in chosen)
            raise UserError(f"{place[1]} is in several languages: {languages}", hint="say one: -l")
        for subject in chosen:
            for one in dismiss(subject, inspection, check, int(place[2]), why):
                said = shown(f"{place[0]}: dismissed: {one.problem.message}")
                click.echo(f"{said} [{check}]")
