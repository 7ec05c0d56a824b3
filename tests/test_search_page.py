"""Search: in four languages, in a real browser, with nothing asked of another host."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from judges.access import axe
from judges.browser import Page
from judges.host import serve
from newsroom import Newsroom
from test_search import write

from i18n import catalog as catalogs
from workflow.review import approve, rewrite
from workflow.site import search

pytestmark = [pytest.mark.search, pytest.mark.xdist_group("search")]

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)

SETTINGS = """\
locales = ["ru", "kk", "zh_Hans"]
scripts = ["kk_Latn", "kk_Arab"]
[checks]
select = ["empty"]
[site]
search = true
"""

BOARD = """\
---
date: 2026-11-23
---

# Board elects a president

The board met in Almaty and awarded its prize.
"""
LIBRARY = """\
---
date: 2026-10-05
---

# Schools open

The library has new `<script>alert(1)</script>` rooms & desks.
"""
SAID = {
    "Board elects a president": {
        "ru": "Совет избрал президента",
        "kk": "Кеңес президентті сайлады",
        "zh_Hans": "理事会选出校长",
    },
    "The board met in Almaty and awarded its prize.": {
        "ru": "Совет собрался в Алматы и вручил свою премию.",
        "kk": "Кеңес Алматыда жиналып, өз сыйлығын тапсырды.",
        "zh_Hans": "理事会在阿拉木图开会并颁奖。",
    },
    "Schools open": {
        "ru": "Школы открылись",
        "kk": "Мектептер ашылды",
        "zh_Hans": "学校开学",
    },
    "The library has new `<script>alert(1)</script>` rooms & desks.": {
        "ru": "В библиотеке новые залы `<script>alert(1)</script>` и столы.",
        "kk": "Кітапханада жаңа `<script>alert(1)</script>` бөлмелер бар.",
        "zh_Hans": "图书馆有新的`<script>alert(1)</script>`阅览室。",
    },
}


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two articles, approved in all languages, and published with an index."""
    root = tmp_path_factory.mktemp("newsroom")
    room = Newsroom(root, SETTINGS, {"board.md": BOARD, "library.md": LIBRARY})
    room.tilshi("extract")
    for path in root.rglob("*.po"):
        code = path.relative_to(root / "locales").parts[0]
        catalog = catalogs.parse(path.read_text("utf-8"), str(path), code)
        units = tuple(
            approve(
                replace(rewrite(unit, SAID[unit.source][code]), fuzzy=False, raw=""),
                "An Editor",
                "2026-11-24",
            )
            for unit in catalog.units
        )
        path.write_text(catalogs.write(replace(catalog, units=units)), "utf-8")
    room.tilshi("publish")
    return room


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    """Where the site is served, under the policy that the documentation names."""
    with serve(newsroom.root / "public", POLICY) as base:
        yield base


def titles(page: Page) -> list[str]:
    return list(
        page.evaluate("[...document.querySelectorAll('#results h2')].map(one => one.innerText)")
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "query", "path", "title", "status"),
    [
        ("en", "presidents", "2026/11/board/", "Board elects a president", "1 result"),
        # Another case than the text has.
        ("ru", "президенту", "2026/11/board/", "Совет избрал президента", "1 результат"),
        # The text has мектептер.
        ("kk", "мектеп", "2026/10/library/", "Мектептер ашылды", "1 нәтиже"),
        ("kk-latn", "mektep", "2026/10/library/", "Mektepter aşyldy", "1 nätije"),
        ("kk-arab", "مەكتەپ", "2026/10/library/", "مەكتەپتەر اشىلدى", "1 ناتيجە"),
        # The text has сыйлығын.
        ("kk", "сыйлық", "2026/11/board/", "Кеңес президентті сайлады", "1 нәтиже"),
        ("kk-latn", "syilyq", "2026/11/board/", "Keñes prezidenttı sailady", "1 nätije"),
        ("kk-arab", "سىيلىق", "2026/11/board/", "كەڭەس پرەزيدەنتتى سايلادى", "1 ناتيجە"),
        # A word, where no space parts words.
        ("zh-hans", "图书馆", "2026/10/library/", "学校开学", "1条结果"),
    ],
)
def test_a_word_finds_the_article_that_has_it(
    page: Page, address: str, lang: str, query: str, path: str, title: str, status: str
) -> None:
    page.goto(f"{address}/{lang}/search/")
    page.type("#query", query)
    page.wait(
        "document.querySelector('#results li') && document.querySelector('#status').innerText"
    )

    link = page.evaluate("document.querySelector('#results a').pathname")
    assert (titles(page), page.text("#status"), link) == ([title], status, f"/{lang}/{path}")
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == query
    assert page.errors == []
    assert {url for url in page.requests if not url.startswith(address)} == set()


