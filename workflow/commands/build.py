"""The command `tilshi build`."""

import sys
from contextlib import nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Any

import click

from workflow.commands import options, stages

if TYPE_CHECKING:
    from workflow.project import Project


@click.command("build")
@options.articles_and_locales
@options.asking
@click.option("--json", "as_json", is_flag=True,
              help="Say what came of it as JSON; all else goes to standard error.")  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    /,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    as_json: bool,
    **asking: Any,
) -> None:
    """Extract, translate, check and publish, in one go.

    The exit status is 0 when all was done, also where articles wait for their reviewers, 1 when
    something could not be read, translated or written, 2 for a wrong option.

    \b
    Example:
      tilshi build
      tilshi build --offline --json
    """
    from i18n.errors import UserError
    from workflow import reports

    with redirect_stdout(sys.stderr) if as_json else nullcontext():
        try:
            said = _built(options.project(context), names, codes, asking)
        except UserError as error:
            if not as_json:
                raise
            reports.error(error)
            said = {"ok": False, "error": str(error), "hint": error.hint}
    if as_json:
        reports.as_json(said)
    if not said["ok"]:
        context.exit(1)


def _built(
    project: "Project", names: tuple[str, ...], codes: tuple[str, ...], asking: dict[str, Any]
) -> dict[str, Any]:
    """Do what there is to do, say what came of it, and return the summary."""
    from workflow import reports
    from workflow.summary import Last, is_translated, waiting

    with project.stamps() as stamps:
        last = Last(project, stamps, (names, codes, sorted(asking.items())))
        if said := last.summary():
            reports.unchanged(waiting(said), said["problems"], last.output, said["pages"])
            return said
    said = _whole(project, names, codes, asking)
    if is_translated(said):
        with project.stamps() as stamps:
            last.stamps = stamps
            last.remember(said)
    return said


def _whole(
    project: "Project", names: tuple[str, ...], codes: tuple[str, ...], asking: dict[str, Any]
) -> dict[str, Any]:
    from workflow import reports
    from workflow.summary import summary

    articles, locales = project.select(names), project.locales(codes)
    good, changed = stages.extract(project, articles, locales)
    reports.extracted(len(good), changed)
    translated = stages.translate(project, good, locales, **asking)
    counts = stages.check(project, good, locales)
    report = stages.publish(project, names, codes)
    return summary(
        report,
        catalogs=changed,
        errors=sum(one.errors for one in counts),
        warnings=sum(one.warnings for one in counts),
        ok=len(good) == len(articles) and translated,
    )
