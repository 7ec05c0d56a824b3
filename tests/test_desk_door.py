"""Nobody comes in to the desk who should not, and no page of others acts in a reviewer's name."""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from deskroom import Answered, Deskroom
from starlette.requests import Request
from visiting import listen, raw, reads, stranger, writes

from workflow.desk.door import csrf, token
from workflow.desk.door.door import Door
from workflow.desk.door.fields import POLICY
from workflow.desk.door.hosts import answers_to
from workflow.desk.screens import overview

EVIL = "https://evil.example"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deskroom]:
    door = Door(names=frozenset({"desk.example.org"}))
    with Deskroom(tmp_path_factory.mktemp("desk"), door=door) as room:
        yield room


@pytest.fixture
def room(shared: Deskroom) -> Deskroom:
    """A reviewer's browser at a desk that no test changes."""
    other = stranger(shared)
    other.cookies = dict(shared.cookies)
    return other


def everywhere(room: Deskroom) -> dict[str, str]:
    """What stands in the places of addresses."""
    uid = room.unit("ru", "We waited").uid
    return {"lang": "ru", "slug": "news", "uid": uid, "name": "style.css"}


def approval(room: Deskroom) -> tuple[str, dict[str, str]]:
    unit = room.unit("ru", "We waited")
    return f"/row/ru/{unit.uid}/news", {**room.seen(unit), "action": "approve"}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8600", 200),
        ("localhost:1", 200),
        ("LOCALHOST", 200),
        ("LocalHost:8600", 200),
        ("[::1]", 200),
        ("[::1]:8000", 200),
        ("desk.example.org", 200),
        ("Desk.Example.org:443", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.com", 400),
        ("localhost.evil.com:8600", 400),
        ("evil.com#127.0.0.1", 400),
        ("127.0.0.1@evil.com", 400),
        ("evil.com/127.0.0.1", 400),
        ("127.0.0.1:evil.com", 400),
        ("localhost.", 400),
        ("127.1", 400),
        ("2130706433", 400),
        ("[::]", 400),
        ("0.0.0.0:8600", 400),
        ("localhost, evil.example", 400),
        ("", 400),
        (" ", 400),
    ],
)
def test_only_a_request_for_a_name_of_this_desk_is_answered(
    room: Deskroom, host: str, status: int
) -> None:
    assert room.get("/", Host=host).status == status
    assert room.get("/static/style.css", Host=host).status == status


