"""The page to fill in: opened in a real browser, filled in there, saved, and read back."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from handouts import NEWS, changed, handouts, of_project, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st
from judges.access import axe
from judges.browser import Page
from judges.markup import vnu
from patience import growth

from i18n.errors import UserError
from i18n.model import State
from workflow.exchange.formats import html
from workflow.exchange.handout import Handout, Line
from workflow.exchange.pieces import filled

PATH = "news.html"
RAN = "document.title = 'ran'"
EVIL = (
    f'</div></td><script>{RAN}</script><img src=x onerror="{RAN}"><svg onload={RAN}>'
    f'<a href="javascript:{RAN}">x</a>" autofocus onfocus="{RAN}" x=\'--><!--'
)


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        html.read(data, PATH)
    return str(caught.value)


def saved(*changes: tuple[str, str]) -> bytes:
    """The news as a browser saves it, with these changes."""
    text = html.write(NEWS).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def first(target: str, edited: str = " data-edited=''") -> str:
    """The translation of the first unit, of this HTML."""
    old = "Ректор открыл лабораторию</div>"
    data = saved((f'Translation 1">{old}', f'Translation 1"{edited}>{target}</div>'))
    return html.read(data, PATH).units[0].target


@settings(deadline=None)
@given(handouts)
def test_what_nobody_touched_comes_back_as_it_was(handout: Handout) -> None:
    assert html.read(html.write(handout), PATH) == unchanged(handout)


def test_a_handout_is_the_same_file_every_time() -> None:
    assert html.write(NEWS) == html.write(NEWS)


def test_the_articles_of_the_project_come_back_as_they_were() -> None:
    for handout in of_project():
        assert html.read(html.write(handout), PATH) == unchanged(handout)


def test_a_text_has_its_language_and_direction() -> None:
    text = html.write(replace(NEWS, target="ar", rtl=(False, True))).decode()

    assert '<div data-field="source" lang="en" dir="ltr">The rector' in text
    assert '<div data-field="target" lang="ar" dir="rtl" contenteditable="plaintext-only"' in text


def test_a_page_asks_nobody_for_anything() -> None:
    text = re.sub("(?s)<script>.*</script>", "", html.write(NEWS).decode())

    assert not re.search(r"\b(?:src|href|action|srcdoc|url|import)\b\s*[=(]", text)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Ректор<br>открыл", "Ректор\nоткрыл"),
        ("Ректор<div>открыл</div><div><br></div><div>дверь</div>", "Ректор\nоткрыл\n\nдверь"),
        ("<div>Ректор</div><div>открыл<br></div>", "Ректор\nоткрыл"),
        ("Ректор\n\n", "Ректор"),
        ("<br>", ""),
        ("<b>Рек</b>тор &amp;&nbsp;<i>он</i> &lt;br&gt;", "Ректор &\xa0он <br>"),
        ("Рек<!-- тайно -->тор<script>1</script>", "Ректор"),
        ('<span data-letter="" contenteditable="false">U+000C</span>U+000C', "\x0cU+000C"),
    ],
)
def test_a_text_is_what_is_seen_however_a_browser_wrote_it(target: str, text: str) -> None:
    assert first(target) == text


def test_a_page_with_the_line_ends_of_windows_says_the_same() -> None:
    assert html.read(html.write(NEWS).replace(b"\n", b"\r\n"), PATH) == unchanged(NEWS)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it has no table of ours"),
        (b"<table><tr data-uid=a><td>a</table>", "it has no table of ours"),
        (b"<table data-article=a data-language=ru><tr></tr></table>", "it does not say which texts it has"),
        (html.write(NEWS).partition(b"</table>")[0], "its table has no end"),
        (html.write(NEWS).replace(b"</div>", b"", 1), "its table has no end"),
        ("Ректор".encode("cp1251"), "its letters are not in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_page_of_ours_or_was_cut_is_refused(data: bytes, said: str) -> None:
    assert refused(data) == f"news.html: not a file to import: {said}"


def test_what_cannot_be_taken_is_said_with_its_row() -> None:
    assert refused(saved(('"123456789abc"', '"0123456789ab"'))).startswith(
        "news.html:3: two rows of one text, and they differ: "
    )
    assert refused(saved((' data-uid="0123456789ab"', ""))).startswith(
        "news.html:2: a row that was not in the file when it went out: "
    )
    assert refused(saved(('value="approved"', 'value="жарайды" selected=""'))) == (
        "news.html:2: no such decision: 'жарайды'"
    )


def test_a_page_too_large_is_refused() -> None:
    assert refused(b" " * (filled.LARGEST + 1)) == "news.html: more than 64 MB"


@pytest.mark.parametrize(
    "piece", ["<!--", "<", "<a ", '<a "', "<a '\"", "<script", "<div>", '<tr data-uid="1"><div data-field=note>']
)  # fmt: skip
def test_hostile_pages_take_time_as_their_length(piece: str) -> None:
    def read(times: int) -> None:
        table = '<table data-article="a" data-language="ru"><tr data-uid="1">'
        with pytest.raises(UserError):
            html.read((table + piece * times).encode(), PATH)

    assert growth(read, 4_000) < 24


@settings(deadline=None)
@given(st.integers(0, len(html.write(NEWS)) - 1), st.integers(0, 255))
def test_a_damaged_byte_never_ends_in_a_bug(place: int, byte: int) -> None:
    data = bytearray(html.write(NEWS))
    data[place] = byte
    try:
        back = html.read(bytes(data), PATH)
    except UserError:
        return

    assert back.units[0].uid


@pytest.fixture
def filling(page: Page, tmp_path: Path) -> "Filling":
    return Filling(page, tmp_path)


class Filling:
    """A reviewer with a browser; what is saved is in `folder`."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder / "saved"
        self.file = folder / "handout.html"

    def open(self, data: bytes) -> None:
        self.file.write_bytes(data)
        self.page._ask(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.folder)
        )
        self.page.goto(self.file.as_uri())

    def save(self, name: str) -> bytes:
        """Press the button; return the file, once it is whole."""
        file = self.folder / name
        self.page.click("#save")
        self.page.wait("true")
        for _ in range(500):
            if file.exists() and (data := file.read_bytes()):
                return data
            self.page.evaluate("new Promise((done) => setTimeout(done, 20))")
        raise AssertionError(f"no {name} came; {self.page.errors}")

    def write(self, label: str, text: str) -> None:
        """Click into a field, take out what is there and write, as with an input method."""
        field = f'[aria-label="{label}"]'
        self.page.click(field)
        self.page.evaluate("getSelection().selectAllChildren(document.activeElement)")
        self.page._ask("Input.insertText", text=text)

    def choose(self, label: str, said: str) -> None:
        field = json.dumps(f'[aria-label="{label}"]')
        self.page.evaluate(
            f"{{const one = document.querySelector({field});"
            f"one.value = {json.dumps(said)};"
            "one.dispatchEvent(new Event('change', {bubbles: true}));}"
        )


