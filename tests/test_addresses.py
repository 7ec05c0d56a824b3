"""Addresses: one for each version, for good; and ways there from those it had before."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressroom import SITE, Pressroom, tree

from workflow.site.manifest import Manifest, parse
from workflow.site.release import addresses

REDIRECT = '<meta http-equiv="refresh" content="0; url={}">'
DATED = "---\ntitle: {}\ndate: {}\n---\n\nText.\n"
LOCALIZED = SITE + 'slugs = "localized"\n'


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    return Pressroom(tmp_path / "news")


def manifest(room: Pressroom) -> Manifest:
    return parse(room.out("manifest.json"), "manifest.json")


def found(room: Pressroom, code: str = "en") -> dict[str, str]:
    """The address of each article in a language, without that."""
    entries = manifest(room).entries
    for entry in entries.values():
        assert room.is_out(f"{entry.address}index.html")
    return {
        slug: entry.address.split("/", 1)[1]
        for (slug, one), entry in entries.items()
        if one == code
    }


def redirects(room: Pressroom) -> list[str]:
    return room.out("_redirects").splitlines() if room.is_out("_redirects") else []


def test_an_address_has_language_year_month_and_name(room: Pressroom) -> None:
    room.write("2026/board.md", DATED.format("Board", "2026-03-09T23:30:00-05:00"))
    room.write("2026/hall.md", "# Hall\n")
    for code in ("ru", "zh_Hans"):
        room.translate("2026/board", code)
    room.publish()

    assert {one.address for one in manifest(room).entries.values()} == {
        "en/2026/03/board/",
        "ru/2026/03/board/",
        "zh-hans/2026/03/board/",
        "en/hall/",
    }


def test_the_second_to_want_an_address_gets_a_number_and_keeps_it(room: Pressroom) -> None:
    for year in ("2024", "2025", "2026"):
        room.write(f"{year}/board.md", f"# Board of {year}\n")
    room.publish()
    assert found(room) == {
        "2024/board": "board/",
        "2025/board": "board-2/",
        "2026/board": "board-3/",
    }

    room.remove("2024/board.md")
    room.write("board.md", "# Board\n")
    room.publish()
    assert found(room) == {"2025/board": "board-2/", "2026/board": "board-3/", "board": "board/"}
    assert redirects(room) == []


def test_a_newcomer_takes_no_address_that_somebody_has(room: Pressroom) -> None:
    room.write("z/board.md", "# Z\n")
    room.publish()
    room.write("a/board.md", "# A\n")
    room.write("board-2.md", "# B\n")
    room.publish()

    assert found(room) == {"z/board": "board/", "a/board": "board-2/", "board-2": "board-2-2/"}


@pytest.mark.parametrize("name", ["tags", "archive", "search", "page", "feed", "2026", "0000"])
def test_an_undated_article_takes_no_address_of_a_list(room: Pressroom, name: str) -> None:
    room.write(f"{name}.md", "---\ntags: [a]\n---\n# Undated\n")
    room.write(f"dated/{name}.md", DATED.format("Dated", "2026-11-01"))
    room.publish()

    assert found(room) == {name: f"{name}-1/", f"dated/{name}": f"2026/11/{name}/"}


def test_an_article_whose_date_changes_leaves_a_way_to_its_new_address(room: Pressroom) -> None:
    room.write("board.md", DATED.format("Board", "2026-10-31"))
    room.translate("board", "ru")
    room.publish()
    room.write("board.md", DATED.format("Board", "2026-11-01"))
    room.publish()

    assert REDIRECT.format("../../11/board/") in room.out("en/2026/10/board/index.html")
    there = '<link rel="canonical" href="https://news.example/ru/2026/11/board/">'
    assert there in room.out("ru/2026/10/board/index.html")
    assert not room.is_out("ru/2026/10/board/provenance.json")
    assert redirects(room) == [
        "/en/2026/10/board/ /en/2026/11/board/ 301",
        "/ru/2026/10/board/ /ru/2026/11/board/ 301",
    ]
    assert "2026/10" not in room.out("sitemap.xml") + room.out("en/feed.xml")


def test_old_addresses_of_many_moves_all_lead_to_the_last(room: Pressroom) -> None:
    for date in ("2026-01-01", "2026-02-01", "", "2026-03-01"):
        room.write("board.md", DATED.format("Board", date))
        room.publish()

    assert redirects(room) == [
        "/en/2026/01/board/ /en/2026/03/board/ 301",
        "/en/2026/02/board/ /en/2026/03/board/ 301",
        "/en/board/ /en/2026/03/board/ 301",
    ]
    assert REDIRECT.format("../../03/board/") in room.out("en/2026/01/board/index.html")

    room.write("board.md", DATED.format("Board", "2026-01-01"))
    room.publish()
    assert "http-equiv" not in room.out("en/2026/01/board/index.html")
    assert [line.split()[0] for line in redirects(room)] == [
        "/en/2026/02/board/",
        "/en/2026/03/board/",
        "/en/board/",
    ]


def test_an_old_address_goes_with_its_article_or_to_one_that_needs_it(room: Pressroom) -> None:
    room.write("a/board.md", "# Board\n")
    room.publish()
    room.write("a/board.md", DATED.format("Board", "2026-11-01"))
    room.publish()
    room.write("board.md", "# Another board\n")
    room.publish()
    assert (redirects(room), "Another board" in room.out("en/board/index.html")) == ([], True)

    room.write("board.md", DATED.format("Another board", "2026-01-01"))
    room.publish()
    assert redirects(room) == ["/en/board/ /en/2026/01/board/ 301"]
    room.remove("board.md")
    room.publish()
    assert not room.is_out("en/board")
    assert not room.is_out("_redirects")


def test_a_renamed_file_keeps_the_address_that_it_says_it_has(room: Pressroom) -> None:
    room.write("draft1.md", "---\nslug: board\n---\n# Board\n")
    room.publish()
    room.remove("draft1.md")
    room.write("2026/final.md", "---\nslug: board\n---\n# Board\n")
    room.publish()

    assert found(room) == {"2026/final": "board/"}


@pytest.mark.parametrize(
    ("slug", "address"),
    [
        ("../../x", "x/"),
        ("/etc/passwd", "passwd/"),
        ("..", None),
        ("x/..", None),
        ("a\\b", "a-b/"),
        ("'%2e%2e%2f'", "2e-2e-2f/"),
        ("'x\"><script>'", "x-script/"),
        ("'a\\0b'", "a-0b/"),
        ("Новости дня", "novosti-dnya/"),
        ("新闻", None),
        ("index.html", "index-html/"),
        ("tags", "tags-1/"),
        ("x" * 300, "x" * 80 + "/"),
    ],
)
def test_a_slug_of_the_front_matter_is_a_name_and_no_path(
    room: Pressroom, slug: str, address: str | None
) -> None:
    room.write("deep/news.md", f"---\nslug: {slug}\n---\n# News\n")
    outside = tree(room.root.parent)
    room.publish()

    (got,) = found(room).values()
    assert got == address or (address is None and re.fullmatch("[0-9a-f]{8}/", got))
    made = {name.split("/")[1] for name in tree(room.root.parent).keys() - outside.keys()}
    assert made <= {"public", ".tilshi"}


@pytest.mark.parametrize(
    ("name", "address"),
    [("Қазақстан үкіметі", "qazaqstan-ukimeti/"), ("Ünïcødé!", "unicode/"), ("新闻", None)],
)
def test_a_file_name_in_any_script_becomes_ascii(
    room: Pressroom, name: str, address: str | None
) -> None:
    room.set('source = "kk"\n' + SITE.replace(', "kk"', ""))
    room.write(f"{name}.md", "# Жаңалық\n")
    room.publish()

    (got,) = found(room, "kk").values()
    assert got == address or (address is None and re.fullmatch("[0-9a-f]{8}/", got))


def test_addresses_from_titles_are_of_each_language(room: Pressroom) -> None:
    room.set(LOCALIZED)
    room.write("n1.md", DATED.format("The board met", "2026-11-01"))
    room.write("n2.md", "# Plain heading\n\nText.\n")
    room.write("n3.txt", "First line\n\nText.\n")
    room.translate("n1", "ru", {"The board met": "Совет собрался", "Text.": "Текст."})
    room.translate("n2", "kk", {"Plain heading": "Жай тақырып", "Text.": "Мәтін."})
    room.translate("n3", "zh_Hans", {"First line": "第一行", "Text.": "文字。"})
    room.publish()

    assert found(room) == {
        "n1": "2026/11/the-board-met/",
        "n2": "plain-heading/",
        "n3": "first-line/",
    }
    assert found(room, "ru") == {"n1": "2026/11/sovet-sobralsya/"}
    assert found(room, "kk") == {"n2": "zhai-taqyryp/"}
    assert found(room, "zh_Hans") == {"n3": "n3/"}


def test_a_new_title_leaves_a_way_where_addresses_are_from_titles(room: Pressroom) -> None:
    room.set(LOCALIZED)
    room.write("n1.md", DATED.format("The board met", "2026-11-01"))
    room.translate("n1", "ru", {"The board met": "Совет собрался", "Text.": "Текст."})
    room.publish()
    room.translate("n1", "ru", {"The board met": "Собрался совет", "Text.": "Текст."})
    room.publish()

    assert redirects(room) == [
        "/ru/2026/11/sovet-sobralsya/ /ru/2026/11/sobralsya-sovet/ 301",
    ]
    assert REDIRECT.format("../sobralsya-sovet/") in (
        room.out("ru/2026/11/sovet-sobralsya/index.html")
    )


def test_redirects_of_a_site_in_a_folder_of_its_host_have_that_folder(room: Pressroom) -> None:
    room.set(SITE.replace("news.example", "host.example/news/"))
    for date in ("2026-01-01", "2026-02-01"):
        room.write("board.md", DATED.format("Board", date))
        room.publish()

    assert redirects(room) == ["/news/en/2026/01/board/ /news/en/2026/02/board/ 301"]


PREFIXES = st.sampled_from(["en/", "ru/", "en/2026/11/"])
NAMES = st.sampled_from(["board", "board-2", "tags", "2026", "2026-1", "a"])


@given(st.lists(st.tuples(PREFIXES, NAMES), max_size=12))
def test_no_two_versions_ever_have_one_address(wanted: list[tuple[str, str]]) -> None:
    taken: dict[str, int] = {}
    for number, (prefix, called) in enumerate(wanted):
        undated = prefix != "en/2026/11/"
        name = f"{called}-1" if undated and addresses.TAKEN.fullmatch(called) else called
        address = next(one for one in addresses._names(prefix, name) if one not in taken)
        taken[address] = number

        assert addresses._fits(address, prefix, name)
        assert not addresses._fits(address, "kk/", name)
    lists = {"en/tags/", "en/2026/", "ru/tags/", "ru/2026/"}
    assert not lists & taken.keys()
