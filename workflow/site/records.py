"""Records: articles as JSON, with what is known of them, for a program that makes its own pages.

`{language}/{slug}.json` is a version, `articles.json` lists all that are out.
"""

import json
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from workflow.site import notices
from workflow.site.edition import Edition
from workflow.site.file import File
from workflow.site.manifest import Entry
from workflow.site.table import Row
from workflow.site.typeset import Page

FORMAT = 1
INDEX = "articles.json"


class Record(Page):
    """The record of one version. Links in its HTML lead to other records and to `media/`."""

    @cached_property
    def entered(self) -> Entry:
        """The entry with all files that belong to it, once those are written."""
        files = (self.entry.source, self.page, *sorted(self.media.files))
        return replace(self.shown, files=files)

    def write(self) -> bool:
        """Write the record; True when it has changed."""
        row = replace(self.row, entry=self.shown)
        return self.setting.run.folder.put(self.page, _json(self._record(row)))

    def _record(self, row: Row) -> dict[str, Any]:
        edition, entry = self.edition, row.entry
        versions = edition.table.versions(self.setting.slug)
        return {
            "format": FORMAT,
            **_said(edition, row),
            "heading_html": self.said.heading,
            "body_html": self.said.body,
            "image_alt": self.front.image_alt,
            "notices": [
                {"kind": one.kind, "text": one.text}
                for one in notices.above(edition, row, self.front)
            ],
            "disclosure": notices.provenance(edition, row, self.front),
            "provenance": entry.record or None,
            "localized": entry.source,
            "versions": [
                {
                    "language": one.locale.tag,
                    "file": self.setting.run.page(one.slug, one.locale.code),
                }
                for one in versions
            ],
        }


def index(edition: Edition) -> File:
    """Return the list of all articles that are out."""
    rows = [row for code in edition.groups.homes for row in edition.table.by_locale.get(code, ())]
    listed = [
        {"file": edition.run.page(row.slug, row.locale.code), **_said(edition, row)} for row in rows
    ]
    data = _json({"format": FORMAT, "articles": listed})
    return File(INDEX, data.decode(), partial(bytes, data))


def _said(edition: Edition, row: Row) -> dict[str, Any]:
    """What lists say of a version."""
    entry, code = row.entry, row.locale.code
    return {
        "slug": row.slug,
        "language": row.locale.tag,
        "direction": row.locale.dir,
        "status": str(entry.status),
        "kind": entry.kind,
        "title": entry.title,
        "lead": entry.lead,
        "date": entry.date,
        "updated": entry.updated,
        "published": entry.published,
        "modified": entry.modified,
        "corrected": entry.corrected,
        "author": edition.name("author", entry.author, code).text,
        "tags": [{"id": tag, "name": edition.name("tag", tag, code).text} for tag in entry.tags],
        "image": entry.image,
        "minutes": entry.minutes,
    }


def _json(value: dict[str, Any]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
