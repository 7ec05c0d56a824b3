"""Mending keeps its promises over what no editor writes, with all the checks there are."""

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.catalog import edit
from i18n.checks import CHECKS
from i18n.evidence.problem import Finding
from i18n.model import Brief, Mark, State, Unit
from workflow.inspection import Inspection, chosen
from workflow.mend import Mended, mend
from workflow.review import approve, dismiss
from workflow.settings import Checks

TARGETS = (
    "Слово", "слово ", "сөз ", "中文", "国", "English ", "12", "1,234", "2.4", "5-ші сынып", "5%", "$5",
    "1990-2000", "г.", "и т. д.", " ", "  ", "\u00a0", " - ", "-", "--", "—", "–", "...", "…", "..",
    "!..", "?", ",", "，", " ,", ".", "。", ":", ";", '"', "'", "«", "»", "„", "“", "”", "「", "」",
    "(", ")", "（", "《", "[", "]", "\u200b", "\xad", "\ufeff", "\u202e", "\u0301", "\n", "\t", "\\ ",
    "<b>", "</b>", '<a href="x">', "</a>", "{0}", "%s", "`a  - b`", "**", "_", "&nbsp;", "🙂",
    "[a](http://a.example/d--e)", "http://a.example/c--d... ", "+7 (727) 250-00-00",
)  # fmt: skip
SOURCES = (
    "Word ",
    "12",
    "1,234",
    "2.4 million",
    '"quoted"',
    "<b>x</b>",
    "{0}",
    "- ",
    "—",
    ".",
    "\n",
)
MARKUP = re.compile(r"</?[a-z][^<>]*>|\{0\}|%s|`[^`]*`|\]\([^)\s]*\)|&nbsp;")


@st.composite
def catalogs(draw: st.DrawFn) -> list[Unit]:
    """Units in every state, some with a finding dismissed, some of one passage."""
    units = []
    for number in range(draw(st.integers(1, 4))):
        source = "".join(draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=6)))
        target = "".join(draw(st.lists(st.sampled_from(TARGETS), max_size=12)))
        hints = draw(st.sampled_from(((), (f"paragraph 1, sentence {number + 1} of 4",))))
        unit = Unit(source, target, f"{number}", hints=hints)
        if draw(st.booleans()) and target.strip():
            unit = approve(unit, "An Editor", "2026-11-24")
        elif draw(st.booleans()) and target:
            mark = Mark("mt", f"google 2026-11-23 {unit.hash}")
            unit = edit(
                unit, fuzzy=True, marks=(mark,), previous=draw(st.sampled_from(("", "old")))
            )
        if draw(st.booleans()):
            unit = dismiss(unit, draw(st.sampled_from(list(CHECKS))), "so")
        units.append(unit)
    return units


@pytest.mark.parametrize("code", ["ru", "kk", "zh_Hans"])
@settings(deadline=None)  # the first example loads all checks and their data
@given(units=catalogs())
def test_mending_comes_to_rest_and_keeps_claims_words_and_markup(
    code: str, units: list[Unit]
) -> None:
    inspection = Inspection(Checks(), chosen(Checks())).of_one_article()

    def inspect(now: Sequence[Unit]) -> Sequence[Finding]:
        return inspection.inspect(now, Brief("en", code))

    after, made = mend(units, inspect)

    assert mend(after, inspect) == (after, ())
    for one in made:
        if all(CHECKS[name].typographic for name in one.checks):
            _only_typography(one)
        else:
            assert one.after.state in {State.DRAFT, State.STALE, State.UNTRANSLATED}
        for value in one.before.marked("mt"):
            assert value.replace(one.before.hash, one.after.hash) in one.after.marked("mt")


def _only_typography(one: Mended) -> None:
    before, after = one.before, one.after
    assert _letters(after.target) == _letters(before.target)
    assert MARKUP.findall(after.target) == MARKUP.findall(before.target)
    assert after.state is before.state or not after.target
    assert [mark.value.replace(before.hash, after.hash) for mark in before.marks] == [
        mark.value for mark in after.marks
    ]


def _letters(text: str) -> str:
    """Letters and digits, those of full width as others, accents aside."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if character.isalnum())
