"""Front matter: what an article says of itself, read whatever is in it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from patience import in_time

from i18n import formats, locales
from i18n.formats.options import Options
from workflow.settings import Markdown
from workflow.site.prose import front
from workflow.site.prose.front import HELD, Front

ALMATY = timezone(timedelta(hours=5))


def read(matter: str) -> Front:
    return front.read(f"---\n{matter}\n---\n\nМәтін.\n", "markdown")


def test_an_article_says_when_by_whom_and_about_what() -> None:
    matter = """
title: Ректор  форум ашты
description: >
  Алматыда
  форум өтті
date: 2026-11-23
updated: 2026-11-24T15:07:00+05:00
embargo: 2026-11-23T09:00:00+05:00
slug: rector-forum
tags: [forum, science, forum]
author: Press office
image: {src: hall.jpg, alt: Зал}
correction: {date: 2026-11-25, text: Саны түзетілді.}
disclosure: {never: Written by hand}
"""

    assert read(matter) == Front(
        title="Ректор форум ашты",
        description="Алматыда форум өтті",
        date="2026-11-23",
        updated="2026-11-24T15:07:00+05:00",
        embargo=datetime(2026, 11, 23, 9, tzinfo=ALMATY),
        slug="rector-forum",
        tags=("forum", "science"),
        author="Press office",
        image="hall.jpg",
        image_alt="Зал",
        correction="Саны түзетілді.",
        correction_date="2026-11-25",
        disclosure="never",
        disclosure_reason="Written by hand",
    )


def test_the_short_ways_to_write_it_are_read_too() -> None:
    matter = "tag: forum， science\nauthors: [Chen, Li]\nimage: hall.jpg\ncorrection: The sum.\ndisclosure: always"

    assert read(matter) == Front(
        tags=("forum", "science"),
        author="Chen, Li",
        image="hall.jpg",
        correction="The sum.",
        disclosure="always",
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-11-23", "2026-11-23"),
        ("'2026-11-23'", "2026-11-23"),
        ("2026-11-23T15:07:00+05:00", "2026-11-23T15:07:00+05:00"),
        ("2026-11-23 15:07:00 +5", "2026-11-23T15:07:00+05:00"),
        ("2026-11-23T15:07:00Z", "2026-11-23T15:07:00+00:00"),
        ("2026-11-23 15:07", "2026-11-23T15:07:00"),
        ("2026-11-23T15:07:00.125-03:30", "2026-11-23T15:07:00-03:30"),
        ("", ""),
        ("~", ""),
    ],
)
def test_a_date_keeps_its_offset(written: str, date: str) -> None:
    said = read(f"date: {written}")

    assert (said.date, said.problems) == (date, ())


@pytest.mark.parametrize(
    "written",
    ["23 November", "2026-13-45", "0000-01-01", "20261123", "2026-11-23T25:00", "[2026]", "9999-12-31",
     "2026-11-23T15:07:00+99:00", "0x" + "f" * 9000, "1" * 9000, "!!python/object:os.system x"],
)  # fmt: skip
def test_a_date_that_is_none_is_said_and_never_invented(written: str) -> None:
    said = read(f"title: News\ndate: {written}")

    assert (said.title, said.date, len(said.problems)) == ("News", "", 1)
    assert "date" in said.problems[0]
    assert len(said.problems[0]) < 150


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-11-23T09:00:00+05:00", datetime(2026, 11, 23, 9, tzinfo=ALMATY)),
        ("2026-11-23T09:00:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("", None),
        ("soon", HELD),
        ("[2026-11-23]", HELD),
        ("2026-13-45", HELD),
    ],
)
def test_an_embargo_that_cannot_be_read_holds_the_article(written, time) -> None:
    said = read(f"embargo: {written}")

    assert said.embargo == time
    assert bool(said.problems) == (time == HELD)


def test_an_embargo_in_what_is_no_yaml_holds_the_article() -> None:
    assert read("title: a: b\nembargo: 2026-11-23").embargo == HELD
    assert read("title: a: b").embargo is None
    assert read("title: a: b").problems


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: x\nembargo: 2026-11-23\n\nText.\n", "+++\nembargo = 2026-11-23\n+++\nText.\n"],
)
def test_an_embargo_in_what_is_no_front_matter_holds_the_article(text: str) -> None:
    said = front.read(text, "markdown")

    assert said == Front(embargo=HELD, problems=said.problems, unread=said.unread)
    assert said.problems == (said.unread,)


def test_a_line_of_dashes_is_no_front_matter() -> None:
    assert front.read("---\n\nText: as it is.\n", "markdown") == Front()


@pytest.mark.parametrize(
    "matter",
    [
        "tags: {a: 1}",
        "tags: [[a]]",
        "title: [a]",
        "author: {name: Chen}",
        "correction: [1]",
        "disclosure: no",
        "disclosure: {never: }",
        "disclosure: {always: x, never: y}",
    ],
)
def test_what_cannot_be_read_is_a_problem_and_nothing_else(matter: str) -> None:
    said = read(matter)

    assert said == Front(problems=said.problems)
    assert said.problems


HOSTILE = [
    "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\ntitle: *c\ntags: *c",
    "title: &a [*a]",
    "? [a, b]\n: c\ntitle: x",
    "title: " + "[" * 3000,
    "- a\n- b",
    "just text",
    'title: "\\ud800\\u0000\\uFFFE"',
    "title: !!binary x\ndate: !!int x\ntags: !!set {a, b}",
    "<<: {title: x}\ntitle: ~",
    "title: 'x\ndate: y",
    "\ttitle: x",
    "title: a\n...\nembargo: b",
    "date: 1:2:3\nembargo: 190:20:30\nimage: 1.5e999\nslug: ../../etc",
]


@pytest.mark.parametrize("matter", HOSTILE)
def test_hostile_yaml_is_read_without_harm(matter: str) -> None:
    said = read(matter)

    for text in (said.title, said.description, said.slug, said.image, *said.tags, *said.problems):
        assert text.encode() == text.strip().encode()
        assert len(text) < 4000


@given(st.text("ab:-[]{}&*!|>'\"%@`#,?\n \t0\\<~", max_size=60))
def test_any_text_is_read(matter: str) -> None:
    read(matter)
    read(f"embargo: {matter}")


def parsed(text: str) -> str:
    tokens = MarkdownIt("commonmark").use(front_matter_plugin).parse(text)
    return tokens[0].content if tokens and tokens[0].type == "front_matter" else ""


LINES = ["---", "----", "--", "...", " ---", "    ---", "\t---", "--- ", "...\t", " ...", "---x",
         "a: b", "", " ", "-", "- a", "# t"]  # fmt: skip


@given(
    st.sampled_from(["---", "----", "--- x", " ---"]), st.lists(st.sampled_from(LINES), max_size=8)
)
def test_front_matter_ends_where_extraction_says_so(first: str, lines: list[str]) -> None:
    text = "\n".join((first, *lines))

    assert front.split(text)[0].strip("\n") == parsed(text).strip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "-" * 200_000,
        "---\n" + "-- \n" * 50_000,
        "+++ \n" * 50_000,
        "---\n" + "a: &a\n" * 30_000 + "---",
        "---\n" + "[" * 100_000 + "\n---",
    ],
)
def test_hostile_front_matter_takes_no_longer_than_its_length(text: str) -> None:
    with in_time(10):
        front.read(text, "markdown")
        front.split(text)


@pytest.mark.parametrize("form", ["text", "html", ""])
def test_other_formats_have_none(form: str) -> None:
    assert front.read("---\ntitle: News\n---\n", form) == Front()


_KEYS = st.sampled_from(["title", "tags", "date", "author", "image", "embargo", "disclosure"])
_PIECES = st.sampled_from(
    [*"aЯқ科1 ,:#-?'\"[]{}&*!|>%@`\\.~\u00a0\u2028\ufeff\t🙂", ", ", ": ", " #", "null", "Null"]
)
_WORDS = st.lists(_PIECES, max_size=5).map("".join)
_VALUES = st.one_of(
    _WORDS,
    _WORDS.map('"{}"'.format),
    _WORDS.map("'{}'".format),
    st.lists(_WORDS, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
)


@given(st.lists(st.tuples(_KEYS, _VALUES).map(": ".join), min_size=1, max_size=3))
def test_what_is_read_at_one_stroke_is_what_yaml_says(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "---", ""])
    quick = front._read(text, "markdown")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front, "_lines", lambda matter: None)

        assert front._read(text, "markdown") == quick


def test_front_matter_of_one_line_for_each_value_needs_no_parser() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr("yaml.compose")
        said = front._read(
            '---\ntitle: "Форум: день 1"\ntags: [наука, вода]\ndate: 2026-11-23\n---\n', "markdown"
        )

    assert (said.title, said.tags, said.date) == ("Форум: день 1", ("наука", "вода"), "2026-11-23")


def test_toml_between_pluses_is_not_text() -> None:
    assert front.split("+++\ntitle = 'x'\n+++\nText.\n") == ("", "Text.\n")


def test_corrections_and_alternative_texts_are_translated_by_default() -> None:
    text = (
        "---\nimage: {src: hall.jpg, alt: The hall}\n"
        "correction:\n  date: 2026-11-25\n  text: The sum was wrong.\n---\n"
    )
    form = formats.for_path("articles/news.md")
    assert form is not None

    parsed = form.parse(text, "articles/news.md", locales.get("en"), Options())

    assert [one.segments[0].text for one in parsed.passages] == ["The hall", "The sum was wrong."]
    assert Options().front_matter == Markdown().front_matter


@pytest.mark.parametrize("written", ["never (by law)", "{never: by law}", '"never(by law)"'])
def test_never_has_its_reason_beside_it(written: str) -> None:
    said = read(f"disclosure: {written}")

    assert (said.disclosure, said.disclosure_reason, said.problems) == ("never", "by law", ())


def test_never_without_a_reason_is_said() -> None:
    assert read("disclosure: never").problems == (
        "disclosure: never has no reason, and changes nothing without",
    )
