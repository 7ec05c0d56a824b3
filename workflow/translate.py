"""Translate: a draft for each unit that has none, asked of a chain of engines.

Catalogs stream through: sentences of several articles share a request, several requests are
under way, and however many articles there are, only a few are held.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from i18n.dispatch import parcel
from i18n.dispatch.answer import Answer
from i18n.dispatch.chain import Chain
from i18n.dispatch.parcel import Passage
from i18n.engines.faults import BadOutput, EngineError, LeftOut
from i18n.mask import Masked
from i18n.model import Brief, Unit
from workflow.draft import Failure, Key, Outcomes
from workflow.typesetting import typeset
from workflow.work import Chains, Work, hidden, neighbourhood, wanted

_HELD = 64
FILLING = 4
"""Requests that are filled at a time: what is too long for one may fit into another."""
WAITERS = 2
"""Threads for each request that may be under way: one that waits to ask again keeps no place."""


def translate(
    works: Iterable[Work], chains: Chains, tick: Callable[[int], None] = lambda number: None
) -> Iterator[tuple[Work, Outcomes]]:
    """Yield each work, in order, with the outcomes for its units.

    Answers are in the store of the chains before they are yielded; closing the iterator early
    stops the chains for good. `tick` is told how many sentences engines have just answered.
    Raises UserError when the store cannot be written.
    """
    run = _Run(chains, tick)
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
    chain: Chain
    around: Mapping[Key, tuple[str, str]]
    outcomes: dict[Key, Answer | Failure] = field(default_factory=dict)
    waiting: dict[Key, tuple[Masked, _Sending]] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return all(sending.done for _, sending in self.waiting.values())

    def unknown(self, unit: Unit) -> Masked | None:
        """Return the masked text to ask for, or note the outcome if there is one already."""
        brief = self.work.brief
        answer = self.chain.recall(unit, brief, *self.around[unit.key])
        if answer is None and self.chain.interpreters:
            masked = hidden(unit, brief)
            answer = self.chain.stored(masked, brief)
            if answer is None:
                return masked
        if answer:
            self.outcomes[unit.key] = answer
        return None

    def settle(self) -> Outcomes:
        """Return the outcomes, now that every answer is there."""
        for key, (masked, sending) in self.waiting.items():
            result = sending.results[masked.text]
            if isinstance(result, Answer):
                self.outcomes[key] = self._fitted(masked, result)
            else:
                lasting = isinstance(result, BadOutput) and not isinstance(result, LeftOut)
                self.outcomes[key] = Failure(result.what, lasting, result.hint)
        return self.outcomes

    def _fitted(self, masked: Masked, answer: Answer) -> Answer | Failure:
        """Return the answer with the markup of this sentence; another's looks alike masked."""
        text = self.chain.unmask(masked, answer.text, self.work.brief)
        if text is None:
            return Failure("markup is not intact", lasting=True)
        return Answer(text, answer.origin)


class _Run:
    """The works under way, the requests under way, and which sentence is in which."""

    def __init__(self, chains: Chains, tick: Callable[[int], None]) -> None:
        self.chains = chains
        self.tick = tick
        self.open: deque[_Open] = deque()
        self.workers = WAITERS * max((chain.workers for chain in chains.values()), default=1)
        self.threads = ThreadPoolExecutor(self.workers, thread_name_prefix="translate")
        self.filling: dict[Brief, list[_Sending]] = defaultdict(list)
        self.sent: list[_Sending] = []
        self.asked: dict[tuple[Brief, str], _Sending] = {}

    def start(self, work: Work) -> None:
        """Look up what is known of the work's units, and get the rest on its way."""
        chain = self.chains[work.brief.target]
        work = replace(work, brief=chain.fitted(work.brief))
        opened = _Open(work, chain, neighbourhood(work))
        self.open.append(opened)
        for units in wanted(work):
            asking = {unit.key: masked for unit in units if (masked := opened.unknown(unit))}
            self._add(opened, asking.values())
            for key, masked in asking.items():
                opened.waiting[key] = masked, self.asked[work.brief, masked.text]

    def finished(self) -> Iterator[tuple[Work, Outcomes]]:
        """Yield the works that are done, up to the first that is not, and make room."""
        while True:
            self._settle()
            while self.open and self.open[0].done:
                opened = self.open.popleft()
                yield opened.work, typeset(opened.work, opened.settle())
            if len(self.sent) < 2 * self.workers and len(self.open) < _HELD:
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
        for sending in [sending for filling in self.filling.values() for sending in filling]:
            self._send(sending)

    def stop(self) -> None:
        """Stop asking, if some work is left; what is under way is waited for, and stored."""
        for chain in self.chains.values() if self.open else ():
            chain.stop()
        self.threads.shutdown(wait=True, cancel_futures=True)

    def _add(self, opened: "_Open", lines: Iterable[Masked]) -> None:
        """Put the sentences of a passage that nobody asks for yet into the next request."""
        brief, chain = opened.work.brief, opened.chain
        fresh = {line.text: line for line in lines if (brief, line.text) not in self.asked}
        if not fresh:
            return
        passage = tuple(fresh.values())
        size = parcel.weight(passage)
        sending = self._with_room(brief, size, chain.chars)
        sending.passages.append(passage)
        sending.size += size
        self.asked.update(dict.fromkeys(((brief, text) for text in fresh), sending))

    def _with_room(self, brief: Brief, size: int, most: int) -> _Sending:
        """Return a request that a passage fits in; the fullest makes way for a new one."""
        filling = self.filling[brief]
        fitting = [sending for sending in filling if sending.size + size <= most]
        if fitting:
            return max(fitting, key=lambda sending: sending.size)
        if len(filling) == FILLING:
            self._send(max(filling, key=lambda sending: sending.size))
        filling.append(_Sending(brief))
        return filling[-1]

    def _send(self, sending: _Sending) -> None:
        brief = sending.brief
        self.filling[brief].remove(sending)
        sending.future = self.threads.submit(self.chains[brief.target].ask, sending.passages, brief)
        self.sent.append(sending)

    def _settle(self) -> None:
        """Forget requests that are done, except for sentences that would fail again."""
        done = [sending for sending in self.sent if sending.done]
        self.sent = [sending for sending in self.sent if not sending.done]
        for sending in done:
            self.tick(len(sending.results))
            for text, result in sending.results.items():
                if not isinstance(result, BadOutput):
                    del self.asked[sending.brief, text]
