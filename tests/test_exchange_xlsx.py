"""The table for Excel and LibreOffice: read by openpyxl, edited there, and read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from handouts import NEWS, changed, handouts, of_project, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from patience import in_time
from zips import bomb, edited, part, replaced, understated

from i18n.errors import UserError
from i18n.model import State
from workflow.exchange.formats import xlsx
from workflow.exchange.handout import Handout, Line
from workflow.exchange.pieces import parts

PATH = "news.xlsx"
REMARKS = (
    "Check: 12 is not in the translation\nTerm: library → библиотека\nNote: Ask the rector how many"
)
DOUBLE = f"news.xlsx:3: two rows of one text, and they differ: {NEWS.lines[1].target!r}"
SHEET = "xl/worksheets/sheet1.xml"


def through_openpyxl(data: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book.active)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(place: str, value: object, form: str = "@") -> bytes:
    """The news with a value in a cell, as openpyxl saves it."""

    def edit(sheet: Worksheet) -> None:
        sheet[place] = value
        sheet[place].number_format = form

    return through_openpyxl(xlsx.write(NEWS), edit)


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        xlsx.read(data, PATH)
    return str(caught.value)


@settings(deadline=None)
@given(handouts)
def test_what_nobody_touched_comes_back_as_it_was(handout: Handout) -> None:
    assert xlsx.read(xlsx.write(handout), PATH) == unchanged(handout)


def test_a_handout_is_the_same_file_every_time() -> None:
    assert xlsx.write(NEWS) == xlsx.write(NEWS)


def test_the_articles_of_the_project_come_back_as_they_were() -> None:
    for handout in of_project():
        assert xlsx.read(xlsx.write(handout), PATH) == unchanged(handout)


def test_the_articles_of_the_project_come_back_through_another_program() -> None:
    for handout in of_project():
        saved = through_openpyxl(xlsx.write(handout), lambda sheet: None)

        assert xlsx.read(saved, PATH) == unchanged(handout)


def test_a_reviewer_sees_a_table() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(NEWS))).active

    assert [[cell.value for cell in row[:8]] for row in sheet.iter_rows(max_row=3)] == [
        ["No", "Place", "Source", "Translation", "Comment", "Decision", "State", "Remarks"],
        [1, "title", "The rector opened a laboratory", "Ректор открыл лабораторию",
         None, None, "approved", None],
        [2, "paragraph 1, sentence 1 of 2", NEWS.lines[1].source, NEWS.lines[1].target,
         None, None, "draft", REMARKS],
    ]  # fmt: skip


def test_only_what_a_reviewer_writes_is_open_and_what_says_which_row_it_is_is_hidden() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(NEWS))).active

    heads = {cell.column_letter: cell.value for cell in sheet[1]}
    is_open = [heads[cell.column_letter] for cell in sheet[2] if not cell.protection.locked]
    hidden = [head for column, head in heads.items() if sheet.column_dimensions[column].hidden]
    assert (sheet.protection.sheet, sheet.protection.password, is_open, hidden) == (
        True, None, ["Translation", "Comment", "Decision"], ["uid", "base", "article", "language"],
    )  # fmt: skip


def test_heads_stay_in_sight_and_decisions_are_chosen_from_a_list() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(NEWS))).active

    (choice,) = sheet.data_validations.dataValidation
    assert (sheet.freeze_panes, str(choice.sqref), choice.formula1) == (
        "A2",
        "F2:F5",
        '"approved,needs work"',
    )


@pytest.mark.parametrize(
    ("source", "target", "height"),
    [
        ("Yes", "Болады", 30),  # where it stands takes two lines
        ("Yes", "Мақаланың бір тілдегі барлық бірлігі бір файлда сақталады. " * 3, 60),
        ("Yes", "一份原文，四个版本，事实一致。" * 6, 60),
        ("a\nb\n\nc\nd", "", 75),
        ("Endless. " * 3000, "", 409),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(source: str, target: str, height: int) -> None:
    line = replace(NEWS.lines[1], source=source, target=target, notes=(), terms=(), found=())
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(replace(NEWS, lines=(line,))))).active

    assert sheet.row_dimensions[2].height == height


def test_rows_can_be_filtered_in_excel_and_in_libreoffice() -> None:
    data = xlsx.write(NEWS)
    sheet = openpyxl.load_workbook(BytesIO(data)).active

    assert sheet.auto_filter.ref == "A1:L5"
    name = '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
    assert f"{name}Review!$A$1:$L$5<" in part(data, "xl/workbook.xml")


def test_every_state_has_a_word_and_a_colour_of_its_own() -> None:
    lines = tuple(replace(NEWS.lines[1], uid=f"{n:012}", state=s) for n, s in enumerate(State))
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(replace(NEWS, lines=lines)))).active

    shown = {(row[6].value, row[6].fill.fgColor.rgb) for row in sheet.iter_rows(min_row=2)}
    assert len({word for word, _ in shown}) == len({colour for _, colour in shown}) == len(State)


@pytest.mark.parametrize(("rtl", "sheet"), [((False, True), True), ((True, False), None)])
def test_a_translation_from_right_to_left_turns_the_sheet(
    rtl: tuple[bool, bool], sheet: bool | None
) -> None:
    data = xlsx.write(replace(NEWS, target="ar", rtl=rtl))
    shown = openpyxl.load_workbook(BytesIO(data)).active

    assert shown.sheet_view.rightToLeft == sheet
    assert [shown[place].alignment.readingOrder for place in ("C2", "D2")] == [
        2 if one else 1 for one in rtl
    ]


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+7 701", "-5 °C", "@mention", "'tis", "=cmd|' /C calc'!A0", "007"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    line = Line("0123456789ab", "", "", text, text, State.DRAFT, notes=(text,))
    data = xlsx.write(replace(NEWS, lines=(line,)))
    cells = openpyxl.load_workbook(BytesIO(data)).active[2]

    assert "<f>" not in part(data, SHEET)
    assert {(cells[n].value, cells[n].data_type) for n in (2, 3)} == {(text, "s")}
    assert [bool(cells[n].quotePrefix) for n in (2, 3)] == [text != "007"] * 2


def test_what_a_reviewer_wrote_comes_back() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D3"] = "В ней **12 комнат**.\nИ библиотека."
        sheet["E3"] = "Двенадцать!"
        sheet["F3"] = "needs work"
        sheet["F2"] = " Approved "

    text = "В ней **12 комнат**.\nИ библиотека."
    expected = changed(unchanged(NEWS), "0123456789ab", said="approved")
    assert xlsx.read(through_openpyxl(xlsx.write(NEWS), edit), PATH) == changed(
        expected, "123456789abc", target=text, note="Двенадцать!", said="needs work"
    )


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(2025, "General", "2025"), (2.5, "@", "2.5"), (True, "General", "TRUE"), (10**14, "0", "1" + "0" * 14)],
)  # fmt: skip
def test_a_number_typed_as_a_translation_is_a_text(value: object, form: str, text: str) -> None:
    assert xlsx.read(typed("D5", value, form), PATH).units[3].target == text


@pytest.mark.parametrize(
    ("place", "value", "form", "said"),
    [
        ("D5", 0.5, "0%", "news.xlsx:5: a number or date, 0.5, where a text has to be"),
        ("D5", date(2025, 5, 1), "dd.mm.yyyy", "news.xlsx:5: a number or date, 45778, where a text has to be"),
        ("D5", "=1+1", "General", "news.xlsx:5: a formula, where a text has to be"),
        ("D5", "#N/A", "General", "news.xlsx:5: an error, #N/A, where a text has to be"),
        ("F5", "ok", "@", "news.xlsx:5: no such decision: 'ok'"),
        ("D6", "Жаңа сөйлем", "@", "news.xlsx:6: a row that was not in the file when it went out: 'Жаңа сөйлем'"),
        ("K3", "other", "@", "news.xlsx:3: a row of other in ru, in a file of news in ru"),
        ("I3", "0123456789ab", "@", DOUBLE),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_with_its_row(
    place: str, value: object, form: str, said: str
) -> None:
    assert refused(typed(place, value, form)) == said


def put(sheet: Worksheet, place: str, text: object) -> None:
    """Set a cell as somebody who moves it does: a text stays one, whatever it begins with."""
    sheet[place] = text
    if isinstance(text, str):
        sheet[place].data_type = "s"


def test_rows_may_be_sorted_and_deleted() -> None:
    def edit(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        sheet.delete_rows(2, len(rows))
        for number, row in enumerate((rows[3], rows[0], rows[2]), 3):
            for column, text in zip("ABCDEFGHIJKL", row, strict=True):
                put(sheet, f"{column}{number}", text)

    units = unchanged(NEWS).units
    back = xlsx.read(through_openpyxl(xlsx.write(NEWS), edit), PATH)
    assert back.units == (units[3], units[0], units[2])


def test_columns_may_be_moved_and_added() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.insert_cols(1)
        put(sheet, "A1", "For the desk")
        sheet["A2"] = "=1/0"
        for row in sheet.iter_rows():
            source, target = row[3].value, row[4].value
            put(sheet, row[3].coordinate, target)
            put(sheet, row[4].coordinate, source)

    assert xlsx.read(through_openpyxl(xlsx.write(NEWS), edit), PATH) == unchanged(NEWS)


STRINGS = """<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>uid</t></si><si><t>base</t></si><si><t>article</t></si><si><t>language</t></si>
<si><t>Translation</t></si><si><t>0123456789ab</t></si><si><t>aaaaaaaaaaaa</t></si>
<si><t>news</t></si><si><t>zh-Hans</t></si>
<si><r><t xml:space="preserve">校长为</t></r><r><rPr><b/></rPr><t>实验室</t></r><r><t>揭牌_x005F_x0041__x000D_</t></r>
<rPh sb="0" eb="2"><t>こうちょう</t></rPh></si></sst>"""
ROWS = """<worksheet><sheetData><row r="7"><c r="B7" t="s"><v>0</v></c><c r="C7" t="s"><v>1</v></c>
<c r="D7" t="s"><v>2</v></c><c r="E7" t="s"><v>3</v></c><c r="F7" t="s"><v>4</v></c></row>
<row r="9"><c r="B9" t="s"><v>5</v></c><c r="C9" t="s"><v>6</v></c><c r="D9" t="s"><v>7</v></c>
<c r="E9" t="s"><v>8</v></c><c r="F9" t="s"><v>9</v></c></row></sheetData></worksheet>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships><Relationship Id="rId1" Type="{KIND}/worksheet" Target="/xl/worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""


