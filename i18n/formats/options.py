"""Options: what a project may choose about how articles are read."""

from dataclasses import dataclass
from typing import Literal

FRONT_MATTER = (
    "title",
    "subtitle",
    "description",
    "summary",
    "image.alt",
    "correction",
    "correction.text",
)
"""The keys of front matter whose values are prose, where a project names none itself."""


@dataclass(frozen=True, slots=True)
class Options:
    """`unit`: what becomes one unit; `front_matter`: dotted keys whose values are prose."""

    unit: Literal["sentence", "passage"] = "sentence"
    front_matter: tuple[str, ...] = FRONT_MATTER
