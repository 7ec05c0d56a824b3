"""Pseudo-translation: `⟦Ţĥîš îš îţ··⟧`. Same length as a long language, markup kept, no network.

It shows, before any translation exists, what would not be translated at all (no accents),
and what breaks when text grows by a third.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.engines.engine import Limits, Network, Traits
from i18n.engines.options import Options
from i18n.model import Brief

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_GROWTH = 0.3


@dataclass(frozen=True, slots=True)
class Pseudo:
    """The engine `pseudo`."""

    limits: Limits
    name: str = "pseudo"
    version: str = "1"
    network: Network = "none"
    natural: bool = False
    notice: str = ""

    def traits(self, brief: Brief) -> Traits:
        """Any pair will do."""
        return Traits()

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        return [pseudo(text) for text in texts]

    def close(self) -> None:
        """Nothing is open."""


def load(options: Options) -> Pseudo:
    """Return the engine, which works at any rate."""
    return Pseudo(options.limit(Limits(chars=10_000, longest=10_000_000, rate=1e9)))


def pseudo(text: str) -> str:
    """Accent every Latin letter, lengthen by a third, and set brackets round it.

    The brackets and the filler mean nothing in Markdown.
    """
    letters = sum(char.isalpha() for char in text)
    return f"⟦{text.translate(_ACCENTS)}{'·' * round(letters * _GROWTH)}⟧"
