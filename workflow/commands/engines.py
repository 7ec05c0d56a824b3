"""The commands `tilshi engines`."""

import click


@click.group("engines")
def group() -> None:
    """Machine translators: which there are, and whether they work."""