@pytest.mark.browser
def test_what_is_written_in_a_browser_comes_back(filling: Filling) -> None:
    filling.open(html.write(replace(NEWS, target="zh-Hans")))
    filling.write("Translation 1", "校长为实验室揭牌")
    filling.write("Comment 2", "是12间，不是20间")
    filling.choose("Decision 1", "approved")
    filling.choose("Decision 2", "needs work")
    back = html.read(filling.save("news.zh-Hans.html"), PATH)

    expected = replace(unchanged(NEWS), target="zh-Hans")
    expected = changed(expected, "0123456789ab", target="校长为实验室揭牌", said="approved")
    expected = changed(expected, "123456789abc", note="是12间，不是20间", said="needs work")
    assert (back, filling.page.errors) == (expected, [])


@pytest.mark.browser
def test_a_saved_page_can_be_opened_and_saved_again(filling: Filling) -> None:
    filling.open(html.write(NEWS))
    filling.write("Translation 4", "= НИОКР <b>стоят</b> денег & времени")
    once = filling.save("news.ru.html")
    (filling.folder / "news.ru.html").unlink()
    filling.open(once)
    filling.write("Comment 4", "Проверено")
    twice = filling.save("news.ru.html")

    text = "= НИОКР <b>стоят</b> денег & времени"
    assert html.read(once, PATH) == changed(unchanged(NEWS), "3456789abcde", target=text)
    assert html.read(twice, PATH) == changed(
        unchanged(NEWS), "3456789abcde", target=text, note="Проверено"
    )


