"""The templates of the theme: each makes a whole page, in each language, whatever it has to say."""

import re
from dataclasses import replace

import pytest
from browsing import elements, harmful
from markupsafe import Markup
from showing import CODES, article, frame, pages, story, teaser

from i18n import locales
from workflow.site import theme
from workflow.site.pages import Head, Listing, Name, Printer, Story

VOID = {"img", "input", "link", "meta"}
KINDS = list(pages("en"))
UP = "../../../../"
KAZAKH = '<span lang="kk">Қазақша</span> <span class="unseen">not translated yet</span>'


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole(kind: str, code: str) -> None:
    page = pages(code)[kind]

    found = elements(page)
    tags = [tag for tag, _ in found]
    ends = re.findall(r"</(\w+)>", page)
    assert sorted(tag for tag in tags if tag not in VOID) == sorted(ends)
    assert [tags.count(one) for one in ("html", "title", "h1", "main")] == [1, 1, 1, 1]
    assert found[0] == ("html", {"lang": locales.get(code).tag, "dir": "ltr"})
    for_scripts = re.sub(r'<script type="application/json".*?</script>', "", page)
    assert not re.search(r"\{[{%#n]|None|Undefined", for_scripts)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_leave_no_level_out(kind: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", pages("ru")[kind])]

    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_loads_nothing_from_elsewhere_and_has_no_style_or_script_of_its_own(
    kind: str,
) -> None:
    found = elements(pages("kk")[kind])

    loaded = [at.get("src") or at.get("href") for tag, at in found if tag in {"script", "link"}]
    assert [url for url in loaded if not re.fullmatch(r"(\.\./)*[\w.-]+", str(url))] == []
    assert [at for _, at in found for name in at if re.match("on|style$", name)] == []


def test_only_search_and_the_chooser_have_a_script() -> None:
    with_one = {
        kind.partition(" ")[0] for kind, page in pages("zh_Hans").items() if "<script" in page
    }

    assert with_one == {"search.html", "chooser.html"}


def test_a_head_is_printed_as_it_comes() -> None:
    head = Head(
        canonical="https://x.example/en/",
        alternates=(("ru", "https://x.example/ru/"), ("x-default", "https://x.example/")),
        properties=(("og:title", 'A "title" & more'),),
        data=Markup('{"@type":"NewsArticle"}'),
        feed="en/feed.atom",
        robots="noindex",
        description="<b>",
    )

    printed = (
        article(head=head).partition('content="light dark">\n')[2].partition('<link rel="icon')[0]
    )
    assert printed == (
        '<meta name="description" content="&lt;b&gt;">\n'
        '<meta name="robots" content="noindex">\n'
        '<link rel="canonical" href="https://x.example/en/">\n'
        '<link rel="alternate" hreflang="ru" href="https://x.example/ru/">\n'
        '<link rel="alternate" hreflang="x-default" href="https://x.example/">\n'
        '<link rel="alternate" type="application/atom+xml" href="../../../feed.atom" title="Tilshi">\n'
        '<meta property="og:title" content="A &#34;title&#34; &amp; more">\n'
        '<script type="application/ld+json">{"@type":"NewsArticle"}</script>\n'
    )  # fmt: skip


def test_what_search_engines_may_not_have_is_not_in_the_search_of_the_site_either() -> None:
    assert "data-pagefind-body" in article()
    assert "data-pagefind-body" not in article(head=Head(robots="noindex"))


def test_the_switcher_says_which_versions_there_are() -> None:
    page = article(ru="draft", kk="missing")

    items = page.partition('aria-label="Languages">')[2].partition("</nav>")[0]
    assert re.findall(r"<li>(.*)</li>", items) == [
        '<span aria-current="true" lang="en">English</span>',
        f'<a href="{UP}ru/2026/11/board/" lang="ru" hreflang="ru">Русский</a> <small>not reviewed</small>',
        f'<a class="missing" href="{UP}kk/#not-here" hreflang="kk">{KAZAKH}</a>',
        f'<a href="{UP}zh-Hans/2026/11/board/" lang="zh-Hans" hreflang="zh-Hans">简体中文</a>',
    ]  # fmt: skip


def test_a_home_says_that_a_page_is_not_there_only_to_those_sent_for_that() -> None:
    home = dict(elements_with_id(pages("ru")["list.html"]))

    assert home["not-here"] == {"class": "notice", "id": "not-here", "hidden": None}
    assert "#not-here:target { display: block; }" in theme.style(None).decode()
    assert "not-here" not in pages("ru")["list.html of a year"]


def elements_with_id(page: str) -> list[tuple[str, object]]:
    return [(str(at["id"]), at) for _, at in elements(page) if "id" in at]


def test_later_pages_of_a_list_have_titles_of_their_own() -> None:
    made = Printer(theme.environment(None))
    later = made.listing(frame("ru", "ru/page/2/index.html"), Listing("Все статьи", (), number=2))

    assert "<title>Tilshi · Страница 2</title>" in later


def test_the_footer_names_the_publisher_or_else_the_site() -> None:
    def foot(**fields: Name) -> str:
        made = Printer(theme.environment(None))
        page = made.article(replace(frame("ru"), **fields), story("ru"))
        return page.partition('<footer class="site">')[2]

    assert '<p><span lang="en">Press office of Tilshi</span></p>' in foot()
    assert "<p>Пресс-служба</p>" in foot(publisher=Name("Пресс-служба"))
    assert '<p><span lang="en">Tilshi</span></p>' in foot(publisher=Name(""))


def test_pages_with_other_names_around_them_are_not_taken_for_each_other() -> None:
    made, here = Printer(theme.environment(None)), frame("en")
    for publisher in ("One", "Another"):
        assert f"<p>{publisher}</p>" in made.article(
            replace(here, publisher=Name(publisher)), story("en")
        )


def test_an_icon_is_named_where_there_is_one() -> None:
    made, here = Printer(theme.environment(None)), frame("en")

    assert f'<link rel="icon" href="{UP}favicon.svg">' in made.article(here, story("en"))
    assert 'rel="icon"' not in made.article(replace(here, icon=""), story("en"))


def test_words_in_another_language_are_marked() -> None:
    assert '<a href="../../../"><span lang="en">Tilshi</span></a>' in pages("ru")["article.html"]
    assert '<a href="../../../">Tilshi</a>' in pages("en")["article.html"]


def test_what_stands_in_another_direction_says_so() -> None:
    arabic = replace(locales.get("kk"), tag="kk-Arab", dir="rtl", endonym="قازاقشا")
    here = frame("en")
    choices = (replace(here.choices[0], locale=arabic, presence="there"), here.choices[0])

    page = Printer(theme.environment(None)).article(replace(here, choices=choices), story("en"))
    assert 'lang="kk-Arab" dir="rtl" hreflang="kk-Arab">قازاقشا</a>' in page


def test_a_page_for_any_address_has_addresses_from_the_root() -> None:
    lost = replace(frame("en", "404.html"), root="/news/")

    page = Printer(theme.environment(None)).missing(lost, [(lost, "kk/index.html")])
    assert set(re.findall(r'(?:href|src)="([^"#]+)"', page)) == {
        "/news/style.css",
        "/news/favicon.svg",
        "/news/404.html",
        *(f"/news/en/{name}" for name in ("", "tags/", "archive/", "search/", "feed.atom")),
        "/news/kk/",
    }


def test_titles_and_names_cannot_become_elements() -> None:
    evil = "</title></a><script>alert(1)</script>\"'{{ 7 * 7 }}"
    told = Story(evil, Markup("x"), Markup(""), author=Name(evil), provenance=evil)
    row = replace(teaser("en"), title=evil, lead=evil)
    made, here = Printer(theme.environment(None)), frame("en")

    shown = [made.article(here, told), made.listing(here, Listing(evil, ((evil, (row,)),)))]
    for page in shown:
        assert harmful(page.partition("<body>")[2]) == []
        assert "<script" not in page
