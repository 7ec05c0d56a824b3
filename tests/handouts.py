"""Handouts for tests of the files for other programs: made up, and of the project's own articles."""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from i18n.model import State
from workflow.exchange.handout import Back, Handout, Line, Returned
from workflow.project import Project

ROOT = Path(__file__).parents[1]

LETTERS = "aЖқ字é🙂“«\\\"'\n\t\r%{}~| *_`[]()!<>&;=+-@/#0\x00\x01\x0c\x1f\x7f\x85\xa0\u00ad\u2011\u2028\u202e\ufeff\ufffe\uffff\ud800"
PHRASES = (
    "**қала**", "[字](https://a.b/?c=d&e=f)", "<em>", "</em>", "<br/>", "*a **b* c**", "{name}",
    "&amp;", "&#13;", "]]>", "<![CDATA[", "-->", "_x0041_", "_x005F_x0041_", "U+0001", "=1+1", "'tis", " ", "\r\n",
    "<script>alert(1)</script>", "tilshi:0123456789ab:0123456789ab;",
)  # fmt: skip
texts = st.lists(st.sampled_from([*LETTERS, *PHRASES]), max_size=12).map("".join)
uids = st.text("0123456789abcdef", min_size=12, max_size=12)
lines = st.builds(
    Line,
    uid=uids,
    base=uids,
    place=texts,
    source=texts,
    target=texts,
    state=st.sampled_from([state for state in State if state != State.UNTRANSLATED]),
    context=texts,
    previous=texts,
    notes=st.lists(texts, max_size=2).map(tuple),
    terms=st.lists(texts, max_size=1).map(tuple),
    found=st.lists(texts, max_size=1).map(tuple),
).map(lambda line: line if line.target else replace(line, state=State.UNTRANSLATED))
handouts = st.builds(
    Handout,
    slug=st.sampled_from(["news", "2026/in the city", "қала;字:%3A"]),
    path=texts,
    source=st.just("en"),
    target=st.sampled_from(["ru", "kk", "zh-Hans", "ar"]),
    lines=st.lists(lines, min_size=1, max_size=4, unique_by=lambda line: line.uid).map(tuple),
    rtl=st.tuples(st.booleans(), st.booleans()),
)

NEWS = Handout(
    slug="news",
    path="articles/news.md",
    source="en",
    target="ru",
    lines=(
        Line(
            "0123456789ab", "aaaaaaaaaaaa", "title", "The rector opened a laboratory",
            "Ректор открыл лабораторию", State.APPROVED,
        ),
        Line(
            "123456789abc", "bbbbbbbbbbbb", "paragraph 1, sentence 1 of 2",
            "It has **12 rooms** and [a library](https://news.example/library?a=1&b=2).",
            "В ней **20 комнат** и [библиотека](https://news.example/library?a=1&b=2).",
            State.DRAFT, notes=("Ask the rector how many",), terms=("library → библиотека",),
            found=("12 is not in the translation",),
        ),
        Line(
            "23456789abcd", "cccccccccccc", "paragraph 1, sentence 2 of 2",
            "Students come from 5 countries.", "Студенты приехали из 4 стран.",
            State.STALE, previous="Students come from 4 countries.",
        ),
        Line(
            "3456789abcde", "dddddddddddd", "paragraph 2, sentence 1 of 1",
            "= R&D <b>costs</b> money", "", State.UNTRANSLATED,
        ),
    ),
)  # fmt: skip


def unchanged(handout: Handout) -> Returned:
    """What comes back of a handout in which nobody wrote anything."""
    backs = (Back(line.uid, line.base, line.target, line.source) for line in handout.lines)
    return Returned(handout.slug, handout.target, tuple(backs))


def changed(returned: Returned, uid: str, **values: str) -> Returned:
    """What comes back when one unit has changed."""
    units = (replace(unit, **values) if unit.uid == uid else unit for unit in returned.units)
    return replace(returned, units=tuple(units))


def of_project() -> list[Handout]:
    """The project's own articles in all its languages."""
    project = Project.find(ROOT)
    found = []
    for locale in project.locales(()):
        for article in project.articles:
            catalog = project.catalog(article, locale)
            rows = (
                Line(
                    u.uid,
                    u.hash,
                    u.context or "text",
                    u.source,
                    u.target,
                    u.state,
                    previous=u.previous,
                )
                for u in catalog.units
                if not u.obsolete
            )
            handout = Handout(
                article.slug, article.path, project.source.tag, locale.tag, tuple(rows)
            )
            found.append(handout)
    return found
