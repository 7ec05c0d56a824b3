"""Sanitising: what can never get into a page, whoever wrote it, and what a translation may add."""

import re

import pytest
from browsing import elements, harmful
from hypothesis import given
from hypothesis import strategies as st
from patience import growth, in_time
from test_markdown import spec

from workflow.site.prose import content, front, parser, permits, sanitise
from workflow.site.prose.content import Around, Content

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
HOSTILE += [
    '<img src="x.jpg" srcset="javascript:alert(1) 2x" sizes="alert(1)">',
    '<a href="jav&#x09;ascript:alert(1)">read on</a>',
    '<a href="&#x6A&#x61&#x76&#x61script:alert(1)">read on</a>',
    '<a href="\x01javascript:alert(1)">read on</a>',
    "[read on](java&Tab;script:alert(1))",
    "[read on](<java\tscript:alert(1)>)",
    "[read on][x]\n\n[x]: JaVaScRiPt:alert(1)",
    "<javascript:alert(1)>",
    "![photo](data:image/svg+xml;base64,PHN2Zz4=)",
    "![photo](data:image/png;base64,iVBORw0KGgo=)",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math href="javascript:alert(1)">x</math>',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    '<title><p title="</title><img src=x onerror=alert(1)>">',
    "<style><style/><img src=x onerror=alert(1)>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<a><b><i></a></b></i><table><tr><p onclick=x>",
    '<p id="x" id="y" onmouseover=alert(1)>',
    '<img alt="`><script>alert(1)</script>" src=x.jpg>',
    "<b <script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '[a](x "\\"><script>alert(1)</script>")',
    '!["><script>alert(1)</script>](https://example.org/x.jpg)',
    "^[note <script>alert(1)</script>]",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "<plaintext>",
    '<h2><br title="<h2 a"></h2><img src=x onerror=alert(1)>">',
    '<table><tr><td title="<tr x"></tr></table><script>alert(1)</script>',
    "<xmp><script>alert(1)</script></xmp>",
    "<a href=https://example.org/ style=color:red class=wide onclick=alert(1)>x</a>",
]


def read(text: str, source: str | None = None, syntax: str = "markdown") -> Content:
    permit = None if source is None else permits.of(source, syntax)
    return content.read(text, syntax, Around(str, permit=permit))


def body(text: str, source: str | None = None) -> str:
    return read(text, source).body.strip()


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("syntax", ["markdown", "text"])
@pytest.mark.parametrize("source", [None, "", "same"])
def test_nothing_in_an_article_becomes_a_program(hostile, syntax: str, source: str | None) -> None:
    text = f"{hostile}\n\nText {hostile} text.\n\n# {hostile}\n\n> - {hostile}\n"
    said = read(text, text if source == "same" else source, syntax)

    assert harmful(said.heading + said.body) == []
    assert "<" not in said.heading or elements(said.heading)
    assert {tag for tag, _ in elements(said.heading + said.body)} <= sanitise.TAGS


PIECES = [
    "<", ">", "\"", "'", "=", "/", " ", "\n", "\n\n", "`", "*", "[", "](", ")", "!", "&", ";", "#",
    "a", "b", "p", "img", "svg", "math", "style", "script", "table", "td", "title", "template",
    "href", "src", "onerror", "id", "class", "javascript:", "data:", "&#106;", "<!--", "-->", "]]>",
    "<![CDATA[", "</", "<a href=", "<img src=x ", "<b>", "</b>", "<table>", "<li>", "<p>", "</p>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.booleans())
def test_no_mixture_of_markup_becomes_a_program(pieces: list[str], translated: bool) -> None:
    text = "".join(pieces)

    said = read(text, text if translated else None)

    assert harmful(said.heading + said.body) == []
    assert sanitise.sanitise(said.body) == said.body


def test_what_the_renderer_writes_is_what_passes_the_gate() -> None:
    text = (
        "# T\n\nText *em* **b** ~~s~~ `code` [a](https://example.org/?a=1&b=2 'x \"y\"') & <br>\n"
        "![p](https://example.org/p.jpg)\n\n- a\n- b\n\n3. c\n\n> q\n\n```py\nx < 1\n```\n\n---\n\n"
        "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nA[^1] and A[^1].\n\n[^1]: Note.\n"
    )

    said = read(text)

    for kept in ("<code>x &lt; 1\n</code>", '<ol start="3">', 'class="center"', 'id="fnref1:1"'):
        assert kept in said.body
    assert 'href="https://example.org/?a=1&amp;b=2" title="x &quot;y&quot;"' in said.body


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a <b>б</b>", "<p>a <b>б</b></p>"),
        ("a <b>б</b> <b>в</b>", "<p>a <b>б</b> &lt;b&gt;в&lt;/b&gt;</p>"),
        ("a <i>б</i>", "<p>a &lt;i&gt;б&lt;/i&gt;</p>"),
        ("a <b lang=ru title=x>б</b>", '<p>a <b lang="ru" title="x">б</b></p>'),
        ("a <b id=x>б</b>", "<p>a &lt;b id=x&gt;б&lt;/b&gt;</p>"),
        ("a </b> б", "<p>a  б</p>"),
        ("a <form>б</form>", "<p>a б</p>"),
        ("<div>\nб\n</div>", "&lt;div&gt;\nб\n&lt;/div&gt;"),
    ],
)
def test_a_tag_that_the_source_has_not_is_shown_as_text(written: str, shown: str) -> None:
    assert body(written, "a <b>b</b>") == shown


