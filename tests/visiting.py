"""Visitors of a desk: browsers with cookies of their own, and requests that no browser would send."""

import copy
import http.client
import json
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from argon2 import PasswordHasher
from deskroom import Answered, Deskroom
from starlette.routing import Route

from workflow.desk.app import ROUTES

PASSWORD = "four words put together"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Parameters of a test, so that it need not take its time."""
TEAM = {"An Editor": "reviewer", "A Translator": "translator"}


def team_file(path: Path, people: Mapping[str, str] = TEAM, password: str = PASSWORD) -> Path:
    """Write a file of users who all have one password."""
    tables = (
        f'["{name}"]\nrole = "{role}"\nhash = {json.dumps(CHEAP.hash(password))}\n'
        for name, role in people.items()
    )
    path.write_text("\n".join(tables))
    path.chmod(0o600)
    return path


def stranger(room: Deskroom) -> Deskroom:
    """Another browser at the same desk, with no cookie."""
    other = copy.copy(room)
    other.cookies = {}
    return other


def signed_in(room: Deskroom, name: str, password: str = PASSWORD) -> Deskroom:
    """Another browser, in which somebody has signed in."""
    other = stranger(room)
    answer = sign_in(other, name, password)
    assert answer.status == 303, answer.text
    return other


def sign_in(room: Deskroom, name: str, password: str = PASSWORD, onward: str = "/") -> Answered:
    return room.post("/login", {"name": name, "password": password, "next": onward})


def listen(room: Deskroom) -> http.client.HTTPResponse:
    """Listen to what happens at the desk."""
    line = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
    cookies = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
    line.request("GET", "/events", headers={"Cookie": cookies})
    return line.getresponse()


def raw(room: Deskroom, *parts: bytes) -> tuple[int, bytes]:
    """Send bytes as they are, and return the status and all that came; 0 where nothing did."""
    with socket.create_connection(("127.0.0.1", room.port), timeout=30) as line:
        for part in parts:
            line.sendall(part)
        said = b""
        try:
            while chunk := line.recv(65536):
                said += chunk
                if _is_whole(said):
                    break
        except ConnectionResetError:
            pass
    found = re.match(rb"HTTP/1.1 (\d+)", said)
    return (int(found[1]) if found else 0), said


def _is_whole(said: bytes) -> bool:
    head, end, body = said.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(end and length and len(body) >= int(length[1]))


def addresses(**filled: str) -> Iterator[tuple[str, Route]]:
    """Every address of the desk, with what stands in its places."""
    for route in ROUTES:
        assert isinstance(route, Route)
        places = {name: filled.get(name, "x") for name in route.param_convertors}
        yield re.sub(r"{(\w+)(?::\w+)?}", lambda found, at=places: at[found[1]], route.path), route


def reads(**filled: str) -> list[str]:
    """The addresses that are looked at."""
    return [address for address, route in addresses(**filled) if "GET" in (route.methods or ())]


def writes(**filled: str) -> list[str]:
    """The addresses that forms are sent to."""
    return [address for address, route in addresses(**filled) if "POST" in (route.methods or ())]
