import pytest

from i18n.evidence.loans import Loans, squeezed, titled
from i18n.model import Term

LOANS = Loans(
    "The U.S. Navy and Beyoncé’s band met at the National Trust.",
    (Term("open source", keep=True), Term("city card", approved=("CityCard", "карта города"))),
)


@pytest.mark.parametrize("word", ["US", "beyonce", "Navy", "OpenSource", "CityCard", "km", "XIV"])
def test_what_the_source_or_a_term_has_may_be_lent(word: str) -> None:
    assert LOANS.has(word)


@pytest.mark.parametrize("word", ["NATO", "Army", "card-holder"])
def test_other_words_may_not(word: str) -> None:
    assert not LOANS.has(word)


def test_an_acronym_may_be_the_initials_of_words_in_a_row() -> None:
    assert LOANS.spells("NT")
    assert not LOANS.spells("NN")


def test_terms_are_kept_in_latin_letters_only() -> None:
    assert LOANS.kept == ("open source", "CityCard")


def test_case_accents_and_marks_do_not_count() -> None:
    assert squeezed("Wi-Fi, São Paulo’s U.N.") == "wifisaopaulosun"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Newport on the Levee", True),
        ("The Phantom of the Opera", True),
        ("at the Opera", False),
        ("The bridge is open", False),
    ],
)
def test_a_title_has_capitals_at_both_ends(words: str, title: bool) -> None:
    assert titled(words.split()) is title
