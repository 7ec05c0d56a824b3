"""Units made up of words and markup of every kind: the same for the same seed.

Words are English, Russian, Kazakh and Chinese, as they meet in news. Among the markup are texts
that look like tokens of our own, and marks that mean nothing where they stand.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

KEPT = ("NUST MISIS", "MISIS", "5G", "AT&T", "iPhone")
_WORDS = (
    "the rector of university opened new line in Almaty on Friday R&D Tokayev’s city-wide 2,500 "
    "Ректор сообщил о новых «правилах» Әкім қаланың жаңа өңірі қосылды — 校长 说 “非常” 重要 、 。 "
    "( ) : ; ! ? … a.m. №5 10% $3 < > & * _ ~ ` [ ] \" ' \\ (0) [1] 【2】 ph 7 @ km/h"
)
WORDS = _WORDS.split()
LITERALS = (
    "https://misis.ru/a_b?x=1&y=2", "www.inform.kz", "press@misis.ru", "<https://a.kz/(b)>",
    "<a@b.kz>", "`make *all*`", "``a`b``", "`<x id=\"0\"/>`", "{name}", "{0}", "{1}", "{{ user }}",
    "${HOME}", "%s", "%(total)d", "%1$s", "snake_case_name", "[^1]", "&amp;", "&nbsp;", "&#160;",
    "\\*", "\\[", "<br>", "<br/>", '<x id="1"/>', '<span id="2">', "<!-- <b> -->", "[[0]]",
    "@@PH1@@", "ph2@tb.x", "[index][]", "{% if a %}",
)  # fmt: skip
PAIRS = (
    ("*", "*"), ("**", "**"), ("***", "***"), ("_", "_"), ("~~", "~~"), ("[", "](https://a.kz/x_y)"),
    ("[", "](u 'Title')"), ("[", "][ref]"), ("![", "](v.png)"), ("<em>", "</em>"), ("<b>", "</b>"),
    ('<a href="/r?a=1&amp;b">', "</a>"), ("<sub>", "</sub>"), ("<g id=\"0\">", "</g>"), ("[", "]"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text, and what was put into it that must come out of it as often."""

    source: str
    literals: frozenset[str]


def units(seed: int = 0) -> Iterator[Unit]:
    """Yield units without end."""
    for number in count():
        chance = random.Random(f"unit {seed} {number}")
        literals: set[str] = set()
        source = " ".join(_prose(chance, literals, 0).split())
        yield Unit(source, frozenset(literals))


def _prose(chance: random.Random, literals: set[str], depth: int) -> str:
    pieces = [_piece(chance, literals, depth) for _ in range(chance.randint(1, 7 - 2 * depth))]
    gaps = chance.choices((" ", "", ", "), (16, 2, 1), k=len(pieces))
    return "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True)).strip()


def _piece(chance: random.Random, literals: set[str], depth: int) -> str:
    kind = chance.choices(("words", "pair", "literal", "kept"), (10, 6, 4, 2))[0]
    if kind == "pair" and depth < 3:
        opening, closing = chance.choice(PAIRS)
        return opening + _prose(chance, literals, depth + 1) + closing
    if kind in {"literal", "kept"}:
        literal = chance.choice(LITERALS if kind == "literal" else KEPT)
        literals.add(literal)
        return literal
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))