def shared(**texts: str) -> bytes:
    """A workbook as Excel writes it: strings in a table of their own."""
    found = {"strings": STRINGS, "rows": ROWS, "relations": RELATIONS} | texts
    changes = {
        "xl/sharedStrings.xml": found["strings"],
        SHEET: found["rows"],
        "xl/_rels/workbook.xml.rels": found["relations"],
    }
    return replaced(xlsx.write(NEWS), changes)


def test_texts_that_excel_keeps_in_a_table_of_their_own_are_found() -> None:
    (unit,) = xlsx.read(shared(), PATH).units

    assert (unit.uid, unit.target, unit.source) == (
        "0123456789ab",
        "校长为实验室揭牌_x0041_\r",
        None,
    )


@pytest.mark.parametrize("number", ["99", "-1", "x", "1" * 5000])
def test_a_text_that_is_not_there_is_damage(number: str) -> None:
    said = refused(shared(rows=ROWS.replace("<v>9<", f"<v>{number}<")))

    assert said.startswith("news.xlsx: not a file to import: damaged: it has no string ")


NOTES = """<comments><authors><author>An Editor</author></authors><commentList>
<comment ref="E9" authorId="0"><text><r><t xml:space="preserve">标题太短。&#10;</t></r><r><t>补充？</t></r></text></comment>
<comment ref="F9" authorId="0"><text><t>[Threaded comment] Your version of Excel…</t></text></comment>
<comment ref="B2" authorId="0"><text><t>of no row</t></text></comment></commentList></comments>"""
THREAD = """<ThreadedComments><threadedComment ref="F9" dT="2026-11-25T12:00:00.00" id="{1}"><text>哪个实验室？</text>
</threadedComment><threadedComment ref="F9" parentId="{1}" id="{2}"><text>新的。</text></threadedComment></ThreadedComments>"""


