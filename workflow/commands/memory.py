"""The commands `tilshi memory`."""

import click


@click.group("memory")
def group() -> None:
    """Sentences that people approved, looked up by likeness."""
