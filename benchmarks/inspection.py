"""Inspection: how fast all checks together read translated news, and what each of them costs.

All times are of the processor, on one core. The first round has everything to load: languages,
patterns, dictionaries. Rounds after it may find texts in a cache; `new texts` are those that
nothing has seen, with everything loaded.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

from benchmarks.measure import Bar
from benchmarks.news import FIELDS, Article, articles, size
from i18n.checks import CHECKS, Scope
from i18n.evidence import pair as pairs
from i18n.inspector import Inspector, passages
from i18n.once import Once

LEAST = 5_000
"""Segments a second that are asked for."""

ROUNDS = 7


def speed() -> Iterator[Bar]:
    """Print seconds and segments a second, and judge by the median of warm rounds."""
    start = time.process_time()
    Inspector()
    print(f"speed: {len(CHECKS)} checks, ready after {time.process_time() - start:.2f} s\n")
    half, rest, every = (_news(documents) for documents in ("even", "odd", "all"))
    _show("first round", size(half), _inspected(half))
    _show("new texts", size(rest), _inspected(rest))
    rounds = sorted(_inspected(every) for _ in range(ROUNDS))
    for name, taken in (
        ("fastest", rounds[0]),
        ("median", median(rounds)),
        ("slowest", rounds[-1]),
    ):
        _show(f"{name} of {ROUNDS} rounds", size(every), taken)
    print()
    yield Bar("a segment with all checks, µs", 1e6 * median(rounds) / size(every), 1e6 / LEAST)


def profile() -> None:
    """Print what each check costs a segment: by itself, and when it is the first to ask.

    What a check asks of a text first, such as its words, is made for all that come after it: the
    second figure has that in it, for the checks in the order of the table. The sums of the
    figures are those of rounds in which only one check runs at a time over an article.
    """
    every = _news("all")
    _profiled(every, made=True)
    count = size(every) / 1e6
    own = _least(lambda: _profiled(every, made=True))
    first = _least(lambda: _profiled(every, made=False))
    print(f"µs a segment, best of {ROUNDS}\n\n  {'check':22}{'own':>9}{'in turn':>9}")
    for name, taken in sorted(first.items(), key=lambda one: -one[1]):
        print(f"  {name:22}{own[name] / count:9.2f}{taken / count:9.2f}")
    print(f"  {'all':22}{sum(own.values()) / count:9.2f}{sum(first.values()) / count:9.2f}\n")


def _news(documents: str) -> list[Article]:
    return [one for locale, field in FIELDS.items() for one in articles(locale, field, documents)]


def _inspected(every: Sequence[Article]) -> float:
    inspector, start = Inspector(), time.process_time()
    for article in every:
        for _ in inspector.inspect(article.units, article.brief):
            pass
    return time.process_time() - start


def _show(what: str, count: int, taken: float) -> None:
    print(f"  {what:22}{taken:8.3f} s{count / taken:9,.0f} segments/s")


def _least(measured: Callable[[], Counter[str]]) -> Counter[str]:
    """The least seconds of each check in some rounds."""
    rounds = [measured() for _ in range(ROUNDS)]
    return Counter({name: min(one[name] for one in rounds) for name in rounds[0]})


def _profiled(every: Sequence[Article], *, made: bool) -> Counter[str]:
    """Seconds of each check; when `made`, with all readings of the texts made beforehand."""
    inspector, taken = Inspector(), Counter[str]()
    for one in every:
        article = pairs.Article(one.units, one.brief, passages(one.units))
        if made:
            _read(article)
        subjects: dict[Scope, Sequence[Any]] = {
            Scope.UNIT: article.pairs,
            Scope.PASSAGE: article.passages,
            Scope.ARTICLE: (article,),
            Scope.PROJECT: article.pairs,
        }
        for name, row in CHECKS.items():
            for known, check in inspector.checks[row.scope]:
                if known == name:
                    start = time.process_time()
                    for subject in subjects[row.scope]:
                        for _ in check(subject):
                            pass
                    taken[name] += time.process_time() - start
    return taken


def _read(article: pairs.Article) -> None:
    """Make every reading that checks share."""
    sides = [side for pair in article.pairs for side in (pair.source, pair.target)]
    for one in (article, *article.pairs, *sides):
        for name, value in vars(type(one)).items():
            if isinstance(value, Once):
                getattr(one, name)
