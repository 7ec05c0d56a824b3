import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import Place, UserError
from i18n.formats import frontmatter
from i18n.formats.frontmatter import STRING, Value, encode, values

POST = """\
title: От Урумчи до Москвы 🙂 # the headline
date: 2026-11-23
draft: true
"quoted key": 'It''s a "trip"'   # keep
description: "A \\"long\\" way \\
  home — 🙂"
tags: [студент, "a, b", 2026, поезд]
seo: {title: Short one, index: yes}
summary: >-  # folded
  One line
  and one more

  🙂

authors:
  - name: Айгүл
    bio: |2
        Writes.
       Reads.


  - name: |+
      Bolat

slug: &slug from-here
link: *slug
kind: !post news
empty:
blank: "  "
long: spread
  over two

  lines
"""
KEYS = {
    *("title", "date", "draft", "quoted key", "description", "tags", "seo.title", "seo.index"),
    *("summary", "authors.name", "authors.bio", "slug", "link", "kind", "empty", "blank", "long"),
}
NASTY = [
    *("a: b", "a #b", "#b", '"so"', "it's", "'", '"', "- item", "-", "---", "--- a", "...", "? a"),
    *("yes", "No", "y", "null", "~", "2026-11-23", "12", "1e3", "0o7", ".5", "=", "<<", "a:"),
    *("🙂 жаңа 字", "C:\\new\\table", "a\tb", "a\u0085b", "a\u2028b", "a\n\nb\r\n", " a ", "\ufeffa"),
    *("a\x00\x07\x7fb", "[a]", "{a}", "a, b", "a]", "a}", "&a", "*a", "!a", "|", "> a", "%a", "@a"),
    *("`a`", "a\u00a0b", "字:字", "a:b", ":a", "a 'b' \"c\"", "«Да», — сказал он: «Нет» #1", "\\"),
    *("длинно " * 300, "{{ a }}", "a?", "?a", "\u200fא", "字" * 1100, "!", "|-", "true", "a - b"),
]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_value_is_where_it_stands(newline, mark) -> None:
    text = mark + POST.replace("\n", newline)

    found = [
        (v.key, v.line, text[v.start : v.end].replace(newline, "\n"), v.prose, v.syntax)
        for v in values(text, KEYS)
    ]

    assert found == [
        ("title", 1, *["От Урумчи до Москвы 🙂"] * 2, "yaml-plain"),
        ("quoted key", 4, "'It''s a \"trip\"'", 'It\'s a "trip"', "yaml-single"),
        ("description", 5, '"A \\"long\\" way \\\n  home — 🙂"', 'A "long" way home — 🙂', "yaml-double"),
        ("tags", 7, "студент", "студент", "yaml-plain"),
        ("tags", 7, '"a, b"', "a, b", "yaml-double"),
        ("tags", 7, "поезд", "поезд", "yaml-plain"),
        ("seo.title", 8, "Short one", "Short one", "yaml-plain"),
        ("summary", 9, ">-  # folded\n  One line\n  and one more\n\n  🙂", "One line and one more\n🙂", "yaml-folded"),
        ("authors.name", 16, "Айгүл", "Айгүл", "yaml-plain"),
        ("authors.bio", 17, "|2\n        Writes.\n       Reads.", "  Writes.\n Reads.\n", "yaml-literal"),
        ("authors.name", 22, "|+\n      Bolat", "Bolat\n\n", "yaml-literal"),
        ("long", 30, "spread\n  over two\n\n  lines", "spread over two\nlines", "yaml-plain"),
    ]  # fmt: skip


def test_only_the_keys_asked_for_are_values() -> None:
    assert values("title: One\nlead: Two\n", {"lead"}) == [
        Value("lead", 17, 20, 2, "Two", "yaml-plain")
    ]
    assert values("", KEYS) == []
    assert values("- title: One", {"title"}) == [Value("title", 9, 12, 1, "One", "yaml-plain")]


def test_what_an_alias_repeats_is_left_alone() -> None:
    text = "a: &a\n  title: One\nb: *a\nc: {<<: *a, title: Two}\n"

    assert [v.prose for v in values(text, {"a.title", "b.title", "c.title"})] == ["Two"]


def test_white_space_that_only_yaml_1_1_takes_for_line_ends_stays_in_its_value() -> None:
    text = "title: one\u2028two\nlead: three\u0085four\n"

    assert [(text[v.start : v.end], v.line) for v in values(text, KEYS | {"lead"})] == [
        ("one\u2028two", 1),
        ("three\u0085four", 2),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: One\nlead: a: b", 2),
        ('title: "One\nlead: Two', 2),
        ("🙂: One\ntitle: \x07", 2),
        ("title: *b", 1),
        ("title: " + "[" * 500, 0),
        ("title: One\n--- two\n", 2),
    ],
)
def test_front_matter_that_is_not_yaml_says_where(text, line) -> None:
    with pytest.raises(UserError, match="the front matter is not YAML") as caught:
        values(text, KEYS)

    assert caught.value.at == Place("", line)
    assert "mend the front matter" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "theme: {{ site.theme }} dark\n",
        "title: {{ page.title }} in brief\n",
        "kk:\n\ttitle: Жаңалық\n",
        "other: a: b\n",
    ],
)
def test_what_is_not_yaml_has_no_values_where_no_key_but_of_a_template_is_wanted(text) -> None:
    assert values(text, KEYS - {"kk.title"}) == []


