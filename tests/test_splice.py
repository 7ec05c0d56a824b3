"""Splicing: gaps, line ends and what a translation may not bring along."""

import pytest

from i18n import locales
from i18n.model import Document, Passage, Segment
from i18n.splice import interleave, splice

RU, ZH = locales.get("ru"), locales.get("zh_Hans")
TEXT = "> One\u00a0a.  \n> Two.\tThree <"
DOCUMENT = Document(
    TEXT,
    (Passage("title", 1, 2, 23, (Segment("One\u00a0a.", "\n"), Segment("Two.", "\t"), Segment("Three", ""))),),
)  # fmt: skip


def spliced(words: dict[str, str], locale=RU, **options) -> str:
    def translate(context: str, source: str) -> str | None:
        assert context == "title"
        return words.get(source)

    return splice(
        DOCUMENT,
        translate,
        locale,
        lambda passage, lines, gaps, raw: interleave(lines, gaps),
        **options,
    )


def test_what_has_no_translation_is_copied() -> None:
    assert spliced({"One a.": "One a.", "Two.": "", "Three": " \n "}) == TEXT


def test_a_sentence_without_a_translation_keeps_its_spaces() -> None:
    assert spliced({"Three": "Три"}) == "> One\u00a0a. Two. Три <"
    assert spliced({"One a.": "Раз."}) == "> Раз. Two.\tThree <"


def test_the_gap_is_the_business_of_the_language() -> None:
    words = {"One a.": "一。", "Two.": "二。"}

    assert spliced(words, ZH) == "> 一。二。 Three <"
    assert spliced(words, RU) == "> 一。 二。 Three <"


def test_a_line_break_that_people_see_stays() -> None:
    words = {"One a.": "Раз.", "Two.": "Два."}

    assert spliced(words, breaks=lambda passage, gap: gap == "\n") == "> Раз.\nДва. Three <"


@pytest.mark.parametrize(
    ("translation", "written"),
    [
        ("  Три \n", "Три"),
        ("Три\r\n\r\n \tи\u2028ещё\x0bраз\x85да", "Три и ещё раз да"),
        ("\ufeffТ\x00ри", "Три"),
        ("10\u00a0км", "10\u00a0км"),
    ],
)
def test_a_translation_is_one_line_of_text(translation, written) -> None:
    assert spliced({"Three": translation}) == f"> One\u00a0a. Two. {written} <"
