import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import locales
from i18n.locales import Locale
from i18n.values import trie
from i18n.values.comparison import SAME, compare
from i18n.values.numerals import figure, han, roman
from i18n.values.reading import crowded, read
from i18n.values.value import Amount

LOCALES = {code: locales.get(code) for code in ("en", "ru", "kk", "zh_Hans")}
LOCALES["zh_Hant"] = replace(LOCALES["zh_Hans"], code="zh_Hant")


def amounts(text: str, locale: Locale) -> list[Amount]:
    return [value.amount for value in read(text, locale) if value.kind != "implied"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Two of 1,500 cost 2.5", [2, 1500, Fraction(5, 2)]),
        ("en", "forty-five of a hundred and five thousand", [45, 105000]),
        ("en", "two and a half million, two and three", [2500000, 2, 3]),
        ("en", "a 6-foot-6 forward, 5ft 11in tall", [Fraction(13, 2), Fraction(71, 12)]),
        ("en", "at 8 p.m., 4.40 am and noon", ["20:00", "04:40"]),
        ("en", "the 1980s, the 21st century, World War II", [1980, 21, 2]),
        ("en", "two thirds, ¾ and 1/4", [Fraction(2, 3), Fraction(3, 4), Fraction(1, 4)]),
        ("en", "10.0.0.1 and https://tilshi.example/2019/5", ["10.0.0.1"]),
        ("en", "up from 1.7 million four years ago", [1700000, 4]),
        ("zh_Hans", "八十年代的三点二十分", [80, "03:20"]),
        ("ru", "двадцать пять тысяч из 1 234,5", [25000, Fraction(2469, 2)]),
        ("ru", "два с половиной миллиона и полтора миллиарда", [2500000, 1500000000]),
        ("ru", "двадцатипятилетний и 20-летний, семья в пятницу", [25, 20]),
        ("ru", "в ста пятидесяти трёх домах XXI века", [153, 21]),
        ("ru", "12.05.2018 в 8 вечера", [12, 5, 2018, "20:00"]),
        ("kk", "жиырма бес мың адам үшін бірге", [25000]),
        ("kk", "екі жарым миллион, бесінші, 5-ші", [2500000, 5, 5]),
        ("kk", "кешкі 8-де, сағат 15:00-де", ["20:00", "15:00"]),
        ("zh_Hans", "二〇一九年的一百二十人，1亿2000万", [2019, 120, 120000000]),
        ("zh_Hans", "550多万，百分之二十，三成，三分之一", [5500000, 20, 30, Fraction(1, 3)]),
        ("zh_Hans", "晚上8点，下午三点，八点半", ["20:00", "15:00", "08:30"]),
        ("zh_Hans", "两年半，第5和第五，80年代", [Fraction(5, 2), 5, 5, 80]),
        ("zh_Hans", "二点五万，百分之零点五，三点五十分", [25000, Fraction(1, 2), "03:50"]),
        ("zh_Hans", "17时30分，8时，廿三人", ["17:30", "08:00", 23]),
        ("zh_Hant", "３.５萬人和兩億元", [35000, 200000000]),
    ],
)
def test_a_text_states_its_values(code: str, text: str, expected: list[Amount]) -> None:
    assert amounts(text, LOCALES[code]) == expected


