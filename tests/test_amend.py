"""Entries of other programs' PO files changed in place."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from i18n import catalog
from i18n.amend import amend
from i18n.model import Mark, Unit

FILE = """\
# Заголовок
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"
#: src/main.c:12
#, c-format, no-wrap
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] ""
"%d "
"файла"
msgstr[2] "%d файлов"
#Комментарий без пробела
# mt: google 2026-11-23 4f2a9c01be77
#. extracted
#| msgid "Closed"
msgctxt "door"
msgid ""
"Open"
msgstr "Открыто "

msgid "A \\"quote\\"\\n"
msgstr ""
"«цитата»\\n"
"вторая"

#~ msgid "Gone"
#~ msgstr "Ушло"
"""


def units(text: str) -> dict[str, Unit]:
    return {unit.target: unit for unit in catalog.parse_any(text, "a.po", "ru").units}


def amended(of: str, **changes: object) -> list[str]:
    """The lines that are not as before, when the unit with this translation is changed."""
    unit = units(FILE)[of]
    before = FILE.split("\n")
    return [
        line
        for line in amend(FILE, [(unit, replace(unit, **changes))]).split("\n")
        if line not in before
    ]


@pytest.mark.parametrize(
    ("target", "new", "lines"),
    [
        ("%d файл", "%d\u00a0файл", ['msgstr[0] "%d\u00a0файл"']),
        ("%d файла", "%d\u00a0файла", ['"%d\u00a0файла"']),
        ("%d файлов", 'a\\b"\t', ['msgstr[2] "a\\\\b\\"\\t"']),
        ("Открыто ", "Открыто", ['msgstr "Открыто"']),
        ("«цитата»\nвторая", "„цитата“\nвторая", ['"„цитата“\\n"']),
    ],
)
def test_a_translation_is_changed_and_nothing_else(target: str, new: str, lines: list[str]) -> None:
    assert amended(target, target=new) == lines


def test_what_was_written_is_read_back() -> None:
    changed = [
        (unit, replace(unit, target=f"{unit.target}\n“”\\")) for unit in units(FILE).values()
    ]
    changed = [pair for pair in changed if not pair[0].obsolete]

    found = units(amend(FILE, changed))

    assert list(found) == [*(after.target for _, after in changed), "Ушло"]


def test_a_flag_goes_to_its_fellows_or_onto_a_line_of_its_own() -> None:
    assert amended("%d файла", fuzzy=True) == ["#, fuzzy, c-format, no-wrap"]
    assert amended("«цитата»\nвторая", fuzzy=True) == ["#, fuzzy"]
    assert units(
        amend(FILE, [(unit, replace(unit, fuzzy=True)) for unit in [units(FILE)["Открыто "]]])
    )["Открыто "] == replace(units(FILE)["Открыто "], fuzzy=True)


def test_all_forms_of_a_plural_are_changed_at_once() -> None:
    forms = [unit for unit in units(FILE).values() if "files" in unit.source]
    changes = [(unit, replace(unit, target=f"{unit.target}\n!", fuzzy=True)) for unit in forms]

    assert [(u.target, u.fuzzy) for u in units(amend(FILE, changes)).values()][1:3] == [
        ("%d файла\n!", True),
        ("%d файлов\n!", True),
    ]


def test_marks_stand_where_they_stood_and_notes_stay() -> None:
    marks = (Mark("mt", "google 2026-11-23 000000000000"), Mark("qa-ok", "numbers 1 in words"))

    assert amended("Открыто ", marks=marks) == [
        "# mt: google 2026-11-23 000000000000",
        "# qa-ok: numbers 1 in words",
    ]
    assert amended("«цитата»\nвторая", marks=marks[1:]) == ["# qa-ok: numbers 1 in words"]


def test_a_mark_that_ends_in_a_backslash_swallows_no_line() -> None:
    marks = (Mark("qa-ok", "numbers 1 in \\"),)

    assert amended("«цитата»\nвторая", marks=marks) == ["# qa-ok: numbers 1 in \\ "]


def test_lines_end_as_they_did() -> None:
    text = FILE.replace("\n", "\r\n")
    unit = units(text)["Открыто "]

    assert amend(text, [(unit, replace(unit, target="Открыто"))]) == text.replace(
        'msgstr "Открыто "', 'msgstr "Открыто"'
    )


@pytest.mark.parametrize(
    "end",
    [
        lambda number: "\r",
        lambda number: ("\r\n", "\n")[number % 2],
        lambda number: ("\n", "\r\n", "\r")[number % 3],
    ],
)
def test_where_lines_end_in_several_ways_each_ends_as_it_did(end: Callable[[int], str]) -> None:
    text = "".join(f"{line}{end(number)}" for number, line in enumerate(FILE.split("\n")[:-1]))
    changes = [(unit, replace(unit, target=f"{unit.target}!")) for unit in units(text).values()]

    done = amend(text, [pair for pair in changes if not pair[0].obsolete])

    assert "%d файлов!" in done
    assert set(units(done)) == {
        before.target if before.obsolete else after.target for before, after in changes
    }
    assert [line for line in text.splitlines(True) if "msgid" in line and line not in done] == []


def test_indented_entries_and_a_last_line_without_an_end_are_changed_in_place() -> None:
    text = '  msgctxt "door"\n  msgid "Open"\n  msgstr "Открыто "'
    (unit,) = units(text).values()

    done = amend(text, [(unit, replace(unit, target="Открыто", fuzzy=True))])

    assert done == '#, fuzzy\n  msgctxt "door"\n  msgid "Open"\n  msgstr "Открыто"'


def test_without_changes_the_text_is_the_same() -> None:
    assert amend(FILE, [(unit, unit) for unit in units(FILE).values() if not unit.obsolete]) == FILE
