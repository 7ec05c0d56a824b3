import pytest

from i18n.evidence.denial import Denial, denial


def _denial(code: str) -> Denial:
    found = denial(code)
    assert found is not None
    return found


def test_a_language_without_data_has_no_patterns() -> None:
    assert denial("de") is None


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("en", "he can't come, not only today", ["n't"]),
        ("ru", "он не придёт, и не только сегодня", ["не"]),
        ("zh_Hans", "不过他没来", ["没"]),
    ],
)
def test_a_denial_is_found_and_an_idle_phrase_is_not(code: str, text: str, said: list[str]) -> None:
    assert [one[0][-3:] for one in _denial(code).said(text)] == said


@pytest.mark.parametrize(
    ("code", "text", "alone"),
    [
        ("ru", "никто пришёл вовремя. он не спал", [(0, 5)]),
        ("ru", "никто не пришёл вовремя", []),
        ("ru", "никаких вопросов", []),
        ("kk", "оны ешкім білді", [(4, 9)]),
        ("kk", "оны ешкім білмеді", []),
        ("zh_Hans", "他毫理由", [(1, 2)]),
        ("zh_Hans", "他毫无理由", []),
    ],
)
def test_a_word_that_wants_a_denial_is_stranded_where_its_sentence_has_none(
    code: str, text: str, alone: list[tuple[int, int]]
) -> None:
    assert list(_denial(code).stranded(text)) == alone
