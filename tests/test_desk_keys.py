"""The keys of the desk: an article is reviewed with the keyboard alone, and nothing is lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deskhand import EDITING, SAVED, TEXT, WHERE, at, edit, faults, visit, write
from deskroom import DRAFTS, NEWS, Deskroom
from judges.browser import Page
from visiting import PASSWORD, signed_in, team_file

from i18n.model import State
from workflow.desk.door.door import Door
from workflow.desk.door.team import Team
from workflow.reviewing.reviewer import Reviewer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk")]


@pytest.fixture(autouse=True)
def _sound(page: Page) -> Iterator[None]:
    """No script may fail in any of these."""
    yield
    assert not faults(page)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as open_room:
        yield open_room


def states(room: Deskroom, code: str) -> list[State]:
    return [unit.state for unit in room.catalog("news", code).units]


def test_an_article_is_approved_with_one_key_for_each_sentence(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    clean = page.evaluate("document.querySelectorAll('[data-clean=\"1\"]').length")

    strokes = ["a"] * clean
    page.press(*strokes)
    page.wait("document.activeElement.matches('.signing a')")

    assert set(states(room, "kk")) == {State.APPROVED}
    assert page.text("#said").startswith("Nothing waits here any more")


def test_the_focus_moves_before_the_desk_has_answered(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first, second = (unit.uid for unit in room.catalog("news", "kk").units[:2])
    page.evaluate(f"document.getElementById('u-{first}').focus()")

    with page.offline():
        page.press("a")

        assert page.evaluate(WHERE) == second
        assert page.evaluate(f"document.getElementById('u-{first}').dataset.pending") == "approve"
    page.wait(SAVED)


def test_a_save_without_a_network_is_sent_again(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first, second, *_ = room.catalog("news", "kk").units

    with page.offline():
        page.press("a", "a")
        page.wait("document.getElementById('unsaved').textContent")

        assert page.text("#unsaved").startswith("2 not saved yet")
        assert states(room, "kk")[0] is State.DRAFT
    page.wait(SAVED)

    assert [room.unit("kk", one.source).state for one in (first, second)] == [State.APPROVED] * 2
    assert not page.text("#unsaved")


def test_who_leaves_with_something_unsaved_is_warned_and_it_is_saved_later(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    first = room.catalog("news", "kk").units[0]

    with page.offline():
        page.press("a")
        page.wait("document.getElementById('unsaved').textContent")
    page.goto(f"{room.url}/review/kk/news?show=all")
    page.wait(f"document.querySelector('#u-{first.uid}[data-state=approved]')")

    assert room.unit("kk", first.source).state is State.APPROVED


def test_keys_work_on_a_russian_keyboard(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first, second, third = (unit.uid for unit in room.catalog("news", "kk").units[:3])
    page.evaluate(f"document.getElementById('u-{first}').focus()")

    page.press("о", code="KeyJ")
    assert page.evaluate(WHERE) == second
    page.press("ф", code="KeyA")
    assert page.evaluate(WHERE) == third
    page.wait(SAVED)

    assert states(room, "kk")[:3] == [State.DRAFT, State.APPROVED, State.DRAFT]


@pytest.mark.parametrize(
    ("event", "names"),
    [
        ({"key": "a", "code": "KeyQ"}, ["a"]),  # a French keyboard is read as it is written
        ({"key": "A", "code": "KeyA"}, ["a"]),  # Caps Lock
        ({"key": "ф", "code": "KeyA"}, ["ф", "a"]),
        ({"key": "ү", "code": "Digit8"}, ["ү", "8"]),  # a Kazakh keyboard
        ({"key": '"', "code": "Digit1"}, ['"', "1"]),
        ({"key": ".", "code": "Slash"}, [".", "/"]),
        ({"key": ",", "code": "Slash", "shiftKey": True}, [",", "?"]),
        ({"key": "-", "code": "Slash"}, ["-"]),  # a German keyboard
        ({"key": "!", "code": "Digit1", "shiftKey": True}, ["!", "1"]),
        ({"key": "ы", "code": "KeyS", "ctrlKey": True}, ["Mod+ы", "Mod+s"]),
        ({"key": "µ", "code": "KeyM", "altKey": True}, ["Alt+µ", "Alt+m"]),  # a Mac
        ({"key": "Enter", "metaKey": True, "shiftKey": True}, ["Mod+Shift+Enter"]),
    ],
)
def test_a_key_is_called_by_its_sign_and_by_its_place(
    page: Page, room: Deskroom, event: dict[str, object], names: list[str]
) -> None:
    visit(page, room, "kk")

    found = page.evaluate(
        "import('/static/keyboard.js').then(({names}) =>"
        f" names(new KeyboardEvent('keydown', {json.dumps(event)})))"
    )

    assert found == names


def test_single_letters_can_be_switched_off(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first, second = (unit.uid for unit in room.catalog("news", "kk").units[:2])

    page.press("?")
    page.click("#single-letters")
    page.press("Escape")
    page.evaluate(f"document.getElementById('u-{first}').focus()")
    page.press("a", "j")
    assert page.evaluate(WHERE) == first
    page.press("ArrowDown")

    assert page.evaluate(WHERE) == second
    assert State.APPROVED not in states(room, "kk")
    assert page.evaluate("localStorage.getItem('tilshi.single')") == "off"


@pytest.mark.parametrize("key", ["Control+a", "Alt+a", "Meta+j", "Control+u"])
def test_keys_of_the_browser_are_left_to_it(page: Page, room: Deskroom, key: str) -> None:
    visit(page, room, "kk")
    before = page.evaluate(WHERE)

    page.press(key)

    assert page.evaluate(WHERE) == before
    assert not page.evaluate("document.querySelector('[data-pending]')")


def test_a_key_held_down_approves_one_sentence(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")

    page.evaluate(
        "for (const repeat of [false, true, true]) document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'a', code: 'KeyA', bubbles: true, repeat}))"
    )
    page.wait(SAVED)

    assert states(room, "kk").count(State.APPROVED) == 1


def test_a_sentence_is_sent_back_with_a_reason(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")
    uid = at(page, room, "ru", "We waited")

    page.press("x")
    page.press(*"не девять, а восемь", "Enter")
    page.wait(SAVED)
    unit = room.unit("ru", "We waited")

    assert unit.state is State.NEEDS_WORK
    assert list(unit.marked("todo")) == ["An Editor: не девять, а восемь"]
    assert page.evaluate(WHERE) not in {None, uid}


def test_a_false_alarm_is_dismissed_with_two_keys(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")
    at(page, room, "ru", "The university")
    before = page.evaluate("document.querySelectorAll('form.finding').length")

    page.press("i", "Enter")
    page.wait(f"{SAVED} && document.querySelectorAll('form.finding').length < {before}")
    dismissed = next(room.unit("ru", "The university").marked("qa-ok"))

    assert dismissed.endswith("false alarm")


def test_a_fix_is_made_and_undone_with_one_key_each(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")
    before = "Мы ждали этого дня девять лет ."
    write(room, "ru", "We waited", before)
    visit(page, room, "ru")
    uid = at(page, room, "ru", "We waited")

    page.press("f")
    page.wait(f"{SAVED} && document.querySelector('#said form')")
    assert room.unit("ru", "We waited").target == "Мы ждали этого дня девять лет."

    page.press("u")
    page.wait("document.getElementById('said').textContent.includes('Undone')")
    assert room.unit("ru", "We waited").target == before
    assert page.evaluate(WHERE) == uid


def test_a_fix_is_of_what_was_typed(page: Page, room: Deskroom) -> None:
    write(room, "ru", "We waited", "Мы ждали этого дня девять лет .")
    visit(page, room, "ru")
    edit(page, room, "ru", "We waited")

    page.press("Home")
    page.press(*"Да! ")
    page.press("Escape", "f")
    page.wait(f"{SAVED} && !{TEXT}.includes(' .')")

    assert page.evaluate(TEXT) == "Да! Мы ждали этого дня девять лет."
    assert room.unit("ru", "We waited").target == "Да! Мы ждали этого дня девять лет."


def test_who_undoes_is_at_the_sentence_that_came_back(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first = page.evaluate(WHERE)

    page.press("a", "u")
    page.wait("document.getElementById('said').textContent.includes('Undone')")

    assert page.evaluate(WHERE) == first
    assert State.APPROVED not in states(room, "kk")


def test_an_offer_is_taken_by_its_number(page: Page, tmp_path: Path) -> None:
    articles = {"news.md": NEWS, "more.md": "# More\n\nWe waited eight years for this day.\n"}
    drafts = {
        "ru": {**DRAFTS["ru"], "We waited eight years for this day.": "Этого дня ждали восемь лет."}
    }
    with Deskroom(tmp_path, articles=articles, drafts=drafts) as room:
        old = room.unit("ru", "We waited", "more")
        room.post(f"/row/ru/{old.uid}/more", {**room.seen(old), "action": "approve"})
        room.desk.aids.recall.wait()
        visit(page, room, "ru")
        offer = "document.querySelector('#rail .offer[data-number=\"1\"]')"
        at(page, room, "ru", "We waited")
        page.wait(offer)
        offered = page.evaluate(f"{offer}.dataset.text")
        page.press("1")
        page.wait(f"{SAVED} && document.querySelector('#said form')")

        assert room.unit("ru", "We waited").target == offered


def test_a_sentence_that_somebody_else_changed_shows_both_texts(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")
    edit(page, room, "ru", "We waited")
    page.press(*" Очень.")
    write(room, "ru", "We waited", "Мы ждали девять лет.")

    page.press("Control+s")
    page.wait("document.querySelector('.conflict')")
    assert room.unit("ru", "We waited").target == "Мы ждали девять лет."
    assert page.evaluate(EDITING)

    page.press("Control+Enter")
    page.wait(f"{SAVED} && !document.querySelector('.conflict')")
    unit = room.unit("ru", "We waited")
    assert (unit.state, unit.target) == (
        State.APPROVED,
        "Мы ждали этого дня девять лет. Очень.",
    )


def test_an_approval_that_came_too_late_brings_the_sentence_back(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    first = room.catalog("news", "kk").units[0]
    page.evaluate(f"document.getElementById('u-{first.uid}').focus()")
    write(room, "kk", first.source, "Алматыда зертхана")

    page.press("a")
    page.wait("document.querySelector('.refused')")

    assert "somebody else changed" in page.text("#said")
    assert page.evaluate(WHERE) not in {None, first.uid}
    assert room.unit("kk", first.source).state is not State.APPROVED


def test_who_does_nothing_is_taken_to_the_sentence_that_came_back(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    first = room.catalog("news", "kk").units[0]
    write(room, "kk", first.source, "Алматыда зертхана")

    with page.offline():
        page.evaluate(f"document.getElementById('u-{first.uid}').focus()")
        page.press("a")
        page.evaluate("{const now = performance.now(); performance.now = () => now + 10_000}")
    page.wait("document.querySelector('.refused')")

    assert page.evaluate(WHERE) == first.uid
    assert page.text(".conflict")


def test_a_translator_saves_and_goes_on_and_is_told_who_approves(
    page: Page, tmp_path: Path
) -> None:
    with Deskroom(tmp_path, reviewer=Reviewer("A Translator", "translator")) as room:
        visit(page, room, "kk")
        page.press("a")
        assert page.text("#said") == "You may edit; a reviewer approves."

        uid = edit(page, room, "kk", "We waited")
        page.press("!", "Control+Enter")
        page.wait(f"{EDITING} && {WHERE} !== '{uid}' && {SAVED}")

        assert room.unit("kk", "We waited").target.endswith("күттік.!")
        assert State.APPROVED not in states(room, "kk")


def test_who_is_signed_out_loses_nothing(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    first = room.catalog("news", "kk").units[0]
    right, room.desk.door.token = room.desk.door.token, "0" * 64

    page.press("a")
    page.wait("document.querySelector('#unsaved button')")
    assert "not open to everybody" in page.text("#unsaved")

    room.desk.door.token = right
    page.click("#unsaved button")
    page.wait(f"document.querySelector('#u-{first.uid}[data-state=approved]')")
    assert room.unit("kk", first.source).state is State.APPROVED


EVERY_KEY = [
    "j",
    "k",
    "n",
    "!",
    "a",
    "u",
    "d",
    "f",
    "c",
    "x",
    "i",
    "e",
    "7",
    "ArrowDown",
    "ArrowUp",
]


def test_the_focus_is_never_lost(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")

    lost = []
    for key in EVERY_KEY:
        at(page, room, "ru", "The university")
        page.press(key)
        page.wait(SAVED)
        if page.evaluate("document.activeElement === document.body"):
            lost.append(key)
        page.press("Escape")
        page.wait(SAVED)
        if page.evaluate("document.activeElement === document.body"):
            lost.append(f"{key} Escape")

    assert not lost


def test_editing_goes_on_from_sentence_to_sentence_and_ends_at_the_sign_off(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")

    page.press("e")
    page.wait(EDITING)
    first = page.evaluate(WHERE)
    page.press("Alt+ArrowDown")
    page.wait(f"{EDITING} && {WHERE} !== '{first}'")
    for _ in range(6):
        here = page.evaluate(WHERE)
        page.press("Control+Enter")
        page.wait(
            f"({EDITING} && {WHERE} !== '{here}') || document.activeElement.matches('.signing a')"
        )

    assert set(states(room, "kk")) == {State.APPROVED}


def test_only_what_was_on_the_screen_is_approved_together(page: Page, tmp_path: Path) -> None:
    sources = [f"Sentence number {n} of a long article stands alone." for n in range(1, 61)]
    article = "# Long\n\n" + "\n\n".join(sources) + "\n"
    drafts = {one: f"Ұзақ мақаланың {n}-сөйлемі жеке тұр." for n, one in enumerate(sources, 1)}
    with Deskroom(tmp_path, articles={"news.md": article}, drafts={"kk": drafts}) as room:
        visit(page, room, "kk")
        page.wait("document.querySelectorAll('[data-seen]').length > 2")
        page.wait("!document.querySelector('#bulk button').disabled")
        seen = page.evaluate("document.querySelectorAll('[data-seen][data-clean=\"1\"]').length")
        page.click("#bulk button")
        page.wait("document.querySelector('#said form')")
        approved = states(room, "kk").count(State.APPROVED)
        said = page.text("#said")
        page.press("u")
        page.wait("document.getElementById('said').textContent.includes('Undone')")

        assert 0 < approved <= seen < len(sources)
        assert str(approved) in said
        assert states(room, "kk").count(State.APPROVED) == 0


def test_what_is_composed_is_no_command(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    before = page.evaluate(WHERE)

    page.evaluate(
        "for (const more of [{isComposing: true}, {keyCode: 229}]) document.activeElement"
        ".dispatchEvent(new KeyboardEvent('keydown', {key: 'a', code: 'KeyA', bubbles: true, ...more}))"
    )

    assert page.evaluate(WHERE) == before
    assert not page.evaluate("document.querySelector('[data-pending]')")


def test_a_click_on_a_translation_edits_it(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = room.unit("kk", "We waited").uid

    page.click(f"#u-{uid} .target")
    page.wait(EDITING)

    assert page.evaluate(WHERE) == uid


def test_who_ticks_a_box_or_marks_words_does_not_open_the_row(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    ticked, marked = room.unit("kk", "We waited").uid, room.unit("kk", "The rector").uid
    opened = "document.querySelectorAll('article.row[data-open=\"1\"]').length"
    page.wait(f"{opened} === 1")

    page.click(f"#u-{ticked} .tick input")
    page.evaluate(
        f"document.getElementById('u-{marked}').focus();"
        f"getSelection().selectAllChildren(document.querySelector('#u-{marked} .source'))"
    )
    page.evaluate("new Promise(done => setTimeout(done, 300))")  # twice what a row waits

    assert page.evaluate(
        f"['{ticked}', '{marked}'].map(uid => document.getElementById('u-' + uid).dataset.open)"
    ) == ["", ""]


def test_a_click_on_a_button_goes_the_way_of_the_key(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = at(page, room, "kk", "We waited")

    with page.offline():
        page.evaluate(f"document.querySelector('#u-{uid} button[value=approve]').click()")
        assert page.evaluate(WHERE) not in {None, uid}
    page.wait(SAVED)

    assert room.unit("kk", "We waited").state is State.APPROVED
    assert not [one for one in page.errors if "INTERNET_DISCONNECTED" not in one]


def test_the_preview_shows_what_was_just_approved(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")

    page.press("a", "p")
    page.wait("location.pathname === '/preview/kk/news'")

    assert states(room, "kk")[0] is State.APPROVED
    assert page.dialogs == []


def test_who_has_a_sentence_open_is_said_to_others(page: Page, tmp_path: Path) -> None:
    team = Team(team_file(tmp_path / "users.toml"))
    with Deskroom(tmp_path / "desk", door=Door(team=team)) as room:
        uid = room.unit("kk", "We waited").uid
        page.goto(f"{room.url}/login?next=/review/kk/news")
        page.type("#name", "An Editor")
        page.type("#password", PASSWORD)
        page.press("Enter")
        page.wait("document.querySelector('article.row')")

        other = signed_in(room, "A Translator")
        other.post("/here", {"lang": "kk", "slug": "news", "uid": uid, "csrf": other.csrf})
        page.wait(f"document.querySelector('#u-{uid} .others')")

        assert page.text(f"#u-{uid} .others") == "A Translator has this open"


def test_the_desk_works_without_scripts_of_its_own(page: Page, room: Deskroom) -> None:
    page.emulate(scripts=False)
    unit = room.unit("kk", "We waited")
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.goto(f"{room.url}/review/kk/news?u={unit.uid}")
    page.click(f"#u-{unit.uid} button[value=approve]")
    page.wait("document.querySelector('.state')")

    assert replace(room.unit("kk", "We waited"), marks=()).target == unit.target
