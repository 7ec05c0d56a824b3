"""Checks survive what no editor writes: their time grows no faster than the text.

What a check costs is counted in steps. Nothing in Python sees how often `re` goes back and tries
again, neither `sys.settrace` nor `sys.monitoring`; its time of the processor tells it. A step is
the time that `re` takes to match one character and hand it over, measured beside each check in
the same process, so that a slow or busy machine has slow steps.

Few checks need more than a glance at nonsense. One that takes more than a dozen steps a
character has to show that it is linear: on a quarter of the text a character costs about the
same, and not a quarter, as where work is quadratic. There is a cap on that too. The least of
several rounds counts, for nothing but the machine makes one slower than another.
"""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import in_time

from i18n import locales
from i18n.checks import CHECKS, Scope
from i18n.edits import apply
from i18n.evidence.pair import Article
from i18n.inspector import Inspector, passages
from i18n.model import Brief, Term, Unit

SIZE = 10_000
GLANCE = 12
"""Steps a character, of source and target together, that need no closer look.

The fastest work that is quadratic, a class of characters over and over, takes 28 at this size.
"""

CAP = 400
"""The most that a check may take, with what it is the first to read: 10 kB in a sixth of a second."""

PART, GROWTH = 4, 2.5
"""What part of the text is for comparison, and how much more a character of all may take."""

ROUNDS = 3
LOOKS = (
    ("ru", "both"), ("ru", "source"), ("ru", "target"), ("kk", "target"),
    ("zh_Hans", "both"), ("zh_Hans", "target"),
)  # fmt: skip
LOCALES = ("ru", "kk", "zh_Hans")
PLAIN = {
    "en": "The bank paid 12 million dollars on Monday, 5 May.",
    "ru": "В понедельник, 5 мая, банк выплатил 12 миллионов долларов.",
    "kk": "Банк дүйсенбіде, 5 мамырда 12 миллион доллар төледі.",
    "zh_Hans": "5月5日周一，该银行支付了1200万美元。",
}
TERMS = {
    "ru": Term("bank", ("банк",), ("банка данных",)),
    "kk": Term("bank", ("банк",), ("қор",)),
    "zh_Hans": Term("bank", ("银行",), ("岸",)),
}

PIECES = (
    # letters and words
    "a", "Ж", "қ", "国", "I", "XIV", "IV ", "aа", "a国", "Ж国", "ﬁ", "é", "й", "\u0301", "𝟏𝐀", "ǅ",
    "слово ", "Слово", "қазақша ", "中文 ", "English words ", "a b ", "ABC ", "A.", "U.S. ", "г. ",
    "John Smith ", "ха-", "жан-жан ", "Abc-", "a'", "’s ", "не ", "not ", "n't ", "емес ", "келмеді ", "不",
    # figures
    "9", "1,", "1.1", "1 000 ", "1\xa0000,", "1-", "1-1-1-1 ", "1:", "1/", "1,234.5", "5%", "$1m ",
    "€", "5 млн ", "million ", "twenty-", "hundred and ", "one ", "жүз ", "мың ", "сто ", "一二三",
    "十", "百千万亿", "5万", "第", "1st ", "5-го ", "½", "²", "Ⅷ", "٣", "１", "1e", "5 kg ", "6-foot-",
    # days
    "January ", "May ", "5 мая ", "Monday, ", "в среду ", "жұма ", "周", "星期一", "5月", "2026-", "'90s ",
    # markup
    "[", "]", "[[", "[a](", "![", "(", ")", "()", "{", "{0}", "{{", "<", "<a", "<a b=\"", "</b>", "<!--", "&",
    "&amp;", "*", "*_", "**a", "_", "`", "``` ", "\\", "~", "%", "%s", "%(", "$", "#", "|", "[^1]",
    "a@", "a@a.", "http://", "http://a.", "www.", "a.b/", "://",
    # marks
    ".", "...", "…", "!", "?!", ",", ", ,", ";", ":", "-", "--", "—", " - ", " – ", "·", "/", "。", "，",
    "……", "——", "、", "\"", "'", "\"'", "“", "”“", "“”", "«", "«»", "„“", "「", "《》", "（", "）(", "`'",
    # white space, and what is not seen
    " ", "\xa0", "\u202f", "\u3000", "\t", "\n", " \n", " .", "\u200b", "\u200d", "\u202e", "\ufeff",
    "\xad", "\x00", "\x07", "\x85", "\ufffd", "\ue000", "\ud800", "\udfff\ud800", "\U0010ffff",
    "Ð\x90", "â€", "РёР°", "Ã©", "▁", "@@ ", "<unk>",
)  # fmt: skip
TAIL = "!\n"
"""What does not go on as a repetition does: the end that a pattern looks for in vain."""

NESTED = {
    "round": ("(", ")"),
    "square": ("[", "]"),
    "of both kinds": ("([{", "}])"),
    "quotes": ("«„", "“»"),
    "tags": ("<b>", "</b>"),
    "emphasis": ("*a **b ", "** *"),
    "links": ("[a", "](b)"),
    "Chinese": ("（《", "》）"),
}
LETTERS = "aZЖқёй国一0９½²①Ⅷ1,.:;!?。，、…·-–—'’\"“”«»„「」《》()（）[]{}<>*_`~\\/%$€₸#&@|=+^ \xa0\u200b\u0301\u202e\t\n\r\x00\x85\ufffd\ud800"  # fmt: skip
SCRAPS = st.sampled_from(PIECES + tuple(LETTERS))
TEXTS = st.lists(SCRAPS, max_size=12).map("".join)


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_no_repetition_costs_a_check_more_than_its_budget(piece: str) -> None:
    assert _too_dear(lambda size: (piece * size)[:size], LOOKS) == {}
    assert _too_dear(lambda size: (piece * size)[:size] + TAIL, LOOKS[2:3]) == {}


