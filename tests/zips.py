"""Zips for tests of office files: with a part that somebody has changed, and hostile ones."""

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def part(data: bytes, name: str) -> str:
    """Return the text of a part."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def replaced(data: bytes, parts: Mapping[str, str]) -> bytes:
    """Return the zip with some parts changed or added."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts.get(name) or old.read(name))
    return written.getvalue()


def edited(data: bytes, name: str, *changes: tuple[str, str]) -> bytes:
    """Return the zip with words changed in a part; each has to be there."""
    text = part(data, name)
    for old, new in changes:
        assert old in text, (old, text)
        text = text.replace(old, new)
    return replaced(data, {name: text})


def bomb(data: bytes, name: str, size: int) -> bytes:
    """Return the zip with blanks in a part, so many bytes once unpacked."""
    return replaced(data, {name: part(data, name) + " " * size})


def understated(data: bytes, name: str, size: int) -> bytes:
    """Return the zip with a part that says it is smaller than it is."""
    raw = bytearray(data)
    with ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(name)
    real, said = struct.pack("<L", info.file_size), struct.pack("<L", size)
    for signature, length in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = -1
        while (start := raw.find(signature, start + 1)) >= 0:
            if raw[start + length : start + length + 4] == real:
                raw[start + length : start + length + 4] = said
    return bytes(raw)
