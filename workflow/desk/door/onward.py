"""The place to go on to: an address of this desk, which leads nowhere else."""

from collections.abc import Iterable
from urllib.parse import unquote

from starlette.requests import Request
from starlette.routing import BaseRoute, Match


def asked(request: Request) -> str:
    """Return the address that a request has, to come back to; the first page where it is odd."""
    path = request.scope.get("raw_path", b"/").decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    address = f"{path}?{query}" if query else path
    return address if _is_here(address) else "/"


def place(given: str, routes: Iterable[BaseRoute]) -> str:
    """Return an address that one of the routes answers, else the first page.

    Anything else would lead people who signed in here to pages of others.
    """
    path = unquote(given.partition("?")[0])
    if not _is_here(given) or not _is_here(path):
        return "/"
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    return given if any(route.matches(scope)[0] is Match.FULL for route in routes) else "/"


def _is_here(address: str) -> bool:
    """Whether browsers keep to this host: they take `\\\\` for `/`, and skip what is not seen."""
    odd = "\\" in address or not address.isprintable()
    return address.startswith("/") and not address.startswith("//") and not odd
