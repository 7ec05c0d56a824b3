"""Approving what is clean in one go: what the reviewer has read, and nothing else."""

from collections import Counter
from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from i18n.errors import UserError
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.lines import line
from workflow.desk.render import rendered
from workflow.desk.screens.board import Board, Said
from workflow.desk.screens.places import Given, back, by_htmx, lines, sheet, spot
from workflow.desk.words import count
from workflow.reviewing.conflict import ConflictError
from workflow.reviewing.instruction import Instruction
from workflow.reviewing.sheet import Sheet

TRIES = 3
"""How often the rows are looked through anew when somebody changes one of them meanwhile."""


async def act(request: Request) -> Response:
    """Approve the rows named, each as `row=UID:ETAG`: those that are clean, and as they were seen."""
    async with request.form(max_fields=10_000) as form:
        named = [str(value) for value in form.getlist("row")]
        given = {name: str(value) for name, value in form.multi_items() if name != "row"}
    return await run_in_threadpool(_act, request, given, named)


def _act(request: Request, given: Given, named: list[str]) -> Response:
    try:
        said = _approved(request, given, named)
    except UserError as error:
        board = Board(request, lines(request, given))
        if not by_htmx(request):
            return board.page(said=Said(f"{error.what}: {error.hint}"), status=422)
        return HTMLResponse(_said(request, board, Said(f"{error.what}: {error.hint}")), 422)
    shown = lines(request, given)
    board = Board(request, shown)
    if not by_htmx(request):
        if said.also or not said.batch:
            return board.page(said=said)
        return RedirectResponse(back(shown, did=said.batch), 303)
    rows = (one.partition(":")[0] for one in named)
    swapped = "".join(board.closed(uid, swap=True) for uid in rows if board.sheet.row(uid))
    return HTMLResponse(swapped + _said(request, board, said))


def _approved(request: Request, given: Given, named: list[str]) -> Said:
    """Approve what may be, and say what was, and what was left out and why."""
    here, desk = spot(request), desk_of(request)
    for _ in range(TRIES):
        asked, left = [], Counter[str]()
        for uid, etag, why in _sorted(desk.bench.whole(sheet(request)), named):
            if why:
                left[why] += 1
            else:
                asked.append(Instruction("approve", uid, etag))
        try:
            batch = desk.bench.perform(here.article, here.locale, who_asks(request), asked)
        except ConflictError:
            continue
        also = tuple(f"{count(n, 'sentence')} left out: {why}." for why, n in left.items())
        return Said(f"Approved: {count(len(asked), 'sentence')}.", batch, also)
    raise UserError("somebody else is changing the same sentences", hint="look at them again")


def _sorted(seen: Sheet, named: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the uid and etag of each row that is named once, and why it is left out, "" if not."""
    for one in dict.fromkeys(named):
        uid, _, etag = one.partition(":")
        row = seen.row(uid)
        if row is None:
            yield uid, etag, "no longer in the article"
        elif row.etag != etag:
            yield uid, etag, "changed since you saw it"
        else:
            now = line(seen, row)
            yield uid, etag, "" if now.clean else _against(now.found, now.state)


def _against(found: str, state: str) -> str:
    return f"it has {found}" if found else f"it is not a draft: {state.lower()}"


def _said(request: Request, board: Board, said: Said) -> str:
    values = board.values | {"swap": True, "said": said}
    return "".join(rendered(request, one, **values) for one in ("counts.html", "said.html"))
