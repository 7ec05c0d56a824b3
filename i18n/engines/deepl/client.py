"""DeepL's library as a client: it speaks over our wire, and what it raises is translated."""

from collections.abc import Callable
from typing import Any, TypeVar

import deepl
import deepl.http_client

from i18n.engines.faults import BadOutput
from i18n.engines.wire import Wire, hide

T = TypeVar("T")


class Transport(deepl.http_client.HttpClient):
    """What the library takes for its way to the network: our wire."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def request_with_backoff(
        self, method: str, url: str, data: object, json: object, headers: dict[str, str],
        stream: bool = False, **kwargs: object,
    ) -> tuple[int, str]:  # fmt: skip
        """Send once, and return the status and the body; raises an EngineError.

        The library logs what it gets, so it gets no key.
        """
        reply = self._wire.send(method, url, json, headers=headers)
        self._wire.accept(reply)
        return reply.status, hide(reply.text, self._wire.secrets)

    def close(self) -> None:
        self._wire.close()


def connect(key: str, url: str, wire: Wire) -> Any:
    """Return a client; without an address the library tells that of free keys from the other."""
    client = deepl.DeepLClient(key or "none", server_url=url or None)
    client._client = Transport(wire)
    return client


def call(ask: Callable[[], T]) -> T:
    """Call the library; raises an EngineError.

    Of a status it says nothing any more: Transport has. It trips over answers of another form.
    """
    try:
        return ask()
    except (deepl.DeepLException, AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise BadOutput("deepl gave an answer of another form") from None
