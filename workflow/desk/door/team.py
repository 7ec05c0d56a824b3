"""A team: the users who come in with a password, and the sessions of those who are in."""

import secrets
import time
import unicodedata
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address
from pathlib import Path

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from i18n.errors import UserError
from workflow.desk.door import names, passwords, throttle, users
from workflow.desk.door.sessions import Session, Sessions
from workflow.desk.door.throttle import Throttle
from workflow.desk.door.users import User
from workflow.reviewing.reviewer import Reviewer
from workflow.stamps import stamp

AT_ONCE = 2
"""Passwords that are tried at once: each takes 64 MiB."""
FREE_OF_ADDRESS = 20
"""Failures from one address that are free of waiting: a whole office may have one."""


class LoginError(Exception):
    """A name and password that let nobody in; `wait` seconds before the next try, 0 for none."""

    def __init__(self, wait: float = 0.0) -> None:
        super().__init__(f"wait {wait:.0f} s")
        self.wait = wait


class Team:
    """The users in a file, which is read again when it changes. Raises UserError as `read` does.

    `tell` is told of a file that was changed and cannot be read: what it had before still holds.
    """

    def __init__(
        self,
        path: Path,
        tell: Callable[[UserError], None] = lambda error: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.tell = tell
        self.seen = stamp([path])
        self.known: Mapping[str, User] = users.read(path)
        passwords.is_password("", None)  # so that no unknown name takes longer later on
        self.sessions = Sessions(clock)
        self.throttle = Throttle(clock)
        self._limiter: CapacityLimiter | None = None

    @property
    def users(self) -> Mapping[str, User]:
        """The users as the file has them now."""
        now = stamp([self.path])
        if now != self.seen:
            self.seen = now
            try:
                self.known = users.read(self.path)
            except UserError as error:
                self.tell(error)
        return self.known

    @property
    def weak(self) -> list[str]:
        """Those whose passwords are hashed with other parameters than new ones."""
        return [name for name, user in self.users.items() if passwords.is_weak(user.hash)]

    async def enter(self, name: str, password: str, address: str) -> str:
        """Return the secret of a new session. Raises LoginError, whatever of the two is wrong."""
        name = unicodedata.normalize("NFC", name.strip())[: names.LONGEST]
        by_name, by_address = f"name {name.casefold()}", f"address {network(address)}"
        wait = self.throttle.begin({by_name: throttle.FREE, by_address: FREE_OF_ADDRESS})
        if wait:
            raise LoginError(wait)
        user = self.users.get(name)
        kept = user.hash if user else None
        if self._limiter is None:
            self._limiter = CapacityLimiter(AT_ONCE)
        right = await run_sync(passwords.is_password, password, kept, limiter=self._limiter)
        if not right or user is None:
            raise LoginError
        self.throttle.succeed(by_name)
        self.throttle.take_back(by_address)
        return self.sessions.open(user.who.name, user.hash)

    def find(self, secret: str) -> Reviewer | None:
        """Return who has the session with this secret, and count it as used; None for nobody.

        A removed person has none any more, nor has one whose password was changed since.
        """
        return self._who(self.sessions.find(secret))

    def holds(self, secret: str) -> bool:
        """Whether somebody still has a session with this secret."""
        return self._who(self.sessions.look(secret)) is not None

    def _who(self, session: Session | None) -> Reviewer | None:
        user = self.users.get(session.name) if session else None
        if session is None or user is None or not secrets.compare_digest(user.hash, session.proof):
            return None
        return user.who


def network(address: str) -> str:
    """Return what stands for who has an address: of IPv6, a household has 2**64 of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
