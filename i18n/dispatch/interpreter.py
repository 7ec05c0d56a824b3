"""An interpreter: one engine at its pace, asked for passages in parcels and, if need be, smaller.

Where sentences travel in one text, an answer that cannot be trusted is asked again passage by
passage, then sentence by sentence; where each travels by itself, only those that are wrong. What
lost its markup is tried with the markup in another form. Every answer is stored before
anything else is done with it.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from i18n import locales, mask
from i18n.answers import Answers
from i18n.dispatch import alignment, hygiene, parcel
from i18n.dispatch.meter import Meter, cost, counted
from i18n.dispatch.pace import Pace
from i18n.dispatch.parcel import Doubtful, Parcel, Passage
from i18n.engines.engine import Counting, Engine, Traits, Usage
from i18n.engines.facts import Price
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    LeftOut,
    Transient,
    Unfit,
    Unreachable,
    Unsupported,
)
from i18n.glossary.matcher import relevant
from i18n.mask import MarkupError, Masked
from i18n.model import Brief
from i18n.styles import STYLES, Style

PATIENCE = 3
"""Sentences asked for alone in vain, after which no more of their parcel are."""

Results = dict[str, str | EngineError]
"""By masked text: the answer, masked alike, or why there is none."""


Opened = Callable[[Sequence[Masked], Sequence[str | None], Style], Results]
"""What opens the answers to lines sent in a style; raises BadOutput where it takes none."""


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
        self._lock = threading.Lock()
        self._used = Usage()
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
        talk = _Talk(self, traits, _useful(brief, traits))
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
            try:
                with self._meter.paying(amount, self.currency):
                    answers: Sequence[str | None] = self.engine.translate(sent, brief)
            except BadOutput as error:
                if len(error.answers) != len(sent):
                    raise
                answers = error.answers
            finally:
                self._settle(amount)
            return take(answers)

        return self.pace.call(attempt, characters)

    def _settle(self, estimated: float) -> None:
        """Put what the service counted in the place of what was reckoned, if it says."""
        if not isinstance(self.engine, Counting) or self.price is None:
            return
        with self._lock:
            used = self.engine.used
            new, self._used = used - self._used, used
        if self.price.unit == "tokens" and new != Usage():
            self._meter.correct(counted(self.price, new) - estimated, self.currency)

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
            return BadOutput(f"{size} characters in one sentence, {self.engine.name} takes {most}")
        why = self.refused(brief, line.text)
        return BadOutput(why) if why else None


class _Talk:
    """The questions of one call, in one pair of languages."""

    def __init__(self, interpreter: Interpreter, traits: Traits, brief: Brief) -> None:
        self.interpreter = interpreter
        self.traits = traits
        self.brief = brief
        self.styles = [STYLES[name] for name in traits.styles]

    def ask(self, one: Parcel) -> Results:
        """Ask for a parcel; its sentences go in one text, or each by itself."""
        lines = _lines(one)
        if self.traits.joined:
            return self._together(one, lines)
        results: Results = {}
        for style in self.styles:
            results |= self._each(lines, style)
            results |= self._again(lines, style, results)
            lines = [line for line in lines if line.tokens and _is_bad(results[line.text])]
            if not lines:
                break
        return results

    def _together(self, one: Parcel, lines: list[Masked]) -> Results:
        """Ask for a parcel, and for what is in it alone when that fails for its content."""
        try:
            return self._request(lines, self.styles[0], self._opened_together)
        except Unreachable as error:
            return {line.text: error for line in lines}
        except Doubtful as error:
            return self._in_doubt(one, lines, error)
        except (BadOutput, Transient) as error:
            if len(lines) == 1:
                return self._in_other_styles(lines[0], error, self.styles[1:])
            return self._apart(_smaller(one))
        except EngineError as error:
            return {line.text: error for line in lines}

    def _apart(self, parts: Iterable[Parcel]) -> Results:
        results: Results = {}
        for part in parts:
            results |= self._together(part, _lines(part))
        return results

    def _in_doubt(self, one: Parcel, lines: list[Masked], doubt: Doubtful) -> Results:
        """Ask again for what looks wrong; if the answer is the same, nothing was mixed up."""
        parts = _smaller(one)
        try:
            before: Results = dict(self._inspected(lines, doubt.opened))
        except BadOutput:
            return self._apart(parts)
        strange = {lines[place] for place in doubt.suspects}
        asked = [part for part in parts if strange & set(_lines(part))]
        results = self._apart(asked if len(asked) == len(parts) else [_joined(asked)])
        if all(before[text] == result for text, result in results.items()):
            self.interpreter.keep(before, self.brief, self.traits)
            return before
        return results | self._apart(part for part in parts if part not in asked)

    def _in_other_styles(
        self, line: Masked, error: EngineError, styles: Iterable[Style]
    ) -> Results:
        """Try other styles of tokens on a sentence alone whose markup did not survive."""
        for style in styles if line.tokens and isinstance(error, BadOutput) else ():
            try:
                return self._request([line], style, self._opened_together)
            except EngineError as again:
                error = again
        return {line.text: error}

    def _each(self, lines: list[Masked], style: Style) -> Results:
        """Ask for lines that do not touch each other; halve what fails as a whole."""
        try:
            return self._request(lines, style, self._opened_each)
        except Unreachable as error:
            return {line.text: error for line in lines}
        except (BadOutput, Transient) as error:
            if len(lines) == 1:
                return {lines[0].text: error}
            middle = len(lines) // 2
            return self._each(lines[:middle], style) | self._each(lines[middle:], style)
        except EngineError as error:
            return {line.text: error for line in lines}

    def _again(self, lines: list[Masked], style: Style, results: Results) -> Results:
        """Ask again for what was left out: together, then one by one as long as that helps."""
        left = _left_out(lines, results)
        found: Results = {}
        if len(left) > 1:
            with suppress(EngineError):
                found = self._request(left, style, self._opened_each)
        vain = 0
        for line in _left_out(left, results | found):
            if vain < PATIENCE:
                found |= self._each([line], style)
                vain += isinstance(found[line.text], EngineError)
        return found

    def _request(self, lines: Sequence[Masked], style: Style, opened: Opened) -> Results:
        """Send the lines, store the answers that can be trusted, and return all."""

        def take(answers: Sequence[str | None]) -> Results:
            results = opened(lines, answers, style)
            self.interpreter.keep(results, self.brief, self.traits)
            return results

        sent = parcel.wrap(lines, style, joined=self.traits.joined)
        bare = sum(len(text) for line in lines for text in line.texts)
        return self.interpreter.ask(sent, replace(self.brief, form=style.form), bare, take)

    def _opened_together(
        self, lines: Sequence[Masked], answers: Sequence[str | None], style: Style
    ) -> Results:
        """Take all or nothing: what is wrong in one line may be in another. Raises BadOutput."""
        opened = parcel.unwrap(lines, [answer or "" for answer in answers], style)
        return dict(self._inspected(lines, opened))

    def _inspected(self, lines: Sequence[Masked], opened: Sequence[str]) -> dict[str, str]:
        pairs = zip(lines, opened, strict=True)
        return {line.text: self._inspect(line, answer) for line, answer in pairs}

    def _opened_each(
        self, lines: Sequence[Masked], answers: Sequence[str | None], style: Style
    ) -> Results:
        """Take each line by itself; where one may be another's, it counts as left out."""
        pairs = zip(lines, answers, strict=True)
        results = {line.text: self._opened_one(line, answer, style) for line, answer in pairs}
        good = {text: answer for text, answer in results.items() if isinstance(answer, str)}
        if self.traits.numbered:
            texts = list(good)
            for place in alignment.suspects(texts, list(good.values())):
                results[texts[place]] = LeftOut("the sentences came back mixed up")
        return results

    def _opened_one(self, line: Masked, answer: str | None, style: Style) -> str | EngineError:
        try:
            if answer is None:
                raise LeftOut(f"{self.interpreter.engine.name} left the sentence out")
            (opened,) = parcel.unwrap([line], [answer], style)
            return self._inspect(line, opened)
        except BadOutput as error:
            return error

    def _inspect(self, line: Masked, answer: str) -> str:
        """Return the answer with what is certain mended.

        Raises BadOutput for one that is no translation, or has other markup.
        """
        locale = locales.get(self.brief.target)
        cleaned = hygiene.clean(answer, line.text)
        natural = self.interpreter.engine.natural
        why = hygiene.objection(line.text, cleaned, locale) if natural else ""
        if why:
            raise Unfit(why)
        try:
            mask.unmask(line, cleaned, locale.gap)
        except MarkupError as error:
            raise Unfit(str(error)) from error
        return cleaned


def _lines(one: Parcel) -> list[Masked]:
    return list(dict.fromkeys(line for passage in one for line in passage))


def _joined(parts: Iterable[Parcel]) -> Parcel:
    return tuple(passage for part in parts for passage in part)


def _smaller(one: Parcel) -> list[Parcel]:
    """Cut a parcel into its passages, or a passage into its sentences."""
    return [(part,) for part in one] if len(one) > 1 else [((line,),) for line in _lines(one)]


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


def _left_out(lines: Iterable[Masked], results: Results) -> list[Masked]:
    return [line for line in lines if isinstance(results[line.text], LeftOut)]


def _is_bad(result: str | EngineError) -> bool:
    return isinstance(result, BadOutput)
