import random

import pytest

from benchmarks.injections import INJECTIONS, Line

EXAMPLES = [
    ("ru", "zero appended", "It took 12 days.", "Это заняло 12 дней.", "Это заняло 120 дней."),
    ("ru", "decimal point", "It grew by 2.4 %.", "Рост — 2,4 %.", "Рост — 2.4 %."),
    ("kk", "million for billion", "5 million", "5 млн теңге", "5 млрд теңге"),
    ("zh_Hans", "million for billion", "50,000 people", "5万人", "5亿人"),
    ("ru", "closing mark lost", "the “Day”", "газета «День»", "газета «День"),
    ("ru", "final stop lost", "“Yes.”", "«Да».", "«Да»"),
    ("zh_Hans", "stop for ?", "Who?", "谁？", "谁。"),
    ("ru", "not dropped", "He did not go.", "Он не поехал.", "Он поехал."),
    ("kk", "not dropped", "He did not come.", "Ол келмеді.", "Ол келді."),
    ("kk", "not dropped", "They do not write.", "Олар жазбайды.", "Олар жазады."),
    ("zh_Hans", "not dropped", "He did not come.", "他没有来。", "他来。"),
    ("zh_Hans", "half-width comma", "Today, he came.", "今天，他来了。", "今天,他来了。"),
    ("zh_Hans", "Traditional characters", "They came.", "他们来了。", "他們來了。"),
]


@pytest.mark.parametrize(("locale", "row", "source", "target", "wrong"), EXAMPLES)
def test_an_injection_makes_the_error_of_its_name(
    locale: str, row: str, source: str, target: str, wrong: str
) -> None:
    injected = INJECTIONS[locale][row](Line(source, target, locale, ""), random.Random(1))

    assert injected == wrong


@pytest.mark.parametrize("row", ["weekday swapped", "month swapped"])
def test_a_day_is_swapped_only_where_the_source_has_it(row: str) -> None:
    target = "В среду, 5 мая, школа была закрыта."
    line = Line("The school was closed at the time.", target, "ru", "")

    assert INJECTIONS["ru"][row](line, random.Random(1)) is None


def test_a_swapped_day_keeps_its_case() -> None:
    line = Line("It opened on Wednesday.", "Она открылась в среду.", "ru", "")
    wrong = {INJECTIONS["ru"]["weekday swapped"](line, random.Random(n)) for n in range(40)}

    assert wrong == {
        "Она открылась в понедельник.",
        "Она открылась в вторник.",
        "Она открылась в четверг.",
        "Она открылась в пятницу.",
        "Она открылась в субботу.",
        "Она открылась в воскресенье.",
    }
