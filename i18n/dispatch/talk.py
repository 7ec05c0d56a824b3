"""A talk: what an engine is asked in one pair of languages, and asked again where that is of use.

Where sentences travel in one text, an answer that cannot be trusted is asked again passage by
passage, then sentence by sentence; where each travels by itself, only those that are wrong. What
lost its markup is tried with the markup in another form.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from i18n import locales, mask
from i18n.dispatch import alignment, hygiene, parcel
from i18n.dispatch.parcel import Doubtful, Parcel
from i18n.engines.engine import Traits
from i18n.engines.faults import BadOutput, EngineError, LeftOut, Transient, Unfit, Unreachable
from i18n.mask import MarkupError, Masked
from i18n.model import Brief
from i18n.styles import STYLES, Style

if TYPE_CHECKING:
    from i18n.dispatch.interpreter import Interpreter

PATIENCE = 3
"""Sentences asked for alone in vain, after which no more of their parcel are."""

Results = dict[str, str | EngineError]
"""By masked text: the answer, masked alike, or why there is none."""


Opened = Callable[[Sequence[Masked], Sequence[str | None], Style], Results]
"""What opens the answers to lines sent in a style; raises BadOutput where it takes none."""


class Talk:
    """The questions of one call, in one pair of languages."""

    def __init__(self, interpreter: "Interpreter", traits: Traits, brief: Brief) -> None:
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


def _left_out(lines: Iterable[Masked], results: Results) -> list[Masked]:
    return [line for line in lines if isinstance(results[line.text], LeftOut)]


def _is_bad(result: str | EngineError) -> bool:
    return isinstance(result, BadOutput)
