"""The command `tilshi init`."""

from pathlib import Path

import click


@click.command("init")
@click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(directory: Path) -> None:
    """Start a project with a sample article.

    \b
    Example:
      tilshi init news
    """
    from workflow.sample import copy

    for path in copy(directory):
        click.echo(f"  {directory / path}")
    where = "" if directory == Path() else f"cd {directory} && "
    click.echo(f"Write articles in {directory / 'articles'}, then: {where}tilshi build")
