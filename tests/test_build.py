"""`tilshi build`: one summary for people and programs, and nothing done where nothing changed."""

import json
import os
from pathlib import Path

import pytest
from newsroom import Newsroom

SETTINGS = """\
locales = ["ru"]
[engines]
chain = ["memory"]
[checks]
select = ["empty"]
[site]
url = "https://news.example"
"""
EMBARGOED = "---\ndate: 2026-11-23\nembargo: 2026-11-24T09:00:00+05:00\n---\n# Board\n"
QUIET = "Nothing has changed since the last run."


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom whose one article is translated, and built."""
    room = Newsroom(tmp_path, SETTINGS)
    room.tilshi("translate", "--engine", "pseudo")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    room.tilshi("build")
    assert (tmp_path / "public/ru/news/index.html").exists()
    return room


def test_a_build_with_nothing_to_do_says_so_and_touches_nothing(room: Newsroom) -> None:
    before = {path: path.stat().st_mtime_ns for path in (room.root / "public").rglob("*")}

    said = room.tilshi("build")

    assert QUIET in said
    assert "  public/ru/index.html" in said
    assert {path: path.stat().st_mtime_ns for path in (room.root / "public").rglob("*")} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda room: room.write("articles/news.txt", "Laboratory opens\n"),
        lambda room: room.write("theme/style.css", ":root { --link: #a00 }"),
        lambda room: room.write("theme/static/logo.png", "x"),
        lambda room: room.write("glossary.csv", "term,ru\nrector,ректор\n"),
        lambda room: room.write("tilshi.toml", SETTINGS + 'title = "News"\n'),
        lambda room: (room.root / "public/ru/news/index.html").unlink(),
        lambda room: os.utime(room.root / "locales/ru/LC_MESSAGES/news.po"),
    ],
    ids=["article", "style", "file", "glossary", "settings", "page", "catalog"],
)
def test_whatever_changed_is_seen(room: Newsroom, change) -> None:  # type: ignore[no-untyped-def]
    change(room)

    assert QUIET not in room.tilshi("build")
    room.tilshi("build")  # the first may have changed catalogs, which the second sees
    assert QUIET in room.tilshi("build")


def test_an_embargo_that_ends_is_a_change(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS, {"board.md": EMBARGOED})
    before, after = "1795492799", "1795492801"  # a second before 04:00 UTC, and one after
    room.tilshi("publish", SOURCE_DATE_EPOCH=before)

    assert QUIET in room.tilshi("publish", SOURCE_DATE_EPOCH=before)
    assert not (room.root / "public/en/2026/11/board/index.html").exists()
    assert QUIET not in room.tilshi("publish", SOURCE_DATE_EPOCH=after)
    assert (room.root / "public/en/2026/11/board/index.html").exists()


def test_programs_get_a_summary_and_nothing_else(room: Newsroom) -> None:
    room.write("articles/news.txt", "Laboratory opens in Almaty\n\nIt has 14 rooms.\n")

    said = json.loads(room.tilshi("build", "--json"))
    again = json.loads(room.tilshi("build", "--json"))

    assert said["ok"]
    assert said["folder"] == "public"
    assert said["catalogs_changed"] == 1
    assert said["versions"] == {"earlier": 1, "published": 1}
    (row,) = said["waiting"]
    assert (row["article"], row["locale"], row["status"]) == ("news", "ru", "earlier")
    assert {"untranslated", "stale"} & {one["code"] for one in row["reasons"]}
    assert (again["catalogs_changed"], again["articles_changed"]) == (0, 0)


def test_programs_are_told_what_is_wrong(room: Newsroom) -> None:
    room.write("tilshi.toml", 'locals = ["ru"]\n')

    done = room.run("build", "--json")

    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert (said["ok"], said["error"]) == (False, "tilshi.toml:1: unknown key 'locals'")
    assert said["hint"] == "did you mean 'locales'?"


def test_a_site_without_an_address_is_told_what_it_lacks(room: Newsroom) -> None:
    room.write("tilshi.toml", 'locales = ["ru"]\n')

    assert "no url in [site]: the site has no feeds" in room.run("publish").stderr
