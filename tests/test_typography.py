from dataclasses import replace

import pytest
from checking import inspected, mended
from hypothesis import given
from hypothesis import strategies as st

from i18n import catalog, locales
from i18n.checks import CHECKS
from i18n.edits import Edit, apply
from i18n.inspector import Inspector
from i18n.markup import scan
from i18n.model import Brief, Catalog, Unit
from i18n.readings import readings
from i18n.typography.binding import HARD, bind
from i18n.typography.mending import edits, mend, mend_passage

RU, KK, ZH = map(locales.get, ("ru", "kk", "zh_Hans"))
EVERY = sorted(locales.known())

HOSTILE = st.text(
    st.sampled_from("аЖқi字é5 \u00a0\u3000,.;:!?…—–-()[]<>«»“”„\"'`*_~\\{}%&/\u200b\u00ad\n，。（）"), max_size=40
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from(
        ["слово", "Қала", "学校", "**", "`a  ,b`", "https://x.ru/a,,b", "[я](u)", "<b>", "</b>", "{n}", "...", " - ", "--",
         " , ", "(", ")", "«", "»", "“", "”", "\"", "„", " ", "  ", ",", ".", "?", ":", "…", "—", "5", "5:30", "％", "_", "\u200b",
         "\\*", "&amp;", "word", "，", "。"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
TEXTS = HOSTILE | PIECES


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def markup(text: str) -> object:
    return [text[code.start : code.end] for code in scan(text)], readings(text)


@given(TEXTS, st.sampled_from(EVERY))
def test_mending_twice_changes_nothing_more(text: str, code: str) -> None:
    locale = locales.get(code)

    assert mend(mend(text, locale), locale) == mend(text, locale)


@given(TEXTS, st.sampled_from(EVERY), st.sampled_from(["", "Rain — and snow.", "\u200b\u00ad"]))
def test_mending_changes_no_letter_no_figure_and_no_markup(
    text: str, code: str, source: str
) -> None:
    new = mend(text, locales.get(code), source)

    assert letters(new) == letters(text)
    assert markup(new) == markup(text)


@given(st.lists(TEXTS, max_size=3), st.sampled_from(EVERY))
def test_quotation_marks_of_a_passage_come_to_rest_and_nothing_else_changes(
    texts: list[str], code: str
) -> None:
    locale = locales.get(code)
    new = mend_passage(texts, locale)

    assert mend_passage(new, locale) == new
    assert list(map(markup, new)) == list(map(markup, texts))
    marks = str.maketrans(dict.fromkeys('"“”„‟«»「」『』‘’'))
    assert [text.translate(marks) for text in new] == [text.translate(marks) for text in texts]


@given(TEXTS, st.sampled_from(EVERY))
def test_binding_only_puts_one_kind_of_space_for_another(text: str, code: str) -> None:
    locale = locales.get(code)
    bound = bind(text, locale)

    assert bound.replace(HARD, " ") == text.replace(HARD, " ")
    assert bind(bound, locale) == bound
    assert markup(bound) == markup(text)


@given(TEXTS, st.sampled_from(EVERY))
def test_what_is_published_has_nothing_left_to_mend(text: str, code: str) -> None:
    locale = locales.get(code)
    bound = bind(mend(text, locale), locale)

    assert mend(bound, locale) == bound


def test_an_edit_says_which_rule_it_is_from() -> None:
    assert [(one.edit, one.rule) for one in edits("Он пришёл , и ушёл...", RU)] == [
        (Edit(18, 21, "…"), "three dots for an ellipsis"),
        (Edit(9, 10, ""), "space before a mark"),
    ]


def test_all_that_is_wrong_with_a_draft_is_mended_at_once() -> None:
    assert mend("Он сказал ,что  это - **правда** ...", RU) == "Он сказал, что это — **правда** …"
    assert mend("Ол келді ,бірақ  кеш - түнде...", KK) == "Ол келді, бірақ кеш – түнде…"
    assert mend("他说,这是 **重点** ,不是(WHO)...", ZH) == "他说，这是 **重点**，不是（WHO）……"


def test_a_dash_between_clauses_needs_the_source_for_a_witness() -> None:
    assert mend("他只有一个心愿—和平。", ZH, "He had one wish — peace.") == "他只有一个心愿——和平。"
    assert mend("北京—上海线", ZH, "The Beijing-Shanghai line") == "北京—上海线"


def test_a_term_to_keep_is_kept() -> None:
    assert mend("Журнал Nota Bene...  вышел...", RU, "", ["Nota Bene..."]) == (
        "Журнал Nota Bene... вышел…"
    )


@pytest.mark.parametrize(
    "text",
    [
        "`a  ,b` и https://x.ru/a,,b?c;d",
        '<a href="a  b" title="x ,y">ссылка</a>',
        "[текст](/путь/a...b \"a  b\") и {имя ,x}",
        "Счёт 2-1, время 5:30, версия 2.5.1, 10 000 и 2,5; файл отчёт.v2-1.docx",
        "Тел. +7 (727) 377-11-11",
        "* пункт\n- ещё один",
    ],
)  # fmt: skip
def test_what_is_no_prose_stays(text: str) -> None:
    assert [mend(text, locale) for locale in (RU, KK, ZH)] == [text] * 3


def test_quotation_marks_pair_over_the_sentences_of_a_passage() -> None:
    assert mend_passage(['"Мы пришли.', 'Мы читали "Степь".', 'И ушли", — сказал он.'], RU) == (
        "«Мы пришли.",
        "Мы читали „Степь“.",
        "И ушли», — сказал он.",
    )
    assert mend_passage(['"Мы пришли.', "Мы остались."], RU) == ('"Мы пришли.', "Мы остались.")
    assert mend_passage(['"Біз “Дала” оқыдық", – деді ол.'], KK) == (
        "«Біз “Дала” оқыдық», – деді ол.",
    )
    assert mend_passage(['他说："请进。"'], ZH) == ("他说：“请进。”",)


def test_traditional_chinese_has_corners_for_quotation_marks() -> None:
    hant = replace(ZH, code="zh_Hant", quotes=("「", "」", "『", "』"))

    assert mend_passage(["他說：“請進。”"], hant) == ("他說：「請進。」",)
    assert mend("他說,請進...", hant) == "他說，請進……"


@pytest.mark.parametrize(
    ("locale", "text", "bound"),
    [
        (RU, "Он был в Алматы и с ней.", "Он был в~Алматы и~с~ней."),
        (RU, "Это — то же, что и было бы.", "Это~— то~же, что и~было~бы."),
        (RU, "А. С. Пушкин и Дж. Р. Смит", "А.~С.~Пушкин и~Дж. Р.~Смит"),
        (RU, "№ 5, § 3, 10 кг, 5 %, 10 000 км", "№~5, §~3, 10~кг, 5~%, 10~000~км"),
        (RU, "в 2026 г. и XVIII в., т. е. давно", "в~2026~г. и~XVIII~в., т.~е. давно"),
        (RU, 'Запустите `а в б` на [сайте](/б "в б")', 'Запустите `а в б` на~[сайте](/б "в б")'),
        (RU, "1 234 567 и 12 345, но 1 234", "1~234~567 и~12~345, но 1 234"),
        (KK, "Бұл – 5 кг, 2026 ж. А. Құнанбайұлы", "Бұл~– 5~кг, 2026~ж. А.~Құнанбайұлы"),
        (ZH, "2026 年 5 kg — 好", "2026 年 5 kg — 好"),
    ],
)
def test_lines_do_not_end_where_a_typesetter_would_not_let_them(locale, text, bound) -> None:
    assert bind(text, locale).replace(HARD, "~") == bound


def test_a_no_break_space_survives_a_catalog() -> None:
    unit = Unit("5 kg", "5\u00a0кг")
    written = catalog.write(Catalog("ru", (), (unit,)))

    assert catalog.parse(written, "a.po", "ru").units == (unit,)


@pytest.mark.parametrize("piece", ["(", ")", "« ", " ,", "...", " - ", "\"", "--", "(a)", "字,", "*", "\u200b", " ", "т. ", "в "])  # fmt: skip
def test_ten_thousand_of_anything_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]

    assert [len(letters(mend(text, one))) for one in (RU, KK, ZH)] == [len(letters(text))] * 3


@pytest.mark.parametrize("name", [name for name, row in CHECKS.items() if row.typographic])
def test_what_a_check_has_mended_it_finds_nothing_more_in(name: str) -> None:
    every = list(inspected(name))
    for article in {case.article for case, _ in every}:
        rows = [(case, found) for case, found in every if case.article == article]
        units = [replace(case.unit, target=mended(case.unit, found)) for case, found in rows]
        again = Inspector([name]).inspect(units, Brief("en", rows[0][0].locale))

        assert [one.problem for one in again if one.problem.fix] == []


@given(TEXTS, st.sampled_from(EVERY))
def test_each_check_mends_in_one_go(text: str, code: str) -> None:
    for name in (name for name, row in CHECKS.items() if row.typographic):
        unit, brief = Unit("Rain — and snow.", text), Brief("en", code)
        found = list(Inspector([name]).inspect([unit], brief))
        unit = replace(unit, target=mended(unit, found))
        again = Inspector([name]).inspect([unit], brief)

        assert [one.problem for one in again if one.problem.fix] == []


def test_edits_made_are_what_mend_makes_of_a_text_with_one_fault() -> None:
    text = "Он пришёл , и ушёл."

    assert apply(text, (one.edit for one in edits(text, RU))) == mend(text, RU)