def test_comments_fixed_to_cells_are_notes() -> None:
    sheet = "xl/worksheets/_rels/sheet1.xml.rels"
    newer = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relations = (
        f'<Relationships><Relationship Id="rId1" Type="{KIND}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="rId2" Type="{newer}" Target="../threadedComments/threadedComment1.xml"/>'
        "</Relationships>"
    )
    parts = {sheet: relations, "xl/comments1.xml": NOTES}
    parts["xl/threadedComments/threadedComment1.xml"] = THREAD

    (unit,) = xlsx.read(replaced(shared(), parts), PATH).units

    assert unit.note == "哪个实验室？\n新的。\n标题太短。\n补充？"


def test_a_text_too_long_for_a_cell_is_refused_before_it_is_lost() -> None:
    line = replace(NEWS.lines[0], target="🙂" * 16_384)

    with pytest.raises(UserError) as caught:
        xlsx.write(replace(NEWS, lines=(line,)))

    assert caught.value.hint == "export it as xliff"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"No,Source\n", xlsx.write(NEWS)[:900], xlsx.write(NEWS)[900:]]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refused(data).startswith("news.xlsx: not a file to import: ")


def test_a_workbook_of_somebody_else_is_refused() -> None:
    book = BytesIO()
    openpyxl.Workbook().save(book)

    assert refused(book.getvalue()) == (
        "news.xlsx: not a file to import: no sheet has a row of heads with the hidden ones"
    )


