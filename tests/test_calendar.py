"""The calendar: names and dates in the forms that news writes them in."""

import time
import tomllib

import pytest

from i18n import locales
from i18n.values.almanac import DATA
from i18n.values.calendar import names, read


def said(code: str, text: str) -> list[str]:
    """What a text says of days: `2026-5-(5, 7)` for a date, `day 0` for a Monday; `?` if in doubt."""
    found = []
    for one in read(text, locales.get(code)):
        if one.weekday is not None:
            what = f"day {one.weekday}"
        else:
            days = "".join(f"-{day}" for day in one.days)
            what = f"{one.year or ''}:{one.month}{days}"
        found.append(what + ("" if one.certain else "?"))
    return found


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "On Tuesday, 5–7 May 2026", ["day 1", "2026:5-5-7"]),
        ("en", "May 5 and 6, 2018", ["2018:5-5-6"]),
        ("en", "the 5th of May", [":5-5"]),
        ("en", "on Sept. 11, 2001", ["2001:9-11"]),
        ("en", "11/23/2026, 2026-11-23 and 23.11.2026", ["2026:11-23"] * 3),
        ("en", "early May, end of March 2019", [":5", "2019:3"]),
        ("en", "Theresa May said May would go", [":5?", ":5?"]),
        ("en", "March on! They may march.", [":3?"]),
        ("en", "April Ryan asked", [":4?"]),
        ("en", "Saturday Night Live on Black Friday", ["day 5?", "day 4?"]),
        ("en", "The sun sat; Jan wed Mark", [":1?"]),
        ("en", "in May 25% left", [":5"]),
        ("ru", "5–7 мая 2026 года, с 5 по 7 мая", ["2026:5-5-7", ":5-5-7"]),
        ("ru", "в марте, мартовский, к маю, о мае", [":3", ":3", ":5", ":5"]),
        ("ru", "11 сент. 2018, янв.", ["2018:9-11", ":1?"]),
        ("ru", "маяк, майор, мартышка, средства", []),
        ("ru", "в среду, окружающая среда, по воскресеньям", ["day 2", "day 2?", "day 6"]),
        ("kk", "2026 жылғы 23 қарашада", ["2026:11-23"]),
        ("kk", "қыркүйек, қыркүйегі, қыркүйекте, мамырдың 5-і", [":9", ":9", ":9", ":5-5"]),
        ("kk", "сенбі, жексенбіде, бейсенбіден", ["day 5", "day 6", "day 3"]),
        ("kk", "бұл маусымда, 15 маусымда, маусым айында", [":6?", ":6-15", ":6"]),
        ("kk", "Наурызбай, Жұмабек, сенбілік", []),
        ("zh_Hans", "2026年11月23日，9月，九月，5 月 3 日", ["2026:11-23", ":9", ":9", ":5-3"]),
        ("zh_Hans", "上个月，三个月，每周三次，本周一直，一周五天", []),
        ("zh_Hans", "周三、星期三、礼拜三、周日、星期天", ["day 2"] * 3 + ["day 6"] * 2),
        ("zh_Hans", "二〇一八年十二月三十一日", ["2018:12-31"]),
        ("zh_Hans", "週三，禮拜天，5號，5月5號", ["day 2", "day 6", ":5-5"]),
    ],
)  # fmt: skip
def test_days_are_read_as_news_writes_them(code: str, text: str, wanted: list[str]) -> None:
    assert said(code, text) == wanted


@pytest.mark.parametrize("code", ["en", "ru", "kk", "zh_Hans"])
def test_every_month_and_weekday_has_a_name(code: str) -> None:
    rows = tomllib.loads(DATA.read_text("utf-8"))[code.partition("_")[0]]

    assert (len(rows["months"]), len(rows["weekdays"])) == (12, 7)


def test_a_span_is_the_whole_date() -> None:
    text = "Подписан 5 мая 2018 года."

    (day,) = read(text, locales.get("ru"))

    assert (text[day.start : day.end], day.text) == ("5 мая 2018", "мая")


def test_names_stand_where_they_say() -> None:
    text = "В понедельник, 5 мая"

    found = [
        (one.kind, one.number, text[one.start : one.end]) for one in names(text, locales.get("ru"))
    ]

    assert found == [("weekday", 0, "понедельник"), ("month", 5, "мая")]


@pytest.mark.parametrize("code", ["en", "ru", "kk", "zh_Hans"])
@pytest.mark.parametrize(
    "piece",
    [
        "5",
        "5-",
        "5, ",
        "May ",
        "мая",
        "м",
        "9月",
        "周",
        "二〇",
        "5.5.",
        " ",
        "Sept ",
        "12/",
        "жылғы ",
        "сен",
    ],
)
def test_a_text_of_any_length_is_read_in_one_go(code: str, piece: str) -> None:
    start = time.process_time()

    read(piece * 50_000, locales.get(code))

    assert time.process_time() - start < 3
