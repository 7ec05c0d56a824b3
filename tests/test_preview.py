"""The preview: a real server, real edits, and a page that is told of them."""

import http.client
import http.server
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.request import urlopen

import pytest
from newsroom import Newsroom

from i18n.errors import UserError
from workflow.previewing.preview import Built, Preview
from workflow.previewing.served import place
from workflow.previewing.server import EVENTS, Server
from workflow.previewing.watch import survey, wait

Found = TypeVar("Found")

PATIENCE = 60
"""Seconds that a busy machine may take over what takes one."""


class Running:
    """`tilshi preview` at work in a project."""

    def __init__(self, room: Newsroom, log: Path) -> None:
        self.room, self.log = room, log
        command = room.command("preview", "--port", "0")
        with log.open("w") as file:
            self.process = subprocess.Popen(
                command, stdout=file, stderr=file, cwd=room.root, env=room.environment
            )
        self.port = int(self.printed(r"http://127\.0\.0\.1:(\d+)/ shows the site")[1])

    def printed(self, pattern: str, after: int = 0) -> re.Match[str]:
        """Return what it prints that matches, once it does."""

        def look() -> re.Match[str] | None:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            return re.compile(pattern).search(self.log.read_text("utf-8"), after)

        return until(look)

    def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path as it is written, which a browser would mend."""
        return ask(self.port, path, method, **headers)

    def edit(self, name: str, text: str) -> str:
        """Write a file, and return the line that is printed of it."""
        end = len(self.log.read_text("utf-8"))
        self.room.write(name, text)
        return self.printed(r"\d\d:\d\d:\d\d .*\n", end)[0]


def until(look: Callable[[], Found | None]) -> Found:
    """Look again and again until there is something."""
    end = time.monotonic() + PATIENCE
    while (found := look()) is None:
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    room = Newsroom(tmp_path / "room")
    running = Running(room, tmp_path / "log")
    yield running
    running.process.kill()
    running.process.wait()


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    folder.mkdir(exist_ok=True)
    with Server(folder, 0) as server, server.serving():
        yield server


def test_an_edit_is_shown_and_the_open_page_is_told(preview: Running) -> None:
    status, headers, page = preview.get("/en/news/")
    seen = re.search(rb'src="(/_tilshi/[^"]+)" data-changes="([^"]+)" data-seen="([^"]+)"', page)
    assert seen
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Cache-Control"] == "no-store"
    assert b"EventSource" in preview.get(seen[1].decode())[2]

    with urlopen(f"http://127.0.0.1:{preview.port}{seen[2].decode()}") as events:
        assert events.readline() == b"data: " + seen[3] + b"\n"
        assert events.readline() == b"\n"
        line = preview.edit("articles/news.txt", "Library opens in Almaty\n\nIt has 7 halls.\n")
        told = events.readline()

    assert re.fullmatch(r"\d\d:\d\d:\d\d \d+ pages? changed\n", line)
    page = preview.get("/en/news/")[2]
    assert b"Library opens in Almaty" in page
    assert told == b"data: " + page.split(b'data-seen="')[1].split(b'"')[0] + b"\n"


def test_files_stay_as_they_were_published(preview: Running) -> None:
    folder = preview.room.root / ".tilshi/preview"

    assert b"_tilshi" not in (folder / "en/news/index.html").read_bytes()
    assert not (preview.room.root / "public").exists()
    assert not (preview.room.root / "locales").exists(), "a preview writes no catalog"


def test_drafts_are_shown_as_what_they_are(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.tilshi("translate", "--engine", "pseudo")

    built = Preview(tmp_path, "drafts").build()

    assert built.pages > 2
    assert not built.errors
    assert "noindex" in room.read(".tilshi/preview/kk/news/index.html")


def test_the_last_good_site_stays_when_something_is_wrong(preview: Running) -> None:
    before = preview.get("/en/news/")[2].partition(b"data-seen")[0]

    wrong = preview.edit("tilshi.toml", 'locales = ["kk", "tlh"]\n')
    assert "nothing changed" in wrong
    assert re.search(r"Error: tilshi\.toml:1: .*\n  hint: ", preview.log.read_text("utf-8"))
    assert preview.get("/en/news/")[2].partition(b"data-seen")[0] == before

    assert "changed" in preview.edit("tilshi.toml", 'locales = ["kk"]\n[site]\ntitle = "Тілші"\n')
    assert "Тілші" in preview.get("/en/news/")[2].decode()


def test_an_article_that_cannot_be_read_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    preview = Preview(tmp_path, "drafts")
    preview.build()
    room.write("articles/bad.md", "---\ntitle: [\n---\n\nText.\n")
    room.write("articles/good.md", "# Музей ашылды\n")

    built = preview.build()

    assert [str(error.at).split(":")[0] for error in built.errors] == ["articles/bad.md"]
    assert built.pages > 0
    assert (preview.folder / "en/good/index.html").exists()


def test_a_page_that_is_gone_is_counted(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.write("articles/board.txt", "The board met\n\nIt met in Astana.\n")
    preview = Preview(tmp_path, "drafts")
    preview.build()
    (tmp_path / "articles/board.txt").unlink()

    built = preview.build()

    assert built.gone == 1
    assert Preview(tmp_path, "drafts").build() == Built()


def test_an_interrupt_ends_it_in_peace(preview: Running) -> None:
    with suppress(OSError), urlopen(f"http://127.0.0.1:{preview.port}{EVENTS}") as events:
        events.readline()
        preview.process.send_signal(signal.SIGINT)

        assert preview.process.wait(PATIENCE) == 0
    assert "Traceback" not in preview.log.read_text("utf-8")


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = room.run("preview", "--port", str(port))

    assert done.returncode == 1
    assert done.stderr.startswith(
        f"Error: port {port} cannot be had: address already in use\n  hint: "
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a site in it, and secrets beside it."""
    files = {
        "site/index.html": "<!DOCTYPE html><title>Басты бет</title><body><p>Hi</BODY>",
        "site/404.html": "<p>Бұл жерде ештеңе жоқ",
        "site/ru/index.html": "<p>Новости</p>",
        "site/ru/новости дня.txt": "Новости\n",
        "site/.hidden/a.txt": "secret",
        "site/empty/a.css": "p {}",
        "secret.txt": "secret",
        "sitemap/secret.txt": "secret",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / "site"


def test_a_folder_has_its_index_and_nothing_is_listed(site: Path) -> None:
    with serving(site) as server:
        home, folder = ask(server.server_port, "/"), ask(server.server_port, "/ru/?q=1")
        moved, bare = ask(server.server_port, "/ru"), ask(server.server_port, "/empty/")
        text = ask(
            server.server_port,
            "/ru/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8%20%D0%B4%D0%BD%D1%8F.txt",
        )

    assert home[2].endswith(b"></script>\n</BODY>")
    assert folder[2].startswith("<p>Новости</p>".encode())
    assert (moved[0], moved[1]["Location"]) == (301, "/ru/")
    assert (bare[0], b"a.css" in bare[2]) == (404, False)
    assert (text[2].decode(), text[1]["Content-Type"]) == ("Новости\n", "text/plain; charset=utf-8")


def test_what_is_not_there_has_the_page_for_that(site: Path) -> None:
    with serving(site) as server:
        status, headers, page = ask(server.server_port, "/kk/board/")
        (site / "404.html").unlink()
        plain = ask(server.server_port, "/kk/board/")

    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert page.decode().startswith("<p>Бұл жерде ештеңе жоқ<script")
    assert (plain[0], plain[2]) == (404, b"There is nothing at this address.\n")


TRICKS = (
    "/../secret.txt", "/ru/../../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt",
    "/ru/%2E%2E/%2e%2e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt", "//secret.txt",
    "/ru//index.html", "/./index.html", "/%00", "/index.html%00.txt", "/.hidden/a.txt",
    "/.hidden/", "/../site/index.html", "/../sitemap/secret.txt", "/index.html/", "/link.txt",
    "/out/secret.txt", "/round", "/empty/", "/" + "a" * 5000, "/%ff", "/%ed%b2%80", "http://127.0.0.1/index.html",
    "*", "index.html",
)  # fmt: skip


@pytest.mark.parametrize("path", TRICKS)
def test_no_path_leads_out_of_the_folder(site: Path, path: str) -> None:
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "out").symlink_to(site.parent)
    (site / "round").symlink_to(site / "round")
    (site / "empty/index.html").symlink_to(site.parent / "secret.txt")
    with serving(site) as server:
        status, _, body = ask(server.server_port, path)

    assert (status, b"secret" in body) == (404, False)


