"""An interpreter: one engine at its pace, asked for passages in parcels and, if need be, smaller.

A parcel whose answer cannot be trusted is asked again passage by passage, then sentence by
sentence, then with tokens in another style. Every answer is stored before anything else is done.
"""

from collections.abc import Callable, Sequence

from i18n import locales, mask
from i18n.answers import Answers
from i18n.dispatch import hygiene, parcel
from i18n.dispatch.pace import Pace
from i18n.dispatch.parcel import Parcel, Passage
from i18n.engines.engine import Engine
from i18n.engines.faults import BadOutput, EngineError, Transient, Unreachable
from i18n.mask import MarkupError, Masked, Style
from i18n.model import Brief

Results = dict[str, str | EngineError]
"""By masked text: the answer, masked alike, or why there is none."""


class Interpreter:
    """An engine in one run; used by several threads at once."""

    def __init__(self, engine: Engine, answers: Answers) -> None:
        self.engine = engine
        self.pace = Pace(engine.limits)
        self._answers = answers
        self._signature = f"{engine.name} {engine.version}"

    def stored(self, brief: Brief, text: str) -> str | None:
        """Return the answer this engine once gave to a masked text."""
        return self._answers.find(self._signature, brief, text) if self.engine.natural else None

    def translate(self, passages: Sequence[Passage], brief: Brief) -> Results:
        """Ask for all sentences of the passages; each has a result. Raises no EngineError."""
        try:
            self.engine.traits(brief)
        except EngineError as error:
            return {line.text: error for passage in passages for line in passage}
        results: Results = {}
        fitting = []
        for passage in passages:
            long = {line for line in passage if len(line.text) > self.engine.limits.longest}
            results |= {line.text: self._too_long(line) for line in long}
            fitting.append(tuple(line for line in passage if line not in long))
        for one in parcel.pack(filter(None, fitting), self.engine.limits.chars):
            results |= self._ask(one, brief)
        return results

    def _ask(self, one: Parcel, brief: Brief) -> Results:
        """Ask for a parcel, and for what is in it alone when that fails for its content."""
        lines = [line for passage in one for line in passage]
        try:
            return self._request(lines, "braces", brief)
        except Unreachable as error:
            return {line.text: error for line in lines}
        except (BadOutput, Transient) as error:
            if len(lines) == 1:
                return self._ask_once_more(lines[0], error, brief)
            smaller = [(part,) for part in one] if len(one) > 1 else [((line,),) for line in lines]
            results: Results = {}
            for part in smaller:
                results |= self._ask(part, brief)
            return results
        except EngineError as error:
            return {line.text: error for line in lines}

    def _ask_once_more(self, line: Masked, error: EngineError, brief: Brief) -> Results:
        """Try the second style of tokens on a sentence alone whose markup did not survive."""
        if not line.tokens or not isinstance(error, BadOutput):
            return {line.text: error}
        try:
            return self._request([line], "brackets", brief)
        except EngineError as again:
            return {line.text: again}

    def _request(self, lines: Sequence[Masked], style: Style, brief: Brief) -> Results:
        """Send the lines, and store the answers if each can be trusted; else raise BadOutput."""
        sent, starts = parcel.wrap(lines, style)
        answers = self.pace.call(self._asking(sent, brief))
        answers = [hygiene.clean(answer) for answer in answers]
        opened = parcel.unwrap(lines, starts, answers, style)
        for line, answer in zip(lines, opened, strict=True):
            self._inspect(line, answer, brief)
        results = {line.text: answer for line, answer in zip(lines, opened, strict=True)}
        if self.engine.natural:
            self._answers.keep(self._signature, brief, results)
        return dict(results)

    def _asking(self, sent: list[str], brief: Brief) -> Callable[[], list[str]]:
        return lambda: self.engine.translate(sent, brief)

    def _inspect(self, line: Masked, answer: str, brief: Brief) -> None:
        """Raise BadOutput for an answer that is no translation, or has other markup."""
        locale = locales.get(brief.target)
        why = hygiene.objection(line.text, answer, locale) if self.engine.natural else ""
        if why:
            raise BadOutput(why)
        try:
            mask.unmask(line, answer, locale.gap)
        except MarkupError as error:
            raise BadOutput(str(error)) from error

    def _too_long(self, line: Masked) -> BadOutput:
        size, most = len(line.text), self.engine.limits.longest
        return BadOutput(f"{size} characters in one sentence, {self.engine.name} takes {most}")
