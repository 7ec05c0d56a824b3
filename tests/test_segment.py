"""Segmentation: nothing is lost, and sentences end where people end them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import in_time

from i18n import locales
from i18n.model import Segment
from i18n.segment import breaks, cut, segment

CASES = Path(__file__).parent / "corpus" / "segment"
TEXTS = st.text(
    alphabet=st.sampled_from(
        "aBzЖқ字あé5.!?…。！？,;:—-–\"'“”‘’«»「」()（）[]"
        " \t\r\n\u00a0\u2028\u2029\u3000\x1c\u0085🙂é\ue000\ue001\ue002"
    )
)


def cases() -> list[tuple[str, str]]:
    """Return every case of every language, and fail on a language that has none."""
    return [
        (code, line)
        for code in locales.known()
        for line in (CASES / f"{code}.txt").read_text("utf-8").split("\n")
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("code", "line"), cases())
def test_sentences_end_where_people_end_them(code: str, line: str) -> None:
    locale = locales.get(code)
    sentences = line.split(" ‖ ")

    found = [part.text for part in segment(locale.gap.join(sentences), locale)]

    assert found == sentences


@settings(deadline=None)
@given(TEXTS)
def test_segments_join_back_to_the_prose(prose: str) -> None:
    for locale in locales.known().values():
        assert "".join(s.text + s.gap for s in segment(prose, locale)) == prose


@settings(deadline=None)
@given(TEXTS)
def test_a_segment_is_not_blank_and_a_gap_is(prose: str) -> None:
    for locale in locales.known().values():
        segments = segment(prose, locale)

        assert all(s.text.strip() for s in segments) or not prose.strip()
        assert not "".join(s.gap for s in segments).strip()


@settings(deadline=None)
@given(TEXTS)
def test_only_the_first_segment_starts_with_white_space(prose: str) -> None:
    for locale in locales.known().values():
        assert not any(s.text[:1].isspace() for s in segment(prose, locale)[1:])


@settings(deadline=None)
@given(TEXTS)
def test_abbreviations_of_a_newsroom_lose_nothing_either(prose: str) -> None:
    locale = locales.with_abbreviations(locales.get("en"), ["aB.", "", "."])

    assert "".join(s.text + s.gap for s in segment(prose, locale)) == prose


def test_white_space_before_the_first_sentence_stays_in_it() -> None:
    english = locales.get("en")

    assert segment(" \tOne.\u2028 Two.\r\n", english) == (
        Segment(" \tOne.", "\u2028 "),
        Segment("Two.", "\r\n"),
    )
    assert segment(" \n", english) == (Segment("", " \n"),)
    assert segment("", english) == ()


def test_no_gap_stands_between_chinese_sentences() -> None:
    assert segment("结果很好。我们很高兴。", locales.get("zh_Hans")) == (
        Segment("结果很好。", ""),
        Segment("我们很高兴。", ""),
    )


def masked(text: str) -> str:
    """Return the text as formats mask it: { opens, } closes and # is opaque."""
    return text.translate(str.maketrans("{}#", "\ue000\ue001\ue002"))


@pytest.mark.parametrize(
    ("prose", "mask", "texts"),
    [
        (
            "**It works.** *We* saw `a. B` there.",
            "{{It works.}} {We} saw ###### there.",
            ["**It works.**", "*We* saw `a. B` there."],
        ),
        (
            "See [the site](//a.b). `Code` is there.",
            "See {the site}#######. ###### is there.",
            ["See [the site](//a.b).", "`Code` is there."],
        ),
        (
            "It is light.[^1] **Dr**. Kim agrees.",
            "It is light.#### {{Dr}}. Kim agrees.",
            ["It is light.[^1]", "**Dr**. Kim agrees."],
        ),
        ("[It works.](//a.b) Now.", "{It works.}####### Now.", ["[It works.](//a.b)", "Now."]),
        ("Use `a`.`b` now.", "Use ###.### now.", ["Use `a`.`b` now."]),
    ],
)
def test_markup_is_seen_through(prose: str, mask: str, texts: list[str]) -> None:
    found = breaks(masked(mask), locales.get("en"))

    assert [s.text for s in cut(prose, found)] == texts


@pytest.mark.parametrize("mark", ["“…”", '"…"', "«…»", "„…“", "‘…’", "「…」", "(…)", "（…）"])
def test_a_short_quotation_stays_whole_whatever_its_marks(mark: str) -> None:
    quotation = mark.replace("…", "It works. We know.")

    found = [s.text for s in segment(f"He said {quotation} and left.", locales.get("en"))]

    assert found == [f"He said {quotation} and left."]


def test_marks_that_never_close_keep_nothing_together() -> None:
    found = [s.text for s in segment("He said: “It works. We know. (All of us.", locales.get("en"))]

    assert found == ["He said: “It works.", "We know.", "(All of us."]


def test_a_long_quotation_is_cut_at_its_sentences() -> None:
    sentence = "We will build the new laboratory in spring."
    prose = f"She said: “{sentence} {sentence} {sentence}” Nobody asked why."

    found = [s.text for s in segment(prose, locales.get("en"))]

    assert found == [f"She said: “{sentence}", sentence, f"{sentence}”", "Nobody asked why."]


@pytest.mark.parametrize(
    "part",
    ["a", ".", ". ", "a. ", "A. ", '"', "“", "“”", "'", "(", ")(", "。", "。“", "! ", "字。", " "],
)
def test_a_megabyte_on_one_line_is_read_to_its_end(part: str) -> None:
    prose = part * (1_000_000 // len(part))

    with in_time(120):
        segments = segment(prose, locales.get("en"))

    assert "".join(s.text + s.gap for s in segments) == prose


FIELDS = {"en": "en", "ru": "ru", "kk": "kk", "zh_Hans": "zh"}


def documents(news: list[dict[str, Any]], code: str) -> list[list[str]]:
    """Return the lines of each article; a line is a sentence, or now and then two."""
    parts = [[" ".join(s[FIELDS[code]].split()) for s in article["segments"]] for article in news]
    return [[part for part in article if part] for article in parts]


def ends(parts: list[str], gap: str) -> list[int]:
    """Return where each part but the last ends when they are joined."""
    return [len(gap.join(parts[:index])) for index in range(1, len(parts))]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("code", "precision", "recall"),
    [("en", 0.998, 0.998), ("ru", 0.957, 0.997), ("kk", 0.968, 0.998), ("zh_Hans", 0.951, 0.95)],
)
def test_news_is_cut_at_least_as_well_as_by_the_best_library(
    news: list[dict[str, Any]], code: str, precision: float, recall: float
) -> None:
    """The bars are the best library's on the same lines: see benchmarks/segmentation.py."""
    locale = locales.get(code)
    found = right = expected = recalled = 0
    for parts in documents(news, code):
        gold = dict(zip(ends(parts, locale.gap), parts, strict=False))
        terminal = {
            end for end, part in gold.items() if part.rstrip("'\"’”“»)）」』]")[-1:] in ".!?…。！？"
        }
        ours = {end for end, _ in breaks(locale.gap.join(parts), locale)}
        found, right = found + len(ours), right + len(ours & gold.keys())
        expected, recalled = expected + len(terminal), recalled + len(ours & terminal)

    assert right / found >= precision
    assert recalled / expected >= recall
