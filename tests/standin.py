"""A stand-in for Google's translation page, on 127.0.0.1, with the faults of the real one.

`python tests/standin.py ANSWERS.json [DELAY [SHARE]]` serves from another process: it prints its
address, and a line for each request. ANSWERS.json maps a locale of Google to texts and answers;
DELAY is in seconds, SHARE that of the requests that meet a fault.
"""

import html
import json
import random
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

FAULTS = ("429", "500", "captcha", "reset", "empty")
"""What happens to an unlucky request; `page` knows more: truncated, stall, sorry, 403."""


@dataclass(frozen=True)
class Asked:
    """One request: the languages, the text, and what became of it."""

    source: str
    target: str
    text: str
    fault: str = ""

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def shout(text: str, target: str) -> str:
    """Translate in the way of the stand-in: in the letters of the target, and recognizable.

    Tokens in braces stay; the marks of a question stay.
    """
    scripts = {"ru": "бвгджзклмн", "kk": "бәгқжзкңмі"}
    letters = scripts.get(target[:2].lower(), "的一是了我不人在他有")
    return "".join(letters[ord(char) % 10] if char.isalpha() else char for char in text)


@dataclass
class Standin(ThreadingHTTPServer):
    """The server; what it does may be changed at any time.

    `answer` translates one line, `arrange` changes the lines of an answer, `fault` names what
    happens to a request (nothing by default), `stored` are answers that come first.
    """

    answer: Callable[[str, str], str] = shout
    arrange: Callable[[list[str]], list[str]] = list
    fault: Callable[[Asked], str] = lambda asked: ""
    stored: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    line_end: str = "\n"
    retry_after: str = ""
    delay: float = 0.0
    stall: float = 1.0
    echo: bool = False

    daemon_threads = True
    request_queue_size = 128

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[Asked] = []
        self.connections = 0
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    __hash__ = object.__hash__

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/m"

    @property
    def texts(self) -> list[str]:
        return [asked.text for asked in self.asked]

    def unlucky(self, share: float, seed: int = 1) -> None:
        """Let that share of the requests meet one of FAULTS."""
        chance, lock = random.Random(seed), threading.Lock()

        def fault(asked: Asked) -> str:
            with lock:
                return chance.choice(FAULTS) if chance.random() < share else ""

        self.fault = fault

    def page(self, asked: Asked) -> str:
        """Return Google's page with the answer."""
        known = self.stored.get(asked.target, {})
        lines = [known.get(line) or self.answer(line, asked.target) for line in asked.lines]
        body = self.line_end.join(html.escape(line) for line in self.arrange(lines))
        return (
            '<!DOCTYPE html><html><body><div class="header">Translate</div>'
            f'<div class="result-container">{body}</div><div>more</div></body></html>'
        )

    def process_request(self, request: object, client_address: object) -> None:
        self.connections += 1
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken pipes are what the tests are about."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Standin

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/sorry":
            return self.send("unusual traffic", 429)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        asked = Asked(query["sl"], query["tl"], query["q"])
        asked = Asked(asked.source, asked.target, asked.text, self.server.fault(asked))
        self.server.asked.append(asked)
        if self.server.echo:
            say(json.dumps([asked.target, asked.text, asked.fault]))
        time.sleep(self.server.delay)
        return self.reply(asked)

    def reply(self, asked: Asked) -> None:
        match asked.fault:
            case "":
                self.send(self.server.page(asked))
            case "captcha":
                self.send("<html><body><form>Are you a robot?</form></body></html>")
            case "nothing":
                self.send('<html><body><div class="result-container"></div></body></html>')
            case "empty":
                self.send("")
            case "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                self.connection.close()
            case "truncated":
                self.send(self.server.page(asked)[:-30], length=100_000)
            case "stall":
                time.sleep(self.server.stall)
                self.close_connection = True
            case "sorry":
                self.send("", 302, Location="/sorry")
            case status:
                after = {"Retry-After": self.server.retry_after} if self.server.retry_after else {}
                self.send("<html>no</html>", int(status), **(after if status == "429" else {}))

    def send(self, body: str, status: int = 200, length: int = 0, **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(length or len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = self.close_connection or bool(length)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    server = Standin(stored=json.loads(Path(sys.argv[1]).read_text("utf-8")), echo=True)
    server.delay = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    server.unlucky(float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
    say(server.url)
    threading.Event().wait()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