def test_a_file_with_a_password_is_refused() -> None:
    assert refused(parts.OLD + b"\0" * 500) == "news.xlsx: an old file, or one with a password"


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    data = bomb(xlsx.write(NEWS), SHEET, parts.LARGEST)
    assert len(data) < 100_000

    assert refused(data) == f"news.xlsx: {SHEET} has more than 64 MB unpacked"


def test_a_zip_that_says_less_than_it_unpacks_to_is_refused() -> None:
    data = understated(bomb(xlsx.write(NEWS), SHEET, parts.LARGEST), SHEET, 1000)

    assert refused(data).startswith("news.xlsx: not a file to import: damaged: Bad CRC-32")


def test_a_zip_of_too_many_files_is_refused() -> None:
    data = replaced(xlsx.write(NEWS), {f"{n}": "a" for n in range(parts.MOST)})

    assert refused(data) == "news.xlsx: not a file to import: more than 5000 files in it"


@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET, "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused_wherever_it_stands(name: str, doctype: str) -> None:
    data = xlsx.write(NEWS)
    text = part(data, name).replace("?>\n", "?>\n" + doctype, 1)

    assert refused(replaced(data, {name: text})) == (
        f"news.xlsx:{name}:2: the file declares a document type"
    )


def test_too_many_rows_are_refused() -> None:
    row = '<row><c t="inlineStr"><is><t>{:012x}</t></is></c><c><v>1</v></c></row>'
    cells = "".join(
        f'<c t="str"><v>{h}</v></c>' for h in ("uid", "base", "article", "language", "translation")
    )
    rows = "".join(
        row.format(n).replace("</row>", "<c><v>1</v></c>" * 2 + "</row>") for n in range(50_001)
    )
    text = f"<worksheet><sheetData><row>{cells}</row>{rows}</sheetData></worksheet>"

    with in_time():
        said = refused(replaced(xlsx.write(NEWS), {SHEET: text}))
    assert said == "news.xlsx:50002: more than 50000 rows"


def test_an_endless_cell_is_refused() -> None:
    data = edited(xlsx.write(NEWS), SHEET, ("Ректор открыл", "а" * 1_000_001))

    assert refused(data) == "news.xlsx:2: a text longer than 1000000 characters"


def test_a_formula_that_somebody_put_into_the_xml_is_refused() -> None:
    data = edited(
        xlsx.write(NEWS), SHEET, ('<is><t xml:space="preserve">Ректор', "<f>1+1</f><is><t>Ректор")
    )

    assert refused(data) == "news.xlsx:2: a formula, where a text has to be"


@settings(deadline=None)
@given(st.integers(0, len(xlsx.write(NEWS)) - 1), st.integers(0, 255))
def test_a_damaged_byte_never_ends_in_a_bug(place: int, byte: int) -> None:
    data = bytearray(xlsx.write(NEWS))
    data[place] = byte
    try:
        back = xlsx.read(bytes(data), PATH)
    except UserError:
        return

    assert back == unchanged(NEWS)
