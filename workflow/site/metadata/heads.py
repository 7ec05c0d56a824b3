"""Heads: what a page says to search engines and networks.

All is empty but what a page says of itself where the site has no address. A page that nobody
reviewed has `noindex` and neither names nor is named by any other, nor claims to be canonical:
engines take `noindex` beside a canonical address as a contradiction.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from workflow.site.metadata import graph, opengraph
from workflow.site.metadata.about import About
from workflow.site.metadata.plain import plain
from workflow.site.pages import Head
from workflow.site.table import HOME, INDEX, Place, Row, Table, links

NOINDEX = "noindex"


def of_article(
    table: Table, about: About, row: Row, *, image_alt: str = "", correction: str = ""
) -> Head:
    """Return the head of an article, in plain text of its language.

    `image_alt` says what its image shows, `correction` what was corrected.
    """
    description = plain(row.entry.lead)
    robots = "" if row.listed else NOINDEX
    if not table.url:
        return Head(robots=robots, description=description)
    return Head(
        canonical=table.absolute(row.address) if row.listed else "",
        alternates=table.links(row.slug) if row.listed else (),
        properties=opengraph.article(table, about, row, image_alt),
        data=graph.script(graph.article(table, about, row, correction)),
        feed=table.feed(row.locale.code),
        robots=robots,
        description=description,
    )


def of_list(
    table: Table,
    about: About,
    code: str,
    file: str,
    places: Sequence[Place] = (),
    *,
    title: str = "",
    listed: bool = True,
) -> Head:
    """Return the head of a list in a language: its home, a tag, a year; `places` its versions.

    A later page of a list has no versions; its place is made here, and is `listed` unless all
    its articles are drafts. `title` is what the page is called, where that is not the name
    of the site.
    """
    own = next((place for place in places if place.locale.code == code), None)
    own = own or Place("", table.locales[code], file.removesuffix(INDEX), listed)
    description = plain(about.tagline) if own.group == HOME else ""
    robots = "" if own.listed else NOINDEX
    if not table.url:
        return Head(robots=robots, description=description)
    site = graph.website(table, about, own.address, [own.locale.tag])
    return Head(
        canonical="" if robots else table.absolute(own.address),
        alternates=() if robots else links(table, places),
        properties=opengraph.properties(
            table, about, own, places, (title or about.title, description)
        ),
        data=graph.script(site) if own.group == HOME else Markup(),
        feed=table.feed(code),
        robots=robots,
        description=description,
    )


def of_chooser(table: Table, about: About, homes: Iterable[Place]) -> Head:
    """Return the head of the choice of languages before the `homes`; it is their `x-default`."""
    homes = tuple(homes)
    description = plain(about.tagline)
    if not table.url:
        return Head(description=description)
    root = Place(HOME, table.source, "")
    tags = [home.locale.tag for home in homes]
    return Head(
        canonical=table.url,
        alternates=links(table, homes),
        properties=opengraph.properties(table, about, root, homes, (about.title, description)),
        data=graph.script(graph.website(table, about, "", tags)),
        feed=table.feed(table.source.code),
        description=description,
    )
