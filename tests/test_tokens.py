import pytest

from i18n import markup
from i18n.evidence import tokens
from i18n.evidence.tokens import Token


def found(text: str) -> list[Token]:
    return list(tokens.find(text, markup.scan(text)))


def test_a_token_knows_its_kind_its_name_its_place_and_the_tag_it_is_in() -> None:
    text = "<B class='x'>{имя}</B> &lt; [^1]"

    assert found(text) == [
        Token("tag", "<b>", (0, 13), "", 0),
        Token("slot", "{имя}", (13, 18), "<b>", -1),
        Token("tag", "</b>", (18, 22), "", 0),
        Token("entity", "&lt;", (23, 27), "", -1),
        Token("note", "[^1]", (28, 32), "", -1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**a** [b](u) `{c}`",
        "<https://example.org/a>",
        "<desk@example.org>",
        "100 % и 3 < 4",
        r"\<b>",
    ],
)
def test_emphasis_links_code_and_escapes_are_no_tokens(text: str) -> None:
    assert found(text) == []


def test_an_entity_stands_for_characters_and_some_guard_against_markup() -> None:
    entities = ["&lt;", "&#60;", "&nbsp;", "&eacutte;"]

    assert [(tokens.characters(one), tokens.guards(one)) for one in entities] == [
        ("<", True),
        ("<", True),
        ("\xa0", False),
        ("", False),
    ]


def test_a_placeholder_with_a_place_is_the_one_that_stands_there_in_the_source() -> None:
    source, target = "%s owes %d to %s, %s", "%2$d: %1$s, %3$d, %9$s"

    found = tokens.placed(
        list(tokens.find(source, markup.scan(source))),
        list(tokens.find(target, markup.scan(target))),
    )

    assert [one.key for one in found] == ["%d", "%s", "%3$d", "%9$s"]
