"""What a reviewer sees of the desk: what is said is on the screen, and what is counted is so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deskhand import EDITING, SAVED, TEXT, WHERE, at, edit, faults, visit, write
from deskroom import DRAFTS, NEWS, Deskroom
from judges.browser import Page

from i18n.model import State
from workflow.pipeline import live

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk")]

ORDER = "[...document.querySelectorAll('article.row')].map(one => one.dataset.uid)"
TWICE = "Құжат қабылдау мамырда мамырда басталады."


@pytest.fixture(autouse=True)
def _sound(page: Page) -> Iterator[None]:
    """No script may fail in any of these."""
    yield
    assert not faults(page)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    """A newsroom with a word that stands twice in its last Kazakh sentence."""
    drafts = DRAFTS | {"kk": {**DRAFTS["kk"], "Admission opens in May.": TWICE}}
    with Deskroom(tmp_path, drafts=drafts) as open_room:
        yield open_room


def test_a_warning_is_a_finding_to_go_to(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")

    page.press("!")

    assert page.evaluate(WHERE) == room.unit("kk", "Admission").uid


def test_a_warning_has_not_the_colour_of_an_error(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    wrong = room.unit("kk", "Admission").uid

    colour = page.evaluate(f"getComputedStyle(document.querySelector('#u-{wrong} .found')).color")

    assert colour == page.evaluate(
        f"getComputedStyle(document.querySelector('#u-{wrong} .state')).color"
    )


def test_a_suggestion_is_marked_within_its_line(page: Page, room: Deskroom) -> None:
    write(room, "kk", "We waited", "Біз бұл күнді тоғыз жыл күттік")
    visit(page, room, "kk")
    at(page, room, "kk", "We waited")

    assert page.evaluate(
        "[...document.querySelectorAll('.source mark.fix')].map(one => getComputedStyle(one).display)"
    ) == ["inline"]


def test_what_is_said_is_on_the_screen_wherever_the_reviewer_is(
    page: Page, room: Deskroom, tmp_path: Path
) -> None:
    visit(page, room, "kk")
    page.screenshot(tmp_path / "low.png", height=400)
    at(page, room, "kk", "Admission")

    page.press("j")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")

    assert page.text("#said") == "This is the last sentence."
    assert page.evaluate(
        "(() => { const {x, y, width, height} = document.getElementById('said').getBoundingClientRect();"
        " return Boolean(document.elementFromPoint(x + width / 2, y + height / 2)?.closest('#said')) })()"
    )


def test_the_editor_stays_where_it_is_when_somebody_else_changes_the_sentence(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    uid = edit(page, room, "kk", "We waited")
    place = "Math.round(document.activeElement.getBoundingClientRect().left)"
    before = page.evaluate(place)

    write(room, "kk", "We waited", "Осы күнді тоғыз жыл тостық.")
    page.wait(f"document.querySelector('#u-{uid} .meanwhile')")

    assert page.evaluate(place) == before


def test_what_another_program_changed_is_said(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")

    write(room, "kk", "We waited", "Осы күнді тоғыз жыл тостық.")

    page.wait(
        "document.getElementById('said').textContent.includes('outside the desk: 1 sentence')"
    )


def test_the_line_of_many_at_once_counts_what_is_left(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    clean = page.evaluate("document.querySelectorAll('[data-clean=\"1\"]').length")
    page.wait(f"document.querySelector('#bulk p').textContent.startsWith('{clean} clean')")

    page.press("a", "a")
    page.wait(SAVED)
    page.wait(f"document.querySelector('#bulk p').textContent.startsWith('{clean - 2} clean')")
    page.press(*["a"] * (clean - 2))
    page.wait(SAVED)

    page.wait("document.getElementById('bulk').hidden")


def test_a_text_that_is_saved_after_a_reload_is_the_one_in_the_editor(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    uid = edit(page, room, "kk", "We waited")
    page.evaluate("globalThis.fetch = () => Promise.reject(new TypeError('no network'))")
    page.type(".chips", " Ақыры келді.")
    page.press("Control+s")
    page.wait("document.getElementById('unsaved').textContent")
    page.goto(f"{room.url}/review/kk/news?show=all&u={uid}")
    page.wait("document.getElementById('said').textContent.includes('Saved.')")

    page.evaluate(f"document.getElementById('u-{uid}').focus()")
    assert page.evaluate(TEXT).endswith("Ақыры келді.")
    page.press("a")
    page.wait(f"document.querySelector('#u-{uid}[data-state=approved]')")
    assert room.unit("kk", "We waited").target.endswith("Ақыры келді.")


def test_the_overview_follows_what_is_approved_meanwhile(page: Page, room: Deskroom) -> None:
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.wait("!document.querySelector('.choose .quiet a')")
    place = "document.querySelector('[data-place=\"kk/news\"]')"
    page.evaluate(f"{place}.querySelector('a').focus()")
    unit = room.unit("kk", "We waited")

    room.post(f"/row/kk/{unit.uid}/news", {"action": "approve", **room.seen(unit)})

    page.wait(f"{place}.innerText.includes('1 approved')")
    assert page.evaluate(f"{place}.contains(document.activeElement)")


def test_after_the_last_approval_the_rail_tells_of_it(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    *before, last = room.catalog("news", "kk").units
    for unit in before:
        room.post(f"/row/kk/{unit.uid}/news", {"action": "approve", **room.seen(unit)})
    visit(page, room, "kk", show="todo")
    at(page, room, "kk", last.source)

    page.press("a")
    page.wait("document.activeElement.matches('.signing a')")

    assert "An Editor approved" in page.text("#rail .history")


@pytest.mark.parametrize("where", [".target", "a.open"])
def test_a_finger_opens_a_sentence_and_edits_when_it_touches_the_text(
    page: Page, room: Deskroom, where: str
) -> None:
    page.emulate(width=390, touch=True)
    visit(page, room, "kk")
    uid = room.unit("kk", "We waited").uid

    page.click(f"#u-{uid} {where}")
    page.wait(f"document.querySelector('#u-{uid}[data-open=\"1\"]')")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.evaluate(WHERE) == uid
    assert not page.evaluate(EDITING)
    page.click(f"#u-{uid} .chips")

    assert page.evaluate(EDITING)


def test_a_phone_approves_with_two_touches(page: Page, room: Deskroom) -> None:
    page.emulate(width=390, touch=True)
    visit(page, room, "kk")
    uid = room.unit("kk", "We waited").uid
    assert room.unit("kk", "We waited").state is State.DRAFT

    page.click(f"#u-{uid} a.open")
    page.wait(f"document.querySelector('#u-{uid} .thumb .main')")
    page.click(f"#u-{uid} .thumb .main")
    page.wait(f"document.querySelector('#u-{uid}').dataset.state === 'approved'")

    assert room.unit("kk", "We waited").state is State.APPROVED


@pytest.mark.parametrize("show", ["all", "todo"])
def test_sentences_come_and_go_with_the_article_beside_what_is_typed(
    page: Page, room: Deskroom, show: str
) -> None:
    visit(page, room, "kk", show)
    uid = edit(page, room, "kk", "We waited")
    page.press(*" Иә")
    typed, before = page.evaluate(TEXT), room.unit("kk", "Admission").uid

    longer = NEWS.replace("this day.", "this day. It has come.").replace("in May", "in June")
    room.write("articles/news.md", longer)
    room.extract()
    news = [room.unit("kk", source).uid for source in ("It has come", "Admission opens in June")]
    page.wait(f"document.getElementById('u-{news[1]}')")

    assert page.evaluate(WHERE) == uid
    assert page.evaluate(TEXT) == typed
    assert page.evaluate(ORDER) == [unit.uid for unit in live(room.catalog("news", "kk"))]
    assert (
        page.evaluate(f"document.getElementById('u-{uid}').nextElementSibling.id") == f"u-{news[0]}"
    )
    assert not page.evaluate(f"Boolean(document.getElementById('u-{before}'))")
    assert "Load it anew" not in page.text("#said")


def test_what_is_undone_is_said(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    at(page, room, "kk", "Admission")
    page.press("f")
    page.wait(SAVED)
    page.press("a")
    page.wait(SAVED)

    page.press("u")
    page.wait("document.getElementById('said').textContent.includes('Undone: the approval.')")
    page.press("u")
    page.wait("document.getElementById('said').textContent.includes('Undone: the fix.')")

    assert room.unit("kk", "Admission").target == TWICE


def test_why_a_sentence_was_sent_back_stands_in_its_row(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = at(page, room, "kk", "Admission")

    page.press("x")
    page.type("form.reason input", "«мамырда» екі рет тұр")
    page.press("Enter")
    page.wait(SAVED)
    at(page, room, "kk", "Laboratory")
    at(page, room, "kk", "Admission")

    assert page.text(f"#u-{uid} .wanted") == "An Editor needs work: «мамырда» екі рет тұр"