@pytest.mark.browser
def test_lines_written_with_enter_are_lines(filling: Filling) -> None:
    filling.open(html.write(NEWS))
    filling.write("Translation 4", "НИОКР")
    filling.page.press("Enter")
    filling.page._ask("Input.insertText", text="стоят денег")
    filling.page.press("Enter")
    back = html.read(filling.save("news.ru.html"), PATH)

    assert back == changed(unchanged(NEWS), "3456789abcde", target="НИОКР\nстоят денег")


@pytest.mark.browser
def test_what_nobody_touched_comes_back_through_a_browser(filling: Filling) -> None:
    text = "aЖқ字é🙂“«\\\"'\n\t\r%{}~| <br>&lt;&amp;nbsp;\xa0\x00\x01\x0c\x7f\x85\u2028\ufeff\uffff --><!--"
    lines = (
        Line("0123456789ab", "aaaaaaaaaaaa", text, text, text, State.DRAFT, notes=(text,)),
        Line("123456789abc", "bbbbbbbbbbbb", EVIL, EVIL, EVIL, State.DRAFT, found=(EVIL,)),
    )
    handout = replace(NEWS, lines=lines)
    filling.open(html.write(handout))

    assert html.read(filling.save("news.ru.html"), PATH) == unchanged(handout)


@pytest.mark.browser
def test_a_hostile_catalog_runs_nothing(filling: Filling) -> None:
    line = Line(
        EVIL, EVIL, EVIL, EVIL, EVIL, State.STALE,
        context=EVIL, previous=EVIL, notes=(EVIL,), terms=(EVIL,), found=(EVIL,),
    )  # fmt: skip
    filling.open(html.write(Handout(EVIL, EVIL, EVIL, EVIL, (line,))))

    found = "document.querySelectorAll('img, svg, a, [onerror], [onfocus], [onload]').length"
    assert filling.page.evaluate(f"[document.scripts.length, {found}]") == [1, 0]
    assert (filling.page.evaluate("document.title") != "ran", filling.page.errors) == (True, [])


@pytest.mark.browser
def test_what_was_not_escaped_could_not_run_either(filling: Filling) -> None:
    evil = EVIL.removeprefix("</div></td>").removesuffix("<!--")
    filling.open(saved(("Ректор открыл лабораторию", evil)))

    assert filling.page.evaluate("document.querySelectorAll('script, img, svg').length") == 4
    assert filling.page.evaluate("document.title") == "news: en → ru"
    assert any("Content Security Policy" in error for error in filling.page.errors)


@pytest.mark.browser
def test_without_scripts_the_page_is_there_to_be_read(filling: Filling) -> None:
    filling.page.emulate(scripts=False)
    filling.open(html.write(NEWS))

    shown = filling.page.text("main")
    assert "This browser runs no scripts" in shown
    assert "Ректор открыл лабораторию" in shown
    assert filling.page.text("footer") == ""


@pytest.mark.browser
@pytest.mark.judges
def test_the_page_is_open_to_everybody(filling: Filling) -> None:
    filling.open(html.write(NEWS))

    assert axe(filling.page) == []


@pytest.mark.judges
def test_the_page_is_valid(tmp_path: Path) -> None:
    (tmp_path / "news.html").write_bytes(html.write(NEWS))

    # The checker reckons no hashes; that they fit, the browser tells.
    assert [said for said in vnu(tmp_path) if "nonce/hash" not in said] == []
