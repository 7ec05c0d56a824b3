"""Lists: the pages that lead to articles, in each language: its home, tags, years and archive.

A list longer than a page is cut from its oldest article on, so that a new one changes the first
page alone: that has one page's worth, and less than one more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from workflow.site.edition import Edition
from workflow.site.file import File
from workflow.site.groups import ARCHIVE, TAG, TAGS, YEAR, years
from workflow.site.metadata import heads
from workflow.site.pages import Listing, Name, Tag, Teaser, Years
from workflow.site.table import HOME, INDEX, Place, Row

Shown = Listing | Years | tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: its number from the oldest on, 0 for the first; its rows; its files."""

    number: int
    file: str
    rows: tuple[Row, ...]
    newer: str = ""
    older: str = ""


def files(edition: Edition) -> Iterator[File]:
    """Yield all lists of an edition."""
    for code in edition.groups.homes:
        root, word = edition.table.root(code), edition.words[code]
        rows = edition.table.by_locale.get(code, ())
        yield from _list(edition, code, HOME, root, Name(word("All articles")), rows)
        for tag, tagged in edition.groups.tagged[code].items():
            name = edition.name("tag", tag, code)
            address = edition.groups.tag_address(code, tag)
            yield from _list(edition, code, TAG + tag, address, name, tagged)
        for year, dated in years(rows):
            yield _year(edition, code, year, dated)
        yield _archive(edition, code, rows)
        if edition.groups.tagged[code]:
            yield _all_tags(edition, code)


def parts(address: str, rows: Sequence[Row], size: int) -> list[Part]:
    """Cut a list, newest first, into pages, the first of them first."""
    whole = max(0, len(rows) // size - 1)
    first = len(rows) - whole * size
    cuts = [rows[:first], *(rows[at : at + size] for at in range(first, len(rows), size))]
    numbers = [0, *range(whole, 0, -1)]
    files = [f"{address}page/{n}/{INDEX}" if n else f"{address}{INDEX}" for n in numbers]
    newer, older = ["", *files[:-1]], [*files[1:], ""]
    return [
        Part(number, file, tuple(cut), *near)
        for number, file, cut, *near in zip(numbers, files, cuts, newer, older, strict=True)
    ]


def _list(
    edition: Edition, code: str, group: str, address: str, name: Name, rows: Sequence[Row]
) -> Iterator[File]:
    for part in parts(address, rows, edition.run.project.settings.site.page_size):
        shown = Listing(
            name.text,
            (("", tuple(map(_teaser, part.rows))),) if part.rows else (),
            part.newer,
            part.older,
            "home" if group == HOME else "tag",
            name.locale,
            part.number,
        )
        yield _page(edition, code, part.file, group, shown)


def _year(edition: Edition, code: str, year: str, rows: Sequence[Row]) -> File:
    word = edition.words[code]
    months = groupby(rows, lambda row: row.entry.date[:7])
    grouped = tuple((word.month(f"{one}-01"), tuple(map(_teaser, some))) for one, some in months)
    file = f"{edition.table.root(code)}{year}/{INDEX}"
    return _page(edition, code, file, YEAR + year, Listing(year, grouped, kind="year"))


def _archive(edition: Edition, code: str, rows: Sequence[Row]) -> File:
    root = edition.table.root(code)
    counts = tuple((year, f"{root}{year}/{INDEX}", len(some)) for year, some in years(rows))
    undated = tuple(_teaser(row) for row in rows if not row.entry.date)
    archive = Years(counts, undated)
    return _page(edition, code, f"{root}archive/{INDEX}", ARCHIVE, archive)


def _all_tags(edition: Edition, code: str) -> File:
    root = edition.table.root(code)
    tags = tuple(
        replace(edition.tag(code, one), count=len(rows))
        for one, rows in edition.groups.tagged[code].items()
    )
    return _page(edition, code, f"{root}tags/{INDEX}", TAGS, tags)


def _page(
    edition: Edition,
    code: str,
    file: str,
    group: str,
    shown: Shown,
) -> File:
    """A page of the site that shows a list; only the first of several is a version of others."""
    first = not (isinstance(shown, Listing) and shown.number)
    versions = edition.groups.places[group] if first else ()
    stamp = (
        f"{code} {edition.groups.homes} {versions} {bool(edition.groups.tagged[code])} {shown!r}"
    )
    return File(file, stamp, partial(_print, edition, code, file, versions, shown))


def _print(
    edition: Edition,
    code: str,
    file: str,
    versions: tuple[Place, ...],
    shown: Shown,
) -> bytes:
    title = shown.heading if isinstance(shown, Listing) and shown.kind != "home" else ""
    listed = not (isinstance(shown, Listing) and shown.drafts)
    head = heads.of_list(
        edition.table, edition.about(code), code, file, versions, title=title, listed=listed
    )
    frame = edition.frame(file, code, versions, head)
    if isinstance(shown, Listing):
        page = edition.printer.listing(frame, shown)
    elif isinstance(shown, Years):
        page = edition.printer.years(frame, shown)
    else:
        page = edition.printer.tags(frame, shown)
    return page.encode()


def _teaser(row: Row) -> Teaser:
    entry = row.entry
    return Teaser(entry.title, f"{row.address}{INDEX}", entry.date, entry.lead, not row.listed)
