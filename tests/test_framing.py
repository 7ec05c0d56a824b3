"""In a frame a page leads to previews or nowhere, and shows its own files only."""

import pytest
from proofing import WAYS

from i18n.model import Unit
from workflow.previewing.framing import framed
from workflow.previewing.ink import Ink
from workflow.previewing.proof import Proof

INK = Ink("⸀", "⸁", "⸆⸇⸈⸋⸎⸏⸐⸑")
UNITS = (Unit("One.", "Раз."), Unit("Two.", "Два."))
HERE = "ru/2026/11/news/index.html"
PAGES = {
    HERE: ("ru", "news"),
    "kk/2026/11/news/index.html": ("kk", "news"),
    "~/ru/other story/index.html": ("ru", "other story"),
}


def frame(body: str, head: str = "") -> str:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    page = framed(Proof(INK.without(html), html, INK, UNITS, HERE, PAGES, {}), WAYS)
    style = '<link rel="stylesheet" href="/static/passages.css">\n'
    before, _, after = page.partition(f"{style}</head><body>")
    return before.removeprefix("<html><head>") + after.removesuffix("</body></html>")


def sentence(number: int, text: str) -> str:
    return INK.around(number, text)


def span(number: int, text: str, *, first: bool = True) -> str:
    uid = UNITS[number].uid
    name = f' id="u-{uid}"' if first else ""
    return f'<span{name} data-u="{uid}" data-state="external">{text}</span>'


def way(number: int) -> str:
    uid = UNITS[number].uid
    return (
        f'<a class="tilshi-edit" target="_parent" href="/review/ru/news?u={uid}#u-{uid}">Edit</a>'
    )


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ('<a href="#fn1">', '<a href="#fn1">'),
        ('<a href="../../../../kk/2026/11/news/">', '<a href="/preview/kk/news" target="_parent">'),
        ("<a href=../../../../kk/2026/11/news/>", '<a href="/preview/kk/news" target="_parent">'),
        (
            '<a href="../../../../~/ru/other%20story/#part">',
            '<a href="/preview/ru/other%20story" target="_parent">',
        ),
        ('<a href="./">', '<a href="#nowhere">'),
        ('<a href="./#part">', '<a href="#part">'),
        ('<a href="../../../tags/" target="_top">', '<a href="#nowhere">'),
        ('<a href="/logout">', '<a href="#nowhere">'),
        ('<a title="x"href="/logout">', '<a title="x" href="#nowhere">'),
        ('<a/href="/logout">', '<a/href="#nowhere">'),
        ('<a href="\\\\evil.example/x">', '<a href="#nowhere">'),
        ('<a href="javascript:alert(1)">', '<a href="#nowhere">'),
        ('<a href=" JaVaScRiPt:alert(1)">', '<a href="#nowhere">'),
        ('<a href="data:text/html,x">', '<a href="#nowhere">'),
        ('<a href="//[">', '<a href="#nowhere">'),
        (
            '<a href="https://example.org/" target="_top" ping="https://evil.example/">',
            '<a href="https://example.org/" target="_blank" rel="noopener noreferrer">',
        ),
        (
            '<a href="//example.org/">',
            '<a href="//example.org/" target="_blank" rel="noopener noreferrer">',
        ),
    ],
)
def test_links_lead_to_previews_or_nowhere(written: str, led: str) -> None:
    led = led.replace("other%20story", "other story")

    assert frame(f"{written}x</a>") == f"{led}x</a>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<img src="../../../../media/a%20b.png">', '<img src="/built-files/media/a b.png">'),
        ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'),
        ('<img src="https://evil.example/a.png" alt="A map">', '<img alt="A map">'),
        ('<img src="//evil.example/a.png">', "<img>"),
        ('<img src="/etc/passwd">', "<img>"),
        ("<img src=https://evil.example/?a=b>", "<img>"),
        (
            '<img srcset="../../../../media/a.png 1x, https://evil.example/b.png 2x">',
            '<img srcset="/built-files/media/a.png 1x">',
        ),
        ('<form action="https://evil.example/">', "<form>"),
        ('<video poster="https://evil.example/a.png" src="//evil.example">', "<video>"),
        ('<use href="#arrow">', '<use href="#arrow">'),
        ('<base href="https://evil.example/">', ""),
        ('<meta http-equiv="refresh" content="0; url=https://evil.example/">', ""),
    ],
)
def test_a_page_shows_files_of_its_own_only(written: str, shown: str) -> None:
    assert frame(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '<link rel="stylesheet" href="../../../../style.css">',
            '<link rel="stylesheet" href="/built-files/style.css">',
        ),
        ('<link rel="icon" href="https://evil.example/i.png">', '<link rel="icon">'),
        ('<link rel="preconnect" href="https://evil.example/">', '<link rel="preconnect">'),
        ('<link rel="prefetch" href="../../../../style.css">', '<link rel="prefetch">'),
        ('<meta name="description" content="News">', '<meta name="description" content="News">'),
    ],
)
def test_the_head_of_a_page_asks_nobody(written: str, shown: str) -> None:
    assert frame("", written) == shown


def test_sentences_are_told_apart_in_text_and_lead_to_rows_after_their_passage() -> None:
    body = f"<p>{sentence(0, 'Раз.')} {sentence(1, 'Д<em>в</em>а.')}</p>"

    assert frame(body) == (
        f"<p>{span(0, 'Раз.')} {span(1, 'Д')}<em>{span(1, 'в', first=False)}</em>"
        f"{span(1, 'а.', first=False)}{way(0)}</p>"
    )


def test_the_way_from_a_passage_in_a_link_stands_after_the_link() -> None:
    body = f'<a href="#x"><p>{sentence(0, "Раз.")}</p></a><p>Два.</p>'

    assert frame(body) == f'<a href="#x"><p>{span(0, "Раз.")}</p></a>{way(0)}<p>Два.</p>'


def test_a_sentence_that_never_ends_goes_no_further_than_its_block() -> None:
    body = f"<p>{sentence(0, 'Раз.').partition(INK.closes)[0]}</p><p>Два.</p>"

    assert frame(body) == f"<p>{span(0, 'Раз.')}{way(0)}</p><p>Два.</p>"


def test_the_mark_of_no_sentence_is_taken_out() -> None:
    assert frame(f"<p>{sentence(7, 'Раз.')}</p>") == "<p>Раз.</p>"


def test_a_mark_in_an_attribute_tells_of_its_element() -> None:
    uid = UNITS[0].uid

    shown = frame(f'<p><abbr id="a" title="{sentence(0, "Раз.")}">Р.</abbr></p>')

    assert shown == (
        f'<p><abbr id="a" title="Раз." data-u="{uid}" data-state="external">Р.</abbr>{way(0)}</p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>x = 'MARK'</script>",
        "<!-- MARK <p> -->",
        "<textarea>MARK</textarea>",
        "<style>/* MARK */</style>",
        "<iframe src='x'>MARK</iframe>",
    ],
)
def test_where_nothing_is_markup_marks_are_taken_out(body: str) -> None:
    assert frame(body.replace("MARK", sentence(0, "Раз."))) == body.replace("MARK", "Раз.")


def test_marks_in_the_head_are_taken_out() -> None:
    head = '<title>MARK</title><meta content="MARK">'

    assert frame("", head.replace("MARK", sentence(0, "Раз."))) == head.replace("MARK", "Раз.")