def test_a_request_without_a_host_is_not_answered(room: Deskroom) -> None:
    assert raw(room, b"GET /healthz HTTP/1.1\r\n\r\n")[0] == 400
    assert raw(room, b"GET /healthz HTTP/1.0\r\n\r\n")[0] == 400
    assert raw(room, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n")[0] == 400


def test_a_name_is_compared_whole_and_in_small_letters() -> None:
    assert answers_to("DESK.example.org:8600", {"desk.example.org"})
    assert not answers_to("adesk.example.org", {"desk.example.org"})
    assert not answers_to("localhost\n", ())


def test_the_first_address_gives_a_cookie_and_is_left_behind(room: Deskroom) -> None:
    browser = stranger(room)

    answer = browser.get(f"/?t={room.desk.door.token}")

    assert (answer.status, answer.place) == (303, "/")
    given = answer.headers["Set-Cookie"]
    assert given.startswith(f"tilshi-{room.port}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(given.split("; "))
    assert browser.get("/").status == 200


@pytest.mark.parametrize("given", ["", "x", "%00", "%D1%8F", "%FF", "t" * 8000])
def test_no_other_token_opens_the_desk(room: Deskroom, given: str) -> None:
    browser = stranger(room)

    answer = browser.get(f"/?t={given}")

    assert answer.status == 401
    assert "Set-Cookie" not in answer.headers


def test_a_stranger_sees_nothing_but_how_to_come_in(room: Deskroom) -> None:
    browser = stranger(room)
    places = everywhere(room)

    answers = {address: browser.get(address) for address in reads(**places)}

    open_ = {address for address, answer in answers.items() if answer.status == 200}
    assert open_ == {"/static/style.css", "/healthz"}
    assert answers["/events"].status == 401
    assert answers["/login"].status == 404
    assert not [one for one in answers.values() if "лаборатор" in one.text]
    assert {browser.post(address).status for address in writes(**places)} <= {401, 403, 404}


def test_a_cookie_of_another_start_opens_nothing(room: Deskroom) -> None:
    browser = stranger(room)
    browser.cookies[f"tilshi-{room.port}"] = token.new()

    assert browser.get("/").status == 401
    assert browser.get("/review/ru/news").status == 401


def test_the_token_is_on_no_page_and_in_no_redirect(room: Deskroom) -> None:
    opened = stranger(room).get(f"/?t={room.desk.door.token}")
    seen = [room.get(address) for address in reads(**everywhere(room)) if address != "/events"]

    said = [f"{one.text}\n{one.headers}" for one in seen] + [opened.text, opened.place]
    assert not [one for one in said if room.desk.door.token in one]
    assert {one.headers["Referrer-Policy"] for one in [*seen, opened]} == {"no-referrer"}


def test_secrets_are_compared_in_a_time_that_tells_nothing(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared, real = list[object](), hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append(other)
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    stranger(room).get("/?t=guess")
    address, fields = approval(room)
    room.post(address, fields | {"csrf": "guess"})

    secret = room.desk.door.token
    assert compared.count(secret.encode()) >= 2
    assert csrf.word(secret).encode() in compared


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Origin": EVIL}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "https://127.0.0.1:PORT"}, 403),
        ({"Origin": "http://127.0.0.1:PORT.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": EVIL}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:PORT"}, 403),
        ({"Referer": "http://127.0.0.1:PORT/"}, 403),
        ({}, 403),
        ({"Origin": "http://127.0.0.1:PORT"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:PORT"}, 303),
    ],
)
def test_a_form_is_taken_from_pages_of_the_desk_only(
    tmp_path: Path, sent: dict[str, str], status: int
) -> None:
    with Deskroom(tmp_path) as room:
        address, fields = approval(room)
        before = room.read("locales/ru/LC_MESSAGES/news.po")

        answer = send(room, address, fields, sent)

        assert answer.status == status
        changed = room.read("locales/ru/LC_MESSAGES/news.po") != before
    assert changed == (status == 303)


def send(room: Deskroom, address: str, fields: dict[str, str], headers: dict[str, str]) -> Answered:
    """Send a form with just these headers."""
    port = str(room.port)
    given = {name: value.replace("PORT", port) for name, value in headers.items()}
    return room.ask("POST", address, urlencode(fields).encode(), {"Content-Type": FORM, **given})


@pytest.mark.parametrize("given", ["", "guess", "0" * 64, "é", "\x00"])
def test_a_form_without_the_word_of_the_session_is_refused(room: Deskroom, given: str) -> None:
    address, fields = approval(room)

    assert room.post(address, fields | {"csrf": given}).status == 403
    del fields["csrf"]
    assert room.post(address, fields).status == 403
    assert room.post(address, fields, X_CSRF="guess").status == 403


def test_every_address_that_takes_forms_wants_the_word(room: Deskroom) -> None:
    found = {address: room.post(address).status for address in writes(**everywhere(room))}

    assert found.pop("/login") == 404  # which nobody needs where a token opens the desk
    assert set(found.values()) == {403}


def test_the_word_may_come_in_a_header_from_scripts(tmp_path: Path) -> None:
    with Deskroom(tmp_path) as room:
        address, fields = approval(room)
        word = fields.pop("csrf")

        answer = room.post(address, fields, X_CSRF=word)

    assert answer.status == 303


def test_the_word_of_one_session_is_no_good_in_another() -> None:
    mine, theirs = token.new(), token.new()

    assert csrf.is_word(csrf.word(mine), mine)
    assert not csrf.is_word(csrf.word(theirs), mine)
    assert mine not in csrf.word(mine)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_other_method_is_known(room: Deskroom, method: str) -> None:
    answer = room.ask(method, "/review/ru/news", headers={"Origin": EVIL})

    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_no_page_of_others_may_read_an_answer(room: Deskroom) -> None:
    asked = {"Origin": EVIL, "Access-Control-Request-Method": "POST"}

    answers = [room.ask(how, "/", headers=asked) for how in ("GET", "OPTIONS", "HEAD")]

    names = {name.lower() for answer in answers for name in answer.headers}
    assert not {name for name in names if name.startswith("access-control")}


def test_looking_changes_no_file(room: Deskroom) -> None:
    before = digest(room.root)

    for address in reads(**everywhere(room)):
        if address != "/events":
            room.get(address)
            room.get(f"{address}?action=approve&target=x&show=todo&q=x&u=x&engine=pseudo")

    assert digest(room.root) == before


def digest(folder: Path) -> dict[str, str]:
    """What is in each file of people's, caches left out."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if ".tilshi" not in path.parts
    }


def test_every_answer_says_what_browsers_may_do_with_it(room: Deskroom) -> None:
    asked = [room.get(address) for address in reads(**everywhere(room)) if address != "/events"]
    asked += [room.get("/nothing"), stranger(room).get("/"), room.post("/"), room.ask("PUT", "/")]

    for answer in asked:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert policy == POLICY or ("script-src" not in policy and "sandbox" in policy)
        assert {
            name: answer.headers[name]
            for name in ("X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
        } == {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Server" not in answer.headers


def test_pages_are_framed_by_the_desk_alone_and_run_its_files_alone(room: Deskroom) -> None:
    said = room.get("/review/ru/news").headers["Content-Security-Policy"]

    policy = dict(part.split(" ", 1) for part in said.split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }


def test_where_a_network_could_read_along_forms_still_say_whose_page_sent_them(
    room: Deskroom,
) -> None:
    answer = room.get("/", Host="desk.example.org")

    assert answer.headers["Referrer-Policy"] == "same-origin"


HOSTILE = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc%252fpasswd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "//etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "..%5c..%5cetc%5cpasswd",
    "news%00",
    "news%00.md",
    "%00",
    "news/../news",
    "./news",
    "news/.",
    "news/",
    "news.md",
    "../tilshi.toml",
    "..%2ftilshi.toml",
    "tilshi.toml",
    ".tilshi/reviews.db",
    "~root",
    "C:\\Windows\\win.ini",
    "file:///etc/passwd",
    "%c0%ae%c0%ae/etc/passwd",
    "%ff%fe",
    "%u002e%u002e",
    "news\u202e",
    "a" * 5000,
    "a/" * 500,
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_path_of_a_request_leads_to_a_file(room: Deskroom, hostile: str) -> None:
    path = quote(hostile, safe="/%\\:~.")
    places = everywhere(room)
    asked = [
        address
        for place in places
        for address in reads(**places | {place: path})
        if path in address
    ]

    answers = [raw(room, plain(room, address)) for address in asked]

    assert asked
    assert {status for status, _ in answers} <= {400, 404}
    assert not [said for _, said in answers if b"root:" in said or b"[engines]" in said]
    assert not [said for _, said in answers if b"Traceback" in said]


def plain(room: Deskroom, address: str) -> bytes:
    cookie = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
    return (
        f"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        "Connection: close\r\n\r\n"
    ).encode("latin-1", "replace")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_form_leads_to_a_file(room: Deskroom, hostile: str) -> None:
    before = digest(room.root)
    path, places = quote(hostile, safe="/%\\:~."), everywhere(room)
    word = {"csrf": room.csrf, "action": "approve", "etag": "0" * 12, "target": "x"}

    for place in ("lang", "slug", "uid"):
        for address in writes(**places | {place: path}):
            if path in address:
                assert room.post(address, word).status in {400, 404, 409}

    assert digest(room.root) == before


@pytest.mark.parametrize(
    "folder", ["/static/", "/static", "/built-files/", "/.tilshi/", "/locales/"]
)
def test_no_folder_is_listed(room: Deskroom, folder: str) -> None:
    assert room.get(folder).status == 404


def test_a_link_from_elsewhere_is_opened_once_more_from_here(room: Deskroom) -> None:
    sent = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}

    answer = stranger(room).ask("GET", "/review/ru/news?u=1", headers=sent)

    assert answer.status == 200
    assert '<meta http-equiv="refresh" content="0; url=/review/ru/news?u=1">' in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "//evil.example/%2e%2e"])
def test_a_link_from_elsewhere_leads_nowhere_else(room: Deskroom, path: str) -> None:
    head = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: document\r\n"

    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode()
    status, said = raw(room, request)

    assert status == 200
    assert b'url=/"' in said
    assert b"evil" not in said


def test_refusals_are_small_pages_and_alerts_for_scripts(room: Deskroom) -> None:
    page, alert = room.get("/review/ru/none"), room.get("/review/ru/none", HX_Request="true")

    assert (page.status, alert.status) == (404, 404)
    assert page.text.startswith("<!doctype html>")
    assert "no such article" in page.text
    assert alert.text.startswith('<p class="alert" role="alert">')
    assert "<html" not in alert.text


def test_what_is_refused_is_shown_as_text(room: Deskroom) -> None:
    answer = room.get("/review/<script>alert(1)</script>/news".replace("<", "%3C"))

    assert answer.status == 404
    assert "<script>alert" not in answer.text


def test_a_bug_is_told_on_the_terminal_and_not_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(request: Request) -> None:
        raise ZeroDivisionError("the secret of the house")

    monkeypatch.setattr(overview, "page", lambda *_, **__: broken(None))  # type: ignore[arg-type]
    with Deskroom(tmp_path) as room:
        answer = room.get("/")

    assert answer.status == 500
    assert "secret of the house" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert "ZeroDivisionError: the secret of the house" in capfd.readouterr().err


def test_a_desk_ends_though_pages_listen(tmp_path: Path) -> None:
    with Deskroom(tmp_path) as room:
        answer = listen(room)
        assert answer.readline().startswith(b"retry:")

        room.server.should_exit = True
        answer.read()  # http.client.IncompleteRead where it was cut off

        room.thread.join(30)
        assert not room.thread.is_alive()
