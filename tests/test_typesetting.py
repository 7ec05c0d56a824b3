from hypothesis import given
from hypothesis import strategies as st

from i18n.dispatch.answer import Answer
from i18n.mask import intact
from i18n.model import Brief, Term, Unit
from workflow.draft import Failure, Outcomes
from workflow.typesetting import typeset
from workflow.work import Work

RU = Brief("en", "ru", terms=(Term("Nota Bene...", keep=True),))


def work(*passages: tuple[Unit, ...]) -> Work:
    return Work("ru/a", RU, passages)


def keyed(**targets: Answer | Failure) -> Outcomes:
    return {("", source): outcome for source, outcome in targets.items()}


def test_what_an_engine_answers_is_set_before_a_reviewer_sees_it() -> None:
    outcomes = {("", "Rain."): Answer("Дождь ,  снег - и всё...", "google/web")}

    assert typeset(work((Unit("Rain."),)), outcomes) == {
        ("", "Rain."): Answer("Дождь, снег — и всё…", "google/web")
    }


def test_what_people_approved_stays_as_they_approved_it() -> None:
    outcomes = {("", "Rain."): Answer('Дождь - это "жизнь" ...', "memory:weather 100%")}

    assert typeset(work((Unit("Rain."),)), outcomes) == outcomes


def test_a_failure_stays_one() -> None:
    outcomes = {("", "Rain."): Failure("the answer is empty", lasting=True)}

    assert typeset(work((Unit("Rain."),)), outcomes) == outcomes


def test_quotation_marks_pair_over_a_passage_also_with_what_is_there_already() -> None:
    first, second, third = Unit("A"), Unit("B", "Мы остались."), Unit("C")
    outcomes = keyed(A=Answer('"Мы пришли.', "google"), C=Answer('И ушли", — сказал он.', "google"))

    assert typeset(work((first, second, third)), outcomes) == keyed(
        A=Answer("«Мы пришли.", "google"), C=Answer("И ушли», — сказал он.", "google")
    )


def test_quotation_marks_stay_where_a_sentence_of_the_passage_is_missing() -> None:
    outcomes = keyed(A=Answer('"Мы пришли.', "google"), C=Answer('И ушли".', "google"))

    assert typeset(work((Unit("A"), Unit("B"), Unit("C"))), outcomes) == outcomes


def test_a_sentence_in_two_passages_is_set_as_in_the_first() -> None:
    unit = Unit("A")
    outcomes = keyed(A=Answer('"Да"', "google"), B=Answer('Он: "И', "google"))

    assert typeset(work((unit,), (Unit("B"), unit)), outcomes) == keyed(
        A=Answer("«Да»", "google"), B=Answer('Он: "И', "google")
    )


def test_a_draft_has_the_dash_that_the_article_has() -> None:
    units = (Unit("A"), Unit("B", "Тау — биік."), Unit("C", "Дала — кең."))
    kazakh = Work("kk/a", Brief("en", "kk"), (units,))
    outcomes = keyed(A=Answer("Кітап – дос, су - тіршілік.", "google"))

    assert typeset(kazakh, outcomes) == keyed(A=Answer("Кітап — дос, су — тіршілік.", "google"))


def test_a_term_to_keep_is_kept() -> None:
    outcomes = {("", "Nota Bene... is out."): Answer("Nota Bene... вышел ...", "google")}

    assert typeset(work((Unit("Nota Bene... is out."),)), outcomes) == {
        ("", "Nota Bene... is out."): Answer("Nota Bene... вышел …", "google")
    }


@given(
    st.lists(st.sampled_from(["Да", "**", "`a , b`", " - ", " ,", "...", '"', "[x](u)", "<b>", "</b>", "{n}", " "]), min_size=1).map("".join)
)  # fmt: skip
def test_markup_that_was_intact_still_is(text: str) -> None:
    unit = Unit(text)
    outcomes = {unit.key: Answer(text, "google")} if text.strip() else {}
    mended = typeset(work((unit,)), outcomes)

    assert all(isinstance(one, Answer) and intact(text, one.text) for one in mended.values())
