"""What helps a reviewer with a sentence besides what checks find in it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from deskroom import EDITOR, NEWS, Deskroom

from i18n.answers import Answers
from i18n.errors import UserError
from i18n.model import Brief, State
from workflow.reviewing.aids import Aids, Change, Offer
from workflow.reviewing.bench import Bench
from workflow.reviewing.instruction import Instruction
from workflow.reviewing.past import comments, marked, predecessors
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet

LONGER = NEWS.replace("**12 rooms**", "**14 rooms**").replace("nine years", "nine long years")


@contextmanager
def helping(room: Deskroom) -> Iterator[Aids]:
    """The aids of a project, whose memory has read all there is."""
    bench = Bench(room.root)
    aids = Aids(bench)
    try:
        aids.recall.wait()
        yield aids
    finally:
        aids.close()
        bench.close()


def sheet(aids: Aids, code: str = "kk") -> Sheet:
    article, locale = aids.bench.article("news"), aids.bench.locale(code)
    assert article
    assert locale
    found = aids.bench.sheet(article, locale)
    assert found
    return found


def row(of: Sheet, source: str) -> Row:
    return next(one for one in of.rows if one.unit.source.startswith(source))


def approve(aids: Aids, code: str, *sources: str) -> None:
    here = sheet(aids, code)
    rows = [row(here, source) for source in sources]
    asked = [Instruction("approve", one.uid, one.etag) for one in rows]
    aids.bench.perform(here.article, here.locale, EDITOR, asked)
    aids.recall.saved(here.article, here.locale)
    aids.recall.wait()


def short(offers: tuple[Offer, ...]) -> list[tuple[int, str, str]]:
    return [(one.number, one.kind, one.text) for one in offers]


def test_terms_say_what_the_translation_makes_of_them(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        here = sheet(aids, "ru")
        uses = aids.terms(here, row(here, "The university"))

    assert [(use.term.source, use.said) for use in uses] == [
        ("laboratory", "used"),
        ("Almaty", "wrong"),
    ]
    assert uses[1].forbidden == {"Алма-Ата": ((39, 47),)}


def test_a_term_that_nobody_used_is_missing(tmp_path: Path) -> None:
    room = Deskroom(tmp_path, drafts={"ru": {"Laboratory opens in Almaty": "В Алматы — открытие"}})
    with helping(room) as aids:
        here = sheet(aids, "ru")
        uses = aids.terms(here, here.rows[0])

    assert [(use.term.source, use.said) for use in uses] == [
        ("laboratory", "missing"),
        ("Almaty", "used"),
    ]


def test_where_only_a_figure_changed_the_old_translation_is_offered_with_the_new_one(
    tmp_path: Path,
) -> None:
    room = Deskroom(tmp_path)
    with helping(room) as aids:
        approve(aids, "kk", "It has", "We waited")
        room.write("articles/news.md", LONGER)
        room.extract()
        here = sheet(aids)
        rooms, years = row(here, "It has"), row(here, "We waited")
        changed, also = aids.change(here, rooms), aids.change(here, years)
        offers = aids.offers(here, rooms)

    assert isinstance(changed, Change)
    assert (changed.said, changed.patched) == (
        "number 12 → 14",
        "Онда **14 бөлме** мен кітапхана бар.",
    )
    assert isinstance(also, Change)
    assert (also.said, also.patched) == ("", "")
    assert [piece.text for piece in also.pieces if piece.kind == "come"] == [" long"]
    assert short(offers) == [(1, "patched", "Онда **14 бөлме** мен кітапхана бар.")]
    assert offers[0].answer.origin == "memory:news 97% 12→14"


def test_what_did_not_change_has_no_difference(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        here = sheet(aids)

        assert aids.change(here, row(here, "It has")) is None


def test_the_memory_offers_what_was_approved_elsewhere_and_says_how_that_differs(
    tmp_path: Path,
) -> None:
    again = NEWS.replace("It has **12 rooms** and a library.", "It has **30 rooms** and a library.")
    room = Deskroom(tmp_path, articles={"news.md": NEWS, "again.md": again})
    with helping(room) as aids:
        approve(aids, "kk", "It has", "We waited")
        article, locale = aids.bench.article("again"), aids.bench.locale("kk")
        assert article
        assert locale
        here = aids.bench.sheet(article, locale)
        assert here
        rooms, years = row(here, "It has"), row(here, "We waited")
        offered, same = aids.offers(here, rooms), aids.offers(here, years)

    assert short(offered) == [(1, "memory", "Онда **30 бөлме** мен кітапхана бар.")]
    assert offered[0].match
    assert (offered[0].match.percent, offered[0].match.patched) == (94, (("12", "30"),))
    assert [(p.kind, p.text) for p in offered[0].pieces if p.kind != "equal"] == [
        ("gone", "**12"),
        ("come", "**30"),
    ]
    assert short(same) == [(0, "memory", "Біз бұл күнді тоғыз жыл күттік.")], (
        "what stands there has no number"
    )


def test_what_is_approved_is_not_offered_to_itself(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        approve(aids, "kk", "We waited")
        here = sheet(aids)

        assert aids.offers(here, row(here, "We waited")) == ()


def test_an_engine_of_the_chain_can_be_asked_and_no_other(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        here = sheet(aids, "zh_Hans")
        names = aids.engines(here.locale)
        answer = aids.ask("pseudo", here, row(here, "We waited"))

        assert names == ("pseudo",)
        assert answer.origin == "pseudo/1"
        assert answer.text.startswith("⟦")
        with pytest.raises(UserError, match="google is not among the engines"):
            aids.ask("google", here, row(here, "We waited"))


def test_what_an_engine_says_is_on_offer_even_if_its_answers_are_not_kept(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        here = sheet(aids, "zh_Hans")
        one = row(here, "We waited")
        said = aids.ask("pseudo", here, one)

        assert (1, "engine", said.text) in short(aids.offers(here, one))


def test_what_an_engine_answered_before_is_offered_without_asking_it(tmp_path: Path) -> None:
    settings = 'locales = ["ru", "kk"]\n[engines]\nchain = ["memory", "google"]\n'
    room = Deskroom(tmp_path, settings=settings)
    with closing(Answers(room.project.state / "answers.db")) as answers:
        said = "We waited nine years for this day.", "Осы күнді тоғыз жыл күттік."
        answers.keep("google web", [(Brief("en", "kk"), *said)])
    with helping(room) as aids:
        here = sheet(aids)
        offers = aids.offers(here, row(here, "We waited"))

    assert short(offers) == [(1, "engine", "Осы күнді тоғыз жыл күттік.")]
    assert offers[0].answer.origin == "google/web"


def test_engines_that_cannot_be_had_are_no_reason_not_to_review(tmp_path: Path) -> None:
    settings = (
        'locales = ["ru", "kk"]\n[engines]\nchain = ["openai"]\n[engines.openai]\nmodels = 1\n'
    )
    with helping(Deskroom(tmp_path, settings=settings)) as aids:
        here = sheet(aids)

        assert aids.engines(here.locale) == ()
        assert aids.offers(here, row(here, "We waited")) == ()
        assert "models" in aids.alternatives.notice


def test_marks_tell_what_became_of_a_sentence(tmp_path: Path) -> None:
    room = Deskroom(tmp_path)
    with helping(room) as aids:
        approve(aids, "kk", "It has")
        before = marked(row(sheet(aids), "It has").unit)
        room.write("articles/news.md", LONGER)
        room.extract()
        after = marked(row(sheet(aids), "It has").unit)

    assert [(one.who, one.what) for one in before] == [
        ("google/web", "drafted"),
        ("An Editor", "approved"),
    ]
    assert [(one.who, one.what) for one in after] == [
        ("google/web", "drafted, changed since"),
        ("An Editor", "approved another wording"),
        ("", "the source changed: number 12 → 14"),
    ]


def test_a_sentence_that_left_the_article_is_shown_beside_the_one_that_is_like_it(
    tmp_path: Path,
) -> None:
    two = NEWS.replace("this day.", "this day. We waited ten years for this day.")
    drafts = {"kk": {
        "We waited nine years for this day.": "Біз бұл күнді тоғыз жыл күттік.",
        "We waited ten years for this day.": "Біз бұл күнді он жыл күттік.",
    }}  # fmt: skip
    room = Deskroom(tmp_path, articles={"news.md": two}, drafts=drafts)
    room.write("articles/news.md", NEWS.replace("nine years", "many years"))
    room.extract()
    with helping(room) as aids:
        here = sheet(aids)
        new = row(here, "We waited")
        gone = predecessors(here, new)

    assert (new.state, len(gone)) == (State.STALE, 1)
    assert {new.unit.target, gone[0].target} == set(drafts["kk"].values())


def test_comments_have_the_name_of_who_wrote_them_if_there_is_one(tmp_path: Path) -> None:
    with helping(Deskroom(tmp_path)) as aids:
        here = sheet(aids)
        one = row(here, "We waited")
        asked = Instruction("comment", one.uid, one.etag, text="Nine or ten?")
        aids.bench.perform(here.article, here.locale, EDITOR, [asked])
        unit = row(sheet(aids), "We waited").unit

    assert list(comments(unit)) == [("An Editor", "Nine or ten?")]
