"""A browser: Debian's Chromium, driven by the DevTools protocol.

The protocol: https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

FLAGS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
--disable-background-networking --disable-component-update --disable-dev-shm-usage
--remote-debugging-port=0
"""
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name of a host is looked up: a page that asks another one fails, here and offline."""
PATIENCE = 20.0
ICON = "/favicon.ico"
"""The browser asks for it of itself where a page names no icon: no mistake of the page."""

PHONE = 600
"""Below this width the browser is a phone's: as wide as the page asks for in its head."""

NO_STYLE = "for (const sheet of document.styleSheets) sheet.disabled = true"


class Page:
    """A tab. `requests` are the URLs it asked for, `errors` what its console said, since `goto`.

    `sent` counts the bytes that came for each kind: Document, Stylesheet, Script, Font, Image…
    """

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.styled = True
        self._forget()
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        self._ask("Page.setLifecycleEventsEnabled", enabled=True)
        self._ask("Network.setCacheDisabled", cacheDisabled=True)

    def goto(self, url: str) -> None:
        """Open a page, and wait until all it shows has come."""
        self._forget()
        answer = self._ask("Page.navigate", url=url)
        assert "errorText" not in answer, f"{url}: {answer['errorText']}"
        while answer["loaderId"] not in self.loaded:
            self._receive()
        if not self.styled:
            self.evaluate(NO_STYLE)

    def evaluate(self, script: str) -> Any:
        """Return the value of JavaScript, once it is there when it is a promise."""
        answer = self._ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, script: str) -> None:
        """Return as soon as an expression of JavaScript is true."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({script})"):
            assert time.monotonic() < end, f"never true: {script}\n{self.errors}"
            time.sleep(0.02)

    def text(self, selector: str = "body") -> str:
        """The text of an element as it is seen; empty where there is none."""
        return str(
            self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")
        )

    def click(self, selector: str) -> None:
        """Click with the mouse on the middle of an element."""
        x, y = self.evaluate(
            f"{{const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = one.getClientRects()[0];"
            "[box.x + box.width / 2, box.y + box.height / 2]}"
        )
        for what in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=what, x=x, y=y, button="left", clickCount=1)

    def type(self, selector: str, text: str) -> None:
        """Put text into a field, as from an input method."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        self._ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press a key: `Enter`, `Tab`, `Escape`."""
        code = {"Enter": 13, "Tab": 9, "Escape": 27}[key]
        text = {"Enter": "\r"}.get(key, "")
        for what in ("keyDown", "keyUp"):
            self._ask(
                "Input.dispatchKeyEvent", type=what, key=key, windowsVirtualKeyCode=code, text=text
            )

    def emulate(
        self, *, dark: bool = False, width: int = 1280, scripts: bool = True, css: bool = True
    ) -> None:
        """Be a reader's browser: for the pages opened from now on."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        self._resize(width, 900)
        self._ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.styled = css

    def screenshot(
        self, path: Path, width: int = 1280, height: int = 900, full: bool = True
    ) -> None:
        """Write a PNG of the page; `full`: as high as all of it."""
        self._resize(width, height)
        shot = self._ask("Page.captureScreenshot", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _resize(self, width: int, height: int) -> None:
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < PHONE,
        )  # fmt: skip

    def _forget(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.sent: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self.loaded: set[str] = set()

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while (answer := self._receive()).get("id") != self.number:
            pass
        assert "error" not in answer, f"{method}: {answer['error']['message']}"
        return dict(answer["result"])

    def _receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self.socket.recv(PATIENCE))
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, said: dict[str, Any]) -> None:
        match event:
            case "Page.lifecycleEvent" if said["name"] == "load":
                self.loaded.add(said["loaderId"])
            case "Network.requestWillBeSent":
                self.requests.append(said["request"]["url"])
                self.kinds[said["requestId"]] = said.get("type", "Other")
            case "Network.loadingFinished":
                kind = self.kinds.get(said["requestId"], "Other")
                self.sent[kind] = self.sent.get(kind, 0) + int(said["encodedDataLength"])
            case "Runtime.exceptionThrown":
                self.errors.append(str(said["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if said["type"] == "error":
                self.errors.append(str(said["args"]))
            case "Log.entryAdded" if said["entry"]["level"] == "error":
                entry = said["entry"]
                if not entry.get("url", "").endswith(ICON):
                    self.errors.append(f"{entry['text']} {entry.get('url', '')}")


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """Start Chromium with a profile of its own, and yield its one page."""
    command = ["chromium", *FLAGS.split(), NOWHERE, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            port = _port(profile / "DevToolsActivePort", process)
            new = Request(f"http://127.0.0.1:{port}/json/new", method="PUT")
            with urlopen(new) as answer:
                address = json.load(answer)["webSocketDebuggerUrl"]
            with connect(address, max_size=None, proxy=None, compression=None) as socket:
                yield Page(socket)
        finally:
            process.terminate()


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + PATIENCE
    while not (file.is_file() and file.read_text().strip()):
        assert process.poll() is None, "Chromium did not start"
        assert time.monotonic() < end, "Chromium did not say its port"
        time.sleep(0.05)
    return int(file.read_text().split()[0])
