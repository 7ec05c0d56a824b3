from i18n.evidence.links import Link
from i18n.evidence.unmatched import unmatched


def test_what_is_twice_on_one_side_and_once_on_the_other_is_unmatched_once() -> None:
    these = [Link("/a", (0, 2)), Link("/b", (3, 5)), Link("/a", (6, 8))]
    those = [Link("/a", (9, 11)), Link("/c", (12, 14))]

    assert unmatched(these, those) == [Link("/b", (3, 5)), Link("/a", (6, 8))]
    assert unmatched(those, these) == [Link("/c", (12, 14))]
