import pytest
from patience import in_time

from i18n.readings import readings


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Plain words.", "Простые слова."),
        ("**a** [b](u) `c`", "[б](u) **а** `c`"),
        ("[this][ref] and [that]", "[это][ref] и [то]"),
        ("![a *view*](v.png)", "![*вид*](v.png)"),
    ],
)
def test_words_may_change_and_move(source: str, target: str) -> None:
    assert readings(source) == readings(target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("**a** b", "** а ** б"),
        ("*a* [b](u)", "[*а* б](u)"),
        ("`a` b", "`а` б"),
        ("[a](u)", "[а](v)"),
        ("a <br> b", "а б"),
        ("*foo [bar* baz]", "*foo [bar * baz]"),
        ("[*a][r]*", "[*а*][r]"),
    ],
)
def test_markup_may_not(source: str, target: str) -> None:
    assert readings(source) != readings(target)


@pytest.mark.parametrize("bit", ["[", "![", "*a ", "`", "<a ", "[a][", "](", "\\", "_a*"])
def test_a_long_text_is_read_to_its_end(bit: str) -> None:
    with in_time():
        both = readings(bit * (8_000 // len(bit)))

    assert len(both) == 2
