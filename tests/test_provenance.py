"""Provenance: the catalog's marks say who wrote a translation, and who read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.model import Catalog, Mark, State, Unit
from workflow.approval.provenance import Provenance, provenance, record
from workflow.approval.signoff import Signoff, sign
from workflow.publish import Status
from workflow.review import approve
from workflow.site.release.disclosure import Disclosure, Kind, disclosed, kind

RAIN = Unit("It rained.", "Жаңбыр жауды.")


def drafted(unit: Unit, origin: str, *, fuzzy: bool = False) -> Unit:
    """The unit as an engine wrote it."""
    mark = Mark("mt", f"{origin} 2026-11-20 {unit.hash}")
    return Unit(unit.source, unit.target, unit.context, fuzzy=fuzzy, marks=(mark, *unit.marks))


def numbered(number: int) -> Unit:
    return Unit(f"It rained for {number} days.", f"Жаңбыр {number} күн жауды.")


def of(*units: Unit) -> Provenance:
    return provenance(Catalog("kk", (), units))


def test_a_catalog_says_who_wrote_it_and_who_read_it() -> None:
    edited = drafted(numbered(2), "google/web")
    edited = Unit(edited.source, "Екі күн жауды.", marks=edited.marks)
    units = (
        approve(drafted(numbered(1), "google/web"), "An Editor", "2026-11-22"),
        approve(edited, "An Editor", "2026-11-24"),
        approve(drafted(numbered(3), "memory:weather 97% 2024→2025"), "NAME", "2026-11-23"),
        drafted(numbered(4), "openai/gpt 4"),
        numbered(5),
        Unit("It snowed.", "Қар жауды.", obsolete=True),
    )
    catalog = sign(Catalog("kk", (), units), "An Editor", "2026-11-25")

    assert provenance(catalog) == Provenance(
        human=1, machine=2, edited=1, memory=1, approved=3, external=2,
        engines=(("google/web", 2), ("openai/gpt 4", 1)),
        reviewers=(("An Editor", 2), ("NAME", 1)),
        signoff=Signoff("An Editor", "2026-11-25", valid=True),
        last_review="2026-11-24",
    )  # fmt: skip


def test_an_approval_of_another_text_is_nobody_s() -> None:
    before = approve(RAIN, "An Editor", "2026-11-24")
    after = Unit("It rained.", "Жауды.", marks=before.marks)

    assert of(after) == Provenance(human=1, external=1)


def test_a_draft_that_waits_is_the_machine_s_and_an_empty_unit_nobody_s() -> None:
    stale = drafted(RAIN, "pseudo/1", fuzzy=True)

    assert of(stale, Unit("It snowed.")) == Provenance(
        machine=1, untranslated=1, engines=(("pseudo/1", 1),)
    )


@pytest.mark.parametrize(
    ("value", "engine"),
    [("deepl", "deepl"), ("deepl 2026-11-20", "deepl"), ("", ""), ("gpt 4 mini", "gpt 4 mini")],
)
def test_marks_of_other_hands_are_read_as_far_as_they_go(value: str, engine: str) -> None:
    found = of(Unit("It rained.", "Жауды.", marks=(Mark("mt", value),)))

    engines = ((engine, 1),) if engine else ()
    assert found == Provenance(edited=1, external=1, engines=engines)


@given(st.lists(st.sampled_from(["human", "machine", "edited", "memory", "untranslated"])))
def test_every_unit_is_counted_once(origins: list[str]) -> None:
    made = {
        "human": lambda unit: unit,
        "machine": lambda unit: drafted(unit, "google/web"),
        "edited": lambda unit: Unit(unit.source, "Жауды.", marks=drafted(unit, "google/web").marks),
        "memory": lambda unit: drafted(unit, "memory:weather 100%"),
        "untranslated": lambda unit: Unit(unit.source),
    }
    units = [made[origin](numbered(place)) for place, origin in enumerate(origins)]

    found = of(*units)

    assert found.units == len(units)
    assert all(getattr(found, origin) == origins.count(origin) for origin in made)
    assert sum(units for _, units in found.engines) == found.machine + found.edited
    states = [unit.state for unit in units]
    assert (found.approved, found.external) == (0, states.count(State.EXTERNAL))


MACHINE = Provenance(machine=2)
READ = Provenance(machine=1, human=1, approved=2)
HUMAN = Provenance(human=2, approved=2)


@pytest.mark.parametrize(
    ("found", "status", "derived", "wanted"),
    [
        (None, Status.PUBLISHED, False, "source"),
        (HUMAN, Status.PUBLISHED, False, "human"),
        (READ, Status.PUBLISHED, False, "reviewed_machine"),
        (Provenance(memory=1, external=1), Status.EARLIER, False, "reviewed_machine"),
        (MACHINE, Status.DRAFT, False, "machine"),
        (Provenance(machine=1, human=1, approved=1), Status.DRAFT, False, "partly"),
        (Provenance(human=1), Status.DRAFT, False, "partly"),
        (READ, Status.PUBLISHED, True, "derived"),
        (MACHINE, Status.DRAFT, True, "machine"),
    ],
)
def test_readers_are_told_the_least_that_is_true_of_all_of_it(
    found: Provenance | None, status: Status, derived: bool, wanted: Kind
) -> None:
    assert kind(found, status, derived=derived) == wanted


@pytest.mark.parametrize(
    ("disclosure", "reason", "said"),
    [
        ("auto", "", {"reviewed_machine", "machine", "partly", "derived"}),
        ("always", "", {"human", "reviewed_machine", "machine", "partly", "derived"}),
        ("never", "a poem, translated by its author", {"machine", "partly", "derived"}),
        ("never", "", {"reviewed_machine", "machine", "partly", "derived"}),
    ],
)
def test_what_nobody_approved_is_said_whatever_the_article_wants(
    disclosure: Disclosure, reason: str, said: set[Kind]
) -> None:
    kinds: tuple[Kind, ...] = (
        "source", "human", "reviewed_machine", "machine", "partly", "derived",
    )  # fmt: skip

    assert {what for what in kinds if disclosed(what, disclosure, reason)} == said


def test_a_record_names_machines_and_people_only_where_the_newsroom_says_so() -> None:
    unit = approve(drafted(RAIN, "google/web"), "An Editor", "2026-11-22")
    found = provenance(sign(Catalog("kk", (), (unit,)), "An Editor", "2026-11-25"))
    common = {
        "format": 1,
        "article": "2026/rain",
        "language": "kk",
        "translated_from": "en",
        "kind": "reviewed_machine",
        "engines": [{"name": "google/web", "units": 1}],
        "units": {
            "total": 1, "human": 0, "machine": 1, "edited": 0, "memory": 0, "untranslated": 0,
        },
        "reviewed": 1,
        "reviewed_in_other_editors": 0,
        "reviewers": 1,
        "last_review": "2026-11-22",
    }  # fmt: skip

    said = {
        names: record("2026/rain", "kk", "en", "reviewed_machine", found, name_reviewers=names)
        for names in (False, True)
    }

    assert said[False] == common | {
        "reviewed_by": [],
        "signed_off": {"by": None, "date": "2026-11-25"},
    }
    assert said[True] == common | {
        "reviewed_by": [{"name": "An Editor", "units": 1}],
        "signed_off": {"by": "An Editor", "date": "2026-11-25"},
    }


def test_a_broken_sign_off_is_not_in_the_record() -> None:
    found = Provenance(human=1, external=1, signoff=Signoff("An Editor", "2026-11-25", valid=False))

    said = record("rain", "kk", "en", "human", found, name_reviewers=True)

    assert said["signed_off"] is None
