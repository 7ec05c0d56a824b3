"""What commands share: the project they work on, and the words that choose articles and locales."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from workflow.project import Project


def project(context: click.Context) -> "Project":
    """Return the project in the folder that `-C` names, or in the one where the user stands."""
    from workflow.project import Project

    return Project.find(Path(context.find_root().obj).resolve())


def articles_and_locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that most commands share."""
    return click.argument("names", nargs=-1, metavar="[ARTICLE]...")(locales(command))


def locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that chooses languages."""
    return click.option("-l", "--locale", "codes", multiple=True, metavar="LOCALE",
                        help="Only this language; may be repeated.")(command)  # fmt: skip


def _amount(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """Refuse what is no number: a budget of `nan` would be none."""
    if value is not None and value != value:  # noqa: PLR0124 - so is nan, and nothing else
        raise click.BadParameter("a budget is a number")
    return value


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who may be asked for drafts, and for how much."""
    command = click.option("--offline", is_flag=True,
                           help="Ask nobody beyond this machine.")(command)  # fmt: skip
    command = click.option("--retry", is_flag=True,
                           help="Ask again for what engines could not do.")(command)  # fmt: skip
    command = click.option("--budget", type=click.FloatRange(0, 1e12), metavar="AMOUNT",
                           callback=_amount,
                           help="Ask nobody who would make the run cost more.")(command)  # fmt: skip
    return click.option("--engine", metavar="NAME",
                        help="Ask only this one, whatever the settings say.")(command)  # fmt: skip
