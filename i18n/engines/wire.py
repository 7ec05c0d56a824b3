"""A wire: an engine's way to a service over HTTP, and what the service's failures are called.

One session a thread. No redirect is followed, no `~/.netrc` read: a key goes where the settings
say, in a header or a body. What a service says of an error is shown without the keys.
"""

import html.entities
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import requests
import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, ReadTimeoutError

from i18n.engines.engine import Limits
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    RateLimited,
    Refused,
    Transient,
    Unreachable,
)

CONNECT_TIMEOUT = 5.0
LARGEST = 8_000_000
"""Bytes of an answer beyond which it is no answer."""
_CHUNK = 65_536
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service said: the status, the body as text, and what `Retry-After` asks for."""

    status: int
    text: str
    after: float | None = None

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def data(self) -> Any:
        """The body as JSON, or None where it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


Strings = Mapping[str, str] | None
Judge = Callable[[Reply], EngineError | None]
"""What a service means by a reply that is an error, where it is not what HTTP says."""


def _as_http_says(reply: Reply) -> EngineError | None:
    return None


@dataclass(frozen=True, slots=True)
class Wire:
    """The way to one service, for all threads; `secrets` are never shown."""

    name: str
    limits: Limits
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    judge: Judge = field(default=_as_http_says, repr=False)
    _sessions: list[requests.Session] = field(default_factory=list, compare=False, repr=False)
    _mine: threading.local = field(default_factory=threading.local, compare=False, repr=False)

    def post(self, url: str, body: Any, params: Strings = None, headers: Strings = None) -> Any:
        """Send JSON, and return the JSON that comes back; raises an EngineError."""
        return self.accept(self.send("POST", url, body, params, headers))

    def get(self, url: str, params: Strings = None) -> Any:
        """Return the JSON at an address; raises an EngineError."""
        return self.accept(self.send("GET", url, None, params))

    def accept(self, reply: Reply) -> Any:
        """Return the JSON of a reply, or raise what the reply means."""
        if not reply.good:
            said = _on_one_line(reply.text)
            hint = f"it says: {said}" if said else "run it again later"
            if reply.status in {401, 403} and self.secrets:
                hint = f"check its key in the environment; {hint}"
            raise self.judge(reply) or status(self.name, reply.status, reply.after, hint=hint)
        data = reply.data
        if data is None:
            raise Transient(f"{self.name} gave something that is no answer")
        return data

    def send(
        self,
        method: str,
        url: str,
        body: Any = None,
        params: Strings = None,
        headers: Strings = None,
    ) -> Reply:
        """Send one request, and return whatever the service says within the time.

        `headers` come on top of the wire's own, and may hold another key.
        """
        sent = {**self.headers, **(headers or {})}
        secrets = (*self.secrets, sent.get("Authorization", "").rpartition(" ")[2])
        timeout = (CONNECT_TIMEOUT, self.limits.timeout)
        try:
            with self._session().request(
                method, url, params=params, json=body, headers=sent,
                timeout=timeout, stream=True, allow_redirects=False,
            ) as response:  # fmt: skip
                text = self._text(response)
                reply = Reply(response.status_code, text, seconds(response))
                return reply if reply.good else replace(reply, text=hide(text, secrets))
        # what these say has the address in it, and maybe a key
        except (UnicodeEncodeError, requests.exceptions.InvalidHeader):
            hint = "copy the key again, without what stands around it"
            raise Refused(f"the key of {self.name} has characters no key has", hint=hint) from None
        except (requests.RequestException, HTTPError) as error:
            raise connection(self.name, error) from None

    def close(self) -> None:
        """Close the connections of all threads."""
        for session in self._sessions:
            session.close()

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            session.auth = _as_it_is
            self._sessions.append(session)
        return session

    def _text(self, response: requests.Response) -> str:
        body = read(self.name, response, self.limits.timeout)
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            if not response.ok:
                return body.decode("utf-8", "replace")
            raise Transient(f"{self.name} gave an answer that is not UTF-8") from None


def read(name: str, response: requests.Response, timeout: float) -> bytes:
    """Return the body of a streamed response, which may come drop by drop, or without an end.

    Raises an EngineError, and what urllib3 raises.
    """
    raw: urllib3.HTTPResponse = response.raw
    end, body = time.monotonic() + timeout, bytearray()
    while chunk := raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if time.monotonic() > end:
            raise Transient(f"{name} did not answer in time")
        if len(body) > LARGEST:
            raise BadOutput(f"{name} gave an answer without an end")
    return bytes(body)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand in the place of what requests would read from `~/.netrc` in place of our key."""
    return request


def hide(text: str, secrets: tuple[str, ...]) -> str:
    """Return the text without the secrets, as they are or as JSON, HTML and URLs write them."""
    for secret in filter(None, secrets):
        text = _written(secret).sub("…", text)
    return text


@cache
def _written(secret: str) -> re.Pattern[str]:
    """Match a secret in which any character may be escaped, up to three times over."""
    return re.compile("".join(map(_character, secret)), re.IGNORECASE)


def _character(char: str) -> str:
    """Match a character however it is written; runs are bounded, so that no page takes long."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    escaped = "".join(rf"\\{{1,8}}u{units[n : n + 4]}" for n in range(0, len(units), 4))
    numbers = (f"#0{{0,8}}{ord(char)}", f"#x0{{0,8}}{ord(char):x}")
    names = "|".join((*numbers, *map(re.escape, _entities().get(char, ()))))
    quoted = "".join(f"%(?:25){{0,3}}{byte:02x}" for byte in char.encode("utf-8", "replace"))
    return rf"(?:\\{{0,8}}{re.escape(char)}|{escaped}|&(?:amp;){{0,3}}(?:{names});?|{quoted})"


@cache
def _entities() -> Mapping[str, list[str]]:
    """The names HTML has for a character."""
    found: dict[str, list[str]] = {}
    for name, char in html.entities.html5.items():
        found.setdefault(char, []).append(name.removesuffix(";"))
    return found


def _on_one_line(text: str) -> str:
    text = " ".join(re.sub(r"<[^>]*>|[\x00-\x1f\x7f-\x9f]", " ", text).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def status(
    name: str, number: int, after: float | None = None, *, hint: str = "run it again later"
) -> EngineError:
    """What an HTTP status asks for."""
    what = f"{name} answered with HTTP status {number}"
    if number == 429:
        return RateLimited(f"{name} wants fewer requests", after=after)
    if number == 503 and after is not None:
        return RateLimited(f"{name} asks to wait", after=after)
    if number in {402, 456}:
        return Refused(f"the quota of {name} is used up", hint=hint)
    if number in {401, 403, 404} or 300 <= number < 400:
        return Refused(what, hint=hint)
    if number in {408, 425} or number >= 500:
        return Transient(what, hint=hint, charged=False)
    return BadOutput(what, hint=hint)


def seconds(response: requests.Response) -> float | None:
    """`Retry-After` in seconds from now: the header holds a number or a date."""
    value = response.headers.get("Retry-After", "")
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def connection(name: str, error: requests.RequestException | HTTPError) -> EngineError:
    """A connection that never was is Unreachable; one that broke may be tried again."""
    wrong = requests.exceptions
    never = (wrong.ConnectTimeout, wrong.SSLError, wrong.ProxyError, wrong.InvalidURL)
    if isinstance(error, never) or (error.args and isinstance(error.args[0], MaxRetryError)):
        return Unreachable(f"{name} cannot be reached", hint="check the network, run it again")
    if isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return Transient(f"{name} did not answer in time")
    return Transient(f"{name} broke the connection off")
