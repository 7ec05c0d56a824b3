"""Dots: three of them are one character."""

import re
from collections.abc import Iterator

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.conventions import Conventions

_DOTS = re.compile(r"(?<![.…/\\?!_-])(?<![A-Za-z]\()\.{3}(?![.…/\\A-Za-z0-9_-])")
"""Not those of a path, a range or `?..`."""


def find(text: str, rules: Conventions) -> Iterator[Change]:
    """Yield the three dots that are written one by one."""
    if not rules.parted or "..." not in text:
        return
    for match in _DOTS.finditer(text):
        yield Change(Edit(*match.span(), "…"), "three dots for an ellipsis")