def test_a_place_is_below_the_folder_or_nowhere(site: Path) -> None:
    assert place(site, "/") == site
    assert place(site, "/ru/index.html") == site / "ru/index.html"
    assert place(site, "/nothing/here") == site / "nothing/here"
    assert place(site, "/..") is None


@pytest.mark.parametrize("host", ["evil.example:{}", "127.0.0.1", "127.0.0.1:80", "[::1]:{}", ""])
def test_only_who_asks_for_this_machine_is_answered(site: Path, host: str) -> None:
    with serving(site) as server:
        port = server.server_port
        refused = [ask(port, path, Host=host.format(port)) for path in ("/", EVENTS)]
        served = ask(port, "/", Host=f"LocalHost:{port}")

    assert [(status, b"Hi" in body) for status, _, body in refused] == [(403, False)] * 2
    assert served[0] == 200


def test_what_is_known_is_not_sent_again_unless_it_is_of_this_very_moment(site: Path) -> None:
    with serving(site) as server:
        port = server.server_port
        assert "Last-Modified" not in ask(port, "/empty/a.css")[1]
        os.utime(site / "empty/a.css", (1_700_000_000, 1_700_000_000))
        when = ask(port, "/empty/a.css")[1]["Last-Modified"]
        known = ask(port, "/empty/a.css", If_Modified_Since=when)
        older = ask(port, "/empty/a.css", If_Modified_Since="Tue, 14 Nov 2023 22:13:19 GMT")
        nonsense = ask(port, "/empty/a.css", If_Modified_Since="вчера".encode().decode("latin-1"))

    assert when == "Tue, 14 Nov 2023 22:13:20 GMT"
    assert [one[0] for one in (known, older, nonsense)] == [304, 200, 200]
    assert known[2] == b""


