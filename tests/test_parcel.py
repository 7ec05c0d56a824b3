import pytest

from i18n.dispatch.parcel import pack, unwrap, weight, wrap
from i18n.engines.faults import BadOutput
from i18n.mask import mask


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


def test_no_parcel_weighs_more_than_the_limit() -> None:
    passages = [passage(*["x **y** z"] * n) for n in range(1, 30)]
    for parcel in pack(passages, 200, 1000):
        lines = [line for one in parcel for line in one]
        sent = wrap(lines, "braces", joined=True)

        assert len("\n".join(sent)) <= sum(map(weight, parcel)) <= 200


LINES = passage("The **rector** spoke.", "Rain (3) in *Almaty* and `code`.", "No markup.")


def test_tokens_are_unique_in_a_parcel_and_come_back_to_their_lines() -> None:
    sent = wrap(LINES, "braces", joined=True)

    assert sent == [
        "The {4}rector{5} spoke.",
        "Rain (3) in {6}Almaty{7} and {8}.",
        "No markup.",
    ]
    assert unwrap(LINES, sent, "braces") == [line.text for line in LINES]


def test_the_second_style_is_opened_as_well() -> None:
    sent = wrap(LINES, "brackets", joined=True)

    assert sent[0] == "The [[4]]rector[[5]] spoke."
    assert unwrap(LINES, sent, "brackets") == [line.text for line in LINES]


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
        unwrap(LINES, answers, "braces")


def test_lines_that_travel_alone_have_numbers_of_their_own() -> None:
    sent = wrap(LINES, "braces", joined=False)

    assert sent == [line.text for line in LINES]
    assert [unwrap([line], [text], "braces") for line, text in zip(LINES, sent, strict=True)] == [
        [line.text] for line in LINES
    ]


def test_no_parcel_has_more_sentences_than_the_limit() -> None:
    assert list(pack([A, B, C], 1000, 2)) == [(A,), (B, C)]
    assert list(pack([passage("a", "b", "c")], 1000, 2)) == [
        (passage("a", "b"),),
        (passage("c"),),
    ]
