"""A property made once is made when it is asked for, and never again."""

from i18n.once import Once, once


class Line:
    def __init__(self, text: str) -> None:
        self.text = text
        self.made = 0

    @once
    def words(self) -> list[str]:
        """The words of the line."""
        self.made += 1
        return self.text.split()


def test_it_is_made_when_it_is_asked_for_and_kept() -> None:
    line = Line("Банк закрылся в мае")

    assert line.made == 0
    assert line.words == ["Банк", "закрылся", "в", "мае"]
    assert line.words is line.words
    assert line.made == 1


def test_each_object_has_its_own() -> None:
    one, other = Line("one"), Line("two words")

    assert (one.words, other.words) == (["one"], ["two", "words"])


def test_the_class_shows_what_it_is() -> None:
    assert isinstance(Line.words, Once)
    assert Line.words.__doc__ == "The words of the line."
