from collections import Counter

import pytest
from patience import in_time

from i18n import markup
from i18n.edits import apply
from i18n.evidence import stretches
from i18n.evidence.stretches import Stretch
from i18n.readings import readings

PARSED = {"em": "italics", "strong": "bold", "s": "struck-out text", "code_inline": "code"}


def found(text: str) -> list[Stretch]:
    return list(stretches.find(text, markup.scan(text)))


def mended(text: str) -> str:
    return apply(text, stretches.mended(text, markup.scan(text)))


@pytest.mark.parametrize(
    "text",
    [
        "**новая** лаборатория, *очень* ~~старая~~ новая, `код`",
        "***и то* и другое**",
        "**新实验室启用了。**大家都很高兴。",
        "**«Тілші»**ге жазды, **Тілші**ге жазды",
        "_слово_ и сло_во_",
        "** а ** б **в**",
        "`a` ``b`c`` \\*d\\*",
        "[*а*](u) **[б](v)**",
    ],
)
def test_as_many_stretches_are_found_as_a_parser_finds(text: str) -> None:
    kinds = (str(key[1]).removesuffix("_open") for key in readings(text)[1].elements())
    parsed = Counter(PARSED[kind] for kind in kinds if kind in PARSED)

    assert Counter(one.kind for one in found(text)) == parsed


def test_a_stretch_says_what_it_is_and_where() -> None:
    assert found("**а** `б`") == [Stretch("bold", (0, 5)), Stretch("code", (6, 9))]


@pytest.mark.parametrize("text", ["2*3*4 = 24", "f***ing and s***ing", "3 * 4 * 5"])
def test_a_star_in_a_word_or_a_sum_is_a_sign(text: str) -> None:
    assert found(text) == []


def test_a_stretch_in_one_of_its_kind_is_one_twice() -> None:
    assert [one.twice for one in found("读**这个。**再读**那个**吧**。")] == [True, False]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("读**这个。**他走了", "读**这个**。他走了"),
        ("这座**“新实验室”**启用了", "这座“**新实验室**”启用了"),
        ("**«Тілші»**ге", "«**Тілші**»ге"),
        ("** слово ** и", "**слово** и"),
        ("_сабақ_тың", "*сабақ*тың"),
        ("＊＊слово＊＊", "**слово**"),
        ("**胜利（属于所有人）**的", "**胜利（属于所有人）**的"),
        ("**слово", "**слово"),
        ("**слово** и *дело*", "**слово** и *дело*"),
    ],
)
def test_marks_that_fail_are_mended_if_it_is_clear_how(text: str, right: str) -> None:
    assert mended(text) == right


@pytest.mark.parametrize("bit", ["**", "**a。", "** a ", "*(", "_a"])
def test_a_long_text_is_read_in_time(bit: str) -> None:
    text = bit * (10_000 // len(bit))

    with in_time():
        found(text)
        mended(text)
        list(stretches.loose(text, markup.scan(text)))
