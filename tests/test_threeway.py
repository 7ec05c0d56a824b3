"""A three-way merge takes what somebody wrote, and loses nobody's text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.model import Mark, State, Unit
from workflow.exchange.merging.threeway import Conditions, Kind, merge
from workflow.exchange.merging.versions import Base, Incoming, base_of, is_machines
from workflow.review import approve, send_back

SOURCE = "The rector opened the laboratory."
CONDITIONS = Conditions("A Translator", "2026-11-25")
NAMED = Conditions("An Editor", "2026-11-25", by_name=True)

APPROVED = approve(Unit(SOURCE, "Ректор зертхананы ашты."), "An Editor", "2026-11-23")
DRAFT = Unit(SOURCE, "Ректор зертхана ашты.", fuzzy=True)
DRAFT = replace(DRAFT, marks=(Mark("mt", f"google 2026-11-23 {DRAFT.hash}"),))
EMPTY = Unit(SOURCE)
NEW = "Ректор зертхананың ашылуына қатысты."


def came(unit: Unit, **changes: object) -> Incoming:
    """The unit as a PO editor that keeps everything gives it back, changed in this."""
    back = Incoming(
        unit.source, unit.target, unit.context, unit.fuzzy, notes=unit.notes, marks=unit.marks
    )
    return replace(back, **changes)  # type: ignore[arg-type]


def test_an_edit_that_is_done_with_counts_as_made_elsewhere() -> None:
    found = merge(DRAFT, came(DRAFT, target=NEW, fuzzy=False), base_of(DRAFT), CONDITIONS)

    assert found.kind is Kind.TAKEN
    assert (found.unit.target, found.unit.state) == (NEW, State.EXTERNAL)
    assert found.unit.marks == DRAFT.marks  # where it began stays to be read


def test_an_edit_that_is_not_done_with_waits_for_review() -> None:
    found = merge(DRAFT, came(DRAFT, target=NEW), base_of(DRAFT), CONDITIONS)

    assert (found.kind, found.unit.target, found.unit.state) == (Kind.TAKEN, NEW, State.DRAFT)


def test_a_flag_taken_off_counts_and_a_flag_lost_does_not() -> None:
    back = came(DRAFT, fuzzy=False)

    taken = merge(DRAFT, back, base_of(DRAFT), CONDITIONS)
    lost = merge(DRAFT, back, base_of(DRAFT), replace(CONDITIONS, flags=False))

    assert (taken.kind, taken.unit.state) == (Kind.TAKEN, State.EXTERNAL)
    assert (lost.kind, lost.unit) == (Kind.UNSURE, DRAFT)


def test_a_flag_set_sends_the_sentence_back_with_who_and_where() -> None:
    found = merge(APPROVED, came(APPROVED, fuzzy=True), base_of(APPROVED), CONDITIONS)

    assert found.unit.state is State.NEEDS_WORK
    assert list(found.unit.marked("todo")) == [
        "A Translator: marked as needing work in another program"
    ]


@pytest.mark.parametrize("lost", [{"target": ""}, {"target": SOURCE}, {"target": "  "}])
def test_a_blank_is_no_decision_nor_is_the_source_in_its_place(lost: dict[str, str]) -> None:
    found = merge(
        APPROVED, came(APPROVED, marks=(), notes=(), **lost), base_of(APPROVED), CONDITIONS
    )

    assert (found.kind, found.unit) == (Kind.KEPT, APPROVED)


def test_a_name_may_be_written_as_in_the_source() -> None:
    unit = Unit("2026", "", "title")

    found = merge(unit, came(unit, target="2026"), base_of(unit), CONDITIONS)

    assert found.unit.target == "2026"


def test_where_both_sides_wrote_ours_stays_and_theirs_is_kept_in_a_note() -> None:
    found = merge(APPROVED, came(DRAFT, target=NEW, fuzzy=False), base_of(DRAFT), CONDITIONS)

    assert found.kind is Kind.CONFLICT
    assert found.unit.state is State.APPROVED
    assert found.unit.notes == (f"also translated: {NEW}",)


def test_an_approval_of_the_text_they_had_is_newer_work_of_ours() -> None:
    ours = approve(DRAFT, "An Editor", "2026-11-24")

    found = merge(ours, came(DRAFT, target=NEW, fuzzy=False), base_of(DRAFT), CONDITIONS)

    assert (found.kind, found.unit.target) == (Kind.CONFLICT, DRAFT.target)


def test_an_approval_here_of_what_was_approved_elsewhere_is_newer_work_too() -> None:
    external = replace(APPROVED, marks=())

    found = merge(APPROVED, came(external, target=NEW), base_of(external), CONDITIONS)

    assert (found.kind, found.unit.target) == (Kind.CONFLICT, APPROVED.target)


def test_what_was_sent_back_here_meanwhile_is_not_done_with_over_there() -> None:
    ours = send_back(DRAFT, "An Editor", "wrong name")

    flag = merge(ours, came(DRAFT, fuzzy=False), base_of(DRAFT), CONDITIONS)
    text = merge(ours, came(DRAFT, target=NEW, fuzzy=False), base_of(DRAFT), CONDITIONS)
    word = merge(ours, Incoming(SOURCE, DRAFT.target, said="approved"), base_of(DRAFT), NAMED)

    assert (flag.kind, flag.unit) == (Kind.CONFLICT, ours)
    assert (text.kind, text.unit.target, text.unit.state) == (Kind.TAKEN, NEW, State.NEEDS_WORK)
    assert (word.kind, word.unit) == (Kind.CONFLICT, ours)


def test_a_draft_that_a_machine_made_meanwhile_gives_way_to_a_person() -> None:
    found = merge(DRAFT, came(EMPTY, target=NEW), base_of(EMPTY), CONDITIONS)

    assert (found.kind, found.unit.target, found.unit.notes) == (Kind.TAKEN, NEW, ())


def test_of_a_copy_of_unknown_age_a_draft_is_taken_and_an_approved_text_is_not_touched() -> None:
    back = Incoming(SOURCE, NEW, fuzzy=False)
    draft = replace(DRAFT, marks=())

    over_draft = merge(draft, back, None, CONDITIONS)
    over_approved = merge(APPROVED, back, None, CONDITIONS)

    assert (over_draft.kind, over_draft.unit.target) == (Kind.TAKEN, NEW)
    assert over_draft.unit.notes == (f"also translated: {DRAFT.target}",)
    assert (over_approved.kind, over_approved.unit.target) == (Kind.CONFLICT, APPROVED.target)


def test_marks_tell_that_a_text_is_an_old_one_of_ours() -> None:
    ours = approve(replace(DRAFT, target="Ректор зертхананы ашты."), "An Editor", "2026-11-24")

    found = merge(ours, came(DRAFT), None, CONDITIONS)

    assert (found.kind, found.unit) == (Kind.KEPT, ours)


def test_a_row_without_the_export_is_told_by_its_hash_alone() -> None:
    back = Incoming(SOURCE, NEW, said="approved")

    mine = merge(DRAFT, back, Base(DRAFT.hash), CONDITIONS)
    newer = merge(APPROVED, back, Base(DRAFT.hash), CONDITIONS)

    assert (mine.kind, mine.unit.state) == (Kind.TAKEN, State.EXTERNAL)
    assert newer.kind is Kind.CONFLICT


def test_what_somebody_calls_approved_is_approved_in_their_name_if_they_say_it() -> None:
    back = Incoming(SOURCE, DRAFT.target, said="approved")

    found = merge(DRAFT, back, base_of(DRAFT), NAMED)

    assert found.unit.state is State.APPROVED
    assert list(found.unit.marked("reviewed")) == [f"An Editor 2026-11-25 {found.unit.hash}"]


def test_what_somebody_sends_back_says_why() -> None:
    back = Incoming(SOURCE, APPROVED.target, said="needs work", notes=("Whose laboratory?",))

    found = merge(APPROVED, back, base_of(APPROVED), NAMED)

    assert list(found.unit.marked("todo")) == ["An Editor: Whose laboratory?"]


def test_what_was_sent_back_is_not_sent_back_over_a_newer_approval() -> None:
    ours = approve(DRAFT, "An Editor", "2026-11-24")
    back = Incoming(SOURCE, DRAFT.target, said="needs work")

    assert merge(ours, back, base_of(DRAFT), NAMED).unit == ours
    assert merge(ours, back, Base(DRAFT.hash), NAMED).kind is Kind.CONFLICT


def test_what_was_sent_back_here_meanwhile_stays_so() -> None:
    ours = send_back(APPROVED, "An Editor", "wrong name")

    found = merge(ours, came(APPROVED), base_of(APPROVED), CONDITIONS)

    assert (found.kind, found.unit) == (Kind.KEPT, ours)


def test_a_text_for_an_earlier_source_improves_the_stale_one_and_stays_stale() -> None:
    before = replace(APPROVED, source="The rector opened a laboratory.")
    stale = replace(before, source=SOURCE, previous=before.source, fuzzy=True)

    found = merge(stale, came(before, target=NEW), base_of(before), CONDITIONS)

    assert (found.unit.target, found.unit.state, found.unit.previous) == (
        NEW, State.STALE, before.source,
    )  # fmt: skip


def test_a_comment_that_is_new_is_taken_and_one_that_was_deleted_here_does_not_come_back() -> None:
    went = replace(APPROVED, notes=("old",))

    found = merge(
        APPROVED, came(went, notes=("old", "keep the  short form")), base_of(went), CONDITIONS
    )

    assert found.unit.notes == ("keep the short form",)
    assert found.unit.state is State.APPROVED


def test_nobody_approves_by_a_comment() -> None:
    bare = replace(DRAFT, marks=(), fuzzy=False)
    back = Incoming(SOURCE, bare.target, notes=(f"reviewed: An Editor 2026-11-25 {bare.hash}",))

    found = merge(replace(DRAFT, marks=()), back, base_of(DRAFT), CONDITIONS)

    assert found.unit.notes == (f"note: reviewed: An Editor 2026-11-25 {bare.hash}",)
    assert found.unit.marks == ()


def test_nobody_approves_by_a_mark_in_a_copy() -> None:
    forged = approve(replace(DRAFT, target=NEW), "An Editor", "2026-11-25")

    found = merge(DRAFT, came(forged), base_of(DRAFT), CONDITIONS)

    assert (found.unit.target, found.unit.state) == (NEW, State.EXTERNAL)


TEXTS = st.sampled_from(
    ["", " ", SOURCE, "Ректор келді.", "校长来了。", "Пришёл ректор.\n", "a\rb"]
)
NOTES = st.lists(
    st.sampled_from(["note", "todo: me: why", "mt: x", "also translated: a"]), max_size=2
)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """A unit as people and engines leave it."""
    unit = Unit(SOURCE, draw(TEXTS), fuzzy=draw(st.booleans()), notes=tuple(draw(NOTES)))
    marks = {
        "mt": Mark("mt", f"google 2026-11-23 {unit.hash}"),
        "reviewed": Mark("reviewed", f"An Editor 2026-11-23 {unit.hash}"),
        "old": Mark("reviewed", "An Editor 2026-11-20 0123456789ab"),
        "todo": Mark("todo", "An Editor: check the name"),
    }
    keys = draw(st.lists(st.sampled_from(sorted(marks)), unique=True, max_size=3))
    previous = draw(st.sampled_from(["", "The rector opened it."])) if unit.fuzzy else ""
    return replace(unit, marks=tuple(marks[key] for key in keys), previous=previous)


@st.composite
def comers(draw: st.DrawFn) -> Incoming:
    """A unit as any program may give it back."""
    unit = draw(units())
    said = draw(st.sampled_from(["", "approved", "needs work"]))
    fuzzy = None if said else draw(st.sampled_from([unit.fuzzy, not unit.fuzzy]))
    return came(unit, fuzzy=fuzzy, said=said, marks=() if said else unit.marks)


BASES = st.none() | units().map(base_of) | units().map(lambda unit: Base(unit.hash))
EVERY_CONDITION = st.sampled_from([CONDITIONS, NAMED, replace(CONDITIONS, flags=False)])


@given(units(), EVERY_CONDITION, st.booleans())
def test_what_comes_back_as_it_is_changes_nothing(
    unit: Unit, conditions: Conditions, known: bool
) -> None:
    found = merge(unit, came(unit), base_of(unit) if known else None, conditions)

    assert (found.kind, found.unit) == (Kind.KEPT, unit)


@given(units(), units(), EVERY_CONDITION)
def test_what_comes_back_as_it_went_out_changes_nothing(
    ours: Unit, went: Unit, conditions: Conditions
) -> None:
    found = merge(ours, came(went), base_of(went), conditions)

    assert (found.kind, found.unit) == (Kind.KEPT, ours)


@given(units(), comers(), BASES, EVERY_CONDITION)
def test_taking_twice_is_taking_once(
    ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions
) -> None:
    once = merge(ours, theirs, base, conditions).unit

    assert merge(once, theirs, base, conditions).unit == once


@given(units(), comers(), BASES, EVERY_CONDITION)
def test_nobodys_text_is_lost(
    ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions
) -> None:
    found = merge(ours, theirs, base, conditions)

    kept = {_plain(found.unit.target), *(_plain(note) for note in found.unit.notes)}
    kept |= {_plain(f"also translated: {found.unit.target}")}
    was_here = found.base is not None and found.base.hash == theirs.hash
    if theirs.target.strip() and theirs.target != SOURCE and not was_here:
        assert _plain(f"also translated: {theirs.target}") in kept
    went = found.base is not None and ours.hash == found.base.hash
    if ours.target.strip() and not went and not is_machines(ours):
        assert _plain(f"also translated: {ours.target}") in kept


@given(units(), comers(), EVERY_CONDITION)
def test_where_nothing_changed_here_all_of_theirs_is_taken(
    ours: Unit, theirs: Incoming, conditions: Conditions
) -> None:
    found = merge(ours, theirs, base_of(ours), conditions)

    blank = not theirs.target.strip() or theirs.target == SOURCE
    expected = ours.target if blank or theirs.hash == ours.hash else theirs.target
    assert _plain(found.unit.target) == _plain(expected)
    assert found.kind is not Kind.CONFLICT


@given(units(), comers(), BASES)
def test_nothing_is_approved_here_by_what_comes_back(
    ours: Unit, theirs: Incoming, base: Base | None
) -> None:
    found = merge(ours, theirs, base, CONDITIONS)

    if found.unit.state is State.APPROVED:
        assert any(found.unit.hash in value for value in ours.marked("reviewed"))


def _plain(text: str) -> str:
    """A text as a note of one line has it, but for its spaces."""
    return "".join(text.split())
