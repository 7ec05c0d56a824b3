"""Findings as they are told to people and to programs. FORMATS is the table."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from workflow.findings.told import Told, View

FORMATS = {
    "text": "text",
    "json": "records",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
}
"""The module of each format: `render` is given what was found and how to tell it, and yields lines."""


def render(form: str, told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield the lines of a report."""
    lines: Iterator[str] = import_module(f"workflow.findings.{FORMATS[form]}").render(told, view)
    return lines
