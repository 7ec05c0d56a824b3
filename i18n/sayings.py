"""Sayings: what services and models give instead of a translation, from data/hygiene.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "hygiene.toml"


@dataclass(frozen=True, slots=True)
class Sayings:
    """What there is in messages of services, in web pages and in answers of models.

    `service`, `page` and `sorry` are pieces of text, case folded. The pattern of `nothing`
    matches a whole answer, a `refusal` and a `label` its start, the label up to the text.
    """

    service: tuple[str, ...]
    page: tuple[str, ...]
    sorry: tuple[str, ...]
    nothing: re.Pattern[str]
    debris: re.Pattern[str]
    refusal: re.Pattern[str]
    label: re.Pattern[str]


@cache
def known() -> Sayings:
    """Return all that is known."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return Sayings(
        **{kind: _folded(data[kind]) for kind in ("service", "page", "sorry")},
        nothing=_compiled(rf"\A\W{{0,5}}(?:{_any(data['nothing'])})\.?\s*\Z"),
        debris=_compiled("|".join(data["debris"])),
        refusal=_compiled(rf"[\W_]{{0,5}}(?:{_any(data['refusals'])})"),
        label=_compiled(
            rf"\s*[*_]{{0,3}}(?:{_any(data['labels'])})[*_]{{0,3}}\s*[:：][*_]{{0,3}}\s*"
        ),
    )


def adds(pieces: Iterable[str], answer: str, source: str) -> bool:
    """Tell if an answer has one of the pieces and the source has not."""
    answer, source = answer.casefold(), source.casefold()
    return any(piece in answer and piece not in source for piece in pieces)


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in phrases)


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, with either apostrophe."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("'", "['’]") for phrase in ordered)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
