"""XLIFF 2.0: what goes out comes back, and is built as the specification wants it."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from handouts import NEWS, changed, handouts, of_project, unchanged
from hypothesis import given, settings

from i18n import xml
from i18n.errors import UserError
from i18n.model import State
from i18n.xml import Element
from workflow.exchange.formats import xliff2
from workflow.exchange.handout import Handout, Line

PATH = "news.xlf"

TOOLKIT = """
import json, sys
from translate.storage.xliff2 import Xliff2File
path, edits = sys.argv[1], json.loads(sys.argv[2])
store = Xliff2File.parsefile(path)
for unit in store.units:
    for name, value in edits.get(unit.getid(), {}).items():
        if name == "target":
            unit.target = value
        elif name == "note":
            unit.addnote(value, origin="translator")
        else:
            getattr(unit, name)(value)
store.savefile(path)
json.dump([unit.getid() for unit in store.units], sys.stdout)
"""
"""Run apart: translate-toolkit is GPL, and no part of the program."""

CHILDREN = {
    "xliff": ["file"],
    "file": ["notes", "unit"],
    "unit": ["notes", "originalData", "segment"],
    "notes": ["note"],
    "originalData": ["data"],
    "segment": ["source", "target"],
    "source": ["ph", "pc", "sc", "ec", "cp"],
    "target": ["ph", "pc", "sc", "ec", "cp"],
    "pc": ["ph", "pc", "sc", "ec", "cp"],
}
"""What may stand in an element; outside the texts, in this order."""

NEEDED = {
    "xliff": {"version", "srcLang", "trgLang"},
    "file": {"id"},
    "unit": {"id"},
    "data": {"id"},
    "pc": {"id", "dataRefStart", "dataRefEnd"},
    "sc": {"id", "dataRef"},
    "ec": {"startRef", "dataRef"},
    "ph": {"id", "dataRef"},
    "cp": {"hex"},
}
STATES = {"initial", "translated", "reviewed", "final"}


def check(element: Element) -> None:
    """Fail where the structure is not that of the specification, chapter 4."""
    names = [child.name for child in element.children]
    allowed = CHILDREN.get(element.name, [])
    assert set(names) <= set(allowed), element
    assert element.attributes.keys() >= NEEDED.get(element.name, set()), element
    if element.name not in {"source", "target", "pc"}:
        assert names == sorted(names, key=allowed.index)
        assert not allowed or not "".join(p for p in element.content if isinstance(p, str)).strip()
    if element.name == "unit":
        check_unit(element)
    for child in element.children:
        check(child)


def check_unit(unit: Element) -> None:
    """Its references lead somewhere, and no identifier is there twice."""
    segment = unit.child("segment")
    assert segment
    assert segment.attributes["state"] in STATES
    assert segment.child("target") or segment.attributes["state"] == "initial"
    data = [one.attributes["id"] for one in unit.all("data")]
    assert len(set(data)) == len(data)
    refs = ("dataRef", "dataRefStart", "dataRefEnd")
    assert {one.attributes[r] for one in segment.all() for r in refs if r in one.attributes} == set(
        data
    )
    for text in segment.children:
        codes = Counter(c.attributes["id"] for c in text.all("ph", "pc", "sc"))
        assert not [number for number, times in codes.items() if times > 1]
        starts = sorted(c.attributes["id"] for c in text.all("sc"))
        assert sorted(c.attributes["startRef"] for c in text.all("ec")) == starts


def through_toolkit(data: bytes, folder: Path, **edits: dict[str, object]) -> bytes:
    """The file as translate-toolkit saves it."""
    path = folder / PATH
    path.write_bytes(data)
    words = {uid.removeprefix("_"): values for uid, values in edits.items()}
    command = [sys.executable, "-c", TOOLKIT, str(path), json.dumps(words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) > 1
    return path.read_bytes()


@settings(deadline=None)
@given(handouts)
def test_what_nobody_touched_comes_back_as_it_was(handout: Handout) -> None:
    data = xliff2.write(handout)
    check(xml.parse(data, PATH))

    assert xliff2.read(data, PATH) == unchanged(handout)


def test_a_handout_is_the_same_file_every_time() -> None:
    assert xliff2.write(NEWS) == xliff2.write(NEWS)


def test_the_articles_of_the_project_come_back_as_they_were() -> None:
    for handout in of_project():
        data = xliff2.write(handout)
        check(xml.parse(data, PATH))

        assert xliff2.read(data, PATH) == unchanged(handout)


def test_markup_is_protected_and_numbered_alike_in_both_languages() -> None:
    assert (
        '<originalData>\n<data id="d1">**</data>\n<data id="d2">[</data>\n'
        '<data id="d3">](https://news.example/library?a=1&amp;b=2)</data>\n</originalData>\n'
        '<segment state="initial">\n'
        '<source>It has <pc id="1" dataRefStart="d1" dataRefEnd="d1">12 rooms</pc> and '
        '<pc id="2" dataRefStart="d2" dataRefEnd="d3">a library</pc>.</source>\n'
        '<target>В ней <pc id="1" dataRefStart="d1" dataRefEnd="d1">20 комнат</pc> и '
        '<pc id="2" dataRefStart="d2" dataRefEnd="d3">библиотека</pc>.</target>\n'
        "</segment>"
    ) in xliff2.write(NEWS).decode()


def test_pairs_that_cross_each_other_are_written_in_halves() -> None:
    line = Line("0123456789ab", "", "", "<b>қала <i>мен</b> дала</i>", "", State.UNTRANSLATED)

    assert (
        '<source><sc id="1" dataRef="d1"/>қала <sc id="2" dataRef="d2"/>мен'
        '<ec startRef="1" dataRef="d3"/> дала<ec startRef="2" dataRef="d4"/></source>'
    ) in xliff2.write(replace(NEWS, lines=(line,))).decode()


def test_what_translate_toolkit_saves_untouched_comes_back_as_it_was(tmp_path: Path) -> None:
    for number, handout in enumerate(of_project()):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved = through_toolkit(xliff2.write(handout), folder)

        assert xliff2.read(saved, PATH) == unchanged(handout)


def test_edits_and_decisions_in_translate_toolkit_come_back(tmp_path: Path) -> None:
    saved = through_toolkit(
        xliff2.write(NEWS), tmp_path,
        _0123456789ab={"markfuzzy": True},
        _123456789abc={"markapproved": True},
        _23456789abcd={"target": "Студенты приехали из 5 стран.", "note": "Пять!"},
        _3456789abcde={"target": "= НИОКР стоят денег"},
    )  # fmt: skip

    expected = changed(unchanged(NEWS), "0123456789ab", said="needs work")
    expected = changed(expected, "123456789abc", said="approved")
    text = "Студенты приехали из 5 стран."
    expected = changed(expected, "23456789abcd", target=text, note="Пять!")
    expected = changed(expected, "3456789abcde", target="= НИОКР стоят денег")
    assert xliff2.read(saved, PATH) == expected


def tool(segments: str, sent: State = State.DRAFT) -> tuple[str, str]:
    """The text of a unit whose segments a tool has written, and what is said of it."""
    line = replace(NEWS.lines[1], state=sent)
    text = xliff2.write(replace(NEWS, lines=(line,))).decode()
    start, end = text.index("<segment"), text.index("</unit>")
    unit = xliff2.read((text[:start] + segments + text[end:]).encode(), PATH).units[0]
    return unit.target, unit.said


def segment(source: str, target: str, state: str = "translated") -> str:
    return f'<segment state="{state}"><source>{source}</source><target>{target}</target></segment>'


@pytest.mark.parametrize(
    ("state", "sent", "said"),
    [
        ("initial", State.DRAFT, ""),
        ("translated", State.DRAFT, ""),
        ("reviewed", State.DRAFT, "approved"),
        ("final", State.NEEDS_WORK, "approved"),
        ("final", State.APPROVED, ""),
        ("translated", State.APPROVED, ""),
        ("initial", State.APPROVED, "needs work"),
    ],
)
def test_a_state_that_a_tool_has_set_is_a_decision(state: str, sent: State, said: str) -> None:
    assert tool(segment("It has", "В ней", state), sent) == ("В ней", said)


def test_segments_that_a_tool_made_of_one_are_one_text() -> None:
    gap = "<ignorable><source> </source></ignorable>"
    segments = segment("It has.", "Иә.", "final") + gap + segment("A.", "Жоқ.", "final")

    assert tool(segments) == ("Иә. Жоқ.", "approved")


def test_a_text_of_which_half_is_translated_is_not_there_yet() -> None:
    half = '<segment state="initial"><source>A library.</source></segment>'

    assert tool(segment("It has.", "Бар.", "final") + half) == ("", "")


def test_segments_that_are_not_all_approved_are_not_approved() -> None:
    segments = segment("It has.", "Иә.", "final") + segment("A.", "Жоқ.")

    assert tool(segments) == ("Иә.Жоқ.", "")


def test_a_source_that_a_tool_put_in_place_of_a_translation_is_none() -> None:
    assert tool(segment("BBC", "BBC", "initial"), State.UNTRANSLATED) == ("", "")
    assert tool(segment("BBC", "BBC"), State.UNTRANSLATED) == ("BBC", "")


ENTITY = '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<xliff ", ENTITY + "<xliff ", "news.xlf:2: the file declares a document type"),
        ("</segment>", "", "news.xlf:10: not XML: mismatched tag"),
        ('"2.0"', '"1.2"', "news.xlf: not a file to import: no XLIFF 2.0: <xliff 1.2>"),
        (' trgLang="ru"', "", "news.xlf: not a file to import: it does not say which texts it has"),
        ("</file>", "<unit><segment><source>a</source></segment></unit></file>",
         "news.xlf:45: a row that was not in the file when it went out: 'a'"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_said_with_its_place(old: str, new: str, said: str) -> None:
    text = xliff2.write(NEWS).decode()
    assert old in text

    with pytest.raises(UserError) as caught:
        xliff2.read(text.replace(old, new).encode(), PATH)

    assert str(caught.value) == said
