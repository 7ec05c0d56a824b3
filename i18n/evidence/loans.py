"""Loans: the Latin words that a translation in another script may hold."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.model import Term
from i18n.once import once

DATA = Path(__file__).parents[1] / "data" / "loans.toml"
ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LATIN = re.compile(r"[A-Za-z]")
_NOTHING = bytes(code for code in range(128) if not re.match("[a-z0-9]", chr(code)))


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of Latin words; the translated acronyms are by the code of the source."""

    minor: frozenset[str]
    loose: frozenset[str]
    common: frozenset[str]
    translated: dict[str, frozenset[str]]


@cache
def known() -> Words:
    """Return all that is known."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return Words(
        minor=frozenset(data["minor"].split()),
        loose=frozenset(data["loose"].split()),
        common=frozenset(data["common"].split()),
        translated={code: frozenset(row.split()) for code, row in data["translated"].items()},
    )


class Loans:
    """What may be lent: the words of an article's source, and the terms that are in Latin."""

    def __init__(self, source: str, terms: Iterable[Term]) -> None:
        self.kept = tuple(_kept(terms))
        self.source = squeezed(source)
        self.text = self.source + " " + " ".join(map(squeezed, self.kept))
        self.whole = source

    @once
    def initials(self) -> str:
        """The letters that the words of the source begin with."""
        return "".join(re.findall(r"\b[A-Za-z]", self.whole)).casefold()

    def has(self, word: str) -> bool:
        """Tell if a word is the source's or a term's, or needs no source."""
        bare = squeezed(word)
        known_here = bare in self.text or (bare.endswith("s") and bare[:-1] in self.text)
        return known_here or bare in known().common or bool(ROMAN.fullmatch(word))

    def spells(self, acronym: str) -> bool:
        """Tell if words that follow each other in the source begin with these letters."""
        return squeezed(acronym) in self.initials


def squeezed(text: str) -> str:
    """Return the letters and figures alone, in small letters without their accents.

    >>> squeezed("Beyoncé’s U.S. Tour")
    'beyoncesustour'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return text.casefold().encode("ascii", "ignore").translate(None, _NOTHING).decode("ascii")


def titled(words: Iterable[str]) -> bool:
    """Tell if words are written as a title: capitals everywhere but in the short ones inside."""
    row = tuple(words)
    minor = known().minor
    ends = row[:1] + row[-1:]
    return all(not word[0].islower() for word in ends) and all(
        not word[0].islower() or word in minor for word in row
    )


def _kept(terms: Iterable[Term]) -> Iterable[str]:
    for term in terms:
        if term.keep:
            yield term.source
        yield from (form for form in term.approved if _LATIN.search(form))
