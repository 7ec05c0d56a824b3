"""A PO file of any program, given by its path: read to be checked, changed in place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from i18n import catalog as catalogs
from i18n.amend import amend
from i18n.errors import Place, UserError
from i18n.languages import tags
from i18n.model import Catalog, Unit
from workflow.project import TRIES, lock_of, write
from workflow.stamps import stamp

SOURCE = "X-Source-Language"
_LANGUAGE = ("Language", "X-Language")

Change = Callable[[Sequence[Unit]], Sequence[Unit]]
"""Gets units, and returns as many, in the same order."""


def read(path: Path) -> Catalog:
    """Return what a file has; its locale is "" where neither its header nor its path says a known one.

    A header that says another language is believed. Raises UserError when it cannot be read.
    """
    catalog, _, _ = _read(path)
    return catalog


def source(catalog: Catalog) -> str:
    """Return the code of the language it is translated from: English, unless the header says so."""
    return tags.code(dict(catalog.headers).get(SOURCE, "")) or "en"


def update(path: Path, change: Change) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """Change units of a file as it is on disk now; nothing is written when none changes.

    `change` may be called again when another program saves the file meanwhile.
    Returns the units before and after.
    """
    with lock_of(path):
        for _ in range(TRIES):
            seen = stamp([path])
            catalog, text, data = _read(path)
            before = catalog.units
            after = change(before)
            changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
            if not changed or write(path, catalogs.encode(amend(text, changed), data), seen):
                return before, after
    raise UserError(
        "another program keeps saving this file",
        hint="close it there, then run the command again",
        at=Place(str(path)),
    )


def _read(path: Path) -> tuple[Catalog, str, bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        raise UserError(
            what, hint="see to the file, or name another", at=Place(str(path))
        ) from error
    text = catalogs.decode(data, str(path))
    catalog = catalogs.parse_any(text, str(path), "")
    return Catalog(_locale(catalog, path), catalog.headers, catalog.units), text, data


def language(catalog: Catalog) -> str:
    """Return what its header calls its language, known or not; "" if it says none."""
    headers = dict(catalog.headers)
    return next(filter(None, (headers.get(name, "") for name in _LANGUAGE)), "")


def _locale(catalog: Catalog, path: Path) -> str:
    said = language(catalog)
    return tags.code(said) or "" if said else tags.of_path(path) or ""
