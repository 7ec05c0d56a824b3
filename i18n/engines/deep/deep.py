"""deep-translator, made fit for use: it speaks over our wire, and fails with our faults.

Version 1.11.4 has no timeout, shares state between threads, loses `Retry-After`, takes a warning
for a translation, and raises what its parsers raise. All of that is mended from outside: its
`requests` is an object here, which hands it good replies alone, and each thread has its own
translator.
"""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from bs4.builder import ParserRejectedMarkup
from deep_translator.exceptions import BaseError, TranslationNotFound

from i18n.engines import request
from i18n.engines.engine import Limits, Network, Traits
from i18n.engines.facts import Facts
from i18n.engines.faults import BadOutput, EngineError, Transient
from i18n.engines.wire import Wire
from i18n.model import Brief

LINE_END = re.compile(r"\r\n|\n|\r")
_HERE = threading.local()
Mend = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Page:
    """What deep-translator reads of a response."""

    text: str
    data: Any
    status_code: int = 200

    def json(self) -> Any:
        return self.data

    def close(self) -> None:
        """The body has been read."""


class _Requests:
    """Stands where deep-translator looks for the module `requests`."""

    @staticmethod
    def get(url: str, params: Mapping[str, str], proxies: object = None) -> _Page:
        return _page("GET", url, params)

    @staticmethod
    def post(url: str, params: Mapping[str, str], headers: object = None) -> _Page:
        return _page("POST", url, params)


def through(module: ModuleType) -> None:
    """Let a module of deep-translator send through the wire of whoever asks."""
    module.requests = _Requests  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """The line to a service: a translator a thread, made by `make(source, target)`.

    The wire's judge has to object to every reply that the translator cannot read.
    """

    wire: Wire
    make: Callable[[str, str], Any] = field(repr=False)
    mend: Mend = field(default=str, repr=False)
    _mine: threading.local = field(default_factory=threading.local, compare=False, repr=False)

    def ask(self, text: str, pair: tuple[str, str]) -> str:
        """Send one request with a text that has letters; raises an EngineError."""
        _HERE.line = self
        try:
            answer = self._translator(pair).translate(text)
        except (TranslationNotFound, ParserRejectedMarkup):  # whose texts hold the source, the page
            what = "gave a page without a translation, perhaps to be solved by a person"
            raise Transient(f"{self.wire.name} {what}") from None
        except BaseError:
            raise BadOutput(f"{self.wire.name} cannot take this text") from None
        if answer is None or not answer.strip():
            raise Transient(f"{self.wire.name} gave an empty answer")
        return str(answer)

    def _translator(self, pair: tuple[str, str]) -> Any:
        made: dict[tuple[str, str], Any] = self._mine.__dict__.setdefault("made", {})
        if pair not in made:
            made[pair] = self.make(*pair)
        return made[pair]


@dataclass(frozen=True, slots=True)
class Joined:
    """An engine to which sentences travel as the lines of one text."""

    name: str
    facts: Facts = field(repr=False)
    line: Line
    limits: Limits
    network: Network
    notice: str = ""
    version: str = "1"
    natural: bool = True

    def traits(self, brief: Brief) -> Traits:
        self.facts.pair(self.name, brief)
        return Traits(joined=True)

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Ask for all texts in one request."""
        pair = request.check(self, self.facts, texts, brief)
        return _lines(self.name, texts, lambda text: self.line.ask(text, pair))

    def close(self) -> None:
        self.line.wire.close()


def each(texts: Sequence[str], ask: Callable[[str], str]) -> list[str]:
    """Ask for each text in a request of its own; a BadOutput has those that went well."""
    answers: list[str | None] = [None if _is_spoken(text) else text for text in texts]
    asked = [n for n, answer in enumerate(answers) if answer is None]
    fault: EngineError | None = None
    for n in asked:
        try:
            answers[n] = _within(texts[n], ask(_bare(texts[n])))
        except BadOutput as error:
            fault = error
        except EngineError as error:
            fault = error
            break
    if fault is None:
        return [str(answer) for answer in answers]
    if all(answers[n] is None for n in asked):
        raise fault
    raise BadOutput(fault.what, hint=fault.hint, answers=tuple(answers)) from fault


def _lines(name: str, texts: Sequence[str], ask: Callable[[str], str]) -> list[str]:
    """Ask for the texts as lines of one request, for as many lines as there are texts."""

    def together(bare: Sequence[str]) -> list[str]:
        answers = [line.strip() for line in LINE_END.split(ask("\n".join(bare)))]
        if len(bare) == 1:
            return [" ".join(line for line in answers if line)]
        if len(answers) != len(bare):
            raise BadOutput(f"{name} gave {len(answers)} lines for {len(bare)}")
        return answers

    spoken = [text for text in texts if _is_spoken(text)]
    answers = iter(together([_bare(text) for text in spoken]) if spoken else ())
    return [_within(text, next(answers)) if _is_spoken(text) else text for text in texts]


def _page(method: str, url: str, params: Mapping[str, str]) -> _Page:
    """Send a request for the line that is asking in this thread; raises what a reply means."""
    line: Line = _HERE.line
    reply = line.wire.send(method, url, params=params)
    if fault := line.wire.judge(reply):
        raise fault
    return _Page(line.mend(reply.text), reply.data)


def _is_spoken(text: str) -> bool:
    """Tell if there is something to translate: deep-translator gives None for `—`."""
    return any(char.isalpha() for char in text)


def _bare(text: str) -> str:
    return LINE_END.sub(" ", text).strip()


def _within(text: str, answer: str) -> str:
    """Put the white space round a text round its answer."""
    start = len(text) - len(text.lstrip())
    return text[:start] + answer + text[start + len(text.strip()) :]
