"""How much a request may bring, and how the command opens and ends the desk."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from deskroom import Deskroom
from newsroom import NEWS, Newsroom
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message
from visiting import listen, raw, stranger, team_file

from i18n.errors import UserError
from i18n.model import Unit
from workflow.desk import serving
from workflow.desk.door import body, secrecy, token
from workflow.desk.door.door import Door
from workflow.desk.door.team import Team
from workflow.reviewing.instruction import ACTIONS, Instruction, Occasion
from workflow.reviewing.reviewer import Reviewer

FORM = "application/x-www-form-urlencoded"
TOKEN = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deskroom]:
    with Deskroom(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def head(room: Deskroom, address: str = "/row/ru/x/news", **fields: str) -> bytes:
    """The head of a form that a page of the desk sends."""
    cookie = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
    given = {
        "Host": f"127.0.0.1:{room.port}",
        "Origin": room.url,
        "Cookie": cookie,
        "X-CSRF": room.csrf,
        "Content-Type": FORM,
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"POST {address} HTTP/1.1\r\n{lines}\r\n".encode()


def test_a_form_of_a_mebibyte_is_taken_and_one_longer_is_not(room: Deskroom) -> None:
    address = "/row/ru/000000000000/news"
    fields = {"csrf": room.csrf, "action": "save", "etag": "x", "target": ""}
    room_left = body.SIZE - len(urlencode(fields))

    assert room.post(address, fields | {"target": "x" * room_left}).status == 409
    assert raw(room, head(room, address, Content_Length=str(body.SIZE + 1)))[0] == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 400, "", "0x10", "1, 2"])
def test_a_length_that_is_none_is_refused(room: Deskroom, length: str) -> None:
    assert raw(room, head(room, Content_Length=length))[0] in {400, 413}


def test_a_form_without_a_length_is_counted_as_it_comes(room: Deskroom) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    status, _ = raw(room, head(room, Transfer_Encoding="chunked"), *[chunk] * 16, b"1\r\nx\r\n")

    assert status == 413


def test_a_stranger_may_send_next_to_nothing(room: Deskroom) -> None:
    name, _, _ = next(iter(room.cookies.items()))[0].partition("=")
    request = head(room, "/login", Content_Length=str(body.SMALL + 1), Cookie=f"{name}=x")

    assert raw(room, request)[0] == 413


@pytest.mark.parametrize(
    ("kind", "sent", "status"),
    [
        (FORM, b"a=1", 404),
        (FORM + "; charset=UTF-8", b"a=1", 404),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', 404),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n1\r\n--x--\r\n', 415),
        ("multipart/form-data; boundary=x", b"nothing of the kind", 400),
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=x; charset=punycode", b"--x--\r\n", 415),
        ("multipart/mixed; boundary=x", b"--x--\r\n", 415),
        ("application/json", b'{"action": "approve"}', 415),
        ("text/plain", b"action=approve", 415),
        ("application/xml", b"<a/>", 415),
        ("application/x-www-form-urlencoded-too", b"a=1", 415),
        ("", b"a=1", 415),
    ],
)  # fmt: skip
def test_only_forms_without_files_are_taken(
    room: Deskroom, kind: str, sent: bytes, status: int
) -> None:
    headers = {"Origin": room.url, "X-CSRF": room.csrf, "Content-Type": kind}

    assert room.ask("POST", "/nothing", sent, headers).status == status


def test_a_form_has_ten_thousand_fields_at_most(room: Deskroom) -> None:
    fields = [("row", str(number)) for number in range(body.FIELDS)]

    assert room.post("/nothing", [*fields[:-1], ("csrf", room.csrf)]).status == 404
    assert room.post("/nothing", [*fields, ("csrf", room.csrf)]).status == 400


def test_a_form_that_does_not_come_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    request = Request({"type": "http", "method": "POST", "headers": []}, never)

    with pytest.raises(HTTPException) as caught:
        asyncio.run(body.read(request, patience=0.001))

    assert caught.value.status_code == 408


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HT", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /"]
)
def test_a_head_that_does_not_come_is_not_waited_for(
    room: Deskroom, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD", 0.05)
    with socket.create_connection(("127.0.0.1", room.port), timeout=30) as line:
        line.sendall(begun)
        while line.recv(4096):
            pass  # until the desk hangs up; the test times out where it does not

    assert room.get("/healthz").status == 200


def test_an_answer_that_takes_its_time_is_waited_for(tmp_path: Path) -> None:
    with Deskroom(tmp_path) as room:
        answer = listen(room)
        assert answer.readline().startswith(b"retry:")

        (connection,) = room.server.server_state.connections
        assert isinstance(connection, serving.Connection)
        assert connection.head is None


def test_a_head_that_is_too_long_is_refused(room: Deskroom) -> None:
    assert raw(room, head(room, X_Long="x" * 70_000))[0] == 400
    assert raw(room, b"GET /" + b"x" * 70_000)[0] == 400
    assert raw(room, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9)[0] == 400


def test_the_desk_still_answers_after_all_that(room: Deskroom) -> None:
    assert room.get("/").status == 200


SENTENCE = Unit(source="We waited nine years for this day.")


@pytest.mark.parametrize("action", ["save", "approve", "needs-work"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("М" * (20 * len(SENTENCE.source) + 2001), "longer than 2,680 characters"),
        ("Мы ждали\x00 этого дня.", "control character"),
        ("Мы ждали\x1b[2J этого дня.", "control character"),
    ],
)
def test_what_is_no_translation_of_the_sentence_is_refused(
    action: str, text: str, what: str
) -> None:
    occasion = Occasion(Reviewer("An Editor"), "2026-11-24 10:00+0000")
    asked = Instruction(action, SENTENCE.uid, "", text, "не то")

    with pytest.raises(UserError, match=what):
        ACTIONS[action].perform(SENTENCE, asked, occasion)


def test_the_longest_translation_is_taken() -> None:
    occasion = Occasion(Reviewer("An Editor"), "2026-11-24 10:00+0000")
    text = "М" * (20 * len(SENTENCE.source) + 2000)

    made = ACTIONS["save"].perform(SENTENCE, Instruction("save", SENTENCE.uid, "", text), occasion)

    assert made.target == text


@pytest.mark.parametrize("action", ["comment", "needs-work"])
def test_a_remark_is_no_book(action: str) -> None:
    occasion = Occasion(Reviewer("An Editor"), "2026-11-24 10:00+0000")
    asked = Instruction(action, SENTENCE.uid, "", None, "не " * 700)

    with pytest.raises(UserError, match="longer than 2,000 characters"):
        ACTIONS[action].perform(SENTENCE, asked, occasion)


def test_too_long_a_translation_is_told_over_http(room: Deskroom) -> None:
    unit = room.unit("ru", "We waited")
    asked = {**room.seen(unit), "action": "save", "target": "М" * 5000}

    answer = room.post(f"/row/ru/{unit.uid}/news", asked)

    assert answer.status == 422
    assert "longer than 2,680 characters" in answer.text
    assert room.unit("ru", "We waited").target == "Мы ждали этого дня девять лет."


@pytest.fixture
def office(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "news", articles={"news.txt": NEWS})


@contextmanager
def running(
    office: Newsroom, *words: str, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `tilshi desk` while the block lasts, and yield it with the line it printed."""
    command = office.command("desk", "--port", "0", *words)
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=office.root,
        env=office.environment | variables,
    )  # fmt: skip
    with started as process:
        try:
            assert process.stdout
            yield process, process.stdout.readline()
        finally:
            process.kill()


