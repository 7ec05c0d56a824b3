"""Catalogs filled: something to update and to publish, made of the source letter by letter.

Markup, links and placeholders stay; words become Cyrillic, or two Han characters each.
"""

import re
from dataclasses import replace
from pathlib import Path

import polib

from i18n import catalog as catalogs
from i18n.model import Catalog, Unit
from workflow.review import approve, rewrite

_KEPT = re.compile(r"(\]\([^)]*\)|\{\d+\}|<[^>]*>|`[^`]*`|\\.|^[\w ]+:|\d+)", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z]+")
_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопярстувшжызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЖЫЗ",
)
_REVIEWER = "A. Editor"
_DAY = "2026-11-24"


def translated(text: str, locale: str) -> str:
    """Return a text of about the length that a translation has, in the locale's script."""
    return "".join(
        part if number % 2 else _words(part, locale)
        for number, part in enumerate(_KEPT.split(text))
    )


def approve_all(folder: Path) -> int:
    """Translate and approve every unit of Tilshi's catalogs in a project; return how many."""
    count = 0
    for path in sorted((folder / "locales").rglob("*.po")):
        locale = path.relative_to(folder / "locales").parts[0]
        catalog = catalogs.parse(path.read_text("utf-8"), str(path), locale)
        path.write_text(catalogs.write(_approved(catalog)), "utf-8")
        count += len(catalog.units)
    return count


def fill(folder: Path) -> int:
    """Translate every entry of the catalogs `<locale>/**.po` of other tools; return how many."""
    count = 0
    for path in sorted(folder.rglob("*.po")):
        locale = path.relative_to(folder).parts[0]
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr = translated(entry.msgid, locale)
        count += len(file)
        file.save()
    return count


def _approved(catalog: Catalog) -> Catalog:
    return replace(catalog, units=tuple(_approve(unit, catalog.locale) for unit in catalog.units))


def _approve(unit: Unit, locale: str) -> Unit:
    drafted = rewrite(unit, translated(unit.source, locale))
    return approve(replace(drafted, fuzzy=False, raw=""), _REVIEWER, _DAY)


def _words(text: str, locale: str) -> str:
    if not locale.startswith("zh"):
        return text.translate(_CYRILLIC)
    return _WORD.sub(lambda word: _han(word[0]), text)


def _han(word: str) -> str:
    """Two characters, the same ones for the same word."""
    seed = sum(map(ord, word))
    return chr(0x4E00 + seed % 5000) + chr(0x4E00 + seed * len(word) % 5000)
