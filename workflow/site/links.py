"""Links of a page: where its URLs lead once the article is published.

What an article points to by a relative path is another article or a file beside it. Everything
else that is relative (an absolute path, a path out of articles/, a hidden file) leads nowhere.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})
IGNORED = re.compile(r"[\x00-\x1f]+")
"""What browsers skip in a URL: `java\\nscript:` is a scheme to them."""

NOTHING = "data:,"
"""The `src` of an image that cannot be shown: its alternative text stands there instead."""

Resolve = Callable[[str, str], str | None]
"""Take a path in articles/ and the kind of link (`a`, `img`); return a name in the output."""


@lru_cache(maxsize=4096)
def relative(page: str, name: str) -> str:
    """Return the URL of a file as seen from a page; both are names in the output folder.

    >>> relative("kk/news/index.html", "ru/news/index.html")
    '../../ru/news/index.html'
    """
    return quote(posixpath.relpath(name, posixpath.dirname(page) or "."))


def target(url: str, path: str) -> str | None:
    """Return the path in articles/ that a URL in the article there leads to, or None."""
    parts = urlsplit(url)
    place = unquote(parts.path)
    if parts.scheme or parts.netloc or not place or place.startswith("/"):
        return None
    if "\\" in place or "\0" in place:
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
    return None if any(part.startswith(".") for part in name.split("/")) else name


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Rewrites the URLs of one page, and remembers in `seen` where in articles/ they lead."""

    path: str
    page: str
    resolve: Resolve
    seen: set[str]

    def __call__(self, url: str, kind: str) -> str | None:
        """Return what the URL becomes; None when it must not, or cannot, be followed."""
        url = IGNORED.sub("", url.strip())
        if scheme := SCHEME.match(url.replace(" ", "")):
            return url.replace(" ", "%20") if scheme[0].lower() in SCHEMES else None
        if url.startswith("#"):
            return url
        try:
            parts = urlsplit(url)
        except ValueError:  # as in //[
            return None
        return f"https:{url}" if parts.netloc else self._beside(url, parts.fragment, kind)

    def _beside(self, url: str, fragment: str, kind: str) -> str | None:
        """Where a relative URL leads."""
        wanted = target(url, self.path)
        if wanted is None:
            return None
        self.seen.add(wanted)
        name = self.resolve(wanted, kind)
        if name is None:
            return None
        ending = f"#{quote(fragment)}" if fragment and kind == "a" else ""
        return relative(self.page, name) + ending
