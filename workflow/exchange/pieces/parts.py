"""Parts of an office file: XML files in a zip, found by what they are to each other.

The format is ECMA-376 part 2, Open Packaging Conventions. A zip may be made to unpack to more
than any disk holds: only parts that are asked for are unpacked, and never beyond a limit.
"""

import lzma
import posixpath
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from i18n import xml
from i18n.errors import Place, UserError
from i18n.xml import Element
from workflow.exchange.pieces.rows import stranger
from workflow.exchange.pieces.tags import attributes

LARGEST = 64_000_000
"""Bytes of one part, unpacked: a table of 5,000 long sentences has 10 million."""

MOST = 5_000
"""Files in one zip."""

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Office before 2007 begin, and those with a password."""

NEWER = "save it without a password, in the format of Office 2007 or newer (.docx, .xlsx)"
BROKEN = (
    BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError
)  # fmt: skip
"""What the standard library raises for damaged zips; NotImplementedError is a RuntimeError."""

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a zip of the parts, in their order; the same for the same parts."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, text in parts.items():
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, (HEAD + text).encode())
    return written.getvalue()


def types(kinds: Mapping[str, str]) -> str:
    """Return the part that says what each part is; `kinds` are the ends of their types."""
    office = "application/vnd.openxmlformats-officedocument."
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f"<Override{attributes({'PartName': f'/{name}', 'ContentType': office + kind})}/>"
            for name, kind in kinds.items()
        )
        + "</Types>"
    )


def relations(targets: Mapping[str, str]) -> str:
    """Return the part that says what a part refers to: paths, and what each is to it."""
    rows = (
        {"Id": f"rId{number}", "Type": f"{RELATIONS}/{kind}", "Target": target}
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f"<Relationship{attributes(row)}/>" for row in rows)
        + "</Relationships>"
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name in the zip, and its root element."""

    name: str
    root: Element


class Package:
    """The parts of a file, `path` its name. Raises UserError for what is none, or damaged."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        if data.startswith(OLD):
            raise UserError("an old file, or one with a password", hint=NEWER, at=Place(path))
        try:
            self.zip = ZipFile(BytesIO(data))
        except BROKEN as error:
            raise stranger(f"no zip, or damaged: {error}", path) from error
        if len(self.zip.infolist()) > MOST:
            raise stranger(f"more than {MOST} files in it", path)

    def main(self, kind: str) -> Part:
        """Return the part that is the document; `kind` is the name its root has to have."""
        part = next(self.related("", "officeDocument"), None)
        if part is None or part.root.name != kind:
            raise stranger(f"it has no {kind}", self.path)
        return part

    def related(self, name: str, kind: str) -> Iterator[Part]:
        """Yield the parts that are this to that part, in order; those missing are left out."""
        for target in self.targets(name, kind).values():
            if target in self.zip.NameToInfo:
                yield Part(target, self._parsed(target))

    def targets(self, name: str, kind: str) -> dict[str, str]:
        """Return the names of parts that are this to that part, by the id of the relation."""
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self.zip.NameToInfo:
            return {}
        return {
            one.attribute("Id"): posixpath.normpath(
                posixpath.join("/", folder, unquote(one.attribute("Target")))
            ).lstrip("/")
            for one in self._parsed(relations).all("Relationship")
            if one.attribute("Type").endswith(f"/{kind}")
            and one.attribute("TargetMode") != "External"
        }

    def part(self, name: str) -> Part | None:
        """Return a part by its name, if there is one."""
        return Part(name, self._parsed(name)) if name in self.zip.NameToInfo else None

    def _parsed(self, name: str) -> Element:
        return xml.parse_plain(self._unpacked(name), f"{self.path}:{name}")

    def _unpacked(self, name: str) -> bytes:
        info = self.zip.NameToInfo[name]
        if info.flag_bits & 1 or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UserError("packed in a way nothing can read", hint=NEWER, at=Place(self.path))
        if info.file_size > LARGEST:
            raise self._too_large(name)
        try:
            with self.zip.open(info) as file:
                data = file.read(LARGEST + 1)
        except BROKEN as error:
            raise stranger(f"damaged: {error}", self.path) from error
        if len(data) > LARGEST:
            raise self._too_large(name)
        return data

    def _too_large(self, name: str) -> UserError:
        hint = "delete pictures and empty rows from it, and save it again"
        what = f"{name} has more than {LARGEST // 1_000_000} MB unpacked"
        return UserError(what, hint=hint, at=Place(self.path))
