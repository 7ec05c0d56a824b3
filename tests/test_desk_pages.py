"""The desk in a browser without JavaScript: each action by the forms that a page has."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from deskroom import DRAFTS, NEWS, Answered, Deskroom, Form, forms

from i18n import locales
from i18n.catalog import edit
from i18n.model import Catalog, State, Unit
from workflow.desk.closed import closed
from workflow.desk.keys import KEYS, keymap, named
from workflow.desk.lines import line
from workflow.pipeline import live
from workflow.project import WORDS
from workflow.reviewing.filters import FILTERS
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.rows import etag

LONGER = NEWS.replace("**12 rooms**", "**14 rooms**").replace("nine years", "nine long years")
ROW = re.compile(r'<article class="row.*?</article>', re.DOTALL)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as entered:
        yield entered


def opened(room: Deskroom, code: str, source: str) -> Answered:
    """The page of an article with the row of a sentence open."""
    unit = room.unit(code.replace("-", "_"), source)
    return room.get(f"/review/{code}/news?u={unit.uid}")


def having(page: Answered, button: tuple[str, str], **fields: str) -> Form:
    """The first form of a page with this button and these fields as they are filled in."""
    return next(
        form
        for form in forms(page.text)
        if button in form.buttons and fields.items() <= form.fields.items()
    )


def press(
    room: Deskroom, code: str, source: str, action: str, typed: str | None = None, **fields: str
) -> Answered:
    """Open a sentence, fill in a form of it and press a button; a browser then goes on."""
    button = ("action", action)
    form = having(opened(room, code, source), button, **fields)
    given = (
        {} if typed is None else {"text" if action not in {"save", "approve"} else "target": typed}
    )
    answer = room.submit(form, button, **given)
    assert answer.status == 303, answer.text
    return room.get(answer.place.partition("#")[0])


def rows(page: Answered) -> list[str]:
    return ROW.findall(page.text)


def seen(html: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_the_article_is_shown_in_its_order_with_each_text_in_its_language(room: Deskroom) -> None:
    page = room.get("/review/kk/news")
    texts = re.findall(r'<div class="(source|target)" lang="(..)" dir="ltr">(.*?)</div>', page.text)

    assert [seen(text) for kind, _, text in texts if kind == "source"] == list(DRAFTS["kk"])
    assert [seen(text) for kind, _, text in texts if kind == "target"] == list(
        DRAFTS["kk"].values()
    )
    assert {(kind, lang) for kind, lang, _ in texts} == {("source", "en"), ("target", "kk")}


def test_a_text_from_right_to_left_is_set_so(room: Deskroom) -> None:
    bench = room.desk.bench
    article, locale = bench.article("news"), bench.locale("kk")
    assert article
    assert locale
    sheet = bench.sheet(article, locale)
    assert sheet
    arabic = replace(sheet, locale=locales.get("kk_Arab"))
    row = closed(arabic, line(arabic, sheet.rows[0]), bench.project.source)

    assert '<div class="target" lang="kk-Arab" dir="rtl">' in row
    assert '<div class="source" lang="en" dir="ltr">' in row


def test_a_state_is_said_in_words_and_so_is_what_stands_against_it(room: Deskroom) -> None:
    names = re.findall(r'<article [^>]*aria-label="([^"]*)"', room.get("/review/ru/news").text)

    assert names == [
        "Title, draft, 1 error",
        "Paragraph, sentence 1 of 2, draft, 2 errors",
        "Paragraph, sentence 2 of 2, draft",
        "Quote, draft",
        "List item, draft",
        "List item, not translated",
    ]


def test_filters_count_what_they_keep_and_keep_it(room: Deskroom) -> None:
    page = room.get("/review/ru/news?show=errors")
    chips = dict(re.findall(r'data-show="([\w-]+)"[^>]*>[^<]* <b>(\d+)</b>', page.text))

    assert chips == {"todo": "6", "checks": "2", "errors": "2", "all": "6"}
    assert set(chips) < set(FILTERS)
    assert len(rows(page)) == 2
    assert "3 errors in 2 sentences" in seen(page.text)


def test_a_search_finds_what_is_said_in_either_language(room: Deskroom) -> None:
    assert len(rows(room.get("/review/ru/news?q=%D1%80%D0%B5%D0%BA%D1%82%D0%BE%D1%80"))) == 1
    assert len(rows(room.get("/review/ru/news?q=RECTOR"))) == 1
    assert "Nothing has “weather” in it" in room.get("/review/ru/news?q=weather").text


def test_a_catalog_that_is_not_there_is_made_at_a_push_of_a_button(room: Deskroom) -> None:
    room.write("articles/forum.md", "# Forum\n\nThe forum begins tomorrow.\n")
    room.desk.bench.refresh()
    page = room.get("/review/kk/forum")
    (form,) = (one for one in forms(page.text) if one.action.startswith("/extract/"))
    made = room.submit(form)

    assert "There is no catalog" in page.text
    assert made.status == 303
    assert "The forum begins tomorrow." in room.get("/review/kk/forum").text


def test_a_row_that_is_asked_for_is_shown_whatever_the_filter(room: Deskroom) -> None:
    uid = room.unit("ru", "It has").uid

    assert f'id="e-{uid}"' in room.get(f"/review/ru/news?show=errors&u={uid}").text


def test_approving_goes_on_to_the_next_sentence_that_waits(room: Deskroom) -> None:
    after = press(room, "ru", "It has", "approve")

    assert room.unit("ru", "It has").state is State.APPROVED
    assert f'id="e-{room.unit("ru", "We waited").uid}"' in after.text
    assert "Approved." in seen(after.text)


def test_the_last_sentence_is_approved_like_any_other(room: Deskroom) -> None:
    for source in DRAFTS["kk"]:
        after = press(room, "kk", source, "approve")

    assert set(room.states("news", "kk")) == {State.APPROVED}
    assert not re.search(r'data-open="1"', after.text)
    assert "6 of 6 done" in seen(after.text)


def test_what_is_next_is_among_what_is_shown(room: Deskroom) -> None:
    unit = room.unit("ru", "The university")
    form = having(room.get(f"/review/ru/news?show=errors&u={unit.uid}"), ("action", "needs-work"))
    first = room.submit(form, ("action", "needs-work"), text="the year")

    title = room.unit("ru", "Laboratory").uid
    assert first.place.startswith(f"/review/ru/news?show=errors&u={title}&did=")


def test_a_text_that_was_typed_is_approved_as_it_was_typed(room: Deskroom) -> None:
    press(room, "zh-Hans", "We waited", "approve", "这一天，我们等了九年。")

    unit = room.unit("zh_Hans", "We waited")
    assert (unit.target, unit.state) == ("这一天，我们等了九年。", State.APPROVED)


def test_saving_stays_with_the_sentence(room: Deskroom) -> None:
    after = press(room, "ru", "Admission", "save", "Приём документов начнётся в мае.")

    unit = room.unit("ru", "Admission")
    assert (unit.target, unit.state) == ("Приём документов начнётся в мае.", State.DRAFT)
    assert f'id="e-{unit.uid}"' in after.text


def test_what_needs_work_says_why(room: Deskroom) -> None:
    press(room, "ru", "We waited", "needs-work", "too literal")

    unit = room.unit("ru", "We waited")
    assert (unit.state, list(unit.marked("todo"))) == (
        State.NEEDS_WORK,
        ["An Editor: too literal"],
    )
    assert "needs work: too literal" in seen(opened(room, "ru", "We waited").text)


def test_a_fix_is_shown_before_it_is_made(room: Deskroom) -> None:
    press(room, "ru", "We waited", "save", "Мы ждали этого дня  девять лет.")
    page = opened(room, "ru", "We waited")

    assert "дня<del>  </del><ins> </ins>девять" in page.text
    room.submit(having(page, ("action", "fix")), ("action", "fix"))
    assert room.unit("ru", "We waited").target == "Мы ждали этого дня девять лет."


def test_a_finding_is_dismissed_with_a_reason_and_stays_readable(room: Deskroom) -> None:
    after = press(room, "ru", "The university", "dismiss", "the author erred", check="date")

    assert "Dismissed: the source says 3 March 2026" in seen(after.text)
    assert "the author erred" in seen(after.text)
    assert "1 error" in seen(rows(after)[1])


def test_a_dismissal_without_a_reason_is_refused_and_says_what_to_do(room: Deskroom) -> None:
    form = having(opened(room, "ru", "The university"), ("action", "dismiss"))
    answer = room.submit(form, ("action", "dismiss"), text="")

    assert answer.status == 422
    assert "Say why, so that the next who reads it knows." in answer.text


def test_a_comment_is_added_and_resolved(room: Deskroom) -> None:
    after = press(room, "ru", "We waited", "comment", "Nine or ten?")
    assert "An Editor Nine or ten?" in seen(after.text)

    press(room, "ru", "We waited", "resolve")

    assert room.unit("ru", "We waited").notes == ()


def test_a_stale_sentence_shows_what_changed_and_offers_the_old_text_with_the_new_figure(
    room: Deskroom,
) -> None:
    room.write("articles/news.md", LONGER)
    room.extract()
    page = opened(room, "kk", "It has")

    assert "The source changed: number 12 → 14" in seen(page.text)
    assert "<del>**12</del><ins>**14</ins>" in page.text.replace('<code class="code">', "").replace("</code>", "")  # fmt: skip
    room.submit(having(page, ("action", "take")), ("action", "take"))
    unit = room.unit("kk", "It has")
    assert (unit.target, unit.state) == ("Онда **14 бөлме** мен кітапхана бар.", State.DRAFT)
    assert next(unit.marked("mt")).startswith("memory:news 97% 12→14 ")


def test_an_offer_that_is_another_by_now_is_not_taken(room: Deskroom) -> None:
    unit = room.unit("kk", "It has")
    answer = room.post(
        f"/row/kk/{unit.uid}/news",
        {**room.seen(unit), "action": "take", "offer": "1", "offered": "0" * 12},
    )

    assert answer.status == 422
    assert "Nothing like that is offered any more" in answer.text


def test_an_engine_of_the_chain_is_asked_and_no_other(room: Deskroom) -> None:
    form = having(opened(room, "zh-Hans", "We waited"), ("engine", "pseudo"))

    assert room.submit(form, ("engine", "pseudo")).status == 303
    other = room.post(form.action, {**form.fields, "engine": "google"})
    assert other.status == 422
    assert "Google is not among the engines" in other.text


def test_a_save_over_what_somebody_changed_shows_both_and_changes_nothing(room: Deskroom) -> None:
    form = having(opened(room, "ru", "We waited"), ("action", "approve"))
    press(room, "ru", "We waited", "save", "Этого дня мы ждали девять лет.")
    answer = room.submit(form, ("action", "approve"), target="Мы ждали девять долгих лет.")
    again = next(one for one in forms(answer.text) if "target" in one.fields)

    assert answer.status == 409
    assert "Somebody else changed this sentence meanwhile" in answer.text
    assert again.fields["target"] == "Мы ждали девять долгих лет."
    assert "<ins>Этого" in answer.text
    assert room.unit("ru", "We waited").target == "Этого дня мы ждали девять лет."
    assert room.submit(again, ("action", "approve")).status == 303
    assert room.unit("ru", "We waited").target == "Мы ждали девять долгих лет."


def test_what_was_done_is_undone_with_a_button(room: Deskroom) -> None:
    after = press(room, "ru", "It has", "approve")
    last, this = (form for form in forms(after.text) if form.action.startswith("/undo/"))

    assert (last.fields["batch"], len(this.fields["batch"])) == ("", 16)
    assert room.submit(this).status == 303
    assert room.unit("ru", "It has").state is State.DRAFT
    assert 'action="/undo/' not in room.get("/review/ru/news").text
    again = room.submit(last)
    assert again.status == 422
    assert "Not undone: there is nothing to undo" in seen(again.text)


def test_only_what_is_clean_has_a_box_and_is_approved_in_bulk(room: Deskroom) -> None:
    page = room.get("/review/ru/news")
    bulk = next(form for form in forms(page.text) if form.action.startswith("/bulk/"))
    clean = [room.unit("ru", one) for one in ("It has", "We waited", "The rector")]

    assert bulk.boxes == [("row", f"{unit.uid}:{etag(unit)}") for unit in clean]
    bulk.ticked = bulk.boxes[:2]
    after = room.get(room.submit(bulk).place)
    assert "Approved: 2 sentences." in seen(after.text)
    assert room.states("news", "ru").count(State.APPROVED) == 2
    undo = next(form for form in forms(after.text) if form.action.startswith("/undo/"))
    room.submit(undo)
    assert State.APPROVED not in room.states("news", "ru")


def test_a_bulk_approval_says_what_it_left_out_and_why(room: Deskroom) -> None:
    wrong, stale, good = (room.unit("ru", one) for one in ("The university", "We waited", "It has"))
    named = [f"{wrong.uid}:{etag(wrong)}", f"{stale.uid}:0123456789ab", f"{good.uid}:{etag(good)}"]
    answer = room.post(
        "/bulk/ru/news", [("csrf", room.csrf), *(("row", one) for one in (*named, "f" * 12 + ":0"))]
    )

    said = seen(answer.text)
    assert "Approved: 1 sentence." in said
    assert "1 sentence left out: it has 2 errors." in said
    assert "1 sentence left out: changed since you saw it." in said
    assert "1 sentence left out: no longer in the article." in said
    assert room.states("news", "ru").count(State.APPROVED) == 1


def test_what_checks_have_not_seen_yet_is_checked_before_it_is_approved_in_bulk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.reviewing.findings.AT_ONCE", 0)
    monkeypatch.setattr("workflow.reviewing.findings.Findings._later", lambda *given: None)
    with Deskroom(tmp_path) as room:
        page = room.get("/review/ru/news")
        bulk = next(form for form in forms(page.text) if form.action.startswith("/bulk/"))
        bulk.ticked = bulk.boxes
        answer = room.submit(bulk)

    assert len(bulk.boxes) == 5, "nothing is known of any of them yet"
    assert "Approved: 3 sentences." in seen(answer.text)
    assert "1 sentence left out: it has 2 errors." in seen(answer.text)
    assert room.unit("ru", "The university").state is State.DRAFT


def test_a_translator_edits_and_does_not_approve(tmp_path: Path) -> None:
    with Deskroom(tmp_path, reviewer=Reviewer("A Translator", "translator")) as room:
        page = opened(room, "ru", "We waited")
        buttons = {button for form in forms(page.text) for button in form.buttons}
        unit = room.unit("ru", "We waited")
        forged = room.post(f"/row/ru/{unit.uid}/news", {**room.seen(unit), "action": "approve"})
        signing = room.get("/sign/ru/news").text

    assert ("action", "save") in buttons
    assert not buttons & {("action", "approve"), ("action", "dismiss")}
    assert forged.status == 422
    assert room.unit("ru", "We waited").state is State.DRAFT
    assert not [form for form in forms(signing) if form.action.startswith("/sign/")]


def approve_all(room: Deskroom, code: str) -> None:
    for source in DRAFTS[code]:
        press(room, code, source, "approve")


def test_signing_off_waits_for_what_waits(room: Deskroom) -> None:
    review, sign = room.get("/review/ru/news").text, room.get("/sign/ru/news").text

    assert "6 sentences to decide" in seen(review)
    assert 'href="/sign/' not in review
    assert "It cannot be signed off yet: not all is approved: 1 untranslated, 5 draft" in seen(sign)
    forged = room.post(
        "/sign/ru/news", {"csrf": room.csrf, "names": "1", "numbers": "1", "quotes": "1"}
    )
    assert forged.status == 422


def test_signing_off_wants_every_box_ticked_and_notes_what_was_looked_at(room: Deskroom) -> None:
    approve_all(room, "kk")
    page = room.get("/sign/kk/news")
    (form,) = [one for one in forms(page.text) if one.action == "/sign/kk/news"]

    assert [name for name, _ in form.boxes] == ["names", "numbers", "quotes"]
    form.ticked = form.boxes[:2]
    assert room.submit(form).status == 422
    form.ticked = form.boxes
    assert room.submit(form).status == 303
    signed = seen(room.get("/sign/kk/news").text)
    assert "Signed off by An Editor on" in signed
    assert "Looked at: names, numbers, quotes." in signed
    assert "Signed off by An Editor" in seen(room.get("/").text)
    assert "Signed off by An Editor" in seen(room.get("/review/kk/news").text)


def test_a_sign_off_ends_when_a_sentence_changes_and_can_be_taken_back(room: Deskroom) -> None:
    approve_all(room, "kk")
    (form,) = [one for one in forms(room.get("/sign/kk/news").text) if one.boxes]
    form.ticked = form.boxes
    room.submit(form)
    press(room, "kk", "We waited", "save", "Бұл күнді тоғыз жыл күттік.")
    assert "Changed since An Editor signed off" in seen(room.get("/").text)

    press(room, "kk", "We waited", "approve")
    room.submit(form)
    page = room.get("/sign/kk/news")
    (withdraw,) = [one for one in forms(page.text) if ("withdraw", "1") in one.buttons]
    room.submit(withdraw, ("withdraw", "1"))

    assert "Signed off" not in seen(room.get("/").text)


def test_an_article_that_changed_since_is_not_signed_until_it_is_extracted(room: Deskroom) -> None:
    approve_all(room, "kk")
    room.write("articles/news.md", NEWS + "\nA new sentence came.\n")
    page = room.get("/sign/kk/news")
    (bring,) = [one for one in forms(page.text) if one.action == "/extract/kk/news"]

    assert "the article has changed since" in page.text
    assert room.submit(bring).status == 303
    assert room.states("news", "kk")[-1] is State.UNTRANSLATED


def test_the_words_of_the_site_are_reviewed_and_signed_like_an_article(room: Deskroom) -> None:
    (unit,) = live(room.project.catalog(WORDS, room.project.locales(["kk"])[0]))
    fields = {**room.seen(unit), "action": "approve", "target": "Университет жаңалықтары"}
    room.post(f"/row/kk/{unit.uid}/site", fields)
    (form,) = [one for one in forms(room.get("/sign/kk/site").text) if one.boxes]
    form.ticked = form.boxes

    assert room.submit(form).status == 303
    assert "Signed off by An Editor on" in seen(room.get("/sign/kk/site").text)


def test_what_is_signed_off_at_the_desk_goes_out_as_reviewed_and_the_record_says_by_whom(
    tmp_path: Path,
) -> None:
    settings = (
        'locales = ["ru", "kk"]\n[publish]\nrule = "signed"\nname_reviewers = true\n'
        '[site]\ntitle = "News of the university"\nurl = "https://news.example.org"\n'
    )
    with Deskroom(tmp_path, settings=settings) as room:
        approve_all(room, "kk")
        assert "when somebody has signed it off" in seen(room.get("/sign/kk/news").text)
        (form,) = [one for one in forms(room.get("/sign/kk/news").text) if one.boxes]
        form.ticked = form.boxes
        told = re.findall(r"page says:? “([^”]*)”", seen(room.get("/sign/kk/news").text))
        room.submit(form)
    room.tilshi("publish")
    page = tmp_path / "public/kk/news/index.html"
    record = json.loads((tmp_path / "public/kk/news/provenance.json").read_text("utf-8"))

    assert told == [
        "Translated from English with machine assistance and reviewed by the newsroom.",
        "Reviewed by An Editor.",
    ]
    assert "Аударманы тексерген: An Editor." in page.read_text("utf-8")
    assert record["signed_off"]["by"] == "An Editor"
    assert record["reviewed_by"] == [{"name": "An Editor", "units": 6}]


def test_the_history_says_once_who_dismissed_sent_back_and_approved(room: Deskroom) -> None:
    found = room.unit("ru", "The university")
    fields = {**room.seen(found), "action": "dismiss", "check": "date", "text": "as the source"}
    room.post(f"/row/ru/{found.uid}/news", fields)
    press(room, "ru", "The university", "needs-work", "слишком дословно")
    press(room, "ru", "It has", "approve")

    assert re.sub(r"\d{4}-\d\d-\d\d( \d\d:\d\d)? ", "", history(room, "The university")) == (
        "An Editor sent it back: слишком дословно"
        " An Editor dismissed date: as the source google/web: drafted"
    )
    assert history(room, "It has").count("approved") == 1


def history(room: Deskroom, source: str) -> str:
    """The history of a Russian sentence, as it stands beside its row."""
    page = room.get(f"/review/ru/news?u={room.unit('ru', source).uid}").text
    return seen(page.partition("<h2>History</h2>")[2].partition("</ul>")[0]).strip()


def test_the_overview_says_in_numbers_and_words_how_far_everything_is(room: Deskroom) -> None:
    approve_all(room, "kk")
    page = room.get("/").text
    cells = [seen(cell) for cell in re.findall(r'<td class="cell".*?</td>', page, re.DOTALL)]

    assert cells[0].startswith(
        "6 to do: news, Russian 5 drafted 1 not translated 3 errors in news, Russian"
    )
    assert cells[1].startswith("Done: news, Kazakh 6 approved")
    assert 'href="/review/ru/news?show=todo"' in page
    assert 'href="/review/ru/news?show=errors"' in page


def test_the_overview_is_searched_and_shows_a_language_and_what_waits(room: Deskroom) -> None:
    approve_all(room, "kk")
    one = seen(room.get("/?q=LABORATORY&lang=kk").text)
    nothing = seen(room.get("/?q=laboratory&lang=kk&waiting=1").text)

    assert "Laboratory opens in Almaty news Done" in one
    assert "Russian" not in one
    assert "No article is like that." in nothing


def test_the_overview_counts_articles_and_names_the_words_of_the_site(tmp_path: Path) -> None:
    short = "# A short one\n\nOne sentence.\n"
    with Deskroom(tmp_path, articles={"a.md": short, "news.md": NEWS}) as room:
        every, one = seen(room.get("/").text), seen(room.get("/?q=laboratory").text)

    assert "Show 2 articles and the words of the site" in every
    assert "Show 1 of 2 articles" in one
    assert "and the words of the site" not in one


def test_the_overview_shows_first_where_most_waits(tmp_path: Path) -> None:
    short = "# A short one\n\nOne sentence.\n"
    with Deskroom(tmp_path, articles={"a.md": short, "news.md": NEWS}) as room:
        names = re.findall(r'<span class="slug">([^<]*)</span>', room.get("/").text)

    assert names == ["news", "a", "site"]


def test_many_articles_come_in_pages(tmp_path: Path) -> None:
    texts = {f"{n:03}.md": f"# Title {n}\n" for n in range(60)}
    with Deskroom(tmp_path, articles=texts, drafts={}) as room:
        first, second = room.get("/").text, room.get("/?page=2&q=title").text

    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') == 10
    assert 'href="/?q=title&amp;page=1"' in second


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e'


def poison(unit: Unit) -> Unit:
    return edit(
        unit, target=HOSTILE, fuzzy=True, previous=f"Was {HOSTILE}", notes=(f"{HOSTILE}: hm",),
    )  # fmt: skip


def test_nothing_that_a_catalog_holds_is_markup_on_a_page(room: Deskroom) -> None:
    project = room.project
    (article,), (locale,) = project.select(["news"]), project.locales(["ru"])

    def change(catalog: Catalog | None) -> Catalog:
        assert catalog
        return Catalog(
            catalog.locale,
            (*catalog.headers, ("X-Signoff", f"{HOSTILE}; 2026-11-24; {'0' * 12}")),
            tuple(map(poison, catalog.units)),
        )

    project.update(article, locale, change)
    pages = [
        room.get(path).text
        for path in (
            "/",
            "/review/ru/news",
            f"/review/ru/news?u={room.unit('ru', 'It has').uid}",
            "/sign/ru/news",
            f"/review/ru/news?q={'%3Cscript%3Ealert(1)'}",
        )
    ]

    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49" not in seen(page)
        assert "\u202e" not in re.sub(r'(?:data-[\w-]+|value)="[^"]*"|<textarea.*?</textarea>', "", page, flags=re.DOTALL)  # fmt: skip


def test_every_key_does_one_thing_in_its_mode_and_the_page_has_the_same_table(
    room: Deskroom,
) -> None:
    page = room.get("/review/ru/news").text
    table = re.search(r'id="keymap">(.*?)</script>', page, re.DOTALL)
    taken = [(key.mode, one) for key in KEYS for one in key.keys]

    assert table
    assert json.loads(table[1]) == json.loads(json.dumps(keymap()))
    assert len(set(taken)) == len(taken)
    assert all(key.does in unescape(page) for key in KEYS)
    assert named("Mod+Shift+Enter") == ("Ctrl", "Shift", "Enter")


def test_the_documentation_has_every_key() -> None:
    text = (Path(__file__).parents[1] / "docs" / "desk.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*) \| (.*) \|$", text, re.MULTILINE)

    assert [does for _, does in rows] == [key.does for key in KEYS]
    for (keys, _), key in zip(rows, KEYS, strict=True):
        assert keys.startswith(" + ".join(f"`{part}`" for part in named(key.keys[0])))


HTMX = {"HX_Request": "true"}


def test_a_script_gets_the_row_and_what_else_changed(room: Deskroom) -> None:
    unit, following = room.unit("ru", "It has"), room.unit("ru", "We waited")
    answer = room.post(f"/row/ru/{unit.uid}/news", {**room.seen(unit), "action": "approve"}, **HTMX)
    pieces = re.findall(r'<(?:article|aside|div)[^>]* id="([\w-]+)"[^>]*?( hx-swap-oob="true")?[ >]', answer.text)  # fmt: skip

    assert (answer.status, answer.headers["X-Next"]) == (200, following.uid)
    assert answer.text.startswith(f'<article class="row approved" id="u-{unit.uid}"')
    assert [name for name, _ in pieces if not name.startswith("f-")] == [
        f"u-{unit.uid}", f"u-{following.uid}", "rail", "counts", "said",
    ]  # fmt: skip
    assert answer.text.count('hx-swap-oob="true"') == 4
    assert re.search(r'id="said"[^>]* data-batch="[0-9a-f]{16}"', answer.text)


def test_a_script_that_may_not_have_what_it_asks_for_gets_the_row_with_the_reason(
    room: Deskroom,
) -> None:
    unit = room.unit("ru", "Admission")
    answer = room.post(f"/row/ru/{unit.uid}/news", {**room.seen(unit), "action": "approve"}, **HTMX)

    assert answer.status == 422
    assert "<html" not in answer.text
    assert (
        '<p class="problem" role="alert"><b>There is no translation to approve.</b>' in answer.text
    )


def test_what_is_typed_is_looked_at_and_nothing_changes(room: Deskroom) -> None:
    unit = room.unit("ru", "The university")
    answer = room.post(
        f"/look/ru/{unit.uid}/news",
        {
            "csrf": room.csrf,
            "target": "3 марта 2026 года университет открыл в Алматы лабораторию .",
        },
        **HTMX,
    )

    assert re.findall(r'data-check="(\w+)" data-severity="(\w+)" data-spans="([^"]*)"', answer.text) == [("space", "fix", "[[57, 58]]")]  # fmt: skip
    assert 'data-fixed="3 марта 2026 года университет открыл в Алматы лабораторию."' in answer.text
    assert room.unit("ru", "The university") == unit


def test_spans_count_as_scripts_do(room: Deskroom) -> None:
    unit = room.unit("ru", "We waited")
    answer = room.post(
        f"/look/ru/{unit.uid}/news",
        {"csrf": room.csrf, "target": "🙂 Мы ждали этого дня девять лет ."},
        **HTMX,
    )

    assert 'data-spans="[[32, 33]]"' in answer.text


def test_the_memory_and_the_glossary_are_searched(room: Deskroom) -> None:
    press(room, "ru", "It has", "approve")
    room.desk.aids.recall.wait()
    memory = room.get("/memory?lang=ru&q=It+has+**12+rooms**+and+a+hall.").text
    glossary = room.get("/glossary?lang=ru&q=REC").text

    assert "В ней **12 кабинетов** и библиотека." in seen(memory)
    assert "rector → ректор директор head of the university" in seen(glossary)
    assert "<html" in glossary
    assert "<html" not in room.get("/glossary?lang=ru&q=REC", **HTMX).text
    assert room.get("/memory?lang=de&q=x").status == 404


@pytest.mark.parametrize(
    "path",
    ["/review/ru/none", "/review/de/news", "/row/ru/000000000000/news", "/rail/ru/0/news",
     "/sign/ru/../../etc/passwd"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(room: Deskroom, path: str) -> None:
    assert room.get(path).status == 404
