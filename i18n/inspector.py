"""An inspector: runs checks over articles, one after the other."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from i18n.checks import CHECKS, Scope, load
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Finding, Problem, Severity
from i18n.model import Brief, Unit

_PLACE = re.compile(r"(\w+) (\d{1,9}), sentence (\d{1,9}) of (\d{1,9})")
"""What extraction says of a unit's place, in its first hint."""

_BLANK = frozenset({"empty"})
"""What is made of a sentence without a translation: others would say again that all is missing."""

Seen = tuple[Pair, Problem]


class Inspector:
    """Checks at work: what a check of the whole project has to remember is kept here.

    `severities` replace those of the rows.
    """

    def __init__(
        self, names: Iterable[str] = tuple(CHECKS), severities: Mapping[str, Severity] | None = None
    ) -> None:
        self.severities = {name: row.severity for name, row in CHECKS.items()} | dict(
            severities or {}
        )
        self.fixed = frozenset(severities or ())
        wanted = set(names)
        self.order = {name: place for place, name in enumerate(CHECKS)}
        self.checks: dict[Scope, list[tuple[str, Callable[..., Any]]]] = {
            scope: [
                (name, load(name) if scope is not Scope.PROJECT else load(name)())
                for name, row in CHECKS.items()
                if name in wanted and row.scope is scope
            ]
            for scope in Scope
        }

    def inspect(
        self,
        units: Sequence[Unit],
        brief: Brief,
        among: Container[tuple[str, str]] | None = None,
    ) -> Iterator[Finding]:
        """Yield what the checks see in the live units of a catalog, in the order of its units.

        Pass the same tuple of terms in every brief: what is prepared for it is kept. Where there
        is an `among`, of keys, other units are looked at with their passage and article only.
        """
        live = [unit for unit in units if not unit.obsolete]
        article = Article(live, brief, passages(live))
        found: dict[Pair, list[tuple[str, Problem]]] = {}
        for pair, name, problem in self._problems(article, among):
            found.setdefault(pair, []).append((name, problem))
        for pair in article.pairs:
            problems = found.get(pair, ())
            for name, problem in sorted(problems, key=lambda one: self.order[one[0]]):
                yield self._finding(name, pair.unit, problem)

    def _problems(
        self, article: Article, among: Container[tuple[str, str]] | None
    ) -> Iterator[tuple[Pair, str, Problem]]:
        every = (*self.checks[Scope.UNIT], *self.checks[Scope.PROJECT])
        blank = tuple(one for one in every if one[0] in _BLANK)
        for pair in article.pairs:
            if among is not None and pair.unit.key not in among:
                continue
            for name, check in every if pair.unit.target.strip() else blank:
                for problem in check(pair):
                    yield pair, name, problem
        for passage in article.passages:
            for name, check in self.checks[Scope.PASSAGE]:
                for pair, problem in check(passage):
                    yield pair, name, problem
        for name, check in self.checks[Scope.ARTICLE]:
            for pair, problem in check(article):
                yield pair, name, problem

    def _finding(self, name: str, unit: Unit, problem: Problem) -> Finding:
        own = None if name in self.fixed else problem.severity
        return Finding(name, own or self.severities[name], unit, problem, dismissal(unit, name))


def dismissal(unit: Unit, check: str) -> str | None:
    """Return why somebody let the findings of a check be; None when nobody did.

    A dismissal is for the text as it was: it ends when context, source or target change.
    """
    for value in unit.marked("qa-ok"):
        name, _, rest = value.partition(" ")
        digest, _, reason = rest.partition(" ")
        if (name, digest) == (check, unit.hash):
            return reason.strip()
    return None


def passages(units: Iterable[Unit]) -> list[list[Unit]]:
    """Return the passages of an article, as extraction noted them; without those that lack some.

    A unit that says nothing of its place is a passage of its own.
    """
    found: list[list[Unit]] = []
    sizes: list[int] = []
    last: tuple[str, int, int] = ("", 0, 0)
    for unit in units:
        place = _PLACE.match(unit.hints[0]) if unit.hints else None
        if place is None:
            found.append([unit])
            sizes.append(1)
            last = ("", 0, 0)
            continue
        role, passage, number, of = place[1], int(place[2]), int(place[3]), int(place[4])
        if number > 1 and last == (role, passage, number - 1):
            found[-1].append(unit)
        else:
            found.append([unit] if number == 1 else [])
            sizes.append(of)
        last = (role, passage, number)
    return [one for one, size in zip(found, sizes, strict=True) if len(one) == size]
