import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n.errors import UserError
from i18n.memory import open_memory
from i18n.memory.match import Entry, Match, Stats
from i18n.memory.memory import Memory
from i18n.model import Mark, Unit

PROJECTS = itertools.count()
Opening = Callable[[], Memory]


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def opening(request, tmp_path: Path) -> Iterator[Opening]:
    """Opens the same memory each time it is called; it was empty at first."""
    opened: list[Memory] = []
    where = tmp_path / "memory.db"
    if request.param == "server":
        where = request.getfixturevalue("postgres")
        emptied(where)
    project = f"Press {next(PROJECTS)}"

    def again() -> Memory:
        opened.append(open_memory(where, project=project))
        return opened[-1]

    yield again
    for memory in opened:
        memory.close()


def emptied(url: str) -> None:
    from i18n.memory.server import Server

    server = Server(url)
    server.run("DROP SCHEMA IF EXISTS tilshi CASCADE")
    server.close()


@pytest.fixture
def memory(opening: Opening) -> Memory:
    return opening()


def approved(source: str, target: str, date: str = "2026-11-24", context: str = "") -> Unit:
    unit = Unit(source, target, context)
    return replace(unit, marks=(Mark("reviewed", f"Aigul Bek {date} {unit.hash}"),))


def fed(memory: Memory, name: str, *units: Unit, locale: str = "kk", trust: bool = True) -> None:
    memory.refresh(locale, name, "stamp", units, trust_external=trust)


def test_an_approved_unit_is_found_with_its_article(memory) -> None:
    fed(memory, "rain", approved("Rain.", "Жаңбыр."))

    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain", "Rain.", date="2026-11-24")
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
    assert memory.look("kk", "Rain.") == ()


def test_external_work_is_remembered_if_the_project_trusts_it(memory) -> None:
    fed(memory, "rain", Unit("Rain.", "Жаңбыр."), trust=False)
    assert memory.find("kk", "Rain.") is None

    fed(memory, "rain", Unit("Rain.", "Жаңбыр."))
    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain", "Rain.")


def test_a_sentence_that_left_its_article_is_remembered(memory) -> None:
    fed(memory, "rain", replace(approved("Rain.", "Жаңбыр."), obsolete=True))

    assert memory.find("kk", "Rain.") == Match("Жаңбыр.", "rain", "Rain.", date="2026-11-24")


def test_the_same_role_comes_first_then_the_latest_then_the_most_frequent(memory) -> None:
    fed(memory, "a", approved("Rain", "Жауын", "2026-11-25"))
    fed(memory, "b", approved("Rain", "Жаңбыр", "2026-11-24", "title"))
    assert memory.find("kk", "Rain", "title") == Match("Жаңбыр", "b", "Rain", date="2026-11-24")
    assert memory.find("kk", "Rain") == Match("Жауын", "a", "Rain", date="2026-11-25")

    for name in "cd":
        fed(memory, name, approved("Rain", "Нөсер", "2026-11-25"))
    assert memory.find("kk", "Rain") == Match("Нөсер", "c", "Rain", date="2026-11-25")


def test_the_same_neighbours_come_before_all(memory) -> None:
    fed(memory, "a", Unit("It rained."), Unit("It ended.", "Ол тоқтады."), Unit("We left."))
    fed(memory, "b", Unit("War came."), approved("It ended.", "Ол аяқталды."), Unit("We left."))

    found = memory.find("kk", "It ended.", "", "It rained.", "We left.")

    assert found == Match("Ол тоқтады.", "a", "It ended.", in_context=True)
    assert memory.find("kk", "It ended.").target == "Ол аяқталды."
    assert not memory.find("kk", "It ended.", "title", "It rained.", "We left.").in_context


def test_a_catalog_that_changed_takes_the_place_of_what_was_known(memory) -> None:
    fed(memory, "rain", Unit("Rain fell.", "Жаңбыр жауды."), Unit("Sun.", "Күн."))
    assert memory.look("kk", "Rain fell in May.", least=0.5)
    fed(memory, "rain", Unit("Rain.", "Жауын."))

    assert memory.find("kk", "Rain.") == Match("Жауын.", "rain", "Rain.")
    assert memory.find("kk", "Sun.") is None
    assert memory.look("kk", "Rain fell in May.", least=0.5) == ()


def test_a_catalog_that_did_not_change_need_not_be_read(memory) -> None:
    assert not memory.knows("kk", "rain", "stamp")
    fed(memory, "rain")

    assert memory.knows("kk", "rain", "stamp")
    assert not memory.knows("kk", "rain", "later")
    assert not memory.knows("ru", "rain", "stamp")


def test_catalogs_that_are_gone_are_forgotten(memory) -> None:
    fed(memory, "rain", Unit("Rain.", "Жаңбыр."))
    fed(memory, "sun", Unit("Sun.", "Күн."))
    fed(memory, "rain", Unit("Rain.", "Дождь."), locale="ru")
    memory.forget("kk", {"sun"})

    assert memory.find("kk", "Rain.") is None
    assert memory.find("kk", "Sun.") == Match("Күн.", "sun", "Sun.")
    assert memory.find("ru", "Rain.") == Match("Дождь.", "rain", "Rain.")
    assert memory.names("kk") == ["sun"]


