"""Options: what a project may choose about how articles are read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """`unit`: what becomes one unit; `front_matter`: dotted keys whose values are prose."""

    unit: Literal["sentence", "passage"] = "sentence"
    front_matter: tuple[str, ...] = (
        "title",
        "subtitle",
        "description",
        "summary",
        "image.alt",
        "correction",
        "correction.text",
    )
