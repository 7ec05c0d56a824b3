"""Ways: where the links of a page in a frame lead, and which files it shows.

Links lead to other previews or nowhere, files are those that the desk has; nothing is asked of
anybody else.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from workflow.site.prose.elements import names

_URLS = names("action background cite data formaction href longdesc ping poster src xlink:href")
_SETS = frozenset({"imagesrcset", "srcset"})
_SHEETS = frozenset({"icon", "stylesheet"})
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
"""Where a link may say that it leads."""
NOWHERE = "#nowhere"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where things are: the screen of a preview by language and slug, a file by its name, a row by its uid.

    A name that is in no way a file of the page is nowhere: "".
    """

    preview: Callable[[str, str], str]
    file: Callable[[str], str]
    row: Callable[[str], str]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """Leads the URLs of one page."""

    here: str
    pages: Mapping[str, tuple[str, str]]
    ways: Ways

    def changes(self, name: str, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that become others; "" goes."""
        if name in {"a", "area"}:
            if "href" in told:
                yield from self._link(told["href"])
            if "ping" in told:
                yield "ping", ""
            return
        rel = set(told.get("rel", "").lower().split())
        for key in told:
            if key in _SETS:
                yield key, self._set(told[key])
            elif key in _URLS:
                wanted = name != "link" or rel & _SHEETS
                yield key, self._file_of(told[key]) if wanted else ""

    def _link(self, url: str) -> Iterator[tuple[str, str]]:
        if url.startswith("#"):
            yield "target", ""
            return
        out, path, part = _split(url)
        if out in OUTSIDE:  # a new window, which the sandbox does not open
            yield from (("target", "_blank"), ("rel", "noopener noreferrer"))
            return
        name = "" if out else self._name(path)
        there = self.pages.get(f"{name}/index.html") or self.pages.get(name)
        if name == self.here.removesuffix("/index.html") or there is None:
            yield from (("href", f"#{part}" if part and there else NOWHERE), ("target", ""))
        else:
            yield from (("href", self.ways.preview(*there)), ("target", "_parent"))

    def _set(self, written: str) -> str:
        """Return a set of images by their sizes, of those that are there."""
        sizes = (one.split(None, 1) for one in written.split(",") if one.strip())
        found = ((self._file_of(url), *size) for url, *size in sizes)
        return ", ".join(" ".join(one) for one in found if one[0])

    def _file_of(self, url: str) -> str:
        """Return where a file is that the page shows; "" for what is not its own."""
        if url.startswith(("data:image/", "#")):
            return url
        out, path, _ = _split(url)
        return "" if out else self.ways.file(self._name(path))

    def _name(self, path: str) -> str:
        """Return the file that a path from the page leads to."""
        if path.startswith("/"):
            return ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.here), unquote(path)))


def address(*parts: str) -> str:
    """Return a path of the desk whose parts may have any character."""
    return "/" + "/".join(quote(part, safe="/") for part in parts)


def _split(url: str) -> tuple[str, str, str]:
    """Return the scheme of a URL that leads out, "" for one that does not, its path and fragment."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # as in //[
        return "none", "", ""
    return parts.scheme or ("https" if parts.netloc else ""), parts.path, parts.fragment
