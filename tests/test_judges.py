"""The judges of the published site find what is wrong: a judge that is always content is none."""

from pathlib import Path

import pytest
from judges import feeds, sitemaps
from judges.access import axe
from judges.browser import Page
from judges.host import serve
from judges.markup import vnu
from judges.weight import budget

GOOD = """<!DOCTYPE html>
<html lang="kk">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Жаңалықтар</title>
<link rel="stylesheet" href="/style.css"><script src="/news.js" defer></script></head>
<body><main><h1>Жаңалықтар</h1><p>Алматыда мектеп ашылды.</p></main></body>
</html>
"""

FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kk">
<id>https://news.example/kk/</id>
<title>Жаңалықтар</title>
<updated>2026-11-23T15:07:00+05:00</updated>
<author><name>Press Office</name></author>
<link rel="self" type="application/atom+xml" href="https://news.example/kk/feed.xml"/>
<link rel="alternate" type="text/html" hreflang="kk" href="https://news.example/kk/"/>
<entry>
<id>https://news.example/kk/2026/11/board/</id>
<title>Мектеп ашылды</title>
<updated>2026-11-23T15:07:00+05:00</updated>
<link rel="alternate" hreflang="kk" href="https://news.example/kk/2026/11/board/"/>
<link rel="alternate" hreflang="en" href="https://news.example/en/2026/11/board/"/>
<content type="html">&lt;p&gt;Алматыда мектеп ашылды.&lt;/p&gt;</content>
</entry>
</feed>
"""

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:xhtml="http://www.w3.org/1999/xhtml"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url>
<loc>https://news.example/en/a/</loc>
<lastmod>2026-11-23T15:07:00+05:00</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="https://news.example/en/a/"/>
<xhtml:link rel="alternate" hreflang="kk" href="https://news.example/kk/a/"/>
<xhtml:link rel="alternate" hreflang="x-default" href="https://news.example/"/>
</url>
<url>
<loc>https://news.example/kk/a/</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://news.example/en/a/"/>
<xhtml:link rel="alternate" hreflang="kk" href="https://news.example/kk/a/"/>
<xhtml:link rel="alternate" hreflang="x-default" href="https://news.example/"/>
<news:news>
<news:publication><news:name>News</news:name><news:language>kk</news:language></news:publication>
<news:publication_date>2026-11-23</news:publication_date>
<news:title>Мектеп ашылды</news:title>
</news:news>
</url>
</urlset>
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


@pytest.mark.judges
def test_the_checker_has_nothing_to_say_of_good_files(tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'
    write(tmp_path, index_html=GOOD, style_css="p { margin: 0 }", picture_svg=picture)

    assert vnu(tmp_path) == []


@pytest.mark.judges
def test_the_checker_finds_errors_and_warnings_in_pages_styles_and_pictures(tmp_path: Path) -> None:
    write(
        tmp_path,
        index_html=GOOD.replace("<p>", "<p><div>"),
        warned_html=GOOD.replace("<main>", '<main role="main">'),
        style_css="p { colour: red }",
        picture_svg='<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>',
        notes_md="<p><div>",
    )
    (tmp_path / "қазақша бет.html").write_text(GOOD.replace("<title>", "<titel>"), "utf-8")

    names = {line.partition(":")[0] for line in vnu(tmp_path)}
    assert names == {"index.html", "warned.html", "style.css", "picture.svg", "қазақша бет.html"}


@pytest.mark.judges
@pytest.mark.browser
@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("<img src='picture.svg'>", "image-alt"),
        ("<p style='color: #ccc; background: #fff'>Алматы</p>", "color-contrast"),
        ("<a href='/'></a>", "link-name"),
        ("<h4>Тақырып</h4>", "heading-order"),
    ],
)
def test_axe_finds_what_keeps_readers_out(
    page: Page, tmp_path: Path, broken: str, rule: str
) -> None:
    write(tmp_path, index_html=GOOD, broken_html=GOOD.replace("<p>", broken + "<p>"))
    with serve(tmp_path) as base:
        page.goto(base)
        assert axe(page) == []
        page.goto(f"{base}/broken.html")
        assert [line.partition(":")[0] for line in axe(page)] == [rule]


@pytest.mark.browser
def test_the_browser_tells_of_every_host_that_a_page_asks(page: Page, tmp_path: Path) -> None:
    write(tmp_path, index_html=GOOD.replace("/news.js", "https://cdn.example/news.js"))
    with serve(tmp_path) as base:
        page.goto(base)

    assert page.requests[-1] == "https://cdn.example/news.js"
    assert any("cdn.example" in error for error in page.errors)


@pytest.mark.browser
def test_the_browser_tells_of_what_a_page_says_to_the_console(page: Page, tmp_path: Path) -> None:
    write(tmp_path, index_html=GOOD, style_css="", news_js="console.error('no news'); nowhere()")
    with serve(tmp_path) as base:
        page.goto(base)

    assert [("no news" in error, "nowhere" in error) for error in page.errors] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.browser
def test_a_page_weighs_what_it_loads_but_pictures(page: Page, tmp_path: Path) -> None:
    with_picture = GOOD.replace("<p>", "<img src='/picture.svg' alt=''><p>")
    write(
        tmp_path,
        index_html=with_picture,
        style_css="p { margin: 0 }".ljust(3_000),
        news_js="".ljust(5_000),
        picture_svg="<svg xmlns='http://www.w3.org/2000/svg'/>".ljust(90_000),
    )
    with serve(tmp_path) as base:
        page.goto(base)

    weight = budget(page)
    assert set(weight) == {"Document", "Stylesheet", "Script"}
    assert 3_000 < weight["Stylesheet"] < 3_500
    assert 5_000 < weight["Script"] < 5_500


@pytest.mark.browser
def test_a_reader_may_be_without_scripts_without_style_or_in_the_dark(
    page: Page, tmp_path: Path
) -> None:
    style = "@media (prefers-color-scheme: dark) { h1 { width: 11px } } h1 { height: 12px }"
    write(tmp_path, index_html=GOOD, style_css=style, news_js="document.title = 'ran'")
    look = "getComputedStyle(document.querySelector('h1'))"
    seen = f"[document.title, {look}.width, {look}.height === '12px', innerWidth]"
    with serve(tmp_path) as base:
        page.emulate(dark=True, width=360)
        page.goto(base)
        assert page.evaluate(seen) == ["ran", "11px", True, 360]
        page.emulate(scripts=False, css=False)
        page.goto(base)
        title, width, styled, _ = page.evaluate(seen)

    assert (title, width != "11px", styled) == ("Жаңалықтар", True, False)


@pytest.mark.browser
def test_the_host_serves_folders_and_a_page_for_what_is_not_there(
    page: Page, tmp_path: Path
) -> None:
    write(tmp_path, index_html=GOOD, style_css="", news_js="")
    (tmp_path / "404.html").write_text(GOOD.replace("ашылды", "жоқ"), "utf-8")
    (tmp_path / "empty").mkdir()
    with serve(tmp_path) as base:
        for missing in ("/nothing/", "/empty/"):
            page.goto(base + missing)
            assert "жоқ" in page.text("main")


def test_a_good_feed_is_found_good() -> None:
    assert feeds.feed(FEED.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<id>https://news.example/kk/2026/11/board/</id>", "", "entry 1: no <id>"),
        ("<id>https://news.example/kk/2026/11/board/</id>", "<id>board</id>", "<id> 'board' is no absolute address"),
        ("<title>Мектеп ашылды</title>", "<title/>", "line 10: an empty <title>"),
        ("<title>Жаңалықтар</title>", "<title>a</title><title>b</title>", "feed: 2 <title>"),
        ("<author><name>Press Office</name></author>", "", "entry 1: no <author>, and the feed has none (4.1.2)"),
        ("<author><name>Press Office</name></author>", "<author><email>a@b.example</email></author>", "author: no <name>"),
        ("2026-11-23T15:07:00+05:00", "2026-11-23", "<updated> '2026-11-23' is no time of RFC 3339"),
        ("2026-11-23T15:07:00+05:00", "2026-02-30T15:07:00Z", "<updated> '2026-02-30T15:07:00Z' is no time of RFC 3339"),
        ('rel="self"', 'rel="related"', "feed: no <link rel=self> (4.1.1 asks for it)"),
        ('hreflang="en"', 'hreflang="kk"', "entry 1: 2 alternates of type '' and hreflang 'kk' (4.1.1)"),
        ('hreflang="en"', 'hreflang="zh_Hans"', "entry 1: <link hreflang='zh_Hans'>"),
        ('href="https://news.example/en/2026/11/board/"', 'href="../en/"', "entry 1: <link href='../en/'> is no absolute address"),
        ('<content type="html">&lt;p&gt;', '<content type="html"><p/>', "entry 1: <content type=html> has elements in it"),
        ('<content type="html">', '<content type="markdown">', "entry 1: <content type='markdown'> (4.1.3.1)"),
        ("</entry>", "<pubDate/></entry>", "entry 1: <pubDate> has no place here"),
        ('xml:lang="kk"', 'xml:lang="kk_KZ"', "feed: xml:lang is 'kk_KZ'"),
    ],
)  # fmt: skip
def test_a_feed_that_breaks_a_rule_is_told_which(old: str, new: str, found: str) -> None:
    assert old in FEED

    assert found in feeds.feed(FEED.replace(old, new).encode())


def test_two_entries_may_not_share_an_id() -> None:
    entry = FEED[FEED.index("<entry>") : FEED.index("</feed>")]

    assert feeds.feed(FEED.replace("</feed>", entry + "</feed>").encode()) == [
        "feed: 2 entries of the id https://news.example/kk/2026/11/board/"
    ]


def test_what_is_no_xml_and_what_is_no_feed_is_said_so() -> None:
    assert "line 1" in feeds.feed(b"<feed>&nbsp;</feed>")[0]
    assert feeds.feed(b"<rss version='2.0'/>") == ["the root is rss, not an Atom feed"]


def test_a_good_sitemap_is_found_good() -> None:
    assert sitemaps.sitemap(SITEMAP.encode()) == []
    assert sitemaps.sitemap(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>") == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<loc>https://news.example/en/a/</loc>", "<loc>/en/a/</loc>", "/en/a/: '/en/a/' is no absolute address in ASCII"),
        ("<loc>https://news.example/en/a/</loc>", "<loc>https://news.example/kk/a/</loc>", "https://news.example/kk/a/: twice"),
        ("2026-11-23T15:07:00+05:00", "2026-11-23T15:07:00", "https://news.example/en/a/: <lastmod> '2026-11-23T15:07:00'"),
        ("2026-11-23T15:07:00+05:00", "2026-11-31", "https://news.example/en/a/: <lastmod> '2026-11-31'"),
        ("</lastmod>", "</lastmod><changed/>", "https://news.example/en/a/: <changed> has no place here"),
        ("<news:language>kk<", "<news:language>kk-KZ<", "https://news.example/kk/a/: <news:language> 'kk-KZ'"),
        ("<news:title>Мектеп ашылды</news:title>", "", "https://news.example/kk/a/: no <title>"),
        ("<news:name>News<", "<news:name><", "https://news.example/kk/a/: an empty <news:name>"),
    ],
)  # fmt: skip
def test_a_sitemap_that_breaks_a_rule_is_told_which(old: str, new: str, found: str) -> None:
    assert old in SITEMAP

    assert found in sitemaps.sitemap(SITEMAP.replace(old, new).encode())


def test_a_version_that_does_not_list_the_others_is_found() -> None:
    one_way = SITEMAP[: SITEMAP.rindex('<xhtml:link rel="alternate" hreflang="en"')]
    one_way += SITEMAP[SITEMAP.rindex('<xhtml:link rel="alternate" hreflang="kk"') :]

    assert (
        sitemaps.sitemap(one_way.encode())
        == [
            "https://news.example/en/a/: its alternate https://news.example/kk/a/ does not list the same ones",
            "https://news.example/kk/a/: its alternate https://news.example/en/a/ does not list the same ones",
        ][:1]
    )


def test_a_sitemap_has_at_most_fifty_thousand_addresses() -> None:
    urls = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(50_001))
    big = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    assert sitemaps.sitemap(big.encode()) == ["50001 addresses: at most 50000"]
