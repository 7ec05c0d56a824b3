import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.memory.difference import Piece, difference


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("He has 5 dogs.", "She has 5 cats.", "-He+She= has 5 -dogs.+cats."),
        ("a big old house", "a small new house", "=a -big old+small new= house"),
        ("two dogs", "two", "=two- dogs"),
        ("大学在阿拉木图开设了实验室。", "大学在北京开设了图书馆。",
         "=大学在-阿拉木图+北京=开设了-实验室+图书馆=。"),
        ("same", "same", "=same"),
        ("", "new", "+new"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_difference_is_by_words_or_characters(old, new, wanted) -> None:
    signs = {"equal": "=", "gone": "-", "come": "+"}

    assert "".join(signs[piece.kind] + piece.text for piece in difference(old, new)) == wanted


TEXT = st.text(st.sampled_from("ab .字词🙂\t"), max_size=20)


@given(TEXT, TEXT)
@settings(deadline=None)
def test_the_pieces_make_both_texts(old, new) -> None:
    pieces: tuple[Piece, ...] = difference(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "come") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_texts_too_long_to_compare_show_where_they_begin_to_differ(monkeypatch) -> None:
    compared = []
    monkeypatch.setattr(
        "i18n.memory.difference.SequenceMatcher", lambda *_, **__: compared.append(1)
    )
    same = "Университет открыл лабораторию. " * 500

    pieces = difference(f"{same}Сегодня {same}конец", f"{same}Вчера, {same}конец")

    assert pieces == (
        Piece("equal", same), Piece("gone", "Сегодня"), Piece("come", "Вчера,"),
        Piece("equal", f" {same}конец"),
    )  # fmt: skip
    assert not compared


def test_a_long_text_put_before_itself_is_told_apart() -> None:
    same = "слово " * 600

    pieces = difference(same, f"{same}и {same}")

    assert "".join(piece.text for piece in pieces if piece.kind != "come") == same
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == f"{same}и {same}"
