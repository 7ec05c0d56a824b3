"""A review at a real terminal: keys, pastes, resizing, and what ends it."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from deskroom import Deskroom
from terminals import ESCAPES, Terminal, plain, terminal

from i18n.model import State
from workflow.terminal.cells import width

PROMPT = ",q,?] "


@pytest.fixture
def room(tmp_path: Path) -> Deskroom:
    return Deskroom(tmp_path)


def at(
    room: Deskroom, *words: str, columns: int = 80, code: str = "ru", **variables: str
) -> AbstractContextManager[Terminal]:
    """Sit at a review of the news."""
    kept = {name: value for name, value in room.environment.items() if name != "NO_COLOR"}
    command = room.command("review", "news", "-l", code, "--restart", *words)
    return terminal(command, room.root, kept | {"TERM": "xterm"} | variables, columns)


@pytest.fixture
def sitting(room: Deskroom) -> Iterator[Terminal]:
    with at(room) as found:
        found.until(PROMPT)
        yield found


def test_one_key_is_one_approval(room: Deskroom) -> None:
    with at(room, code="kk") as sitting:
        for _ in range(6):
            sitting.until(PROMPT)
            sitting.type("a")
        sitting.until("All 6 sentences are approved. Sign off? [y/N] ")
        sitting.type("y")

        assert sitting.ended() == 0
    assert set(room.states("news", "kk")) == {State.APPROVED}


def test_keys_typed_ahead_are_all_done(room: Deskroom, sitting: Terminal) -> None:
    sitting.type("sssxНе тот день\rq")

    assert sitting.ended() == 0
    assert list(room.catalog("news", "ru").units[3].marked("todo")) == ["An Editor: Не тот день"]


def test_arrows_and_keys_of_a_cyrillic_layout_work(room: Deskroom, sitting: Terminal) -> None:
    sitting.type("\x1b[B")
    sitting.until("2/6  news")
    sitting.type("\x1bOB")
    sitting.until("3/6  news")
    sitting.type("ф")
    sitting.until("4/6  news")
    sitting.type("\x1b[A")
    sitting.until("3/6  news")
    sitting.type("й")

    assert sitting.ended() == 0
    assert room.states("news", "ru")[2] == State.APPROVED


def test_a_paste_approves_nothing(room: Deskroom, sitting: Terminal) -> None:
    sitting.type("\x1b[200~aaa ")
    sitting.type("aaa\x1b[201~")
    sitting.until("what was pasted is not taken for keys")
    sitting.type("q")

    assert sitting.ended() == 0
    assert State.APPROVED not in room.states("news", "ru")


def test_the_terminal_tells_pastes_only_while_keys_are_asked_for(sitting: Terminal) -> None:
    sitting.type("c")
    sitting.until("comment:")
    sitting.type("Спросить\r")
    sitting.until(PROMPT)
    sitting.type("q")
    sitting.ended()

    assert re.findall(r"\x1b\[\?2004[hl]", sitting.shown) == [
        "\x1b[?2004h", "\x1b[?2004l", "\x1b[?2004h", "\x1b[?2004l",
    ]  # fmt: skip


def test_the_key_escape_alone_is_no_beginning_of_another(sitting: Terminal) -> None:
    sitting.type("\x1b")
    sitting.until("? shows the keys")
    sitting.type("q")

    assert sitting.ended() == 0


def test_a_window_that_changes_its_size_is_drawn_anew(sitting: Terminal) -> None:
    sitting.resize(40)
    drawn = sitting.until(PROMPT)
    sitting.type("q")

    assert "1/6  news" in drawn
    assert max(width(line) for line in drawn.splitlines()) <= 40
    assert sitting.ended() == 0


@pytest.mark.parametrize("columns", [20, 40, 80, 132])
def test_no_line_is_wider_than_the_window(room: Deskroom, columns: int) -> None:
    with at(room, columns=columns, code="zh_Hans") as sitting:
        sitting.until(PROMPT)
        sitting.type("sssq")
        sitting.ended()

        lines = [line for line in plain(sitting.shown).splitlines() if not line.startswith("[")]
        assert max(width(line) for line in lines) <= columns


def test_ctrl_c_loses_nothing_and_says_so_by_its_status(room: Deskroom, sitting: Terminal) -> None:
    sitting.type("ssa")
    sitting.until("4/6  news")
    sitting.until(PROMPT)
    sitting.type("\x03")

    assert sitting.ended() == 130
    assert "news, Русский: 1 decided" in sitting.shown
    assert sitting.shown.rstrip().endswith("\x1b[?2004l")
    assert room.states("news", "ru")[2] == State.APPROVED
    again = room.tilshi("review", "news", "-l", "ru", given="q\n")
    assert again.startswith("Resuming at 3 of 5")


def test_ctrl_c_in_a_question_takes_back_the_question_alone(sitting: Terminal) -> None:
    sitting.type("x")
    sitting.until("why?")
    sitting.type("Не то\x03")
    sitting.until("nothing changed")
    sitting.until(PROMPT)
    sitting.type("q")

    assert sitting.ended() == 0


def test_ctrl_d_quits(sitting: Terminal) -> None:
    sitting.type("\x04")

    assert sitting.ended() == 0
    assert "0 decided" in sitting.shown


def test_a_terminal_that_was_stopped_goes_on(room: Deskroom, sitting: Terminal) -> None:
    sitting.signal(signal.SIGSTOP)
    sitting.signal(signal.SIGCONT)
    sitting.until(PROMPT)
    sitting.type("sq")

    assert sitting.ended() == 0


def test_what_an_input_method_writes_reaches_the_catalog(room: Deskroom) -> None:
    """In the editor, where Chinese is written with an input method, whatever the terminal does."""
    script = room.write("editor.sh", '#!/bin/sh\nread text\nprintf "%s\\n" "$text" > "$1"\n')
    script.chmod(0o755)
    with at(room, code="zh_Hans", EDITOR=str(script)) as sitting:
        sitting.until(PROMPT)
        sitting.type("e")
        sitting.until("\x1b[?2004l")
        sitting.type("阿拉木图实验室揭幕\r")
        sitting.until("阿拉木图实验室揭幕")
        sitting.until(PROMPT)
        sitting.type("q")

        assert sitting.ended() == 0
    assert room.catalog("news", "zh_Hans").units[0].target == "阿拉木图实验室揭幕"


def test_a_failing_editor_leaves_the_review_as_it_was(room: Deskroom) -> None:
    with at(room, EDITOR="false") as sitting:
        sitting.until(PROMPT)
        sitting.type("e")
        sitting.until("Editing failed")
        sitting.until(PROMPT)
        sitting.type("sq")

        assert sitting.ended() == 0
    assert room.states("news", "ru")[0] == State.DRAFT


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colours_are_for_terminals_that_show_them(
    room: Deskroom, variables: dict[str, str], coloured: bool
) -> None:
    with at(room, **variables) as sitting:
        sitting.until(PROMPT)
        sitting.type("q")
        sitting.ended()

        assert bool(re.search(r"\x1b\[[0-9;]+m", sitting.shown)) is coloured
        assert ("⟦Алма-Ате⟧" in ESCAPES.sub("", sitting.shown)) is not coloured


def test_a_terminal_that_is_gone_ends_the_review(room: Deskroom) -> None:
    with at(room) as sitting:
        sitting.until(PROMPT)
        sitting.type("s")
        sitting.until(PROMPT)
        os.close(sitting.descriptor)
        _, status = os.waitpid(sitting.child, 0)
        sitting.child, sitting.descriptor = 0, os.dup(1)

    assert os.waitstatus_to_exitcode(status) != 0
