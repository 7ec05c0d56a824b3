"""Catalogs as PO text: what is read is written back, whoever wrote it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import catalog
from i18n.entries import MARKS
from i18n.errors import Place, UserError
from i18n.model import Catalog, Mark, State, Unit

HEADERS = (
    ("Project-Id-Version", "news"),
    ("PO-Revision-Date", "2026-11-23 10:00+0000"),
    ("Last-Translator", ""),
    ("Language-Team", "Kazakh"),
    ("Language", "kk"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("X-Source-File", "articles/news.txt"),
)

TEXT = st.text(alphabet='aЖқ字é🙂“«\\"\n\t\r%{}~| #\u2028\u0085\u001c\u00a0', max_size=20)
LINE = st.text(alphabet='aЖқ字 :#"\\', max_size=12).map(lambda text: " ".join(text.split()))
LINES = st.lists(LINE.filter(bool), max_size=2).map(tuple)
UNITS = st.builds(
    Unit,
    source=TEXT.filter(bool),
    target=TEXT,
    context=st.sampled_from(["", "title", "cell"]),
    fuzzy=st.booleans(),
    previous=TEXT,
    notes=LINES,
    marks=st.lists(st.builds(Mark, st.sampled_from(MARKS), LINE.filter(bool)), max_size=2).map(
        tuple
    ),
    hints=LINES,
    references=st.lists(st.sampled_from(["articles/a.txt:1", "b.md:22"]), max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["no-wrap", "c-format"]), unique=True, max_size=2).map(tuple),
)
CATALOGS = st.builds(
    Catalog,
    locale=st.just("kk"),
    headers=st.just(HEADERS),
    units=st.lists(UNITS, max_size=4, unique_by=lambda unit: unit.key).map(tuple),
    notes=LINES,
    newline=st.sampled_from(["\n", "\r\n"]),
)


@given(CATALOGS)
def test_a_catalog_read_back_is_the_catalog_that_was_written(before: Catalog) -> None:
    after = catalog.parse(catalog.write(before), "news.po", "kk")

    assert after == before


@given(CATALOGS)
def test_writing_what_was_read_changes_no_byte(made: Catalog) -> None:
    text = catalog.write(made)

    assert catalog.write(catalog.parse(text, "news.po", "kk")) == text


UNIT = Unit(
    source="Signed in 2025.",
    target="2025 жылы қол қойылды.",
    fuzzy=True,
    notes=("keep the year",),
    marks=(Mark("mt", "google 2026-11-23 4f2a9c01be77"),),
    hints=("paragraph 2, sentence 1 of 3",),
    references=("articles/news.txt:5",),
)


def test_an_entry_looks_as_the_design_says() -> None:
    text = catalog.write(
        Catalog("kk", HEADERS, (replace(UNIT, context="title", previous="Signed."),))
    )

    assert text.endswith(
        "\n\n# keep the year\n# mt: google 2026-11-23 4f2a9c01be77\n"
        "#. paragraph 2, sentence 1 of 3\n#: articles/news.txt:5\n#, fuzzy\n"
        '#| msgid "Signed."\nmsgctxt "title"\nmsgid "Signed in 2025."\n'
        'msgstr "2025 жылы қол қойылды."\n'
    )


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        (Unit("Hello."), State.UNTRANSLATED),
        (UNIT, State.DRAFT),
        (replace(UNIT, marks=(Mark("todo", "editor: the year is wrong"),)), State.NEEDS_WORK),
        (replace(UNIT, previous="Signed in 2024."), State.STALE),
        (replace(UNIT, fuzzy=False), State.EXTERNAL),
        (replace(UNIT, fuzzy=False, marks=(Mark("reviewed", "editor 2026-11-24 000000000000"),)),
         State.EXTERNAL),
        (replace(UNIT, fuzzy=False, marks=(Mark("reviewed", f"An Editor 2026-11-24 {UNIT.hash}"),)),
         State.APPROVED),
    ],
)  # fmt: skip
def test_the_state_is_told_by_flag_marks_and_hash(unit: Unit, state: State) -> None:
    assert unit.state is state


def test_catalogs_of_others_are_read() -> None:
    text = (
        "#comment without a space\n"
        "#. type: Plain text\n"
        "#: a.c:1\n"
        "#, fuzzy\n"
        "#= c-format\n"
        '#| msgid ""\n'
        '#| "old "\n'
        '#| "text"\n'
        'msgid ""\n'
        '"two "\n'
        '"lines"\n'
        'msgstr "екі жол"\n'
    )

    assert catalog.parse(text, "x.po", "kk").units == (
        Unit(
            "two lines", "екі жол", fuzzy=True, previous="old text", flags=("c-format",),
            notes=("comment without a space",), hints=("type: Plain text",), references=("a.c:1",),
        ),
    )  # fmt: skip


def test_an_entry_nobody_touched_keeps_its_lines_when_another_changes() -> None:
    wrapped = 'msgid ""\n"two "\n"lines"\nmsgstr ""\n"екі "\n"жол"'
    read = catalog.parse(f'{wrapped}\n\nmsgid "one"\nmsgstr ""\n', "x.po", "kk")
    first, second = read.units

    changed = replace(read, units=(first, catalog.edit(second, target="бір")))

    assert wrapped in catalog.write(changed)
    assert 'msgid "one"\nmsgstr "бір"' in catalog.write(changed)


def test_the_header_of_another_tool_keeps_its_fields_and_their_order() -> None:
    text = 'msgid ""\nmsgstr ""\n"X-Mine: a: b\\n"\n"Language: kk\\n"\n"X-Generator: Poedit 3\\n"\n'

    read = catalog.headers(catalog.parse(text, "x.po", "kk"), Last_Translator="An Editor")

    assert read.headers == (
        ("X-Mine", "a: b"),
        ("Language", "kk"),
        ("X-Generator", "Poedit 3"),
        ("Last-Translator", "An Editor"),
    )


def test_of_two_entries_with_the_same_text_the_better_stays_with_the_other_in_a_note() -> None:
    text = '#, fuzzy\nmsgid "one"\nmsgstr "біреу"\n\nmsgid "one"\nmsgstr "бір"\n'

    assert catalog.parse(text, "x.po", "kk").units == (
        Unit("one", "бір", notes=("also translated: біреу",)),
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "not between"),
        ('msgid "a"\nmsgstr Бірінші сөйлем.\n', 2, "not between"),
        ('msgid "a"\nmsgstr “b”\n', 2, "not between"),
        ('msgid a\nmsgstr "b"\n', 1, "not between"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', 2, "not PO"),
        ('\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 3, "plural"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(UserError, match=what) as caught:
        catalog.parse(text, "locales/kk/news.po", "kk")

    assert caught.value.at == Place("locales/kk/news.po", line)


def test_bytes_in_the_charset_of_the_header_become_utf8() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n\nmsgid "a"\nmsgstr "я"\n'
    )

    decoded = catalog.decode(text.encode("koi8-r"), "x.po")

    assert decoded == text.replace("KOI8-R", "UTF-8")


@pytest.mark.parametrize("charset", ["koi8-r", "utf-7", "utf-16", "punycode", "idna", "undefined"])
def test_text_written_in_the_charset_of_the_header_can_be_read_again(charset: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    data = f'{header}msgid "a"\nmsgstr "a + b"\n'.encode("ascii")
    text = catalog.decode(data, "x.po").replace("a + b", "я + б")

    again = catalog.decode(catalog.encode(text, data), "x.po")

    assert again == text.replace(f"charset={charset}", "charset=UTF-8")


def test_bytes_in_no_charset_are_said_with_their_offset() -> None:
    with pytest.raises(UserError, match="byte 8 is not utf-8") as caught:
        catalog.decode(b'msgid "\n\xff"', "x.po")

    assert caught.value.at == Place("x.po", 2)


@pytest.mark.gettext
@pytest.mark.parametrize("tool", [["msgfmt", "--check", "-o", "/dev/null"], ["msgcat"]])
@given(made=CATALOGS)
def test_gettext_reads_what_we_write(tool: list[str], made: Catalog) -> None:
    text = catalog.write(_as_gettext_allows(made))
    program = shutil.which(tool[0])
    assert program, "install Debian's gettext"

    done = subprocess.run([program, *tool[1:], "-"], input=text.encode(), capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")


def _as_gettext_allows(made: Catalog) -> Catalog:
    """Without what gettext complains of in content: carriage returns, line ends that differ."""
    units = (
        replace(
            unit,
            source=_one_line(unit.source) or "x",
            target=_one_line(unit.target),
            previous=_one_line(unit.previous),
            flags=(),
        )
        for unit in made.units
    )
    unique = {unit.key: unit for unit in units}
    return replace(made, units=tuple(unique.values()))


def _one_line(text: str) -> str:
    return text.replace("\r", "").strip("\n")


MSGMERGE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: articles/news.txt:5
msgid "Signed in 2026."
msgstr ""
"""


