from hypothesis import given
from hypothesis import strategies as st

from i18n.evidence.patterns import anywhere, lines, small, words


def test_words_are_found_whole_and_ends_at_the_end() -> None:
    pattern = words(lines("\nnot\nno(?:ne)?\n-n't\n"))

    assert pattern.findall("nobody knows: not one, none, doesn't, n'the") == ["not", "none", "n't"]


def test_a_list_may_be_of_ends_alone_or_empty() -> None:
    assert words(["-ма(?<=лма)й"]).findall("алмай май келмей") == ["май"]
    assert words([]).findall("алмай") == []
    assert anywhere([]).findall("不") == []


def test_text_without_spaces_is_searched_anywhere() -> None:
    assert anywhere(["没有", "不"]).findall("他不来，也没有说") == ["不", "没有"]


def test_small_letters_have_one_apostrophe() -> None:
    assert small("Don’t ASK Құт") == "don't ask құт"


@given(st.text(alphabet="aЖқ字é🙂İß“’ʼ ") | st.text())
def test_small_letters_stand_where_the_large_stood(text: str) -> None:
    assert len(small(text)) == len(text)
