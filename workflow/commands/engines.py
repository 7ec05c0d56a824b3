"""The commands `tilshi engines`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from workflow.commands import options

if TYPE_CHECKING:
    from i18n.engines.deep.classes import Class
    from workflow.roster import Entry, Trial


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
        _entries(rows)
        _classes(classes.table())


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
    from workflow.roster import trial

    project = options.project(context)
    good = True
    for result in trial(project, name, project.locales(codes)):
        _tried(result)
        good = good and result.fault is None
    if not good:
        context.exit(1)


def _entries(rows: "Sequence[Entry]") -> None:
    """Show whether each can be asked, for which languages, and what it bears and costs."""
    width = max(len(one.name) for one in rows) + 2
    for one in rows:
        click.echo(_filled(click.style(one.name.ljust(width), bold=True) + one.state, width))
        known = f"languages: {' '.join(one.locales)}" if one.locales else ""
        asked = f"in the chain of {' '.join(one.chains)}" if one.chains else ""
        for line in filter(None, (one.summary, known, asked, one.limits, one.price)):
            click.echo(_filled(" " * width + line, width))


def _classes(rows: "Iterable[Class]") -> None:
    """Say which translators of deep-translator run, by which engine, and why the rest do not."""
    click.echo("\nTranslators of deep-translator:")
    for row in rows:
        instead = f"; instead: {row.instead}" if row.instead else ""
        click.echo(_filled(f"  {row.name}: {row.engine or f'no, {row.why}{instead}'}", 4))


def _tried(result: "Trial") -> None:
    """Say what an engine made of a sentence."""
    from workflow.accounts import money

    if result.fault:
        click.echo(f"{result.locale}: {result.fault}\n  hint: {result.fault.hint}", err=True)
        return
    costs = f", {money(result.cost, result.price.currency)}" if result.price else ""
    click.echo(f"{result.locale}: {result.text}  ({result.seconds:.2f} s{costs})")


def _filled(line: str, indent: int) -> str:
    """Break a line at the width of the terminal."""
    from shutil import get_terminal_size

    inner = line.lstrip(" ")
    start = line[: len(line) - len(inner)]
    return click.wrap_text(inner, get_terminal_size().columns, start, " " * indent)
