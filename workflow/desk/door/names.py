"""A name of a person, as it may stand in the lines of a catalog."""

import unicodedata

from i18n.entries import MARKS
from i18n.errors import UserError

LONGEST = 80
_UNSEEN = ("C", "Zl", "Zp")
"""Unicode's categories of what cannot be seen: control, direction, joiners, ends of lines."""


def checked(name: str) -> str:
    """Return the name in one form of letters. Raises UserError where catalogs could not bear it."""
    name = unicodedata.normalize("NFC", name)
    if wrong := _wrong(name):
        hint = 'a name is letters and spaces: "An Editor"'
        raise UserError(f"{name[:LONGEST]!r} cannot be the name of a person: {wrong}", hint=hint)
    return name


def _wrong(name: str) -> str:
    if not name or name != " ".join(name.split()):
        return "it is empty, or has spaces that say nothing"
    if len(name) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if any(unicodedata.category(char).startswith(_UNSEEN) for char in name):
        return "a character in it cannot be seen"
    if set(name) & set(';:"\\<>'):
        return 'it has one of ; : " \\ < > in it'
    if name.lower() in MARKS:
        return "lines of catalogs begin with this word"
    return ""
