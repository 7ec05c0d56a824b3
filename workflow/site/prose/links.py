"""Links of a page: where its URLs lead once the article is published.

What an article points to by a relative path is another article or a file beside it. Everything
else that is relative (an absolute path, a path out of articles/, a hidden file) leads nowhere.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from i18n import locales

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})
_LANGUAGE = re.compile(r"(?<=\A/)([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?(?=/|\Z)")
_QUERY = re.compile(r"(?<==)([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?(?=&|\Z)")
"""What may be a language in an address: what its path begins with, or a value of its query."""
_WIKIS = frozenset(
    f"{name}.org"
    for name in (
        "wikibooks",
        "wikinews",
        "wikipedia",
        "wikiquote",
        "wikisource",
        "wikiversity",
        "wikivoyage",
        "wiktionary",
    )
)
"""Hosts whose pages have names of their own in each language, below `en.`, `ru.` …"""
IGNORED = re.compile(r"[\x00-\x1f]+")
"""What browsers skip in a URL: `java\\nscript:` is a scheme to them."""

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
"""What `quote` leaves as it is."""
_ODD = re.compile(r"(?:\A|/)[./]|/\Z")
"""A path that is not in its shortest form, perhaps."""

_NO_HOST = re.compile(r"[\x00-\x20\"#%<>?@\[\\\]^`{|}\x7f]")
"""What no host has in it: https://url.spec.whatwg.org/#forbidden-domain-code-point."""
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_OCTET = re.compile(r"0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]", re.ASCII)

Resolve = Callable[[str, str], str | None]
"""Take a path in articles/ and the kind of link (`a`, `img`); return a name in the output."""


def relative(page: str, name: str) -> str:
    """Return the URL of a file as seen from a page; both are names in the output folder.

    A folder stands for the page in it:

    >>> relative("kk/news/index.html", "ru/news/index.html")
    '../../ru/news/'
    >>> relative("kk/index.html", "kk/index.html")
    './'
    """
    folder, _, file = name.rpartition("/")
    way = _way(page.rpartition("/")[0], folder)
    if file != "index.html":
        way = posixpath.normpath(f"{way}/{file}")
    elif way == ".":
        return "./"
    else:
        way += "/"
    return quoted(way)


def quoted(path: str) -> str:
    """Return a path as it stands in a URL: `quote`, which takes long for what has no need of it."""
    return path if _PLAIN.fullmatch(path) else quote(path)


def _way(start: str, folder: str) -> str:
    """The way from one folder to another: `posixpath.relpath`, which asks where the process is."""
    if _ODD.search(start) or _ODD.search(folder):
        return posixpath.relpath(folder or ".", start or ".")
    here, there = start.split("/") if start else [], folder.split("/") if folder else []
    same = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:]) or "."


def target(url: str, path: str) -> str | None:
    """Return the path in articles/ that a URL in the article there leads to, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:  # as in //[
        return None
    place = unquote(parts.path)
    if parts.scheme or parts.netloc or not place or place.startswith("/"):
        return None
    if "\\" in place or "\0" in place:
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
    return None if any(part.startswith(".") for part in name.split("/")) else name


def outside(url: str, kind: str) -> str | None:
    """Return a URL that leads out of the site, or to a part of the page; None for all others.

    An image is asked for by the browser itself, so it has to be a file of the web. A name and a
    password in a URL are nobody's business, and are left out.
    """
    url = IGNORED.sub("", url.strip()).replace(" ", "%20")
    before, mark, part = url.partition("#")
    url = before + mark + part.replace("#", "%23")
    scheme = SCHEME.match(url.replace("%20", ""))
    if scheme and scheme[0].lower() not in SCHEMES:
        return None
    if url.startswith("#") or (scheme and scheme[0].lower() in {"mailto:", "tel:"}):
        return None if kind == "img" else url
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # as in //[
        return None
    if not host or not _is_host(host):
        return None
    if "@" in parts.netloc:
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        url = parts.geturl()
    return url if parts.scheme else f"https:{url}"


def _is_host(host: str) -> bool:
    """Tell whether a host is a name or an address, as browsers read it: not 0x7f.1, nor a..b."""
    if ":" in host:
        return True
    if _NO_HOST.search(host):
        return False
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return len(labels) == 4 and all(_OCTET.fullmatch(one) for one in host.split("."))
    return all(0 < len(one) < 64 for one in labels)


def keys(url: str) -> Iterator[str]:
    """Yield what is the same for two URLs of which a translation may have either.

    The same place: a part of it, and another language in the same place of the address, make no
    difference. And in a wiki that has a host for each language, `en.wikipedia.org` say, any place
    under that of another.
    """
    url = IGNORED.sub("", url.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    if parts.scheme in {"mailto", "tel"}:
        yield f"{parts.scheme}:{unquote(parts.path).casefold()}?{parts.query}".removesuffix("?")
    elif parts.netloc:
        way = "http:" if parts.scheme == "http" else ""
        host = parts.netloc.casefold()
        language, _, rest = host.partition(".")
        local = language in _languages() and "." in rest
        place = _LANGUAGE.sub(_any, unquote(parts.path)).rstrip("/")
        yield f"{way}//{f'*.{rest}' if local else host}{place}?{_QUERY.sub(_any, parts.query)}"
        if local and rest in _WIKIS:
            yield f"{way}//*.{rest}"
    elif not parts.scheme:
        place = unquote(parts.path)
        yield posixpath.normpath(place) if place else "#"


def permitted(url: str) -> Iterator[str]:
    """Yield the keys of what a translation may have for a URL; `https` for `http` as well."""
    yield from keys(url)
    if url.strip()[:5].lower() == "http:":
        yield from keys(f"https:{url.strip()[5:]}")


def _any(found: re.Match[str]) -> str:
    """Stand for any language, where there is one."""
    return "*" if found[1] in _languages() else found[0]


@cache
def _languages() -> frozenset[str]:
    return frozenset(locale.tag.partition("-")[0] for locale in locales.known().values())


@dataclass(frozen=True, slots=True)
class Lost:
    """A link, or an image, that leads nowhere: as written, its kind, the path in articles/ if any."""

    url: str
    kind: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Rewrites the URLs of one page.

    It remembers in `seen` where in articles/ they lead, in `lost` those that lead nowhere.
    """

    path: str
    page: str
    resolve: Resolve
    seen: set[str]
    lost: set[Lost] = field(default_factory=set)

    def __call__(self, url: str, kind: str) -> str | None:
        """Return what the URL becomes; None when it must not, or cannot, be followed."""
        url = IGNORED.sub("", url.strip())
        there = self._there(url, kind)
        if there is None:
            self.lost.add(Lost(url, kind, target(url, self.path) or ""))
        return there

    def _there(self, url: str, kind: str) -> str | None:
        try:
            parts = urlsplit(url)
        except ValueError:  # as in //[
            return None
        if parts.netloc or url.startswith("#") or SCHEME.match(url.replace(" ", "")):
            return outside(url, kind)
        return self._beside(url, parts.fragment, kind)

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
