"""The table of what is out: a row for each page, and which pages are versions of each other.

Heads, sitemaps and feeds are all made from it, so that they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from i18n.locales import Locale
from workflow.publish import Status
from workflow.site.manifest import Entry
from workflow.site.metadata import moments
from workflow.site.prose.links import quoted

INDEX = "index.html"

HOME = "//home"
"""The group of the homes, which no article is called: its slug has no empty part."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that has versions in other languages, at `address`: `ru/2026/11/board/`.

    Addresses are folders, from the root of the site, "" the root itself. Pages of the same
    `group` are versions of each other. `listed` pages are for search engines: only they are in
    alternates, sitemaps and feeds. `modified` is a day or time in ISO 8601, or "".
    """

    group: str
    locale: Locale
    address: str
    listed: bool = True
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A version of an article that is out, and where."""

    slug: str
    locale: Locale
    address: str
    entry: Entry

    @property
    def listed(self) -> bool:
        """Whether people have reviewed it."""
        return self.entry.status is not Status.DRAFT

    @property
    def place(self) -> Place:
        return Place(self.slug, self.locale, self.address, self.listed, self.modified)

    @property
    def published(self) -> str:
        """When this version first went out; "" for an article without a date: none is invented."""
        return self.entry.date and (self.entry.published or self.entry.date)

    @property
    def modified(self) -> str:
        """When this version last changed, not before it was published; "" if nothing says so."""
        entry = self.entry
        known = (self.published, entry.modified or entry.updated, entry.corrected)
        return max(filter(None, known), key=moments.instant, default="")

    @property
    def order(self) -> tuple[str, str, str]:
        """What rows are sorted by, newest last; those without a date come first."""
        return self.entry.date, self.entry.title, self.slug


@dataclass(frozen=True)
class Table:
    """All versions that are out; `locales` by code in the site's order, the source language first.

    `url` is the address of the site, with a `/` at its end, or "" when it is not known.
    """

    url: str
    locales: Mapping[str, Locale]
    rows: Mapping[tuple[str, str], Row]

    @property
    def source(self) -> Locale:
        return next(iter(self.locales.values()))

    def root(self, code: str) -> str:
        """Return the folder of a language: `zh-hans/`."""
        return f"{self.locales[code].tag.lower()}/"

    def absolute(self, name: str) -> str:
        """Return the URL of a file or folder of the site; its own address must be known."""
        return self.url + quoted(name)

    def feed(self, code: str) -> str:
        """Return the file of the feed of a language, or "" where there is none."""
        return f"{self.root(code)}feed.xml" if code in self.fed else ""

    @cached_property
    def fed(self) -> frozenset[str]:
        """The locales with something for a feed: an article that is listed, and has a date."""
        codes = {code for (_, code), row in self.rows.items() if row.listed and row.published}
        return frozenset(codes) if self.url else frozenset()

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each locale in the site's order."""
        return {code: rank for rank, code in enumerate(self.locales)}

    @cached_property
    def plain_tags(self) -> Mapping[str, str]:
        """The locales that stand for their whole language, with its tag: zh-Hans for `zh`.

        That is the first of a language whose locales all name their script. Yandex documents
        languages and countries only in `hreflang`, and may know nothing of `zh-Hans`.
        """
        found: dict[str, list[Locale]] = defaultdict(list)
        for locale in self.locales.values():
            found[locale.tag.partition("-")[0]].append(locale)
        return {
            some[0].code: language
            for language, some in found.items()
            if all(f"{language}-{one.script}" in one.tag for one in some)
        }

    @cached_property
    def by_slug(self) -> Mapping[str, tuple[Row, ...]]:
        """The versions of each article, in the site's order."""
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for (slug, code), row in self.rows.items():
            found[slug][code] = row
        return {
            slug: tuple(rows[code] for code in self.locales if code in rows)
            for slug, rows in found.items()
        }

    def versions(self, slug: str) -> tuple[Row, ...]:
        """Return the versions of an article that are out, drafts too, in the site's order."""
        return self.by_slug.get(slug, ())

    @cached_property
    def places_by_slug(self) -> Mapping[str, tuple[Place, ...]]:
        """The places of the versions of each article: a group."""
        return {slug: tuple(row.place for row in rows) for slug, rows in self.by_slug.items()}

    def places(self, slug: str) -> tuple[Place, ...]:
        """Return the places of the versions of an article, in the site's order."""
        return self.places_by_slug.get(slug, ())

    def links(self, slug: str) -> tuple[tuple[str, str], ...]:
        """Return `links` of an article, made once for all its versions."""
        if slug not in self._links:
            self._links[slug] = links(self, self.places(slug))
        return self._links[slug]

    @cached_property
    def _links(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    @cached_property
    def by_locale(self) -> Mapping[str, tuple[Row, ...]]:
        """The articles of each locale, newest first; a locale without any is not there."""
        found: dict[str, list[Row]] = {code: [] for code in self.locales}
        for (_, code), row in self.rows.items():
            found[code].append(row)
        return {
            code: tuple(sorted(rows, key=lambda row: row.order, reverse=True))
            for code, rows in found.items()
            if rows
        }

    def listed(self, code: str) -> tuple[Row, ...]:
        """Return the articles of a locale that search engines and feeds name, newest first."""
        return tuple(row for row in self.by_locale.get(code, ()) if row.listed)


def alternates(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places of one group that name each other; none where there is but one."""
    listed = tuple(place for place in places if place.listed)
    return listed if len(listed) > 1 else ()


def default(places: Iterable[Place], source: Locale) -> Place | None:
    """Return the place for readers of no language of the site: that in the source language."""
    return next((place for place in places if place.locale.code == source.code), None)


def links(table: Table, places: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    """Return `hreflang` and URL of all versions of a page: the same for each that is listed.

    In the site's order, then whole languages, then `x-default`: the version in the source
    language, or the choice of languages for the homes. Each leads to a page that has the same
    links, since search engines ignore those that do not point back.
    """
    found = sorted(alternates(places), key=lambda place: table.ranks[place.locale.code])
    if not found or not table.url:
        return ()
    urls = {place.locale.code: table.absolute(place.address) for place in found}
    named = [(place.locale.tag, urls[place.locale.code]) for place in found]
    whole = [(tag, urls[code]) for code, tag in table.plain_tags.items() if code in urls]
    if found[0].group == HOME:
        return (*named, *whole, ("x-default", table.url))
    origin = default(found, table.source)
    last = [("x-default", urls[origin.locale.code])] if origin else []
    return (*named, *whole, *last)
