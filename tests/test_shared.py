"""What articles share: pages at old addresses, and what a project says of its logo and icon."""

import json
import re
from pathlib import Path

import pytest
from pressroom import SITE, Pressroom

from i18n.errors import Place, UserError

BOARD = "---\ndate: 2026-{month}-20\n---\n# Board\n\nText.\n"
OLD, NEW = "2026/10/board/", "2026/11/board/"


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    """A newsroom of one article: in Russian it is reviewed, in Kazakh nobody has seen it."""
    room = Pressroom(tmp_path / "news")
    room.write("board.md", BOARD.format(month=10))
    room.translate("board", "ru")
    room.translate("board", "kk", fuzzy=True)
    return room


def static(room: Pressroom, name: str) -> None:
    """Put a file into the theme, to go out as it is."""
    path = room.root / "theme/static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def move(room: Pressroom) -> None:
    """Publish the article in one month, then in the next."""
    room.publish(rule="drafts")
    room.write("board.md", BOARD.format(month=11))
    room.publish(rule="drafts")


def test_a_page_at_an_old_address_passes_on_what_engines_think_of_it(room: Pressroom) -> None:
    move(room)

    page = room.out(f"ru/{OLD}index.html")
    assert f'<link rel="canonical" href="https://news.example/ru/{NEW}">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../11/board/">' in page
    assert "noindex" not in page
    assert "data-pagefind-body" not in page


def test_an_old_address_of_what_engines_may_not_have_stays_hidden(room: Pressroom) -> None:
    move(room)

    page = room.out(f"kk/{OLD}index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_without_an_address_of_the_site_an_old_page_leads_on_all_the_same(room: Pressroom) -> None:
    room.set(SITE.replace('url = "https://news.example"\n', ""))
    move(room)

    page = room.out(f"ru/{OLD}index.html")
    assert '<a href="../../11/board/">' in page
    assert not re.search("canonical|noindex", page)


def test_search_engines_get_the_logo(room: Pressroom) -> None:
    static(room, "img/logo.png")
    room.set(f'{SITE}logo = "img/logo.png"\n')
    room.publish()

    said = re.search(r'ld\+json">(.*?)</script>', room.out("ru/index.html"))
    assert said
    assert json.loads(said[1])["publisher"]["logo"] == {
        "@type": "ImageObject",
        "url": "https://news.example/img/logo.png",
    }
    assert room.is_out("img/logo.png")


@pytest.mark.parametrize("logo", ["none.png", "../../tilshi.toml", "/etc/hosts", "img"])
def test_a_logo_that_is_not_there_is_told_at_its_line(room: Pressroom, logo: str) -> None:
    static(room, "img/logo.png")
    room.set(f'{SITE}logo = "{logo}"\n')
    with pytest.raises(UserError) as error:
        room.publish()

    assert error.value.at == Place("tilshi.toml", 7)
    assert error.value.what == f"site.logo is {logo!r}, and theme/static has no such file"


def test_pages_name_the_icon_when_it_has_come_and_no_more_when_it_has_gone(
    room: Pressroom,
) -> None:
    room.publish()
    before = room.out("404.html")
    static(room, "favicon.ico")
    room.publish()
    assert '<link rel="icon" href="/favicon.ico">' in room.out("404.html")
    assert '<link rel="icon" href="../favicon.ico">' in room.out("ru/index.html")

    (room.root / "theme/static/favicon.ico").unlink()
    room.publish()
    assert room.out("404.html") == before
    assert not room.is_out("favicon.ico")


def test_the_script_of_the_search_is_out_only_where_there_is_a_search(room: Pressroom) -> None:
    room.publish()

    assert room.is_out("chooser.js")
    assert not room.is_out("search.js")
