"""A text that cannot go where it belongs, because that is gone or unreadable: shown, and kept."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from i18n.errors import UserError
from workflow.desk.render import page, rendered
from workflow.desk.screens.places import Given, by_htmx

FIELDS = ("action", "etag", "show", "q", "check", "next")
"""What a form has besides texts, and needs to be sent again."""


def kept(request: Request, given: Given, error: UserError, status: int) -> HTMLResponse:
    """Return what is wrong, with what was typed, and a way to send it again when that is mended.

    A script is told to leave the row as it is, its editor open.
    """
    texts = {name: given[name] for name in ("target", "text") if given.get(name)}
    again = {name: given[name] for name in FIELDS if name in given}
    values = {"error": error, "texts": texts, "again": again}
    if not by_htmx(request):
        return page(request, "kept.html", status, **values)
    headers = {"HX-Retarget": "#said", "HX-Reswap": "innerHTML"}
    return HTMLResponse(rendered(request, "kept-piece.html", **values), status, headers)
