"""An edition: where the pages of a site lead, with an address and without."""

import random
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from pressroom import SITE, Pressroom, alternates, switcher, tree

URL = "https://host.example/news/"
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    room = Pressroom(tmp_path / "news")
    room.write(
        "board.md",
        "---\ndate: 2026-11-20\ntags: [City]\nauthor: A. Писатель\n---\n# Board\n\nText.\n",
    )
    room.translate("board", "ru")
    return room


def pages(room: Pressroom) -> dict[str, str]:
    return {
        name: data.decode() for name, data in tree(room.public).items() if name.endswith(".html")
    }


def test_a_site_in_a_folder_of_its_host_has_that_folder_in_every_address(room: Pressroom) -> None:
    room.set(SITE.replace("https://news.example", URL))
    room.publish()

    page = room.out("ru/2026/11/board/index.html")
    assert f'<link rel="canonical" href="{URL}ru/2026/11/board/">' in page
    assert alternates(page)["x-default"] == f"{URL}en/2026/11/board/"
    assert switcher(page)["en"] == "../../../../en/2026/11/board/"
    assert f"Sitemap: {URL}sitemap.xml" in room.out("robots.txt")
    assert f"<loc>{URL}ru/2026/11/board/</loc>" in room.out("sitemap.xml")
    assert '<a href="/news/en/">' in room.out("404.html")
    assert '<link rel="stylesheet" href="/news/style.css">' in room.out("404.html")
    assert not [name for name, text in pages(room).items() if "host.example//" in text]


def test_a_site_without_an_address_says_nothing_that_needs_one(room: Pressroom) -> None:
    room.set(SITE.replace('url = "https://news.example"\n', ""))
    room.publish()

    names = [name for name in tree(room.public) if re.search(r"feed|sitemap|_redirects", name)]
    assert names == []
    assert room.out("robots.txt") == "User-agent: *\nAllow: /\n"
    for name, page in pages(room).items():
        assert not re.search(r'canonical|rel="alternate"|og:|ld\+json|http', page), name
    assert switcher(room.out("ru/2026/11/board/index.html"))["en"] == (
        "../../../../en/2026/11/board/"
    )
    assert '<a href="/en/">' in room.out("404.html")


def test_an_address_that_comes_later_is_on_every_page(room: Pressroom) -> None:
    room.set(SITE.replace('url = "https://news.example"\n', ""))
    room.publish()
    room.set(SITE)
    room.publish()

    hidden = {name for name, page in pages(room).items() if 'rel="canonical"' not in page}
    assert hidden == {"404.html"}


def test_an_author_is_named_in_the_language_of_the_page_or_marked(room: Pressroom) -> None:
    room.publish()
    page = room.out("ru/2026/11/board/index.html")
    assert '<span lang="en">A. Писатель</span>' in page

    room.translate("site", "ru", {"A. Писатель": "Автор Писатель"})
    room.publish()
    page = room.out("ru/2026/11/board/index.html")
    assert "<li>Автор Писатель</li>" in page
    assert "Name(" not in "".join(pages(room).values())


def test_an_empty_site_is_a_home_and_a_choice(tmp_path: Path) -> None:
    room = Pressroom(tmp_path / "news")
    report = room.publish()

    assert report.places == ("en/index.html", "index.html")
    assert "No article has been published yet." in room.out("en/index.html")
    assert '<a href="en/"' in room.out("index.html")


def test_every_page_that_names_versions_is_named_by_them(tmp_path: Path) -> None:
    """The closure over a site of drafts, approved versions and scripts, under a rule for each."""
    room = Pressroom(
        tmp_path / "news",
        'scripts = ["kk_Latn", "kk_Arab"]\n' + SITE + 'page_size = 3\n[publish]\nrule = "drafts"\n',
    )
    chance = random.Random(3)
    for number in range(24):
        date = f"date: 202{chance.randint(4, 6)}-11-{number + 1:02}\n" if number % 4 else ""
        tags = ", ".join(chance.sample(["City", "Science", "Sport", "Ғылым"], 2))
        room.write(f"n{number}.md", f"---\n{date}tags: [{tags}]\n---\n# No. {number}\n\nText.\n")
        for code in ("ru", "kk", "zh_Hans"):
            if chance.random() < 0.6:
                room.translate(f"n{number}", code, fuzzy=chance.random() < 0.4 or code == "zh_Hans")
    room.publish()

    known = {
        f"https://news.example/{one.removesuffix('index.html')}": text
        for one, text in pages(room).items()
    }
    named = {url: alternates(page) for url, page in known.items()}
    sitemap = room.out("sitemap.xml")
    listed = set(re.findall(r"<loc>([^<]+)</loc>", sitemap))
    for url, page in known.items():
        if url not in listed:
            assert NOINDEX in page or "/page/" in url, url
            continue
        assert NOINDEX not in page
        assert f'<link rel="canonical" href="{url}">' in page
        for other in named[url].values():
            assert named[other] == named[url], (url, other)
            assert other in listed
        for href in re.findall(r'<a [^>]*?href="([^"#]*)"', page):
            there = urljoin(url, href)
            assert there in known or "feed.xml" in there or "provenance.json" in there, (url, href)
    assert len([url for url, others in named.items() if others]) > 60
    assert sum(NOINDEX in page for page in known.values()) > 20
    assert not [url for url in listed if "/zh-hans/" in url]
