"""Translate: a draft for each unit that has none, asked of a chain of engines.

Catalogs stream through: sentences of several articles share a request, several requests are
under way, and however many articles there are, only a few are held.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain as flat

from i18n import mask
from i18n.dispatch import parcel
from i18n.dispatch.chain import Answer, Chain
from i18n.dispatch.parcel import Passage
from i18n.engines.faults import BadOutput, EngineError
from i18n.mask import Masked
from i18n.model import Brief, State, Unit
from workflow.draft import EMPTY, Failure, Key, Outcomes

_HELD = 64


@dataclass(frozen=True, slots=True)
class Work:
    """One catalog to fill: its units by passage, in the order of the article.

    Units that need no draft may be among them, and a unit may be in several passages.
    """

    name: str
    brief: Brief
    passages: tuple[tuple[Unit, ...], ...]
    states: frozenset[State] = EMPTY


@dataclass(frozen=True, slots=True)
class Estimate:
    """What translating would take: the units to draft, by who would answer them.

    `stored` are those that were answered before, or are the same as another one.
    `characters` and `requests` are what engines would be sent, each sentence once.
    """

    segments: int = 0
    memory: int = 0
    stored: int = 0
    asked: int = 0
    characters: int = 0
    requests: int = 0


def translate(works: Iterable[Work], chain: Chain) -> Iterator[tuple[Work, Outcomes]]:
    """Yield each work, in order, with the outcomes for its units.

    Answers are in the store of the chain before they are yielded; closing the iterator early
    stops the chain for good. Raises UserError when the store cannot be written.
    """
    run = _Run(chain)
    try:
        for work in works:
            run.start(work)
            yield from run.finished()
        run.send_all()
        while run.open:
            run.wait()
            yield from run.finished()
    finally:
        run.stop()


def estimate(works: Iterable[Work], chain: Chain) -> Estimate:
    """Say what translating the works would take, asking nobody."""
    counts: Counter[str] = Counter()
    sizes: dict[Brief, dict[int, int]] = defaultdict(dict)  # by the hash of a masked text
    for work in works:
        asked = sizes[work.brief]
        for unit in flat.from_iterable(_wanted(work)):
            masked = mask.mask(unit.source)
            counts["segments"] += 1
            if chain.recall(unit, work.brief):
                counts["memory"] += 1
            elif chain.stored(masked, work.brief) or hash(masked.text) in asked:
                counts["stored"] += 1
            elif chain.interpreters:
                asked[hash(masked.text)] = parcel.weight((masked,))
    totals = [sum(asked.values()) for asked in sizes.values()]
    return Estimate(
        **counts,
        asked=sum(map(len, sizes.values())),
        characters=sum(totals),
        requests=sum(-(-total // chain.chars) for total in totals if total),
    )


def _wanted(work: Work) -> Iterator[tuple[Unit, ...]]:
    """Yield the passages with only the units to draft, each unit once."""
    seen: set[Key] = set()
    for passage in work.passages:
        units = []
        for unit in passage:
            if unit.key not in seen and not unit.obsolete and unit.state in work.states:
                seen.add(unit.key)
                units.append(unit)
        if units:
            yield tuple(units)


@dataclass(slots=True, eq=False)
class _Sending:
    """Passages on their way to the chain."""

    brief: Brief
    passages: list[Passage] = field(default_factory=list)
    size: int = 0
    future: Future[dict[str, Answer | EngineError]] | None = None

    @property
    def done(self) -> bool:
        return self.future is not None and self.future.done()

    @property
    def results(self) -> dict[str, Answer | EngineError]:
        """What came of it; raises what went wrong with the store."""
        return self.future.result() if self.future else {}


@dataclass(slots=True, eq=False)
class _Open:
    """A work with what it waits for: its units, where each one's answer will be."""

    work: Work
    outcomes: dict[Key, Answer | Failure] = field(default_factory=dict)
    waiting: dict[Key, tuple[Masked, _Sending]] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return all(sending.done for _, sending in self.waiting.values())


