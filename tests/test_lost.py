"""Links and pictures that lead nowhere: people are told, and readers see words."""

from pathlib import Path

import pytest
from pressroom import Pressroom


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    room = Pressroom(tmp_path / "news")
    room.write("there.md", "# There\n\nText.\n")
    room.write("hall.jpg", b"jpg")
    room.write("later.md", "---\nembargo: 2999-01-01\n---\n# Later\n\nText.\n")
    room.write("page.html", "<p>x</p>")
    return room


def problems(room: Pressroom, text: str) -> list[str]:
    room.write("media/p.md", text)
    return [one for one in room.publish().problems if one.startswith("articles/media/p.md")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![gone](none.jpg)", "none.jpg is not there, and is not shown"),
        ("![gone](../media/a%20b.jpg)", "../media/a b.jpg is not there, and is not shown"),
        ("[file](doc.pdf)", "doc.pdf is not there, and is no link on the page"),
        ("[page](../page.html)", "../page.html may not be published, and is no link on the page"),
        ("[later](../later.md)", "../later.md is not published, and is no link on the page"),
        ("![no](../there.md)", "../there.md is no picture, and is not shown"),
        ("[x](/etc/passwd)", "/etc/passwd leads nowhere, and is no link on the page"),
        ("[x]()", "an empty address leads nowhere, and is no link on the page"),
        ("<a href='javascript:x'>x</a>", "javascript:x leads nowhere, and is no link on the page"),
        ("![x](mailto:a@example.org)", "mailto:a@example.org leads nowhere, and is not shown"),
        ("[x](%1b%5B31m.md)", "[31m.md is not there, and is no link on the page"),
        (f"[x]({'a' * 300})", f"{'a' * 79}… is not there, and is no link on the page"),
    ],
)
def test_people_are_told_what_leads_nowhere(room: Pressroom, written: str, said: str) -> None:
    text = f"# T\n\nWords {written}\n"

    assert problems(room, text) == [f"articles/media/p.md: {said}"]
    assert problems(room, text) == [f"articles/media/p.md: {said}"], "also when nothing changed"


def test_a_cover_that_is_not_there_is_told_of(room: Pressroom) -> None:
    said = "articles/media/p.md: cover.jpg is not there, and is not shown"

    assert problems(room, "---\nimage: cover.jpg\n---\n# T\n\nText.\n") == [said]


def test_of_what_leads_somewhere_nothing_is_said(room: Pressroom) -> None:
    text = (
        "---\nimage: ../hall.jpg\n---\n# T\n\n[a](../there.md#b) ![h](../hall.jpg) [c](#d) [e](p.md)\n"
        "<https://example.org> [m](mailto:a@example.org) [t](tel:112) ![i](https://example.org/i.png)\n"
    )

    assert problems(room, text) == []


def test_of_a_translation_nothing_more_is_said(room: Pressroom) -> None:
    room.write("media/p.md", "# T\n\n![gone](none.jpg)\n")
    room.translate("media/p", "ru")

    assert problems(room, "# T\n\n![gone](none.jpg)\n") == [
        "articles/media/p.md: none.jpg is not there, and is not shown"
    ]


def test_what_is_there_again_is_no_problem(room: Pressroom) -> None:
    text = "# T\n\n![gone](none.png)\n"
    assert len(problems(room, text)) == 1

    room.write("media/none.png", b"png")

    assert [one for one in problems(room, text) if "not there" in one] == []
