"""Google Translate, the keyless page, through deep-translator.

deep-translator 1.11.4 has no timeout, shares state between threads, strips white space, joins
the pieces of an answer without spaces and loses `Retry-After`. All of that is mended from
outside: its `requests` is an object here, each thread has its own translator and connection,
and an answer's line breaks are made plain before it is parsed.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import deep_translator.google
import requests
from deep_translator.exceptions import (
    BaseError,
    RequestError,
    TooManyRequests,
    TranslationNotFound,
)
from urllib3.exceptions import HTTPError

from i18n.engines import request
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.faults import BadOutput, RateLimited, Transient
from i18n.engines.options import Options
from i18n.engines.wire import CONNECT_TIMEOUT, connection, read, seconds, status
from i18n.model import Brief

URL = "https://translate.google.com/m"
FACTS = known()["google"]
NOTICE = (
    "google: this uses Google's public translation page, whose terms of use do not foresee "
    "programs. Keep to a few requests a second; for volume use a paid service."
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|span|strong|u|wbr)\b[^<>]*>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_HERE = threading.local()


@dataclass(frozen=True, slots=True)
class _Page:
    """What deep-translator reads of a response."""

    status_code: int
    text: str

    def close(self) -> None:
        """The body has been read."""


class _Requests:
    """Stands where deep-translator looks for the module `requests`."""

    @staticmethod
    def get(url: str, params: dict[str, str], proxies: object = None) -> _Page:
        wire: _Wire = _HERE.wire
        return wire.get(url, params)


deep_translator.google.requests = _Requests


class _Wire:
    """One thread's connection to the page, its translators, and the last response."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self.session = requests.Session()
        self.translators: dict[tuple[str, str], Any] = {}
        self.status = 0
        self.after: float | None = None

    def get(self, url: str, params: dict[str, str]) -> _Page:
        """Fetch the page; what is inline in it loses its tags, a line break becomes one."""
        self.status, self.after = 0, None
        timeout = (CONNECT_TIMEOUT, self.timeout)
        with self.session.get(url, params=params, timeout=timeout, stream=True) as response:
            self.status, self.after = response.status_code, seconds(response)
            named = "charset" in response.headers.get("Content-Type", "")
            encoding = (response.encoding if named else None) or "utf-8"
            try:
                text = read("google", response, self.timeout).decode(encoding, "replace")
            except HTTPError as error:
                raise connection("google", error) from error
        return _Page(self.status, _INLINE.sub("", _BREAK.sub("\n", text)))


@dataclass(frozen=True, slots=True)
class Google:
    """The engine `google`."""

    url: str
    limits: Limits
    network: Network
    name: str = "google"
    version: str = "web"
    natural: bool = True
    notice: str = NOTICE
    _wires: list[_Wire] = field(default_factory=list, compare=False)
    _mine: threading.local = field(default_factory=threading.local, compare=False)

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(joined=True)

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Ask for the texts as lines of one request.

        A text without a letter is its own translation: deep-translator gives None for it.
        """
        pair = request.check(self, FACTS, texts, brief)
        answers = list(texts)
        spoken = [n for n, text in enumerate(texts) if any(char.isalpha() for char in text)]
        if not spoken:
            return answers
        lines = [_LINE_END.sub(" ", texts[n]).strip() for n in spoken]
        for n, answer in zip(spoken, self._lines(lines, pair), strict=True):
            bare = texts[n].strip()
            answers[n] = texts[n].replace(bare, answer, 1)
        return answers

    def close(self) -> None:
        """Close the connections of all threads."""
        for wire in self._wires:
            wire.session.close()

    def _lines(self, lines: Sequence[str], pair: tuple[str, str]) -> list[str]:
        """Return as many lines as asked, or raise."""
        answer = self._ask("\n".join(lines), pair)
        answers = [line.strip() for line in _LINE_END.split(answer)]
        if len(lines) == 1:
            return [" ".join(line for line in answers if line)]
        if len(answers) != len(lines):
            raise BadOutput(f"{self.name} gave {len(answers)} lines for {len(lines)}")
        return answers

    def _ask(self, text: str, pair: tuple[str, str]) -> str:
        """Send one request, and translate what deep-translator raises.

        https://github.com/nidhaloff/deep-translator: RequestError and TooManyRequests are no
        BaseError, a page without an answer is TranslationNotFound, the rest is requests' own.
        """
        wire = self._wire()
        try:
            answer = self._translator(wire, pair).translate(text)
        except TooManyRequests as error:
            raise RateLimited(f"{self.name} wants fewer requests", after=wire.after) from error
        except RequestError as error:
            raise status(
                self.name, wire.status, wire.after, hint="wait some hours, or use another engine"
            ) from error
        except TranslationNotFound as error:
            what = (
                f"{self.name} gave a page without a translation, perhaps to be solved by a person"
            )
            raise Transient(what) from error
        except BaseError as error:
            raise BadOutput(f"{self.name} cannot take this text") from error
        except requests.RequestException as error:
            raise connection(self.name, error) from error
        if answer is None or not answer.strip():
            raise Transient(f"{self.name} gave an empty answer")
        return str(answer)

    def _wire(self) -> _Wire:
        """This thread's connection, which the stand-in for `requests` finds as well."""
        wire: _Wire | None = getattr(self._mine, "wire", None)
        if wire is None:
            wire = self._mine.wire = _Wire(self.limits.timeout)
            self._wires.append(wire)
        _HERE.wire = wire
        return wire

    def _translator(self, wire: _Wire, pair: tuple[str, str]) -> Any:
        if pair not in wire.translators:
            source, target = pair
            made = deep_translator.google.GoogleTranslator(source=source, target=target)
            made._base_url = self.url  # its constructor takes no address
            wire.translators[pair] = made
        return wire.translators[pair]


def load(options: Options) -> Google:
    """Return the engine; `url` may leave out the path of the page, `/m`."""
    url = options.url or URL
    if re.fullmatch(r"\w+://[^/]+/?", url):
        url = url.rstrip("/") + "/m"
    return Google(url, options.limit(Limits()), network(url))
