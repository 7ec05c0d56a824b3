"""Pages: what an article says as HTML, its links, its words; and what can never get in."""

import re

import pytest
from browsing import elements, harmful

from i18n import locales
from workflow.site import content, links, pages, sanitise
from workflow.site.content import Content
from workflow.site.wording import words

EN, RU, KK, ZH = (words(code) for code in ("en", "ru", "kk", "zh_Hans"))

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">read on</a>',
    '<a href="java\nscript:alert(1)">read on</a>',
    '<a href=" &#106;avascript:alert(1)">read on</a>',
    '<a href="data:text/html,<script>alert(1)</script>">read on</a>',
    "[read on](javascript:alert(1))",
    "[read on](vbscript:x)",
    "![photo](javascript:alert(1))",
    '<p style="background:url(javascript:alert(1))">text</p>',
    "<style>body{display:none}</style>",
    '<iframe src="https://evil.example"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="https://evil.example"><input name=p><button>OK</button></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "</main></body></html><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    '"><script>alert(1)</script>',
    "{{ 7 * 7 }}{% include 'base.html' %}",
]


def cleaned(html: str) -> str:
    """The HTML as a page has it when its relative URLs lead nowhere."""
    rewrite = links.Rewriter("news.md", "kk/news/index.html", lambda *_: None, set())
    return sanitise.sanitise(html, rewrite, links.NOTHING)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("syntax", ["markdown", "text"])
def test_nothing_in_an_article_becomes_a_program(hostile: str, syntax: str) -> None:
    said = content.read(f"{hostile}\n\nText {hostile} text.\n\n# {hostile}\n", syntax, KK)

    page = article(said.title, cleaned(said.heading), cleaned(said.body), hostile)
    head, body, rest = page.partition("<body>")
    assert harmful(body + rest) == []
    assert {tag for tag, _ in elements(head)} == {"html", "head", "meta", "title", "link"}
    assert rest.count("</main>") == 1


def article(title: str, heading: str, body: str, description: str = "") -> str:
    kk = locales.get("kk")
    versions = (pages.Language(kk, "kk/news/index.html"),)
    frame = pages.Frame("kk/news/index.html", kk, versions, "kk/index.html", "", kk)
    return pages.article(frame, Content(title, heading, body, description), [])


def test_a_link_that_may_not_be_followed_stays_as_text() -> None:
    assert cleaned('<p>See <a href="javascript:x">the report</a>.</p>') == (
        "<p>See <a>the report</a>.</p>"
    )


def test_plain_text_is_a_title_and_paragraphs() -> None:
    text = "\ufeffФорум & достар\r\n\r\nБірінші\r\nжол.\r\n\r\n \r\nЕкінші <абзац>.\r\n"

    assert content.read(text, "text", KK) == Content(
        "Форум & достар",
        "Форум &amp; достар",
        "<p>Бірінші\nжол.</p>\n<p>Екінші &lt;абзац&gt;.</p>\n",
    )


