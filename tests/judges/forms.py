"""Forms that feeds and sitemaps share: dates, addresses, languages, and how often a child may be."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
W3C_DATE = re.compile(
    r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?"
)  # fmt: skip
"""https://www.w3.org/TR/NOTE-datetime: to the year, month or day; a time has its offset."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""A language, its script, its region, written as BCP 47 recommends."""

MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;.*)?")

Cardinality = Mapping[str, str]
"""How often a child may stand: `1` once, `?` at most once, `+` at least once, `*` any number."""


def parse(data: bytes) -> etree._Element | str:
    """Return the root of an XML document, or what keeps it from being one."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return f"line {error.lineno}: {error.msg}"


def is_time(text: str) -> bool:
    """A moment as RFC 3339 writes it, one that there was: no 30 February."""
    return bool(RFC3339.fullmatch(text)) and _exists(text)


def is_w3c_date(text: str) -> bool:
    """A day or moment as sitemaps write it."""
    return bool(W3C_DATE.fullmatch(text)) and (len(text) < 10 or _exists(text))


def is_absolute(iri: str) -> bool:
    """An address with a scheme, and with a host where the scheme has one."""
    if re.search(r'[\s<>"{}|\\^`]', iri):
        return False
    parts = urlsplit(iri)
    return bool(parts.scheme and (parts.netloc if parts.scheme.startswith("http") else parts.path))


def children(parent: etree._Element, space: str, allowed: Cardinality, where: str) -> Iterator[str]:
    """Yield what is amiss with the number of each child; those of other namespaces are free."""
    prefix = f"{{{space}}}"
    tags = [str(one.tag) for one in parent if isinstance(one.tag, str)]
    counts = Counter(tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix))
    yield from (f"{where}: <{name}> has no place here" for name in counts if name not in allowed)
    for name, often in allowed.items():
        if often in "1+" and not counts[name]:
            yield f"{where}: no <{name}>"
        if often in "1?" and counts[name] > 1:
            yield f"{where}: {counts[name]} <{name}>"


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
