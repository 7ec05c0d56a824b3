import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from patience import in_time

from benchmarks.vandal import vandal
from i18n.markup import shape
from i18n.mask import MarkupError, free, join, locate, mask, unmask
from i18n.readings import readings
from i18n.styles import STYLES

PIECES = st.sampled_from(
    ["**", "*", "_", "`", "[", "](u)", "![", "](i.png)", "<em>", "</em>", "<br>", "&amp;", "{0}",
     "[^1]", "\\*", "a@b.kz", "https://x.kz/y", "%s", "~~", "Ж", "қала", "city ", " in ", " ",
     "\u00a0", "。", "城", "(5)", "{7}", "[[3]]", ".", "«", "»", "<", ">", "🙂", '"', "\\"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text('aЖқ字é🙂“«\\"\t%{}[]()<>*_`~| 0')


@settings(max_examples=500)
@given(TEXTS)
@example(" ")
@example("<br> ")
@example("**")
def test_a_mask_comes_off_without_a_trace(text: str) -> None:
    masked = mask(text)

    assert unmask(masked, masked.text) == text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("**Astana**, 5 May", "{0}Astana{1}, 5 May"),
        ("**All of it.**[^1]", "All of it."),
        ("*[All](u)*", "All"),
        ("{name} came", "{0} came"),
        ("{0} came", "{1} came"),
        ("See (0) and {1}, *then* go", "See (0) and {2}, {3}then{4} go"),
        ("Read [`a` and *b*](u).", "Read {0} and {1}b{2}."),
        ("Nothing here.", "Nothing here."),
    ],
)
def test_an_engine_is_sent(text: str, sent: str) -> None:
    assert mask(text).text == sent


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("Это {0}очень{1} важно.", "Это **очень** важно."),
        ("Это { 0 } очень { 1 } важно.", "Это **очень** важно."),
        ("Это {0} очень {1}.", "Это **очень**."),
        ("Это [0]очень[1] важно.", "Это **очень** важно."),
        ("Это ｛０｝очень｛１｝ важно.", "Это **очень** важно."),
        ("Это 【0】очень【1】 важно.", "Это **очень** важно."),
        ("Это {{0}}очень{{1}} важно.", "Это **очень** важно."),
        ("Это (0)очень(1) важно.", "Это **очень** важно."),
        ("Это{0}очень{1}важно.", "Это **очень** важно."),
        ("{0}Очень{1} важно.", "**Очень** важно."),
    ],
)
def test_damage_that_is_mended(answer: str, target: str) -> None:
    assert unmask(mask("This is **very** important."), answer) == target


@pytest.mark.parametrize(
    "answer",
    [
        "Это очень важно.",
        "Это {0}очень важно.",
        "Это {1}очень{0} важно.",
        "Это {0}{1} очень важно.",
        "Это {0}очень{1} и {0} важно.",
        "Это {0}очень{2} важно.",
        "Это {0}очень{1} *важно*.",
        "Это {0}очень{1} <b>важно</b>.",
        "Это {0}очень{1} важно: http://ads.example.",
    ],
)
def test_damage_that_is_refused(answer: str) -> None:
    with pytest.raises(MarkupError, match="markup is not intact"):
        unmask(mask("This is **very** important."), answer)


def test_chinese_has_no_spaces_beside_emphasis_unless_markdown_needs_them() -> None:
    masked = mask("This is **very** important.")

    assert unmask(masked, "这 {0} 非常 {1} 重要。", gap="") == "这**非常**重要。"
    assert unmask(masked, "这{0}“非常”{1}重要。", gap="") == "这 **“非常”** 重要。"


def test_numbers_in_brackets_of_the_text_are_not_taken_for_tokens() -> None:
    assert free(["(0) and [1]", "【3】"], 1) == 2
    assert free(["(0) and [1]", "【3】"], 2) == 4
    assert free(["in (2025)"], 3) == 0


