"""The guard: what a request passes before any screen, in the order of the checks."""

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from workflow.desk.desk import Desk
from workflow.desk.door import body, csrf, fields, token
from workflow.desk.door.hosts import answers_to
from workflow.desk.door.onward import asked
from workflow.desk.door.refusals import refused
from workflow.desk.door.streams import Streams
from workflow.desk.render import page

OPEN = ("/static/", "/healthz")
"""What is answered to anybody: nothing of the project is in it."""
LOGIN = "/login"
READING = ("GET", "HEAD")


class Guard:
    """An ASGI application before that of the desk."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk
        self.door = desk.door
        self.streams = Streams()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._pass(Request(scope, receive), send)

    async def _pass(self, request: Request, send: Send) -> None:
        request.scope.setdefault("state", {})
        said = fields.FIELDS if self.door.is_guarded(request) else fields.OPEN_NET
        sending = fields.with_fields(send, said)
        try:
            answer = self._before(request)
            receive = await self._form(request) if request.method == "POST" else request.receive
        except HTTPException as error:
            answer, receive = refused(request, error), request.receive
        if answer:
            await answer(request.scope, receive, sending)
            return
        secret, is_open = request.state.secret, request.url.path.startswith((*OPEN, LOGIN))
        await self.streams.give(
            self.app, request.scope, receive, sending, lambda: is_open or self.door.holds(secret)
        )

    def _before(self, request: Request) -> Response | None:
        """Look at who asks. Return an answer where it is the door's; HTTPException refuses."""
        if not answers_to(request.headers.get("host", ""), self.door.names):
            raise HTTPException(400, "The desk is not known by this name.")
        if request.method not in (*READING, "POST"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD, POST"})
        if token.FIELD in request.query_params and request.url.path == "/":
            return self._let_in(request)
        secret = self.door.secret(request)
        who = self.door.who(secret, self.desk.reviewer)
        request.state.secret = secret if who else ""
        request.state.team = self.door.team is not None
        if who:
            request.state.csrf = request.state.session = csrf.word(secret)
            request.state.reviewer = who
        elif not request.url.path.startswith(OPEN) and request.url.path != LOGIN:
            return self._to_door(request)
        return None

    def _let_in(self, request: Request) -> Response:
        """Take the token of the first address off it, into a cookie."""
        given = request.query_params[token.FIELD]
        if self.door.team or not token.same(given, self.door.token):
            raise HTTPException(401)
        answer = RedirectResponse("/", 303)
        self.door.give(request, answer, given)
        return answer

    def _to_door(self, request: Request) -> Response:
        """Answer a stranger, who may be no stranger: a link from elsewhere brings no cookie.

        https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#samesitesamesite-value
        """
        opened = request.headers.get("sec-fetch-dest") == "document" and request.method == "GET"
        if opened and request.headers.get("sec-fetch-site") == "cross-site":
            return page(request, "again.html", path=asked(request))
        if not self.door.team:
            raise HTTPException(401)
        script = request.headers.get("hx-request") or (
            not opened and "sec-fetch-dest" in request.headers
        )
        if script or request.method != "GET":
            raise HTTPException(401, "You are no longer signed in.")
        return RedirectResponse(f"{LOGIN}?{urlencode({'next': asked(request)})}", 303)

    async def _form(self, request: Request) -> Receive:
        """Return what gives the form once more, which one of our own pages has sent."""
        if not csrf.is_ours(request.headers, self.door.origins(request)):
            raise HTTPException(403, "Another page sent this, not one of the desk.")
        size = body.SIZE if request.state.secret else body.SMALL
        whole = await body.read(request, size)
        form = await body.form(Request(request.scope, body.again(whole, request.receive)))
        given = request.headers.get(csrf.HEADER, "") or form.get(csrf.FIELD, "")
        if request.url.path != LOGIN and not csrf.is_word(given, request.state.secret):
            raise HTTPException(403, "The form is of an earlier visit.")
        return body.again(whole, request.receive)
