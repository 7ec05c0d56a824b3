import pytest

from i18n.evidence.pair import Article
from i18n.evidence.spelling import Reader
from i18n.model import Brief, Unit


def reader(source: str, target: str, code: str) -> Reader:
    return Reader(Article([Unit(source, target)], Brief("en", code)).pairs)


@pytest.mark.parametrize(
    ("code", "target", "found"),
    [
        ("ru", "Вчера Каллахану ответил Робсон.", ["Каллахану"]),
        ("kk", "Кеше Каллаханға Робсон жауап берді.", ["Каллаханға"]),
        ("zh_Hans", "罗布森昨天答复了卡拉汉。", ["卡拉汉"]),
        ("ru", "Вчера ему ответил тренер.", []),
    ],
)
def test_a_name_is_found_by_its_sound(code: str, target: str, found: list[str]) -> None:
    read = reader("Yesterday Robson answered Callahan.", target, code)

    assert read.spellings(0, "Callahan") == found


def test_names_are_neither_acronyms_nor_peoples() -> None:
    read = reader("The BBC asked Robson and two Russian pilots.", "Би-би-си", "ru")

    assert read.names == [frozenset({"Robson"})]


@pytest.mark.parametrize(
    ("code", "one", "other", "same"),
    [
        ("ru", "Каллахан", "Каллаханом", True),
        ("ru", "Каллахан", "Каллаган", False),
        ("ru", "Москва", "Московский", True),
        ("kk", "Каллаханның", "Каллаханға", True),
        ("kk", "Каллахан", "Каллаган", False),
        ("zh_Hans", "特朗普", "唐纳德·特朗普", True),
        ("zh_Hans", "特朗普", "川普", False),
    ],
)
def test_forms_of_a_name_are_one_spelling(code: str, one: str, other: str, same: bool) -> None:
    assert reader("Callahan.", "…", code).same(one, other) is same


def test_a_word_that_sounds_more_like_another_name_is_not_this_one() -> None:
    read = reader("Then Robson spoke with Robertson.", "Потом он говорил с Робертсоном.", "ru")

    assert read.spellings(0, "Robson") == []
    assert read.spellings(0, "Robertson") == ["Робертсоном"]


@pytest.mark.parametrize(
    ("targets", "settled"),
    [
        (["Вчера Каллахану ответили.", "Они видели Каллахана."], True),
        (["Вчера Каллахану ответили.", "Они видели Каллагана."], False),
        (["Вчера Каллахану ответили.", "Они видели тренера."], True),
    ],
)
def test_forms_of_one_stem_settle_the_spelling_of_a_name(targets: list[str], settled: bool) -> None:
    units = [Unit(f"Number {place} saw Callahan.", text) for place, text in enumerate(targets)]
    read = Reader(Article(units, Brief("en", "ru")).pairs)
    near = [words for place in range(len(units)) if (words := read.near(place, "Callahan"))]

    assert read.settled(near) is settled
