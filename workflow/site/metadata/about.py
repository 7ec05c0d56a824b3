"""About: what a site says of itself in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class About:
    """What a site says of itself, in the language of a page.

    `publisher` is the organization behind it, `logo` a file of the output; both may be empty.
    `author` is how articles name the organization itself, in the source language: any other name
    in them is a person's. `tags` are the names of tags, by what the source calls them.
    """

    title: str
    tagline: str = ""
    publisher: str = ""
    logo: str = ""
    author: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)

    def names(self, tags: tuple[str, ...]) -> list[str]:
        """Return the names of tags; what has none keeps that of the source."""
        return [self.tags.get(tag, tag) for tag in tags]