def test_front_matter_names_the_page_and_its_day() -> None:
    text = "---\ntitle: Ректор ашты\ndescription: Форум туралы\ndate: 2026-11-23\n---\n\nМәтін.\n"

    assert content.read(text, "markdown", KK) == Content(
        "Ректор ашты", "Ректор ашты", "<p>Мәтін.</p>\n", "Форум туралы", "2026-11-23"
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-23T15:07:00+05:00", "2026-11-23"),
        ("'2026-11-23'", "2026-11-23"),
        ("23 November", ""),
        ("2026-13-45", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_and_never_invented(written: str, day: str) -> None:
    text = f"---\ntitle: News\ndate: {written}\n---\nText.\n"

    assert content.read(text, "markdown", EN).date == day


def test_the_first_heading_is_the_title_and_is_not_said_twice() -> None:
    said = content.read("# The *Nature* paper\n\n## Method\n\nText.\n", "markdown", EN)

    assert said == Content(
        "The Nature paper", "The <em>Nature</em> paper", "<h2>Method</h2>\n<p>Text.</p>\n"
    )


def test_headings_go_below_the_title_and_leave_no_level_out() -> None:
    text = "---\ntitle: News\n---\n# One\n\n### Two\n\n## Three\n\n# Four\n"

    assert re.findall(r"<h\d>\w+", content.read(text, "markdown", EN).body) == [
        "<h2>One",
        "<h3>Two",
        "<h3>Three",
        "<h2>Four",
    ]


def test_tables_figures_and_footnotes_come_out_whole() -> None:
    text = (
        "# T\n\n| City | People |\n|---|--:|\n| Astana | 1 |\n\n"
        '![The hall](hall.jpg "The hall, 2026")\n\nA claim[^1].\n\n[^1]: A source.\n'
    )

    body = cleaned(content.read(text, "markdown", RU).body)
    assert '<th class="right">People</th>' in body
    assert (
        '<figure><img src="data:," alt="The hall" loading="lazy">'
        "<figcaption>The hall, 2026</figcaption></figure>"
    ) in body
    assert '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>' in body
    assert '<section class="footnotes" aria-label="Примечания">' in body
    assert '<a href="#fnref1" class="footnote-backref" aria-label="Вернуться к тексту">' in body


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("photo.jpg", "2026/photo.jpg"),
        ("../other.md#part", "other.md"),
        ("./a%20b.png", "2026/a b.png"),
        ("../../etc/passwd", None),
        ("..%2f..%2fetc/passwd", None),
        ("a/../../../tilshi.toml", None),
        ("..\\..\\secret", None),
        ("/etc/passwd", None),
        ("//host/photo.jpg", None),
        (".env", None),
        ("../.git/config", None),
        ("photo.jpg%00.md", None),
        ("https://example.org/a", None),
        ("#part", None),
    ],
)
def test_a_relative_url_leads_into_the_articles_or_nowhere(url: str, path: str | None) -> None:
    assert links.target(url, "2026/news.md") == path


def test_urls_are_rewritten_from_page_to_page() -> None:
    seen: set[str] = set()
    out = {"2026/other.md": "kk/2026/other/index.html", "hall.jpg": "media/hall.jpg"}
    rewrite = links.Rewriter(
        "2026/news.md", "kk/2026/news/index.html", lambda path, _: out.get(path), seen
    )

    assert rewrite("other.md#үй", "a") == "../other/index.html#%D2%AF%D0%B9"
    assert rewrite("../hall.jpg", "img") == "../../../media/hall.jpg"
    assert rewrite("missing.md", "a") is None
    assert rewrite("mailto:press@example.org", "a") == "mailto:press@example.org"
    assert rewrite("//example.org/a", "a") == "https://example.org/a"
    assert rewrite("//[broken", "a") is None
    assert seen == {"2026/other.md", "hall.jpg", "2026/missing.md"}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        (EN, "November 23, 2026"),
        (RU, "23 ноября 2026\u00a0г."),
        (KK, "2026\u00a0ж. 23 қараша"),
        (ZH, "2026年11月23日"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(word, written: str) -> None:
    assert word.date("2026-11-23") == written


def test_every_word_of_the_templates_is_translated() -> None:
    english = set(words("ru").known)

    assert english == set(words("kk").known) == set(words("zh_Hans").known)
    assert all(text for code in ("ru", "kk", "zh_Hans") for text in words(code).known.values())
    assert english >= {"All articles", "Languages", "Notes", "Skip to content"}


def test_a_language_without_words_falls_back_to_english() -> None:
    assert words("tt")("All articles") == "All articles"


def test_an_index_has_the_newest_first_and_then_the_alphabet() -> None:
    rows = [
        pages.Listed("Берлин", "ru/b/index.html", ""),
        pages.Listed("Париж", "ru/p/index.html", "2025-01-02"),
        pages.Listed("Астана", "ru/a/index.html", ""),
        pages.Listed("Ош", "ru/o/index.html", "2026-01-02"),
    ]

    assert [row.title for row in pages.ordered(rows)] == ["Ош", "Париж", "Астана", "Берлин"]
