"""Mending: raw HTML of articles that is not valid for what is in it, or what it lacks."""

import re

import pytest
from browsing import harmful
from hypothesis import given
from hypothesis import strategies as st
from patience import growth

from workflow.site.prose import content, languages, mend, sanitise
from workflow.site.prose.content import Around
from workflow.site.prose.elements import names
from workflow.site.prose.tree import mended


def body(text: str) -> str:
    """The HTML of an article, without the frame of its tables and line ends."""
    html = content.read(f"# T\n\n{text}\n", "markdown", Around(str)).body
    frame = r'<div class="wide"[^>]*>(<table>.*?</table>)</div>'
    return re.sub(frame, r"\1", html).replace("\n", "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        # cells that span rows and columns that are not there
        ("<td rowspan=9>a<td>b", "<tbody><tr><td>a</td><td>b</td></tr></tbody>"),
        ("<td colspan=900>a<tr><td>c<td>d", '<tbody><tr><td colspan="2">a</td></tr><tr><td>c</td><td>d</td></tr></tbody>'),
        ("<td>a<tr><td>c<td>d", "<tbody><tr><td>a</td><td></td></tr><tr><td>c</td><td>d</td></tr></tbody>"),
        ("<td>a<td rowspan=2>b<tr><td colspan=3>c", '<tbody><tr><td>a</td><td rowspan="2">b</td></tr><tr><td>c</td></tr></tbody>'),
        ("<td rowspan=2>a<tr>", "<tbody><tr><td>a</td></tr></tbody>"),
        # parts out of order, or more than once
        ("<tr><td>a</tr><caption>C</caption>", "<caption>C</caption><tbody><tr><td>a</td></tr></tbody>"),
        ("<caption>A</caption><caption>B</caption><tr><td>a", "<caption>A B</caption><tbody><tr><td>a</td></tr></tbody>"),
        ("<tbody><tr><td>a</tbody><thead><tr><th>H</thead>", "<thead><tr><th>H</th></tr></thead><tbody><tr><td>a</td></tr></tbody>"),
        ("<tr><th scope=col></th><th scope=col>b", '<tbody><tr><td></td><th scope="col">b</th></tr></tbody>'),
    ],
)  # fmt: skip
def test_a_table_is_a_grid(written: str, shown: str) -> None:
    assert body(f"<table>{written}</table>") == f"<table>{shown}</table>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<dl><dd>a</dl>", "<ul><li>a</li></ul>"),
        ("<dl><dt>a<dt>b<dd>c</dl>", "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("<dl><dt><h3>a</h3><dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<figure><p>a</p><figcaption>m</figcaption><p>b</p></figure>", "<figure><p>a</p><p>b</p><figcaption>m</figcaption></figure>"),
        ("<figure><figcaption>a</figcaption><p>m</p><figcaption>b</figcaption></figure>", "<figure><p>m</p><div>b</div><figcaption>a</figcaption></figure>"),
        ("<details><summary>a</summary><summary>b</summary>x</details>", "<details><summary>a</summary><div>b</div>x</details>"),
        ("<details><summary> </summary>x</details>", "x"),
        ("<div><dfn>a <dfn>b</dfn></dfn></div>", "<div><dfn>a b</dfn></div>"),
        ("<div><ruby>漢<rp>(</ruby></div>", "<div>漢</div>"),
        ("<div><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></div>", "<div><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></div>"),
        ("<div><ruby><rt>hàn</rt></ruby></div>", "<div><small>hàn</small></div>"),
        ("<section>a</section>", "<div>a</div>"),
        ("<section><h2>a</h2></section>", "<section><h2>a</h2></section>"),
        ("<section><div><section><h2>a</h2></section></div></section>", "<div><div><section><h2>a</h2></section></div></div>"),
        ("<h2><b> </b></h2><h3>a</h3>", "<b> </b><h2>a</h2>"),
        ("<div><a href=https://e.org><b></b></a></div>", "<div><b></b></div>"),
        ("<div><a href=https://e.org><img src=https://e.org/a.png></a></div>",
         '<div><a href="https://e.org" aria-label="https://e.org"><img src="https://e.org/a.png" alt="" loading="lazy"></a></div>'),
        ("<figure>\n\n- <figcaption>a</figcaption>\n\n</figure>", "<figure><ul><li>a</li></ul></figure>"),
        ("<pre>\n\n\na\n</pre>", "<pre>a</pre>"),
        ("<div><p lang=english>a</p><p lang=kk>b</p></div>", '<div><p>a</p><p lang="kk">b</p></div>'),
    ],
)  # fmt: skip
def test_what_is_not_valid_becomes_valid_or_its_words(written: str, shown: str) -> None:
    assert body(written) == shown


@pytest.mark.parametrize("tag", ["kk", "zh-Hant", "sr-Latn-RS", "be-tarask", "en-001", "und", "EN-gb", "en-x-school"])  # fmt: skip
def test_a_language_that_has_a_name_is_one(tag: str) -> None:
    assert languages.is_known(tag)


@pytest.mark.parametrize("tag", ["", "english", "xx", "kk_KZ", "en-UKR", "en-XY", "k", "kk-", "i-klingon", "қазақ"])  # fmt: skip
def test_others_are_none(tag: str) -> None:
    assert not languages.is_known(tag)


PIECES = [
    *(f"<{name}>" for name in sorted(names("a h2 table caption thead tbody tfoot tr td th dl dt dd p section div dfn ruby rt rp figure figcaption details summary b pre"))),
    *(f"</{name}>" for name in sorted(names("table tr dl p section div ruby figure details b"))),
    "<td colspan=3>", "<td rowspan=2>", "<td colspan=900 rowspan=900>", "<a href=https://e.org>", "<a id=q>",
    "<img src=https://e.org/a.png>", "слово", " ", "\n\n", "\n\n- ", "\n\n> ", "*a", "b*", "[c", "](https://e.org)", "[^1]", "&#1;",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_what_is_mended_needs_no_mending_and_passes_the_gate(pieces: list[str]) -> None:
    html = content.read("# T\n\n<div>" + "".join(pieces), "markdown", Around(str)).body

    assert sanitise.sanitise(mend.mend(html)) == html
    assert harmful(html) == []


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_what_needs_none_is_as_it_was(pieces: list[str]) -> None:
    html = content.read("# T\n\n<div>" + "".join(pieces), "markdown", Around(str)).body
    once = sorted(re.findall('id="[^"]*"', html)) == sorted(set(re.findall('id="[^"]*"', html)))

    assert once
    assert mended(html, lambda node, _: [node]) == html


@pytest.mark.parametrize(
    "piece", ["<tr><td colspan=900 rowspan=900>", "<td>a", "<tr><td>a", "<tr>" + "<td>a" * 9]
)
def test_a_large_table_takes_no_longer_than_its_length(piece: str) -> None:
    html = sanitise.sanitise

    def work(size: int) -> None:
        mend.mend(html(f"<table>{piece * size}</table>"))

    assert growth(work, 500) < 24
