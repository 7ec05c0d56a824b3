"""The manifest of an output folder: what is out, and in which files."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

from i18n.errors import Place, UserError
from workflow.publish import Status

FILE = "manifest.json"
FORMAT = 1

Version = tuple[str, str]
"""The slug of an article, and the code of a locale."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an article that is out.

    `rule` is the one it went out under, `hash` the SHA-256 of its localized file (`source`),
    `untranslated` how many of its sentences still stand in the source language. `files` are all
    that belong to it, from the output folder. `date` is that of its front matter.
    """

    status: Status
    rule: str
    source: str
    hash: str
    files: tuple[str, ...]
    title: str = ""
    date: str = ""
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is out: the versions, and the files that all of them share."""

    entries: Mapping[Version, Entry] = field(default_factory=dict)
    files: tuple[str, ...] = ()

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
        manifest = Manifest(entries, tuple(_inside(table["files"])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            "not a manifest that tilshi wrote",
            hint="empty the folder and publish again, or choose another with -o",
            at=Place(path),
        ) from error
    return manifest


def write(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, sorted, with a line for each version."""
    files = _json(sorted(manifest.files))
    out = bytearray(f'{{\n"format": {FORMAT},\n"files": {files},\n"articles": {{\n'.encode())
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
    files = tuple(_inside([row["source"], *row["files"]]))
    return Entry(**{**row, "status": Status(row["status"]), "files": files[1:]})


def _inside(files: Iterable[str]) -> Iterator[str]:
    """Yield the paths; ValueError for one that leaves the folder: they may be deleted one day."""
    for file in files:
        if file.startswith("/") or "\\" in file or ".." in PurePosixPath(file).parts:
            raise ValueError(file)
        yield file


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(rows: Iterable[str]) -> str:
    return ",\n".join(rows)