LINKED = (
    "[a](https://en.wikipedia.org/wiki/Almaty) [b](https://example.org/en/news?lang=en) "
    "[c](other.md#part) <a href='mailto:press@example.org'>d</a> ![e](hall.jpg) [f](#part)"
)


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/wiki/Almaty",
        "https://ru.wikipedia.org/wiki/Алматы",
        "https://example.org/ru/news/?lang=ru#top",
        "mailto:press@example.org",
        "#бөлім",
    ],
)
def test_a_link_of_the_source_is_followed_in_its_language(url: str) -> None:
    assert 'href="' in body(f"[сөз](<{url}>)", LINKED)
    assert 'href="' in body(f'<a href="{url}">сөз</a>', LINKED + " <a href=x>d</a>")


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://example.org/ru/other",
        "https://ru.wikipedia.org.evil.example/wiki/Алматы",
        "https://ru.wikipedia.org@evil.example/",
        "https://evil.wikipedia.org/",
        "https://ru.example.org/en/other",
        "//evil.example/",
        "https:evil.example",
        "http://example.org/ru/news?lang=ru",
        "https://example.org/news?lang=en",
        "https://example.org/qq/news?lang=en",
        "mailto:other@example.org",
        "mailto:press@example.org?cc=evil@example.com",
        "secret.md",
        "tel:112",
    ],
)
def test_a_link_that_the_source_has_not_is_its_words(url: str) -> None:
    assert body(f"[сөз](<{url}>)", LINKED) == "<p>сөз</p>"
    assert "href" not in body(f'<a href="{url}">сөз</a>', LINKED)
    assert "href" not in body(f"[сөз][1]\n\n[1]: <{url}>", LINKED)


def test_an_image_that_the_source_has_not_is_its_words() -> None:
    assert body("![Зал](https://evil.example/x.png)", LINKED) == "<p>Зал</p>"
    assert body('a <img src="https://evil.example/x.png" alt="Зал">', "a <img src=hall.jpg>") == (
        "<p>a Зал</p>"
    )


def test_an_image_is_no_link_and_a_link_is_no_image() -> None:
    source = "![e](https://example.org/e.png) [f](https://example.org/f)"

    assert body("[e](https://example.org/e.png)", source) == "<p>e</p>"
    assert body("![f](https://example.org/f)", source) == "<p>f</p>"


def test_a_permit_counts_every_tag_of_the_source() -> None:
    source = "a <b>b</b>\n\n- <b>c</b>\n\n<div>\n<b>d</b>\n</div>\n"

    assert permits.of(source, "markdown").tags == {("b", ()): 3, ("div", ()): 1}
    assert permits.of("plain text", "markdown") == permits.Permit()


