"""Detection: the share of injected errors that raise a finding the good translation did not.

Findings of checks of typography do not count, whatever their severity, but where the injection is
one of typography itself. One line at a time has the error, while the rest of its article stays
good; only what is said of that line counts. A shift is that of a whole article: every line has
the translation of the next one, the last that of the first. Checks of a whole project have
no part in it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.injections import INJECTIONS, Line
from benchmarks.measure import Bar
from benchmarks.news import FIELDS, Article, articles
from i18n.checks import CHECKS, Scope
from i18n.evidence import pair as pairs
from i18n.evidence.problem import Problem
from i18n.inspector import Inspector, passages
from i18n.model import Unit

SEED = 4
LEAST: dict[str, tuple[float | None, float | None, float | None]] = {
    "one digit changed": (94, 96, 96),
    "zero appended": (95, 95, 95),
    "million for billion": (95, 95, 95),
    "decimal point": (100, 100, None),
    "weekday swapped": (97, 95, 96),
    "month swapped": (95, 95, 95),
    "second half cut": (97, 97, 97),
    "last sentence dropped": (71, 67, 66),
    "shift": (75, 74, 73),
    "5 English words left": (92, 92, 92),
    "another language": (99.7, 99.2, 99.8),
    "Traditional characters": (None, None, 99.9),
    "Latin homoglyph": (100, 99.8, None),
    "closing mark lost": (83, 69, 80),
    "final stop lost": (99, 99, 99),
    "stop for ?": (94, 91, 96),
    "word doubled": (98, 97, 99.9),
    "half-width comma": (None, None, 92),
    "not dropped": (60, 60, 60),
    "only not dropped": (None, None, None),
}
"""The share asked for, if any, in ru, kk and zh_Hans, in per cent: what a throwaway prototype found, or more."""

OF_TYPOGRAPHY = frozenset({"decimal point", "half-width comma"})
FOREIGN = {"ru": "kk", "kk": "ru", "zh_Hans": "ru"}


@dataclass(slots=True)
class Tally:
    """How many lines had the error, in how many it was found, by which checks; and the others."""

    lines: int = 0
    found: int = 0
    checks: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Unit, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return 100 * self.found / self.lines if self.lines else 0.0

    def count(self, before: Counter[tuple[str, str]], after: Counter[tuple[str, str]],
              original: Unit, target: str) -> None:  # fmt: skip
        new = {name for name, _ in after - before}
        self.lines += 1
        self.found += bool(new)
        self.checks.update(new)
        if not new:
            self.missed.append((original, target))


def tallies(locale: str, documents: str, rows: Iterable[str]) -> dict[str, Tally]:
    """Return what was found in one language, by the names of the injections."""
    wanted = {row: Tally() for row in rows if row == "shift" or row in INJECTIONS[locale]}
    inspector = Inspector(name for name, row in CHECKS.items() if row.scope is not Scope.PROJECT)
    others = articles(FOREIGN[locale], FIELDS[FOREIGN[locale]], documents)
    for article, other in zip(articles(locale, FIELDS[locale], documents), others, strict=True):
        before = [_said(inspector, article, article.units, n) for n in range(len(article.units))]
        for row, tally in wanted.items():
            for place, units in _injected(row, locale, article, other):
                after = _said(inspector, article, units, place)
                kept = before[place] if row in OF_TYPOGRAPHY else _worded(before[place])
                after = after if row in OF_TYPOGRAPHY else _worded(after)
                tally.count(kept, after, article.units[place], units[place].target)
    return wanted


def _injected(
    row: str, locale: str, article: Article, other: Article
) -> Iterator[tuple[int, Sequence[Unit]]]:
    """Yield the units of the article with the error in one line, and the place of that line."""
    units = article.units
    if row == "shift":
        shifted = [
            replace(unit, target=units[(n + 1) % len(units)].target) for n, unit in enumerate(units)
        ]
        yield from ((place, shifted) for place in range(len(units) if len(units) > 1 else 0))
        return
    for place, unit in enumerate(units):
        dice = random.Random(f"{SEED} {row} {locale} {article.name} {place}")
        line = Line(unit.source, unit.target, locale, other.units[place].target)
        target = INJECTIONS[locale][row](line, dice)
        if target is not None and target != unit.target:
            yield place, (*units[:place], replace(unit, target=target), *units[place + 1 :])


def _said(
    inspector: Inspector, article: Article, units: Sequence[Unit], place: int
) -> Counter[tuple[str, str]]:
    """What the checks say of one unit, and how often; without a look at the other ones."""
    every = pairs.Article(units, article.brief, passages(units))
    pair = every.pairs[place]
    found: list[tuple[str, Problem]] = []
    for name, check in inspector.checks[Scope.UNIT]:
        found += ((name, problem) for problem in check(pair))
    for passage in every.passages:
        if pair in passage:
            for name, check in inspector.checks[Scope.PASSAGE]:
                found += ((name, problem) for one, problem in check(passage) if one is pair)
    for name, check in inspector.checks[Scope.ARTICLE]:
        found += ((name, problem) for one, problem in check(every) if one is pair)
    return Counter((name, problem.message) for name, problem in found)


def _worded(said: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Without what checks of typography say."""
    return Counter({one: n for one, n in said.items() if not CHECKS[one[0]].typographic})


def table(found: dict[str, dict[str, Tally]]) -> None:
    """Print what was found in each language, and by which checks most."""
    print(f"  {'injection':24}" + "".join(f"{locale:>9}{'lines':>6}" for locale in found))
    for row in LEAST:
        one = [tally.get(row) for tally in found.values()]
        figures = "".join(f"{t.share:9.1f}{t.lines:6}" if t else f"{'–':>9}{'':6}" for t in one)
        names = sum((t.checks for t in one if t), Counter[str]()).most_common(4)
        by = ", ".join(f"{name} {count}" for name, count in names)
        print(f"  {row:24}{figures}  {by}")
    print()


def bars(found: dict[str, dict[str, Tally]]) -> Iterator[Bar]:
    """What is asked for, as the share that is missed."""
    for row, least in LEAST.items():
        for (locale, tally), share in zip(found.items(), least, strict=True):
            if share is not None and row in tally:
                what = f"{locale}: {row}: not found, %"
                yield Bar(what, 100 - tally[row].share, 100 - share)