@pytest.mark.gettext
def test_our_marks_survive_msgmerge_and_tell_that_they_are_history(tmp_path: Path) -> None:
    approved = replace(
        UNIT,
        fuzzy=False,
        marks=(*UNIT.marks, Mark("reviewed", f"An Editor 2026-11-24 {UNIT.hash}")),
    )
    ours, template = tmp_path / "kk.po", tmp_path / "news.pot"
    ours.write_text(catalog.write(Catalog("kk", HEADERS, (approved,))), "utf-8")
    template.write_text(MSGMERGE, "utf-8")

    subprocess.run(["msgmerge", "--previous", "--no-wrap", "-q", "-U", ours, template], check=True)
    merged = catalog.parse(ours.read_text("utf-8"), "kk.po", "kk")

    (unit,) = merged.units
    assert merged.headers[-1] == ("X-Source-File", "articles/news.txt")
    assert (unit.source, unit.target, unit.previous) == (
        "Signed in 2026.", UNIT.target, UNIT.source,
    )  # fmt: skip
    assert (unit.marks, unit.notes, unit.state) == (approved.marks, UNIT.notes, State.STALE)


@pytest.mark.gettext
def test_a_flag_taken_off_by_another_tool_is_not_an_approval_of_ours() -> None:
    text = catalog.write(Catalog("kk", HEADERS, (UNIT,)))

    done = subprocess.run(
        ["msgattrib", "--clear-fuzzy", "--no-wrap"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )

    (unit,) = catalog.parse(done.stdout.decode(), "kk.po", "kk").units
    assert (unit.state, unit.marks) == (State.EXTERNAL, UNIT.marks)
