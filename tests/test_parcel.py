import pytest

from i18n.dispatch.parcel import pack, unwrap, weight, wrap
from i18n.engines.faults import BadOutput
from i18n.mask import mask
from i18n.styles import STYLES


def passage(*texts: str):
    return tuple(mask(text) for text in texts)


A, B, C = passage("a" * 40, "b" * 40), passage("c" * 60), passage("d" * 20)


def test_whole_passages_are_packed_up_to_the_limit() -> None:
    assert list(pack([A, B, C], 150)) == [(A, B), (C,)]
    assert list(pack([A, B, C], 100)) == [(A,), (B, C)]
    assert list(pack([A, B, C], 1000)) == [(A, B, C)]
    assert list(pack([], 100)) == []


def test_a_passage_too_long_alone_is_cut_between_sentences() -> None:
    assert list(pack([A, C], 50)) == [((A[0],),), ((A[1],),), (C,)]
    assert list(pack([B], 10)) == [(B,)]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_no_parcel_weighs_more_than_the_limit(style) -> None:
    passages = [passage(*["x **y** & `z`"] * n) for n in range(1, 30)]
    for parcel in pack(passages, 300, style):
        lines = [line for one in parcel for line in one]
        sent, _ = wrap(lines, style)

        assert len("\n".join(sent)) <= sum(weight(one, style) for one in parcel) <= 300


LINES = passage("The **rector** spoke.", "Rain (3) in *Almaty* and `code`.", "No markup.")


def test_tokens_are_unique_in_a_parcel_and_come_back_to_their_lines() -> None:
    sent, starts = wrap(LINES, STYLES["braces"])

    assert sent == [
        "The {4}rector{5} spoke.",
        "Rain (3) in {6}Almaty{7} and {8}.",
        "No markup.",
    ]
    assert unwrap(LINES, starts, sent, STYLES["braces"]) == [line.text for line in LINES]


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
    sent, starts = wrap(LINES, STYLES[style])

    assert sent[0] == rector
    assert unwrap(LINES, starts, sent, STYLES[style]) == [line.text for line in LINES]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_token_of_another_line_is_seen_in_every_style(style) -> None:
    sent, starts = wrap(LINES, style)
    sent[2] += " " + sent[1].partition("and ")[2]

    with pytest.raises(BadOutput):
        unwrap(LINES, starts, sent, style)


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
    _, starts = wrap(LINES, STYLES["braces"])

    with pytest.raises(BadOutput):
        unwrap(LINES, starts, answers, STYLES["braces"])
