"""Change triage: typography keeps an approval, figures, negations and names are named."""

import pytest

from i18n import locales
from i18n.change import describe, meaning

EN = locales.get("en")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The board met, and voted.", "The board met and voted."),
        ('He said "yes".', "He said “yes”."),
        ("It's new.", "It’s new."),
        ("pages 10-20", "pages 10–20"),
        ("Wait... what?", "Wait… what?"),
        ("at 5 km", "at 5\u00a0km"),
        ("a long - very long - day", "a long — very long — day"),
        ("well-known", "well\u2011known"),
    ],
)
def test_typography_is_no_change_of_meaning(old: str, new: str) -> None:
    assert meaning(old) == meaning(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It rose 5 %.", "It rose −5 %."),
        ("It cost 1,000.", "It cost 1.000."),
        ("He came.", "He came?"),
        ("a minister", "a Minister"),
        ("now here", "nowhere"),
        ("the new rule", "the **new** rule"),
        ("5 $", "5 €"),
        ("It is.", "It isn't."),
    ],
)
def test_all_else_is(old: str, new: str) -> None:
    assert meaning(old) != meaning(new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("It has 5 halls.", "It has 6 halls.", "number 5 → 6"),
        ("It has halls.", "It has 6 halls.", "number added: 6"),
        ("It was 5 °C.", "It was −5 °C.", "number 5 → -5"),
        ("They will sign it.", "They will not sign it.", '"not" added'),
        ("They do sign it.", "They don’t sign it.", '"don\'t" added'),
        ("It came without a licence.", "It came with a licence.", '"without" taken out'),
        ("It met in Astana today.", "It met in Almaty today.", "name Astana → Almaty"),
        ("NUST signed.", "MISIS signed.", "name NUST → MISIS"),
        ("It met in June 2025.", "It never met in July 2026.",
         'number 2025 → 2026; "never" added; name June → July'),
        ("A big day.", "A great day.", ""),
        ("Some came.", "Many came.", ""),
    ],
)  # fmt: skip
def test_what_a_reviewer_must_see_is_named(old: str, new: str, said: str) -> None:
    assert describe(old, new, EN) == said


def test_a_russian_source_has_its_own_negations() -> None:
    said = describe("Совет подписал договор.", "Совет не подписал договор.", locales.get("ru"))

    assert said == '"не" added'


def test_text_without_words_has_no_meaning_to_compare() -> None:
    assert meaning("… — “”") == ()
