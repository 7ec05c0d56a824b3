"""The editor of the desk: markup is chips, the text is what is typed, and no draft is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from deskhand import EDITING, SAVED, TEXT, WHERE, at, edit, faults, visit, write
from deskroom import NEWS, Deskroom
from judges.browser import Page

from i18n.model import State

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk")]

ROOMS = "It has **12 rooms**"
RECTOR = "The rector"
WAITED = "We waited"
LINK = "](https://example.org/partners)"

CHIPS = "[...document.querySelectorAll('.chips .piece')].map(one => one.dataset.raw)"
LONELY = "[...document.querySelectorAll('.chips .piece.lonely')].map(one => one.dataset.raw)"
LOOKED = "document.querySelector('.findings').dataset.pieces !== undefined"
"""Whether checks have looked at what was typed."""


@pytest.fixture(autouse=True)
def _sound(page: Page) -> Iterator[None]:
    """No script may fail in any of these."""
    yield
    assert not faults(page)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as open_room:
        yield open_room


def put_caret(page: Page, place: int, end: int | None = None) -> None:
    """Put the caret at a place of the raw text, or select from there on."""
    page.evaluate(
        "import('/static/editor.js').then(({editorOf}) =>"
        f" editorOf(document.activeElement.closest('.row')).select({place}, {end or place}))"
    )


def caret(page: Page) -> int:
    """The place of the caret in the raw text."""
    return int(
        page.evaluate(
            "import('/static/editor.js').then(({editorOf}) =>"
            " editorOf(document.activeElement.closest('.row')).selection.end)"
        )
    )


def test_what_is_typed_is_what_is_saved(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)

    page.press("Control+a")
    page.press(*"Біз  ұзақ күттік 🙂 \u00a0— иә! ")
    typed = page.evaluate(TEXT)
    page.press("Control+s")
    page.wait(SAVED)

    assert typed == "Біз  ұзақ күттік 🙂 \u00a0— иә! "
    assert room.unit("kk", WAITED).target == "Біз  ұзақ күттік 🙂 \u00a0— иә!"


def test_chinese_is_composed_beside_chips_and_approved(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", ROOMS)

    page.compose("n", "na", "na l", "那里有")
    page.press("Alt+m")
    page.press(*"12")
    page.compose("j", "ji", "jia", "间")
    page.press("Alt+m")
    page.compose("h", "he", "和图书馆。")
    page.press("Control+Enter")
    page.wait(SAVED)
    unit = room.unit("zh_Hans", ROOMS)

    assert (unit.state, unit.target) == (State.APPROVED, "那里有**12间**和图书馆。")


def test_enter_ends_a_composition_and_no_command_is_heard_in_it(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    uid = edit(page, room, "zh_Hans", WAITED)

    page._ask("Input.imeSetComposition", text="wo", selectionStart=2, selectionEnd=2)
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
    )
    page._ask("Input.insertText", text="我")

    assert page.evaluate(WHERE) == uid
    assert page.evaluate(TEXT) == "我"
    assert not page.evaluate("document.querySelector('[data-pending]')")


@pytest.mark.parametrize(
    ("key", "place", "left"),
    [("Backspace", 7, "Онда 12 бөлме** мен кітапхана бар."),
     ("Delete", 5, "Онда 12 бөлме** мен кітапхана бар."),
     ("Backspace", 17, "Онда **12 бөлме мен кітапхана бар.")],
)  # fmt: skip
def test_a_chip_is_deleted_whole_and_its_other_half_is_marked(
    page: Page, room: Deskroom, key: str, place: int, left: str
) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", ROOMS)

    put_caret(page, place)
    page.press(key)

    assert page.evaluate(TEXT) == left
    assert page.evaluate(LONELY) == ["**"]
    assert "other half is missing" in page.evaluate(
        "document.querySelector('.chips .lonely').getAttribute('aria-label')"
    )
    assert "Removed: bold" in page.evaluate("document.getElementById('heard').textContent")


def test_a_selection_over_half_a_chip_takes_it_whole(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", RECTOR)
    text = room.unit("kk", RECTOR).target

    put_caret(page, 0, text.index("алғыс"))
    page.press("Ж")

    assert page.evaluate(TEXT) == "Жалғыс айтты."
    assert page.evaluate(CHIPS) == []


def test_deleting_a_word_does_not_reach_into_a_chip(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", RECTOR)
    text = room.unit("kk", RECTOR).target

    put_caret(page, text.index(" алғыс"))
    page.press("Control+Backspace")
    left = page.evaluate(TEXT)

    assert LINK not in left
    assert "](" not in left
    assert "example" not in left


def test_what_was_done_is_taken_back_and_done_again(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", ROOMS)
    before = page.evaluate(TEXT)

    put_caret(page, 7)
    page.press("Backspace")
    gone = page.evaluate(TEXT)
    page.press("Control+z")
    back = page.evaluate(TEXT)
    marked = page.evaluate(LONELY)
    page.press("Control+я", code="KeyZ")
    page.press("Control+Shift+z")

    assert (back, marked) == (before, [])
    assert page.evaluate(TEXT) == gone


def test_the_caret_goes_over_a_chip_in_one_step(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", ROOMS)

    put_caret(page, 5)
    places = []
    for _ in range(3):
        page.press("ArrowRight")
        places.append(caret(page))
    for _ in range(3):
        page.press("ArrowLeft")
        places.append(caret(page))

    assert places == [7, 8, 9, 8, 7, 5]


def test_markup_of_the_source_is_put_in_by_number_and_round_a_selection(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", RECTOR)

    page.compose("x", "校长感谢合作伙伴")
    put_caret(page, 4, 8)
    page.press("Alt+1")

    assert page.evaluate(TEXT) == f"校长感谢[合作伙伴{LINK}"
    assert page.evaluate(CHIPS) == ["[", LINK]
    assert page.evaluate(LONELY) == []


def test_all_missing_markup_is_put_in_at_once(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", ROOMS)
    page.compose("1", "那里有12间")
    put_caret(page, 3, 6)

    page.press("Alt+a")
    assert page.evaluate(TEXT) == "那里有**12间**"

    page.press("Alt+a")
    assert page.text("#said").startswith("No markup of the source is missing")


def test_a_term_is_chosen_from_a_list(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", RECTOR)
    page.wait("document.querySelector('#rail [data-insert]')")

    page.press("Alt+l")
    labels = page.evaluate("[...document.querySelectorAll('.choices bdi')].map(x => x.textContent)")
    page.press(*["ArrowDown"] * labels.index("校长"), "Enter")

    assert page.evaluate(TEXT) == "校长"
    assert page.evaluate(EDITING)


def test_a_term_is_put_in_with_a_click(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", RECTOR)
    page.compose("h", "尊敬的")

    page.evaluate("document.querySelector('#rail [data-insert] button').click()")

    assert page.evaluate(TEXT) == "尊敬的校长"
    assert page.evaluate(EDITING)


def test_markup_is_copied_and_pasted_as_it_is_written(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", RECTOR)

    copied = page.evaluate(
        "{const data = new DataTransfer(); const box = document.activeElement;"
        "getSelection().selectAllChildren(box);"
        "box.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));"
        "data.getData('text/plain')}"
    )
    page.evaluate(
        "{const data = new DataTransfer(); data.setData('text/plain', 'Қараңыз:\\n <b>осы</b>');"
        "document.activeElement.dispatchEvent("
        "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))}"
    )
    page.wait(f"{CHIPS}.length === 2")

    assert copied == room.unit("kk", RECTOR).target
    assert page.evaluate(TEXT) == "Қараңыз: <b>осы</b>"
    assert page.evaluate(CHIPS) == ["<b>", "</b>"]


def test_checks_look_while_one_types_and_the_caret_stays(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", "The university")
    text = page.evaluate(TEXT)
    year = text.index("2026")

    put_caret(page, year + 4)
    page.press("Backspace", "7")
    page.wait("document.querySelector('.finding.error')")

    assert page.evaluate(TEXT) == text.replace("2026", "2027")
    assert page.evaluate(EDITING)
    assert caret(page) == year + 4
    assert room.unit("kk", "The university").target == text


def test_a_dismissal_stands_as_long_as_the_text_does(page: Page, room: Deskroom) -> None:
    wrong = room.unit("ru", "The university")
    fields = {**room.seen(wrong), "action": "dismiss", "check": "date", "text": "as the source"}
    room.post(f"/row/ru/{wrong.uid}/news", fields)
    visit(page, room, "ru")
    edit(page, room, "ru", "The university")
    stands = "Boolean(document.querySelector('.finding[data-check=date]'))"
    dismissed = "Boolean(document.querySelector('.dismissed'))"
    assert [page.evaluate(stands), page.evaluate(dismissed)] == [False, True]

    page.press("!")
    page.wait(f"{stands} && !{dismissed}")
    page.press("Backspace")

    page.wait(f"!{stands} && {dismissed}")


def test_what_findings_are_about_is_marked_in_the_text(page: Page, room: Deskroom) -> None:
    visit(page, room, "ru")
    edit(page, room, "ru", "The university")

    marked = page.evaluate("[...CSS.highlights.get('finding-error')].map(one => one.toString())")

    assert marked == ["3 марта 2025", "Алма-Ате"]


def test_markup_that_is_typed_becomes_chips(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)
    page.press("Control+a")

    page.press(*"Бұл *өте* {count}.")
    page.wait(f"{CHIPS}.length === 3")
    page.press("Backspace", "!")

    assert page.evaluate(CHIPS) == ["*", "*", "{count}"]
    assert page.evaluate(TEXT) == "Бұл *өте* {count}!"


def test_the_raw_text_is_shown_on_request_and_next_time(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", ROOMS)

    put_caret(page, 7)
    page.press("Alt+r")
    raw = "document.activeElement.matches('textarea')"
    assert page.evaluate(raw)
    page.press("Ж")
    assert page.evaluate(TEXT) == "Онда **Ж12 бөлме** мен кітапхана бар."
    page.press("Control+s")
    page.wait(SAVED)
    page.press("Alt+ArrowDown")
    page.wait(f"{raw} && {WHERE} === '{room.unit('kk', WAITED).uid}'")
    page.press("Alt+r")

    assert page.evaluate(EDITING)
    assert room.unit("kk", ROOMS).target == "Онда **Ж12 бөлме** мен кітапхана бар."


def test_a_draft_is_offered_after_a_reload(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)
    page.press(*" Иә")
    page.goto(f"{room.url}/review/kk/news?show=all&u={room.unit('kk', WAITED).uid}")

    assert page.text(".unsaved").startswith("Your text of ")
    page.click(".unsaved .restore")
    assert page.evaluate(TEXT).endswith("күттік. Иә")
    assert page.evaluate(EDITING)

    page.press("Control+s")
    page.wait(SAVED)
    assert room.unit("kk", WAITED).target.endswith("күттік. Иә")
    assert not page.evaluate("Object.keys(localStorage).some(name => name.includes('draft'))")


def test_a_draft_is_discarded_on_request(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = edit(page, room, "kk", WAITED)
    page.press(*" Иә")
    page.goto(f"{room.url}/review/kk/news?show=all&u={uid}")
    page.click(".unsaved .discard")

    page.goto(f"{room.url}/review/kk/news?show=all&u={uid}")

    assert not page.evaluate("document.querySelector('.unsaved')")
    assert page.evaluate(TEXT) == room.unit("kk", WAITED).target


def test_who_leaves_the_editor_finds_their_text_again(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = edit(page, room, "kk", WAITED)

    page.press(*" Иә", "Escape")
    assert page.evaluate("document.activeElement.id") == f"u-{uid}"
    at(page, room, "kk", ROOMS)
    page.wait(f"document.querySelector('#u-{uid} .unsaved')")
    edit(page, room, "kk", WAITED)

    assert page.evaluate(TEXT).endswith("күттік. Иә")
    assert room.unit("kk", WAITED).target.endswith("күттік.")


def test_what_is_typed_while_a_save_is_under_way_stays(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)

    page.press(*" Иә")
    page.press("Control+s")
    page.press(*", ия")
    page.wait(f"{SAVED} && document.querySelector('#said form')")

    assert page.evaluate(TEXT).endswith("күттік. Иә, ия")
    assert page.evaluate(EDITING)
    assert caret(page) == len(page.evaluate(TEXT))
    assert room.unit("kk", WAITED).target.endswith("күттік. Иә")


def test_what_somebody_else_wrote_is_said_at_the_sentence_being_edited(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)
    page.press(*" Иә")

    write(room, "kk", WAITED, "Біз көп күттік.")
    page.wait("document.querySelector('.meanwhile')")
    assert page.evaluate(TEXT).endswith("күттік. Иә")
    page.evaluate("document.querySelector('.meanwhile button').click()")
    page.wait("document.querySelector('.conflict')")

    assert page.evaluate(TEXT).endswith("күттік. Иә")
    assert room.unit("kk", WAITED).target == "Біз көп күттік."


def test_what_others_write_is_shown_in_rows_nobody_edits(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = room.unit("kk", WAITED).uid

    write(room, "kk", WAITED, "Біз көп күттік.")

    page.wait(f"document.querySelector('#u-{uid} .target').textContent === 'Біз көп күттік.'")


def test_an_answer_waits_until_what_is_composed_is_there(page: Page, room: Deskroom) -> None:
    visit(page, room, "zh-Hans")
    edit(page, room, "zh_Hans", WAITED)
    page.compose("w", "我们等了")

    with page.offline():
        page.press("Control+s")
        page._ask("Input.imeSetComposition", text="jiu", selectionStart=3, selectionEnd=3)
    page.wait(
        "!document.getElementById('unsaved').textContent && document.querySelector('#said form')"
    )
    page._ask("Input.insertText", text="九年。")
    page.wait(SAVED)

    assert room.unit("zh_Hans", WAITED).target == "我们等了"
    assert page.evaluate(TEXT) == "我们等了九年。"
    assert page.evaluate(EDITING)


def test_a_browser_that_keeps_nothing_saves_all_the_same(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    page.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    edit(page, room, "kk", WAITED)

    page.press("!", "Escape", "e")
    page.wait(EDITING)
    page.press("Control+Enter")
    page.wait(SAVED)

    assert room.unit("kk", WAITED).target.endswith("күттік.!")


def test_an_article_that_has_changed_is_brought_in_from_the_page(
    page: Page, room: Deskroom
) -> None:
    visit(page, room, "kk")
    room.write("articles/news.md", NEWS + "\nIt opens in June.\n")

    page.wait("document.querySelector('#said .extract')")
    page.click("#said .extract")
    page.wait("document.querySelectorAll('article.row').length === 7")

    assert "It opens in June." in page.text("#review")


def test_what_others_wrote_while_there_was_no_network_is_shown(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    uid = room.unit("kk", WAITED).uid

    with page.offline():
        write(room, "kk", WAITED, "Біз көп күттік.")

    page.wait(f"document.querySelector('#u-{uid} .target').textContent === 'Біз көп күттік.'")


def test_what_is_approved_without_an_edit_stays_as_it_is(page: Page, room: Deskroom) -> None:
    before = "Біз\nұзақ күттік. "
    write(room, "kk", WAITED, before)
    visit(page, room, "kk")
    edit(page, room, "kk", WAITED)

    page.press("Control+Enter")
    page.wait(SAVED)
    unit = room.unit("kk", WAITED)

    assert (unit.state, unit.target) == (State.APPROVED, before)


def test_in_arabic_letters_the_caret_goes_over_chips_to_the_left(
    page: Page, room: Deskroom
) -> None:
    write(room, "kk", ROOMS, "وندا **12 بولمە** بار.")
    visit(page, room, "kk")
    edit(page, room, "kk", ROOMS)
    page.evaluate("document.activeElement.dir = 'rtl'")

    put_caret(page, 5)
    page.press("ArrowLeft")
    over = caret(page)
    page.press("Backspace")

    assert over == 7
    assert page.evaluate(TEXT) == "وندا 12 بولمە** بار."


def test_a_broken_script_leaves_the_page_as_it_is(page: Page, room: Deskroom) -> None:
    visit(page, room, "kk")
    page.evaluate(f"localStorage.setItem('tilshi.draft:An Editor:kk/news:x', {json.dumps('{')})")
    uid = room.unit("kk", WAITED).uid
    page.evaluate(
        "sessionStorage.setItem('tilshi.queue:An Editor:kk/news', 'no JSON');"
        f"localStorage.setItem('tilshi.draft:An Editor:kk/news:{uid}', 'no JSON')"
    )
    page.goto(f"{room.url}/review/kk/news?show=all&u={uid}")

    page.press("e")
    page.wait(EDITING)
    page.press("Control+Enter")
    page.wait(SAVED)

    assert room.unit("kk", WAITED).state is State.APPROVED