def test_alike_sentences_are_offered_the_best_first(memory) -> None:
    fed(
        memory,
        "news",
        Unit("The university opened a laboratory in Almaty.", "Университет открыл лабораторию."),
        Unit("The university opened a library in Almaty.", "Университет открыл библиотеку."),
        Unit("Snow is expected on the steppe tomorrow.", "Завтра ожидается снег."),
        locale="ru",
    )

    found = memory.look("ru", "The university opened a new library in Almaty.")

    assert [(one.target, one.likeness) for one in found] == [
        ("Университет открыл библиотеку.", 0.9545),
        ("Университет открыл лабораторию.", 0.9011),
    ]
    assert memory.look("ru", "The university opened a new library in Almaty.", most=1) == found[:1]


def test_what_differs_in_figures_only_is_found_with_them_in_their_places(memory) -> None:
    fed(memory, "rain", Unit("In 2024 it rained on 3 May.", "В 2024 году дождь шёл 3 мая."),
        locale="ru")  # fmt: skip

    found = memory.find("ru", "In 2025 it rained on 14 June.")

    assert found == Match(
        "В 2025 году дождь шёл 14 июня.", "rain", "In 2024 it rained on 3 May.", 0.7857,
        patched=(("2024", "2025"), ("3", "14"), ("May", "June")),
    )  # fmt: skip
    assert memory.look("ru", "In 2025 it rained on 14 June.") == (found,)


def test_patched_figures_come_before_a_likeness_with_the_wrong_ones(memory) -> None:
    fed(
        memory,
        "rain",
        Unit("It rained for 12 days.", "Дождь шёл двенадцать дней."),
        Unit("It rained for 5 days.", "Дождь шёл 5 дней."),
        Unit("It rained for 9 days.", "Шёл девять дней дождь."),
        locale="ru",
    )

    found = memory.look("ru", "It rained for 16 days.")

    assert [(one.target, one.likeness) for one in found] == [
        ("Дождь шёл 16 дней.", 0.9302),
        ("Дождь шёл двенадцать дней.", 0.9545),
        ("Шёл девять дней дождь.", 0.9302),
    ]
    assert memory.look("ru", "It rained for 16 days.", most=1) == found[:1]
    assert memory.find("ru", "It rained for 16 days.") == found[0]


def test_of_several_that_can_be_patched_the_likest_is_found(memory) -> None:
    for name, day in (("old", "2"), ("new", "30")):
        fed(memory, name, Unit(f"Open on {day} May.", f"Открыто {day} мая ({name})."), locale="ru")

    found = memory.look("ru", "Open on 21 May.", least=0.99)

    assert [(one.target, one.likeness) for one in found] == [
        ("Открыто 21 мая (old).", 0.9655),
        ("Открыто 21 мая (new).", 0.8667),
    ]
    assert memory.find("ru", "Open on 21 May.") == found[0]


def test_figures_without_a_place_leave_a_match_that_is_only_alike(memory) -> None:
    fed(memory, "rain", Unit("It rained for 5 days.", "Дождь шёл 5 дней."), locale="ru")

    assert memory.find("ru", "It rained for 2 days.") is None
    assert memory.look("ru", "It rained for 2 days.") == (
        Match("Дождь шёл 5 дней.", "rain", "It rained for 5 days.", 0.9524),
    )


def test_the_memory_says_what_it_holds(memory) -> None:
    fed(memory, "rain", approved("Rain fell.", "Жаңбыр жауды."), Unit("Sun.", "Күн."))
    fed(memory, "more", Unit("Sun.", "Күн."))
    fed(memory, "rain", Unit("Rain fell.", "Шёл дождь."), locale="ru")

    assert memory.stats() == (Stats("kk", 2, 3, 3, "2026-11-24"), Stats("ru", 1, 1, 2, ""))
    assert memory.size > 0


def test_every_entry_comes_out_again(memory) -> None:
    fed(memory, "rain", Unit("Rain.", "Жаңбыр."), approved("Sun.", "Күн.", context="title"))

    assert sorted(memory.all("kk"), key=lambda row: row[0].source) == [
        (Entry("Rain.", "Жаңбыр.", after="Sun."), "rain"),
        (Entry("Sun.", "Күн.", "title", before="Rain.", date="2026-11-24"), "rain"),
    ]


def test_two_at_once_see_what_the_other_wrote(opening) -> None:
    one, other = opening(), opening()
    fed(one, "rain", Unit("Rain fell.", "Жаңбыр жауды."))
    assert other.look("kk", "Rain falls.")[0].target == "Жаңбыр жауды."

    fed(other, "rain", Unit("Rain fell.", "Жауын жауды."))
    assert one.look("kk", "Rain falls.")[0].target == "Жауын жауды."


SENTENCES = st.text(st.sampled_from('aЖқ字é🙂“«\\"\n\t%{}~| 0123,.-'), min_size=1, max_size=30)


@given(st.dictionaries(SENTENCES, SENTENCES, max_size=8), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None,
          max_examples=60)  # fmt: skip
def test_what_was_put_in_is_found(memory, pairs, data) -> None:
    units = [Unit(source, target) for source, target in pairs.items()]
    fed(memory, "all", *units)

    found = {source: memory.find("kk", source) for source in pairs}
    assert {source: match.target for source, match in found.items()} == pairs
    for source, target in pairs.items():
        best = memory.look("kk", source, most=9)[0]
        assert (best.source, best.target, best.likeness) == (source, target, 1.0)


def test_a_memory_nobody_keeps_is_refused() -> None:
    with pytest.raises(UserError, match="no memory is kept at mysql://") as caught:
        open_memory("mysql://editor@host/db")

    assert caught.value.hint == "known are postgresql://, postgres://"
