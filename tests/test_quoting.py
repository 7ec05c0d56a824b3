import pytest
from patience import in_time

from i18n.punctuation import quoting
from i18n.punctuation.quoting import Text


@pytest.mark.parametrize(
    ("prose", "more"),
    [
        ('"We will not wait.', 1),
        ('"We will not wait," he said.', 0),
        ("“We will not wait.", 1),
        ('We will go on," he said.', -1),
        ('She said: "They told me, "Wait.', 2),
        ("He's 5' 6\" tall.", 0),
        ("'We will wait", 1),
        ("That is all.'", -1),
        ("the players' bus, in the '90s", 0),
        ("'A mistake', says the players' coach", 0),
    ],
)
def test_a_quotation_that_goes_on_elsewhere_opens_more_than_it_closes(
    prose: str, more: int
) -> None:
    text = Text(prose, spaced=True)

    assert quoting.surplus(text) + quoting.surplus_of_singles(prose) == more


@pytest.mark.parametrize(
    ("prose", "leans"),
    [
        ("он сказал “да”", ["open", "close"]),
        ("“Дала”ның тілшісі", ["open", ""]),
        ("раз“два“три", ["", ""]),
        ("“Бір”, “екі”.", ["open", "close", "open", "close"]),
    ],
)
def test_a_mark_leans_where_its_neighbours_leave_no_choice(prose: str, leans: list[str]) -> None:
    text = Text(prose, spaced=True)

    assert [text.leans(match.start()) for match in quoting.MARK.finditer(prose)] == leans


def test_spaces_mean_nothing_where_words_are_not_spaced() -> None:
    assert Text("担心“ 新方案", spaced=True).leans(2) == "close"
    assert Text("担心“ 新方案", spaced=False).leans(2) == ""


@pytest.mark.parametrize("bit", ["«", "“", '"', "„“", "'a ", "a”b"])
def test_a_long_text_is_read_in_time(bit: str) -> None:
    text = bit * (10_000 // len(bit))

    with in_time():
        quoting.surplus(Text(text, spaced=True))
        quoting.surplus_of_singles(text)
