"""Entries read at one stroke are those read line by line; other text is left to that."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import catalog, entries
from i18n.errors import UserError
from i18n.model import Catalog, Mark, Unit

HEADER = 'msgid ""\nmsgstr "Language: kk\\n"\n'
UNIT = Unit("Signed.", "Қол қойылды.", notes=("keep it short",), hints=("paragraph 1",))

PIECES = (
    'msgid "one"', 'msgid ""', 'msgstr "бір"', 'msgstr ""', '"two\\n"', '" \\"x\\\\"', '"\\q\\a"',
    'msgctxt "title"', 'msgctxt ""', "", "", "# note", "#", "#  two spaces", "# ends in space ",
    "# mt: google 2026 0", "#note", "#. hint", "#.", "#.  two", "#: a.md:1 b c:x d:", "#: a.md:2",
    "#:", "#, fuzzy", "#, fuzzy, no-wrap", "#,", "#,fuzzy", "#= c-format", '#| msgid "old"',
    '#| msgctxt "x"', '#| "more"', '#~ msgid "gone"', '#~ msgstr "жоқ"', '#~ msgctxt "t"', '#~ "x"',
    '#~| msgid "old"', "#~", 'msgid_plural "p"', 'msgstr[0] "q"', ' msgid "in"', 'msgid  "two"',
    'msgid "a" ', 'msgid "a"b"', 'msgid "open', "# a\u2028b", "# \u0085", "# x\u00a0", "#\u00a0x", "\ufeff",
    'msgstr "\u2028\u0085\u001c"', "# # x", "## x", "#. #. x",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join)


def every_field(parsed: Catalog) -> dict[str, Any]:
    """All of it, with what does not count when two are compared."""
    units = [{one.name: getattr(unit, one.name) for one in fields(unit)} for unit in parsed.units]
    return {one.name: getattr(parsed, one.name) for one in fields(parsed)} | {"units": units}


def outcome(parse: Callable[[], Catalog]) -> object:
    try:
        return every_field(parse())
    except UserError as error:
        return str(error)


def line_by_line(text: str) -> Catalog:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "read", lambda text, locale: None)
        return catalog.parse(text, "kk.po", "kk")


@given(
    st.sampled_from(["", f"{HEADER}\n", f"# Team\n{HEADER}\n"]), TEXT, st.sampled_from(["", "\n"])
)
def test_both_ways_read_the_same_out_of_any_lines(header: str, text: str, end: str) -> None:
    whole = header + text + end

    assert outcome(lambda: catalog.parse(whole, "kk.po", "kk")) == outcome(
        lambda: line_by_line(whole)
    )


FULL = """\
# note
# mt: google 2026-11-23 4f2a9c01be77
#. paragraph 1
#: a.md:1
#, fuzzy
#| msgid "old"
msgctxt "title"
msgid "one"
msgstr "бір"
"""

BLOCKS = (
    FULL.strip(),
    'msgid ""\n"two "\n"lines\\n"\nmsgstr ""\n"екі "\n"жол\\n"',
    '# note\n#~ msgctxt "cell"\n#~ msgid "gone"\n#~ msgstr "жоқ"',
    '#~ msgid ""\n#~ "gone "\n#~ "lines"\n#~ msgstr "жоқ"',
    '#, no-wrap, c-format\nmsgid "%d\\t\\\\n\\""\nmsgstr "%d\u2028"',
    '#: a.md:1 b.md:2\n#: c.md:3\nmsgid "one"\nmsgstr "біреу"',
)  # fmt: skip


@given(st.lists(st.sampled_from(BLOCKS), max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_programs_write_is_read_at_one_stroke(blocks: list[str], newline: str) -> None:
    text = "\n\n".join((HEADER.rstrip("\n"), *blocks)) + "\n"
    text = text.replace("\n", newline)

    assert entries.read(text, "kk") is not None
    assert every_field(catalog.parse(text, "kk.po", "kk")) == every_field(line_by_line(text))


@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(PIECES), st.booleans()), max_size=2),
)
def test_lines_put_in_or_written_over_are_read_the_same_in_both_ways(
    blocks: list[str], changes: list[tuple[int, str, bool]]
) -> None:
    lines = "\n\n".join((HEADER.rstrip("\n"), *blocks)).split("\n")
    for at, line, over in changes:
        lines[at : at + over] = [line]
    text = "\n".join(lines) + "\n"

    assert outcome(lambda: catalog.parse(text, "kk.po", "kk")) == outcome(
        lambda: line_by_line(text)
    )


def test_an_entry_of_ours_is_read_whole() -> None:
    unit = replace(UNIT, marks=(Mark("qa-ok", "numbers 9d0e7c11aa02 in words"),), context="title")
    text = catalog.write(Catalog("kk", (("Language", "kk"),), (unit,)))

    assert entries.read(text, "kk") == Catalog("kk", (("Language", "kk"),), (unit,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        'msgid "no header"\nmsgstr ""\n',
        f'{HEADER}\n\nmsgid "an empty line too many"\nmsgstr ""\n',
        f'{HEADER}\nmsgid "no line end"\nmsgstr ""',
        f'{HEADER}\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\n',
        f'{HEADER}\nmsgid ""\nmsgstr ""\n',
        f'{HEADER}\n#~ msgid "half"\nmsgstr "жарты"\n',
        f'{HEADER}\n#: a.md:1\n# note\nmsgid "another order"\nmsgstr ""\n',
        f'{HEADER}\nmsgid "old line end"\rmsgstr ""\n',
    ],
)
def test_text_in_another_form_is_left(text: str) -> None:
    assert entries.read(text, "kk") is None
