"""Sitemaps as sitemaps.org wants them, with alternates and news as search engines read them.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/specialty/international/localized-versions
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from judges import forms

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
LINK = "{http://www.w3.org/1999/xhtml}link"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

URL = {"loc": "1", "lastmod": "?", "changefreq": "?", "priority": "?"}
ITEM = {"publication": "1", "publication_date": "1", "title": "1"}
PUBLICATION = {"name": "1", "language": "1"}

MOST_URLS, MOST_NEWS, MOST_BYTES, LONGEST = 50_000, 1_000, 50 * 2**20, 2_048
NEWS_LANGUAGE = re.compile("[a-z]{2,3}|zh-cn|zh-tw")


def sitemap(data: bytes) -> list[str]:
    """Return what is wrong with a sitemap, or a sitemap of news."""
    root = forms.parse(data)
    if isinstance(root, str):
        return [root]
    if root.tag != f"{{{SITEMAP}}}urlset":
        return [f"the root is {root.tag}, not a sitemap"]
    return [*_sizes(data, root), *_urls(root), *_closure(root)]


def alternates(data: bytes) -> dict[str, dict[str, str]]:
    """Return, for each address of a valid sitemap, its versions by `hreflang`."""
    root = forms.parse(data)
    assert not isinstance(root, str), root
    return {
        _value(url, "loc"): {one.get("hreflang", ""): one.get("href", "") for one in url.iter(LINK)}
        for url in root
    }


def _sizes(data: bytes, root: etree._Element) -> Iterator[str]:
    if len(root) > MOST_URLS:
        yield f"{len(root)} addresses: at most {MOST_URLS}"
    if len(data) > MOST_BYTES:
        yield f"{len(data)} bytes: at most {MOST_BYTES}"
    if (news := len(list(root.iter(f"{{{NEWS}}}news")))) > MOST_NEWS:
        yield f"{news} news: at most {MOST_NEWS}"


def _urls(root: etree._Element) -> Iterator[str]:
    seen: set[str] = set()
    hosts = set()
    for url in root:
        where = _value(url, "loc") or f"line {url.sourceline}"
        if url.tag != f"{{{SITEMAP}}}url":
            yield f"line {url.sourceline}: {url.tag} in place of a <url>"
        yield from forms.children(url, SITEMAP, URL, where)
        yield from _address(_value(url, "loc"), where)
        if where in seen:
            yield f"{where}: twice"
        seen.add(where)
        hosts.add(urlsplit(where)[:2])
        changed = url.find(f"{{{SITEMAP}}}lastmod")
        if changed is not None and not forms.is_w3c_date(changed.text or ""):
            yield f"{where}: <lastmod> {changed.text!r}"
        yield from _links(url, where)
        for item in url.iter(f"{{{NEWS}}}news"):
            yield from _news(item, where)
    if len(hosts) > 1:
        yield f"more than one host: {sorted(hosts)}"


def _address(address: str, where: str) -> Iterator[str]:
    if not (forms.is_absolute(address) and address.startswith("http") and address.isascii()):
        yield f"{where}: {address!r} is no absolute address in ASCII"
    if len(address) >= LONGEST:
        yield f"{where}: longer than {LONGEST} characters"


def _links(url: etree._Element, where: str) -> Iterator[str]:
    links = list(url.iter(LINK))
    tongues = [one.get("hreflang", "") for one in links]
    for one in links:
        yield from _address(one.get("href", ""), where)
        if one.get("rel") != "alternate":
            yield f"{where}: <xhtml:link rel={one.get('rel')!r}>"
    for tongue in tongues:
        if tongue != "x-default" and not forms.LANGUAGE.fullmatch(tongue):
            yield f"{where}: hreflang {tongue!r}"
    if len(tongues) != len(set(tongues)):
        yield f"{where}: one hreflang twice: {tongues}"
    if links and where not in [one.get("href") for one in links]:
        yield f"{where}: not among its own alternates"


def _closure(root: etree._Element) -> Iterator[str]:
    """Versions list each other; the default may be a page that has no versions."""
    sets = {
        _value(url, "loc"): {
            one.get("href", "") for one in url.iter(LINK) if one.get("hreflang") != "x-default"
        }
        for url in root
    }
    for address, others in sets.items():
        for other in sorted(others - {address}):
            if sets.get(other) != others:
                yield f"{address}: its alternate {other} does not list the same ones"


def _news(item: etree._Element, where: str) -> Iterator[str]:
    yield from forms.children(item, NEWS, ITEM, where)
    for publication in item.iter(f"{{{NEWS}}}publication"):
        yield from forms.children(publication, NEWS, PUBLICATION, where)
    for one in item.iter(f"{{{NEWS}}}language"):
        if not NEWS_LANGUAGE.fullmatch(one.text or ""):
            yield f"{where}: <news:language> {one.text!r}"
    for one in item.iter(f"{{{NEWS}}}publication_date"):
        if not forms.is_w3c_date(one.text or "") or len(one.text or "") < 10:
            yield f"{where}: <news:publication_date> {one.text!r}"
    for name in ("title", "name"):
        if any(not (one.text or "").strip() for one in item.iter(f"{{{NEWS}}}{name}")):
            yield f"{where}: an empty <news:{name}>"


def _value(url: etree._Element, name: str) -> str:
    found = url.find(f"{{{SITEMAP}}}{name}")
    return "" if found is None else (found.text or "").strip()