def spelled(
    number: int, ones: list[str], tens: list[str], hundreds: list[str], thousand: str
) -> str:
    """The words of a number below a million, as a language without agreement would have them."""
    words = []
    if number >= 1000:
        words += [spelled(number // 1000, ones, tens, hundreds, thousand), thousand]
    rest = number % 1000
    if rest >= 100:
        words.append(hundreds[rest // 100 - 1])
    rest %= 100
    if rest >= 20 or (rest >= 10 and len(ones) == 9):
        words.append(tens[rest // 10 - 1])
        rest %= 10
    if rest:
        words.append(ones[rest - 1])
    return " ".join(words)


EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
RU = [
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
RU_TENS = [
    "десять",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
RU_HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
KK = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
KK_TENS = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
UP_TO_A_MILLION = st.integers(1, 999_999)


@given(UP_TO_A_MILLION)
def test_a_number_in_english_words_is_read_back(number: int) -> None:
    words = spelled(number, EN, EN_TENS, [f"{one} hundred and" for one in EN[:9]], "thousand")
    text = words.removesuffix(" and").replace(" and thousand", " thousand")

    assert amounts(text, LOCALES["en"]) == [number]


@given(UP_TO_A_MILLION)
def test_a_number_in_russian_words_is_read_back(number: int) -> None:
    assert amounts(spelled(number, RU, RU_TENS, RU_HUNDREDS, "тысяч"), LOCALES["ru"]) == [number]


@given(UP_TO_A_MILLION)
def test_a_number_in_kazakh_words_is_read_back(number: int) -> None:
    words = spelled(number, KK, KK_TENS, [f"{one} жүз" for one in KK], "мың")

    assert amounts(words, LOCALES["kk"]) == [number]


def in_chinese(number: int) -> str:
    """A Chinese numeral below 10 to the 12th, in full: 一百二十, 一千零五."""
    for scale, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            rest = number % scale
            zero = "零" if 0 < rest < scale // 10 else ""
            return in_chinese(number // scale) + sign + zero + (in_chinese(rest) if rest else "")
    digits = "".join(
        "零" if digit == "0" else "零一二三四五六七八九"[int(digit)] + sign
        for digit, sign in zip(str(number), "千百十 "[-len(str(number)) :], strict=True)
    )
    return "零".join(part for part in digits.replace(" ", "").split("零") if part)


@given(st.integers(1, 10**12 - 1))
def test_a_chinese_numeral_is_read_back(number: int) -> None:
    assert han(in_chinese(number)) == number


@given(st.integers(13, 10**12 - 1), st.sampled_from(["zh_Hans", "zh_Hant"]))
def test_a_chinese_numeral_in_a_sentence_is_read_back(number: int, code: str) -> None:
    assert amounts(f"共有{in_chinese(number)}人参加", LOCALES[code]) == [number]


@given(st.integers(0, 10**12), st.sampled_from(sorted(LOCALES)))
def test_digits_in_groups_are_read_back(number: int, code: str) -> None:
    grouped = f"{number:,}"
    forms = [str(number), *(grouped.replace(",", space) for space in " \u00a0\u202f")]
    forms += [grouped] * (code in {"en", "zh_Hans", "zh_Hant"})

    assert [amounts(form, LOCALES[code]) for form in forms] == [[number]] * len(forms)


SCALES = {
    "en": {"million": 10**6, "bn": 10**9, "trillion": 10**12, "thousand": 1000},
    "ru": {"млн": 10**6, "миллиардов": 10**9, "трлн": 10**12, "тыс.": 1000, "тысяч": 1000},
    "kk": {"млн": 10**6, "миллиард": 10**9, "мың": 1000},
    "zh_Hans": {"万": 10**4, "亿": 10**8, "百万": 10**6, "万亿": 10**12, "千": 1000},
    "zh_Hant": {"萬": 10**4, "億": 10**8},
}


@given(st.decimals(0, 999, places=1), st.sampled_from(sorted(SCALES)), st.data())
def test_a_decimal_with_a_scale_is_read_back(decimal, code: str, data: st.DataObject) -> None:
    scale = data.draw(st.sampled_from(sorted(SCALES[code])))
    figures = str(decimal).replace(".", "," if code in {"ru", "kk"} else ".")
    gap = "" if code.startswith("zh") else " "

    found = amounts(f"{figures}{gap}{scale} ", LOCALES[code])

    assert found == [Fraction(decimal) * SCALES[code][scale]]


@given(st.text(alphabet="0123456789 .,-:%$£+/一二百万亿半分之two fiv millon двапятьекімы½X"))
def test_values_stand_in_order_where_they_say(text: str) -> None:
    for locale in LOCALES.values():
        values = read(text, locale)

        assert all(value.text == text[value.start : value.end] for value in values)
        assert all(one.end <= two.start for one, two in pairwise(values))


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1 ", "1 000 ", "one ", "一", "1万", "+1", "半", "1:", "пяти", "XX", "$", "1-"],
)
def test_a_hostile_text_is_read_in_linear_time(unit: str) -> None:
    from time import process_time

    text = unit * (10_000 // len(unit))
    for locale in LOCALES.values():
        started = process_time()
        read(text, locale)

        assert process_time() - started < 0.5


@pytest.mark.parametrize(
    ("text", "decimal", "group", "expected"),
    [
        ("1,234", ".", ",", (1234,)),
        ("1,234", ",", "", (Fraction(617, 500), 1234)),
        ("2.4", ",", "", (Fraction(12, 5),)),
        ("1 234,5", ",", "", (Fraction(2469, 2),)),
        ("1,234,567.5", ".", ",", (Fraction(2469135, 2),)),
        ("1.2.3", ".", ",", ("1.2.3",)),
        ("000", ".", ",", ("000",)),
    ],
)
def test_digits_with_their_marks_are_a_number(
    text: str, decimal: str, group: str, expected: tuple[Amount, ...]
) -> None:
    assert figure(text, decimal, group) == expected


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_read_back(number: int) -> None:
    signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    worth = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    written, rest = "", number
    for sign, one in zip(signs, worth, strict=True):
        written += sign * (rest // one)
        rest %= one

    assert roman(written) == number


def test_what_only_looks_like_a_roman_numeral_is_none() -> None:
    assert [roman(text) for text in ("IIII", "IC", "VX", "", "ХХІ")] == [None] * 4 + [21]


@pytest.mark.parametrize(
    ("source", "code", "target", "expected"),
    [
        ("In 1974, 25 people", "ru", "В 1947 году 25 человек", ([], [], [("1974", "1947")])),
        ("about 300 people", "kk", "адамдар", (["300"], [], [])),
        ("many people", "zh_Hans", "300人", ([], ["300"], [])),
        ("six games", "zh_Hans", "1场比赛", ([], [], [("six", "1")])),
        ("millions of trees", "ru", "миллиарды деревьев", ([], [], [("millions", "миллиарды")])),
        ("30 yards at 3 p.m.", "ru", "27 метров в 15:00", ([], [], [])),
        ("30 yards", "ru", "37 метров", ([], [], [("30 yards", "37 метров")])),
        ("a sunny 80 degrees", "kk", "27 градус", ([], [], [])),
        ("the 1980s and the 90s", "zh_Hans", "上世纪八十年代和1990年代", ([], [], [])),
        ("twins born in June", "zh_Hans", "6月出生的双胞胎", ([], [], [])),
        ("for two decades", "kk", "20 жыл бойы", ([], [], [])),
    ],
)
def test_a_comparison_says_what_is_missing_extra_and_changed(
    source: str,
    code: str,
    target: str,
    expected: tuple[list[str], list[str], list[tuple[str, str]]],
) -> None:
    found = compare(read(source, LOCALES["en"]), read(target, LOCALES[code]))

    assert expected == (
        [value.text for value in found.missing],
        [value.text for value in found.extra],
        [(one.text, two.text) for one, two in found.changed],
    )


@given(st.lists(st.integers(2, 10**7), max_size=4), st.sampled_from(["ru", "kk", "zh_Hans"]))
def test_the_same_numbers_in_another_language_do_not_differ(numbers: list[int], code: str) -> None:
    group = "," if code == "zh_Hans" else "\u00a0"
    source = "; ".join(f"{number:,}" for number in numbers)
    target = "; ".join(f"{number:,}".replace(",", group) for number in numbers)

    assert compare(read(source, LOCALES["en"]), read(target, LOCALES[code])) == SAME


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_another_number_is_one_change(one: int, two: int) -> None:
    source, target = read(f"{one} books", LOCALES["en"]), read(f"{two} книг", LOCALES["ru"])

    assert len(compare(source, target).changed) == (one != two)


def test_money_percentages_and_measures_say_their_units() -> None:
    text = "$5, 300 euros, A$7, 5 per cent, 30 miles, 2 kg"

    found = [(value.kind, value.unit) for value in read(text, LOCALES["en"])]

    assert found == [
        ("money", "USD"),
        ("money", "EUR"),
        ("money", "AUD"),
        ("percent", ""),
        ("measure", "mi"),
        ("measure", "kg"),
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "-5 °C at night, minus six on Friday", [-5, -6]),
        ("en", "5 degrees below zero", [-5]),
        ("en", "a 4-2 win in 2018 -19", [4, 2, 2018, 19]),
        ("ru", "от минус 5 до –10 °C, 7 градусов мороза", [-5, -10, -7]),
        ("ru", "сезон 1998 –2019, Ту-154", [1998, 2019, 154]),
        ("kk", "минус 5 градус, 7 градус аяз", [-5, -7]),
        ("zh_Hans", "零下5度，气温降至-7℃，2-1", [-5, -7, 2, 1]),
    ],
)
def test_a_minus_is_read_and_a_dash_is_none(code: str, text: str, expected: list[Amount]) -> None:
    assert [value.amount for value in read(text, locales.get(code))] == expected


@pytest.mark.parametrize("code", ["en", "ru", "kk", "zh_Hans"])
def test_a_table_of_figures_has_no_values(code: str) -> None:
    locale = locales.get(code)

    assert crowded("1.5, 2; " * 60, locale)
    assert read("1.5, 2; " * 60, locale) == ()
    assert crowded("see " + "1," * 5000 + "1", locale)
    assert read("see " + "1," * 5000 + "1", locale) == ()
    assert not crowded("1.5, 2; " * 40, locale)
    assert len(read("1.5, 2; " * 40, locale)) == 80


def test_a_locale_without_data_has_no_values() -> None:
    assert read("12 arba", replace(LOCALES["en"], code="xx")) == ()


@given(st.sets(st.text("дваух", min_size=1, max_size=5), min_size=1))
def test_a_trie_matches_its_words_and_no_others(words: set[str]) -> None:
    pattern = re.compile(trie.pattern(words))

    assert {word for word in words if pattern.fullmatch(word)} == words
    assert not pattern.fullmatch("двадцать")
