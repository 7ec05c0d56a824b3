"""The commands `tilshi engines`."""

from dataclasses import asdict

import click

from workflow.commands import options


@click.group("engines")
def group() -> None:
    """Machine translators: which there are, and whether they work."""


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """Show every engine: languages, limits, price, and if its key is there.

    \b
    Example:
      tilshi engines list
    """
    from i18n.engines.deep import classes
    from workflow import reports
    from workflow.roster import roster

    rows = roster(options.project(context))
    if as_json:
        reports.as_json([asdict(row) for row in rows])
    else:
        reports.engines(rows)
        reports.classes(classes.table())


@group.command("test")
@click.argument("name")
@options.locales
@click.pass_context
def test(context: click.Context, name: str, codes: tuple[str, ...]) -> None:
    """Have one sentence translated into each language, with time and cost.

    \b
    Example:
      tilshi engines test google -l kk
    """
    from workflow import reports
    from workflow.roster import trial

    project = options.project(context)
    good = True
    for result in trial(project, name, project.locales(codes)):
        reports.tried(result)
        good = good and result.fault is None
    if not good:
        context.exit(1)
