"""A unit on the screen of its article: shown open, and acted on."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from i18n.dispatch.answer import Answer
from i18n.errors import UserError
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.screens.board import Board, Trouble, told
from workflow.desk.screens.kept import kept
from workflow.desk.screens.places import Given, back, by_htmx, fields, lines, spot
from workflow.reviewing.conflict import ConflictError
from workflow.reviewing.instruction import ACTIONS, Instruction
from workflow.reviewing.sheet import Sheet


def show(request: Request) -> Response:
    """Show a row open, `?closed=1` as it is otherwise; `was=UID` is another to close meanwhile."""
    board = Board(request, lines(request))
    uid, was = request.path_params["uid"], request.query_params.get("was", "")
    known(board.sheet, uid)
    if request.query_params.get("closed"):
        return HTMLResponse(board.closed(uid))
    also = board.closed(was, swap=True) if was != uid and board.sheet.row(was) else ""
    return HTMLResponse(board.pieces(open_row=uid) + also)


async def act(request: Request) -> Response:
    """Do what a form asks for: `action`, `etag`, `target`, `text`, `check`, `offer`, `next`."""
    given = await fields(request)
    if given.get("action") not in ACTIONS:
        raise HTTPException(400, "There is no such action.")
    return await run_in_threadpool(_act, request, given)


def known(sheet: Sheet, uid: str) -> None:
    """Raise HTTPException 404 for a unit that the article does not have."""
    if sheet.row(uid) is None:
        raise HTTPException(404, "The sentence is no longer in the article.")


def _act(request: Request, given: Given) -> Response:
    here, desk, uid = spot(request), desk_of(request), request.path_params["uid"]
    try:
        asked = _instruction(request, given)
        batch = desk.bench.perform(here.article, here.locale, who_asks(request), [asked])
    except ConflictError as error:
        trouble = Trouble(typed=given.get("target"), theirs=error.theirs)
        return _refused(request, given, trouble, error, 409)
    except UserError as error:
        trouble = Trouble(given.get("target"), problem=error)
        return _refused(request, given, trouble, error, 422)
    shown = lines(request, given)
    onwards = _next(given)
    following = shown.next_todo(uid) if onwards else uid
    if not by_htmx(request):
        return RedirectResponse(back(shown, following, batch), 303)
    board, said = Board(request, shown), told(given["action"], desk.bench.history.batch(batch))
    if following and following != uid:
        text = board.closed(uid) + board.pieces(open_row=following, swap_row=True, said=said)
    elif onwards:
        text = board.closed(uid) + board.pieces(rail_of=uid, said=said)
    else:
        text = board.pieces(open_row=uid, said=said)
    return HTMLResponse(text, headers={"X-Next": following})


def _next(given: Given) -> bool:
    """Whether the next row that waits is wanted after what was done."""
    settles = "todo" if ACTIONS[given["action"]].settles else "stay"
    return given.get("next", settles) == "todo"


def _instruction(request: Request, given: Given) -> Instruction:
    """What a form asks for."""
    uid = request.path_params["uid"]
    return Instruction(
        given["action"],
        uid,
        given.get("etag", ""),
        given.get("target"),
        given.get("text", ""),
        given.get("check", ""),
        _offered(request, given) if given["action"] == "take" else None,
    )


def _offered(request: Request, given: Given) -> Answer | None:
    """What a number stands for: the text that was seen under it, where that is said."""
    sheet = lines(request, given).sheet
    known(sheet, request.path_params["uid"])
    row = sheet.rows[sheet.by_uid[request.path_params["uid"]]]
    offers = desk_of(request).aids.offers(sheet, row)
    number, mark = given.get("offer", ""), given.get("offered", "")
    found = (one for one in offers if (one.mark == mark if mark else str(one.number) == number))
    return next((one.answer for one in found), None)


def _refused(
    request: Request, given: Given, trouble: Trouble, error: UserError, status: int
) -> Response:
    """The row as it is now, with what was typed in its editor: nothing is lost."""
    uid = request.path_params["uid"]
    try:
        board = Board(request, lines(request, given))
    except (UserError, HTTPException):  # the catalog is gone, or cannot be read: `error` says it
        return kept(request, given, error, status)
    if board.sheet.row(uid) is None:
        return kept(request, given, error, status)
    if by_htmx(request):
        return board.row(uid, trouble, status)
    return board.page(uid, trouble=trouble, status=status)