def get(address: str, cookie: str = "") -> tuple[int, str]:
    """Look at an address, and return the status and the cookie that came."""
    parts = urlsplit(address)
    line = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    line.request("GET", f"{parts.path}?{parts.query}", headers={"Cookie": cookie})
    answer = line.getresponse()
    return answer.status, answer.headers.get("Set-Cookie", "").partition(";")[0]


def test_the_command_prints_the_address_that_opens_the_desk(office: Newsroom) -> None:
    with running(office, "--name", "An Editor") as (_, line):
        address, _, rest = line.partition(" ")
        parts = urlsplit(address)
        status, cookie = get(address)

        assert rest == "is the desk; Ctrl-C ends it.\n"
        assert parts.hostname == "127.0.0.1"
        assert len(parts.query.removeprefix("t=")) == 43  # 256 bits in base64
        assert status == 303
        assert get(f"http://127.0.0.1:{parts.port}/", cookie)[0] == 200
        assert get(f"http://127.0.0.1:{parts.port}/")[0] == 401


def test_each_start_has_a_token_of_its_own() -> None:
    assert len({Door().token for _ in range(20)}) == 20


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_desk_ends_when_told_to_though_a_page_listens(
    office: Newsroom, ending: signal.Signals
) -> None:
    with running(office, "--name", "An Editor") as (process, line):
        address = urlsplit(line.split()[0])
        _, cookie = get(line.split()[0])
        listening = HTTPConnection("127.0.0.1", address.port, timeout=30)
        listening.request("GET", "/events", headers={"Cookie": cookie})
        answer = listening.getresponse()
        answer.readline()

        process.send_signal(ending)
        answer.read()  # raises where it is cut off
        _, errors = process.communicate(timeout=30)

    assert errors == ""
    assert process.returncode == (0 if ending is signal.SIGINT else -signal.SIGTERM)


