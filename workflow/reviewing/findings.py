"""The findings of the catalogs under review, kept up to date sentence by sentence.

Checks look at a whole article; a second is long for 2,000 sentences. What changes is looked at
at once among its neighbours, and the whole article again soon after.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from i18n.checks import CHECKS, Scope
from i18n.evidence.problem import Finding, Severity
from i18n.model import Brief, Catalog, Unit
from workflow.inspection import Inspection

AROUND = 8
"""Sentences before and after that are looked at with one that changed."""

AT_ONCE = 200
"""Sentences of an article that are looked at in a tenth of a second, on a machine of today."""

PAUSE = 0.3
"""Seconds before a look at a long article: whoever opened it sees it first."""

REST = 3.0
"""How many times as long as it has worked at an article the worker rests: reviewers go first."""

Key = tuple[str, str]
Name = tuple[str, str]
Found = Mapping[Key, tuple[Finding, ...]]
_ORDER = list(Severity)


NOTHING: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What is found in each unit, the gravest first; `whole`: checks saw the article as it is."""

    found: Found
    whole: bool = True

    def of(self, unit: Unit) -> tuple[Finding, ...]:
        return self.found.get(unit.key, NOTHING)


@dataclass(frozen=True, slots=True)
class _Known:
    """A report, of which catalog, and by which checks."""

    catalog: Catalog
    report: Report
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at a whole catalog; `alone` is what checks of sentences found, by themselves."""

    catalog: Catalog
    alone: Found
    inspection: Inspection


class Findings:
    """Checks at work beside reviewers. `tell` is called when an article has been looked at anew."""

    def __init__(self, inspection: Inspection, tell: Callable[[str, str], None]) -> None:
        self._inspection = inspection
        self._tell = tell
        self._known: dict[Name, _Known] = {}
        self._looks: dict[Name, _Look] = {}
        self._lock = threading.Lock()
        self._turns: defaultdict[Name, threading.Lock] = defaultdict(threading.Lock)
        self._worker = ThreadPoolExecutor(1, "checks")
        self._waiting: dict[Name, tuple[Catalog, Brief]] = {}
        self._closed = threading.Event()

    def report(self, slug: str, catalog: Catalog, brief: Brief) -> Report:
        """Return what is found in a catalog; at once, and so not always all of it."""
        name = (slug, catalog.locale)
        if known := self._same(name, catalog):
            return known.report
        with self._lock:
            turn = self._turns[name]
        with turn:  # who comes second has what the first one found
            if known := self._same(name, catalog):
                return known.report
            return self._anew(name, catalog, brief)

    def whole(self, slug: str, catalog: Catalog, brief: Brief) -> Report:
        """Return all that is found in a catalog, looking at it now."""
        name, inspection = (slug, catalog.locale), self._inspection
        report = Report(self._look(name, catalog, brief, inspection))
        self._take(name, catalog, report, inspection)
        return report

    def typed(self, catalog: Catalog, unit: Unit, target: str, brief: Brief) -> tuple[Finding, ...]:
        """Return what would be found in a unit with another translation."""
        after = replace(unit, target=target, fuzzy=False, raw="")
        return self._beside(catalog.units, unit, after, brief).get(unit.key, ())

    def prepare(self, brief: Brief) -> None:
        """Load the checks of a language."""
        self._inspection.inspect((), brief)

    def use(self, inspection: Inspection) -> None:
        """Look at everything anew, with other checks or other terms: what was found stays till then."""
        self._inspection = inspection

    def forget(self, name: Name) -> None:
        """Forget what is known of an article: slug and locale code."""
        self._known.pop(name, None)
        self._looks.pop(name, None)

    def close(self) -> None:
        """Let the article that is looked at be finished, and no other."""
        with self._lock:
            self._closed.set()
        self._worker.shutdown(cancel_futures=True)

    def _same(self, name: Name, catalog: Catalog) -> _Known | None:
        known = self._known.get(name)
        same = known and known.catalog is catalog and known.inspection is self._inspection
        return known if same else None

    def _anew(self, name: Name, catalog: Catalog, brief: Brief) -> Report:
        known, inspection = self._known.get(name), self._inspection
        small = len(catalog.units) <= AT_ONCE
        if small and (known is None or known.inspection is not inspection):
            report = Report(self._look(name, catalog, brief, inspection))
            self._known[name] = _Known(catalog, report, inspection)
            return report
        found = self._patched(known, catalog, brief) if known else {}
        report = Report(found, whole=False)
        self._known[name] = _Known(catalog, report, inspection)
        self._later(name, catalog, brief)
        return report

    def _patched(self, known: _Known, catalog: Catalog, brief: Brief) -> Found:
        """What was found before, with what is found now in each unit that changed."""
        changed, gone = _changed(known.catalog, catalog)
        found = dict(known.report.found)
        for key in (*gone, *(unit.key for unit in changed)):
            found.pop(key, None)
        for unit in changed[:AROUND]:
            found.update(self._beside(catalog.units, unit, unit, brief))
        return found

    def _beside(self, units: Sequence[Unit], unit: Unit, after: Unit, brief: Brief) -> Found:
        """What is found in a unit as it will be, by checks that see its neighbours too."""
        place = next(at for at, one in enumerate(units) if one.key == unit.key)
        first = max(place - AROUND, 0)
        near = [*units[first:place], after, *units[place + 1 : place + AROUND + 1]]
        every = self._inspection.inspect(near, brief, {unit.key})
        here = [one for one in every if one.unit.key == unit.key]
        return {unit.key: _ranked(here)} if here else {}

    def _later(self, name: Name, catalog: Catalog, brief: Brief) -> None:
        with self._lock:
            idle = name not in self._waiting
            self._waiting[name] = catalog, brief
            if idle and not self._closed.is_set():
                self._worker.submit(self._work, name).add_done_callback(_failed)

    def _work(self, name: Name) -> None:
        with self._lock:
            catalog, brief = self._waiting.pop(name)
        if len(catalog.units) > AT_ONCE:
            self._closed.wait(PAUSE)
        start, inspection = time.thread_time(), self._inspection
        found = self._look(name, catalog, brief, inspection)
        self._take(name, catalog, Report(found), inspection)
        self._tell(*name)
        self._closed.wait(REST * (time.thread_time() - start))

    def _look(self, name: Name, catalog: Catalog, brief: Brief, inspection: Inspection) -> Found:
        """Return what is found in each unit; what cannot be otherwise than last time is not looked for."""
        past = self._looks.get(name)
        same = past is not None and past.inspection is inspection
        again = _again(past.catalog, catalog) if past and same else None
        found: dict[Key, list[Finding]] = defaultdict(list)
        alone: dict[Key, list[Finding]] = defaultdict(list)
        for one in inspection.inspect(catalog.units, brief, again):
            (alone if CHECKS[one.check].scope is Scope.UNIT else found)[one.unit.key].append(one)
        if past and again is not None:
            alone |= {key: list(one) for key, one in past.alone.items() if key not in again}
        for key, findings in alone.items():
            found[key] += findings
        whole = _ranked_all(found)
        self._looks[name] = _Look(catalog, _ranked_all(alone), inspection)
        return whole

    def _take(self, name: Name, catalog: Catalog, whole: Report, inspection: Inspection) -> None:
        """Keep what was found in a catalog, though it may have changed meanwhile.

        Of sentences that are as they were it is what is known best; another look at the whole
        is under way for the others.
        """
        with self._lock:
            turn = self._turns[name]
        with turn:
            known = self._known.get(name)
            if known is None or inspection is not self._inspection:
                return
            if known.catalog is not catalog:
                units, gone = _changed(catalog, known.catalog)
                new = {unit.key: known.report.of(unit) for unit in units}
                found = {**whole.found, **new}
                kept = {key: one for key, one in found.items() if one and key not in gone}
                whole = Report(kept, whole=False)
            self._known[name] = _Known(known.catalog, whole, inspection)


def _again(past: Catalog, now: Catalog) -> frozenset[Key] | None:
    """The keys of what has changed, and of its neighbours; None where all may be otherwise.

    Checks of a sentence see those beside it, and the source of the whole article.
    """
    before, units = ([u for u in one.units if not u.obsolete] for one in (past, now))
    if len(before) != len(units):
        return None
    again: set[Key] = set()
    for place, (old, unit) in enumerate(zip(before, units, strict=True)):
        if old is not unit and old != unit:
            if old.key != unit.key:
                return None
            again.update(one.key for one in units[max(place - 1, 0) : place + 2])
    return frozenset(again)


def _ranked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_rank))


def _rank(one: Finding) -> tuple[int, int]:
    return _ORDER.index(one.severity), list(CHECKS).index(one.check)


def _ranked_all(found: Mapping[Key, Sequence[Finding]]) -> Found:
    return {key: _ranked(findings) for key, findings in found.items()}


def _changed(before: Catalog, now: Catalog) -> tuple[list[Unit], set[Key]]:
    """Return the live units that a catalog has anew, and the keys of those it has no more."""
    here, there = set(map(id, now.units)), set(map(id, before.units))
    gone = {u.key: u for u in before.units if id(u) not in here and not u.obsolete}
    new = [u for u in now.units if id(u) not in there and not u.obsolete]
    return [u for u in new if gone.get(u.key) != u], gone.keys() - {u.key for u in new}


def _failed(work: "Future[None]") -> None:
    """Say what went wrong in the worker: nobody waits for what it returns."""
    error = None if work.cancelled() else work.exception()
    if error is not None:
        logging.getLogger(__name__).error("checks failed", exc_info=error)
