from dataclasses import replace
from pathlib import Path

import pytest

from i18n.memory import Match, Memory
from i18n.model import Mark, Unit


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.sqlite")


def approved(source: str, target: str, date: str = "2026-11-24", context: str = "") -> Unit:
    unit = Unit(source, target, context)
    return replace(unit, marks=(Mark("reviewed", f"Aigul Bek {date} {unit.hash}"),))


def fed(memory: Memory, name: str, *units: Unit, locale: str = "kk", trust: bool = True) -> None:
    memory.refresh(locale, name, "stamp", units, trust_external=trust)


def test_an_approved_unit_is_found_with_its_article(memory) -> None:
    fed(memory, "rain", approved("Rain.", "Жаңбыр."))

    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain")
    assert memory.find("ru", "Rain.") is None
    assert memory.find("kk", "rain.") is None


@pytest.mark.parametrize(
    "unit",
    [
        Unit("Rain."),
        Unit("Rain.", "Жаңбыр.", fuzzy=True),
        replace(approved("Rain.", "Жаңбыр."), fuzzy=True, previous="Snow."),
        Unit("Rain.", "Жаңбыр.", fuzzy=True, marks=(Mark("todo", "Aigul: style"),)),
    ],
)
def test_what_nobody_approved_is_not_remembered(memory, unit) -> None:
    fed(memory, "rain", unit)

    assert memory.find("kk", "Rain.") is None


def test_external_work_is_remembered_if_the_project_trusts_it(memory) -> None:
    fed(memory, "rain", Unit("Rain.", "Жаңбыр."), trust=False)
    assert memory.find("kk", "Rain.") is None

    fed(memory, "rain", Unit("Rain.", "Жаңбыр."))
    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain")


def test_a_sentence_that_left_its_article_is_remembered(memory) -> None:
    fed(memory, "rain", replace(approved("Rain.", "Жаңбыр."), obsolete=True))

    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain")


def test_the_same_context_comes_first_then_the_latest_then_the_most_frequent(memory) -> None:
    fed(memory, "a", approved("Rain", "Жауын", "2026-11-25"))
    fed(memory, "b", approved("Rain", "Жаңбыр", "2026-11-24", "title"))
    assert memory.find("kk", "Rain", "title") == Match("Жаңбыр", "b")
    assert memory.find("kk", "Rain") == Match("Жауын", "a")

    for name in "cd":
        fed(memory, name, approved("Rain", "Нөсер", "2026-11-25"))
    assert memory.find("kk", "Rain") == Match("Нөсер", "c")


def test_a_catalog_that_changed_takes_the_place_of_what_was_known(memory) -> None:
    fed(memory, "rain", approved("Rain.", "Жаңбыр."), approved("Sun.", "Күн."))
    fed(memory, "rain", approved("Rain.", "Жауын."))

    assert memory.find("kk", "Rain.") == Match("Жауын.", "rain")
    assert memory.find("kk", "Sun.") is None


def test_a_catalog_that_did_not_change_need_not_be_read(memory) -> None:
    assert not memory.knows("kk", "rain", "stamp")
    fed(memory, "rain")

    assert memory.knows("kk", "rain", "stamp")
    assert not memory.knows("kk", "rain", "later")
    assert not memory.knows("ru", "rain", "stamp")


def test_catalogs_that_are_gone_are_forgotten(memory) -> None:
    fed(memory, "rain", approved("Rain.", "Жаңбыр."))
    fed(memory, "sun", approved("Sun.", "Күн."))
    fed(memory, "rain", approved("Rain.", "Дождь."), locale="ru")
    memory.forget("kk", {"sun"})

    assert memory.find("kk", "Rain.") is None
    assert memory.find("kk", "Sun.") == Match("Күн.", "sun")
    assert memory.find("ru", "Rain.") == Match("Дождь.", "rain")
