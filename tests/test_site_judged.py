"""The published site before its judges: two hundred articles, half of their versions approved."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from judges import feeds, sitemaps
from judges.access import axe
from judges.browser import Page
from judges.heads import Site
from judges.host import serve
from judges.markup import vnu
from judges.weight import budget
from newsroom import Newsroom

from benchmarks import articles, fill

# One process publishes the site, once.
pytestmark = [pytest.mark.xdist_group("site"), pytest.mark.search]

SETTINGS = """\
locales = ["ru", "zh_Hans", "kk"]
scripts = ["kk_Latn", "kk_Arab"]
[engines]
chain = ["memory"]
[site]
title = "News of the University"
url = "https://university.example"
search = true
"""

SHOWCASE = f"""---
title: "Everything that an article may have"
date: {date.today().isoformat()}
tags: [science, culture]
description: Tables, footnotes, pictures and code in one article.
---

The forum began on Monday.[^1] It ends on *Friday*, says **the rector** of the `university`.

![Students in the library](hall.svg "The new hall of the library")

| Faculty | Students |
|:--------|---------:|
| Physics | 1,200 |
| Law | 900 |

## What comes next

> “We open in spring,” said the rector.

1. The hall opens.
2. The [library](https://news.example/library/) moves.

### Later

- Books
    - Maps

```
tilshi publish
```

[^1]: The day is that of Almaty.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"><path d="M0 0h8v5H0z"/></svg>'
TAGS = ("science", "culture", "sport", "students", "city")
HALF = 0.5


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of 200 articles, as `tilshi publish` makes it."""
    chance = random.Random(5)
    texts = {one.name: _tagged(one.text, chance) for one in articles.articles(199)}
    room = Newsroom(
        tmp_path_factory.mktemp("newsroom"), SETTINGS, {**texts, "showcase.md": SHOWCASE}
    )
    room.write("articles/hall.svg", PICTURE)
    room.tilshi("extract")
    catalogs = [path for path in sorted(room.root.rglob("*.po")) if path.stem != "showcase"]
    waiting = {path: path.read_bytes() for path in catalogs if chance.random() < HALF}
    fill.approve_all(room.root)
    for path, data in waiting.items():
        path.write_bytes(data)
    room.tilshi("publish")
    return Site(room.root / "public")


def _tagged(text: str, chance: random.Random) -> str:
    """Give an article tags, and take the date from every tenth."""
    tags = ", ".join(chance.sample(TAGS, chance.randint(1, 3)))
    text = text.replace("author:", f"tags: [{tags}]\nauthor:", 1)
    lines = text.split("\n")
    return "\n".join(lines[:2] + lines[3:]) if chance.random() < 0.1 else text


@pytest.fixture(scope="module")
def base(site: Site) -> Iterator[str]:
    with serve(site.root) as address:
        yield address


def kinds(site: Site) -> dict[str, str]:
    """One page of each kind, each in another language, and the article in all of them."""
    today = f"{date.today():%Y/%m}/showcase/"
    return {
        "chooser": "",
        "home": "kk/",
        "older news": "zh-hans/page/2/",
        "tag": "ru/tags/science/",
        "archive": "zh-hans/archive/",
        "year": f"kk/{date.today():%Y}/",
        "search": "ru/search/",
        "home from right to left": "kk-arab/",
        "not found": "404.html",
        **{f"article in {one}": f"{one}/{today}" for one in site.languages},
    }


@pytest.mark.judges
def test_the_w3c_has_nothing_to_say_of_any_page(site: Site) -> None:
    assert vnu(site.root) == []


@pytest.mark.judges
@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_has_nothing_to_say_of_any_kind_of_page(
    page: Page, site: Site, base: str, width: int, dark: bool
) -> None:
    page.emulate(dark=dark, width=width)
    found = {}
    for kind, path in kinds(site).items():
        page.goto(f"{base}/{path}")
        found[kind] = axe(page)

    assert {kind: said for kind, said in found.items() if said} == {}
    assert len(found) > 10


@pytest.mark.browser
def test_pages_ask_no_other_host_and_say_nothing_to_the_console(
    page: Page, site: Site, base: str
) -> None:
    for path in kinds(site).values():
        page.goto(f"{base}/{path}")

        assert [url for url in page.requests if not url.startswith((f"{base}/", "data:"))] == []
        assert page.errors == []


@pytest.mark.browser
def test_no_page_is_wider_than_a_phone(page: Page, site: Site, base: str) -> None:
    page.emulate(width=360)
    widths = {}
    for kind, path in kinds(site).items():
        page.goto(f"{base}/{path}")
        widths[kind] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(kinds(site), 360)


@pytest.mark.browser
def test_a_home_weighs_less_than_forty_kilobytes(page: Page, site: Site, base: str) -> None:
    for language in site.languages:
        page.goto(f"{base}/{language}/")
        weight = budget(page)

        assert 2_000 < sum(weight.values()) < 40_000, weight


@pytest.mark.browser
@pytest.mark.parametrize("css", [True, False], ids=["styled", "bare"])
def test_pages_are_read_and_left_without_scripts(
    page: Page, site: Site, base: str, css: bool
) -> None:
    page.emulate(scripts=False, css=css)
    for kind, path in kinds(site).items():
        page.goto(f"{base}/{path}")
        seen = page.evaluate("""[
          document.querySelector('main h1').checkVisibility(),
          document.querySelector('main').innerText.trim().length > 20,
          [...document.querySelectorAll('nav a')].filter(one => one.checkVisibility()).length > 2,
        ]""")

        assert seen == [True, True, True], kind


@pytest.mark.browser
def test_the_switcher_leads_to_the_same_article_in_each_language(
    page: Page, site: Site, base: str
) -> None:
    path = kinds(site)["article in en"].partition("/")[2]
    for language in site.languages:
        page.goto(f"{base}/en/{path}")
        if language != "en":
            page.click(f'nav a[hreflang="{_tag(page, language)}"]')
            page.wait(f"location.pathname === '/{language}/{path}'")
            page.wait("document.readyState === 'complete'")

        assert page.evaluate("document.documentElement.lang").lower() == language


@pytest.mark.browser
def test_a_language_without_the_article_leads_to_its_home_which_says_so(
    page: Page, site: Site, base: str
) -> None:
    only = next(one for one in site.articles("en") if one not in site.articles("kk"))
    page.goto(f"{base}/en/{only}")
    page.click('nav a[hreflang="kk"]')
    page.wait("location.pathname === '/kk/' && document.readyState === 'complete'")

    assert page.evaluate("document.querySelector('#not-here').checkVisibility()")
    page.goto(f"{base}/kk/")
    assert not page.evaluate("document.querySelector('#not-here').checkVisibility()")


@pytest.mark.browser
def test_the_page_is_dark_for_readers_who_like_it(page: Page, site: Site, base: str) -> None:
    light = []
    for dark in (False, True):
        page.emulate(dark=dark)
        page.goto(f"{base}/{kinds(site)['article in zh-hans']}")
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)")
        light.append(sum(map(int, shade[:3])) / 3)

    assert light[0] > 200
    assert light[1] < 60


@pytest.mark.browser
def test_arabic_letters_run_from_the_right(page: Page, site: Site, base: str) -> None:
    sides = []
    for language in ("kk", "kk-arab"):
        page.emulate(width=1280)
        page.goto(f"{base}/{kinds(site)[f'article in {language}']}")
        sides.append(
            page.evaluate("""(() => {
              const left = (selector) =>
                document.querySelector(selector).getBoundingClientRect().left;
              return left('header .name a') < left('header .languages');
            })()""")
        )
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == (
            "rtl" if language == "kk-arab" else "ltr"
        )

    assert sides == [True, False]


@pytest.mark.browser
def test_the_chooser_points_a_language_out_and_leads_nowhere_by_itself(
    page: Page, base: str
) -> None:
    pointed = "[...document.querySelectorAll('.chooser a:has(.suggested:not([hidden]))')].map(a => a.hreflang)"
    page.goto(base)
    assert page.evaluate(pointed) == ["en"]  # the browser's own

    page.click('.chooser a[hreflang="kk-Arab"]')
    page.wait("location.pathname === '/kk-arab/'")
    page.goto(base)
    assert (page.evaluate("location.pathname"), page.evaluate(pointed)) == ("/", ["kk-Arab"])


def _tag(page: Page, language: str) -> str:
    tags = page.evaluate("[...document.querySelectorAll('nav a[hreflang]')].map(a => a.hreflang)")
    return next(str(tag) for tag in tags if str(tag).lower() == language)


def test_every_feed_is_valid_and_has_articles(site: Site) -> None:
    for language in site.languages:
        data = (site.root / language / "feed.xml").read_bytes()

        assert feeds.feed(data) == []
        assert data.count(b"<entry>") > 5


def test_every_sitemap_is_valid(site: Site) -> None:
    for name in ("sitemap.xml", "sitemap-news.xml"):
        assert sitemaps.sitemap((site.root / name).read_bytes()) == [], name


def test_robots_are_told_of_every_sitemap(site: Site) -> None:
    told = (site.root / "robots.txt").read_text("utf-8").splitlines()

    for name in ("sitemap.xml", "sitemap-news.xml"):
        assert f"Sitemap: {site.url}{name}" in told


def test_every_link_inside_the_site_leads_somewhere(site: Site) -> None:
    broken = {
        (address, target)
        for address in site.heads
        for target in site.links(address)
        if target.startswith(site.url) and not site.file(target).is_file()
    }

    assert broken == set()


def test_every_version_lists_all_versions_and_itself(site: Site) -> None:
    """The closure: all that is listed is there, and lists back the very same."""
    heads = {address: head for address, head in site.heads.items() if head.alternates}
    for address, head in heads.items():
        assert head.canonical == address
        assert address in head.alternates.values()
        for other in head.alternates.values():
            assert site.file(other).is_file(), (address, other)
            if other != head.alternates.get("x-default"):
                assert site.heads[other].alternates == head.alternates, (address, other)

    assert len(heads) > 200


def test_an_article_lists_the_languages_that_it_is_out_in(site: Site) -> None:
    out = {language: set(site.articles(language)) for language in site.languages}
    for path in out["en"]:
        versions = {f"{site.url}{language}/{path}" for language in out if path in out[language]}
        head = site.heads[f"{site.url}en/{path}"]
        listed = {address for tag, address in head.alternates.items() if tag != "x-default"}

        assert listed == versions or (not listed and len(versions) == 1)

    assert len(out["en"]) == 200
    assert all(50 < len(paths) < 150 for language, paths in out.items() if language != "en")


def test_the_sitemap_says_of_each_page_what_its_head_says(site: Site) -> None:
    said = sitemaps.alternates((site.root / "sitemap.xml").read_bytes())

    assert {address for address in said if not site.heads[address].listed} == set()
    assert said == {address: site.heads[address].alternates for address in said}
    assert len(said) > 400


def test_the_feed_says_of_each_article_what_its_head_says(site: Site) -> None:
    for language in site.languages:
        for address, versions in feeds.alternates((site.root / language / "feed.xml").read_bytes()):
            head = site.heads[address].alternates or {"": address}

            assert {*versions, address} == {
                other for tag, other in head.items() if tag != "x-default"
            }
