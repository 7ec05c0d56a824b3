"""Locales: what is known of each language, read from data/locales.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from i18n.errors import UserError


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words that tell whether a stop ends a sentence; data/locales.toml says what each does.

    Abbreviations are without their last stop and without spaces inside.
    """

    final: frozenset[str] = frozenset()
    never_final: frozenset[str] = frozenset()
    perhaps_final: frozenset[str] = frozenset()
    after_figure: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    before_figure: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    carries_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Locale:
    """A language to write in, with its script.

    `code` names it in catalogs and paths, `tag` (BCP 47) in HTML and URLs. `gap` is what stands
    between two sentences. `quotes` are the outer pair and the inner pair.
    `sample` is a sentence to try an engine with. `negations` are whole words; one that starts
    with `n` and an apostrophe is an ending. `morphology` names a row of `i18n.morphologies`,
    `words` if nothing is said. One with a `base` is that language in another script: nobody
    translates into it, its texts are made from those of the base (i18n.scripts). Sets of words are not
    in its `repr`, which is part of stamps: it must be short, and the same in every process.
    """

    code: str
    tag: str
    name: str
    endonym: str
    script: str
    dir: str
    morphology: str
    gap: str
    plural_forms: str
    sample: str
    quotes: tuple[str, ...]
    negations: frozenset[str] = field(repr=False)
    sentences: SentenceWords = field(repr=False)
    base: str = ""


DATA = Path(__file__).parent / "data" / "locales.toml"

ABBREVIATIONS = ("final", "never_final", "perhaps_final", "after_figure", "units", "before_figure")


@cache
def every() -> Mapping[str, Locale]:
    """Return every locale by its code, those made from others too."""
    import tomllib  # noqa: PLC0415 - a third of the time that importing this module takes

    rows = tomllib.loads(DATA.read_text("utf-8"))
    return MappingProxyType({code: _locale(code, rows) for code in rows})


@cache
def known() -> Mapping[str, Locale]:
    """Return the locales that people write in and translate into, by code."""
    return MappingProxyType({code: row for code, row in every().items() if not row.base})


@cache
def derived() -> Mapping[str, Locale]:
    """Return the locales whose texts are made from those of their base, by code."""
    return MappingProxyType({code: row for code, row in every().items() if row.base})


def get(code: str) -> Locale:
    """Return the locale with this code; a UserError names the nearest when there is none."""
    try:
        return every()[code]
    except KeyError:
        raise UserError(f"unknown locale: {code!r}", hint=_nearest(code)) from None


def written(code: str) -> Locale:
    """Return the locale with this code; a UserError where nobody writes in it, or it is unknown."""
    locale = get(code)
    if locale.base:
        hint = f'say {locale.base}; {code} belongs in "scripts" of tilshi.toml'
        raise UserError(f"{code} is made from {locale.base}", hint=hint)
    return locale


def with_abbreviations(locale: Locale, words: Iterable[str]) -> Locale:
    """Return the locale with more abbreviations that never end a sentence, as people write them."""
    more = frozenset("".join(word.split()).removesuffix(".") for word in words) - {""}
    sentences = locale.sentences
    return replace(
        locale,
        sentences=replace(
            sentences,
            never_final=sentences.never_final | more,
            final=sentences.final - more,
        ),
    )


def _nearest(code: str) -> str:
    by_name = {name: key for key, row in every().items() for name in (key, row.tag, row.name)}
    by_fold = {name.casefold().replace("_", "-"): key for name, key in by_name.items()}
    close = get_close_matches(code.casefold().replace("_", "-"), by_fold, n=1, cutoff=0.5)
    if close:
        return f"did you mean {by_fold[close[0]]!r}?"
    return f"known are {', '.join(known())}"


def _locale(code: str, rows: Mapping[str, Any]) -> Locale:
    base = rows[code].get("base", "")
    row = {"morphology": "words", **rows.get(base, {}), **rows[code]}
    row["plural_forms"] = row["plural_forms"].strip()
    row["quotes"] = tuple(row["quotes"])
    row["negations"] = frozenset(row["negations"].split())
    return Locale(code=code, **row | {"sentences": _sentences(base or code, rows)})


def _sentences(code: str, rows: Mapping[str, Any]) -> SentenceWords:
    own = dict(rows[code]["sentences"])
    lenders = own.pop("borrows", "").split()
    words = {kind: set(text.split()) for kind, text in own.items()}
    claimed = set().union(*(words.get(kind, set()) for kind in ABBREVIATIONS))
    for lender in lenders:
        for kind in ABBREVIATIONS:
            lent = set(rows[lender]["sentences"].get(kind, "").split()) - claimed
            words[kind] = words.get(kind, set()) | lent
    return SentenceWords(**{kind: frozenset(group) for kind, group in words.items()})
