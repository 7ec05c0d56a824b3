"""What a reviewer decides about a unit."""

from dataclasses import replace

import pytest

from i18n.errors import UserError
from i18n.model import Catalog, Mark, State, Unit
from workflow.review import (
    approve,
    approve_all,
    dismiss,
    rewrite,
    send_back,
)

DAY, NOW = "2026-11-24", "2026-11-24 09:00+0000"
DRAFT = Unit(
    "Signed today.", "Бүгін қол қойылды.", fuzzy=True, marks=(Mark("mt", "google 2026-11-23 1"),)
)
STALE = replace(DRAFT, previous="Signed yesterday.", marks=(*DRAFT.marks, Mark("changed", "name")))
RETURNED = replace(DRAFT, marks=(*DRAFT.marks, Mark("todo", "An Editor: the day is wrong")))


def catalog(*units: Unit) -> Catalog:
    return Catalog("kk", (("Language", "kk"),), units)


@pytest.mark.parametrize("unit", [DRAFT, STALE, RETURNED, replace(DRAFT, fuzzy=False)])
def test_an_approval_names_who_and_when_and_is_bound_to_the_text(unit: Unit) -> None:
    approved = approve(unit, "An  Editor\n", DAY)

    reviewed = Mark("reviewed", f"An Editor {DAY} {unit.hash}")
    assert approved == replace(DRAFT, fuzzy=False, marks=(*DRAFT.marks, reviewed))
    assert approved.state is State.APPROVED


def test_approving_again_leaves_one_approval() -> None:
    once = approve(DRAFT, "An Editor", DAY)

    assert approve(once, "An Editor", DAY) == once


def test_an_approved_text_that_is_edited_waits_for_a_new_approval() -> None:
    changed = rewrite(approve(DRAFT, "An Editor", DAY), "Бүгін қол жетті.")

    assert (changed.state, changed.target) == (State.DRAFT, "Бүгін қол жетті.")


def test_nothing_cannot_be_approved() -> None:
    with pytest.raises(UserError, match="no translation to approve"):
        approve(Unit("Signed today."), "An Editor", DAY)


def test_what_is_sent_back_says_who_and_why() -> None:
    sent = send_back(STALE, "An Editor", "the day\nis wrong")

    assert sent.state is State.NEEDS_WORK
    assert list(sent.marked("todo")) == ["An Editor: the day is wrong"]


def test_in_bulk_only_drafts_and_external_units_are_approved() -> None:
    external = Unit("Other words.", "Басқа сөз.")
    gone = Unit("Gone.", "Кетті.", fuzzy=True, obsolete=True)
    empty = Unit("Nothing yet.")

    done = approve_all(catalog(DRAFT, external, STALE, empty, gone), "An Editor", NOW)

    assert done.units == (
        approve(DRAFT, "An Editor", DAY), approve(external, "An Editor", DAY), STALE, empty, gone,
    )  # fmt: skip
    assert approve_all(done, "An Editor", "2027-01-01 00:00+0000") == done


def test_a_dismissal_is_bound_to_the_text_and_replaces_an_older_one_of_the_check() -> None:
    old = Mark("qa-ok", "numbers 000000000000 so it was")
    unit = replace(DRAFT, marks=(*DRAFT.marks, old))

    once = dismiss(unit, "numbers", " in\nwords\x1b ")
    twice = dismiss(dismiss(once, "city", "a name"), "numbers", "all are there")

    assert once.marks == (*DRAFT.marks, Mark("qa-ok", f"numbers {unit.hash} in words"))
    assert twice.marks == (
        *DRAFT.marks,
        Mark("qa-ok", f"city {unit.hash} a name"),
        Mark("qa-ok", f"numbers {unit.hash} all are there"),
    )


def test_a_dismissal_outlives_an_approval_and_not_a_new_text() -> None:
    unit = dismiss(DRAFT, "numbers", "in words")

    assert list(approve(unit, "An Editor", DAY).marked("qa-ok")) == list(unit.marked("qa-ok"))
    assert list(approve(rewrite(unit, "Жаңа."), "An Editor", DAY).marked("qa-ok")) == []


def test_a_dismissal_without_a_reason_is_refused() -> None:
    with pytest.raises(UserError):
        dismiss(DRAFT, "numbers", " ")