@pytest.mark.parametrize(
    "text",
    ["@@PH0@@", "@ ph0", "РН0@", "ph 0 @ tb.x", '< x id="0"/>', "&lt;span id=0&gt;", "【 ０ 】"],
)
def test_what_any_style_could_take_for_a_token_has_its_number_to_itself(text: str) -> None:
    assert free([f"Write {text} there."], 1) == 1


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("NUST MISIS opened MISIS-2.", "{0} opened {1}-2."),
        ("**MISIS** and misis, MISISes", "{0} and misis, MISISes"),
        ("Go to MISIS", "Go to {0}"),
        ("MISIS大学 and `MISIS`", "{0}大学 and {1}"),
        ("AT&T bought [MISIS Press](u)", "{0} bought {1} Press{2}"),
        ("5G, not 15G", "{0}, not 15G"),
    ],
)
def test_terms_to_keep_are_tokens(text: str, sent: str) -> None:
    assert mask(text, ("MISIS", "NUST MISIS", "AT&T", "5G")).text == sent


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("{0} открыл филиал.", "MISIS открыл филиал."),
        ("Филиал открыл { 0 }.", "Филиал открыл MISIS."),
        ("{0}-тің филиалы ашылды.", "MISIS-тің филиалы ашылды."),
    ],
)
def test_a_term_comes_back_as_it_was(answer: str, target: str) -> None:
    assert unmask(mask("MISIS opened a branch.", ("MISIS",)), answer) == target


def test_chinese_sets_a_term_close() -> None:
    masked = mask("MISIS opened a branch.", ("MISIS",))

    assert unmask(masked, "学院由{0}5月开设。", gap="") == "学院由MISIS5月开设。"


@pytest.mark.parametrize(
    "answer", ["МИСИС открыл филиал.", "{0} открыл {0}.", "{0} (MISIS) открыл филиал."]
)
def test_a_term_lost_or_doubled_is_refused(answer: str) -> None:
    with pytest.raises(MarkupError):
        unmask(mask("MISIS opened a branch.", ("MISIS",)), answer)


def test_two_links_do_not_swap_their_ends() -> None:
    masked = mask("See [rain](a) and [sun](b) here.")

    assert unmask(masked, "Вот {2}солнце{3} и {0}дождь{1}.") == "Вот [солнце](b) и [дождь](a)."
    with pytest.raises(MarkupError, match="mixed up"):
        unmask(masked, "Вот {0}дождь{3} и {2}солнце{1}.")


@settings(max_examples=1000, deadline=None)
@given(TEXTS, st.integers(0, 2**32), st.sampled_from(["", " "]), st.sampled_from(list(STYLES)))
def test_whatever_an_engine_does_markup_is_intact_or_there_is_no_answer(
    text, seed, gap, name
) -> None:
    masked, style = mask(text, ("city", "in")), STYLES[name]
    answer = vandal(masked.render(masked.start, style), name, random.Random(seed))
    texts, numbers = locate(answer, masked.start, len(masked.tokens), style)
    try:
        target = unmask(masked, join(texts, numbers), gap)
    except MarkupError:
        return

    assert shape(target, masked.terms) == shape(text, masked.terms)
    assert readings(target) == readings(text)


@settings(max_examples=500)
@given(TEXTS)
def test_kept_terms_come_off_without_a_trace(text: str) -> None:
    masked = mask(text, ("city", "in", "a@b", "**", "字"))

    assert unmask(masked, masked.text) == text


@pytest.mark.parametrize("bit", ["[", "*a", "MISIS", "MI", "<b>", "`", "[a](", "{0}", "M "])
def test_a_long_text_is_masked_and_unmasked_to_its_end(bit: str) -> None:
    text = bit * (8_000 // len(bit))

    with in_time():
        masked = mask(text, ("MISIS", "M", "MI", "ISIS"))

        assert unmask(masked, masked.text) == text
