"""The command `tilshi`: one command per stage. A command reads, calls a stage, writes, reports."""

import os
from importlib import import_module
from typing import Any

import click

from workflow import __version__


class _Commands(click.Group):
    """The group of all commands; the one place where a UserError becomes an exit status."""

    def invoke(self, context: click.Context) -> Any:
        from i18n.errors import UserError

        try:
            return super().invoke(context)
        except UserError as error:
            from workflow import reports

            reports.error(error)
            context.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)  # as a project goes, not by the alphabet


def _module(name: str | None) -> str:
    return f"workflow.commands.{name}".replace("-", "_")


class _Group(click.Group):
    """A group of `workflow.commands`, whose module is loaded when one of its commands is wanted."""

    def _loaded(self) -> click.Group:
        group: click.Group = import_module(_module(self.name)).group
        return group

    def list_commands(self, context: click.Context) -> list[str]:
        return self._loaded().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return self._loaded().get_command(context, name)


class _Command(click.Command):
    """A command of `workflow.commands`, whose module is loaded when it is wanted."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        command: click.Command = import_module(_module(self.name)).command
        return command.make_context(*given, **more)


COMMANDS = {
    "init": ("Start a project with a sample article.", "tilshi init news"),
    "extract": (
        "Cut articles into sentences, keeping all work.",
        "tilshi extract articles/news.md -l kk",
    ),
    "translate": (
        "Draft every sentence without a translation.",
        "tilshi translate articles/news.md -l kk",
    ),
    "review": (
        "Approve, edit or send back drafts one by one.",
        "tilshi review from-urumqi-to-moscow -l kk",
    ),
    "desk": ("Review in the browser, a whole article at a time.", "tilshi desk"),
    "check": ("Find what is wrong in translations.", "tilshi check news -l kk"),
    "sign": (
        "Stand with your name for the whole translation of an article.",
        'tilshi sign news -l kk --name "An Editor"',
    ),
    "export": (
        "Write sentences to files for people who work in other programs.",
        "tilshi export news -l kk --format xlsx",
    ),
    "import-catalog": (
        "Take in what people changed in copies of catalogs.",
        "tilshi import-catalog news.kk.po",
    ),
    "status": ("Count sentences by article, locale and state.", "tilshi status -l kk"),
    "publish": ("Write articles and pages in every language.", "tilshi publish -o /srv/www"),
    "build": ("Extract, translate, check and publish, in one go.", "tilshi build"),
    "preview": ("Show the site on this machine, made again as files change.", "tilshi preview"),
}
"""The modules of `workflow.commands` that hold one command, what it is for, and an example."""

GROUPS = {
    "engines": (
        "Machine translators: which there are, and whether they work.",
        "tilshi engines test google -l kk",
    ),
    "memory": (
        "Sentences that people approved, looked up by likeness.",
        'tilshi memory look "The university opened a library." -l kk',
    ),
    "glossary": (
        "Terms, with their approved and forbidden forms.",
        "tilshi glossary list -l ru",
    ),
}
"""Those that hold a group of them."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--directory", type=click.Path(exists=True, file_okay=False), default=".",
              help="Work on the project in this folder.")  # fmt: skip
@click.version_option(__version__)
@click.pass_context
def cli(context: click.Context, directory: str) -> None:
    """From a folder of articles to reviewed, published articles in other languages.

    \b
    Example:
      tilshi init news && cd news && tilshi build
    """
    context.obj = directory
    if os.environ.get("NO_COLOR"):  # https://no-color.org: set, and not to nothing
        context.color = False


def main() -> None:
    """Run the command line."""
    cli(prog_name="tilshi")


for _name, (_help, _example) in COMMANDS.items():
    cli.add_command(_Command(_name, help=f"{_help}\n\n\b\nExample:\n  {_example}"))


for _name, (_help, _example) in GROUPS.items():
    cli.add_command(_Group(_name, help=f"{_help}\n\n\b\nExample:\n  {_example}"))
