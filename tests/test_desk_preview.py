"""The preview of the desk: the page readers would see, in a frame that can do no harm."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from deskroom import DRAFTS, NEWS, SETTINGS, Deskroom

from i18n.model import Unit
from workflow.desk.screens.preview import FRAMED

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

UNIVERSITY = "The university opened a laboratory in Almaty on 3 March 2026."


def uid(source: str, context: str = "") -> str:
    return Unit(source, context=context).uid


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as room:
        yield room


def frames(page: str) -> list[str]:
    return re.findall(r'<iframe [^>]*? src="([^"]+)"', page)


def approve(room: Deskroom, source: str) -> None:
    unit = room.unit("ru", source)
    answer = room.post(f"/row/ru/{unit.uid}/news", {"action": "approve", **room.seen(unit)})
    assert answer.status == 303, answer.text


def test_the_screen_says_what_waits_and_why_it_is_not_out(room: Deskroom) -> None:
    page = room.get("/preview/ru/news").text

    assert "<strong>Not out yet:</strong> 1 untranslated, 5 draft, 3 errors." in page
    assert frames(page) == ["/built/ru/news"]
    assert '<a href="/review/ru/news">Back to review</a>' in page


def test_the_screen_has_the_title_of_the_article(room: Deskroom) -> None:
    for lang in ("ru", "en"):
        assert (
            "<h1>Preview: Laboratory opens in Almaty</h1>" in room.get(f"/preview/{lang}/news").text
        )


def test_dotted_lines_are_told_of_where_there_are_any(room: Deskroom) -> None:
    before = room.get("/preview/kk/news").text
    for source in DRAFTS["kk"]:
        unit = room.unit("kk", source)
        room.post(f"/row/kk/{unit.uid}/news", {"action": "approve", **room.seen(unit)})
    after = room.get("/preview/kk/news").text

    assert "Sentences with a dotted line are not approved." in before
    assert "dotted line" not in after
    assert "Choose a sentence" in after


def test_where_drafts_may_go_out_it_says_so(tmp_path: Path) -> None:
    rule = SETTINGS + '[publish]\nrule = "drafts"\n'
    with Deskroom(tmp_path, settings=rule) as room:
        page = room.get("/preview/ru/news").text

    assert "<strong>Goes out as a draft</strong>" in page


def test_an_embargo_is_told(tmp_path: Path) -> None:
    held = {"news.md": f"---\nembargo: 2999-01-01\n---\n{NEWS}"}
    with Deskroom(tmp_path, articles=held) as room:
        page = room.get("/preview/kk/news").text

    assert "embargo until 2999-01-01 00:00 UTC" in page


def test_a_language_leads_to_its_preview_and_keeps_the_width(room: Deskroom) -> None:
    page = room.get("/preview/ru/news?width=phone").text

    assert '<a href="/preview/zh-Hans/news?width=phone" lang="zh-Hans"' in page
    assert '<main id="preview" class="preview phone">' in page


def test_the_original_stands_beside_and_its_sentences_lead_to_the_same_rows(room: Deskroom) -> None:
    page = room.get("/preview/ru/news?beside=1").text

    assert frames(page) == ["/built/en/news?rows=ru", "/built/ru/news"]
    original = room.get("/built/en/news?rows=ru").text
    assert f'data-u="{uid(UNIVERSITY)}" data-state="draft">{UNIVERSITY}<' in original
    assert f"/review/ru/news?u={uid(UNIVERSITY)}#u-{uid(UNIVERSITY)}" in original


def test_the_original_alone_leads_to_no_rows(room: Deskroom) -> None:
    assert "data-u" not in room.get("/built/en/news").text
    assert "data-u" not in room.get("/built/en/news?rows=de").text


def test_a_sentence_asked_for_is_where_the_frame_begins(room: Deskroom) -> None:
    page = room.get(f"/preview/ru/news?u={uid(UNIVERSITY)}").text

    assert frames(page) == [f"/built/ru/news#u-{uid(UNIVERSITY)}"]
    assert f'id="u-{uid(UNIVERSITY)}"' in room.get("/built/ru/news").text


def test_sentences_lead_to_rows_where_the_first_heading_is_the_title_again(tmp_path: Path) -> None:
    said = NEWS + "\n## For applicants\n\nAdmission opens in May.\n"
    both = {"news.md": f"---\ntitle: Laboratory opens in Almaty\n---\n\n{said}"}
    with Deskroom(tmp_path, articles=both) as room:
        page = room.get("/built/kk/news").text

    for source, context in [
        ("Laboratory opens in Almaty", "title"),
        ("For applicants", "heading"),
        (UNIVERSITY, ""),
    ]:
        assert f'data-u="{uid(source, context)}"' in page


def test_no_parameter_gets_into_the_page_as_markup(room: Deskroom) -> None:
    page = room.get('/preview/ru/news?u="><script>1</script>&width=<b>&beside="x').text

    assert page == room.get("/preview/ru/news").text


def test_the_page_shows_what_is_in_the_catalog_now(room: Deskroom) -> None:
    before = room.get("/built/ru/news").text
    approve(room, "We waited nine years")

    after = room.get("/built/ru/news").text

    waited = uid("We waited nine years for this day.")
    assert f'data-u="{waited}" data-state="draft"' in before
    assert f'data-u="{waited}" data-state="approved"' in after


def test_looking_publishes_nothing(room: Deskroom) -> None:
    before = room.files()

    room.get("/preview/ru/news")
    room.get("/built/ru/news")

    assert room.files() == before


def test_the_frame_may_run_nothing_and_ask_nobody(room: Deskroom) -> None:
    answer = room.get("/built/ru/news")

    assert answer.headers.get_all("Content-Security-Policy") == [FRAMED]
    assert "script-src" not in FRAMED
    assert "default-src 'none'" in FRAMED
    assert "allow-scripts" not in FRAMED + room.get("/preview/ru/news?beside=1").text


@pytest.mark.parametrize(
    "path",
    [
        "/preview/de/news",
        "/preview/ru/nothing",
        "/built/de/news",
        "/built/ru/../../tilshi.toml",
        "/preview/ru/site",
        "/built/ru/site",
        "/built-files/tilshi.toml",
        "/built-files/../tilshi.toml",
        "/built-files/..%2f..%2ftilshi.toml",
        "/built-files//etc/passwd",
        "/built-files/%2fetc%2fpasswd",
        "/built-files/articles/news.md",
        "/built-files/",
    ],
)
def test_what_the_project_has_no_page_or_file_for_is_not_there(room: Deskroom, path: str) -> None:
    room.get("/built/ru/news")

    assert room.get(path).status == 404


def test_a_file_is_there_once_a_page_shows_it(tmp_path: Path) -> None:
    text = f"{NEWS}\n![The new campus](images/campus.png)\n"
    with Deskroom(tmp_path, articles={"news.md": text}) as room:
        (room.root / "articles" / "images").mkdir()
        (room.root / "articles" / "images" / "campus.png").write_bytes(PIXEL)
        (room.root / "articles" / "images" / "secret.png").write_bytes(PIXEL)
        room.write("theme/static/fonts/own.woff2", "a font")
        room.write("theme/style.css", "@font-face { src: url(fonts/own.woff2) }")

        page = room.get("/built/ru/news").text

        assert '<img src="/built-files/media/images/campus.png"' in page
        kinds = {
            name: (answer.status, answer.headers["Content-Type"])
            for name in ("style.css", "fonts/own.woff2", "media/images/secret.png")
            for answer in [room.get(f"/built-files/{name}")]
        }
        assert kinds == {
            "style.css": (200, "text/css; charset=utf-8"),
            "fonts/own.woff2": (200, "font/woff2"),
            "media/images/secret.png": (404, kinds["media/images/secret.png"][1]),
        }
        assert "own.woff2" in room.get("/built-files/style.css").text


def test_a_drawing_opened_by_itself_runs_no_script(tmp_path: Path) -> None:
    text = f"{NEWS}\n![A map](map.svg)\n"
    with Deskroom(tmp_path, articles={"news.md": text}) as room:
        room.write("articles/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
        room.get("/built/ru/news")

        answer = room.get("/built-files/media/map.svg")

        assert answer.headers["Content-Type"].startswith("image/svg+xml")
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


def test_an_article_links_to_the_previews_of_others(tmp_path: Path) -> None:
    articles = {
        "news.md": f"{NEWS}\nSee [the year](past/year.md#may).\n",
        "past/year.md": "# Year\n",
    }
    with Deskroom(tmp_path, articles=articles) as room:
        page = room.get("/built/ru/news").text

    assert '<a href="/preview/ru/past/year" target="_parent">' in page


def test_a_template_that_does_not_work_is_told_in_the_frame(room: Deskroom) -> None:
    room.write("theme/templates/article.html", "{{ nothing.at_all }}")

    answer = room.get("/built/ru/news")

    assert answer.status == 422
    assert "the template does not work" in answer.text
    assert "theme/templates/article.html:1" in answer.text
    assert answer.headers["Content-Security-Policy"] == FRAMED


def test_an_article_that_cannot_be_read_is_told_on_the_screen_and_in_the_frame(
    room: Deskroom,
) -> None:
    room.write("articles/news.md", "---\ntitle: [\n---\n")

    screen, frame = room.get("/preview/ru/news"), room.get("/built/ru/news")

    assert (screen.status, frame.status) == (422, 422)
    assert "the front matter is not YAML" in screen.text
    assert "the front matter is not YAML" in frame.text


def test_a_catalog_of_another_language_that_is_broken_does_not_hide_the_page(
    room: Deskroom,
) -> None:
    room.write("locales/kk/LC_MESSAGES/news.po", "no catalog")

    assert room.get("/built/ru/news").status == 200
    assert room.get("/built/kk/news").status == 422
    assert "locales/kk/LC_MESSAGES/news.po" in room.get("/built/kk/news").text


HOSTILE = '<script>document.title="owned"</script><img src=x onerror="parent.document.title=1">'


def test_what_a_catalog_carries_is_text_on_the_page(tmp_path: Path) -> None:
    drafts = {"ru": dict.fromkeys(DRAFTS["kk"], f"{HOSTILE} </span></p></body> {{{{ 7*7 }}}}")}
    with Deskroom(tmp_path, drafts=drafts) as room:
        page = room.get("/built/ru/news").text

    body = page.partition("<body>")[2]
    assert "<script" not in body
    assert " onerror=&quot;" in body or 'onerror="' not in body
    assert body.count("</body>") == 1
    assert "{{ 7*7 }}" in body
