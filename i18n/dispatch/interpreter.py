"""An interpreter: one engine in one run, with its pace, its price and its answers of the past.

Every answer is stored before anything else is done with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from i18n.answers import Answers
from i18n.dispatch import parcel
from i18n.dispatch.meter import Meter, cost, counted
from i18n.dispatch.pace import Pace
from i18n.dispatch.parcel import Passage
from i18n.dispatch.talk import Results, Talk
from i18n.engines.engine import Counting, Engine, Traits, Usage
from i18n.engines.facts import Price
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    Unfit,
    Unsupported,
)
from i18n.glossary.matcher import relevant
from i18n.mask import Masked
from i18n.model import Brief


class Interpreter:
    """An engine in one run; used by several threads at once, for all languages.

    What it could not do once it is asked for again only with `retry`: that is paid for as well.
    """

    def __init__(
        self,
        engine: Engine,
        answers: Answers,
        price: Price | None = None,
        meter: Meter | None = None,
        *,
        retry: bool = False,
    ) -> None:
        self.engine = engine
        self.price = price
        self.pace = Pace(engine.limits)
        self._meter = meter or Meter()
        self._answers = answers
        self._retry = retry
        self._signature = f"{engine.name} {engine.version}"

    @property
    def origin(self) -> str:
        """What a draft says of where it comes from: the engine and its model."""
        return f"{self.engine.name}/{self.engine.version}"

    def traits(self, brief: Brief) -> Traits | None:
        """What the engine does for the pair; None when it does not know a language."""
        try:
            return self.engine.traits(brief)
        except Unsupported:
            return None

    def stored(self, brief: Brief, text: str) -> str | None:
        """Return the answer this engine once gave to a masked text."""
        traits = self.traits(brief) if self.engine.natural else None
        if traits is None:
            return None
        return self._answers.find(self._signature, _deciding(brief, traits, text), text)

    def refused(self, brief: Brief, text: str) -> str:
        """Return why this engine is not asked for a masked text; "" when it may be."""
        traits = self.traits(brief)
        if self._retry or traits is None or not self.engine.natural:
            return ""
        return self._answers.reason(self._signature, _deciding(brief, traits, text), text)

    @property
    def currency(self) -> str:
        """What the price is in; "" where nothing is charged, or nobody knows how much."""
        return self.price.currency if self.price else ""

    @property
    def priced(self) -> bool:
        """Tell if it is known what asking costs: nothing, on this machine."""
        return self.price is not None or self.engine.network != "remote"

    def cost(self, characters: int, texts: int, requests: int = 1) -> float:
        """What it costs to have so many texts of so many characters translated."""
        return cost(self.price, characters, texts, requests)

    def translate(self, passages: Sequence[Passage], brief: Brief) -> Results:
        """Ask for all sentences of the passages; each has a result. Raises no EngineError."""
        try:
            traits = self.engine.traits(brief)
        except EngineError as error:
            return {line.text: error for passage in passages for line in passage}
        talk = Talk(self, traits, _useful(brief, traits))
        results: Results = {}
        fitting = []
        for passage in passages:
            hopeless = {line.text: why for line in passage if (why := self._hopeless(line, brief))}
            results |= hopeless
            fitting.append(tuple(line for line in passage if line.text not in hopeless))
        limits = self.engine.limits
        for one in parcel.pack(filter(None, fitting), limits.chars, limits.items, talk.styles[0]):
            found = talk.ask(one)
            self._refuse(found, brief, traits)
            results |= found
        return results

    def ask(
        self,
        sent: list[str],
        brief: Brief,
        bare: int,
        take: Callable[[Sequence[str | None]], Results],
    ) -> Results:
        """Send texts at the pace of the engine and within the budget; return what `take` makes.

        It is called before anything else is asked in this place: a killed run may lose as many
        answers as may be under way. `bare` is the number of characters without markup.
        """
        characters = sum(map(len, sent))
        free = self.price is not None and not self.price.markup
        told = len(brief.context) if self.price and self.price.unit == "tokens" else 0
        amount = self.cost(told + (bare if free else characters), len(sent))

        def attempt() -> Results:
            before = self._used
            try:
                with self._meter.paying(amount, self.currency):
                    answers: Sequence[str | None] = self.engine.translate(sent, brief)
            except BadOutput as error:
                if len(error.answers) != len(sent):
                    raise
                answers = error.answers
            finally:
                self._settle(self._used - before, amount)
            return take(answers)

        return self.pace.call(attempt, characters)

    @property
    def _used(self) -> Usage:
        """What the service has counted of this thread's requests, if it says."""
        return self.engine.used if isinstance(self.engine, Counting) else Usage()

    def _settle(self, used: Usage, estimated: float) -> None:
        """Put what the service counted of a request in the place of what was reckoned."""
        if self.price and self.price.unit == "tokens" and used != Usage():
            self._meter.correct(counted(self.price, used) - estimated, self.currency)

    def keep(self, results: Results, brief: Brief, traits: Traits) -> None:
        """Store the answers among the results."""
        if self.engine.natural:
            found = ((text, r) for text, r in results.items() if isinstance(r, str))
            kept = [(_deciding(brief, traits, text), text, answer) for text, answer in found]
            self._answers.keep(self._signature, kept)

    def _refuse(self, results: Results, brief: Brief, traits: Traits) -> None:
        """Store what the engine could not do."""
        unfit = ((text, r.what) for text, r in results.items() if isinstance(r, Unfit))
        rows = [(_deciding(brief, traits, text), text, why) for text, why in unfit]
        self._answers.refuse(self._signature, rows)

    def _hopeless(self, line: Masked, brief: Brief) -> BadOutput | None:
        """Say why there is no use in asking for a line."""
        size, most = len(line.text), self.engine.limits.longest
        if size > most:
            what = f"{size} characters in one sentence, {self.engine.name} takes {most}"
            return BadOutput(what, hint="cut the sentence, or translate it in the catalog")
        why = self.refused(brief, line.text)
        return Unfit(why) if why else None


def _useful(brief: Brief, traits: Traits) -> Brief:
    """The brief with only what the engine makes use of."""
    context = brief.context if traits.context else ""
    return replace(brief, context=context, terms=brief.terms if traits.terms else ())


def _deciding(brief: Brief, traits: Traits, text: str) -> Brief:
    """What of the brief decides the answer to a text."""
    useful = _useful(brief, traits)
    if not useful.terms:
        return useful
    return replace(useful, terms=relevant([text], useful.terms, brief.source))
