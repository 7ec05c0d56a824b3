"""A chain: the memory, what was answered before, then engines in order, for one language."""

from collections.abc import Sequence
from dataclasses import replace

from i18n import locales, mask
from i18n.dispatch.answer import Answer, remembered
from i18n.dispatch.interpreter import Interpreter
from i18n.dispatch.parcel import Passage
from i18n.engines.faults import EngineError, Unsupported
from i18n.glossary.matcher import kept
from i18n.mask import MarkupError, Masked
from i18n.memory.memory import Memory
from i18n.model import Brief, Unit


class Chain:
    """Who is asked in one run, for a language to write in.

    The memory comes first wherever a project names it: it is free.
    `recall` is for one thread, `ask` for several.
    """

    def __init__(self, interpreters: Sequence[Interpreter], memory: Memory | None = None) -> None:
        self.interpreters = tuple(interpreters)
        self._memory = memory

    @property
    def workers(self) -> int:
        """How many requests keep every engine busy."""
        return max((one.engine.limits.workers for one in self.interpreters), default=1)

    @property
    def chars(self) -> int:
        """The size of a request to the first engine."""
        return self.interpreters[0].engine.limits.chars if self.interpreters else 0

    def first(self, brief: Brief) -> Interpreter | None:
        """Who is asked first in this pair of languages."""
        return next((one for one in self.interpreters if one.traits(brief)), None)

    def fitted(self, brief: Brief) -> Brief:
        """Return the brief with a context only if somebody makes use of it.

        Articles of one brief share requests.
        """
        traits = (one.traits(brief) for one in self.interpreters)
        return brief if any(one and one.context for one in traits) else replace(brief, context="")

    def recall(self, unit: Unit, brief: Brief, before: str = "", after: str = "") -> Answer | None:
        """Return what the memory has for the unit between its neighbours' sources.

        A translation with other markup than this source is for a person to look at: none.
        """
        if self._memory is None:
            return None
        match = self._memory.find(brief.target, unit.source, unit.context, before, after)
        if match is None or not mask.intact(unit.source, match.target, kept(brief.terms)):
            return None
        return remembered(match)

    def stored(self, masked: Masked, brief: Brief) -> Answer | None:
        """Return what needs no asking: an answer given before, or a text without a word."""
        if masked.wordless and self.interpreters:
            return Answer(masked.source, "copy")
        for one in self.interpreters:
            text = one.stored(brief, masked.text)
            answer = self.unmask(masked, text, brief) if text else None
            if answer is not None:
                return Answer(answer, one.origin)
        return None

    def refused(self, masked: Masked, brief: Brief) -> bool:
        """Tell if nobody in the chain is asked for a text: none could do it before."""
        able = [one for one in self.interpreters if one.traits(brief)]
        return bool(able) and all(one.refused(brief, masked.text) for one in able)

    def ask(self, passages: Sequence[Passage], brief: Brief) -> dict[str, Answer | EngineError]:
        """Ask the engines in turn until each sentence has an answer; by masked text.

        The answers are masked as well. What none could do has the fault of the last that
        knows the language.
        """
        results: dict[str, Answer | EngineError] = {}
        for one in self.interpreters:
            for text, result in one.translate(passages, brief).items():
                if isinstance(result, str):
                    results[text] = Answer(result, one.origin)
                elif not (isinstance(result, Unsupported) and text in results):
                    results[text] = result
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


def _unanswered(passage: Passage, results: dict[str, Answer | EngineError]) -> Passage:
    return tuple(line for line in passage if isinstance(results[line.text], EngineError))
