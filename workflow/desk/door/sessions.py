"""A session: somebody who came in, until they leave or are forgotten."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

IDLE = 12 * 3600.0
"""Seconds without a request after which a session ends."""
WHOLE = 7 * 24 * 3600.0
"""Seconds after which it ends in any case."""
EACH = 20
"""Sessions that a person has at once: the oldest ends for one more."""


@dataclass
class Session:
    """Of somebody, since a moment, and used last at another; `proof` is what they came in by."""

    name: str
    proof: str
    began: float
    used: float


class Sessions:
    """Held in memory by the hash of their secret: a new start ends them all."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.held: dict[bytes, Session] = {}
        self.lock = threading.Lock()

    def open(self, name: str, proof: str) -> str:
        """Begin a session, and return its secret, which is for the browser alone."""
        secret = secrets.token_urlsafe(32)
        with self.lock:
            now = self.clock()
            for key in [key for key, one in self.held.items() if _is_over(one, now)]:
                del self.held[key]
            theirs = [key for key, one in self.held.items() if one.name == name]
            for key in theirs[: max(len(theirs) - EACH + 1, 0)]:
                del self.held[key]
            self.held[_hash(secret)] = Session(name, proof, now, now)
        return secret

    def look(self, secret: str) -> Session | None:
        """Return the session with this secret; None where none is open."""
        with self.lock:
            found = self.held.get(_hash(secret))
            return found if found and not _is_over(found, self.clock()) else None

    def find(self, secret: str) -> Session | None:
        """Return the session with this secret, and count it as used."""
        found = self.look(secret)
        if found:
            found.used = self.clock()
        return found

    def close(self, secret: str) -> None:
        """End a session."""
        with self.lock:
            self.held.pop(_hash(secret), None)


def _hash(secret: str) -> bytes:
    """Secrets are looked up by their hash, so that the look-up's time tells nothing of them."""
    return sha256(secret.encode()).digest()


def _is_over(one: Session, now: float) -> bool:
    return now - one.used >= IDLE or now - one.began >= WHOLE
