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


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who may be asked for drafts, and for how much."""
    command = click.option("--offline", is_flag=True,
                           help="Ask nobody beyond this machine.")(command)  # fmt: skip
    command = click.option("--retry", is_flag=True,
                           help="Ask again for what engines could not do.")(command)  # fmt: skip
    command = click.option("--budget", type=click.FloatRange(min=0), metavar="AMOUNT",
                           help="Stop before the run would cost more.")(command)  # fmt: skip
    return click.option("--engine", metavar="NAME",
                        help="Ask only this one, whatever the settings say.")(command)  # fmt: skip