@given(st.lists(st.sampled_from([*PIECES, LINKED, "[a](b)", "![c](d)"]), max_size=30))
def test_an_article_has_all_that_it_has_itself(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert read(text, text) == read(text)


@pytest.mark.corpus
def test_every_example_of_commonmark_has_all_that_it_has_itself(corpus) -> None:
    for text in spec(corpus):
        assert read(text, text) == read(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a <p>b</p> c", "<p>a b c</p>"),
        ("a <h2>b</h2>", "<p>a b</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a</li>", "a"),
        ("<b><div>a</div></b>", "<p><b>a</b></p>"),
        ("<h1>a</h1>\n\n# b", "<h2>a</h2>\n<h2>b</h2>"),
        ("<h4></h4>", ""),
        ("#\n\na", "<p>a</p>"),
        ("<div id=a></div><div id=a></div>", '<div id="a"></div><div></div>'),
        ("<div id=main></div><div id=fn1></div>", "<div></div><div></div>"),
        ("a <a name=b></a>", '<p>a <a id="b"></a></p>'),
        ("a <a href=https://e.org/>b <a href=https://e.org/>c</a></a>", '<p>a <a href="https://e.org/">b c</a></p>'),
        ("a <img src=https://e.org/a width=50% align=left>", '<p>a <img src="https://e.org/a" alt="" loading="lazy"></p>'),
        ("a <time>now</time> <time datetime=2026-11-23>b</time>", '<p>a now <time datetime="2026-11-23">b</time></p>'),
        ("a <tt>b</tt> <font color=red>c</font>", "<p>a <code>b</code> c</p>"),
        ("a <b>b\n\nc</b>", "<p>a <b>b</b></p>\n<p>c</p>"),
        ("<p align=center><b>a</p></b>", "<p><b>a</b></p>"),
        ("<ul>a<li>b</li></ul>", "<ul></ul>ab"),
        ("<ul>\n\n- a\n\n</ul>", "<ul>\n</ul><ul>\n<li>a</li>\n</ul>"),
        ("<pre>\n\na\n\n</pre>", "<pre>\na\n</pre>"),
        ("> <div>\n\na", "<blockquote>\n<div>\n</div></blockquote>\n<p>a</p>"),
        ("<details>a</details>", "a"),
        ("<details>\n<summary>a</summary>\n\nb\n\n</details>", "<details>\n<summary>a</summary>\n<p>b</p>\n</details>"),
        ("a <ruby>b</ruby> <ruby>漢<rt>hàn</ruby>", "<p>a b <ruby>漢<rt>hàn</rt></ruby></p>"),
        ("a <a href='https://../'>b</a> <a href='http:///x'>c</a>", "<p>a b c</p>"),
        ("a <a href='https://e.org/[ж]#{}'>b</a>", '<p>a <a href="https://e.org/%5B%D0%B6%5D#%7B%7D">b</a></p>'),
        ("a < b <c", "<p>a &lt; b &lt;c</p>"),
        ("<div>\na < b & &lt;c&gt;\n</div>", "<div>\na &lt; b &amp; &lt;c&gt;\n</div>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("a <span lang='x y' dir=up>b</span>", "<p>a <span>b</span></p>"),
    ],
)  # fmt: skip
def test_raw_html_comes_out_valid(written: str, shown: str) -> None:
    assert re.sub(r"\n+", "\n", body(f"# T\n\n{written}")) == shown


@pytest.mark.parametrize(
    "told", ["tabindex=0", "role=group", "role=alert", "aria-label=x", "class=wide"]
)
def test_only_a_page_makes_a_box_that_the_keyboard_reaches(told: str) -> None:
    assert re.sub(r"\n+", "", body(f"# T\n\n<div {told}>a</div>")) == "<div>a</div>"


def test_the_last_gate_lets_no_other_role_through() -> None:
    box = '<div role="{}" tabindex="{}">a</div>'

    assert sanitise.sanitise(box.format("group", "0")) == box.format("group", "0")
    assert sanitise.sanitise(box.format("alert", "1")) == "<div>a</div>"


def test_a_table_of_raw_html_scrolls_and_keeps_its_alignment() -> None:
    assert body(
        '<table border=1 width="100%"><tr><th align=right colspan=2>a<td>b<tr><td>1<td>2<td>3</table>'
    ) == (
        '<div class="wide" role="group" aria-label="Table" tabindex="0"><table><tbody><tr><th class="right" colspan="2">a</th>'
        "<td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table></div>"
    )


@pytest.mark.parametrize("piece", ['<a b="', "<a b='", "<!--", "<svg ", "<a " + "b " * 20, "<b>", "[a](<b", "<script>",
                                   "\n\n<ul><li>", "\n\n<div>\n\n", "<table><tr><td>"])  # fmt: skip
def test_a_hostile_article_takes_no_longer_than_its_length(piece: str) -> None:
    with in_time(10):
        read("x " + piece * (100_000 // len(piece)), "")


@pytest.mark.parametrize("before", ["x\n\n", "x "], ids=["block", "line"])
@pytest.mark.parametrize("piece", ["<!--", "<?", "<![CDATA[", "<!a", "<div>", "<b>", "<ruby>", "<h2>"])  # fmt: skip
def test_twice_as_much_of_it_takes_twice_as_long(before: str, piece: str) -> None:
    def work(size: int) -> None:
        text = before + piece * size
        read(text, text)
        parser.parse.cache_clear()
        permits.of.cache_clear()

    assert growth(work, 1000) < 24


def test_a_long_rule_is_no_long_search_for_the_end_of_front_matter() -> None:
    def work(size: int) -> None:
        front.split("-" * size + "\n" + "a\n" * size)
        front.split.cache_clear()

    assert growth(work, 5000) < 24