def test_a_port_that_is_taken_is_told_with_the_next_step(office: Newsroom) -> None:
    with serving.listening("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        done = office.run("desk", "--port", port, "--name", "An Editor")

    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 cannot be had: address already in use" in done.stderr
    assert "--port 0 takes a free one" in done.stderr


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--host", "0.0.0.0"), "whoever reaches 0.0.0.0 could come in"),
        (("--host", "192.0.2.1"), "whoever reaches 192.0.2.1 could come in"),
        (("--host", "::"), "whoever reaches :: could come in"),
        (("--host", "0.0.0.0", "--users", "../users.toml"), "browsers find nothing at 0.0.0.0"),
        (("--public-url", "desk.example.org"), "is no address"),
        (("--users", "none.toml"), "the users cannot be read"),
        (("--auth-token-file", "none"), "the token cannot be read"),
        (("--auth-token-file", "../short"), "a token is 32 to 200 letters"),
        (("--auth-token-file", "../token", "--users", "../users.toml"), "not both"),
        (("--name", "An; Editor"), "cannot be the name of a person"),
    ],
)  # fmt: skip
def test_a_desk_that_would_be_open_to_all_or_to_nobody_is_refused(
    office: Newsroom, words: tuple[str, ...], what: str
) -> None:
    team_file(office.root.parent / "users.toml")
    office.write("../token", TOKEN)
    office.write("../short", "hunter2")

    done = office.run("desk", "--port", "0", "--name", "An Editor", *words)

    assert done.returncode == 1
    assert what in done.stderr
    assert "hint: " in done.stderr
    assert "hunter2" not in done.stderr


def test_a_network_is_warned_of(office: Newsroom) -> None:
    team_file(office.root.parent / "users.toml")
    words = ("--host", "0.0.0.0", "--users", "../users.toml", "--public-url", "http://127.0.0.1")
    with running(office, *words) as (process, line):
        assert line == "http://127.0.0.1/ is the desk; Ctrl-C ends it.\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert "Warning: 0.0.0.0 is not only this machine" in errors
    assert "Warning: the password of An Editor is hashed as was usual once" in errors


def test_a_token_of_a_file_opens_the_desk_and_is_not_printed(office: Newsroom) -> None:
    office.write("../token", TOKEN + "\n").chmod(0o644)
    with running(office, "--auth-token-file", "../token", "--name", "An Editor") as (process, line):
        assert TOKEN not in line
        assert get(f"{line.split('/?')[0]}/?t={TOKEN}")[0] == 303
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert os.name != "posix" or "others on this machine may read ../token" in errors


