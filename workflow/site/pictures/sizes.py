"""Sizes: the widths that an image is published in, and what its files are called."""

from dataclasses import dataclass
from pathlib import PurePosixPath

WIDTHS = (480, 960, 1600)
"""In pixels: a phone, a phone of twice the density or a column of text, that column doubled."""
WIDEST = 2000
"""An image no wider than this, in pixels, is itself the largest of its sizes."""


@dataclass(frozen=True, slots=True)
class Made:
    """An image that is out: its files by their widths, the last the one for all; its size."""

    files: tuple[tuple[str, int], ...]
    width: int = 0
    height: int = 0
    problem: str = ""


def variant(name: str, width: int) -> str:
    """Return the name of the copy of an image that is so many pixels wide."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))
