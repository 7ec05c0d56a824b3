"""Formats of the files that go out and come back: FORMATS is the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A format: the end of its files' names, and what it is for.

    Its module, `workflow.exchange.formats.<name>`, has `write(handout) -> bytes` and
    `read(data, path) -> Returned`; `read` raises UserError for what is no such file.
    """

    suffix: str
    brief: str


FORMATS: Mapping[str, Row] = {
    "xliff": Row(".xlf", "XLIFF 1.2, for Lokalize, Virtaal, Trados and memoQ"),
    "xliff2": Row(".xlf", "XLIFF 2.0, for newer tools"),
    "xlsx": Row(".xlsx", "a table for Excel or LibreOffice"),
    "docx": Row(".docx", "a table for Word or LibreOffice"),
    "html": Row(".html", "a page to fill in, in any browser"),
}


def load(name: str) -> Any:
    """Return the module of a format."""
    return import_module(f"workflow.exchange.formats.{name}")
