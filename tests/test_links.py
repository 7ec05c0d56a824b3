import pytest

from i18n import markup
from i18n.evidence import links
from i18n.evidence.links import Attribute, Link


def test_a_link_is_where_words_a_picture_or_a_tag_leads() -> None:
    text = "[слово](/a \"т\") ![мост](<b c.png>) [она][Её имя] <a href='/d' id=x>е</a> [sic]"

    assert list(links.links(text, markup.scan(text))) == [
        Link("/a", (8, 10)),
        Link("b c.png", (25, 32)),
        Link("Её имя", (41, 47), label=True),
        Link("/d", (58, 60)),
    ]


def test_a_link_that_is_its_own_text_is_one_unless_it_is_a_plain_address() -> None:
    text = "<javascript:alert(1)> <https://example.org> <desk@example.org>"

    assert list(links.links(text, markup.scan(text))) == [Link("javascript:alert(1)", (1, 20))]


def test_an_attribute_is_what_a_tag_is_told_but_for_links_and_words() -> None:
    text = "<a href='/d' id=x title='class=y' hidden>е</a>"

    assert list(links.attributes(text, markup.scan(text))) == [
        Attribute("id", "x", (16, 17)),
        Attribute("hidden", "", (34, 40)),
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("/a%20b", "/a b"), ("/a?b&amp;c", "/a?b&c"), (r"/a\_b", "/a_b")]
)
def test_two_ways_to_write_a_destination_are_one(one: str, other: str) -> None:
    assert Link(one, (0, 1)).key == Link(other, (0, 1)).key


@pytest.mark.parametrize(
    ("to", "runs"),
    [
        ("javascript:alert(1)", True),
        ("JavaScript:alert(1)", True),
        ("java\tscript:alert(1)", True),
        ("data:text/html,x", True),
        ("data:image/svg+xml,x", True),
        ("data:image/png;base64,x", False),
        ("/javascript:the-book", False),
        ("https://example.org", False),
    ],
)
def test_some_links_run_a_script(to: str, runs: bool) -> None:
    assert Link(to, (0, 1)).runs is runs