@pytest.mark.skipif(os.name != "posix", reason="rights are of another kind there")
def test_a_file_of_users_that_anybody_may_write_to_is_refused(office: Newsroom) -> None:
    team_file(office.root.parent / "users.toml").chmod(0o666)

    done = office.run("desk", "--port", "0", "--users", "../users.toml")

    assert done.returncode == 1
    assert "anybody on this machine may write to it" in done.stderr
    assert "chmod 600 ../users.toml" in done.stderr


@pytest.mark.parametrize("text", ["", "x" * 31, "x" * 201, "x y" * 20, "ж" * 40, TOKEN + "\nmore"])
def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_text(text)

    with pytest.raises(UserError, match="a token is 32 to 200 letters"):
        token.read(file)


def test_a_file_keeps_its_rights_when_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "users.toml"
    secrecy.write(file, "old\n")
    assert secrecy.loose(file) == ""
    file.chmod(0o640)

    secrecy.write(file, "new\n")

    assert file.read_text() == "new\n"
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="no pipes with names there")
def test_the_browser_is_opened_without_showing_the_token_to_others(
    office: Newsroom, tmp_path: Path
) -> None:
    shown = tmp_path / "shown.json"
    os.mkfifo(shown)  # what the browser writes is waited for
    browser = office.write(
        "../browser",
        f"#!{sys.executable}\n"
        "import json, os, sys, urllib.parse, pathlib\n"
        "path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(sys.argv[1]).path))\n"
        "said = [sys.argv[1], path.read_text(), os.stat(path).st_mode & 0o777]\n"
        f"pathlib.Path({str(shown)!r}).write_text(json.dumps(said))\n",
    )
    browser.chmod(0o755)
    office.write(".tilshi/desk.html", "of a desk that was killed")

    seen = {"DISPLAY": ":99", "BROWSER": f"{browser} %s"}
    with running(office, "--name", "An Editor", **seen) as (process, line):
        called, page, mode = json.loads(shown.read_text())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

    secret = urlsplit(line.split()[0]).query.removeprefix("t=")
    assert called.startswith("file:///")
    assert secret not in called
    assert f"url={line.split()[0]}" in page
    assert mode == 0o600
    assert not (office.root / ".tilshi/desk.html").exists()


@pytest.mark.parametrize("words", [("--no-open",), ()])
def test_no_browser_is_opened_where_none_is_wanted_or_can_be_seen(
    office: Newsroom, tmp_path: Path, words: tuple[str, ...]
) -> None:
    called = tmp_path / "called"
    browser = office.write("../browser", f"#!/bin/sh\ntouch {called}\n")
    browser.chmod(0o755)
    display = {"DISPLAY": ":99" if words else "", "WAYLAND_DISPLAY": "", "BROWSER": str(browser)}

    with running(office, "--name", "An Editor", *words, **display) as (_, line):
        get(line.split()[0])

    assert sys.platform in {"darwin", "win32"} or not called.exists()


def test_without_its_packages_the_desk_says_how_to_get_them(office: Newsroom) -> None:
    script = "import sys; sys.modules['starlette'] = None\nfrom workflow.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "desk"], cwd=office.root, env=office.environment,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr == "Error: the desk needs starlette\n  hint: pip install 'tilshi[desk]'\n"


def test_nobody_reviews_without_a_name(office: Newsroom) -> None:
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    done = office.run("desk", "--port", "0", TILSHI_REVIEWER="", **nobody)

    assert done.returncode == 1
    assert "who reviews?" in done.stderr


def test_help_needs_nothing_of_the_desk(office: Newsroom) -> None:
    script = (
        "import sys\nfrom workflow.cli import main\n"
        "try: main()\nexcept SystemExit: print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], cwd=office.root, env=office.environment,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"starlette", "uvicorn", "argon2", "jinja2", "anyio", "workflow.project"}


def test_a_desk_of_users_says_so_at_once(tmp_path: Path) -> None:
    team = Team(team_file(tmp_path / "users.toml"))

    with Deskroom(tmp_path / "news", door=Door(team=team)) as room:
        assert room.desk.door.entrance == "/"
        assert stranger(room).get("/").place == "/login?next=%2F"
