import pytest

from i18n import locales
from i18n.punctuation import endings
from i18n.punctuation.endings import Ending, read


def test_an_ending_is_what_stands_behind_the_last_word() -> None:
    assert read("Он спросил: «Почему?».") == Ending(
        frozenset({"question", "statement"}), ".", (21, 22), ""
    )
    assert read("他说：“好了。”") == Ending(frozenset({"statement"}), "。", (6, 7), "”")
    assert read("Ещё нет") == Ending(frozenset(), "", (7, 7), "")


@pytest.mark.parametrize(
    ("prose", "last"),
    [
        ("Готово…", "statement"),
        ("Готово?!", "exclamation"),
        ("好吗？", "question"),
        ("他说：", "colon"),
        ("Ол айтты,", "comma"),
        ("Біріншіден;", "semicolon"),
        ("Он сказал —", "dash"),
        ("**Готово.**".replace("**", "\u2060\u2060"), "statement"),
        ("", ""),
    ],
)
def test_marks_of_all_scripts_are_of_one_class(prose: str, last: str) -> None:
    assert read(prose).last == last


def test_a_quotation_may_close_behind_the_end() -> None:
    assert endings.quoted(read("他说：“好了。”"))
    assert not endings.quoted(read("好了（昨天）。"))


def test_what_is_said_of_a_locale_is_said_of_one_that_is_known() -> None:
    known = [code for code in locales.known() if endings.manner(code)]

    assert known == ["ru", "zh_Hans", "kk"]
    assert endings.manner("en") is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who will pay?", True),
        ("“But isn’t it late?” she asked.", True),
        ("I wonder who will pay?", False),
        ("Whoever pays?", False),
    ],
)
def test_a_direct_question_begins_with_a_word_that_asks(text: str, asks: bool) -> None:
    assert endings.asks(text, "en") is asks