@pytest.mark.browser
def test_a_result_has_its_date_as_the_article_writes_it(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/search/?q=" + "совет")
    page.wait("document.querySelector('#results li')")

    assert "23 ноября 2026 г." in page.text("#results li").replace("\u00a0", " ").splitlines()


@pytest.mark.browser
def test_an_address_with_a_query_shows_what_it_finds(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/search/?q=" + "зал")
    page.wait("document.querySelector('#results li')")

    assert page.evaluate("document.querySelector('#query').value") == "зал"
    assert titles(page) == ["Школы открылись"]


@pytest.mark.browser
def test_enter_asks_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/search/")
    page.type("#query", "совет")
    page.press("Enter")
    page.wait("document.querySelector('#results li')")

    assert page.evaluate("location.pathname") == "/ru/search/"
    assert titles(page) == ["Совет избрал президента"]


@pytest.mark.browser
def test_an_empty_field_lists_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=president")
    page.wait("document.querySelector('#results li')")
    page.evaluate("document.querySelector('#query').select()")
    page.type("#query", "")
    page.wait("!document.querySelector('#results li')")

    assert (page.text("#status"), page.evaluate("location.search")) == ("", "")


@pytest.mark.browser
def test_results_beyond_ten_are_shown_on_request(
    page: Page, newsroom: Newsroom, tmp_path: Path
) -> None:
    shutil.copytree(newsroom.root / "public", tmp_path / "public")
    search.index(write(tmp_path / "public", *(f"Lecture {number}" for number in range(23))))
    with serve(tmp_path / "public", POLICY) as base:
        page.goto(f"{base}/en/search/?q=geology")
        for shown in (10, 20, 23):
            page.wait(f"document.querySelectorAll('#results li').length === {shown}")
            assert page.evaluate("document.querySelector('#more').hidden") == (shown == 23)
            page.click("#more") if shown < 23 else None

        focused = page.evaluate("document.activeElement.innerText")
    assert page.text("#status") == "23 results"
    assert focused == titles(page)[20]


@pytest.mark.browser
@pytest.mark.judges
def test_the_page_is_open_to_all_with_what_it_found(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/search/?q=" + "мектеп")
    page.wait("document.querySelector('#results li')")

    assert axe(page) == []


@pytest.mark.browser
def test_a_search_ends_in_the_language_it_began_in(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/")
    page.type("#query", "президента")
    page.wait("document.querySelector('#status').innerText")

    assert (titles(page), page.text("#status")) == ([], "Nothing found")


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "query"), [("en", "priq"), ("kk", "бөлмеленк"), ("kk", "тқ")])
def test_a_word_that_begins_otherwise_is_not_found(
    page: Page, address: str, lang: str, query: str
) -> None:
    page.goto(f"{address}/{lang}/search/?q={query}")
    page.wait("document.querySelector('#status').innerText")

    assert (titles(page), page.errors) == ([], [])


@pytest.mark.browser
def test_what_an_article_says_of_markup_is_shown_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=desks")
    page.wait("document.querySelector('#results li')")

    said = "The library has new <script>alert(1)</script> rooms & desks."
    assert page.text("#results p").endswith(said)
    assert page.text("#results mark") == "desks."


@pytest.mark.browser
def test_without_scripts_the_page_leads_to_the_archive(page: Page, address: str) -> None:
    page.emulate(scripts=False)
    page.goto(f"{address}/en/search/")

    assert "Search needs JavaScript" in page.text("main")
    assert page.evaluate("document.querySelector('noscript a').pathname") == "/en/archive/"
    assert not page.evaluate("document.querySelector('#search').checkVisibility()")


@pytest.mark.browser
def test_without_an_index_the_page_says_that_search_failed(
    page: Page, newsroom: Newsroom, tmp_path: Path
) -> None:
    shutil.copytree(newsroom.root / "public", tmp_path / "public")
    shutil.rmtree(tmp_path / "public" / search.INDEX)
    with serve(tmp_path / "public", POLICY) as base:
        page.goto(f"{base}/en/search/?q=board")
        page.wait("document.querySelector('#status').innerText")

    assert page.text("#status").startswith("Search is not available")
