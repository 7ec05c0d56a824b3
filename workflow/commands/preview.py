"""The command `tilshi preview`."""

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, get_args

import click

from workflow.commands import options
from workflow.publish import Rule

if TYPE_CHECKING:
    from workflow.previewing.preview import Built


@click.command("preview")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Where to answer on this machine; 0 takes a free one.")  # fmt: skip
@click.option("--rule", type=click.Choice(get_args(Rule)), default="drafts", show_default=True,
              help="What is shown; by default drafts too, with their notices.")  # fmt: skip
@click.pass_context
def command(context: click.Context, port: int, rule: Any) -> None:
    """Show the site on this machine, and make it again as files change.

    It writes no catalog and asks no engine: run extract or translate beside it.

    \b
    Example:
      tilshi preview --port 0
    """
    from workflow.previewing.preview import Preview
    from workflow.previewing.server import Server

    preview = Preview(options.project(context).root, rule)
    with suppress(KeyboardInterrupt), Server(preview.folder, port, preview.path) as server:
        _say(preview.build())
        with server.serving():
            click.echo(f"{server.address} shows the site; Ctrl-C ends it.")

            def tell(built: "Built") -> None:
                if built.changed:
                    server.changed()
                _say(built)

            preview.run(tell)


def _say(built: "Built") -> None:
    """Say in a line what changed, and what cannot be made."""
    from workflow import reports

    for error in built.errors:
        reports.error(error)
    said = [
        f"{reports.count(number, noun)} {what}"
        for number, noun, what in (
            (built.pages, "page", "changed"),
            (built.gone, "page", "taken away"),
        )
        if number
    ]
    if not said and built.others:
        said = [f"{reports.count(built.others, 'file')} changed"]
    click.echo(f"{time.strftime('%H:%M:%S')} {', '.join(said) or 'nothing changed'}")
