"""Attacks on the desk: what it answers to them, and that it has no more to say on its terminal."""

import logging
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from deskroom import NEWS, Deskroom

from workflow.desk.door import body


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as made:
        yield made


def gone(room: Deskroom, said: bytes) -> None:
    """Say something, and hang up."""
    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as line:
        line.sendall(said)


def test_a_page_of_more_digits_than_python_reads_is_the_last(room: Deskroom) -> None:
    answer = room.get("/?page=" + "9" * 5000)

    assert answer.status == 200
    assert "news" in answer.text


def test_who_goes_before_the_form_is_whole_is_no_mistake_of_ours(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    left = threading.Event()
    read = body.read

    async def reading(*given: object) -> bytes:
        try:
            return await read(*given)  # type: ignore[arg-type]
        finally:
            left.set()

    monkeypatch.setattr(body, "read", reading)
    with caplog.at_level(logging.ERROR):
        head = (
            f"POST /here HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nOrigin: {room.url}\r\n"
            f"Cookie: tilshi-{room.port}={room.desk.door.token}\r\nContent-Length: 100\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nuid="
        )
        gone(room, head.encode())
        assert left.wait(10)
        assert room.get("/healthz").status == 200

    assert not caplog.records


@pytest.mark.parametrize("char", ["\x7f", "\x85", "\x9b", "\x1b"])
def test_a_translation_that_would_steer_a_terminal_is_refused(room: Deskroom, char: str) -> None:
    unit = room.unit("ru", "Laboratory")

    answer = room.post(
        f"/row/ru/{unit.uid}/news",
        {**room.seen(unit), "action": "save", "target": f"В Алматы {char}открылась лаборатория"},
    )

    assert answer.status == 422
    assert "control character" in answer.text
    assert room.unit("ru", "Laboratory").target == unit.target


def test_an_article_that_goes_while_it_is_reviewed_is_no_mistake_of_ours(room: Deskroom) -> None:
    unit = room.unit("ru", "Laboratory")
    (room.root / "articles/news.md").unlink()
    answers = [
        room.get(f"/row/ru/{unit.uid}/news"),
        room.get(f"/rail/ru/{unit.uid}/news"),
        room.get("/sign/ru/news"),
        room.post(f"/ask/ru/{unit.uid}/news", {"csrf": room.csrf, "engine": "pseudo"}),
    ]

    assert [answer.status for answer in answers] == [200, 200, 200, 422]
    assert "the article is no longer there" in answers[2].text


def test_a_file_in_the_place_of_the_folder_of_caches_loses_no_text(room: Deskroom) -> None:
    unit = room.unit("ru", "Laboratory")
    shutil.rmtree(room.root / ".tilshi")
    room.write(".tilshi", "")
    answer = room.post(
        f"/row/ru/{unit.uid}/news",
        {**room.seen(unit), "action": "save", "target": "В Алматы открылась лаборатория"},
    )

    assert answer.status == 422
    assert "В Алматы открылась лаборатория" in answer.text


def test_a_place_of_more_digits_than_python_reads_is_no_place(room: Deskroom) -> None:
    name, number = "locales/ru/LC_MESSAGES/news.po", "9" * 5000
    odd = f"#. title {number}, sentence {number} of {number}"
    room.write(name, room.read(name).replace("#. title 1, sentence 1 of 1", odd))

    assert [room.get(path).status for path in ("/", "/review/ru/news")] == [200, 200]


def test_a_picture_that_becomes_a_link_out_of_the_project_is_no_longer_sent(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("of this machine")
    picture = "![A laboratory](x.svg)"
    with Deskroom(tmp_path / "project", articles={"news.md": f"{NEWS}\n{picture}\n"}) as room:
        for name in ("articles/x.svg", "theme/static/a.svg"):
            room.write(name, '<svg xmlns="http://www.w3.org/2000/svg"/>')
        room.get("/built/ru/news")
        shown = [room.get(f"/built-files/{name}").status for name in ("a.svg", "media/x.svg")]
        for name in ("articles/x.svg", "theme/static/a.svg"):
            (room.root / name).unlink()
            (room.root / name).symlink_to(secret)
        after = [room.get(f"/built-files/{name}").status for name in ("a.svg", "media/x.svg")]

    assert (shown, after) == ([200, 200], [404, 404])


def test_what_has_no_page_offers_no_preview_of_it(room: Deskroom) -> None:
    pages = {slug: room.get(f"/review/ru/{slug}") for slug in ("news", "site")}

    assert [answer.status for answer in pages.values()] == [200, 200]
    assert 'href="/preview/ru/news"' in pages["news"].text
    assert "/preview/" not in pages["site"].text
