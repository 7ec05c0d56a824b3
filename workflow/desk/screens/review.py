"""The screen of one article in one language."""

from starlette.requests import Request
from starlette.responses import Response

from workflow.desk.desk import desk_of, who_asks
from workflow.desk.render import page
from workflow.desk.screens.board import Board, told
from workflow.desk.screens.places import lines, spot


def show(request: Request) -> Response:
    """Show the rows that a filter keeps, one of them open: `?show=todo&u=UID&q=text`."""
    here, bench, given = spot(request), desk_of(request).bench, request.query_params
    if bench.sheet(here.article, here.locale) is None:
        return page(
            request, "unmade.html",
            article=here.article, locale=here.locale, path=here.path, who=who_asks(request),
        )  # fmt: skip
    did = given.get("did", "")
    steps = bench.history.batch(did) if did else []
    said = told(steps[0].action, steps) if steps else None
    return Board(request, lines(request)).page(given.get("u", ""), said)
