"""Lists: pages cut from the oldest article on, and what a new one changes."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressroom import SITE, Pressroom, alternates, touched

from i18n import locales
from workflow.publish import Status
from workflow.site.lists import parts
from workflow.site.manifest import Entry
from workflow.site.table import Row

EN = locales.get("en")
TITLE = re.compile(r'<h\d><a href="([^"]+)">([^<]+)</a></h\d>')


def rows(count: int) -> list[Row]:
    """So many articles, the newest first."""
    entry = Entry(Status.PUBLISHED, "approved", "", "")
    return [Row(f"n{number}", EN, f"en/n{number}/", entry) for number in range(count, 0, -1)]


@given(st.integers(0, 40), st.integers(1, 12))
def test_a_list_is_cut_into_pages_without_a_loss_and_leads_both_ways(count: int, size: int) -> None:
    made = parts("en/", rows(count), size)

    assert [row for part in made for row in part.rows] == rows(count)
    assert [part.number for part in made] == [0, *range(len(made) - 1, 0, -1)]
    assert all(len(part.rows) == size for part in made[1:])
    assert len(made[0].rows) < 2 * size
    assert len(made[0].rows) >= min(size, count)
    assert made[0].file == "en/index.html"
    assert len({part.file for part in made}) == len(made)
    for newer, older in pairwise(made):
        assert (newer.older, older.newer) == (older.file, newer.file)
    assert (made[0].newer, made[-1].older) == ("", "")


@given(st.integers(0, 40), st.integers(1, 12))
def test_a_new_article_changes_the_first_page_and_who_leads_to_it(count: int, size: int) -> None:
    before, after = (
        {part.file: part for part in parts("en/", rows(number), size)}
        for number in (count, count + 1)
    )

    assert before.keys() <= after.keys()
    changed = {name for name in before if before[name] != after[name]}
    neighbour = f"en/page/{len(before) - 1}/index.html"
    assert changed - {"en/index.html"} <= ({neighbour} if len(after) > len(before) else set())


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    """Five articles, two of which are in Russian, one as a draft."""
    room = Pressroom(tmp_path / "news", SITE + "page_size = 2\n")
    for day in range(1, 6):
        matter = f"date: 202{4 + day // 3}-11-{day:02}\ntags: [City]"
        room.write(f"n{day}.md", f"---\n{matter}\n---\n# No. {day}\n\nLead {day}.\n")
    room.translate("n1", "ru", fuzzy=True)
    room.translate("n2", "ru")
    return room


def titles(page: str) -> list[str]:
    return [title for _, title in TITLE.findall(page)]


def test_a_home_has_the_newest_first_and_its_later_pages_the_rest(room: Pressroom) -> None:
    room.publish()

    assert titles(room.out("en/index.html")) == ["No. 5", "No. 4", "No. 3"]
    assert titles(room.out("en/page/1/index.html")) == ["No. 2", "No. 1"]
    assert 'rel="next" href="page/1/"' in room.out("en/index.html")
    assert 'rel="prev" href="../../"' in room.out("en/page/1/index.html")
    assert titles(room.out("en/tags/city/page/1/index.html")) == ["No. 2", "No. 1"]
    assert titles(room.out("en/2025/index.html")) == ["No. 5", "No. 4", "No. 3"]


def test_later_pages_and_those_of_drafts_are_no_versions_of_others(room: Pressroom) -> None:
    room.publish(rule="drafts")

    assert titles(room.out("ru/index.html")) == ["Перевод: No. 2", "Перевод: No. 1"]
    assert alternates(room.out("en/page/1/index.html")) == {}
    assert set(alternates(room.out("ru/index.html"))) == {"en", "ru", "x-default"}
    assert "noindex" not in room.out("ru/2024/index.html")


def test_a_list_of_nothing_but_drafts_is_for_readers_alone(room: Pressroom) -> None:
    room.translate("n2", "ru", fuzzy=True)
    room.publish(rule="drafts")

    for name in ("index.html", "2024/index.html", "tags/index.html", "tags/city/index.html"):
        assert '<meta name="robots" content="noindex">' in room.out(f"ru/{name}")
        assert "ru" not in alternates(room.out(f"en/{name}"))
    assert "https://news.example/ru/" not in room.out("sitemap.xml")
    assert "Редактор проверил этот перевод не полностью." in room.out("ru/index.html")


def test_an_article_without_a_date_is_in_the_archive_and_in_no_year(room: Pressroom) -> None:
    room.write("about.md", "# About us\n")
    room.publish()

    assert titles(room.out("en/archive/index.html")) == ["About us"]
    assert titles(room.out("en/page/1/index.html")) == ["No. 1", "About us"]
    years = re.findall(
        r'<a href="\.\./(\d{4})/">\d{4}</a> <span>([^<]+)', room.out("en/archive/index.html")
    )
    assert years == [("2025", "3 articles"), ("2024", "2 articles")]


def test_a_list_that_has_no_article_any_more_goes(room: Pressroom) -> None:
    room.publish()
    for day in range(1, 6):
        room.write(f"n{day}.md", f"# No. {day}\n")
    report = room.publish()

    assert not [name for name in ("tags", "2024", "2025") if room.is_out(f"en/{name}/index.html")]
    assert "en/tags/city/page/1/index.html" in report.deleted
    assert 'href="tags/"' not in room.out("en/index.html")


def test_tags_are_called_as_the_language_calls_them(room: Pressroom) -> None:
    room.publish()
    assert '<span lang="en">City</span></a>' in room.out("ru/tags/index.html")

    room.translate("site", "ru", {"City": "Город", "The Bulletin": "Вестник"})
    before = room.stats()
    room.publish()
    assert ">Город</a>" in room.out("ru/tags/index.html")
    assert "<h1>Город</h1>" in room.out("ru/tags/city/index.html")
    assert ">Город</a>" in room.out("ru/2024/11/n2/index.html")
    assert "Вестник" in room.out("ru/page/1/index.html") if room.is_out("ru/page/1") else True
    assert "<title>Вестник</title>" in room.out("ru/index.html")
    assert not {
        name for name in touched(before, room.stats(), room.public) if name.startswith("en/")
    }


def test_two_tags_of_one_slug_have_two_lists(room: Pressroom) -> None:
    room.write("n5.md", "---\ntags: ['C++', 'C', 'c', '体育', '文化']\n---\n# No. 5\n")
    room.publish()

    found = re.findall(r'<a href="([^"]+)">([^<]+)</a> <span>', room.out("en/tags/index.html"))
    assert found == [
        ("c/", "C"),
        ("c-2/", "C++"),
        ("city/", "City"),
        ("c-3/", "c"),
        ("tag/", "体育"),
        ("tag-2/", "文化"),
    ]
    assert all(titles(room.out(f"en/tags/{file}index.html")) for file, _ in found)
