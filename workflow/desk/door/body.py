"""The body of a request: read whole before anybody works with it, within limits."""

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

SIZE = 1 << 20
"""The longest body, in bytes: 1 MiB."""
SMALL = 1 << 13
"""The longest of somebody who is not in yet."""
FIELDS = 10_000
"""The most fields of a form: the rows of the longest article, approved at once, and room."""
PATIENCE = 20.0
"""Seconds in which a body comes."""

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read(request: Request, size: int = SIZE, patience: float = PATIENCE) -> bytes:
    """Return the body. Raises HTTPException 413 where it is too long, 408 where it does not come."""
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > size:
        raise HTTPException(413, f"More than {size:,} bytes were sent.")
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > size:
                    raise HTTPException(413, f"More than {size:,} bytes were sent.")
    except (TimeoutError, ClientDisconnect) as error:
        raise HTTPException(408, "The form did not come to its end.") from error
    return bytes(body)


def again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once more, and then what comes after it."""
    left = [body]

    async def receiving() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return receiving


async def form(request: Request) -> Mapping[str, str]:
    """Return the form that a request brings, of a field that is there twice the last.

    Raises HTTPException 415 for what is no form, or brings files, and 400 for one that is broken
    or has too many fields.
    """
    kind, _, more = request.headers.get("content-type", "").lower().partition(";")
    if kind.strip() not in FORMS:
        raise HTTPException(415, "Only forms are taken.")
    if "charset" in more and "utf-8" not in more:  # some of Python's take minutes for a mebibyte
        raise HTTPException(415, "Only forms in UTF-8 are taken.")
    try:
        async with request.form(max_fields=FIELDS) as given:
            found = {name: value for name, value in given.items() if isinstance(value, str)}
            if len(found) < len(given):
                raise HTTPException(415, "No files are taken.")
    except MultiPartException as error:
        raise HTTPException(400, f"The form cannot be read: {error.message}") from error
    return found
