"""The table for Word and LibreOffice: read by python-docx, edited there, and read back."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from handouts import NEWS, changed, handouts, of_project, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import bomb, edited, part, replaced

from i18n.errors import UserError
from i18n.model import State
from workflow.exchange.formats import docx
from workflow.exchange.handout import Handout, Line
from workflow.exchange.pieces import parts

PATH = "news.docx"
BODY = "word/document.xml"
REMARKS = """paragraph 1, sentence 1 of 2 · draft
Check: 12 is not in the translation
Term: library → библиотека
Note: Ask the rector how many"""
DOUBLE = f"news.docx:3: two rows of one text, and they differ: {NEWS.lines[1].target!r}"
TEXT = '<w:t xml:space="preserve">Ректор открыл лабораторию</w:t>'


def through_python_docx(data: bytes, edit: Callable[[Table], object]) -> bytes:
    document = Document(BytesIO(data))
    edit(document.tables[0])
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def word(*changes: tuple[str, str]) -> bytes:
    """The news as Word saves it, with these changes in its XML."""
    return edited(docx.write(NEWS), BODY, *changes)


def first(data: bytes) -> str:
    """The translation of the first unit."""
    return docx.read(data, PATH).units[0].target


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        docx.read(data, PATH)
    return str(caught.value)


@settings(deadline=None)
@given(handouts)
def test_what_nobody_touched_comes_back_as_it_was(handout: Handout) -> None:
    assert docx.read(docx.write(handout), PATH) == unchanged(handout)


def test_a_handout_is_the_same_file_every_time() -> None:
    assert docx.write(NEWS) == docx.write(NEWS)


def test_the_articles_of_the_project_come_back_through_another_program() -> None:
    for handout in of_project():
        data = docx.write(handout)

        assert docx.read(data, PATH) == unchanged(handout)
        assert docx.read(through_python_docx(data, lambda table: None), PATH) == unchanged(handout)


def seen(table: Table) -> list[list[str]]:
    """What is to be seen in a table: without the hidden letters."""
    return [
        [
            "".join(run.text for p in cell.paragraphs for run in p.runs if not run.font.hidden)
            for cell in row.cells
        ]
        for row in table.rows
    ]


def test_a_reviewer_sees_a_table_on_a_wide_page() -> None:
    document = Document(BytesIO(docx.write(NEWS)))
    (section,) = document.sections

    assert section.page_width > section.page_height
    assert seen(document.tables[0])[:3] == [
        ["No", "Source", "Translation", "Comment", "Decision", "Remarks"],
        ["1", "The rector opened a laboratory", "Ректор открыл лабораторию", "", "", "title · approved"],
        ["2", NEWS.lines[1].source, NEWS.lines[1].target, "", "",
         REMARKS],
    ]  # fmt: skip


def test_the_heads_stand_on_every_page() -> None:
    rows = Document(BytesIO(docx.write(NEWS))).tables[0].rows

    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [
        False
    ] * 4


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ru", "ru-RU"), ("kk", "kk-KZ"), ("zh-Hans", "zh-CN"), ("ar", "ar-EG"), ("pt-BR", "pt-BR")],
)
def test_a_spelling_checker_is_told_the_language(tag: str, language: str) -> None:
    cells = Document(BytesIO(docx.write(replace(NEWS, target=tag)))).tables[0].rows[1].cells

    found = [cell.paragraphs[0].runs[0]._r.rPr.find(qn("w:lang")).attrib for cell in cells[1:3]]
    assert [set(one.values()) for one in found] == [{"en-US"}, {language}]


def test_a_text_from_right_to_left_is_set_so() -> None:
    table = Document(BytesIO(docx.write(replace(NEWS, target="ar", rtl=(False, True))))).tables[0]

    cells = table.rows[1].cells
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert [cell.paragraphs[0].runs[0].font.rtl for cell in cells[1:3]] == [None, True]
    assert [cell.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None for cell in cells[1:3]] == [
        False,
        True,
    ]


def test_what_a_reviewer_wrote_comes_back() -> None:
    def edit(table: Table) -> None:
        cells = table.rows[2].cells
        cells[2].text = "В ней **12 комнат**."
        cells[2].add_paragraph("И библиотека.")
        cells[3].text = "Двенадцать!"
        cells[4].text = "Needs work"
        table.rows[1].cells[4].text = "approved "

    expected = changed(unchanged(NEWS), "0123456789ab", said="approved")
    text = "В ней **12 комнат**.\nИ библиотека."
    assert docx.read(through_python_docx(docx.write(NEWS), edit), PATH) == changed(
        expected, "123456789abc", target=text, note="Двенадцать!", said="needs work"
    )


def test_rows_may_be_moved_and_deleted() -> None:
    def edit(table: Table) -> None:
        rows = [row._tr for row in table.rows]
        table._tbl.remove(rows[2])
        table._tbl.append(rows[1])

    units = unchanged(NEWS).units
    back = docx.read(through_python_docx(docx.write(NEWS), edit), PATH)
    assert back.units == (units[2], units[3], units[0])


def test_a_table_may_be_cut_in_two() -> None:
    half = '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="700" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:rPr><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="en-US"/></w:rPr></w:pPr><w:r><w:rPr><w:noProof/><w:vanish/></w:rPr><w:t xml:space="preserve">tilshi:23456789abcd'
    cut = "</w:tbl><w:p><w:r><w:t>Part two</w:t></w:r></w:p><w:tbl>"

    assert docx.read(word((half, cut + half)), PATH) == unchanged(NEWS)


def run(text: str, name: str = "t") -> str:
    return f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


TRACKED = (
    ("what was put in is there, what was taken out is not",
     run("Ректор ") + f"<w:ins w:id='1' w:author='An Editor'>{run('вчера ')}</w:ins>"
     + f"<w:del w:id='2' w:author='An Editor'>{run('тихо ', 'delText')}</w:del>" + run("открыл лабораторию"),
     "Ректор вчера открыл лабораторию"),
    ("what was put in and taken out again is not there",
     run("Ректор") + f"<w:ins w:id='1'><w:del w:id='2'>{run(' вуза', 'delText')}</w:del></w:ins>", "Ректор"),
    ("what was moved stands where it was moved to",
     f"<w:moveFrom w:id='1'>{run('открыл ')}</w:moveFrom>" + run("Лабораторию ")
     + f"<w:moveTo w:id='2'>{run('открыл ')}</w:moveTo>" + run("ректор"), "Лабораторию открыл ректор"),
    ("a link that Word made of an address is its text",
     f"<w:hyperlink>{run('https://news.example')}</w:hyperlink>", "https://news.example"),
    ("a field is what it shows",
     "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run(" DATE ", "instrText") + run("1 мая"), "1 мая"),
    ("a content control is what stands in it",
     f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Ректор')}</w:sdtContent></w:sdt>", "Ректор"),
    ("breaks, tabs and hyphens are letters",
     "<w:r><w:t>а</w:t><w:br/><w:t>б</w:t><w:tab/><w:t>в</w:t><w:noBreakHyphen/><w:t>г</w:t></w:r>",
     "а\nб\tв\u2011г"),
    ("an underscore that LibreOffice escaped is one",
     run("файл_x005F_x0041_ и _x0041_, _x005F_"), "файл_x0041_ и _x0041_, _x005F_"),
    ("a word that the spelling checker cut is one",
     run("Рек") + "<w:proofErr w:type='spellStart'/>" + run("тор"), "Ректор"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "text"), [row[1:] for row in TRACKED], ids=[r[0] for r in TRACKED]
)
def test_a_text_is_what_is_seen(runs: str, text: str) -> None:
    assert first(word((TEXT, f"</w:r>{runs}<w:r>"))) == text


def test_paragraphs_of_which_one_end_was_taken_out_are_one() -> None:
    gone = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    body = f"<w:t/></w:r></w:p><w:p>{gone}{run('Ректор ')}</w:p><w:p><w:r><w:t>открыл</w:t>"

    assert first(word((TEXT, body))) == "\nРектор открыл"


def test_a_row_taken_out_is_not_there_and_one_put_in_is_an_error() -> None:
    start = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    gone = word((start, start.replace("<w:cantSplit/>", "<w:del w:id='1'/>")))
    new = f"<w:tr><w:trPr><w:ins w:id='1'/></w:trPr>{'<w:tc><w:p>' + run('Жаңа') + '</w:p></w:tc>'}</w:tr>"

    assert refused(gone) == "news.docx: not a file to import: it does not say which texts it has"
    assert refused(word(("</w:tbl>", new + "</w:tbl>"))) == (
        "news.docx:6: a row that was not in the file when it went out: 'Жаңа'"
    )


def test_comments_in_the_margin_are_notes() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="comments.xml"/></Relationships>'
    comments = (
        f"<w:comments xmlns:w='{docx.MAIN}'><w:comment w:id='7'><w:p>{run('Какой?')}</w:p>"
        f"<w:p>{run('Их две.')}</w:p></w:comment><w:comment w:id='8'><w:p/></w:comment></w:comments>"
    )
    data = word((TEXT, TEXT + "<w:commentReference w:id='7'/><w:commentReference w:id='9'/>"))
    data = edited(data, "word/_rels/document.xml.rels", ("</Relationships>", relation))

    assert docx.read(replaced(data, {"word/comments.xml": comments}), PATH) == changed(
        unchanged(NEWS), "0123456789ab", note="Какой?\nИх две."
    )


def test_letters_that_word_cannot_hold_are_named_and_come_back() -> None:
    line = Line("0123456789ab", "", "", "a\x0cb\r", "U+000C\x01", State.DRAFT)
    data = docx.write(replace(NEWS, lines=(line,)))

    assert seen(Document(BytesIO(data)).tables[0])[1][1:3] == ["aU+000CbU+000D", "U+000CU+0001"]
    assert docx.read(data, PATH).units[0].target == "U+000C\x01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tilshi:123456789abc:bbbbbbbbbbbb;", "",
         "news.docx:3: a row that was not in the file when it went out: '2\\nIt has **12 rooms** and [a library](https://news.example/l'"),
        ("tilshi-article:news:ru;", "", "news.docx: not a file to import: its table has no row of heads"),
        ("Translation<", "Перевод<", "news.docx:2: a row without the column translation"),
        ("123456789abc:", "0123456789ab:", DOUBLE),
        ('<w:tcW w:w="4300" w:type="dxa"/></w:tcPr>', '<w:gridSpan w:val="2"/></w:tcPr>',
         "news.docx:2: a row without the column translation"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_with_its_row(old: str, new: str, said: str) -> None:
    assert refused(word((old, new))) == said


def test_a_decision_nobody_knows_is_refused() -> None:
    def edit(table: Table) -> None:
        table.rows[3].cells[4].text = "ok"

    said = refused(through_python_docx(docx.write(NEWS), edit))
    assert said == "news.docx:4: no such decision: 'ok'"


def test_a_document_of_somebody_else_is_refused() -> None:
    document, saved = Document(), BytesIO()
    document.add_table(2, 2).rows[0].cells[0].text = "Кесте"
    document.save(saved)

    assert refused(saved.getvalue()) == ("news.docx: not a file to import: it has no table of ours")


def test_a_workbook_is_no_document() -> None:
    from workflow.exchange.formats import xlsx

    assert refused(xlsx.write(NEWS)) == "news.docx: not a file to import: it has no document"


def test_a_file_with_a_password_is_refused() -> None:
    assert refused(parts.OLD + b"\0" * 500) == "news.docx: an old file, or one with a password"


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    data = bomb(docx.write(NEWS), BODY, parts.LARGEST)
    assert len(data) < 100_000

    assert refused(data) == f"news.docx: {BODY} has more than 64 MB unpacked"


@pytest.mark.parametrize("name", [BODY, "_rels/.rels"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
)
def test_a_document_type_is_refused_wherever_it_stands(name: str, doctype: str) -> None:
    text = part(docx.write(NEWS), name).replace("?>\n", "?>\n" + doctype, 1)

    assert refused(replaced(docx.write(NEWS), {name: text})) == (
        f"news.docx:{name}:2: the file declares a document type"
    )


def test_tables_without_end_inside_each_other_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 40

    assert "elements too deep inside each other" in refused(word((TEXT, deep)))


def test_a_relation_out_of_the_file_is_not_followed() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    outside = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" {target}/>'
        for n, target in enumerate(
            ('Target="http://127.0.0.1:9/" TargetMode="External"', 'Target="../../../etc/passwd"')
        )
    )
    rels = "word/_rels/document.xml.rels"
    data = edited(docx.write(NEWS), rels, ("</Relationships>", outside + "</Relationships>"))

    assert docx.read(data, PATH) == unchanged(NEWS)


@settings(deadline=None)
@given(st.integers(0, len(docx.write(NEWS)) - 1), st.integers(0, 255))
def test_a_damaged_byte_never_ends_in_a_bug(place: int, byte: int) -> None:
    data = bytearray(docx.write(NEWS))
    data[place] = byte
    try:
        back = docx.read(bytes(data), PATH)
    except UserError:
        return

    assert back == unchanged(NEWS)
