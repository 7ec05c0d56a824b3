"""Articles as JSON, for a program that makes its own pages; and what waits for a correction."""

import json
from pathlib import Path

import pytest
from PIL import Image
from pressroom import Pressroom

from workflow.site import standing

BOARD = "---\ndate: 2026-11-23\ntags: [Science]\n---\n# Board\n\nSee the [news](news.txt).\n\n![Hall](hall.jpg)\n"


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    room = Pressroom(tmp_path / "news")
    room.write("news.txt", "News\n\nIt rained.\n")
    room.write("board.md", BOARD)
    Image.new("RGB", (1200, 800), "#246").save(room.root / "articles/hall.jpg")
    room.translate("board", "ru")
    return room


def test_a_record_has_what_a_page_has(room: Pressroom) -> None:
    room.publish(form="json")

    said = json.loads(room.out("ru/board.json"))

    assert (said["slug"], said["language"], said["status"]) == ("board", "ru", "published")
    assert (said["date"], said["tags"]) == ("2026-11-23", [{"id": "Science", "name": "Science"}])
    assert '<a href="../en/news.json" hreflang="en">' in said["body_html"]
    assert 'src="../media/hall.jpg"' in said["body_html"]
    assert said["localized"] == "localized/ru/board.md"
    assert said["provenance"]["kind"] == "human"
    assert said["versions"] == [
        {"language": "en", "file": "en/board.json"},
        {"language": "ru", "file": "ru/board.json"},
    ]
    listed = json.loads(room.out("articles.json"))["articles"]
    assert [one["file"] for one in listed] == ["en/board.json", "en/news.json", "ru/board.json"]


def test_a_picture_has_the_sizes_of_screens_on_a_page(room: Pressroom) -> None:
    room.publish()

    page = room.out("ru/2026/11/board/index.html")

    assert 'width="1200" height="800"' in page
    assert "media/hall-480.jpg 480w, ../../../../media/hall-960.jpg 960w" in page
    with Image.open(room.public / "media/hall-480.jpg") as made:
        assert made.size == (480, 320)


def test_a_correction_waits_in_every_language_that_lacks_it(room: Pressroom) -> None:
    room.publish()
    assert standing.uncorrected(room.project) == frozenset()

    room.write("board.md", BOARD.replace("date:", "correction: It met on Sunday.\ndate:"))
    room.publish()
    assert standing.uncorrected(room.project) == {
        ("board", code) for code in ("ru", "zh_Hans", "kk")
    }

    room.translate("board", "ru")
    room.publish()
    assert standing.uncorrected(room.project) == {("board", "zh_Hans"), ("board", "kk")}
