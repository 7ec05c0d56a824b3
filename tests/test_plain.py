"""Plain text: whatever people wrote is XML afterwards, and in one line."""

from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.site.metadata.plain import element, plain

ANY = st.text(alphabet="aЖқ字é🙂“«\\\"\n\t%{}~| <>&'\0\x0b\x1b\x7f\x85\u202f\u2028\ud800\ufffe]")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("23 ноября 2026\u202fг.", "23 ноября 2026\u00a0г."),
        (" Ғылым\n  жаңалықтары\t", "Ғылым жаңалықтары"),
        ("5\u00a0%", "5\u00a0%"),
        ("校长\x1b[31m会见\x00学生", "校长[31m会见学生"),
        ("cut \ud83d in half", "cut in half"),
        ("👩‍🎓 graduates", "👩‍🎓 graduates"),
    ],
)
def test_text_is_one_line_without_control_characters(text: str, said: str) -> None:
    assert plain(text) == said


@given(ANY)
@example("]]>")
def test_any_text_can_be_read_back_from_an_element(text: str) -> None:
    read = ElementTree.fromstring(element("title", text, term=text).encode())

    assert read.text == (plain(text) or None)
    assert read.get("term", "") == plain(text)
