"""What an address leads to in a folder that is served: a file, and of which kind."""

import os
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import unquote

_TYPES = MimeTypes(filenames=())
for _type, _suffix in (
    ("application/wasm", ".wasm"),
    ("application/atom+xml", ".atom"),
    ("application/xml", ".xml"),
    ("image/webp", ".webp"),
    ("image/avif", ".avif"),
    ("text/javascript", ".js"),
    ("font/woff2", ".woff2"),
):
    _TYPES.add_type(_type, _suffix)
_TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")


def place(folder: Path, asked: str) -> Path | None:
    """Return where the path of an address is in a folder; None for what can be nowhere in it."""
    names = [
        unquote(name, errors="surrogateescape") for name in asked.removesuffix("/").split("/")[1:]
    ]
    if not asked.startswith("/") or any(not _is_name(name) for name in names):
        return None
    path = folder.joinpath(*names)
    try:
        return path if path.resolve().is_relative_to(folder) else None
    except (OSError, RuntimeError):  # links that lead to each other
        return None


def is_folder(path: Path) -> bool:
    """Whether it is a folder; False where no file could be."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name too long


def _is_name(name: str) -> bool:
    """Whether it may be the name of a file, and not hidden."""
    return bool(name) and not name.startswith(".") and not set(name) & set("/\\\0")


def kind_of(name: str) -> str:
    """Return the Content-Type of a file; the machine's own list of types does not count."""
    kind, encoding = _TYPES.guess_type(name)
    if not kind or encoding:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
