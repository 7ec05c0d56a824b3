"""Chips: markup in an editor is named, and nothing of a text is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.reviewing.chips import SHORT, Piece, as_data, pieces


@given(st.text(alphabet='aЖқ字é🙂“«\\"\n\t%{}~*_`[]()<>/&;:. |') | st.text())
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(piece.raw for piece in pieces(text)) == text


@given(st.text(alphabet="aЖ*_~`[]()<>/"))
def test_the_halves_of_a_pair_have_its_number(text: str) -> None:
    found = pieces(text)

    opened = [piece.pair for piece in found if piece.kind == "open"]
    closed = [piece.pair for piece in found if piece.kind == "close"]
    assert sorted(opened) == sorted(closed) == list(range(len(opened)))


def test_a_link_says_where_it_goes() -> None:
    assert pieces("**Смотрите** [доклад](https://www.who.int/ru/report.pdf).") == (
        Piece("**", "**", "bold starts", "open", 0),
        Piece("Смотрите"),
        Piece("**", "**", "bold ends", "close", 0),
        Piece(" "),
        Piece("[", "[", "link to www.who.int starts", "open", 1),
        Piece("доклад"),
        Piece("](https://www.who.int/ru/report.pdf)", "](www.who.int)",
              "link to www.who.int ends", "close", 1),
        Piece("."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("{name}", "placeholder {name}"),
        ("%(total)d", "placeholder %(total)d"),
        ("https://qaz.kz/a", "address qaz.kz"),
        ("press@misis.ru", "mail address press@misis.ru"),
        ("`make`", "code `make`"),
        ("<br/>", "tag br"),
        ("[^1]", "footnote [^1]"),
        ("&nbsp;", "character &nbsp;"),
        ("\\*", "escaped sign \\*"),
        ("<!-- note -->", "comment <!-- note -->"),
        ("snake_case", "name snake_case"),
    ],
)
def test_a_code_alone_says_what_it_is(raw: str, says: str) -> None:
    (chip,) = (piece for piece in pieces(f"见 {raw} 。") if piece.label)

    assert (chip.raw, chip.says, chip.kind) == (raw, says, "alone")


def test_a_long_code_has_a_short_label() -> None:
    found = pieces(
        'Көк <span class="a very long list of names">аспан</span> <!-- a very long comment -->'
    )

    assert max(len(piece.label) for piece in found) <= SHORT


def test_a_brace_alone_is_no_chip_yet() -> None:
    assert pieces("{na") == (Piece("{na"),)


def test_scripts_read_words_as_they_are() -> None:
    assert json.loads(json.dumps(as_data(pieces("Ол {n} рет")))) == [
        "Ол ",
        {"raw": "{n}", "label": "{n}", "says": "placeholder {n}", "kind": "alone", "pair": -1},
        " рет",
    ]
