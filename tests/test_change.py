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
        ("It was 5 °C.", "It was −5 °C.", "number 5 → −5"),
        ("They will sign it.", "They will not sign it.", '"not" added'),
        ("They do sign it.", "They don’t sign it.", '"don\'t" added'),
        ("It came without a licence.", "It came with a licence.", '"without" taken out'),
        ("It met in Astana today.", "It met in Almaty today.", "name Astana → Almaty"),
        ("NUST signed.", "MISIS signed.", "name NUST → MISIS"),
        ("It met in June 2025.", "It never met in July 2026.",
         'number 2025 → 2026; "never" added; name June → July'),
        ("It cost $5 million.", "It cost $5 billion.", "number $5 million → $5 billion"),
        ("It lost 5 million km.", "It lost 6 million km.", "number 5 → 6"),
        ("It has five halls.", "It has six halls.", "number five → six"),
        ("Agent 007 came.", "Agent 7 came.", "number 007 → 7"),
        ("See https://a.example/5.", "See https://a.example/6.", "number 5 → 6"),
        ("It opens on Monday.", "It opens on Friday.", "name Monday → Friday"),
        ("A big day.", "A great day.", ""),
        ("Some came.", "Many came.", ""),
    ],
)  # fmt: skip
def test_what_a_reviewer_must_see_is_named(old: str, new: str, said: str) -> None:
    assert describe(old, new, EN) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It cost 1,000.", "It cost 1000."),
        ("It has 5 halls.", "It has five halls."),
        ("It rose 5 %.", "It rose 5 per cent."),
        ("It cost $1.5 million.", "It cost $1,500,000."),
        ("It came at 8 p.m.", "It came at 20:00."),
        ("On 5 Sept. it came.", "On September 5 it came."),
    ],
)
def test_the_same_number_written_otherwise_is_none_to_name(old: str, new: str) -> None:
    assert describe(old, new, EN) == ""
    assert meaning(old) != meaning(new)


def test_days_are_named_in_a_language_that_writes_them_small() -> None:
    said = describe("Открыто в мае по средам.", "Открыто в июне по средам.", locales.get("ru"))

    assert said == "name мае → июне"


def test_a_russian_source_has_its_own_negations() -> None:
    said = describe("Совет подписал договор.", "Совет не подписал договор.", locales.get("ru"))

    assert said == '"не" added'


def test_text_without_words_has_no_meaning_to_compare() -> None:
    assert meaning("… — “”") == ()
