"""The stream of live news, and who says where they are."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from workflow.desk.desk import desk_of, who_asks
from workflow.desk.live import EVERYWHERE, CrowdedError
from workflow.desk.presence import Place
from workflow.reviewing.bench import Bench

_UID = re.compile(r"[0-9a-f]{12}|")
_VERSION = re.compile(r"[0-9a-f]{1,64}|")
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Nobody keeps a stream, nor holds it back: https://nginx.org/en/docs/http/ngx_http_proxy_module.html."""


async def listen(request: Request) -> Response:
    """Answer `GET /events?lang=&slug=&seen=` with events, as `desk.live` describes them."""
    desk, who = desk_of(request), who_asks(request)
    asked = request.query_params
    place = await _place(desk.bench, asked.get("lang", ""), asked.get("slug", ""))
    seen = request.headers.get("Last-Event-ID") or asked.get("seen", "")
    if not _VERSION.fullmatch(seen):
        raise HTTPException(400, "This is no version of a catalog.")
    session = session_of(request)
    try:
        desk.live.refuse_crowds(session)
    except CrowdedError as error:
        return PlainTextResponse(f"{error}\n{error.hint}\n", 429, {"Retry-After": "30"})
    stream = desk.live.events(session, who.name, place, seen)
    return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)


async def here(request: Request) -> Response:
    """Note which row somebody has open: `POST /here` with `lang`, `slug` and `uid`, "" for none.

    A page says it when it opens a row, and every 20 seconds while it is shown; `uid` is "" when
    the page is left.
    """
    desk, who = desk_of(request), who_asks(request)
    async with request.form() as form:
        given = {name: str(value) for name, value in form.items()}
    place = await _place(desk.bench, given.get("lang", ""), given.get("slug", ""))
    uid = given.get("uid", "")
    if place == EVERYWHERE or not _UID.fullmatch(uid):
        raise HTTPException(400, "This is no row of an article.")
    desk.live.here(who.name, place, uid)
    return Response(status_code=204)


def session_of(request: Request) -> str:
    """Return what tells one browser from another, as far as is known."""
    return str(getattr(request.state, "secret", "") or who_asks(request).name)


async def _place(bench: Bench, lang: str, slug: str) -> Place:
    """Return the place of an article; EVERYWHERE where none is named. 404 for one that is not."""
    if not lang and not slug:
        return EVERYWHERE
    article = await run_in_threadpool(bench.article, slug)
    locale = await run_in_threadpool(bench.locale, lang)
    if article is None or locale is None:
        raise HTTPException(404, "The project has no such article, or no such language.")
    return locale.code, article.slug
