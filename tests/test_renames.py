"""A renamed article stays online, and its old addresses lead on."""

import pytest
from pressroom import Pressroom

BOARD = "---\ndate: 2026-11-23\n---\n# The board met\n\nIt met.\n"


@pytest.fixture
def room(tmp_path):  # type: ignore[no-untyped-def]
    room = Pressroom(tmp_path / "news")
    room.write("board.md", BOARD)
    room.publish()
    return room


def test_a_renamed_article_leads_on_from_its_old_address(room: Pressroom) -> None:
    room.remove("board.md")
    room.write("council.md", BOARD)

    room.publish()

    assert room.is_out("en/2026/11/council/index.html")
    assert 'content="0; url=../council/"' in room.out("en/2026/11/board/index.html")


def test_an_article_that_was_changed_as_well_is_another(room: Pressroom) -> None:
    room.remove("board.md")
    room.write("council.md", BOARD + "\nIt met again.\n")

    room.publish()

    assert room.is_out("en/2026/11/council/index.html")
    assert not room.is_out("en/2026/11/board/index.html")


def test_two_articles_of_one_text_are_told_apart(room: Pressroom) -> None:
    room.write("twin.md", BOARD)
    room.publish()
    room.remove("board.md")
    room.write("council.md", BOARD)

    room.publish()

    assert room.is_out("en/2026/11/twin/index.html")
    assert room.is_out("en/2026/11/council/index.html")


def test_front_matter_that_cannot_be_read_moves_nothing(room: Pressroom) -> None:
    before = room.stats()
    room.write("board.md", BOARD.replace("2026-11-23", "[2026-11-23"))

    report = room.publish()

    assert next(str(one.error) for one in report.outcomes if one.error).startswith(
        "articles/board.md:"
    )
    assert room.stats() == before
