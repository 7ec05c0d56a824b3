"""The commands `tilshi glossary`."""

import click


@click.group("glossary")
def group() -> None:
    """Terms, with their approved and forbidden forms."""
