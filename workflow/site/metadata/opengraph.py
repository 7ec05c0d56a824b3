"""Open Graph: what a page says to the networks that people share it in (https://ogp.me)."""

from collections.abc import Iterable, Iterator
from functools import cache

from babel.core import get_global

from i18n.locales import Locale
from workflow.site.metadata import moments
from workflow.site.metadata.about import About
from workflow.site.metadata.plain import plain
from workflow.site.table import Place, Row, Table, alternates

Properties = tuple[tuple[str, str], ...]

_TERRITORY = 2


def properties(
    table: Table,
    about: About,
    place: Place,
    places: Iterable[Place],
    said: tuple[str, str],
) -> Properties:
    """Return the properties of a page that is a list; `said` are its title and description."""
    return _known([("og:type", "website"), *_page(table, about, place, places, said)])


def article(table: Table, about: About, row: Row, image_alt: str = "") -> Properties:
    """Return the properties of an article; `image_alt` says what its image shows."""
    entry = row.entry
    places = table.places(row.slug)
    image = table.absolute(entry.image) if entry.image else ""
    return _known(
        [
            ("og:type", "article"),
            *_page(table, about, row.place, places, (entry.title, entry.lead)),
            ("article:published_time", row.published and moments.timestamp(row.published)),
            ("article:modified_time", row.modified and moments.timestamp(row.modified)),
            *(("article:tag", name) for name in about.names(entry.tags)),
            ("og:image", image),
            ("og:image:alt", image_alt if image else ""),
            ("twitter:card", "summary_large_image" if image else "summary"),
        ]
    )


def locale_name(locale: Locale) -> str:
    """Return a locale as Open Graph names it, by language and territory: `kk_KZ`, `zh_HK`.

    A tag without a territory gets the one where CLDR says most who write so live: that of the
    language in this script if it is known (`kk_Arab` in CN), or of the language.
    """
    return _name(locale.tag, locale.script)


@cache
def _name(tag: str, script: str) -> str:
    language, *rest = tag.split("-")
    named = next((part for part in rest if len(part) == _TERRITORY), "")
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{script}") or likely.get(language) or ""
    territory = named or full.rpartition("_")[2]
    return f"{language}_{territory}" if territory else language


def _page(
    table: Table, about: About, place: Place, places: Iterable[Place], said: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """What pages of all kinds have. A territory may have one language in two scripts."""
    title, description = said
    own = locale_name(place.locale)
    siblings = alternates(places) if place.listed else ()
    yield from [
        ("og:title", title),
        ("og:description", description),
        ("og:url", table.absolute(place.address)),
        ("og:site_name", about.title),
        ("og:locale", own),
    ]
    names = dict.fromkeys(locale_name(one.locale) for one in siblings)
    yield from (("og:locale:alternate", name) for name in names if name != own)


def _known(found: Iterable[tuple[str, str]]) -> Properties:
    return tuple((name, text) for name, value in found if (text := plain(value)))