@pytest.mark.parametrize(
    ("prose", "syntax", "raw", "expected"),
    [
        ("Из Урумчи, в Москву", "yaml-plain", "One, two", "Из Урумчи, в Москву"),
        ("Из Урумчи, в Москву", "yaml-plain", "One", '"Из Урумчи, в Москву"'),
        ("Это она", "yaml-plain", "One", "Это она"),
        ("Это: она", "yaml-plain", "One", '"Это: она"'),
        ("It's", "yaml-single", "'One'", "'It''s'"),
        ('a\\b "c" \x07', "yaml-double", '"One"', '"a\\\\b \\"c\\" \\u0007"'),
        ("Раз\nдва", "yaml-folded", ">- # note\r\n   One\r\n   two", ">- # note\r\n   Раз два"),
        ("Раз", "yaml-literal", "|4+\n      One\n     two", "|+\n     Раз"),
        ("Раз\x07", "yaml-literal", "| # note\n  One", '"Раз\\u0007" # note'),
        ("10\u00a0км", "yaml-plain", "One", '"10\u00a0км"'),
        ("в\u00a0Москву", "yaml-plain", "One", "в\u00a0Москву"),
    ],
)
def test_a_value_is_written_in_the_style_of_the_old(prose, syntax, raw, expected) -> None:
    assert encode(prose, syntax, raw) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("prose", NASTY, ids=lambda prose: prose[:20].encode("unicode_escape"))
def test_no_value_breaks_the_rest(prose, newline) -> None:
    splice_every_value(POST.replace("\n", newline), prose)


ENTRIES = [
    *("a: |\n  x\n", "a: >-\n\n    x\n    y\n   \n", "a: |-\n  x\n     \n  \n", "a:\n  x\n  y\n"),
    *("a: [x\n , y]\n", "a:\n- x\n- 'y'\n", "a:\n- - x\n", "a: {a: x}\n", "a: [[\nx\n]]\n"),
    *("a: 'x\n\n  y'\n", "a: [a: x]\n", 'a: {"a":"x"}\n', "a: x\n\n  #c\n", "? a\n: x # c\n"),
    *("a: |+\n x\n\n", "a: >\n  x\n\n   y\n  \n", "a: x\n"),
]  # fmt: skip


@given(
    st.text(alphabet="aЖқ字é🙂“« \\\"\n\t\r\u2028\u0085\u00a0%{}[],~|>:#-?&*!'@`.1yn")
    | st.sampled_from(NASTY),
    st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=3),
)
def test_whatever_stands_around_a_value_stays(prose, entries) -> None:
    splice_every_value("".join(entries), prose)


def splice_every_value(text: str, prose: str) -> None:
    """Replace each value, one at a time: it becomes the prose, all others stay."""
    said = re.sub("[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+", " ", prose).strip(" ")
    before = leaves(yaml.compose(text, Loader=yaml.CSafeLoader))
    for value in values(text, KEYS | {"a", "a.a"}):
        raw = encode(prose, value.syntax, text[value.start : value.end])
        spliced = text[: value.start] + raw + text[value.end :]
        at = [start for start, *_ in before].index(value.start)
        expected = [leaf[1:] for leaf in before]
        expected[at] = (STRING, said)

        for loader in (yaml.SafeLoader, yaml.CSafeLoader):
            found = [leaf[1:] for leaf in leaves(yaml.compose(spliced, Loader=loader))]
            if value.syntax in {"yaml-literal", "yaml-folded"}:
                found[at] = (found[at][0], found[at][1].rstrip("\n"))
            assert found == expected


def leaves(node: yaml.Node) -> list[tuple[int, str, str]]:
    """Return where each scalar stands, its tag and its value, keys included."""
    if isinstance(node, yaml.ScalarNode):
        return [(node.start_mark.index, node.tag, node.value)]
    parts = [p for pair in node.value for p in (pair if isinstance(pair, tuple) else [pair])]
    return [leaf for part in parts for leaf in leaves(part)]


_MARKS = st.sampled_from([*"aЯқ科1 ,:#-?'\"[]{}&*!|>%@`.~", ", ", ": ", " #", "\u00a0", "«", "—"])
_PROSE = st.lists(_MARKS, min_size=1, max_size=8).map("".join).map(str.strip)


@given(_PROSE)
def test_what_is_told_to_need_no_quotes_reads_the_same_without(prose: str) -> None:
    if frontmatter.UNBRACKETED.fullmatch(prose) and not frontmatter.ODD.match(prose):
        assert frontmatter._reads(f"- {prose}") == prose
