"""Styles: what engines do to tokens, in tests/corpus/markup, one file a style."""

import cases
import pytest
from cases import Case
from patience import in_time

from i18n import locales
from i18n.mask import MarkupError, Masked, free, join, locate, mask, unmask
from i18n.styles import STYLES, Style

CASES = cases.CORPUS / "markup"


def read(style: str) -> list[Case]:
    path = CASES / f"{style}.txt"
    return list(
        cases.read(path, ("source", "sent", "back"), ("keep", "locale"), ("becomes", "refused"))
    )


ALL = [(style, case) for style in STYLES for case in read(style)]


def opened(masked: Masked, style: Style, back: str, gap: str) -> str:
    """Return the answer with the markup put back, as the dispatch does."""
    texts, numbers = locate(back, masked.start, len(masked.tokens), style)
    return unmask(masked, join(texts, numbers), gap)


@pytest.mark.parametrize(("style", "case"), ALL, ids=[case.place for _, case in ALL])
def test_an_answer_becomes_what_its_case_says(style: str, case: Case) -> None:
    given = case.given
    gap = locales.get(given.get("locale", "ru")).gap
    masked = mask(given["source"], tuple(filter(None, given.get("keep", "").split(", "))))
    assert masked.render(masked.start, STYLES[style]) == given["sent"]

    if case.outcome == "refused":
        with pytest.raises(MarkupError, match=case.value):
            opened(masked, STYLES[style], given["back"], gap)
    else:
        assert opened(masked, STYLES[style], given["back"], gap) == case.value


def test_every_style_has_cases_both_ways_and_every_file_a_style() -> None:
    assert {path.stem for path in CASES.iterdir()} == set(STYLES)
    assert {(style, case.outcome) for style, case in ALL} == {
        (style, outcome) for style in STYLES for outcome in ("becomes", "refused")
    }


@pytest.mark.parametrize(
    "block",
    ["source a\nsent a\nback b", "source a\nbecomes b", "source a\nsource b", "sauce a", "sent"],
)
def test_a_case_that_is_none_is_named(block: str, tmp_path) -> None:
    path = tmp_path / "braces.txt"
    path.write_text(f"# a remark\n{block}\n")

    with pytest.raises(ValueError, match=r"braces.txt:\d"):
        list(cases.read(path, ("source", "sent", "back"), (), ("becomes", "refused")))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize(
    "text",
    [
        "**Rain** in *Almaty* and `code` for {name}.",
        "R & D, 5 < 6 > 4: see [the *list*](u) or <em>a **b**</em> &amp; http://a.kz/?a=1&b=2.",
        'Write `<x id="0"/>` or < x id="1"/> and {2} to @@PH3@@, ph 4@tb.x, **please**.',
        "<em>*crossed</em> over* and `</span>` there",
    ],
)
def test_what_comes_back_as_sent_is_the_source(style: Style, text: str) -> None:
    masked = mask(text)

    assert opened(masked, style, masked.render(masked.start, style), " ") == text


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize(
    "bit",
    ["{", "{ ", "[[", "{1", "@", "@ ", "@@PH", "PH1", "ph1@", "ph1@tb.", "<", "< ", "&lt;", "<x ",
     "<span ", "&amp;lt;span id=&quot;", '<g id="1">', '<span id="1">', "<span>", "</g>", "</span>",
     "<b>", '<x id="1">', "&quot;", "\\{", "　", "&"],
)  # fmt: skip
def test_a_long_answer_is_read_to_its_end(style: Style, bit: str) -> None:
    answer = bit * (80_000 // len(bit))

    with in_time():
        texts, numbers = style.read(answer, range(100))
        first = free([answer], 3)

    assert len(texts) == len(numbers) + 1
    assert 0 <= first < 10_001
