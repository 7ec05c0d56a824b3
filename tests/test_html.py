import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import in_time

from i18n.formats import html
from i18n.formats.html import Run, encode, runs

HOSTILE = st.text(alphabet="aЖ字🙂 \n\r\t\u2028<>/!?-'\"&=b;[]") | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "-->",
        "<!-- ",
        "</p></div><p>",
        "<b>жирно</b> и <b>ещё</b>",
        '" onclick="alert(1)',
        "' onclick='alert(1)",
        "<b",
        "<![CDATA[",
        "<textarea>",
        "строка\n\n\nстрока",
    ]
)
PIECES = [
    *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<code>", "</code>"),
    *("<pre>", "</pre>", "<br>", "<img src=a alt='Кот'>", '<a href="/a" title="Рим & Мир">', "</a>"),
    *("<!-- нет -->", "<script>", "</script>", "<td>", "</table>", "<span translate=no>", "</span>"),
    *("текст", "Hello, world. ", "字", "&nbsp;", " ", "\n", "< ", "<3", "<", '"', ">", "<svg/>"),
    *('<p title="a\nb">', "<!", "<![CDATA[x]]>", "<?php a > b ?>", "<h2>", "</h2>", "-->", "</"),
]  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(
    alphabet="ab<>/!-?'\"= \n&"
)


def found(text: str) -> list[tuple[str, str]]:
    return [(run.role, text[run.start : run.end]) for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h2> Жаңалық </h2>\n<p>One <b>two</b>.</p>", [("heading", "Жаңалық"), ("paragraph", "One <b>two</b>.")]),
        ("<ul><li>One<li><p>Two</p></ul>Three", [("item", "One"), ("item", "Two"), ("paragraph", "Three")]),
        ("<table><tr><td>A<td>B</table>", [("cell", "A"), ("cell", "B")]),
        ("<details><summary>More</summary><p>Text</p></details>", [("caption", "More"), ("paragraph", "Text")]),
        ("<blockquote><p>Said</p></blockquote>", [("quote", "Said")]),
        ("<dl><dt>Term<dd>Meaning</dl>", [("item", "Term"), ("item", "Meaning")]),
        ("Fish &amp; chips<br>for 5 < 6", [("paragraph", "Fish &amp; chips<br>for 5 < 6")]),
    ],
)  # fmt: skip
def test_prose_stands_between_the_tags_that_end_a_sentence(text, expected) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>if (a < b) say('</p>Hi')</script>",
        "<pre>One <b>two</b></pre>",
        "<code>make check</code>",
        "<p><code>make</code>, <kbd>Ctrl</kbd></p>",
        "<svg><title>Icon</title><text>Hi</text></svg>",
        "<p translate=no title='No'>Tilshi <em>and</em> co</p>",
        "<div class='a notranslate'><p>Tilshi<p>Tilshi</div>",
        "<p>&nbsp; &mdash; <br> … </p>",
        "<!-- a comment > with a tag <p>Text</p> -->",
        "<!DOCTYPE html>",
        "<?php echo 1 > 2; 'Text' ?>",
        "<![CDATA[ Text > ]]>",
        "<img alt=Cat src=a.png>",
        "<img alt='1' title=''>",
        "<p title='Never closed",
    ],
)
def test_what_people_do_not_read_is_no_prose(text) -> None:
    assert found(text) == []


def test_a_sentence_keeps_the_code_and_the_untranslated_words_in_it() -> None:
    text = "<p>Run <code>make</code> in <span translate='no'>Tilshi</span></p>"

    assert found(text) == [
        ("paragraph", "Run <code>make</code> in <span translate='no'>Tilshi</span>")
    ]


def test_silence_ends_with_its_element() -> None:
    text = "<p translate=no>Tilshi<p>One</p><svg/>Two<pre>x</pre>Three<script>y</script>Four"

    assert [prose for _, prose in found(text)] == ["One", "Two", "Three", "Four"]


def test_attributes_that_people_read_are_prose() -> None:
    text = "<figure><img alt='A cat' src=c.png><figcaption\n title=\"It’s > here\">Cat</figcaption>"

    assert runs(text) == [
        Run("alt", 18, 23, 1, "html-attribute-single"),
        Run("alt", 55, 66, 2, "html-attribute-double"),
        Run("caption", 68, 71, 2, "html"),
    ]


def test_an_attribute_inside_a_run_is_seen_there() -> None:
    text = 'See <a href="/" title="Home">us</a>, <img alt="Cat"> or not <img alt="Dog">'

    assert found(text) == [
        ("paragraph", 'See <a href="/" title="Home">us</a>, <img alt="Cat"> or not'),
        ("alt", "Dog"),
    ]


def test_a_tag_of_the_source_stays_and_any_other_becomes_text() -> None:
    source = 'One <b>two</b> <a\n href="/">three</a>'
    prose = 'Раз <b>два</b>\n\n<a href="/">три</a> <b>5 < 6</b><script>'

    assert encode(prose, "html", source) == (
        'Раз <b>два</b> <a href="/">три</a> &lt;b>5 &lt; 6&lt;/b>&lt;script>'
    )


def test_a_quote_cannot_end_its_attribute() -> None:
    assert encode('«"Он" <b>', "html-attribute-double", "He") == "«&quot;Он&quot; &lt;b>"
    assert encode('It\'s "so"', "html-attribute-single", "He") == 'It&#39;s "so"'


@given(MARKUP)
def test_runs_stand_in_order_and_apart(text) -> None:
    edges = [edge for run in runs(text) for edge in (run.start, run.end)]

    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(text[r.start : r.end].strip() == text[r.start : r.end] != "" for r in runs(text))
    assert all(run.line == 1 + text.count("\n", 0, run.start) for run in runs(text))


@given(MARKUP, st.lists(HOSTILE, min_size=1, max_size=5))
def test_no_translation_changes_the_markup_outside(text, proses) -> None:
    spliced, ranges, at = "", [], 0
    for number, run in enumerate(runs(text)):
        raw = encode(proses[number % len(proses)], run.syntax, text[run.start : run.end])
        spliced += text[at : run.start]
        ranges.append((len(spliced), len(spliced) + len(raw)))
        spliced, at = spliced + raw, run.end
    spliced += text[at:]

    assert outside(spliced, ranges) == outside(text, [(r.start, r.end) for r in runs(text)])


def outside(text: str, ranges: list[tuple[int, int]]) -> list[str]:
    """Return the markup whose start lies in no range, without the prose of its attributes."""
    marks = []
    for markup in html.MARKUP.finditer(text):
        start, end = markup.span()
        if not any(a <= start < b for a, b in ranges):
            inner = [r for r in ranges if start < r[0] < end]
            for a, b in [*inner, (end, end)]:
                marks.append(text[start:a])
                start = b
    return marks


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<!--",
        "<div>",
        "<a =",
        "<p title='",
        "</a",
        "<b><i>",
        "<svg><pre>",
        "&amp",
        "<script>",
        "<![CDATA[",
    ],
)
def test_a_long_text_is_read_to_its_end(piece) -> None:
    text = piece * (100_000 // len(piece))

    with in_time():
        found = runs(text)
        encode(text[:20_000], "html", "<b>x</b>")

    assert all(0 <= run.start < run.end <= len(text) for run in found)
