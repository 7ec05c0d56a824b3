from i18n.engines.terms import pairs
from i18n.model import Term

UNIVERSITY = Term("university", ("университет", "вуз"), forbidden=("институт",))
NAME = Term("Tilshi", keep=True)


def test_a_term_goes_with_the_first_of_its_approved_forms() -> None:
    assert pairs([UNIVERSITY]) == {"university": "университет"}


def test_a_term_to_keep_goes_with_itself() -> None:
    assert pairs([NAME]) == {"Tilshi": "Tilshi"}


def test_what_no_service_takes_is_left_out() -> None:
    odd = [
        Term("no form"),
        Term("two\nlines", ("две строки",)),
        Term("a tab", ("та\tб",)),
        Term("", ("пусто",)),
        Term("long", ("д" * 513,)),
    ]

    assert pairs([*odd, UNIVERSITY]) == {"university": "университет"}


def test_of_two_terms_with_one_source_the_first_counts() -> None:
    assert pairs([UNIVERSITY, Term("university", ("вуз",))]) == {"university": "университет"}
