"""The new names of a sentence in its old translation."""

import pytest

from i18n import locales
from i18n.model import Term
from workflow.reviewing.renaming import renamed

ENGLISH = locales.get("en")
TERMS = {
    "zh_Hans": (Term("Almaty", ("阿拉木图",)), Term("Astana", ("阿斯塔纳",))),
    "ru": (
        Term("Almaty", ("Алматы",)),
        Term("Kazakhstan", ("Казахстан",)),
        Term("Turkmenistan", ("Туркменистан",)),
        Term("Mongolia", ("Монголия",)),
    ),
    "kk": (Term("Almaty", ("Алматы",)), Term("Shymkent", ("Шымкент",))),
}


def offered(code: str, old: str, new: str, target: str) -> str | None:
    made = renamed(old, new, target, TERMS[code], ENGLISH, locales.get(code))
    return made and made[0]


@pytest.mark.parametrize(
    ("code", "old", "new", "target", "offer"),
    [
        ("zh_Hans", "The forum opens in Almaty.", "The forum opens in Astana.",
         "论坛在阿拉木图开幕。", "论坛在阿斯塔纳开幕。"),
        ("ru", "Kazakhstan signed it.", "Turkmenistan signed it.",
         "Казахстан подписал его.", "Туркменистан подписал его."),
        ("ru", "NASA opened it.", "JAXA opened it.", "Его открыло NASA.", "Его открыло JAXA."),
        ("kk", "It is made by Airbus.", "It is made by Siemens.",
         "Оны Airbus жасаған.", "Оны Siemens жасаған."),
    ],
)  # fmt: skip
def test_a_name_that_changed_is_put_into_the_translation(
    code: str, old: str, new: str, target: str, offer: str
) -> None:
    assert offered(code, old, new, target) == offer


@pytest.mark.parametrize(
    ("code", "old", "new", "target"),
    [
        # of another gender: the verb would be wrong
        ("ru", "Kazakhstan signed it.", "Mongolia signed it.", "Казахстан подписал его."),
        # a case ending is joined to it
        ("ru", "It is in Kazakhstan.", "It is in Turkmenistan.", "Это в Казахстане."),
        ("kk", "It is in Almaty.", "It is in Shymkent.", "Ол – Алматыда."),
        ("kk", "Airbus made it.", "Siemens made it.", "Оны Airbus-тың зауыты жасаған."),
        # it stands there twice
        ("zh_Hans", "Almaty won.", "Astana won.", "阿拉木图赢了，阿拉木图！"),
        # something else has changed as well
        ("zh_Hans", "Almaty won.", "Astana has won.", "阿拉木图赢了。"),
        ("ru", "NASA opened it.", "JAXA closed it.", "Его открыло NASA."),
        # a word, not a name
        ("ru", "It was red.", "It was blue.", "Он был red."),
        ("zh_Hans", "The same.", "The same.", "一样。"),
    ],
)  # fmt: skip
def test_what_may_not_fit_is_left_alone(code: str, old: str, new: str, target: str) -> None:
    assert offered(code, old, new, target) is None
