"""The screen where people sign in, and where they leave."""

import math

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workflow.desk.desk import desk_of
from workflow.desk.door.onward import place
from workflow.desk.door.team import LoginError, Team
from workflow.desk.render import page


def show(request: Request) -> Response:
    """Show the form; who is in already goes on."""
    _team(request)
    onward = place(request.query_params.get("next", ""), request.app.routes)
    if request.state.secret:
        return RedirectResponse(onward, 303)
    return page(request, "login.html", next=onward, name="", problem="")


async def enter(request: Request) -> Response:
    """Let somebody in: `name`, `password`, and `next`, where they were going to."""
    team = _team(request)
    async with request.form() as form:
        name, password = str(form.get("name", "")), str(form.get("password", ""))
        onward = place(str(form.get("next", "")), request.app.routes)
    try:
        secret = await team.enter(name, password, request.client.host if request.client else "")
    except LoginError as error:
        return _refused(request, error, name, onward)
    answer = RedirectResponse(onward, 303)
    if request.state.secret:
        team.sessions.close(request.state.secret)
    desk_of(request).door.give(request, answer, secret)
    return answer


def leave(request: Request) -> Response:
    """End the session of who asks."""
    _team(request).sessions.close(request.state.secret)
    answer = RedirectResponse("/login", 303)
    desk_of(request).door.give(request, answer, "")
    return answer


def _team(request: Request) -> Team:
    team = desk_of(request).door.team
    if team is None:
        raise HTTPException(404)
    return team


def _refused(request: Request, error: LoginError, name: str, onward: str) -> Response:
    """Say that it failed, never which of the two was wrong."""
    wait = math.ceil(error.wait)
    problem = "There is nobody of this name with this password."
    if wait:
        problem = f"That failed too often. Try again in {_spoken(wait)}."
    answer = page(
        request, "login.html", 429 if wait else 401, next=onward, name=name, problem=problem
    )
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _spoken(seconds: int) -> str:
    """`1 second`, `40 seconds`, `3 minutes`."""
    number, unit = (seconds, "second") if seconds < 60 else (math.ceil(seconds / 60), "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
