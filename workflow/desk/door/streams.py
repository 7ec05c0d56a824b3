"""A stream: an answer that goes on until its reader goes, or is shown out."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Streams:
    """The answers that are being given."""

    def __init__(self) -> None:
        self.open: set[asyncio.Event] = set()

    def end(self) -> None:
        """End them all: to who gives one, its reader has gone."""
        for gone in self.open:
            gone.set()

    async def give(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, may: Callable[[], bool]
    ) -> None:
        """Have an application answer; no more of it is sent once the reader may not read it."""
        gone, unfinished = asyncio.Event(), False

        async def sending(message: Message) -> None:
            nonlocal unfinished
            if message["type"] == "http.response.body":
                unfinished = message.get("more_body", False)
                if unfinished and not may():
                    gone.set()
                    return
            await send(message)

        self.open.add(gone)
        try:
            await app(scope, _until(gone, receive), sending)
        finally:
            self.open.discard(gone)
        if unfinished:
            await send({"type": "http.response.body"})


def _until(gone: asyncio.Event, receive: Receive) -> Receive:
    """Return a `receive` to which the reader has gone when the event is set."""

    async def receiving() -> Message:
        said, told = asyncio.ensure_future(receive()), asyncio.ensure_future(gone.wait())
        try:
            await asyncio.wait((said, told), return_when=asyncio.FIRST_COMPLETED)
            return said.result() if said.done() else {"type": "http.disconnect"}
        finally:
            said.cancel()
            told.cancel()

    return receiving
