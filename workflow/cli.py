"""The command `tilshi`: one command per stage. A command reads, calls a stage, writes, reports."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from i18n.locales import Locale
    from workflow.project import Article, Project

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Commands(click.Group):
    """The group of all commands; the one place where a UserError becomes an exit status."""

    def invoke(self, context: click.Context) -> Any:
        from i18n.errors import UserError

        try:
            return super().invoke(context)
        except UserError as error:
            click.echo(f"Error: {error}\n  hint: {error.hint}", err=True)
            context.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)  # as a project goes, not by the alphabet


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--directory", type=click.Path(exists=True, file_okay=False), default=".",
              help="Work on the project in this folder.")  # fmt: skip
@click.version_option(package_name="tilshi")
@click.pass_context
def cli(context: click.Context, directory: str) -> None:
    """From a folder of articles to reviewed, published articles in other languages.

    \b
    Example:
      tilshi init news && cd news && tilshi build
    """
    context.obj = directory


def main() -> None:
    """Run the command line."""
    cli(prog_name="tilshi")


def _project(context: click.Context) -> "Project":
    from workflow.project import Project

    return Project.find(Path(context.obj).resolve())


def _articles_and_locales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that most commands share."""
    command = click.option("-l", "--locale", "codes", multiple=True, metavar="LOCALE",
                           help="Only this language; may be repeated.")(command)  # fmt: skip
    return click.argument("names", nargs=-1, metavar="[ARTICLE]...")(command)


def _progress(items: Iterable[Any], label: str, length: int) -> Iterable[Any]:
    """A progress bar on a terminal; in a pipe the plain lines of the command are enough."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, length=length, file=sys.stderr) as bar:
        yield from bar
