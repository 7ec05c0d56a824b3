"""The application: the addresses of the desk, and what answers them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from workflow.desk import assets
from workflow.desk.desk import Desk
from workflow.desk.door.guard import Guard
from workflow.desk.door.refusals import ANSWERS
from workflow.desk.render import environment
from workflow.desk.screens import (
    bulk,
    events,
    extract,
    login,
    overview,
    preview,
    rail,
    review,
    search,
    sign,
    undo,
    unit,
)

ROUTES = (
    Route("/", overview.show),
    Route("/review/{lang}/{slug:path}", review.show),
    Route("/row/{lang}/{uid}/{slug:path}", unit.show),
    Route("/row/{lang}/{uid}/{slug:path}", unit.act, methods=["POST"]),
    Route("/preview/{lang}/{slug:path}", preview.show),
    Route("/built/{lang}/{slug:path}", preview.built),
    Route("/built-files/{name:path}", preview.file),
    Route("/login", login.show),
    Route("/login", login.enter, methods=["POST"]),
    Route("/logout", login.leave, methods=["POST"]),
    Route("/extract/{lang}/{slug:path}", extract.bring, methods=["POST"]),
    Route("/events", events.listen),
    Route("/here", events.here, methods=["POST"]),
    Route("/rail/{lang}/{uid}/{slug:path}", rail.show),
    Route("/look/{lang}/{uid}/{slug:path}", rail.look, methods=["POST"]),
    Route("/ask/{lang}/{uid}/{slug:path}", rail.ask, methods=["POST"]),
    Route("/bulk/{lang}/{slug:path}", bulk.act, methods=["POST"]),
    Route("/undo/{lang}/{slug:path}", undo.act, methods=["POST"]),
    Route("/sign/{lang}/{slug:path}", sign.show),
    Route("/sign/{lang}/{slug:path}", sign.act, methods=["POST"]),
    Route("/memory", search.memory),
    Route("/glossary", search.glossary),
    Route("/static/{name}", assets.send),
    Route("/healthz", lambda request: PlainTextResponse("ok\n")),
)


def warm(desk: Desk) -> None:
    """Load what the first page and the first open row would have to wait for."""
    templates = environment()
    for name in templates.list_templates():
        templates.get_template(name)
    for locale in dict.fromkeys(desk.bench.project.locales(())):
        desk.bench.findings.prepare(desk.bench.brief(locale))
        desk.aids.engines(locale)


def application(desk: Desk) -> Guard:
    """Return the desk as an ASGI application behind its door, which closes it when it ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        warm(desk)  # before it answers, and not while somebody waits: the work is the same
        yield
        desk.close()

    app = Starlette(routes=ROUTES, lifespan=lifespan, exception_handlers=ANSWERS)
    app.router.redirect_slashes = False
    app.state.desk = desk
    return Guard(app, desk)
