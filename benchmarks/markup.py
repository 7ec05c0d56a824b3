"""What becomes of inline markup when an engine mistreats it: broken units, and answers recovered.

In every style, 10,000 units made up go through an engine that vandalises its answers. One that
is accepted counts as broken if its markup is not the source's, as our scanner sees it and as
markdown-it does, or if an address, a placeholder or a kept term is not there as often. Then as
many answers are changed without harm: spaces, brackets, quotation marks, digits.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.token import Token

from benchmarks.measure import Bar
from benchmarks.units import KEPT, Unit, units
from benchmarks.vandal import harmless, vandal
from i18n import markup, mask
from i18n.mask import MarkupError, Masked
from i18n.styles import STYLES, Style

COUNT = 10_000
_PARSER = MarkdownIt("commonmark", {"store_labels": True}).enable("strikethrough")


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in a style: the units broken, how many answers were accepted, of how many.

    `recovered` is the share of the answers changed without harm that were accepted.
    """

    broken: tuple[tuple[str, str, str], ...]
    accepted: int
    asked: int
    recovered: float


def run() -> list[Bar]:
    """Judge every style: no unit broken, and nearly all harmless changes put up with."""
    bars = []
    print(f"  {'style':10} {'units':>7} {'accepted':>9} {'broken':>7} {'recovered':>10}")
    for name in STYLES:
        tally = judged(name, COUNT)
        print(
            f"  {name:10} {tally.asked:7} {tally.accepted:9} {len(tally.broken):7}"
            f" {tally.recovered:10.2%}",
            flush=True,
        )
        bars.append(Bar(f"{name}: broken units of {tally.asked}", len(tally.broken), 0))
        bars.append(Bar(f"{name}: % of harmless changes lost", 100 * (1 - tally.recovered), 2))
    return bars


def judged(name: str, count: int, seed: int = 0) -> Tally:
    """Put so many units with markup through both engines in a style."""
    style, broken, accepted, recovered = STYLES[name], [], 0, 0
    for number, (unit, masked) in enumerate(islice(_masked(seed), count)):
        chance = random.Random(f"{name} {seed} {number}")
        gap = chance.choice((" ", ""))
        sent = masked.render(masked.start, style)
        for engine in (vandal, harmless):
            answer = engine(sent, name, chance)
            target = opened(masked, style, answer, gap)
            if target is None:
                continue
            accepted += engine is vandal
            recovered += engine is harmless
            if not intact(unit, masked, target):
                broken.append((unit.source, answer, target))
    return Tally(tuple(broken), accepted, count, recovered / count)


def _masked(seed: int) -> Iterator[tuple[Unit, Masked]]:
    for unit in units(seed):
        masked = mask.mask(unit.source, KEPT)
        if masked.tokens:
            yield unit, masked


def opened(masked: Masked, style: Style, answer: str, gap: str) -> str | None:
    """Return the answer with its markup, or nothing when it is refused."""
    try:
        texts, numbers = mask.locate(answer, masked.start, len(masked.tokens), style)
        return mask.unmask(masked, mask.join(texts, numbers), gap)
    except MarkupError:
        return None


def intact(unit: Unit, masked: Masked, target: str) -> bool:
    """Tell if the target has all the markup of the source, and no other."""
    return (
        markup.shape(target, masked.terms) == markup.shape(unit.source, masked.terms)
        and structure(target) == structure(unit.source)
        and target.count("://") == unit.source.count("://")
        and all(target.count(one) == masked.source.count(one) for one in _hidden(unit, masked))
    )


def _hidden(unit: Unit, masked: Masked) -> Iterator[str]:
    """Yield what was put into the unit and is hidden wherever it stands."""
    hidden = (masked.head, *(token.literal for token in masked.tokens), masked.tail)
    for literal in unit.literals - (set(KEPT) - set(masked.terms)):
        if masked.source.count(literal) == sum(one.count(literal) for one in hidden):
            yield literal


def structure(text: str) -> Counter[tuple[object, ...]]:
    """Return what markdown-it sees besides words: each token, and what it is in.

    `[ref]` is left out: a link by its own words changes with these, and is written `[…][ref]`.
    """
    tokens: list[Token] = []
    env = {
        "references": {"REF": {"href": "/ref", "title": ""}, "INDEX": {"href": "/", "title": ""}}
    }
    _PARSER.inline.parse(text, _PARSER, env, tokens)
    around: list[str] = []
    found: Counter[tuple[object, ...]] = Counter()
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        if token.nesting < 0:
            around.pop()
        elif token.meta.get("label") == "REF" and following and following.content == "ref":
            around.append("")
        elif token.type not in {"text", "text_special", "softbreak"}:
            content = "" if token.type == "image" else token.content
            found[(*around[-1:], token.type, content, *sorted(token.attrs.items()))] += 1
            around += [token.type] * token.nesting
    return found
