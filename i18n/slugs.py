"""Slugs: a title as the part of a web address, in ASCII."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "slugs.toml"

LONGEST = 80
"""Characters, at most."""
_SILENT = re.compile(r"[\u0300-\u036f'’ʼ`´\u00ad\u200b-\u200f\u2060]")
"""Marks over letters, apostrophes, and what nobody sees: no gap in a word."""
_GAP = re.compile("[^a-z0-9]+")


def slug(text: str, code: str) -> str:
    """Return the text as ASCII small letters and figures with hyphens between; "" if none is left.

    Cyrillic is written by the table of the locale, other Latin letters without their marks; all
    else is left out. It has at most 80 characters, and ends at a hyphen where one is.

    >>> slug("Қазақстан Үкіметінің отырысы", "kk")
    'qazaqstan-ukimetinin-otyrysy'
    """
    plain = unicodedata.normalize("NFC", text).lower().translate(_table(code))
    plain = unicodedata.normalize("NFKD", plain).lower().translate(_table(code))
    whole = _GAP.sub("-", _SILENT.sub("", plain)).strip("-")
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]


@cache
def _table(code: str) -> Mapping[int, str]:
    import tomllib  # noqa: PLC0415 - a third of the time that importing this module takes

    rows = tomllib.loads(DATA.read_text("utf-8"))
    language = code.partition("_")[0]
    table: dict[str, str] = {}
    for name in ("latin", "ru", language):
        row = rows.get(name, {})
        words = row.get("letters", "").split()
        table |= dict(zip(words[::2], words[1::2], strict=True))
        table |= dict.fromkeys(row.get("silent", ""), "")
    return str.maketrans(table)
