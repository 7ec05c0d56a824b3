"""Content: what an article says, as the HTML of a page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from test_markdown import spec

from benchmarks.articles import articles
from workflow.site.prose import content, links, parser
from workflow.site.prose.content import Around, Content

WORDS = {
    "Notes": "Примечания",
    "Back to the text": "Вернуться к тексту",
    "Table": "Таблица",
}
EN, RU = Around(str), Around(lambda text: WORDS.get(text, text))


def test_plain_text_is_a_title_and_paragraphs() -> None:
    text = "\ufeffФорум & достар\r\n\r\nБірінші\r\nжол.\r\n\r\n \r\nЕкінші <абзац>.\r\n"

    assert content.read(text, "text", EN) == Content(
        "Форум & достар",
        "Форум &amp; достар",
        "<p>Бірінші\nжол.</p>\n<p>Екінші &lt;абзац&gt;.</p>\n",
        "Бірінші жол.",
    )


def test_front_matter_names_the_page_and_the_first_paragraph_leads() -> None:
    text = "---\ntitle: Ректор ашты\ndate: 2026-11-23\n---\n\n> Сөз\n\n*Мәтін* &amp;\nсөз.\n"

    assert content.read(text, "markdown", EN) == Content(
        "Ректор ашты",
        "Ректор ашты",
        "<blockquote>\n<p>Сөз</p>\n</blockquote>\n<p><em>Мәтін</em> &amp;\nсөз.</p>\n",
        "Мәтін & сөз.",
    )


def test_the_first_heading_is_the_title_and_is_not_said_twice() -> None:
    said = content.read("# The *Nature* paper\n\n## Method\n\nText.\n", "markdown", EN)

    assert said == Content(
        "The Nature paper", "The <em>Nature</em> paper", "<h2>Method</h2>\n<p>Text.</p>\n", "Text."
    )


def test_headings_go_below_the_title_and_leave_no_level_out() -> None:
    text = "---\ntitle: News\n---\n# One\n\n### Two\n\n## Three\n\n<h5>Four</h5>\n\n# Five\n"

    assert re.findall(r"<h\d>\w+", content.read(text, "markdown", EN).body) == [
        "<h2>One",
        "<h3>Two",
        "<h3>Three",
        "<h4>Four",
        "<h2>Five",
    ]


def test_tables_figures_and_footnotes_come_out_whole() -> None:
    text = (
        "# T\n\n| City | People |\n|---|--:|\n| Astana | 1 |\n\n"
        '![The hall](https://example.org/hall.jpg "The hall, 2026")\n\nA claim[^1].\n\n[^1]: A source.\n'
    )

    body = content.read(text, "markdown", RU).body

    table = '<div class="wide" role="group" aria-label="Таблица" tabindex="0"><table>'
    assert table in body
    assert '<th class="right">People</th>' in body
    assert (
        '<figure><img src="https://example.org/hall.jpg" alt="The hall" decoding="async">'
        "<figcaption>The hall, 2026</figcaption></figure>"
    ) in body
    assert '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>' in body
    assert '<section class="footnotes" aria-label="Примечания">' in body
    assert '<a href="#fnref1" class="footnote-backref" aria-label="Вернуться к тексту">' in body


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![A](a.jpg)", "<figure>{}</figure>\n"),
        ("> ![A](a.jpg)", "<blockquote>\n<figure>{}</figure>\n</blockquote>\n"),
        ("- ![A](a.jpg)", "<ul>\n<li>{}</li>\n</ul>\n"),
        ("![A](a.jpg) *and text*", "<p>{} <em>and text</em></p>\n"),
        ("![A](gone.jpg)", "<p>A</p>\n"),
        (
            "<figure>\n\n![A](a.jpg)\n\n<figcaption>B</figcaption></figure>",
            "<figure>\n<p>{}</p>\n<figcaption>B</figcaption></figure>",
        ),
    ],
)
def test_a_picture_that_is_alone_is_a_figure(text: str, shown: str) -> None:
    around = content.Around(str, picture=lambda src: {"src": src} if src == "a.jpg" else None)
    image = '<img src="a.jpg" alt="A" decoding="async">'

    assert content.read(f"# T\n\n{text}", "markdown", around).body == shown.format(image)


def test_code_is_nothing_that_scrolls() -> None:
    body = content.read("# T\n\n```\na < b\n```\n", "markdown", RU).body

    assert body == "<pre><code>a &lt; b\n</code></pre>\n"


def test_images_have_their_attributes_from_the_page_and_all_but_the_first_are_lazy() -> None:
    def picture(src: str) -> dict[str, str] | None:
        return {"src": f"/m/{src}", "width": "9", "srcset": "a 1w"} if src != "gone.jpg" else None

    text = "![A *b*](a.jpg) ![Gone](gone.jpg) ![C](c.jpg 'T')\n"

    assert content.read(text, "markdown", Around(str, picture=picture)).body == (
        '<p><img src="/m/a.jpg" alt="A b" width="9" srcset="a 1w" decoding="async"> Gone '
        '<img src="/m/c.jpg" alt="C" width="9" srcset="a 1w" decoding="async" title="T" '
        'loading="lazy"></p>\n'
    )


def test_a_link_that_leads_nowhere_is_its_words() -> None:
    rewrite = links.Rewriter("news.md", "kk/news/index.html", lambda *_: None, set())
    text = "[**a** b](gone.md) [c](https://example.org/ 'T') <https://example.org/>\n"

    assert content.read(text, "markdown", Around(str, rewrite)).body == (
        '<p><strong>a</strong> b <a href="https://example.org/" title="T">c</a> '
        '<a href="https://example.org/">https://example.org/</a></p>\n'
    )


def test_a_link_to_a_page_in_another_language_says_so() -> None:
    foreign: dict[str, str] = {}

    def url(url: str, _kind: str) -> str:
        foreign["../en/a/"] = "en"
        return f"../{url}"

    text = "[a](en/a/#b) [c](kk/c/) <a href=en/a/>d</a>\n"

    assert content.read(text, "markdown", Around(str, url, foreign=foreign)).body == (
        '<p><a href="../en/a/#b" hreflang="en">a</a> <a href="../kk/c/">c</a> '
        '<a href="../en/a/" hreflang="en">d</a></p>\n'
    )


def test_an_article_without_words_has_the_name_it_is_given() -> None:
    assert content.read("", "markdown", Around(str, name="news")) == Content("news", "news", "")
    assert content.read("\n", "text", Around(str, name="a<b")).heading == "a&lt;b"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("word " * 1000, 5), ("слово " * 1000, 5), ("字" * 1020, 4), ("字a " * 1020, 9)],
)
def test_reading_takes_minutes_by_words_or_by_han_characters(text: str, minutes: int) -> None:
    assert content.minutes(text) == minutes


def test_characters_that_html_forbids_are_left_out() -> None:
    text = "a\x00\x07\x85\ufffe\U0001ffff\U0001f600 &#1; &#xD800; &#xFFFE;\n"

    assert content.read(text, "markdown", EN).body == "<p>a\U0001f600 \ufffd \ufffd \ufffd</p>\n"


def plain() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False})
    return markdown.enable(["table", "strikethrough"]).use(footnote_plugin)


@pytest.mark.corpus
def test_the_short_cuts_of_the_parser_change_nothing(corpus) -> None:
    texts = [*spec(corpus), *(one.text for one in articles(30))]

    for text in texts:
        assert parser.parser().render(text) == plain().render(text)


LINES = ["a", "b c", "1. a", "- a", "> a", "  a", "    a", "\ta", "", "", "===", "---", "|a|b|",
         "a|b", "-|-", "# a", "```", "<p>", "</p>", "[a]: b", "[^1]: a", "a[^1] *b", "*c", "a  ", "b\\",
         "\u00a0a\u00a0", "ж “", "“a", "\\# a", "&amp;", "!a", "12", "\x0ca", "\u2028a", "^[a]", "* * *", "a\u3000"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["", "> ", "- ", "  "]))
def test_no_lines_are_read_differently_by_them(lines: list[str], before: str) -> None:
    text = "\n".join(before + line for line in lines)

    assert parser.parser().render(text) == plain().render(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a <script> b* </script> c", "<p><em>a </em> c</p>"),
        ("a <script> *b </script> c* d", "<p>a <em> c</em> d</p>"),
        ("[a <style> b](https://e.org) </style> c", '<p><a href="https://e.org">a </a> c</p>'),
        ("<xmp> [b </xmp> c](https://e.org) d", '<p><a href="https://e.org"> c</a> d</p>'),
    ],
)
def test_what_a_program_stands_in_ends_where_it_ends(written: str, shown: str) -> None:
    said = content.read(f"# T\n\nx\n\n{written}\n\ny\n", "markdown", EN).body

    assert said == f"<p>x</p>\n{shown}\n<p>y</p>\n"


def test_references_to_characters_that_html_forbids_are_left_out_of_blocks_too() -> None:
    text = "# T\n\n<div title='&#1;t'>\nа&#1;&#x10FFFF;&#128512; &lt;b&gt; &amp;amp;\n</div>\n"

    assert content.read(text, "markdown", EN).body == (
        '<div title="t">\nа\U0001f600 &lt;b&gt; &amp;amp;\n</div>\n'
    )


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("слово " * 50, "слово " * 49 + "слово"),
        ("слово " * 51, "слово " * 49 + "слово…"),
        ("слово, " * 60, "слово, " * 42 + "слово…"),
        ("字" * 150, "字" * 150),
        ("字" * 151, "字" * 150 + "…"),
        ("字字字字，" * 60, "字字字字，" * 29 + "字字字字…"),
        ("a" * 400, "a" * 300 + "…"),
    ],
)
def test_a_long_lead_is_cut_between_words(paragraph: str, lead: str) -> None:
    assert content.read(f"T\n\n{paragraph}\n\nMore.\n", "text", EN).lead == lead
    assert content.read(f"# T\n\n{paragraph}\n", "markdown", EN).lead == lead


@given(st.text("аб，字 .“", max_size=700))
def test_a_lead_is_the_beginning_of_its_paragraph(text: str) -> None:
    lead = content.cut(text)

    assert text.startswith(lead.removesuffix("…"))
    assert len(lead) <= 301
    assert lead == text or lead.endswith("…")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a [](https://e.org)", "<p>a </p>"),
        ("a [**\u200b**](https://e.org)", "<p>a <strong>\u200b</strong></p>"),
        ("[![](https://e.org/a.png)](https://e.org)",
         '<p><a href="https://e.org" aria-label="https://e.org"><img src="https://e.org/a.png" alt="" decoding="async"></a></p>'),
        ("[![](https://e.org/a.png)](https://e.org 'T')",
         '<p><a href="https://e.org" title="T" aria-label="T"><img src="https://e.org/a.png" alt="" decoding="async"></a></p>'),
        ("[![A](https://e.org/a.png)](https://e.org)",
         '<p><a href="https://e.org"><img src="https://e.org/a.png" alt="A" decoding="async"></a></p>'),
        ("## ![](https://e.org/a.png)", '<p><img src="https://e.org/a.png" alt="" decoding="async"></p>'),
        ("## ![A](https://e.org/a.png)", '<h2><img src="https://e.org/a.png" alt="A" decoding="async"></h2>'),
        ("## <b></b>\n\na", "<p>a</p>"),
    ],
)  # fmt: skip
def test_links_and_headings_say_something(written: str, shown: str) -> None:
    assert content.read(f"# T\n\n{written}\n", "markdown", EN).body.strip() == shown


def test_a_title_of_a_picture_alone_is_no_title() -> None:
    said = content.read("# ![](https://e.org/a.png)\n\nA *b*.\n", "markdown", EN)

    assert (said.title, said.heading) == ("A b.", "A b.")
    assert said.body.startswith('<p><img src="https://e.org/a.png"')


def test_a_header_of_nothing_is_a_cell() -> None:
    body = content.read("# T\n\n| | b |\n|-|:-:|\n| 1 | |\n", "markdown", EN).body

    assert '<td></td>\n<th class="center">b</th>' in body
    assert '<td>1</td>\n<td class="center"></td>' in body


def test_letters_and_their_accents_are_one_character() -> None:
    said = content.read(
        "# Жан\u0438\u0306\n\nе\u0308 *и\u0306* [a](https://e.org/и\u0306)\n", "markdown", EN
    )

    assert (said.title, said.heading, said.lead) == ("Жан\u0439", "Жан\u0439", "\u0451 \u0439 a")
    assert said.body == '<p>\u0451 <em>\u0439</em> <a href="https://e.org/%D0%B8%CC%86">a</a></p>\n'


def test_a_stroke_joins_no_tag() -> None:
    assert content.read("# T\n\n\u0338а\u0306\n", "markdown", EN).body == "<p>\u0338а\u0306</p>\n"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("\u202eevil \u2066x", "evil x"),
        ("a \u2067б\u2069 c", "a \u2067б\u2069 c"),
        ("a \u202bб\u2069", "a б"),
        ("\u200b", "Words."),
        ("\u200b\u202e", "Words."),
        ("a\u200cb", "a\u200cb"),
    ],
)
def test_a_title_is_seen_and_turns_nothing_after_it(written: str, title: str) -> None:
    assert content.read(f"# {written}\n\nWords.\n", "markdown", EN).title == title
    assert content.read(f"{written}\n\nWords.\n", "text", EN).title == title
    assert content.read(f'---\ntitle: "{written}"\n---\n\nWords.\n', "markdown", EN).title == title
