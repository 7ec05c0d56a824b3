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

KEYS = {
    "Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37,
    "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Delete": 46, "Process": 229,
}  # fmt: skip
"""The numbers of keys that have a name; letters and digits have their own."""

SIGNS = {"/": "Slash", "?": "Slash", "!": "Digit1", " ": "Space", ".": "Period", ",": "Comma"}
"""Where signs are on an American keyboard."""

NUMBERS = {"Slash": 191, "Space": 32, "Period": 190, "Comma": 188}
MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
TEXTS = {"Enter": "\r"}
"""What keys that have a name write."""

NO_STYLE = "for (const sheet of document.styleSheets) sheet.disabled = true"


SOCKET: dict[str, Any] = {
    "max_size": None, "proxy": None, "compression": None, "ping_interval": None,
}  # fmt: skip
"""Of the connection. Events of a page wait in it until a test reads them: nobody answers pings then."""
LEFT = frozenset(("Inspected target navigated or closed", "Execution context was destroyed."))
"""What Chromium says to a script whose page is left before it has ended."""


class PageLeftError(Exception):
    """The page that was asked is no longer there."""


class Page:
    """A tab. `requests` are the URLs it asked for, `errors` what its console said, since `goto`.

    `dialogs` are the kinds of those that opened, `beforeunload` among them: each is accepted.

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
        self._ask("Emulation.setFocusEmulationEnabled", enabled=True)  # as the tab in front has it

    def goto(self, url: str) -> None:
        """Open a page, and wait until all it shows has come."""
        self._forget()
        answer = self._ask("Page.navigate", url=url)
        assert "errorText" not in answer, f"{url}: {answer['errorText']}"
        while answer["loaderId"] not in self.loaded:
            self._receive()
        if not self.styled:
            self.evaluate(NO_STYLE)

    def leave(self) -> None:
        """Show nothing more: a page whose server is gone would go on asking for it."""
        self.goto("about:blank")

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
        while not self._is(script):
            assert time.monotonic() < end, f"never true: {script}\n{self.errors}"
            time.sleep(0.02)

    def _is(self, script: str) -> bool:
        """Whether it is true on the page that is there; not while one page makes way for another."""
        try:
            return bool(self.evaluate(f"Boolean({script})"))
        except PageLeftError:
            return False

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

    def press(self, *keys: str, code: str = "") -> None:
        """Press keys, one after the other: `Enter`, `a`, `Control+Shift+Enter`.

        `code` is the place of the key where it is not that of an American keyboard: a Russian one
        has `ф` on `KeyA`.
        """
        for one in keys:
            *held, key = one.split("+") if len(one) > 1 else [one]
            self._press(key, sum(MODIFIERS[name] for name in held), code)

    def _press(self, key: str, held: int, code: str) -> None:
        place = code or _place(key)
        number = (
            KEYS.get(key) or NUMBERS.get(place) or (ord(place[-1]) if place[-1].isascii() else 0)
        )
        shift = MODIFIERS["Shift"] if key in {"?", "!"} else 0
        text = TEXTS.get(key, key if len(key) == 1 else "") if held in {0, 8} else ""
        common = {
            "key": key,
            "code": place,
            "windowsVirtualKeyCode": number,
            "modifiers": held | shift,
        }
        down = "keyDown" if text else "rawKeyDown"
        self._ask("Input.dispatchKeyEvent", type=down, text=text, **common)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def compose(self, *steps: str) -> None:
        """Type with an input method: `n`, `ni`, `nih`… are underlined, the last step is what is taken."""
        *before, taken = steps
        for text in before:
            self._ask(
                "Input.dispatchKeyEvent", type="rawKeyDown", key="Process", code="KeyN",
                windowsVirtualKeyCode=KEYS["Process"],
            )  # fmt: skip
            end = len(text)
            self._ask("Input.imeSetComposition", text=text, selectionStart=end, selectionEnd=end)
        self._ask("Input.insertText", text=taken)

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Be without a network as long as it lasts."""
        open_again = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self._ask("Network.emulateNetworkConditions", offline=True, **open_again)
        try:
            yield
        finally:
            self._ask("Network.emulateNetworkConditions", offline=False, **open_again)

    def emulate(
        self,
        *,
        dark: bool = False,
        width: int = 1280,
        scripts: bool = True,
        css: bool = True,
        touch: bool = False,
    ) -> None:
        """Be a reader's browser: for the pages opened from now on."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        self._resize(width, 900)
        self._ask("Emulation.setTouchEmulationEnabled", enabled=touch)
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
        self.dialogs: list[str] = []
        self.sent: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self.loaded: set[str] = set()

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = self._send(method, **params)
        while (answer := self._receive()).get("id") != number:
            pass
        said = answer.get("error", {}).get("message", "")
        if said in LEFT:
            raise PageLeftError(said)
        assert "error" not in answer, f"{method}: {said}"
        return dict(answer["result"])

    def _send(self, method: str, **params: Any) -> int:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        return self.number

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
            case "Page.javascriptDialogOpening":
                self.dialogs.append(said["type"])
                self._send("Page.handleJavaScriptDialog", accept=True)
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
            with connect(address, **SOCKET) as socket:
                yield Page(socket)
        finally:
            process.terminate()


def _place(key: str) -> str:
    """Where a key is on an American keyboard."""
    if len(key) > 1:
        return key
    if key in SIGNS:
        return SIGNS[key]
    return f"Digit{key}" if key.isdigit() else f"Key{key.upper()}"


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + PATIENCE
    while not (file.is_file() and file.read_text().strip()):
        assert process.poll() is None, "Chromium did not start"
        assert time.monotonic() < end, "Chromium did not say its port"
        time.sleep(0.05)
    return int(file.read_text().split()[0])
