"""The header fields of every answer: what browsers may do with it, which is little.

https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
"""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""Only files of ours run and style. An answer may have a policy of its own, as the preview has."""

FIELDS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

OPEN_NET: Mapping[str, str] = {**FIELDS, "Referrer-Policy": "same-origin"}
"""Where pages go over a network without TLS, browsers send no Sec-Fetch-Site, and forms of a page
with no-referrer have Origin: null; nothing would show that they are ours."""


def with_fields(send: Send, fields: Mapping[str, str]) -> Send:
    """Return a `send` that adds the fields to an answer which has none of that name."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in fields.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
