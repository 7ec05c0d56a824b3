"""False alarms: what checks say of translations that people have made and published.

Some of it is true, since people err; a table of findings drawn at random is there to be judged.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.measure import Bar
from benchmarks.news import Article, size
from i18n.checks import CHECKS
from i18n.edits import Span
from i18n.evidence.problem import Finding, Severity
from i18n.inspector import Inspector

MOST = {"ru": 2.0, "kk": 3.5, "zh_Hans": 3.5}
"""The share of segments with an alarm that is put up with, in per cent."""

MOST_OF_ONE = 1.0
"""And with an alarm of one check."""

MOST_AT_ALL = {"negation": 0.5}
"""What some checks may say anything of, whatever the severity, in % of segments."""

ALARMS = frozenset({Severity.ERROR, Severity.WARNING})
ASIDE = "quote_balance"
"""The check that is not counted among all: most of what it sees in translations is true."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding, and the article and the place in it, from 0, where it is."""

    article: str
    place: int
    finding: Finding

    @property
    def alarm(self) -> bool:
        return self.finding.severity in ALARMS


def seen(articles: Iterable[Article], names: Iterable[str] = tuple(CHECKS)) -> Iterator[Seen]:
    """Yield what the checks see in the articles."""
    inspector = Inspector(names)
    for article in articles:
        places = {unit.key: place for place, unit in enumerate(article.units)}
        for finding in inspector.inspect(article.units, article.brief):
            yield Seen(article.name, places[finding.unit.key], finding)


def table(articles: Sequence[Article], found: Sequence[Seen]) -> None:
    """Print how many segments each check flags, by severity."""
    print(f"  {'segments flagged by':22}" + "".join(f"{one:>9}" for one in Severity))
    counts: dict[str, Counter[Severity]] = defaultdict(Counter)
    for name, severity, *_ in {(s.finding.check, s.finding.severity, *_where(s)) for s in found}:
        counts[name][severity] += 1
    for name in CHECKS:
        if counts[name]:
            figures = "".join(f"{counts[name][one] or '':>9}" for one in Severity)
            print(f"  {name:22}{figures}")
    flagged = flagged_by_any(found)
    share = 100 * flagged / size(articles)
    print(f"  error or warning: {flagged} of {size(articles)} segments, {share:.2f} %\n")


def flagged_by_any(found: Iterable[Seen]) -> int:
    """Return how many segments have an alarm."""
    return len({_where(one) for one in found if one.alarm and one.finding.check != ASIDE})


def bars(locale: str, articles: Sequence[Article], found: Sequence[Seen]) -> Iterator[Bar]:
    """What is asked for: of all checks together, and of the one that alarms most."""
    share = 100 / size(articles)
    yield Bar(f"{locale}: segments with an alarm, %", share * flagged_by_any(found), MOST[locale])
    single = Counter(name for name, _ in {(s.finding.check, _where(s)) for s in found if s.alarm})
    single.pop(ASIDE, None)
    for name, count in single.most_common(1):
        yield Bar(f"{locale}: segments with an alarm of {name}, %", share * count, MOST_OF_ONE)
    for name, most in MOST_AT_ALL.items():
        count = len({_where(one) for one in found if one.finding.check == name})
        yield Bar(f"{locale}: segments with any finding of {name}, %", share * count, most)


def listing(found: Iterable[Seen]) -> Iterator[str]:
    """Yield each finding with both texts, where it points marked with brackets."""
    for one in found:
        unit, problem, finding = one.finding.unit, one.finding.problem, one.finding
        yield f"{one.article}:{one.place}  {finding.check}: {finding.severity}: {problem.message}"
        yield f"    {marked(unit.source, problem.source)}"
        yield f"    {marked(unit.target, problem.target)}"
        for edit in problem.fix:
            yield f"    {unit.target[edit.start : edit.end]!r} -> {edit.text!r}"
        yield ""


def marked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans in double brackets."""
    for start, end in sorted(set(spans), reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def verdicts(found: Iterable[Seen], count: int, seed: int) -> Iterator[str]:
    """Yield a Markdown table of alarms drawn at random, its last column left to be filled in."""
    alarms = [one for one in found if one.alarm and one.finding.check != ASIDE]
    drawn = random.Random(seed).sample(alarms, min(count, len(alarms)))
    yield "| where | check | says | source | translation | real defect? |"
    yield "|---|---|---|---|---|---|"
    for one in sorted(drawn, key=lambda one: (one.article, one.place)):
        unit, problem = one.finding.unit, one.finding.problem
        cells = (
            f"{one.article}:{one.place}",
            f"{one.finding.check}, {one.finding.severity}",
            problem.message,
            marked(unit.source, problem.source),
            marked(unit.target, problem.target),
            "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _where(one: Seen) -> tuple[str, int]:
    return one.article, one.place
