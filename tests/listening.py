"""A page that listens: the events that a desk sends it, as a browser reads them."""

import http.client
import json
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

from deskroom import Deskroom

Event = tuple[str, Mapping[str, Any]]
PATIENCE = 30


class Page:
    """A connection to `GET /events`, open while it is entered."""

    def __init__(self, room: Deskroom, where: str = "?lang=ru&slug=news", **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
        self.connection.request("GET", f"/events{where}", headers={"Cookie": cookies, **headers})
        self.answer = self.connection.getresponse()
        self.last_id = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.answer.close()
        self.connection.close()

    def lines(self) -> Iterator[str]:
        """The lines that come, until the stream ends."""
        while line := self.answer.readline():
            yield line.decode().rstrip("\n")

    def next(self) -> Event:
        """Wait for the next event; a stream that ends is one of the kind `end`."""
        fields: dict[str, str] = {}
        for line in self.lines():
            if not line and "event" in fields:
                self.last_id = fields.get("id", self.last_id)
                return fields["event"], json.loads(fields["data"])
            name, _, value = line.partition(": ")
            fields[name] = value
        return "end", {}

    def until(self, kind: str, so: Callable[[Mapping[str, Any]], bool] = lambda _: True) -> Event:
        """Wait for an event of a kind, past all others."""
        while True:
            event = self.next()
            if event[0] in {kind, "end"} and (event[0] == "end" or so(event[1])):
                return event
