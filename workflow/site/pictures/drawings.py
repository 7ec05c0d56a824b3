"""Drawings: the size of an SVG file, read from its first tag; nothing in it is expanded or run."""

import re
from pathlib import Path

HEAD = 65_536
"""So many bytes are looked at, for a tag that stands at the top."""

_SVG = re.compile(rb"<svg(?=[\s>])[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"\s(width|height|viewBox)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*")


def size(path: Path) -> tuple[int, int]:
    """Return width and height in CSS pixels; zeros where the file does not say, or says %."""
    with path.open("rb") as file:
        found = _SVG.search(file.read(HEAD))
    if not found:
        return 0, 0
    told = {
        one[1].decode(): (one[2] or one[3] or b"").decode("utf-8", "replace")
        for one in _ATTRIBUTE.finditer(found[0])
    }
    sides = [_LENGTH.fullmatch(told.get(side, "")) for side in ("width", "height")]
    if all(sides):
        return _whole([side[1] for side in sides if side])
    box = re.split(r"[\s,]+", told.get("viewBox", "").strip())
    if len(box) == 4 and all(_LENGTH.fullmatch(side) for side in box[2:]):
        return _whole(box[2:])
    return 0, 0


def _whole(sides: list[str]) -> tuple[int, int]:
    width, height = (round(float(side.strip().removesuffix("px"))) for side in sides)
    return (width, height) if width and height else (0, 0)
