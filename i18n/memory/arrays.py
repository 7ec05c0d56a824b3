"""Arrays in a file, mapped into memory: opening it reads only where each is."""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"tilshi arrays 1\n"
_PAGE = 4096
_HEAD = len(_MAGIC) + 8


class DamagedError(ValueError):
    """The file is not whole, or not of this memory: it has to be made again."""


def write(path: Path, token: str, arrays: Arrays) -> None:
    """Write arrays of one dimension to a file that is there whole or not at all."""
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, at, len(array))
        at += -(-array.nbytes // _PAGE) * _PAGE
    said = json.dumps({"token": token, "size": at, "arrays": places}).encode()
    head = _MAGIC + len(said).to_bytes(4, "little") + zlib.crc32(said).to_bytes(4, "little") + said
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(head.ljust(_start(len(head)), b"\0"))
            for array in arrays.values():
                file.write(array.data.cast("B") if array.nbytes else b"")
                file.write(b"\0" * (-array.nbytes % _PAGE))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path, token: str) -> dict[str, NDArray[Any]]:
    """Map the arrays of a file. Raises DamagedError; OSError when it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        length = int.from_bytes(head[len(_MAGIC) : -4], "little")
        said = file.read(min(length, 1 << 20))
        if not head.startswith(_MAGIC) or zlib.crc32(said).to_bytes(4, "little") != head[-4:]:
            raise DamagedError("not a file of arrays")
        head_of = json.loads(said)
        start = _start(_HEAD + length)
        if head_of["token"] != token:
            raise DamagedError("of another memory")
        if os.fstat(file.fileno()).st_size != start + head_of["size"]:
            raise DamagedError("cut short")
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(whole, np.dtype(kind), count, start + at)
        for name, (kind, at, count) in head_of["arrays"].items()
    }


def _start(length: int) -> int:
    """Where the first array begins: at the next page."""
    return -(-length // _PAGE) * _PAGE
