"""What the head of a page says of its versions, for pages of a published folder."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import browsing


@dataclass(frozen=True, slots=True)
class Head:
    """`canonical` and the addresses by `hreflang`, absolute; `listed`: no robot is sent away."""

    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    listed: bool = True


@dataclass(frozen=True)
class Site:
    """A published folder, and the address it is published at."""

    root: Path
    url: str = "https://university.example/"

    @cached_property
    def heads(self) -> dict[str, Head]:
        """The head of every page, by its address."""
        pages = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))
        return {self.address(page): self._head(page) for page in sorted(pages)}

    @cached_property
    def languages(self) -> list[str]:
        """The folders of the languages: `en`, `zh-hans`."""
        return sorted(path.parent.name for path in self.root.glob("*/index.html"))

    def address(self, file: str) -> str:
        """The address of a file: that of its folder, for an index.html."""
        return self.url + (file.removesuffix("index.html") if self._is_index(file) else file)

    def file(self, address: str) -> Path:
        """The file at an address of the site, which need not be there."""
        path = unquote(urlsplit(address).path).lstrip("/")
        return (
            self.root / path / "index.html" if path.endswith("/") or not path else self.root / path
        )

    def links(self, address: str) -> Iterator[str]:
        """Yield the addresses that a page leads to and loads, absolute."""
        for tag, attributes in browsing.elements(self.file(address).read_text("utf-8")):
            for name in ("href", "src"):
                if name in attributes and tag != "base":
                    yield urljoin(address, attributes[name] or "")

    def articles(self, language: str) -> list[str]:
        """The articles of a language, as `2026/11/slug/`: the pages that search is to find."""
        top = self.root / language
        data = (
            path for path in top.rglob("index.html") if b"data-pagefind-body" in path.read_bytes()
        )
        return sorted(path.parent.relative_to(top).as_posix() + "/" for path in data)

    @staticmethod
    def _is_index(file: str) -> bool:
        return file.rpartition("/")[2] == "index.html"

    def _head(self, page: str) -> Head:
        address = self.address(page)
        canonical, alternates, listed = "", {}, True
        for tag, given in browsing.elements((self.root / page).read_text("utf-8")):
            if tag == "link" and given.get("rel") == "canonical":
                canonical = urljoin(address, given["href"] or "")
            elif tag == "link" and given.get("rel") == "alternate" and "type" not in given:
                alternates[given.get("hreflang") or ""] = urljoin(address, given["href"] or "")
            elif tag == "meta" and given.get("name") == "robots":
                listed = "noindex" not in (given.get("content") or "")
        return Head(canonical, alternates, listed)
