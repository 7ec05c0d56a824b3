"""MyMemory, a public translation memory with a machine behind it, through deep-translator.

https://mymemory.translated.net/doc/spec.php: a sentence a request, of 500 bytes at the most. An
error has the status of a success, with its own status inside, and stands where the translation
would. deep-translator asks without encryption; the address here is the encrypted one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import deep_translator.mymemory

from i18n.engines.deep import deep
from i18n.engines.deep.deep import Line
from i18n.engines.engine import Limits, Network, Traits, network
from i18n.engines.facts import known
from i18n.engines.faults import BadOutput, EngineError, Refused, Transient
from i18n.engines.options import Options as Basic
from i18n.engines.wire import Reply, Wire, status
from i18n.model import Brief

URL = "https://api.mymemory.translated.net/get"
FACTS = known()["mymemory"]
MOST = 500
"""Bytes of one text."""
LIMITS = Limits(chars=MOST, items=1, longest=MOST, rate=1.0, workers=1)
NOTICE = (
    "mymemory: sentences go to a public translation memory. "
    "It gives 5,000 characters a day, and 50,000 if email is set in [engines.mymemory]."
)
OPEN = " The address in url is not encrypted: everybody on the way can read them."
_MEANINGS: tuple[tuple[re.Pattern[str], Callable[..., EngineError], str, str], ...] = (
    (
        re.compile(r"USED ALL AVAILABLE|QUOTA", re.IGNORECASE),
        Refused,
        "mymemory gives no more today",
        "run it again tomorrow, or set email in [engines.mymemory]",
    ),
    (
        re.compile(r"INVALID EMAIL", re.IGNORECASE),
        Refused,
        "mymemory does not take the e-mail address",
        "mend email in [engines.mymemory]",
    ),
    (
        re.compile(r"LENGTH LIMIT", re.IGNORECASE),
        BadOutput,
        f"the text is longer than the {MOST} bytes that mymemory takes",
        "cut the sentence, or name another engine",
    ),
    (
        re.compile(r"MYMEMORY WARNING|INVALID LANGUAGE|DISTINCT LANGUAGES|NO QUERY"),
        BadOutput,
        "mymemory cannot take this text",
        "name another engine",
    ),
)
"""What it says in place of a translation."""

deep.through(deep_translator.mymemory)


@dataclass(frozen=True)
class Options(Basic):
    """`email` is an address where MyMemory can reach the user, who may then ask for more."""

    email: str = ""


@dataclass(frozen=True, slots=True)
class MyMemory:
    """The engine `mymemory`."""

    line: Line
    limits: Limits
    network: Network
    notice: str
    name: str = "mymemory"
    version: str = "1"
    natural: bool = True

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits()

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Ask for one text after the other."""
        pair = FACTS.pair(self.name, brief)
        return deep.each(texts, lambda text: self._ask(text, pair))

    def close(self) -> None:
        self.line.wire.close()

    def _ask(self, text: str, pair: tuple[str, str]) -> str:
        if (size := len(text.encode())) > MOST:
            hint = "cut the sentence, or name another engine"
            raise BadOutput(f"{size} bytes in one text, mymemory takes {MOST}", hint=hint)
        return self.line.ask(text, pair)


def load(options: Options) -> MyMemory:
    """Return the engine; `url` may leave out the path, `/get`."""
    url = options.url or URL
    if re.fullmatch(r"\w+://[^/]+/?", url):
        url = url.rstrip("/") + "/get"

    def make(source: str, target: str) -> Any:
        kind = deep_translator.mymemory.MyMemoryTranslator
        made = kind(source=source, target=target, email=options.email or None)
        made._base_url = url  # its constructor takes no address
        return made

    limits, where = options.limit(LIMITS), network(url)
    wire = Wire("mymemory", limits, secrets=(options.email,), judge=_judge)
    bare = where == "remote" and url.startswith("http:")
    return MyMemory(Line(wire, make), limits, where, NOTICE + (OPEN if bare else ""))


def _judge(reply: Reply) -> EngineError | None:
    """`{"responseData": {"translatedText": "…"}, "responseStatus": 200, "responseDetails": ""}`.

    The status inside is a number or a text; a warning may stand in an answer of status 429 too.
    """
    match reply.data:
        case {"responseData": {"translatedText": str(text)}, **rest}:
            return _meaning(reply, text, rest)
        case _ if not reply.good:
            return status("mymemory", reply.status, reply.after)
        case None:
            return Transient("mymemory gave something that is no answer")
    return BadOutput("mymemory gave an answer of another form")


def _meaning(reply: Reply, text: str, rest: Mapping[Any, Any]) -> EngineError | None:
    inside = str(rest.get("responseStatus", 200))
    number = int(inside) if inside.isdecimal() else 500
    number = number if reply.good else reply.status
    if number == 200 and not text.startswith("MYMEMORY WARNING"):
        return None if text.strip() else BadOutput("mymemory gave an empty answer")
    said = f"{text} {rest.get('responseDetails')}"
    for pattern, kind, what, hint in _MEANINGS:
        if pattern.search(said):
            return kind(what, hint=hint)
    return status("mymemory", number, reply.after)
