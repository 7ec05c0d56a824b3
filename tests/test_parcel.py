import pytest

from i18n.dispatch.parcel import pack, unwrap, weight, wrap
from i18n.engines.faults import BadOutput
from i18n.mask import mask
from i18n.styles import STYLES


def passage(*texts: str):
    return tuple(mask(text) for text in texts)


A, B, C = passage("a" * 40, "b" * 40), passage("c" * 60), passage("d" * 20)


def test_whole_passages_are_packed_up_to_the_limit() -> None:
    assert list(pack([A, B, C], 150, 1000)) == [(A, B), (C,)]
    assert list(pack([A, B, C], 100, 1000)) == [(A,), (B, C)]
    assert list(pack([A, B, C], 1000, 1000)) == [(A, B, C)]
    assert list(pack([], 100, 1000)) == []


def test_a_passage_too_long_alone_is_cut_between_sentences() -> None:
    assert list(pack([A, C], 50, 1000)) == [((A[0],),), ((A[1],),), (C,)]
    assert list(pack([B], 10, 1000)) == [(B,)]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_no_parcel_weighs_more_than_the_limit(style) -> None:
    passages = [passage(*["x **y** & `z`"] * n) for n in range(1, 30)]
    for parcel in pack(passages, 300, 1000, style):
        lines = [line for one in parcel for line in one]
        sent = wrap(lines, style, joined=True)

        assert len("\n".join(sent)) <= sum(weight(one, style) for one in parcel) <= 300


LINES = passage("The **rector** spoke.", "Rain (3) in *Almaty* and `code`.", "No markup.")


def test_tokens_are_unique_in_a_parcel_and_come_back_to_their_lines() -> None:
    sent = wrap(LINES, STYLES["braces"], joined=True)

    assert sent == [
        "The {4}rector{5} spoke.",
        "Rain (3) in {6}Almaty{7} and {8}.",
        "No markup.",
    ]
    assert unwrap(LINES, sent, STYLES["braces"]) == [line.text for line in LINES]


@pytest.mark.parametrize(
    ("style", "rector"),
    [
        ("brackets", "The [[4]]rector[[5]] spoke."),
        ("at", "The @@PH4@@rector@@PH5@@ spoke."),
        ("xml", 'The <g id="4">rector</g> spoke.'),
        ("html", 'The <b id="4">rector</b> spoke.'),
    ],
)
def test_every_style_is_opened_as_well(style: str, rector: str) -> None:
    sent = wrap(LINES, STYLES[style], joined=True)

    assert sent[0] == rector
    assert unwrap(LINES, sent, STYLES[style]) == [line.text for line in LINES]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_token_of_another_line_is_seen_in_every_style(style) -> None:
    sent = wrap(LINES, style, joined=True)
    sent[2] += " " + sent[1].partition("and ")[2]

    with pytest.raises(BadOutput):
        unwrap(LINES, sent, style)


@pytest.mark.parametrize(
    "answers",
    [
        ["Ректор {4}выступил.", "Дождь (3) в {6}Алматы{7} и {8}.", "Нет {5}разметки."],
        ["Ректор {4}выступил.", "Дождь (3) в {6}Алматы{7} и {8}.", "Нет разметки."],
        ["{4}Ректор{5} {4}выступил.", "Дождь (3) в {6}Алматы{7} и {8}.", "Нет разметки."],
        ["{4}Ректор{5} выступил.", "Дождь (3) в {6}Алматы{7} и {8}.", " "],
        ["Дождь (3) в {6}Алматы{7} и {8}.", "{4}Ректор{5} выступил.", "Нет разметки."],
    ],
)
def test_a_parcel_with_a_token_out_of_its_line_stays_closed(answers) -> None:
    with pytest.raises(BadOutput):
        unwrap(LINES, answers, STYLES["braces"])


def test_lines_that_travel_alone_have_numbers_of_their_own() -> None:
    sent = wrap(LINES, STYLES["braces"], joined=False)

    assert sent == [line.text for line in LINES]
    assert [
        unwrap([line], [text], STYLES["braces"]) for line, text in zip(LINES, sent, strict=True)
    ] == [[line.text] for line in LINES]


def test_no_parcel_has_more_sentences_than_the_limit() -> None:
    assert list(pack([A, B, C], 1000, 2)) == [(A,), (B, C)]
    assert list(pack([passage("a", "b", "c")], 1000, 2)) == [
        (passage("a", "b"),),
        (passage("c"),),
    ]