def test_a_page_is_always_sent_with_the_version_it_is_of(site: Path) -> None:
    os.utime(site / "index.html", (1_700_000_000, 1_700_000_000))
    with serving(site) as server:
        before = ask(server.server_port, "/", If_Modified_Since="Fri, 01 Nov 2030 00:00:00 GMT")
        server.changed()
        after = ask(server.server_port, "/", If_Modified_Since="Fri, 01 Nov 2030 00:00:00 GMT")

    assert (before[0], after[0]) == (200, 200)
    assert before[2] != after[2]


def test_the_head_of_an_answer_is_that_of_the_answer(site: Path) -> None:
    with serving(site) as server:
        whole, head = (ask(server.server_port, "/", method) for method in ("GET", "HEAD"))
        events = ask(server.server_port, EVENTS, "HEAD")
        posted = ask(server.server_port, "/", "POST")

    assert head[2] == b""
    assert {**head[1], "Date": ""} == {**whole[1], "Date": ""}
    assert int(whole[1]["Content-Length"]) == len(whole[2])
    assert (events[1]["Content-Type"], posted[0]) == ("text/event-stream", 501)


FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --remote-debugging-port=0"


@pytest.mark.browser
def test_a_browser_shows_the_page_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    note = lambda handler, *_: asked.append(handler.path)  # noqa: E731
    monkeypatch.setattr(http.server.BaseHTTPRequestHandler, "log_request", note)
    profile = f"--user-data-dir={site.parent / 'profile'}"
    with serving(site) as server:
        command = ["chromium", *FLAGS.split(), profile, f"{server.address}ru/"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as browser:
            until(lambda: EVENTS in asked or None)
            time.sleep(0.5)
            before = asked.count("/ru/")
            server.changed()
            until(lambda: asked.count(EVENTS) > 1 or None)
            browser.kill()

    assert (before, asked.count("/ru/")) == (1, 2)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wasm.unknown.wasm", "application/wasm"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("index.pf_meta", "application/octet-stream"),
        ("a.txt.gz", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is(site: Path, name: str, kind: str) -> None:
    (site / name).write_bytes(b"")
    with serving(site) as server:
        headers = ask(server.server_port, f"/{name}")[1]

    assert headers["Content-Type"] == kind
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_watch_sees_new_changed_renamed_and_deleted_files_but_no_hidden_ones(
    tmp_path: Path,
) -> None:
    folder, file = tmp_path / "articles", tmp_path / "tilshi.toml"
    watched = [str(folder), str(file)]
    assert survey(watched) == {}

    seen = []
    for step in (
        lambda: (folder / "2026").mkdir(parents=True),
        lambda: (folder / "2026/board.md").write_text("# One\n"),
        lambda: (folder / "2026/.board.md.swp").write_text("x"),
        lambda: (folder / "2026/board.md").write_text("# Three\n"),
        lambda: (folder / "2026/board.md").rename(folder / "2026/news.md"),
        lambda: file.write_text(""),
        file.unlink,
    ):
        before = survey(watched)
        step()
        seen.append(survey(watched) != before)

    assert seen == [False, True, False, True, True, True, True]


def test_a_watch_waits_until_what_changes_has_come_to_rest(tmp_path: Path) -> None:
    seen = survey([str(tmp_path)])
    program = (
        "import sys, time\nfor n in range(9): open(f'{sys.argv[1]}/{n}', 'w'); time.sleep(.02)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]):
        wait([str(tmp_path)], seen)

        assert len(list(tmp_path.iterdir())) == 9


def test_a_port_out_of_reach_is_an_error_with_a_hint(site: Path) -> None:
    with serving(site) as server, pytest.raises(UserError, match="cannot be had") as caught:
        Server(site, server.server_port)

    assert "--port 0" in caught.value.hint


def test_a_site_in_a_folder_of_its_host_is_shown_there(site: Path) -> None:
    with Server(site, 0, "/news/") as server, server.serving():
        port = server.server_port
        found = [ask(port, path)[0] for path in ("/news/ru/", "/news/nothing/", "/ru/")]
        first = ask(port, "/")

    assert found == [200, 404, 404]
    assert (first[0], first[1]["Location"]) == (301, "/news/")
