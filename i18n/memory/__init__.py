"""The translation memory: what people approved, looked up by likeness; STORES is the table.

It can be deleted and is built again: catalogs and imported files are the only store of work.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from i18n.errors import UserError

if TYPE_CHECKING:
    from i18n.memory.memory import Memory

STORES = {
    "": "i18n.memory.sqlite",
    "postgresql": "i18n.memory.postgres",
    "postgres": "i18n.memory.postgres",
}
"""The module of a store by the scheme of its URL, with `load(url, project)`; "" is a path."""


def open_memory(url_or_path: str | Path, *, project: str = "", source: str = "en") -> "Memory":
    """Open a memory: a path is a file of its own, a URL one that several projects share.

    `project` is the name that entries carry in a shared one, `source` the code of the language
    translated from. Raises UserError when it cannot be opened.
    """
    from i18n.memory.memory import Memory  # noqa: PLC0415 - the table costs nothing to import

    scheme, found, _ = str(url_or_path).partition("://")
    scheme = scheme if found else ""
    if scheme not in STORES:
        known = ", ".join(f"{name}://" for name in STORES if name)
        raise UserError(f"no memory is kept at {scheme}://", hint=f"known are {known}")
    return Memory(import_module(STORES[scheme]).load(url_or_path, project), source)
