"""What stands beside an open row, and what is found in a text while somebody types it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from i18n.errors import UserError
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.opened import looked
from workflow.desk.render import page, rendered
from workflow.desk.screens.board import Board, Trouble
from workflow.desk.screens.places import Given, back, by_htmx, fields, lines, spot
from workflow.desk.screens.unit import known
from workflow.desk.texts import text
from workflow.reviewing.instruction import one_line, refuse_odd


def show(request: Request) -> Response:
    """Show what stands beside a row."""
    return HTMLResponse(_rail(request, Board(request, lines(request))))


async def look(request: Request) -> Response:
    """Show what would be found in the text in the editor: `target`. Nothing changes."""
    return await run_in_threadpool(_look, request, await fields(request))


async def ask(request: Request) -> Response:
    """Ask an engine of the chain, `engine`, for a translation, which is on offer from then on."""
    return await run_in_threadpool(_ask, request, await fields(request))


def _look(request: Request, given: Given) -> Response:
    here, bench, shown = spot(request), desk_of(request).bench, lines(request, given)
    sheet, uid = shown.sheet, request.path_params["uid"]
    known(sheet, uid)
    line = shown.lines[sheet.by_uid[uid]]
    target = one_line(given.get("target", ""))
    refuse_odd(line.row.unit, target)
    found = bench.findings.typed(sheet.catalog, line.row.unit, target, bench.brief(here.locale))
    spans = [(span, str(f.severity)) for f in found if f.stands for span in f.problem.target]
    return page(
        request, "findings.html",
        found=looked(found, target), dismissed=[one for one in found if not one.stands],
        marked=text(target, spans) if spans else None, typed=True,
        listing=shown, sheet=sheet, line=line, who=who_asks(request),
        written=given.get("target", ""),
        address=f"/row/{here.locale.tag}/{uid}/{here.path.partition('/')[2]}",
    )  # fmt: skip


def _ask(request: Request, given: Given) -> Response:
    board, uid = Board(request, lines(request, given)), request.path_params["uid"]
    known(board.sheet, uid)
    row = board.sheet.rows[board.sheet.by_uid[uid]]
    problem = None
    try:
        desk_of(request).aids.ask(given.get("engine", ""), board.sheet, row)
    except UserError as error:
        problem = error
    if by_htmx(request):
        return HTMLResponse(_rail(request, board, problem))
    if problem:
        return board.page(uid, trouble=Trouble(problem=problem), status=422)
    return RedirectResponse(back(board.shown, uid), 303)


def _rail(request: Request, board: Board, problem: UserError | None = None) -> str:
    uid = request.path_params["uid"]
    known(board.sheet, uid)
    one = board.open(uid)
    values = board.values | board.opened(one) | {"rail": board.beside(one, problem)}
    return rendered(request, "rail.html", **values)
