from hypothesis import given
from hypothesis import strategies as st

from i18n.evidence.ledger import Ledger, Seen


def test_the_first_entry_of_a_key_stays() -> None:
    ledger = Ledger()

    said = [ledger.first(7, value, place) for value, place in ((1, "a.md"), (2, "b.md"))]

    assert said == [None, Seen(1, "a.md")]
    assert ledger.first(7, 3, "c.md") == Seen(1, "a.md")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60))
def test_what_is_on_disk_is_remembered_as_what_is_in_memory(entries: list[tuple[int, int]]) -> None:
    small, large = Ledger(batch=3), Ledger()

    assert [small.first(key, value, "a.md") for key, value in entries] == [
        large.first(key, value, "a.md") for key, value in entries
    ]


def test_memory_holds_no_more_than_a_batch() -> None:
    ledger = Ledger(batch=10)

    for key in range(100):
        ledger.first(key, 0, "a.md")

    assert len(ledger.latest) < 10
    assert ledger.first(5, 1, "b.md") == Seen(0, "a.md")


def test_the_hash_of_any_text_can_be_stored() -> None:
    ledger = Ledger(batch=1)

    for text in ("", "Ақтау", "\ud800", "a" * 1000):
        ledger.first(hash(text), hash((text, text)), "a.md")

        assert ledger.first(hash(text), 0, "b.md") == Seen(hash((text, text)), "a.md")
