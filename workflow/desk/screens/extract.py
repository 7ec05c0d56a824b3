"""The action that brings a catalog up to date with its article."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workflow.desk.desk import desk_of, who_asks
from workflow.desk.screens.places import spot


async def bring(request: Request) -> Response:
    """Answer `POST /extract/{lang}/{slug}`: extract the article into this catalog, then show it.

    What others are writing meanwhile is theirs to save: a sentence that has changed shows both.
    """
    here = await run_in_threadpool(spot, request)
    bench, who = desk_of(request).bench, who_asks(request)
    await run_in_threadpool(bench.extract, here.article, here.locale, who)
    return RedirectResponse(f"/review/{here.path}", 303)
