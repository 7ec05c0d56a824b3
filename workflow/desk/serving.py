"""A server of a desk: an address on this machine or its network, and how it ends.

It ends at once, also with readers who listen for what happens next.
"""

import asyncio
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from ipaddress import ip_address
from pathlib import Path

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from i18n.errors import UserError
from workflow.desk.app import application
from workflow.desk.desk import Desk

PROXY = "127.0.0.1"
"""Where a proxy may be that says for whom it asks."""
TURN = 0.001
"""Seconds a thread keeps others waiting; each file that is written costs several of them."""
PATIENCE = 5
"""Seconds in which answers that are being made when the desk ends have to be done."""


HEAD = 20.0
"""Seconds in which the head of a request comes, from its first byte or the beginning."""


class Connection(H11Protocol):
    """A connection, closed where the head of a request is sent too slowly: uvicorn waits for ever."""

    head: asyncio.TimerHandle | None = None
    """Closes it; None while no head is waited for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self.head is None:
            self.head = self.loop.call_later(HEAD, self.transport.close)

    def _stop(self) -> None:
        if self.head is not None:
            self.head.cancel()
            self.head = None


class Server(uvicorn.Server):
    """Answers for a desk. `proxy`: whether one on this machine says for whom it asks, and how."""

    def __init__(self, desk: Desk, *, proxy: bool = False) -> None:
        self.desk, self.guard = desk, application(desk)
        config = uvicorn.Config(
            self.guard,
            http=Connection,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=proxy,
            forwarded_allow_ips=PROXY,
            timeout_graceful_shutdown=PATIENCE,
        )
        super().__init__(config)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer. Checks at work beside it let it have its turn sooner than Python has by itself."""
        sys.setswitchinterval(TURN)
        await super().serve(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, after having told those who listen: uvicorn would wait for them."""
        self.desk.live.close()
        self.guard.streams.end()
        await super().shutdown(sockets)


def listening(host: str, port: int) -> socket.socket:
    """Return a socket there; 0 takes a free port. Raises UserError where it cannot be had."""
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.create_server(address[:2], family=kind)
    except OSError as error:
        what = f"port {port} of {host} cannot be had: {(error.strerror or str(error)).lower()}"
        hint = "end the program that has it, or choose another; --port 0 takes a free one"
        raise UserError(what, hint=hint) from error
    # One that knows it is TCP, which Python finds out so: else asyncio does not set TCP_NODELAY,
    # and the end of each answer waits 40 ms until the browser has acknowledged its beginning.
    return socket.socket(fileno=made.detach())


def address(here: socket.socket) -> str:
    """Return where browsers find a socket: `http://127.0.0.1:8600`."""
    host, port = here.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_home(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if host.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


def names(host: str) -> frozenset[str]:
    """Return the names that browsers know what listens there by; none where it is every address."""
    if host in {"", "0.0.0.0", "::"}:  # noqa: S104 - the very ones
        return frozenset()
    return frozenset({f"[{host}]" if ":" in host else host.lower()})


def has_display() -> bool:
    """Whether a browser would have a window to open in, and not the terminal."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def opened(url: str, file: Path) -> Iterator[None]:
    """Open the browser at an address with a token while the block runs.

    It is given a file that leads there, for its user alone: what programs are called with can
    be read by everybody on the machine.
    """
    page = f'<!doctype html><title>Tilshi</title><meta http-equiv="refresh" content="0; url={escape(url)}">'
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(page)
    uri = file.resolve().as_uri()  # some browsers are waited for until they are closed
    threading.Thread(target=webbrowser.open, args=[uri], daemon=True).start()
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
