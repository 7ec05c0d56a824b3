"""The screens of the desk before their judges: the W3C's checker, and axe in a browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from deskroom import DRAFTS, NEWS, Deskroom
from judges.access import axe
from judges.browser import Page
from judges.markup import vnu

pytestmark = [pytest.mark.xdist_group("desk"), pytest.mark.judges]

LONGER = NEWS.replace("**12 rooms**", "**14 rooms**").replace("nine years", "nine long years")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deskroom]:
    """A desk where everything has happened: approved, signed, changed, commented, sent back."""
    with Deskroom(tmp_path_factory.mktemp("desk")) as entered:
        for source in DRAFTS["kk"]:
            act(entered, "kk", source, "approve")
        act(entered, "kk", "We waited", "comment", text="Nine or ten?")
        boxes = {"names": "1", "numbers": "1", "quotes": "1"}
        entered.post("/sign/kk/news", {"csrf": entered.csrf, **boxes})
        entered.write("articles/news.md", LONGER)
        entered.extract()
        act(entered, "ru", "The university", "dismiss", text="the author erred", check="date")
        act(entered, "ru", "The rector", "needs-work", text="too literal")
        entered.desk.aids.recall.wait()
        yield entered


def act(room: Deskroom, code: str, source: str, action: str, **fields: str) -> None:
    unit = room.unit(code, source)
    answer = room.post(
        f"/row/{code}/{unit.uid}/news", {**room.seen(unit), "action": action, **fields}
    )
    assert answer.status == 303, answer.text


def screens(room: Deskroom) -> Mapping[str, str]:
    """The address of each screen by a name."""
    wrong, stale = room.unit("ru", "The university").uid, room.unit("kk", "It has").uid
    said = room.unit("kk", "We waited").uid
    return {
        "desk": "/",
        "nothing": "/?q=weather",
        "review": "/review/zh-Hans/news",
        "found": f"/review/ru/news?u={wrong}",
        "stale": f"/review/kk/news?u={stale}",
        "commented": f"/review/kk/news?show=todo&u={said}",
        "empty": "/review/ru/news?q=weather",
        "sign": "/sign/ru/news",
        "signed": "/sign/kk/news",
        "memory": "/memory?lang=kk&q=It+has+twelve+rooms+and+a+library.",
        "glossary": "/glossary?lang=ru&q=rector",
    }


def test_every_screen_is_valid(room: Deskroom, tmp_path: Path) -> None:
    for name, path in screens(room).items():
        (tmp_path / f"{name}.html").write_text(room.get(path).text, "utf-8")
    unit = room.unit("ru", "The university")
    fields = {**room.seen(unit), "etag": "0", "action": "save", "target": "Мой текст."}
    conflict = room.post(f"/row/ru/{unit.uid}/news", fields)
    (tmp_path / "conflict.html").write_text(conflict.text, "utf-8")
    (tmp_path / "style.css").write_text(room.get("/static/style.css").text, "utf-8")

    assert vnu(tmp_path) == []


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_is_accessible(room: Deskroom, page: Page, dark: bool, width: int) -> None:
    page.emulate(dark=dark, width=width)
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    found = {}
    for name, path in screens(room).items():
        page.goto(f"{room.url}{path}")
        if wrong := [*axe(page), *page.errors]:
            found[name] = wrong

    assert found == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_all_of_a_line_and_buttons_for_a_thumb(
    room: Deskroom, page: Page, width: int
) -> None:
    page.emulate(width=width)
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.goto(f"{room.url}{screens(room)['found']}")
    wide, high = page.evaluate(
        "[document.documentElement.scrollWidth,"
        " Math.min(...[...document.querySelectorAll('.thumb .button')]"
        ".map(one => one.getBoundingClientRect().height))]"
    )
    source, target = page.evaluate(
        "['.row.open .source', '.row.open .editor']"
        ".map(one => document.querySelector(one).getBoundingClientRect().top)"
    )

    assert wide <= width
    assert high >= 44
    assert source < target


@pytest.mark.browser
def test_words_are_looked_up_beside_the_sentence(room: Deskroom, page: Page) -> None:
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.goto(f"{room.url}{screens(room)['found']}")
    page.type(".lookup input[type=search]", "rector")
    page.click(".lookup button[formaction]")
    page.wait("document.querySelector('#results .term')")

    assert "rector → ректор" in page.text("#results")
    assert "/review/ru/news" in page.evaluate("location.pathname")
    assert page.errors == []


@pytest.mark.browser
def test_without_scripts_no_button_is_shown_that_needs_them(room: Deskroom, page: Page) -> None:
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.emulate(scripts=False)
    page.goto(f"{room.url}{screens(room)['found']}")
    shown = page.evaluate(
        "[...document.querySelectorAll('button[type=button]')]"
        ".filter(one => one.offsetParent).map(one => one.textContent)"
    )

    assert shown == []
