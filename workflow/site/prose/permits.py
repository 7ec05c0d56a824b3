"""Permits: what a translation may have because its source has it.

A translator, or an engine, has no business adding markup: a tag, a link or an image of a
translation is one of its source's, or it is not shown as such.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

from workflow.site.prose import links, parser, tags
from workflow.site.prose.elements import Key


@dataclass(frozen=True, slots=True)
class Permit:
    """The tags of raw HTML and how often each, and where links lead and images are, as keys."""

    tags: Mapping[Key, int] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()

    def allows(self, url: str, element: str) -> bool:
        """Tell whether a URL may stand in an element: `img`, or anything else for a link."""
        known = self.images if element == "img" else self.links
        return any(key in known for key in links.keys(url))


def record(permit: Permit) -> dict[str, Any]:
    """Return a permit as JSON has it; nothing for one that permits nothing."""
    tags = sorted((name, told, count) for (name, told), count in permit.tags.items())
    found = {
        "tags": [[name, [list(one) for one in told], count] for name, told, count in tags],
        "links": sorted(permit.links),
        "images": sorted(permit.images),
    }
    return {name: value for name, value in found.items() if value}


def read(found: Mapping[str, Any]) -> Permit:
    """Return the permit of a record."""
    tags = {
        (name, tuple((key, value) for key, value in told)): count
        for name, told, count in found.get("tags", ())
    }
    return Permit(tags, frozenset(found.get("links", ())), frozenset(found.get("images", ())))


@lru_cache(maxsize=16)
def of(source: str, syntax: str) -> Permit:
    """Return the permit for the translations of an article, from its text in its own language."""
    if syntax != "markdown" or not any(mark in source for mark in ("](", "]:", "<")):
        return Permit()
    counts: Counter[Key] = Counter()
    urls: dict[str, set[str]] = {"a": set(), "img": set()}
    for one in _inside(parser.parse(source).tokens):
        if one.type in {"html_block", "html_inline"}:
            counts.update(tags.keys(one.content))
            for name, url in tags.urls(one.content):
                urls[name].update(links.permitted(url))
        elif one.type == "image":
            urls["img"].update(links.permitted(str(one.attrs["src"])))
        elif one.type == "link_open":
            urls["a"].update(links.permitted(str(one.attrs["href"])))
    return Permit(counts, frozenset(urls["a"]), frozenset(urls["img"]))


def _inside(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _inside(token.children or ())
