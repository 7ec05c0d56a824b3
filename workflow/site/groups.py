"""Groups: which pages of a site are versions of each other, its articles and its lists."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from i18n.slugs import slug as romanised
from workflow.site.metadata import moments
from workflow.site.table import HOME, Place, Row, Table

TAGS, ARCHIVE, TAG, YEAR = "//tags", "//archive", "//tag ", "//year "
"""The groups of lists besides HOME; no article is called so."""


@dataclass(frozen=True)
class Groups:
    """The lists of a table, and the groups that they and its articles are in."""

    table: Table

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The locales that have a home: the source, and those in which an article is out."""
        used = {code for _, code in self.table.rows} | {self.table.source.code}
        return tuple(code for code in self.table.locales if code in used)

    @cached_property
    def tag_slugs(self) -> Mapping[str, str]:
        """The part of an address that names each tag."""
        tags = sorted({tag for row in self.table.rows.values() for tag in row.entry.tags})
        found: dict[str, str] = {}
        taken: dict[str, int] = {}
        for tag in tags:
            name = romanised(tag, self.table.source.code) or "tag"
            number = taken[name] = taken.get(name, 0) + 1
            own = name if number == 1 else f"{name}-{number}"
            while own in found:  # as a tag that is called `news-2`
                taken[name] += 1
                own = f"{name}-{taken[name]}"
            found[own] = tag
        return {tag: name for name, tag in found.items()}

    @cached_property
    def tagged(self) -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
        """The articles with each tag, by locale, newest first; tags as the source has them."""
        found: dict[str, dict[str, list[Row]]] = {code: defaultdict(list) for code in self.homes}
        for code, rows in self.table.by_locale.items():
            for row in rows:
                for tag in dict.fromkeys(row.entry.tags):
                    found[code][tag].append(row)
        return {
            code: {tag: tuple(rows) for tag, rows in sorted(tags.items())}
            for code, tags in found.items()
        }

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """The places of each group, in the site's order."""
        found: dict[str, list[Place]] = defaultdict(list)
        for slug, rows in self.table.by_slug.items():
            found[slug] = [row.place for row in rows]
        for code in self.homes:
            for group, address, rows in self._lists(code):
                listed = any(row.listed for row in rows)
                known = (row.modified for row in rows if row.listed and row.modified)
                modified = max(known, key=moments.instant, default="")
                place = Place(group, self.table.locales[code], address, listed, modified)
                found[group].append(place)
        return {group: tuple(places) for group, places in found.items()}

    def tag_address(self, code: str, tag: str) -> str:
        """Return the folder of the list of a tag."""
        return f"{self.table.root(code)}tags/{self.tag_slugs[tag]}/"

    def _lists(self, code: str) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
        """The lists of a language: group, address and rows."""
        root, rows = self.table.root(code), self.table.by_locale.get(code, ())
        yield HOME, root, rows
        yield ARCHIVE, f"{root}archive/", rows
        if self.tagged[code]:
            yield TAGS, f"{root}tags/", rows
        for tag, tagged in self.tagged[code].items():
            yield TAG + tag, self.tag_address(code, tag), tagged
        for year, dated in years(rows):
            yield YEAR + year, f"{root}{year}/", dated


def years(rows: Iterable[Row]) -> list[tuple[str, tuple[Row, ...]]]:
    """Return the rows that have a date, by year, newest first as they are."""
    dated = (row for row in rows if row.entry.date)
    return [(year, tuple(some)) for year, some in groupby(dated, lambda row: row.entry.date[:4])]
