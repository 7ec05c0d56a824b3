"""Any service that speaks OpenAI's `/chat/completions`: llama.cpp, ollama, vLLM, hosted ones.

https://platform.openai.com/docs/api-reference/chat: one request holds numbered items as JSON.
Items that do not come back well are asked for again, together, then one by one.
"""

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.engines import keys, request
from i18n.engines.engine import Limits, Network, Traits, Usage, network
from i18n.engines.facts import known
from i18n.engines.faults import BadOutput, EngineError, Refused
from i18n.engines.openai import chat, prompt
from i18n.engines.openai.completion import Options, address, always
from i18n.engines.wire import Reply, Wire
from i18n.model import Brief

FACTS = known()["openai"]
KEY = "OPENAI_API_KEY"
LIMITS = Limits(chars=6000, items=20, longest=6000, rate=5, timeout=120)
_TOKEN = re.compile(r"@@PH\d+@@|\{\d+\}|\[\[\d+\]\]")
_BROKEN_TOKEN = re.compile(r"\\?@\s*\\?@\s*PH\s*(\d+)\s*\\?@\s*\\?@")
_TOO_LONG = re.compile(
    r"context_length|exceed_context|context (?:size|length|window)", re.IGNORECASE
)


_MENDS = {
    "temperature": "write own_temperature = true in [engines.openai]",
    "max_tokens": "leave max_tokens out of [engines.openai]",
    "response_format": "leave json out of [engines.openai], or set the other kind",
}
"""What to do about a field of the request that a model does not take."""


@dataclass(frozen=True, slots=True)
class OpenAI:
    """The engine `openai`."""

    url: str
    always: Mapping[str, Any]
    version: str
    limits: Limits
    wire: Wire
    network: Network
    keyless: bool
    name: str = "openai"
    natural: bool = True
    notice: str = ""
    _mine: threading.local = field(default_factory=threading.local, compare=False, repr=False)

    def traits(self, brief: Brief) -> Traits:
        FACTS.pair(self.name, brief)
        return Traits(styles=("at", "braces"), numbered=True, context=True, terms=True)

    @property
    def lacking(self) -> tuple[str, ...]:
        """A service beyond this machine wants a key."""
        return (KEY,) if self.keyless and self.network == "remote" else ()

    @property
    def used(self) -> Usage:
        """The tokens of this thread's requests so far, as the service counts them."""
        used: Usage = getattr(self._mine, "used", Usage())
        return used

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Ask once; a BadOutput has what came back well, if not all did."""
        request.check(self, FACTS, texts, brief)
        if self.lacking:
            raise keys.no_key(self.name, self.lacking)
        answers = [None if text.strip() else text for text in texts]
        asked = _missing(answers)
        if asked:
            self._ask(asked, answers, texts, brief)
        if left := _missing(answers):
            what = f"{self.name} left out sentences, or damaged what stands for markup"
            raise BadOutput(what, answers=tuple(answers) if left != asked else ())
        return [answer for answer in answers if answer is not None]

    def close(self) -> None:
        self.wire.close()

    def _ask(
        self, places: Sequence[int], answers: list[str | None], texts: Sequence[str], brief: Brief
    ) -> None:
        """Send one request for the texts in these places, and put in what comes back well.

        Of a text alone the caller sees what became of its tokens; among others, one that lost
        them would make a whole request be sent again.
        """
        items = {str(n): texts[place].strip() for n, place in enumerate(places, 1)}
        messages = [
            {"role": "system", "content": prompt.system(brief)},
            {"role": "user", "content": prompt.user(items, brief)},
        ]
        data = self.wire.post(f"{self.url}/chat/completions", {**self.always, "messages": messages})
        self._mine.used = self.used + chat.usage(data)
        found = chat.items(chat.content(data, self.name))
        for key, place in zip(items, places, strict=True):
            text, answer = texts[place], _tidy(texts[place], found.get(key, ""))
            if answer and (len(texts) == 1 or _kept(text, answer)):
                answers[place] = answer


def load(options: Options) -> OpenAI:
    """Return the engine; a service on this machine needs no key."""
    fields, url, limits = always(options), address(options.url), options.limit(LIMITS)
    mark = json.dumps([fields.get("temperature"), prompt.digest()])
    version = f"{'-'.join(options.model.split())}@{hashlib.sha256(mark.encode()).hexdigest()[:8]}"
    found = keys.read(FACTS)
    headers = {"Authorization": f"Bearer {found[KEY]}"} if KEY in found else {}
    wire = Wire("openai", limits, headers, tuple(found.values()), _judge)
    return OpenAI(url, fields, version, limits, wire, network(url), keyless=not found)


def _judge(reply: Reply) -> EngineError | None:
    """Errors that mean another thing than their status; `error` is OpenAI's, the rest vLLM's.

    https://platform.openai.com/docs/guides/error-codes; llama.cpp says that a request is longer
    than the model's context with status 400 or 500 (issue 19774).
    """
    match reply.data:
        case {"error": {**error}} | {**error}:
            code, said = error.get("code") or error.get("type"), str(error.get("message"))
        case _:
            return None
    if code == "insufficient_quota":
        return Refused("openai has no credit left", hint="pay the service, or name another")
    if _TOO_LONG.search(f"{code} {said}"):
        hint = "lower chars in [engines.openai], or give the model a longer context"
        return BadOutput("openai: the request is longer than the model's context", hint=hint)
    if reply.status == 400 and (given := str(error.get("param"))) in _MENDS:
        return Refused(f"openai: the model does not take {given} as set", hint=_MENDS[given])
    return None


def _missing(answers: Sequence[str | None]) -> list[int]:
    return [n for n, answer in enumerate(answers) if answer is None]


def _tidy(text: str, answer: str) -> str | None:
    """Return the answer with its tokens mended, and the white space round the text."""
    answer = answer.strip()
    if "\n" not in text:
        answer = re.sub(r"\s*\n\s*", " ", answer)
    if not _kept(text, answer):
        answer = _BROKEN_TOKEN.sub(r"@@PH\1@@", answer)
    start = len(text) - len(text.lstrip())
    return text[:start] + answer + text[start + len(text.strip()) :] if answer else None


def _kept(text: str, answer: str) -> bool:
    """Tell if the answer has the tokens of the text, each as often."""
    return sorted(_TOKEN.findall(text)) == sorted(_TOKEN.findall(answer))
