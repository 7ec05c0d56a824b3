"""Sitemaps: all addresses of a site for search engines, its news of two days, and robots.txt.

Written as text: a document tree of 40,000 addresses and their versions takes minutes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlsplit

from workflow.site.metadata import moments
from workflow.site.metadata.about import About
from workflow.site.metadata.plain import element
from workflow.site.table import HOME, Place, Row, Table, links

FILE, NEWS, ROBOTS = "sitemap.xml", "sitemap-news.xml", "robots.txt"

MOST_URLS, MOST_BYTES = 45_000, 45_000_000
"""What one file holds; 50,000 and 50 MB (52,428,800) are allowed (https://www.sitemaps.org)."""

NEWS_DAYS, MOST_NEWS = timedelta(days=2), 1000
"""Of when and how many articles a news sitemap tells, by the rules of Google."""

NEWS_LANGUAGES = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}
"""What Google calls a language there, where that is not ISO 639-1."""

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_SCHEMAS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_URLSET = f'<urlset xmlns="{_SCHEMAS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_INDEX = f'<sitemapindex xmlns="{_SCHEMAS}">\n'
_NEWS = f'<urlset xmlns="{_SCHEMAS}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'


def sitemap(table: Table, groups: Iterable[Sequence[Place]]) -> dict[str, bytes]:
    """Return the sitemap by file name: the listed places of all groups, with their versions.

    A large site has an index in its place, and parts `sitemap-1.xml` and so on. The choice of
    languages goes with the homes. Empty where the site has no address.
    """
    if not table.url:
        return {}
    parts = [_urlset(part) for part in _parts(_urls(table, groups))]
    if len(parts) == 1:
        return {FILE: parts[0]}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    maps = (f"<sitemap><loc>{escape(table.absolute(name))}</loc></sitemap>\n" for name in named)
    index = f"{_XML}{_INDEX}{''.join(maps)}</sitemapindex>\n"
    return {FILE: index.encode(), **named}


def news(table: Table, abouts: Mapping[str, About], now: datetime) -> bytes:
    """Return the news sitemap: what went out in the two days before `now` (which has an offset).

    `abouts` are by locale. It may be empty.
    """
    lines = [line for row in recent(table, now) for line in _article(table, abouts, row)]
    return f"{_XML}{_NEWS}{''.join(lines)}</urlset>\n".encode()


def news_until(table: Table, now: datetime) -> datetime | None:
    """Return when the news sitemap will be another one by itself; None if it stays as it is."""
    leaving = (moments.instant(row.published) + NEWS_DAYS for row in recent(table, now))
    coming = (at for row in _dated(table) if (at := moments.instant(row.published)) > now)
    return min((*leaving, *coming), default=None)


def recent(table: Table, now: datetime) -> list[Row]:
    """Return the listed articles of the two days before `now`, at most 1000, newest first."""
    found = [
        (at, row)
        for row in _dated(table)
        if now - NEWS_DAYS < (at := moments.instant(row.published)) <= now
    ]
    found.sort(key=lambda one: (one[0], one[1].slug, one[1].locale.code), reverse=True)
    return [row for _, row in found[:MOST_NEWS]]


def robots(table: Table, hidden: Sequence[str] = ("localized/",)) -> bytes:
    """Return robots.txt; `hidden` are the folders that no search engine should look into.

    Pages with `noindex` are not among them: who may not read a page does not see that it says so.
    """
    root = urlsplit(table.url).path or "/"
    lines = ["User-agent: *"]
    if table.url:
        lines += [f"Disallow: {root}{folder}" for folder in hidden]
    lines += ["Allow: /"]
    if table.url:
        lines += ["", *(f"Sitemap: {table.absolute(name)}" for name in (FILE, NEWS))]
    return "".join(f"{line}\n" for line in lines).encode()


def _dated(table: Table) -> Iterator[Row]:
    return (row for row in table.rows.values() if row.listed and row.published)


def _urls(table: Table, groups: Iterable[Sequence[Place]]) -> Iterator[str]:
    """Yield the element of each listed place, in the order of the groups."""
    for places in groups:
        versions = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(url)}"/>\n'
            for tag, url in links(table, places)
        )
        if places and places[0].group == HOME:
            yield _url(table.url, "", versions)
        for place in places:
            if place.listed:
                yield _url(table.absolute(place.address), place.modified, versions)


def _url(url: str, modified: str, versions: str) -> str:
    changed = f"<lastmod>{moments.w3c(modified)}</lastmod>" if modified else ""
    return f"<url><loc>{escape(url)}</loc>{changed}\n{versions}</url>\n"


def _parts(urls: Iterable[str]) -> list[list[str]]:
    """Cut the elements into files; there is always one."""
    parts: list[list[str]] = [[]]
    size = 0
    for url in urls:
        length = len(url.encode())
        if len(parts[-1]) == MOST_URLS or size + length > MOST_BYTES:
            parts.append([])
            size = 0
        parts[-1].append(url)
        size += length
    return parts


def _urlset(urls: Iterable[str]) -> bytes:
    return f"{_XML}{_URLSET}{''.join(urls)}</urlset>\n".encode()


def _article(table: Table, abouts: Mapping[str, About], row: Row) -> Iterator[str]:
    about = abouts[row.locale.code]
    yield f"<url><loc>{escape(table.absolute(row.address))}</loc>\n<news:news>\n<news:publication>\n"
    yield element("news:name", about.title)
    yield element("news:language", _language(row.locale.tag))
    yield "</news:publication>\n"
    yield element("news:publication_date", moments.w3c(row.published))
    yield element("news:title", row.entry.title)
    yield "</news:news>\n</url>\n"


def _language(tag: str) -> str:
    language, _, rest = tag.partition("-")
    return NEWS_LANGUAGES.get(f"{language}-{rest.partition('-')[0]}", language)
