"""Lines of a terminal: none too long, no word broken that fits, nothing lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.terminal.cells import isolated, visible, width, wrapped
from workflow.terminal.ink import Paper

ALPHABET = "aЖқ字，。“”（）《é🙂👩🏽🇰🇿\u200d\ufe0f\u0301\u00a0 \u202f-—한글ש"

texts = st.text(st.sampled_from(ALPHABET), max_size=60)
rooms = st.integers(4, 30)


def laid(text: str, room: int) -> list[str]:
    return [text[start:end] for start, end in wrapped(text, room)]


@given(texts, rooms)
def test_lines_are_the_text_again_when_joined(text: str, room: int) -> None:
    assert "".join(laid(text, room)) == text


@given(texts, rooms)
def test_no_line_is_wider_than_there_is_room_but_one_sign_alone(text: str, room: int) -> None:
    for line in (line.rstrip(" ") for line in laid(text, room)):
        assert width(line) <= room or len(wrapped(line, 1)) == 1


@given(texts, rooms)
def test_no_letter_is_torn_from_its_marks(text: str, room: int) -> None:
    marks = {"\u200d", "\ufe0f", "\u0301", "🏽"}

    for before, line in pairwise(laid(text, room)):
        assert line[0] not in marks or before.endswith(" ")


@given(st.lists(st.text("абвқ", min_size=1, max_size=9), min_size=1, max_size=20))
def test_words_stay_whole_where_a_line_has_room_for_them(words: list[str]) -> None:
    lines = [line.split() for line in laid(" ".join(words), 10)]

    assert [word for line in lines for word in line] == words


clauses = st.tuples(
    st.lists(
        st.sampled_from(["字", "中文", "“好”", "《中文》", "（字）", "2026年"]),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from("，。；"),
).map(lambda clause: "".join(clause[0]) + clause[1])


@given(st.lists(clauses, max_size=6).map("".join))
def test_chinese_lines_begin_with_no_closing_mark_and_end_with_no_opening_one(text: str) -> None:
    for before, after in pairwise(laid(text, 14)):
        assert after[0] not in "，。；》）”"
        assert before[-1] not in "《（“"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Ректор", 6),
        ("校长说", 6),
        ("“好”", 4),
        ("й", 1),
        ("и\u0306", 1),
        ("नि", 2),
        ("🙂", 2),
        ("❤\ufe0f", 2),
        ("می\u200cرود", 5),
        ("ｱ", 1),
        ("Ａ", 2),
    ],
)
def test_a_text_takes_so_many_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("应邀参加会议，并致辞。", 12, ["应邀参加会", "议，并致辞。"]),
        ("他说：“我们等了九年。”", 16, ["他说：“我们等了", "九年。”"]),
        ("项目（2026年）启动", 6, ["项目", "（2026", "年）启", "动"]),
        ("Үрімжіден Мәскеуге дейін", 10, ["Үрімжіден ", "Мәскеуге ", "дейін"]),
        ("https://example.org/a", 8, ["https://", "example.", "org/a"]),
        ("12\u00a0000 тенге", 7, ["12\u00a0000 ", "тенге"]),
        ("  два  пробела", 8, ["  два  ", "пробела"]),
        ("", 8, [""]),
    ],
)
def test_a_line_breaks_where_its_language_lets_it(text: str, room: int, lines: list[str]) -> None:
    assert laid(text, room) == lines


def test_what_steers_a_terminal_is_shown_and_not_sent() -> None:
    assert visible("a\x1b[31mb\u202ec\nd\te\u2028") == "a\N{REPLACEMENT CHARACTER}[31mb�c↵d→e�"
    assert visible("می\u200cرود 👩\u200d🔬") == "می\u200cرود 👩\u200d🔬"


def test_text_from_right_to_left_keeps_to_itself() -> None:
    assert isolated("شىنجاڭ news") == "\u2068شىنجاڭ news\u2069"
    assert isolated("news") == "news"


def test_a_span_is_underlined_or_in_brackets_where_there_is_no_colour() -> None:
    plain, coloured = Paper(), Paper(colour=True)

    assert plain.marked("12 бөлме", [((0, 2), "wrong")], "") == [
        ("", ""), ("⟦12⟧", "wrong"), (" бөлме", ""),
    ]  # fmt: skip
    assert list(coloured.lines(coloured.marked("12 бөлме", [((0, 2), "wrong")], ""), "", 0)) == [
        "\x1b[31m\x1b[4m12\x1b[0m бөлме"
    ]


@given(st.lists(st.tuples(texts, st.sampled_from(["", "dim", "wrong"])), max_size=6), rooms)
def test_styles_change_no_letter_and_no_line(pieces: list[tuple[str, str]], room: int) -> None:
    columns = room + 8
    plain = list(Paper(columns).lines(pieces, "  text"))
    coloured = list(Paper(columns, colour=True).lines(pieces, "  text"))

    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured] == plain
