"""What a browser would make of a page, for tests of pages."""

import re
from html.parser import HTMLParser

from workflow.site.prose import sanitise

Attributes = dict[str, str | None]

HARMLESS = sanitise.TAGS | {
    *("article", "body", "footer", "h1", "head", "header", "html", "link", "main", "meta", "nav"),
    "title",
}
ADDRESS = re.compile(r"(?!\w+:)|https:|http:|mailto:|data:,$")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, Attributes]]:
    """Return the elements of a page and their attributes, in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


def harmful(page: str) -> list[object]:
    """Return the elements and attributes that could run, load or restyle something."""
    seen = elements(page)
    tags = [tag for tag, _ in seen if tag not in HARMLESS]
    names = [
        name
        for _, attributes in seen
        for name in attributes
        if re.match("on|style|form|srcdoc|http-equiv", name)
    ]
    urls = [
        attributes[name] or ""
        for _, attributes in seen
        for name in ("href", "src")
        if name in attributes
    ]
    return [*tags, *names, *(url for url in urls if not ADDRESS.match(url))]
