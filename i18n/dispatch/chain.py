"""A chain: the memory, what was answered before, then engines in order, for each sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from i18n import locales, mask
from i18n.answers import Answers
from i18n.dispatch.interpreter import Interpreter
from i18n.dispatch.parcel import Passage
from i18n.engines.engine import Engine
from i18n.engines.faults import EngineError
from i18n.mask import MarkupError, Masked
from i18n.memory.memory import Memory
from i18n.model import Brief, Unit


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation nobody has approved; `origin` is an engine, or `memory:` and an article."""

    text: str
    origin: str


class Chain:
    """Who is asked in one run. The memory comes first wherever a project names it: it is free.

    `recall` is for one thread, `ask` for several.
    """

    def __init__(
        self, engines: Sequence[Engine], answers: Answers, memory: Memory | None = None
    ) -> None:
        self.interpreters = tuple(Interpreter(engine, answers) for engine in engines)
        self._memory = memory

    @property
    def workers(self) -> int:
        """How many threads it takes to keep every engine busy."""
        return max((one.engine.limits.workers for one in self.interpreters), default=1)

    @property
    def chars(self) -> int:
        """The size of a request to the first engine."""
        return self.interpreters[0].engine.limits.chars if self.interpreters else 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user has to be told once."""
        return tuple(one.engine.notice for one in self.interpreters if one.engine.notice)

    def recall(self, unit: Unit, brief: Brief) -> Answer | None:
        """Return what the memory has for the unit."""
        if self._memory is None:
            return None
        match = self._memory.find(brief.target, unit.source, unit.context)
        return Answer(match.target, f"memory:{match.origin}") if match else None

    def stored(self, masked: Masked, brief: Brief) -> Answer | None:
        """Return what needs no asking: an answer given before, or a text without a word."""
        if masked.wordless and self.interpreters:
            return Answer(masked.source, "copy")
        for one in self.interpreters:
            text = one.stored(brief, masked.text)
            answer = self.unmask(masked, text, brief) if text else None
            if answer is not None:
                return Answer(answer, one.engine.name)
        return None

    def ask(self, passages: Sequence[Passage], brief: Brief) -> dict[str, Answer | EngineError]:
        """Ask the engines in turn until each sentence has an answer; by masked text.

        The answers are masked as well. What none could do has the fault of the last.
        """
        results: dict[str, Answer | EngineError] = {}
        for one in self.interpreters:
            for text, result in one.translate(passages, brief).items():
                name = one.engine.name
                results[text] = Answer(result, name) if isinstance(result, str) else result
            passages = [left for passage in passages if (left := _unanswered(passage, results))]
        return results

    def unmask(self, masked: Masked, text: str, brief: Brief) -> str | None:
        """Return the text with the markup of this very sentence, if it fits."""
        try:
            return mask.unmask(masked, text, locales.get(brief.target).gap)
        except MarkupError:
            return None

    def stop(self) -> None:
        """Let nobody be asked any more."""
        for one in self.interpreters:
            one.pace.stop()

    def close(self) -> None:
        """Close the connections of the engines."""
        for one in self.interpreters:
            one.engine.close()


def _unanswered(passage: Passage, results: dict[str, Answer | EngineError]) -> Passage:
    return tuple(line for line in passage if isinstance(results[line.text], EngineError))
