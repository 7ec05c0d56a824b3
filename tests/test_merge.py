"""The merge of a changed article: nothing is lost, nothing is approved."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from i18n import locales
from i18n.catalog import edit
from i18n.merge import merge
from i18n.model import Catalog, Mark, State, Unit

EN = locales.get("en")


def approved(source: str, target: str, context: str = "") -> Unit:
    unit = Unit(source, target, context)
    return edit(unit, marks=(Mark("reviewed", f"An Editor 2026-11-24 {unit.hash}"),))


def catalog(*units: Unit) -> Catalog:
    return Catalog("ru", (("Language", "ru"),), units)


def wanted(*sources: str | Unit) -> list[Unit]:
    return [Unit(source) if isinstance(source, str) else source for source in sources]


OPENED = approved(
    "The university opened a new laboratory in 2025.", "В 2025 году вуз открыл лабораторию."
)
SIGNED = approved("The rector signed the agreement.", "Ректор подписал соглашение.")
CAME = approved("Guests came from four countries.", "Гости приехали из четырёх стран.")


def states(merged: Catalog) -> list[tuple[str, State]]:
    return [(unit.source, unit.state) for unit in merged.units if not unit.obsolete]


def test_a_sentence_that_stands_word_for_word_keeps_its_approval_wherever_it_moved() -> None:
    order = wanted("Something new first.", CAME.source, OPENED.source, SIGNED.source)

    merged = merge(catalog(OPENED, SIGNED, CAME), order, EN)

    assert merged.units == (Unit("Something new first."), CAME, OPENED, SIGNED)


def test_a_sentence_that_became_a_heading_keeps_its_approval() -> None:
    merged = merge(catalog(SIGNED), wanted(Unit(SIGNED.source, context="heading")), EN)

    assert merged.units == (approved(SIGNED.source, SIGNED.target, "heading"),)


def test_a_sentence_copied_to_a_heading_leaves_the_approved_one_alone() -> None:
    heading = Unit(SIGNED.source, context="heading")

    merged = merge(catalog(SIGNED), wanted(heading, SIGNED.source), EN)

    assert merged.units == (heading, SIGNED)


def test_an_edit_of_a_comma_keeps_the_approval_and_binds_it_to_the_new_text() -> None:
    merged = merge(catalog(SIGNED), wanted("The rector signed, the agreement."), EN)

    assert merged.units == (approved("The rector signed, the agreement.", SIGNED.target),)


def test_a_changed_figure_makes_the_unit_stale_and_is_named() -> None:
    merged = merge(catalog(OPENED), wanted(OPENED.source.replace("2025", "2026")), EN)

    (unit,) = merged.units
    assert (unit.state, unit.previous, unit.target) == (State.STALE, OPENED.source, OPENED.target)
    assert unit.marks == (*OPENED.marks, Mark("changed", "number 2025 → 2026"))


def test_a_not_is_named() -> None:
    merged = merge(catalog(SIGNED), wanted("The rector has not signed the agreement."), EN)

    (unit,) = merged.units
    assert (unit.state, list(unit.marked("changed"))) == (State.STALE, ['"not" added'])


def test_a_change_taken_back_is_approved_again_by_its_hash() -> None:
    changed = merge(catalog(OPENED), wanted(OPENED.source.replace("2025", "2026")), EN)

    assert merge(changed, wanted(OPENED.source), EN).units == (OPENED,)


def test_a_draft_changed_and_changed_back_stays_a_draft() -> None:
    draft = Unit(OPENED.source, OPENED.target, fuzzy=True)
    changed = merge(catalog(draft), wanted(OPENED.source.replace("2025", "2026")), EN)

    assert merge(changed, wanted(OPENED.source), EN).units == (draft,)


def test_a_second_change_still_shows_the_text_that_was_translated() -> None:
    once = merge(catalog(OPENED), wanted(OPENED.source.replace("2025", "2026")), EN)
    twice = merge(once, wanted(OPENED.source.replace("2025", "2027")), EN)

    (unit,) = twice.units
    assert (unit.previous, list(unit.marked("changed"))) == (OPENED.source, ["number 2025 → 2027"])


def test_both_parts_of_a_sentence_cut_in_two_get_the_old_translation_to_work_from() -> None:
    whole = approved(
        "The rector signed the agreement in Urumqi and the guests visited the laboratory.",
        "Ректор подписал соглашение в Урумчи, а гости посетили лабораторию.",
    )
    parts = ("The rector signed the agreement in Urumqi.", "And the guests visited the laboratory.")

    merged = merge(catalog(whole), wanted(*parts), EN)

    assert states(merged) == [(parts[0], State.STALE), (parts[1], State.STALE)]


def test_a_deleted_sentence_stays_as_obsolete_and_comes_back_with_its_approval() -> None:
    gone = merge(catalog(OPENED, SIGNED), wanted(OPENED.source), EN)

    assert gone.units == (OPENED, replace(SIGNED, obsolete=True))
    assert merge(gone, wanted(OPENED.source, SIGNED.source), EN).units == (OPENED, SIGNED)


def test_of_two_alike_the_likest_is_carried() -> None:
    first = approved("The first session opens at nine on Monday.", "Первая сессия — в девять.")
    second = approved("The second session opens at ten on Monday.", "Вторая сессия — в десять.")

    merged = merge(catalog(first, second), wanted("The second session opens at ten on Friday."), EN)

    assert merged.units[0].target == second.target
    assert merged.units[1] == replace(first, obsolete=True)


def test_merging_twice_changes_nothing() -> None:
    order = wanted(OPENED.source.replace("2025", "2026"), "Quite another text.", CAME.source)
    once = merge(catalog(OPENED, SIGNED, CAME), order, EN)

    assert merge(once, order, EN) == once


WORDS = st.lists(
    st.sampled_from(["met", "2025", "not", "Astana", "the", "board"]), min_size=1, max_size=4
)
SOURCES = st.lists(WORDS.map(" ".join), unique=True, max_size=6)


@given(SOURCES, SOURCES)
def test_no_approval_is_lost_that_stands_and_none_is_made(
    before: list[str], after: list[str]
) -> None:
    old = catalog(*(approved(source, f"перевод {number}") for number, source in enumerate(before)))

    merged = merge(old, wanted(*after), EN)

    live = {unit.source: unit for unit in merged.units if not unit.obsolete}
    assert list(live) == after
    assert all(live[source].state is State.APPROVED for source in before if source in live)
    assert all(unit.source in before for unit in live.values() if unit.state is State.APPROVED)
    assert {unit.target for unit in old.units} <= {unit.target for unit in merged.units}
