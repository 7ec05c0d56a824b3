"""Feeds: the latest articles of each language in Atom (RFC 4287).

An entry has the lead of its article, not the text: a feed then changes when the table does, and
is made without reading an article. What has no date is in no feed: Atom wants one, and none is
invented.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from urllib.parse import quote, urlsplit

from i18n.locales import Locale
from workflow.site.metadata import moments
from workflow.site.metadata.about import About
from workflow.site.metadata.plain import element, plain
from workflow.site.table import Row, Table, alternates

SIZE = 20
"""How many articles a feed has."""

MINTED = "2026"
"""The date in every tag URI. RFC 4151 wants one on which the host was the publisher's; that
matters to hosts that change hands, and a date of the article would change with the article."""

_ATOM, _HTML = "application/atom+xml", "text/html"


def atom(table: Table, about: About, locale: Locale) -> bytes:
    """Return the feed of a language that has one (`Table.feed`), its newest article first.

    It was updated when the last changed of its articles was.
    """
    rows = latest(table, locale.code)
    updated = max((row.modified for row in rows), key=moments.instant)
    own = table.absolute(table.feed(locale.code))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale.tag}">\n',
        element("id", own),
        element("title", about.title),
        element("subtitle", about.tagline) if plain(about.tagline) else "",
        element("updated", moments.timestamp(updated)),
        *_feed_links(table, locale, own),
        _author(about.publisher or about.title),
        *(line for row in rows for line in _entry(table, about, row)),
        "</feed>\n",
    ]
    return "".join(lines).encode()


def latest(table: Table, code: str) -> list[Row]:
    """Return the articles that the feed of a locale has, those that went out last first.

    That is not the order of the site: a translation of last month's article is news to those
    who read it.
    """
    dated = (row for row in table.listed(code) if row.published)
    return nlargest(SIZE, dated, key=lambda row: (moments.instant(row.published), row.slug))


def identity(table: Table, row: Row) -> str:
    """Return the tag URI of a version: of the site, the language and the slug, not the address."""
    site = urlsplit(table.url)
    name = "/".join(filter(None, (site.path.strip("/"), row.locale.tag.lower(), quote(row.slug))))
    return f"tag:{site.hostname},{MINTED}:{name}"


def _feed_links(table: Table, locale: Locale, own: str) -> Iterator[str]:
    """The feed itself, the home of its language, and the feeds of the others."""
    home = table.absolute(table.root(locale.code))
    yield element("link", rel="self", type=_ATOM, hreflang=locale.tag, href=own)
    yield element("link", rel="alternate", type=_HTML, hreflang=locale.tag, href=home)
    for code, other in table.locales.items():
        if code != locale.code and (feed := table.feed(code)):
            href = table.absolute(feed)
            yield element("link", rel="alternate", type=_ATOM, hreflang=other.tag, href=href)


def _entry(table: Table, about: About, row: Row) -> Iterator[str]:
    entry = row.entry
    yield "<entry>\n"
    yield element("id", identity(table, row))
    yield element("title", entry.title)
    yield from _page_links(table, row)
    yield element("published", moments.timestamp(row.published))
    yield element("updated", moments.timestamp(row.modified))
    if plain(entry.author):
        yield _author(entry.author)
    if plain(entry.lead):
        yield element("summary", entry.lead)
    yield from _categories(entry.tags, about.names(entry.tags))
    yield "</entry>\n"


def _page_links(table: Table, row: Row) -> Iterator[str]:
    """The page of an article, then its versions; programs take the first for the address."""
    siblings = alternates(table.places(row.slug))
    others = [place for place in siblings if place.locale.code != row.locale.code]
    for place in (row.place, *others):
        href = table.absolute(place.address)
        yield element("link", rel="alternate", type=_HTML, hreflang=place.locale.tag, href=href)


def _categories(tags: Iterable[str], labels: Iterable[str]) -> Iterator[str]:
    for tag, label in zip(tags, labels, strict=True):
        if plain(tag):
            yield element("category", term=tag, label=label)


def _author(name: str) -> str:
    return f"<author>{element('name', name).strip()}</author>\n"