@pytest.mark.parametrize("kind", NESTED)
def test_no_nesting_costs_a_check_more_than_its_budget(kind: str) -> None:
    opening, closing = NESTED[kind]

    def nested(size: int) -> str:
        depth = size // len(opening + closing)
        return opening * depth + closing * depth

    assert _too_dear(nested, LOOKS) == {}


@pytest.mark.parametrize("piece", ["a", " ", "1,", "слово ", "«(", "中文，", "a@a."])
def test_a_megabyte_comes_to_an_end(piece: str) -> None:
    hostile = (piece * 1_000_000)[:1_000_000]
    locale = "zh_Hans" if "中" in piece else "ru"
    with in_time(120):
        for name, _ in _run(Unit(PLAIN["en"], hostile), locale):
            assert name in CHECKS


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.sampled_from(LOCALES))
def test_no_text_upsets_a_check(texts: list[tuple[str, str]], locale: str) -> None:
    units = [
        Unit(source, target, hints=(f"paragraph 1, sentence {number} of {len(texts)}",))
        for number, (source, target) in enumerate(dict(texts).items(), 1)
    ]

    for finding in Inspector().inspect(units, _brief(locale)):
        unit, problem = finding.unit, finding.problem
        edits = [(edit.start, edit.end) for edit in problem.fix]
        assert problem.message
        assert all(0 <= start <= end <= len(unit.source) for start, end in problem.source)
        assert all(
            0 <= start <= end <= len(unit.target) for start, end in chain(problem.target, edits)
        )
        assert not problem.fix or apply(unit.target, problem.fix) != unit.target


def _too_dear(
    hostile: Callable[[int], str], looks: Iterable[tuple[str, str]]
) -> dict[tuple[str, str, str], list[int]]:
    """The checks that take too many steps, in which locale and side; and how many a character."""
    return {
        (name, locale, side): steps
        for locale, side in looks
        for name, steps in _dear(
            *(_units(hostile(size), locale)[side] for size in (SIZE, SIZE // PART)), locale
        ).items()
    }


def _dear(whole: Unit, part: Unit, locale: str) -> dict[str, list[int]]:
    """Those of one text; what seems too dear is measured again before it is said to be."""
    every = _steps(whole, locale, CHECKS)
    seen = {name for name, steps in every.items() if steps > GLANCE}
    some = _steps(part, locale, seen) if seen else {}
    dear = seen
    for _ in range(ROUNDS):
        dear = {name for name in dear if _too_many(some[name], every[name])}
        if not dear:
            break
        for steps, unit in ((every, whole), (some, part)):
            for name, taken in _steps(unit, locale, seen).items():  # who reads first, stays so
                steps[name] = min(steps[name], taken)
    return {
        name: [round(some[name]), round(every[name])]
        for name in dear
        if _too_many(some[name], every[name])
    }


def _too_many(some: float, every: float) -> bool:
    return every > CAP or (every > GLANCE and every > GROWTH * some)


def _units(hostile: str, locale: str) -> dict[str, Unit]:
    return {
        "both": Unit(hostile, hostile),
        "source": Unit(hostile, PLAIN[locale]),
        "target": Unit(PLAIN["en"], hostile),
    }


def _steps(unit: Unit, locale: str, names: Collection[str]) -> dict[str, float]:
    """What each of these checks takes, in steps a character."""
    taken, before = {}, time.process_time()
    for name, _ in _run(unit, locale, names):
        now = time.process_time()
        taken[name] = now - before
        before = time.process_time()
    step = min(_step() for _ in range(3)) * len(unit.source + unit.target)
    return {name: seconds / step for name, seconds in taken.items()}


def _step() -> float:
    """The seconds of the processor in which a character is matched."""
    start = time.process_time()
    re.findall(r"\w|\W", "a," * 5_000)
    return (time.process_time() - start) / 10_000


def _run(
    unit: Unit, locale: str, names: Collection[str] = CHECKS
) -> Iterator[tuple[str, list[Any]]]:
    """Run each of these checks over an article of one passage of one unit."""
    article = Article([unit], _brief(locale), passages([unit]))
    subjects = {Scope.PASSAGE: article.passages[0], Scope.ARTICLE: article}
    for name, scope, check in _checks():
        if name in names:
            yield name, list(check(subjects.get(scope, article.pairs[0])))


@cache
def _checks() -> tuple[tuple[str, Scope, Callable[..., Any]], ...]:
    """The checks in their order, with all they need loaded."""
    every = Inspector().checks.items()
    found = [(name, scope, check) for scope, checks in every for name, check in checks]
    for locale in LOCALES:
        plain = Article([Unit(PLAIN["en"], PLAIN[locale])], _brief(locale))
        assert list(Inspector().inspect([pair.unit for pair in plain.pairs], plain.brief)) == []
    return tuple(sorted(found, key=lambda one: list(CHECKS).index(one[0])))


@cache
def _brief(locale: str) -> Brief:
    assert locale in locales.known()
    return Brief("en", locale, terms=(TERMS[locale],))
