"""Mending: what is put right, and what becomes of approvals."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pretend import pretended  # noqa: F401

from i18n.evidence.problem import Finding
from i18n.model import Brief, Mark, State, Unit
from workflow.inspection import Inspection
from workflow.mend import mend
from workflow.review import approve
from workflow.settings import Checks

pytestmark = pytest.mark.usefixtures("pretended")


def inspect(units: Sequence[Unit]) -> tuple[Finding, ...]:
    names = ["numbers", "city", "space", "seesaw"]
    return Inspection(Checks(), names).inspect(units, Brief("en", "ru"))


def mended(unit: Unit) -> Unit:
    (after,), _ = mend([unit], inspect)
    assert mend([after], inspect) == ((after,), ())
    return after


def draft(target: str) -> Unit:
    unit = Unit("It rained in Almaty.", target, fuzzy=True)
    return Unit(
        unit.source, target, fuzzy=True, marks=(Mark("mt", f"google 2026-11-23 {unit.hash}"),)
    )


def test_a_fix_of_typography_keeps_who_approved_it_and_when() -> None:
    unit = approve(draft("В Алматы  шёл дождь."), "An Editor", "2026-11-24")

    after = mended(unit)

    assert (after.target, after.state) == ("В Алматы шёл дождь.", State.APPROVED)
    assert after.marks == (
        Mark("mt", f"google 2026-11-23 {after.hash}"),
        Mark("reviewed", f"An Editor 2026-11-24 {after.hash}"),
    )


def test_any_other_fix_sends_an_approved_sentence_back_to_a_person() -> None:
    unit = approve(draft("В Алма-Ате  шёл дождь."), "An Editor", "2026-11-24")

    after = mended(unit)

    assert (after.target, after.state) == ("В Алматы шёл дождь.", State.DRAFT)
    assert after.marks == (
        Mark("mt", f"google 2026-11-23 {after.hash}"),
        Mark("reviewed", f"An Editor 2026-11-24 {unit.hash}"),
    )


@pytest.mark.parametrize("target", ["Дождь  шёл.", "В Алма-Ате шёл дождь."])
def test_a_draft_is_still_the_machines_draft(target: str) -> None:
    after = mended(draft(target))

    assert (after.state, after.marks) == (
        State.DRAFT,
        (Mark("mt", f"google 2026-11-23 {after.hash}"),),
    )


def test_what_was_approved_elsewhere_stays_so_only_where_typography_changed() -> None:
    assert mended(Unit("It rained.", "Дождь  шёл.")).state is State.EXTERNAL
    assert mended(Unit("It rained.", "Алма-Ата.")).state is State.DRAFT


def test_a_stale_sentence_stays_stale() -> None:
    unit = Unit("It rained.", "Дождь  шёл.", fuzzy=True, previous="It snowed.")

    assert mended(unit) == Unit("It rained.", "Дождь шёл.", fuzzy=True, previous="It snowed.")


def test_what_was_dismissed_is_not_mended() -> None:
    unit = Unit("It rained.", "Дождь  шёл.")
    dismissed = Unit(unit.source, unit.target, marks=(Mark("qa-ok", f"space {unit.hash} so"),))

    assert mended(dismissed) is dismissed


def test_a_sentence_that_does_not_come_to_rest_is_left_as_it_was() -> None:
    unit = Unit("Yes.", "Да  ✓.")

    assert mended(unit) is unit


def test_what_is_in_order_is_the_same_unit() -> None:
    units = [Unit("It rained.", "Дождь шёл."), Unit("It rains.", "")]

    assert all(one is two for one, two in zip(mend(units, inspect)[0], units, strict=True))


def test_each_change_says_which_checks_made_it() -> None:
    units = [Unit("It rained.", "Дождь шёл."), Unit("Almaty", "Алма-Ата  ")]

    _, made = mend(units, inspect)

    assert [(one.before, one.after.target, one.checks) for one in made] == [
        (units[1], "Алматы ", ("city", "space"))
    ]


@given(st.lists(st.text(alphabet="а  ✓Алма-Атаы").map(lambda text: Unit("It.", text)), max_size=4))
def test_mending_twice_changes_nothing_the_second_time(units: list[Unit]) -> None:
    once, _ = mend(units, inspect)

    assert mend(once, inspect) == (once, ())
