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


def need_desk() -> None:
    """Raise UserError where the packages of the desk are not installed."""
    from importlib.util import find_spec

    from i18n.errors import UserError

    for name in ("starlette", "uvicorn", "argon2", "python_multipart"):
        if find_spec(name) is None:
            raise UserError(f"the desk needs {name}", hint="pip install 'tilshi[desk]'")


def articles_and_locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that most commands share."""
    return click.argument("names", nargs=-1, metavar="[ARTICLE]...")(locales(command))


def locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that chooses languages."""
    return click.option("-l", "--locale", "codes", multiple=True, metavar="LOCALE",
                        help="Only this language; may be repeated.")(command)  # fmt: skip


SHOWN = {
    "todo": "Sentences nobody has approved, and those with errors; the default.",
    "stale": "Those whose source has changed.",
    "checks": "Those in which checks find something.",
    "errors": "Those with errors.",
    "external": "Those that other editors approved.",
    "comments": "Those with comments.",
    "mine": "Those you did something with.",
    "all": "All sentences.",
}
"""The filters of a review as options."""


def rows(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which sentences are shown."""
    for name, what in reversed(SHOWN.items()):
        command = click.option(f"--{name}", "show", flag_value=name, help=what)(command)
    return command


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
