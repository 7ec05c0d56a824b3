"""Tallies: how far every article is in every language, counted while nobody waits for it.

What was counted of files that are as they were is known at once. The rest is counted in a thread
of its own, but for a few catalogs: a small project is never shown unfinished.
"""

import json
import threading
from collections import Counter as Tally
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, replace

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog, State
from workflow.approval.signoff import Signoff, signoff
from workflow.inspection import Counter, Counts
from workflow.pipeline import live, states, status
from workflow.project import WORDS, Article, Project
from workflow.reviewing.bench import Bench
from workflow.stamps import Stamps, program, stamp

READ_AT_ONCE, CHECKED_AT_ONCE = 5_000, 600
"""Sentences that are read, and that are checked, while somebody waits: half a second's worth."""

FILE = 10
"""As many sentences are read in the time that opening a catalog takes."""

PAUSE = 1.0
"""Seconds before the rest is counted, unless somebody waits: whoever has the list of articles opens
one of them first."""

NOTHING = Counts()
KIND = "standing"
"""What standings are called among the stamps."""

Pair = tuple[Article, Locale]
Name = tuple[str, str]
"""The code of the locale and the slug of the article."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands in a language.

    `counted` is False while nothing of it is known yet, `checked` while its findings are not.
    `problem` says why it cannot be known: a catalog that cannot be read.
    """

    states: Tally[State]
    findings: Counts = NOTHING
    signoff: Signoff | None = None
    title: str = ""
    counted: bool = True
    checked: bool = True
    problem: str = ""

    @property
    def total(self) -> int:
        return self.states.total()

    def done(self, *, trust_external: bool) -> int:
        """How many sentences nobody has to decide any more."""
        external = self.states[State.EXTERNAL] if trust_external else 0
        return self.states[State.APPROVED] + external

    def waiting(self, *, trust_external: bool) -> int:
        return self.total - self.done(trust_external=trust_external)


UNKNOWN = Standing(Tally(), counted=False, checked=False)


class Tallies:
    """The standings of the articles of a bench, kept while their files are as they were."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._known: dict[Name, tuple[str, Standing]] = {}
        self._worker = ThreadPoolExecutor(1, "tallies")
        self._waiting: dict[Name, Pair] = {}
        self._lock = threading.Lock()
        self._wanted = threading.Event()

    @property
    def project(self) -> Project:
        return self.bench.project

    def standings(self, pairs: Sequence[Pair]) -> list[Standing]:
        """Return how each pair stands, as far as is known; what is not is being found out."""
        seen = self._seen(pairs)
        missing = [
            pair for pair, now in zip(pairs, seen, strict=True) if not self._fresh(pair, now)
        ]
        later = self._at_once(missing) if missing else []
        found = [self._known.get(_name(pair), ("", UNKNOWN))[1] for pair in pairs]
        self._after(later)
        return found

    def wait(self) -> None:
        """Return when everything that was asked for is counted."""
        self._wanted.set()
        self._worker.submit(int).result()

    def close(self) -> None:
        with self._lock:
            self._waiting.clear()
        self._wanted.set()
        self._worker.shutdown(cancel_futures=True)

    def _fresh(self, pair: Pair, seen: str) -> bool:
        """Whether all is known of the files as they are."""
        known = self._known.get(_name(pair))
        return known is not None and known[1].checked and known[0] == seen

    def _at_once(self, missing: Sequence[Pair]) -> list[Pair]:
        """Count what is few, or was counted before, and return the rest."""
        reading, checking, later = READ_AT_ONCE, CHECKED_AT_ONCE, list[Pair]()
        with self.project.stamps() as stamps:
            counter = Counter(self.project, stamps)
            for pair, seen in zip(missing, self._seen(missing), strict=True):
                if self._remembered(pair, seen, stamps):
                    continue
                if reading > 0:
                    size = self._read(pair, seen, counter)
                    reading -= size + FILE
                    if size <= checking:
                        checking -= size
                        self._check(pair, counter)
                        continue
                later.append(pair)
        return later

    def _after(self, later: Sequence[Pair]) -> None:
        """Have them counted."""
        if not later:
            return
        with self._lock:
            idle = not self._waiting
            self._waiting |= {_name(pair): pair for pair in later}
        if idle:
            self._worker.submit(self._work)

    def _work(self) -> None:
        self._wanted.wait(PAUSE)
        with self.project.stamps() as stamps:
            counter = Counter(self.project, stamps)
            while pair := self._next():
                (seen,) = self._seen([pair])
                self._read(pair, seen, counter)
                self._check(pair, counter)

    def _next(self) -> Pair | None:
        with self._lock:
            name = next(iter(self._waiting), None)
            return None if name is None else self._waiting.pop(name)

    def _remembered(self, pair: Pair, seen: str, stamps: Stamps) -> bool:
        """Whether a run before this one has counted the files as they are."""
        known = stamps.get(KIND, "/".join(_name(pair)), seen)
        if known is not None:
            self._known[_name(pair)] = seen, _standing(known)
        return known is not None

    def _read(self, pair: Pair, seen: str, counter: Counter) -> int:
        """Find out how far a pair is, and return how many sentences it has."""
        try:
            catalog = self.project.catalog(*pair)
            counted = states(catalog) if catalog else status(self.project, *pair, counter.stamps)
            signed, title = signoff(catalog) if catalog else None, _title(catalog)
            standing = Standing(counted, signoff=signed, title=title, checked=False)
        except UserError as error:
            standing = Standing(Tally(), problem=str(error))
        self._known[_name(pair)] = seen, standing
        return standing.total

    def _check(self, pair: Pair, counter: Counter) -> None:
        """Find out what stands against a pair that was read."""
        seen, standing = self._known[_name(pair)]
        if standing.problem:
            return
        try:
            standing = replace(standing, findings=counter.counts(*pair), checked=True)
        except UserError as error:
            standing = replace(standing, problem=str(error), checked=True)
        else:
            counter.stamps.put(KIND, "/".join(_name(pair)), seen, _text(standing))
        self._known[_name(pair)] = seen, standing

    def _seen(self, pairs: Sequence[Pair]) -> list[str]:
        """What changes of each pair when one of its files does: each file is looked at once."""
        root, settings = str(self.project.root), self.project.settings
        also = stamp([f"{root}/{settings.glossary}", f"{root}/{WORDS.path}"], program())
        articles = {article.path: "" for article, _ in pairs}
        for path in articles:
            articles[path] = stamp((f"{root}/{path}",), also)
        return [
            stamp((f"{root}/{self.project.catalog_name(*pair)}",), articles[pair[0].path])
            for pair in pairs
        ]


def _name(pair: Pair) -> Name:
    return pair[1].code, pair[0].slug


def _title(catalog: Catalog | None) -> str:
    """The title of the article in its language; "" where it has none."""
    titles = (unit.source for unit in live(catalog) if unit.context == "title")
    return next(titles, "")


def _text(one: Standing) -> str:
    """A standing as it is kept."""
    counts = [one.states[state] for state in State]
    signed = one.signoff and astuple(one.signoff)
    return json.dumps([counts, astuple(one.findings), signed, one.title], ensure_ascii=False)


def _standing(text: str) -> Standing:
    counts, findings, signed, title = json.loads(text)
    tally = Tally(dict(zip(State, counts, strict=True)))
    return Standing(tally, Counts(*findings), Signoff(*signed) if signed else None, title)
