"""The translation memory beside brute force and translate-toolkit's matcher, in one run.

A memory of 100,000 and of 1,000,000 segments, 500 of them edited and looked up, and 100 unrelated
sentences. Brute force is rapidfuzz's `extractOne` over all texts from a likeness of 0.7; what it
finds is the truth that recall is counted by. Each query is asked of both before the next, so that
a busy machine is busy for both. translate-toolkit's matcher gets 25 of the queries, at its default
length of 70 characters and at 2,000.

A look-up of ours is all of it: exact, by likeness, the entries read from the store, and patched.
Nothing waits for a disk or a network here, so what is asked for is judged by the processor's time
of the thread; the clock's is beside it, and tells how busy the machine was.
"""

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from rapidfuzz import fuzz, process

from benchmarks import fill, segments
from benchmarks.measure import WORK, Bar
from i18n.memory import open_memory
from i18n.memory.match import Entry
from i18n.memory.memory import Memory
from i18n.model import Unit

COUNTS = (100_000, 1_000_000)
EDITED, UNRELATED, TOOLKIT = 500, 100, 25
LEAST = 0.7
LOCALE = "ru"
PART = 10_000
ADDED = 200


@dataclass(frozen=True, slots=True)
class Made:
    """A memory on disk: the processor's seconds to fill and index it; bytes of texts and files."""

    filled: float
    built: float
    sources: int
    texts: int
    index: int
    whole: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds by the clock and of the processor, and best likeness (0 for none) of each query."""

    clock: Sequence[float]
    times: Sequence[float]
    best: Sequence[float]

    @property
    def middle(self) -> float:
        return median(self.times)

    @property
    def slow(self) -> float:
        return _slow(self.times)


def _slow(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]


def run() -> list[Bar]:
    """Measure both sizes, and judge recall at both, the rest at the larger."""
    _, origin = segments.lines()
    bars: list[Bar] = []
    for count in COUNTS:
        print(f"{count:,} segments made of {origin}", flush=True)
        bars += _measured(count, judged=count == COUNTS[-1])
    return bars


def _measured(count: int, *, judged: bool) -> list[Bar]:
    texts = segments.segments(count)
    edited = segments.edited(texts, EDITED)
    unrelated, pages = segments.unrelated(UNRELATED)
    path = WORK / "memory" / f"{count}.db"
    shutil.rmtree(path.parent, ignore_errors=True)
    made = _make(path, texts)
    memory, opened = _opened(path, edited[0])
    ours, brute = _both(memory, texts, edited)
    others, strange = _both(memory, texts, unrelated)
    added = _added(memory)
    memory.close()
    _show("edited", {"tilshi": ours, "brute force": brute})
    _show(f"unrelated, of {pages}", {"tilshi": others, "brute force": strange})
    _show("translate-toolkit, edited", _toolkit(texts, edited[:TOOLKIT], brute.best[:TOOLKIT]))
    print(
        f"  index built in {made.built:.1f} s, store filled in {made.filled:.1f} s;"
        f" sources {made.sources / 1e6:.0f} MB, index {made.index / 1e6:.0f} MB;"
        f" sources and targets {made.texts / 1e6:.0f} MB, store and index {made.whole / 1e6:.0f} MB;"
        f" opened, with a first look-up, in {opened * 1000:.0f} ms; one more in {added * 1000:.2f} ms\n",
        flush=True,
    )
    recall = Bar(f"of {count:,}, % of best matches missed", 100 * _missed(ours, brute), 0.5)
    if not judged:
        return [recall]
    return [
        recall,
        Bar(
            "median look-up, ms, a 50th of brute force", ours.middle * 1e3, brute.middle * 1e3 / 50
        ),
        Bar("p95 of look-ups, medians of them", ours.slow / ours.middle, 4),
        Bar("p95 of unrelated look-ups, medians of edited", others.slow / ours.middle, 4),
        Bar("index, times the text it is of", made.index / made.sources, 2),
        Bar("opening an index, s", opened, 0.2),
        Bar("building an index, s for 50,000 segments", made.built * 50_000 / count, 1),
        Bar("adding a segment, ms", added * 1e3, 1),
    ]


def _make(path: Path, texts: Sequence[str]) -> Made:
    entries = [Entry(text, fill.translated(text, LOCALE)) for text in texts]
    memory = open_memory(path)
    start = time.process_time()
    for at in range(0, len(entries), PART):
        memory.put(LOCALE, f"part {at}", "1", entries[at : at + PART])
    filled = time.process_time()
    memory.build(LOCALE)
    built = time.process_time()
    memory.close()
    sources = sum(len(one.source.encode()) for one in entries)
    targets = sum(len(one.target.encode()) for one in entries)
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    index = sum(file.stat().st_size for file in files if file.suffix == ".index")
    whole = sum(file.stat().st_size for file in files)
    return Made(filled - start, built - filled, sources, sources + targets, index, whole)


def _opened(path: Path, text: str) -> tuple[Memory, float]:
    """Open the memory as a command does, and look one sentence up."""
    start = time.perf_counter()
    memory = open_memory(path)
    memory.look(LOCALE, text)
    return memory, time.perf_counter() - start


def _both(memory: Memory, texts: Sequence[str], queries: Sequence[str]) -> tuple[Asked, Asked]:
    """Ask ours and brute force in turns."""

    def ours(text: str) -> float:
        found = memory.look(LOCALE, text, least=LEAST)
        return found[0].likeness if found else 0.0

    def brute(text: str) -> float:
        found = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=LEAST * 100)
        return found[1] / 100 if found else 0.0

    one, other = zip(*((_timed(ours, text), _timed(brute, text)) for text in queries), strict=True)
    return Asked(*zip(*one, strict=True)), Asked(*zip(*other, strict=True))


def _timed(ask: Callable[[str], float], text: str) -> tuple[float, float, float]:
    start, begun = time.perf_counter(), time.thread_time()
    best = ask(text)
    return time.perf_counter() - start, time.thread_time() - begun, best


def _missed(ours: Asked, brute: Asked) -> float:
    """The share of true matches for which ours is not as good as the best there is."""
    true = [pair for pair in zip(ours.best, brute.best, strict=True) if pair[1] >= LEAST]
    return sum(mine < best - 0.0001 for mine, best in true) / len(true)


def _added(memory: Memory) -> float:
    """The median time of adding one segment to the memory."""
    times = []
    for number in range(ADDED):
        unit = Unit(f"Segment {number} is one more than there was.", f"Ещё {number}.")
        start = time.perf_counter()
        memory.refresh(LOCALE, f"added {number}", "1", [unit], trust_external=True)
        times.append(time.perf_counter() - start)
    return median(times)


def _toolkit(
    texts: Sequence[str], queries: Sequence[str], best: Sequence[float]
) -> dict[str, Asked]:
    """translate-toolkit's matcher; what it finds is counted by the likeness of rapidfuzz."""
    from translate.search import match
    from translate.storage import base

    store = base.TranslationStore()
    for text in texts:
        unit = base.TranslationUnit(text)
        unit.target = text
        store.units.append(unit)
    results = {}
    for length in (70, 2000):
        matcher = match.matcher(store, max_candidates=1, min_similarity=70, max_length=length)

        def ask(text: str, matcher: match.matcher = matcher) -> float:
            return max(
                (fuzz.ratio(text, one.source) / 100 for one in matcher.matches(text)), default=0.0
            )

        asked = Asked(*zip(*(_timed(ask, text) for text in queries), strict=True))
        hits = sum(mine >= there - 0.0001 for mine, there in zip(asked.best, best, strict=True))
        results[f"length {length}: {hits} of {len(queries)} as good"] = asked
    return results


def _show(what: str, rows: dict[str, Asked]) -> None:
    print(f"{what:44} {'median ms':>10} {'p95 ms':>10} {'by clock':>10} {'p95':>10} {'found':>6}")
    for name, asked in rows.items():
        found = sum(one > 0 for one in asked.best)
        figures = (asked.middle, asked.slow, median(asked.clock), _slow(asked.clock))
        print(f"  {name:42}" + "".join(f" {one * 1e3:10.2f}" for one in figures) + f" {found:6}")
    print(flush=True)
