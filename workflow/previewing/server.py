"""A server of a folder to the browsers of this machine, which shows a page anew when told to.

Whatever a page of another site makes a browser ask, only who asks for this machine by its own
name is answered: https://en.wikipedia.org/wiki/DNS_rebinding.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from i18n.errors import UserError
from workflow.previewing.served import is_folder, kind_of, place

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/_tilshi/changes", "/_tilshi/reload.js"

RELOAD = b"""\
// Shows the page anew when the site has changed. Only a page that is seen listens: a browser
// keeps few connections to a server.
const element = document.currentScript;
let source;
function listen() {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  source = new EventSource(element.dataset.changes);
  source.onmessage = (event) => {
    if (event.data !== element.dataset.seen) location.reload();
  };
}
document.addEventListener("visibilitychange", listen);
listen();
"""

FIELDS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says: keep nothing, show nothing of it on pages of others, guess nothing."""

BEAT = 15
"""Seconds after which a line is sent for nothing: it shows whether anybody still listens."""

FRESH = 2
"""Seconds in which a file may change again within the second that HTTP tells times by."""


class Server(ThreadingHTTPServer):
    """Serves `folder` at 127.0.0.1. Raises UserError where the port cannot be had; 0: any."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, root: str = "/") -> None:
        self.folder = folder.resolve()
        self.root = root
        self.changing = threading.Condition()
        self.started, self.changes = time.time_ns(), 0
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            what = f"port {port} cannot be had: {(error.strerror or str(error)).lower()}"
            hint = "end the program that has it, or choose another; --port 0 takes a free one"
            raise UserError(what, hint=hint) from error
        names = (HOST, "localhost")
        self.names = {f"{name}:{self.server_port}" for name in names}
        self.names |= set(names) if self.server_port == 80 else set()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}{self.root}"

    @property
    def version(self) -> str:
        """What is different after each change, and after a new start."""
        return f"{self.started}-{self.changes}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer while the block runs."""
        thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()

    def changed(self) -> None:
        """Have open pages shown anew."""
        with self.changing:
            self.changes += 1
            self.changing.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that went away; anything else is a bug."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    timeout = 60

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if self.headers.get("Host", "").lower() not in self.server.names:
            self._plain(HTTPStatus.FORBIDDEN, f"Open {self.server.address} instead.\n")
        elif path == EVENTS:
            self._events()
        elif path == SCRIPT:
            self._send(HTTPStatus.OK, RELOAD, "text/javascript; charset=utf-8")
        elif path == "/" != self.server.root:
            self._moved(self.server.root.removesuffix("/"))
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _file(self, asked: str) -> None:
        """Send a file, or the way to a folder, or the page for what is not there."""
        folder, root = self.server.folder, self.server.root
        inside = "/" + asked.removeprefix(root) if asked.startswith(root) else ""
        path = place(folder, inside + "index.html" if inside.endswith("/") else inside)
        if path and is_folder(path):
            self._moved(asked)
        elif not (path and self._page(path, HTTPStatus.OK)):
            missing = place(folder, "/404.html")
            if not (missing and self._page(missing, HTTPStatus.NOT_FOUND)):
                self._plain(HTTPStatus.NOT_FOUND, "There is nothing at this address.\n")

    def _page(self, path: Path, status: HTTPStatus) -> bool:
        """Send a file; False when there is none."""
        seen = self.server.version  # before it is read: what changes meanwhile is another version
        try:
            modified, body = path.stat().st_mtime, path.read_bytes()
        except OSError:
            return False
        kind = kind_of(path.name)
        if kind.startswith("text/html"):  # which is another with each version
            self._send(status, _listening(body, seen), kind)
        elif time.time() - modified < FRESH:
            self._send(status, body, kind)
        elif self._is_known(modified):
            self._send(HTTPStatus.NOT_MODIFIED, b"", "")
        else:
            self._send(status, body, kind, {"Last-Modified": formatdate(modified, usegmt=True)})
        return True

    def _is_known(self, modified: float) -> bool:
        """Whether the browser says that it has the file as it is."""
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return int(modified) <= since.timestamp()
        except (ValueError, OverflowError):  # none, or no date: it is to be ignored, RFC 9110
            return False

    def _moved(self, asked: str) -> None:
        to = f"/{quote(unquote(asked).strip('/'))}/"
        self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "", {"Location": to})

    def _events(self) -> None:
        """Tell of each change, until the browser goes: a stream of server-sent events."""
        self._send(HTTPStatus.OK, None, "text/event-stream")
        told = ""
        while self.command != "HEAD":
            with self.server.changing:
                if told == self.server.version:
                    self.server.changing.wait(BEAT)
                now = self.server.version
            line = f"data: {now}\n\n" if now != told else ":\n\n"
            self.wfile.write(line.encode())
            told = now

    def _plain(self, status: HTTPStatus, text: str) -> None:
        self._send(status, text.encode(), "text/plain; charset=utf-8")

    def _send(
        self, status: HTTPStatus, body: bytes | None, kind: str, more: dict[str, str] | None = None
    ) -> None:
        """Send an answer; without a body, only its beginning."""
        self.send_response(status)
        fields = FIELDS | (more or {})
        if kind:
            fields["Content-Type"] = kind
        if body is not None and status is not HTTPStatus.NOT_MODIFIED:
            fields["Content-Length"] = str(len(body))
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for what changes."""


def _listening(page: bytes, seen: str) -> bytes:
    """Return the page with the script that shows it anew, at its end."""
    script = f'<script src="{SCRIPT}" data-changes="{EVENTS}" data-seen="{seen}"></script>\n'
    at = page.lower().rfind(b"</body>")
    at = len(page) if at < 0 else at
    return page[:at] + script.encode() + page[at:]
