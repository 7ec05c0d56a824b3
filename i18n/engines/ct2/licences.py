"""Licences of models: what a model's folder says of it, and what that means for a user."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from i18n.engines.ct2.family import Family

_SAID = re.compile(
    r"^[\s#*>-]*licen[cs]e\W{1,6}([\w(].{0,79}?)[*\s.]*$", re.IGNORECASE | re.MULTILINE
)
_FORBIDS_TRADE = re.compile(r"\bNC\b|non-?\s?commercial", re.IGNORECASE)
_READ = 20_000


def find(folders: tuple[Path, ...], metadata: Mapping[str, Any], family: Family) -> str:
    """Return the licence as the model's files name it, else that of its family, else nothing."""
    said = metadata.get("license") or metadata.get("licence")
    if isinstance(said, str) and said.strip():
        return said.strip()
    for text in _files(folders, "README*"):
        if match := _SAID.search(text):
            return match[1].strip("\"' ")
    for text in (*_files(folders, "LICEN[CS]E*"), *_files(folders, "COPYING*")):
        if line := next((line for line in text.splitlines() if line.strip()), ""):
            return line.strip()[:80]
    return family.licence


def notice(name: str, licence: str, family: Family) -> str:
    """Return what a user has to be told once of using the model."""
    said = f"ct2: the model {name} is under {licence}"
    if not licence:
        said = f"ct2: the licence of the model {name} is unknown; ask those who made it"
    if _FORBIDS_TRADE.search(licence):
        return f"{said}: not for commercial use."
    return f"{said}; {family.origin}." if family.origin else f"{said}."


def _files(folders: tuple[Path, ...], pattern: str) -> Iterator[str]:
    for folder in folders:
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                with path.open("rb") as file:
                    yield file.read(_READ).decode("utf-8", "replace")
