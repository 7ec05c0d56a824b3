"""A refusal: what somebody gets who cannot have what they asked for."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from i18n.errors import UserError
from workflow.desk.render import page
from workflow.reviewing.conflict import ConflictError

SAID: Mapping[int, str] = {
    400: "The request cannot be understood.",
    401: "This desk is not open to everybody.",
    403: "That may not be done.",
    404: "There is no such page.",
    405: "That cannot be done here.",
    408: "The request did not come to its end.",
    409: "Somebody else has changed that meanwhile.",
    413: "That is too long.",
    415: "Only forms are taken.",
    422: "That cannot be done.",
    429: "That was tried too often.",
    500: "The desk made a mistake.",
}
HINTS: Mapping[int, str] = {
    400: "Go back to the desk, and try again.",
    401: "Open the address that the command tilshi desk has printed: it ends in ?t= and a token.",
    403: "Load the page again, then try once more.",
    404: "Go back to the desk: it lists all articles.",
    408: "Try again.",
    409: "Load the page again, look at both texts, then decide.",
    413: "Send less.",
    500: "What happened is on the terminal of the command tilshi desk. Nothing saved is lost.",
}

SIGN_IN = "Load the page again, and sign in: what is not saved yet is saved then."
"""The hint for 401 at the desk of a team, where no address has a token."""


def refuse(
    request: Request,
    status: int,
    what: str = "",
    hint: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a small page that says it, or to a script of the desk an alert to be set in."""
    script = request.headers.get("hx-request") == "true"
    at_door = status == HTTPStatus.UNAUTHORIZED and getattr(request.state, "team", False)
    answer: HTMLResponse = page(
        request,
        "alert.html" if script else "refused.html",
        status,
        what=what or SAID.get(status, HTTPStatus(status).phrase),
        hint=hint or (SIGN_IN if at_door else HINTS.get(status, "")),
    )
    answer.headers.update(headers or {})
    return answer


def refused(request: Request, error: Exception) -> Response:
    """Answer an HTTPException in our words, unless it brings its own."""
    if not isinstance(error, HTTPException):
        raise error
    own = error.detail != HTTPStatus(error.status_code).phrase
    return refuse(request, error.status_code, error.detail if own else "", headers=error.headers)


def mistaken(request: Request, error: Exception) -> Response:
    """Answer what a person can mend: with 409 where somebody else was first."""
    if not isinstance(error, UserError):
        raise error
    status = 409 if isinstance(error, ConflictError) else 422
    return refuse(request, status, str(error), error.hint)


def broken(request: Request, error: Exception) -> Response:
    """Answer a bug: the terminal has its traceback, the browser has not."""
    return refuse(request, 500)


ANSWERS = {HTTPException: refused, UserError: mistaken, Exception: broken}
"""What answers which exception."""
