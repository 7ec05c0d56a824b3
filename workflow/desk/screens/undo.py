"""Undoing what a reviewer did last, or a batch that is named."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from i18n.errors import UserError
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.screens.board import Board, Said
from workflow.desk.screens.places import Given, back, by_htmx, fields, lines, spot
from workflow.desk.words import UNDONE, count, sentence


async def act(request: Request) -> Response:
    """Take a batch back: `batch`, the last of this person where it is empty."""
    return await run_in_threadpool(_act, request, await fields(request))


def _act(request: Request, given: Given) -> Response:
    here, desk = spot(request), desk_of(request)
    who, history = who_asks(request), desk.bench.history
    batch = given.get("batch", "") or history.last(who.name, here.locale.code, here.article.slug)
    actions = [step.action for step in history.batch(batch)] if batch else []
    try:
        uids = desk.bench.undo(here.article, here.locale, who, batch)
    except UserError as error:
        said = Said(f"Not undone: {error.what}. {sentence(error.hint)}")
        board = Board(request, lines(request, given))
        if by_htmx(request):
            return HTMLResponse(board.pieces(said=said), 422)
        return board.page(said=said, status=422)
    shown = lines(request, given)
    if not by_htmx(request):
        return RedirectResponse(back(shown, uids[0]), 303)
    board = Board(request, shown)
    first, *others = uids
    swapped = "".join(board.closed(uid, swap=True) for uid in others if board.sheet.row(uid))
    one = UNDONE.get(actions[0] if actions else "", "what was done last")
    said = Said(f"Undone: {count(len(uids), 'sentence') if others else one}.")
    pieces = board.pieces(open_row=first, swap_row=True, said=said)
    return HTMLResponse(swapped + pieces, headers={"X-Next": first})
