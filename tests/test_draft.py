from dataclasses import replace
from datetime import date

from i18n.dispatch.answer import Answer
from i18n.model import Catalog, Mark, State, Unit
from workflow.draft import EMPTY, Failure, fill

TODAY = date(2026, 11, 24)
STALE = EMPTY | {State.STALE}


def catalog(*units: Unit) -> Catalog:
    return Catalog("kk", (), units)


def filled(unit: Unit, outcome: Answer | Failure, states=EMPTY) -> tuple[Unit, ...]:
    return fill(catalog(unit), {unit.key: outcome}, TODAY, states).units


def test_an_untranslated_unit_becomes_a_draft_that_says_where_it_is_from() -> None:
    (unit,) = filled(Unit("Rain.", context="title"), Answer("Жаңбыр.", "google"))

    assert unit == Unit(
        "Rain.",
        "Жаңбыр.",
        "title",
        fuzzy=True,
        marks=(Mark("mt", f"google 2026-11-24 {unit.hash}"),),
    )
    assert unit.state is State.DRAFT


def test_what_a_person_wrote_meanwhile_stays() -> None:
    for unit in (
        Unit("Rain.", "Жауын."),
        Unit("Rain.", "Жауын.", fuzzy=True),
        Unit("Rain.", "Жауын.", fuzzy=True, previous="Snow."),
        Unit("Rain.", obsolete=True),
    ):
        assert filled(unit, Answer("Жаңбыр.", "google")) == (unit,)


def test_a_unit_nobody_was_asked_for_stays() -> None:
    before = catalog(Unit("Rain."))

    assert fill(before, {}, TODAY) == before


def test_the_reason_in_the_text_is_noted_once() -> None:
    failure = Failure("markup is not intact: '**' is missing", lasting=True)
    theirs = Mark("todo", "Aigul: ask the author")
    once = filled(Unit("**Rain**.", marks=(theirs,)), failure)

    assert once[0].marks == (theirs, Mark("todo", "tilshi: markup is not intact: '**' is missing"))
    assert once[0].state is State.UNTRANSLATED
    assert filled(once[0], failure) == once


def test_the_reason_in_the_network_is_not_for_the_catalog() -> None:
    unit = Unit("Rain.")

    assert filled(unit, Failure("google cannot be reached", lasting=False)) == (unit,)


def test_a_later_success_takes_our_reason_away_and_leaves_theirs() -> None:
    marks = (
        Mark("todo", "tilshi: the answer is empty"),
        Mark("todo", "Aigul: ask the author"),
        Mark("mt", "google 2026-11-01 000000000000"),
    )
    (unit,) = filled(Unit("Rain.", marks=marks), Answer("Жаңбыр.", "memory:rain"))

    assert unit.marks == (
        Mark("mt", f"memory:rain 2026-11-24 {unit.hash}"),
        Mark("todo", "Aigul: ask the author"),
    )


def test_a_stale_unit_is_drafted_anew_only_when_asked_and_the_old_work_is_set_aside() -> None:
    old = Unit("Rain.", "Жаңбыр.")
    old = replace(old, marks=(Mark("reviewed", f"Aigul 2026-11-01 {old.hash}"),))
    changed = (*old.marks, Mark("changed", "'Rain' is now 'Heavy rain'"))
    stale = replace(old, source="Heavy rain.", previous="Rain.", fuzzy=True, marks=changed)

    unit, aside = filled(stale, Answer("Нөсер.", "google"), STALE)

    assert (unit.source, unit.target, unit.previous) == ("Heavy rain.", "Нөсер.", "")
    assert unit.state is State.DRAFT
    assert not any(unit.marked("changed"))
    assert aside == replace(old, obsolete=True, marks=changed)
    assert aside.state is State.APPROVED
    assert filled(stale, Failure("the answer is empty", lasting=True), STALE) == (stale,)


def test_a_stale_machine_draft_is_not_worth_keeping() -> None:
    old = Unit("Rain.", "Жаңбыр.", fuzzy=True)
    mark = Mark("mt", f"google 2026-11-01 {old.hash}")
    stale = replace(old, source="Heavy rain.", previous="Rain.", marks=(mark,))

    (unit,) = filled(stale, Answer("Нөсер.", "google"), STALE)

    assert unit.target == "Нөсер."
