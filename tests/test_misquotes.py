import pytest
from patience import in_time

from i18n.edits import Edit, apply
from i18n.punctuation import misquotes
from i18n.punctuation.misquotes import Fault
from i18n.punctuation.quoting import Manner, Text

RUSSIAN = Manner(coincide=True, speech=True)
CHINESE = Manner(singles=True)


def faults(prose: str) -> list[Fault]:
    return misquotes.faults(Text(prose, spaced=True, manner=RUSSIAN))


def chinese(prose: str) -> list[Fault]:
    return misquotes.faults(Text(prose, spaced=False, manner=CHINESE))


@pytest.mark.parametrize(
    "prose",
    [
        "«Да», — сказал он.",
        "«Фильм „Рассвет“ старый»",
        "«Слово «в слове» и ещё»",
        "“Бір” және “екі”, ал “үш “төрт” бес”",
        '"раз" и "два"',
        'экран 15"',
        "О'Брайен и д'Артаньян",
    ],
)
def test_pairs_are_no_fault(prose: str) -> None:
    assert faults(prose) == []


@pytest.mark.parametrize("prose", ["“好，”他说。“走吧。”", "《黎明》和‘黄昏’", "China's “硅谷”"])
def test_pairs_without_spaces_are_no_fault(prose: str) -> None:
    assert chinese(prose) == []


@pytest.mark.parametrize(
    ("prose", "right"),
    [
        ("“Көк“ жоспар", "“Көк” жоспар"),
        ("”Көк” және ”ақ“ жоспар", "“Көк” және “ақ” жоспар"),
        ("”Мен оған ”жоқ” дедім”, – деді ол", "“Мен оған “жоқ” дедім”, – деді ол"),
        ('“Көк" жоспар', "“Көк” жоспар"),
        ("«Вечер“ и утро", "«Вечер» и утро"),
        ("„Вечер» и утро", "«Вечер» и утро"),
        ("««Вечер» и утро", "«Вечер» и утро"),
    ],
)
def test_a_mark_that_looks_the_wrong_way_is_turned(prose: str, right: str) -> None:
    found = faults(prose)

    assert apply(prose, (edit for fault in found for edit in fault.fix)) == right
    assert faults(right) == []


def test_a_fault_says_what_where_and_how_to_mend_it() -> None:
    assert chinese("”好，“他说。") == [
        Fault(
            "”…“ is no pair of quotation marks, “…” is",
            ((0, 1), (3, 4)),
            (Edit(0, 1, "“"), Edit(3, 4, "”")),
        )
    ]


def test_a_mark_alone_is_pointed_at_and_not_guessed() -> None:
    assert faults("Газета «Вечер писала") == [Fault("« is not closed", ((7, 8),), alone=True)]
    assert chinese("“好，他说。") == [Fault("“ has no other half", ((0, 1),), alone=True)]
    assert chinese("他说‘好。") == [Fault("‘ is not closed", ((2, 3),), alone=True)]


def test_one_mark_may_close_two_quotations_that_end_together() -> None:
    found = faults("«Мне нравится фильм «Рассвет», — сказал он.")

    assert [fault.perhaps for fault in found] == [True]


@pytest.mark.parametrize(
    ("source", "prose", "left"),
    [
        (1, "“我们不会停下。", []),
        (-1, "走吧，“他说。", ["“ looks the wrong way, ” is meant"]),
        (-1, '走吧，"他说。', []),
        (-1, "“我们“不会停下”。", ["these quotation marks do not make pairs"]),
        (1, "‘我们不会停下。", []),
        (0, "“我们不会停下。", ["“ has no other half"]),
    ],
)
def test_what_the_target_lacks_as_the_source_does_is_no_fault(
    source: int, prose: str, left: list[str]
) -> None:
    text = Text(prose, spaced=False, manner=CHINESE)

    found = misquotes.carried(chinese(prose), text, source)

    assert [fault.message for fault in found] == left


@pytest.mark.parametrize("bit", ["«", "»", "“", "”", '"', "„“", "‘", "«“", "a”b"])
def test_a_long_text_is_read_in_time(bit: str) -> None:
    text = bit * (10_000 // len(bit))

    with in_time():
        faults(text)
        chinese(text)
