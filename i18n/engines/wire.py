"""A wire: an engine's way to a service over HTTP, and what the service's failures are called.

One session a thread. No redirect is followed and no proxy's password is kept: a key goes where
the settings say, in a header. What a service says of an error is shown without the keys.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError

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
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service said: the status, the body as text, and what `Retry-After` asks for."""

    status: int
    text: str
    after: float | None = None

    @property
    def data(self) -> Any:
        """The body as JSON, or None where it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None


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
    judge: Judge = _as_http_says
    _sessions: list[requests.Session] = field(default_factory=list, compare=False, repr=False)
    _mine: threading.local = field(default_factory=threading.local, compare=False, repr=False)

    def post(self, url: str, body: Any, **params: str) -> Any:
        """Send JSON, and return the JSON that comes back; raises an EngineError."""
        reply = self.send("POST", url, body, params)
        if reply.status != 200:
            raise self._error(reply)
        data = reply.data
        if data is None:
            raise Transient(f"{self.name} gave something that is no answer")
        return data

    def send(self, method: str, url: str, body: Any, params: Mapping[str, str]) -> Reply:
        """Send one request, and return whatever the service says within the time."""
        timeout = (CONNECT_TIMEOUT, self.limits.timeout)
        try:
            with self._session().request(
                method, url, params=params, json=body, headers=dict(self.headers),
                timeout=timeout, stream=True, allow_redirects=False,
            ) as response:  # fmt: skip
                return Reply(response.status_code, self._body(response), seconds(response))
        except requests.RequestException as error:
            raise connection(self.name, error) from None  # its text has the address, maybe a key

    def close(self) -> None:
        """Close the connections of all threads."""
        for session in self._sessions:
            session.close()

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            self._sessions.append(session)
        return session

    def _body(self, response: requests.Response) -> str:
        """Read the body, which may come drop by drop, or without an end."""
        end, body = time.monotonic() + self.limits.timeout, b""
        for chunk in response.iter_content(65_536):
            body += chunk
            if time.monotonic() > end:
                raise Transient(f"{self.name} did not answer in time")
            if len(body) > LARGEST:
                raise BadOutput(f"{self.name} gave an answer without an end")
        return body.decode("utf-8", "replace")

    def _error(self, reply: Reply) -> EngineError:
        said = self.said(reply)
        hint = f"it says: {said}" if said else "run it again later"
        return self.judge(reply) or status(self.name, reply.status, reply.after, hint=hint)

    def said(self, reply: Reply) -> str:
        """What the service says of an error, on one line, without the keys."""
        text = reply.text
        for secret in filter(None, self.secrets):
            text = text.replace(secret, "…")
        text = " ".join(re.sub(r"<[^>]*>|[\x00-\x1f\x7f-\x9f]", " ", text).split())
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def status(
    name: str, number: int, after: float | None = None, *, hint: str = "run it again later"
) -> EngineError:
    """What an HTTP status asks for."""
    what = f"{name} answered with HTTP status {number}"
    if number == 429:
        return RateLimited(f"{name} wants fewer requests", after=after)
    if number in {401, 402, 403, 404, 456} or 300 <= number < 400:
        return Refused(what, hint=hint)
    if number in {408, 425} or number >= 500:
        return Transient(what, hint=hint)
    return BadOutput(what, hint=hint)


def seconds(response: requests.Response) -> float | None:
    """`Retry-After` in seconds from now: the header holds a number or a date."""
    value = response.headers.get("Retry-After", "")
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def connection(name: str, error: requests.RequestException) -> EngineError:
    """A connection that never was is Unreachable; one that broke may be tried again."""
    never = (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)
    if isinstance(error, never) or (error.args and isinstance(error.args[0], MaxRetryError)):
        return Unreachable(f"{name} cannot be reached", hint="check the network, run it again")
    if isinstance(error, requests.Timeout):
        return Transient(f"{name} did not answer in time")
    return Transient(f"{name} broke the connection off")
