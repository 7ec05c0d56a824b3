"""An article addresses its readers in one way.

Russian has ты and вы, Kazakh сен and сіз, Chinese 你 and 您: who begins with one keeps to it. The
check compares what stands outside quotations over the whole article, and points at the way that
is used less. People who are quoted speak as they like: of them it only says when one sentence has
both. Chinese writers mix the two more freely, so there it is only said.

To mend it: decide which of the two this article uses, and change the pronoun and its verb.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from i18n.edits import Span
from i18n.evidence.pair import Article, Pair, Side
from i18n.evidence.patterns import anywhere, lines, small, words
from i18n.evidence.problem import Problem, Severity

DATA = Path(__file__).parents[1] / "data" / "register.toml"
_QUOTED = re.compile(
    "«[^«»]{0,2000}+»|“[^“”„]{0,2000}+[“”]|„[^„“”]{0,2000}+[“”]|「[^「」]{0,2000}+」"
    '|"[^"]{0,2000}+"'
)
_MARK = re.compile('[«»„“”"「」]')
_OPENING = "«„“「"


@dataclass(frozen=True, slots=True)
class Address:
    """The words of a language for one who is addressed, and whether a mixture is a mistake."""

    informal: re.Pattern[str]
    formal: re.Pattern[str]
    certain: bool

    def both(self, text: str) -> bool:
        """Whether a text in small letters has words of both kinds."""
        return bool(self.informal.search(text) and self.formal.search(text))


@dataclass(frozen=True, slots=True)
class Use:
    """A pair, and where its target has words of one kind outside quotations."""

    pair: Pair
    places: tuple[Span, ...]

    @property
    def word(self) -> str:
        return self.pair.unit.target[slice(*self.places[0])]


def check(article: Article) -> Iterator[tuple[Pair, Problem]]:
    """Yield the sentences with the rarer address; of two as rare, those with the later one."""
    address = _address(article.brief.target)
    if address is None or not address.both(small(article.target)):
        return
    ways: tuple[list[Use], list[Use]] = ([], [])
    for pair, told in zip(article.pairs, _told(article), strict=True):
        text, quoted = small(told), True
        for way, words_of in zip(ways, (address.informal, address.formal), strict=True):
            if places := tuple(found.span() for found in words_of.finditer(text)):
                way.append(Use(pair, places))
                quoted = False
        if quoted and address.both(small(pair.target.prose)):
            yield pair, Problem("two ways to address one person", severity=Severity.INFO)
    if all(ways):
        kept, other = _ranked(article, *ways)
        severity = None if address.certain else Severity.INFO
        for use in other:
            message = f"“{use.word}” here, but “{kept[0].word}” elsewhere in the article"
            yield use.pair, Problem(message, target=use.places, severity=severity)


def _ranked(
    article: Article, informal: Sequence[Use], formal: Sequence[Use]
) -> tuple[Sequence[Use], Sequence[Use]]:
    """The way of most sentences, and the other."""
    place = {id(pair): number for number, pair in enumerate(article.pairs)}

    def rank(way: Sequence[Use]) -> tuple[int, int, Span]:
        return -len(way), place[id(way[0].pair)], way[0].places[0]

    first, second = sorted((informal, formal), key=rank)
    return first, second


def _told(article: Article) -> Iterator[str]:
    """Yield what of each target stands outside quotations, place for place.

    What is in doubt, a sentence with a mark too many and those after it, counts as quoted.
    """
    source = target = False
    for pair in article.pairs:
        rest, told = _unquoted(pair.source), _unquoted(pair.target)
        doubt = source or target or _MARK.search(rest) or _MARK.search(told)
        source, target = _open_after(rest, source), _open_after(told, target)
        yield "" if doubt else told


def _open_after(rest: str, before: bool) -> bool:
    """Whether a quotation is open after a text whose whole quotations are blanked out."""
    marks = _MARK.findall(rest)
    if not marks:
        return before
    return not before if marks[-1] == '"' else marks[-1] in _OPENING


def _unquoted(side: Side) -> str:
    text = side.prose
    return _QUOTED.sub(lambda found: " " * len(found[0]), text) if _MARK.search(text) else text


@cache
def _address(code: str) -> Address | None:
    row = _rows().get(code)
    if row is None:
        return None
    pattern = words if row.get("whole", True) else anywhere
    informal, formal = (pattern(lines(row[key])) for key in ("informal", "formal"))
    return Address(informal, formal, row.get("certain", True))


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))
