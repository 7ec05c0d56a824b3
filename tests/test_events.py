"""Open pages are told what changes, and who else is where; over a real server."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from deskroom import NEWS, Deskroom
from listening import Page

from workflow.desk import live, serving
from workflow.desk.live import Listener, Live
from workflow.desk.presence import EXPIRES, Presence
from workflow.reviewing.news import News

WAITED = "We waited nine years"
CATALOG = "locales/ru/LC_MESSAGES/news.po"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as room:
        yield room


def save(room: Deskroom, text: str) -> str:
    unit = room.unit("ru", WAITED)
    fields = {"action": "save", "target": text, **room.seen(unit)}
    answer = room.post(f"/row/ru/{unit.uid}/news", fields)
    assert answer.status == 303, answer.text
    return unit.uid


def test_a_page_is_told_which_sentence_somebody_saved(room: Deskroom) -> None:
    with Page(room) as page:
        kind, first = page.next()
        uid = save(room, "Девять лет ожидания.")
        told = page.until("changed")

        assert kind == "open"
        assert told[1]["uids"] == [uid]
        assert told[1]["who"] == "An Editor"
        assert told[1]["version"] == page.last_id != first["version"]


def test_the_stream_is_one_that_browsers_and_proxies_take_for_it(room: Deskroom) -> None:
    with Page(room) as page:
        assert page.answer.headers["Content-Type"].partition(";")[0] == "text/event-stream"
        assert page.answer.headers["Cache-Control"] == "no-store"
        assert page.answer.headers["X-Accel-Buffering"] == "no"


def test_a_page_of_another_article_is_told_nothing_of_it(room: Deskroom) -> None:
    with Page(room, "?lang=kk&slug=news") as other, Page(room) as page:
        assert other.next()[0] == page.next()[0] == "open"
        save(room, "Девять лет ожидания.")
        page.until("changed")
        room.post("/here", {"lang": "kk", "slug": "news", "uid": "0" * 12, "csrf": room.csrf})
        room.desk.live.tell(News("findings", "news", "kk"))

        assert other.next()[0] == "findings"


def test_a_page_of_all_articles_is_told_where_something_changed(room: Deskroom) -> None:
    with Page(room, "") as page:
        save(room, "Девять лет ожидания.")

        assert page.until("changed") == ("changed", {"places": ["ru/news"]})


def test_a_page_that_comes_back_is_told_what_it_missed(room: Deskroom) -> None:
    with Page(room) as page:
        page.next()
        seen = page.last_id
    with Page(room, **{"Last-Event-ID": seen}) as page:
        page.next()
        save(room, "Раз.")
        assert page.until("changed")[1]["uids"]
    with Page(room, **{"Last-Event-ID": seen}) as page:
        assert page.next()[0] == "open"
        assert page.next()[1]["uids"] == []


def test_a_page_that_is_older_than_the_stream_is_told_so(room: Deskroom) -> None:
    with Page(room, "?lang=ru&slug=news&seen=0123456789ab") as page:
        assert [page.next()[0] for _ in range(2)] == ["open", "changed"]


@pytest.mark.parametrize("where", ["?lang=ru&slug=other", "?lang=fr&slug=news", "?lang=ru"])
def test_there_is_no_news_of_what_the_project_has_not(room: Deskroom, where: str) -> None:
    assert room.get(f"/events{where}").status == 404


def test_what_poedit_saves_is_told(room: Deskroom) -> None:
    room.get("/review/ru/news")
    with Page(room) as page:
        page.next()
        text = room.read(CATALOG)
        room.write(CATALOG, text.replace("Мы ждали этого дня", "Мы этого дня ждали"))

        data = page.until("changed")[1]
        assert (data["uids"], data["who"]) == ([room.unit("ru", WAITED).uid], "")


def test_an_article_that_changed_makes_its_catalog_stale_until_it_is_extracted(
    room: Deskroom,
) -> None:
    room.get("/review/ru/news")
    with Page(room) as page:
        page.next()
        room.write("articles/news.md", NEWS.replace("a library", "two libraries"))
        data = page.until("stale")[1]
        with Page(room) as later:
            assert later.until("stale")[1] == data
        answer = room.post("/extract/ru/news", {"csrf": room.csrf})

        assert data["what"] == (
            "1 sentence new or changed in the article and 1 sentence no longer in the article"
        )
        assert "tilshi extract" in data["hint"]
        assert (answer.status, answer.place) == (303, "/review/ru/news")
        assert page.until("stale")[1] == {"what": "", "hint": ""}
        assert room.unit("ru", "It has").source.endswith("two libraries.")


def test_a_catalog_that_cannot_be_read_and_can_again(room: Deskroom) -> None:
    room.get("/review/ru/news")
    with Page(room) as page:
        page.next()
        text = room.read(CATALOG)
        room.write(CATALOG, text + 'msgid "open\n')
        trouble = page.until("trouble")[1]
        room.write(CATALOG, text)

        assert trouble["what"].startswith(f"{CATALOG}:{text.count(chr(10)) + 1}: a string")
        assert page.until("trouble")[1]["what"] == ""


def test_a_catalog_that_goes_and_comes_back(room: Deskroom) -> None:
    room.get("/review/ru/news")
    with Page(room) as page:
        page.next()
        text = room.read(CATALOG)
        (room.root / CATALOG).unlink()
        assert page.until("trouble")[1]["what"] == "the catalog is no longer there"
        room.write(CATALOG, text)
        room.get("/review/ru/news")  # whoever reads it again first

        assert page.until("trouble")[1]["what"] == ""


def test_new_articles_are_found_without_a_new_start(room: Deskroom) -> None:
    with Page(room, "") as page:
        page.next()
        room.write("articles/forum.md", NEWS)
        page.until("project")
        room.extract()

        assert room.get("/review/ru/forum").status == 200


def test_bad_settings_are_told_and_the_desk_goes_on(room: Deskroom) -> None:
    unit = room.unit("ru", WAITED)
    with Page(room) as page:
        page.next()
        good = room.read("tilshi.toml")
        room.write("tilshi.toml", "locales = 7\n")
        assert page.until("trouble")[1]["what"].startswith("tilshi.toml:1: ")
        fields = {"action": "save", "target": "Раз.", **room.seen(unit)}
        assert room.post(f"/row/ru/{unit.uid}/news", fields).status == 303
        room.write("tilshi.toml", good)

        assert page.until("trouble")[1]["what"] == ""


# Who is where


def test_others_are_told_by_name_which_row_somebody_has_open(room: Deskroom) -> None:
    uid = room.unit("ru", WAITED).uid
    with Page(room) as mine:
        mine.next()
        room.desk.live._loop.call_soon_threadsafe(  # type: ignore[union-attr]
            room.desk.live.here, "A Translator", ("ru", "news"), uid
        )
        assert mine.until("here")[1] == {"here": {uid: ["A Translator"]}}
        answer = room.post("/here", {"lang": "ru", "slug": "news", "uid": uid, "csrf": room.csrf})
        assert answer.status == 204
        with Page(room) as later:
            assert later.until("here")[1] == {"here": {uid: ["A Translator"]}}


@pytest.mark.parametrize("uid", ["../../x", "0" * 11, "0" * 12 + "\n", "Я" * 12])
def test_what_is_no_row_is_nowhere(room: Deskroom, uid: str) -> None:
    fields = {"lang": "ru", "slug": "news", "uid": uid, "csrf": room.csrf}

    assert room.post("/here", fields).status == 400


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_somebody_of_whom_nothing_is_heard_is_gone() -> None:
    clock, place = Clock(), ("ru", "news")
    presence = Presence(clock)
    presence.put("A Translator", place, "a" * 12)
    presence.put("An Editor", place, "b" * 12)
    clock.now = EXPIRES - 1
    presence.put("An Editor", place, "b" * 12)
    clock.now = EXPIRES + 1

    assert presence.others("Another Editor", place) == {"b" * 12: ("An Editor",)}
    assert presence.expire() == {place}
    assert presence.expire() == set()


def test_a_person_has_one_row_open_and_none_when_they_leave() -> None:
    presence, place = Presence(), ("ru", "news")

    assert presence.put("An Editor", place, "a" * 12)
    assert not presence.put("An Editor", place, "a" * 12)
    assert presence.put("An Editor", place, "b" * 12)
    assert presence.others("A Translator", place) == {"b" * 12: ("An Editor",)}
    assert presence.put("An Editor", place, "")
    assert presence.others("A Translator", place) == {}


# Bounds


def test_what_a_slow_page_is_not_sent_yet_is_merged() -> None:
    listener = Listener("", "", ("ru", "news"))
    for number in range(live.MANY):
        data = {"uids": [f"{number:012}"], "who": "An Editor", "version": str(number)}
        listener.put("changed", data)
        listener.put("findings", {"version": str(number)})

    assert list(listener.waiting) == ["changed", "findings"]
    assert len(listener.waiting["changed"]["uids"]) == live.MANY
    listener.put("changed", {"uids": ["f" * 12], "who": "A Translator", "version": "9"})
    assert listener.waiting["changed"] == {"uids": [], "who": "", "version": "9"}


def test_of_one_session_only_so_many_pages_listen(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PER_SESSION", 2)
    pages = [Page(room) for _ in range(2)]
    assert [page.next()[0] for page in pages] == ["open", "open"]

    refused = room.get("/events?lang=ru&slug=news")
    assert refused.status == 429
    assert "close some of the open pages" in refused.text
    for page in pages:
        page.close()


def test_a_page_that_is_closed_is_forgotten(
    room: Deskroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten = threading.Event()
    leave = room.desk.live._leave

    def left(listener: Listener) -> None:
        leave(listener)
        forgotten.set()

    monkeypatch.setattr(room.desk.live, "_leave", left)
    with Page(room) as page:
        page.next()

    assert forgotten.wait(30)
    assert not room.desk.live._listeners


def test_something_is_sent_when_there_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BEAT", 0.01)

    async def listen() -> list[bytes]:
        hub = Live(Presence(), lambda place: "")
        stream = hub.events("", "An Editor", ("ru", "news"), "")
        sent = [await anext(stream) for _ in range(4)]
        await stream.aclose()  # type: ignore[attr-defined]
        assert not hub._listeners
        return sent

    sent = asyncio.run(listen())

    assert sent[1].startswith(b"event: open")
    assert sent[2:] == [b":\n\n", b":\n\n"]


def test_the_desk_ends_though_pages_listen(tmp_path: Path) -> None:
    with Deskroom(tmp_path) as room:
        pages = [Page(room) for _ in range(5)]
        assert {page.next()[0] for page in pages} == {"open"}

    assert {page.until("end")[0] for page in pages} == {"end"}
    for page in pages:
        page.close()


def test_an_answer_is_not_held_back_for_the_browser_to_acknowledge_its_beginning() -> None:
    """Which asyncio sees to for sockets that say they are TCP: loop.create_server would make those."""
    with serving.listening("127.0.0.1", 0) as here, socket.create_connection(here.getsockname()):
        accepted, _ = here.accept()

        assert accepted.proto == socket.IPPROTO_TCP
        accepted.close()
