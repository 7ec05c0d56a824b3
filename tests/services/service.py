"""A service: what stand-ins share. It speaks HTTP, notes what it was asked, and can fail."""

import json
import random
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

FAULTS = ("429", "500", "503", "page", "reset", "empty", "truncated", "other", "fewer")
"""What may happen to an unlucky request; each of them may succeed when it is asked again, but
for `other` (JSON of another form) and `fewer` (an answer too few), which are bad output."""


@dataclass(frozen=True)
class Request:
    """One request as it came, and the fault it meets."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    fault: str = ""


@dataclass(frozen=True)
class Refusal(Exception):  # noqa: N818 - named by what happens
    """What a service says instead of an answer: a status and its own kind of body."""

    status: int
    body: Any


_KEPT = re.compile(r"(<[^>]*>|\b\w+@\w+\.\w+|@@PH\d+@@)")
"""What engines leave as it is: tags, addresses, the marks that stand for markup."""


def shout(text: str, target: str) -> str:
    """Translate in the way of the stand-ins: in the letters of the target, and recognizable."""
    scripts = {"ru": "бвгджзклмн", "kk": "бәгқжзкңмі"}
    letters = scripts.get(target[:2].lower(), "的一是了我不人在他有")
    pieces = _KEPT.split(text)
    pieces[::2] = (
        "".join(letters[ord(char) % 10] if char.isalpha() else char for char in piece)
        for piece in pieces[::2]
    )
    return "".join(pieces)


@dataclass
class Service(ThreadingHTTPServer):
    """A stand-in; what it does may be changed at any time.

    Subclasses have `texts(request)`, `target(request)`, `body(request, answers)`, and `check`,
    which raises Refusal for what the real service would not take.
    """

    answer: Callable[[str, str], str] = shout
    fault: Callable[[Request], str] = lambda request: ""
    retry_after: str = ""
    delay: float = 0.0
    stall: float = 1.5
    asked: list[Request] = field(default_factory=list)
    connections: int = 0

    kind = "json"
    daemon_threads = True
    request_queue_size = 128

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    __hash__ = object.__hash__

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def check(self, request: Request) -> None:
        """Raise Refusal for a request the real service would refuse."""

    def texts(self, request: Request) -> Sequence[str]:
        """Return the texts to translate."""
        raise NotImplementedError

    def target(self, request: Request) -> str:
        """Return the service's code of the language to translate into."""
        raise NotImplementedError

    def translate(self, request: Request, text: str, target: str) -> str:
        """Return the answer to one text; services with markup modes treat markup here."""
        return self.answer(text, target)

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        """Return the answers as the service gives them."""
        raise NotImplementedError

    def error(self, status: int) -> Any:
        """Return the body with which the service fails."""
        return {"error": {"code": status, "message": "no"}}

    def reply(self, request: Request) -> Any:
        """Return the body of a reply, or raise Refusal."""
        self.check(request)
        target = self.target(request)
        answers = [self.translate(request, text, target) for text in self.texts(request)]
        match request.fault:
            case "fewer":
                answers = answers[:-1]
            case "more":
                answers = [*answers, *answers[-1:]]
        return self.body(request, answers)

    def unlucky(self, share: float, seed: int = 1, faults: Sequence[str] = FAULTS[:6]) -> None:
        """Let that share of the requests meet one of the faults."""
        chance, lock = random.Random(seed), threading.Lock()

        def fault(request: Request) -> str:
            with lock:
                return chance.choice(faults) if chance.random() < share else ""

        self.fault = fault

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken pipes are what the tests are about."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Service

    def do_POST(self) -> None:
        url = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        fields = (self.command, url.path, query, dict(self.headers), _parsed(data))
        sent_on = url.path == "/elsewhere"
        fault = "" if sent_on else self.server.fault(Request(*fields))
        request = Request(*fields, fault=fault)
        self.server.asked.append(request)
        time.sleep(self.server.delay)
        self.meet(request)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names are http.server's

    def meet(self, request: Request) -> None:
        """Break the connection as the fault says, or reply."""
        match request.fault:
            case "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                self.connection.close()
            case "stall":
                time.sleep(self.server.stall)
                self.close_connection = True
            case "drip":
                self.drip()
            case "endless":
                self.pour()
            case _:
                self.reply(request)

    def reply(self, request: Request) -> None:
        """Say something else than an answer as the fault says, or answer."""
        match request.fault:
            case "page":
                self.send("<html><body><form>Are you a robot?</form></body></html>", kind="html")
            case "empty":
                self.send("")
            case "other":
                self.send({})
            case "truncated":
                self.send({"data": "…"}, length=100_000)
            case "redirect":
                self.send("", 302, Location=self.server.url + "/elsewhere")
            case "" | "fewer" | "more" | "encoding":
                self.answer(request)
            case status:
                self.send(self.server.error(int(status)), int(status))

    def answer(self, request: Request) -> None:
        try:
            reply = self.server.reply(request)
            encoding = "gb18030" if request.fault == "encoding" else "utf-8"
            self.send(reply, kind=self.server.kind, encoding=encoding)
        except Refusal as refusal:
            self.send(refusal.body, refusal.status)

    def drip(self) -> None:
        """Send a byte now and then, for as long as anybody listens."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.close_connection = True
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def pour(self) -> None:
        """Send without an end, as long as anybody listens."""
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        for _ in range(10_000):
            self.wfile.write(b" " * 65_536)

    def send(
        self,
        body: Any,
        status: int = 200,
        length: int = 0,
        kind: str = "json",
        encoding: str = "utf-8",
        **headers: str,
    ) -> None:
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        data = text.encode(encoding)
        self.send_response(status)
        self.send_header("Content-Type", f"{'text' if kind == 'html' else 'application'}/{kind}")
        self.send_header("Content-Length", str(length or len(data)))
        if status in {429, 503} and self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = self.close_connection or bool(length)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode("utf-8", "replace")


@contextmanager
def serving(standin: Any, monkeypatch: Any) -> Iterator[Any]:
    """Run the service of a stand-in's module, with the keys it wants in the environment."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for variable, value in standin.KEYS.items():
        monkeypatch.setenv(variable, value)
    server = standin.Service()
    try:
        yield server
    finally:
        server.close()