class _Run:
    """The works under way, the requests under way, and which sentence is in which."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.open: deque[_Open] = deque()
        self.threads = ThreadPoolExecutor(chain.workers, thread_name_prefix="translate")
        self.filling: dict[Brief, _Sending] = {}
        self.sent: list[_Sending] = []
        self.asked: dict[tuple[Brief, str], _Sending] = {}

    def start(self, work: Work) -> None:
        """Look up what is known of the work's units, and get the rest on its way."""
        opened = _Open(work)
        self.open.append(opened)
        for units in _wanted(work):
            asking = {unit.key: masked for unit in units if (masked := self._unknown(opened, unit))}
            self._add(work.brief, asking.values())
            for key, masked in asking.items():
                opened.waiting[key] = masked, self.asked[work.brief, masked.text]

    def finished(self) -> Iterator[tuple[Work, Outcomes]]:
        """Yield the works that are done, up to the first that is not, and make room."""
        while True:
            self._settle()
            while self.open and self.open[0].done:
                opened = self.open.popleft()
                yield opened.work, self._outcomes(opened)
            if len(self.sent) < 2 * self.chain.workers and len(self.open) < _HELD:
                return
            self.wait()

    def wait(self) -> None:
        """Wait until some request is done."""
        needed = [sending for _, sending in self.open[0].waiting.values() if not sending.done]
        if not any(sending.future for sending in needed):
            self.send_all()
        wait([one.future for one in self.sent if one.future], return_when=FIRST_COMPLETED)

    def send_all(self) -> None:
        """Send what is waiting for more to travel with."""
        for brief in list(self.filling):
            self._send(brief)

    def stop(self) -> None:
        """Stop asking, if some work is left; what is under way is waited for, and stored."""
        if self.open:
            self.chain.stop()
        self.threads.shutdown(wait=True, cancel_futures=True)

    def _unknown(self, opened: _Open, unit: Unit) -> Masked | None:
        """Return the masked text to ask for, or note the outcome if there is one already."""
        brief = opened.work.brief
        answer = self.chain.recall(unit, brief)
        if answer is None and self.chain.interpreters:
            masked = mask.mask(unit.source)
            answer = self.chain.stored(masked, brief)
            if answer is None:
                return masked
        if answer:
            opened.outcomes[unit.key] = answer
        return None

    def _add(self, brief: Brief, lines: Iterable[Masked]) -> None:
        """Put the sentences of a passage that nobody asks for yet into the next request."""
        fresh = {line.text: line for line in lines if (brief, line.text) not in self.asked}
        if not fresh:
            return
        passage = tuple(fresh.values())
        size = parcel.weight(passage)
        sending = self.filling.get(brief)
        if sending and sending.size + size > self.chain.chars:
            self._send(brief)
            sending = None
        if sending is None:
            sending = self.filling[brief] = _Sending(brief)
        sending.passages.append(passage)
        sending.size += size
        self.asked.update(dict.fromkeys(((brief, text) for text in fresh), sending))

    def _send(self, brief: Brief) -> None:
        sending = self.filling.pop(brief)
        sending.future = self.threads.submit(self.chain.ask, sending.passages, brief)
        self.sent.append(sending)

    def _settle(self) -> None:
        """Forget requests that are done, except for sentences that would fail again."""
        done = [sending for sending in self.sent if sending.done]
        self.sent = [sending for sending in self.sent if not sending.done]
        for sending in done:
            for text, result in sending.results.items():
                if not isinstance(result, BadOutput):
                    del self.asked[sending.brief, text]

    def _outcomes(self, opened: _Open) -> Outcomes:
        for key, (masked, sending) in opened.waiting.items():
            result = sending.results[masked.text]
            if isinstance(result, Answer):
                opened.outcomes[key] = self._fitted(masked, result, opened.work.brief)
            else:
                opened.outcomes[key] = Failure(result.what, isinstance(result, BadOutput))
        return opened.outcomes

    def _fitted(self, masked: Masked, answer: Answer, brief: Brief) -> Answer | Failure:
        """Return the answer with the markup of this sentence; another's looks alike masked."""
        text = self.chain.unmask(masked, answer.text, brief)
        if text is None:
            return Failure("markup is not intact", lasting=True)
        return Answer(text, answer.origin)
