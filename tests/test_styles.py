"""Styles: what engines do to tokens, in tests/corpus/markup, one file a style."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from patience import in_time

from i18n import locales
from i18n.mask import MarkupError, Masked, free, join, locate, mask, unmask
from i18n.styles import STYLES, Style

CASES = Path(__file__).parent / "corpus" / "markup"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, how it is sent, how it came back, and what that becomes or why it is refused."""

    place: str
    source: str
    sent: str
    back: str
    outcome: str
    refused: bool
    keep: tuple[str, ...] = ()
    locale: str = "ru"

    @property
    def masked(self) -> Masked:
        return mask(self.source, self.keep)


def cases(style: str) -> Iterator[Case]:
    """Yield the cases of a style; ValueError names the line that is none."""
    text = (CASES / f"{style}.txt").read_text("utf-8")
    row: dict[str, str] = {}
    for number, line in enumerate([*text.split("\n"), ""], 1):
        key, _, value = line.partition(" ")
        value = value.strip()
        place = f"{style}.txt:{number}"
        if not line:
            if row and not row.pop("done", ""):
                raise ValueError(f"{place}: this block ends before it says what becomes of it")
            row = {}
        elif key in {"source", "sent", "back", "keep", "locale"} and key not in row and value:
            row[key] = value
        elif key in {"becomes", "refused"} and value and {"source", "sent", "back"} <= row.keys():
            keep = tuple(row.get("keep", "").split(", ")) if "keep" in row else ()
            yield Case(
                place,
                row["source"],
                row["sent"],
                row.pop("back"),
                value,
                refused=key == "refused",
                keep=keep,
                locale=row.get("locale", "ru"),
            )
            row["done"] = "yes"
        elif key != "#":
            raise ValueError(f"{place}: not a line of a case: {line!r}")


ALL = [(style, case) for style in STYLES for case in cases(style)]


def opened(masked: Masked, style: Style, back: str, gap: str) -> str:
    """Return the answer with the markup put back, as the dispatch does."""
    texts, numbers = locate(back, masked.start, len(masked.tokens), style)
    return unmask(masked, join(texts, numbers), gap)


@pytest.mark.parametrize(("style", "case"), ALL, ids=[case.place for _, case in ALL])
def test_an_answer_becomes_what_its_case_says(style: str, case: Case) -> None:
    gap = locales.get(case.locale).gap
    masked = case.masked
    assert masked.render(masked.start, STYLES[style]) == case.sent

    if case.refused:
        with pytest.raises(MarkupError, match=case.outcome):
            opened(masked, STYLES[style], case.back, gap)
    else:
        assert opened(masked, STYLES[style], case.back, gap) == case.outcome


def test_every_style_has_cases_both_ways_and_every_file_a_style() -> None:
    assert {path.stem for path in CASES.iterdir()} == set(STYLES)
    assert {(style, case.refused) for style, case in ALL} == {
        (style, refused) for style in STYLES for refused in (False, True)
    }


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
