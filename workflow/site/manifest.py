"""The manifest of an output folder: what is out, and in which files."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, Literal, get_args

from i18n.errors import Place, UserError
from workflow.publish import Status
from workflow.site.metadata import moments
from workflow.site.release.disclosure import Kind

FILE = "manifest.json"
_REFUSED = re.compile(r"\A/|[\\\0]|(?:\A|/)\.[^/]")
"""An absolute path, one with a backslash, and one with a part that begins with a full stop."""

FORMAT = 2

Version = tuple[str, str]
"""The slug of an article, and the code of a locale."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an article that is out.

    `rule` is the one it went out under, `hash` the SHA-256 of its localized file (`source`),
    `untranslated` how many of its sentences still stand in the source language. `files` are all
    that belong to it, from the output folder; `address` is the folder of its page, `name` what
    the last part of that was asked to be.

    What lists and feeds say of it: `title` and `lead` are plain text, `author` and `tags` are as
    the source article has them, `image` is a file of the output, `minutes` what reading takes.
    `date` and `updated` are of the front matter: a day or a time in ISO 8601, or empty. A
    translation was `published` when it first went out and `modified` when people last approved
    some of it, days both; the source article on its `date`; where no day of an approval is
    known they are empty. `correction` is a hash of the last correction that it has, `corrected`
    the day of that. `kind` and `record` are its provenance (workflow/approval/provenance.py).
    `permit` is the markup that its article had when it went out (permits.py).
    """

    status: Status
    rule: str
    source: str
    hash: str
    files: tuple[str, ...] = ()
    address: str = ""
    name: str = ""
    untranslated: int = 0
    title: str = ""
    lead: str = ""
    author: str = ""
    image: str = ""
    minutes: int = 0
    tags: tuple[str, ...] = ()
    date: str = ""
    updated: str = ""
    published: str = ""
    modified: str = ""
    corrected: str = ""
    correction: str = ""
    kind: Kind | Literal[""] = ""
    record: Mapping[str, Any] = field(default_factory=dict)
    permit: Mapping[str, Any] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Entry"], tuple[object, ...]]:
        """Go from process to process in a third of the time that a dataclass takes."""
        return Entry, _ALL(self)

    @property
    def decided(self) -> tuple[object, ...]:
        """What is known of a version before its page is made."""
        return _DECIDED(self)

    @property
    def told(self) -> tuple[object, ...]:
        """What the page says of the version, and where it is."""
        return _TOLD(self)


OF_PAGE = ("files", "address", "title", "lead", "image", "minutes", "permit")
"""What is entered as addresses are given and pages made."""

_Values = Callable[[Entry], tuple[object, ...]]
_NAMES = tuple(one.name for one in fields(Entry))
_ALL: _Values = attrgetter(*_NAMES)
_DECIDED: _Values = attrgetter(*(name for name in _NAMES if name not in OF_PAGE))
_TOLD: _Values = attrgetter(*OF_PAGE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is out: the versions, the files that all of them share, and where old addresses lead.

    `form` is what the folder holds: a site, localized files or records.
    """

    entries: Mapping[Version, Entry] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    moved: Mapping[str, Version] = field(default_factory=dict)
    form: str = ""

    @property
    def all_files(self) -> Iterator[str]:
        yield from self.files
        for entry in self.entries.values():
            yield from entry.files


def parse(text: str, path: str) -> Manifest:
    """Read a manifest. Raises UserError when it is not one, or names a file outside its folder."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise UserError(
                f"a manifest of format {table['format']!r}",
                hint="another version of tilshi wrote it: publish with that, or elsewhere with -o",
                at=Place(path),
            )
        entries = {
            (slug, code): _entry(row)
            for slug, versions in table["articles"].items()
            for code, row in versions.items()
        }
        moved = {old: (slug, code) for old, (slug, code) in table["moved"].items()}
        files = tuple(_inside(table["files"]))
        manifest = Manifest(entries, files, dict(_all_inside(moved)), table["form"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(
            "not a manifest that tilshi wrote",
            hint="empty the folder and publish again, or choose another with -o",
            at=Place(path),
        ) from error
    return manifest


def write(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, sorted, with a line for each version."""
    files, moved = _json(sorted(manifest.files)), _json(dict(sorted(manifest.moved.items())))
    form = _json(manifest.form)
    head = (
        f'"format": {FORMAT},\n"form": {form},\n"files": {files},\n"moved": {moved},\n"articles": '
    )
    out = bytearray(f"{{\n{head}{{\n".encode())
    for slug, keys in groupby(sorted(manifest.entries), itemgetter(0)):
        rows = (f"  {_json(key[1])}: {_json(_row(manifest.entries[key]))}" for key in keys)
        out += f" {_json(slug)}: {{\n{_lines(rows)}\n }},\n".encode()
    if manifest.entries:
        del out[-len(",\n") :]
    return bytes(out + b"\n}\n}\n")


def _row(entry: Entry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    return {name: value for name, value in row.items() if value}


def _entry(row: dict[str, Any]) -> Entry:
    named = [row["source"], row.get("address", ""), row.get("image", "")]
    files = tuple(_inside([*named, *row["files"]]))[len(named) :]
    read = {"status": Status(row["status"]), "files": files, "tags": tuple(row.get("tags", ()))}
    entry = Entry(**{**row, **read})
    if not (_is_typed(entry) and entry.kind in {"", *get_args(Kind)}):
        raise ValueError(row)
    for moment in (entry.date, entry.updated, entry.published, entry.modified, entry.corrected):
        if moment:
            moments.instant(moment)
    return entry


def _is_typed(entry: Entry) -> bool:
    """Whether every value is of the type of that with which an entry begins."""
    plain = all(isinstance(getattr(entry, name), kind) for name, kind in _TYPES.items())
    return plain and all(isinstance(one, str) for one in (*entry.files, *entry.tags))


_TYPES: Mapping[str, type] = {
    **{one.name: type(one.default) for one in fields(Entry) if isinstance(one.default, str | int)},
    **dict.fromkeys(("rule", "source", "hash"), str),
}


def _inside(files: Iterable[str]) -> Iterator[str]:
    """Yield the paths; ValueError for one that leaves the folder: they may be deleted one day."""
    for file in files:
        if _REFUSED.search(file):
            raise ValueError(file)
        yield file


def _all_inside(moved: Mapping[str, Version]) -> Iterator[tuple[str, Version]]:
    for old, new in zip(_inside(moved), moved.values(), strict=True):
        if not old.endswith("/"):
            raise ValueError(old)
        yield old, new


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(rows: Iterable[str]) -> str:
    return ",\n".join(rows)
