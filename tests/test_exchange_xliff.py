"""XLIFF 1.2: what goes out comes back, through the library that Virtaal and Weblate use too."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from handouts import NEWS, changed, handouts, of_project, unchanged
from hypothesis import given, settings

from i18n.errors import UserError
from i18n.model import State
from workflow.exchange.formats import xliff
from workflow.exchange.handout import Back, Handout, Line

PATH = "news.xlf"

TOOLKIT = """
import json, sys
from translate.storage.xliff import xlifffile
path, edits = sys.argv[1], json.loads(sys.argv[2])
store = xlifffile.parsefile(path)
shown = [[unit.getid(), str(unit.source), str(unit.target or "")] for unit in store.units]
for unit in store.units:
    for name, value in edits.get(unit.xmlelement.get("id"), {}).items():
        if name == "target":
            unit.target = value
        elif name == "words":
            rich = unit.rich_target
            for piece in rich[0].flatten():
                piece.sub = [value[1] if part == value[0] else part for part in piece.sub]
            unit.rich_target = rich
        elif name == "note":
            unit.addnote(value, origin="translator")
        else:
            getattr(unit, name)(value)
store.savefile(path)
json.dump(shown, sys.stdout)
"""
"""Run apart: translate-toolkit is GPL, and no part of the program."""


def through_toolkit(data: bytes, folder: Path, **edits: dict[str, object]) -> tuple[bytes, list]:
    """The file as translate-toolkit saves it, and the units it read."""
    path = folder / PATH
    path.write_bytes(data)
    words = {uid.removeprefix("_"): values for uid, values in edits.items()}
    command = [sys.executable, "-c", TOOLKIT, str(path), json.dumps(words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return path.read_bytes(), json.loads(done.stdout)


@settings(deadline=None)
@given(handouts)
def test_what_nobody_touched_comes_back_as_it_was(handout: Handout) -> None:
    assert xliff.read(xliff.write(handout), PATH) == unchanged(handout)


def test_a_handout_is_the_same_file_every_time() -> None:
    assert xliff.write(NEWS) == xliff.write(NEWS)


def test_the_articles_of_the_project_come_back_as_they_were() -> None:
    for handout in of_project():
        assert xliff.read(xliff.write(handout), PATH) == unchanged(handout)


def test_markup_is_protected_and_numbered_alike_in_both_languages() -> None:
    text = xliff.write(NEWS).decode()

    assert (
        '<source>It has <bpt id="1">**</bpt>12 rooms<ept id="1">**</ept> and '
        '<bpt id="2">[</bpt>a library'
        '<ept id="2">](https://news.example/library?a=1&amp;b=2)</ept>.</source>\n'
        '<target state="needs-review-translation">В ней <bpt id="1">**</bpt>20 комнат'
        '<ept id="1">**</ept> и <bpt id="2">[</bpt>библиотека'
        '<ept id="2">](https://news.example/library?a=1&amp;b=2)</ept>.</target>\n'
        '<note from="tilshi">Check: 12 is not in the translation</note>\n'
        '<note from="tilshi">Term: library → библиотека</note>\n'
        '<note from="tilshi">Note: Ask the rector how many</note>'
    ) in text


def test_the_old_source_stands_beside_a_stale_translation() -> None:
    assert (
        '<alt-trans alttranstype="previous-version">\n'
        "<source>Students come from 4 countries.</source>\n"
        "<target>Студенты приехали из 4 стран.</target>\n</alt-trans>"
    ) in xliff.write(NEWS).decode()


def test_translate_toolkit_reads_every_unit_whole(tmp_path: Path) -> None:
    _, shown = through_toolkit(xliff.write(NEWS), tmp_path)

    assert [(source, target) for _, source, target in shown] == [
        (line.source, line.target) for line in NEWS.lines
    ]


def test_what_translate_toolkit_saves_untouched_comes_back_as_it_was(tmp_path: Path) -> None:
    for number, handout in enumerate(of_project()):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved, _ = through_toolkit(xliff.write(handout), folder)

        assert xliff.read(saved, PATH) == unchanged(handout)


def test_an_edit_in_translate_toolkit_comes_back_with_its_base(tmp_path: Path) -> None:
    saved, _ = through_toolkit(
        xliff.write(NEWS), tmp_path,
        _123456789abc={"words": ["20 комнат", "12 комнат"], "note": "Двенадцать!"},
        _23456789abcd={"target": "Студенты приехали из 5 стран."},
        _3456789abcde={"target": "= НИОКР <b>стоят</b> денег"},
    )  # fmt: skip

    text = "В ней **12 комнат** и [библиотека](https://news.example/library?a=1&b=2)."
    expected = changed(unchanged(NEWS), "123456789abc", target=text, note="Двенадцать!")
    expected = changed(expected, "23456789abcd", target="Студенты приехали из 5 стран.")
    expected = changed(expected, "3456789abcde", target="= НИОКР <b>стоят</b> денег")
    assert xliff.read(saved, PATH) == expected


def test_what_is_decided_in_translate_toolkit_comes_back(tmp_path: Path) -> None:
    saved, _ = through_toolkit(
        xliff.write(NEWS), tmp_path,
        _0123456789ab={"markfuzzy": True},
        _123456789abc={"markapproved": True},
    )  # fmt: skip

    said = {unit.uid: unit.said for unit in xliff.read(saved, PATH).units}
    assert said == {
        "0123456789ab": "needs work",
        "123456789abc": "approved",
        "23456789abcd": "",
        "3456789abcde": "",
    }


def tool(state: str, approved: str = "", sent: State = State.DRAFT, text: str = "Мәтін") -> str:
    """What a unit says whose state a tool has set."""
    line = replace(NEWS.lines[1], state=sent, target=text)
    data = xliff.write(replace(NEWS, lines=(line,))).decode()
    was = f'state="{xliff.STATES[sent]}"'
    assert data.count(was) == 1, data
    data = data.replace(was, f'state="{state}"').replace(' approved="yes"', "")
    data = data.replace("<trans-unit", f"<trans-unit{approved}")
    return xliff.read(data.encode(), PATH).units[0].said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("final", "approved"),
        ("signed-off", "approved"),
        ("translated", ""),
        ("needs-review-translation", ""),  # as it went out
        ("needs-translation", "needs work"),
        ("needs-review-l10n", "needs work"),
        ("x-done", ""),
    ],
)
def test_a_state_that_a_tool_has_set_is_a_decision(state: str, said: str) -> None:
    assert tool(state) == said


def test_a_translation_with_the_mark_of_approval_is_approved() -> None:
    assert tool("needs-review-translation", ' approved="yes"') == "approved"


def test_a_mark_of_approval_that_an_edit_has_set_decides_nothing() -> None:
    assert tool("translated", ' approved="yes"') == ""


def test_a_lost_mark_of_approval_decides_nothing() -> None:
    assert tool("translated", sent=State.APPROVED) == ""


def test_an_approved_text_sent_back_needs_work() -> None:
    assert tool("needs-review-translation", sent=State.APPROVED) == "needs work"


def test_nothing_is_said_of_a_translation_that_is_not_there() -> None:
    assert tool("final", ' approved="yes"', State.UNTRANSLATED, text="") == ""


def test_what_lokalize_puts_between_tags_is_no_text() -> None:
    text = Line("0123456789ab", "a" * 12, "", "*[Ask us](https://a.kz)*", "", State.UNTRANSLATED)
    data = xliff.write(replace(NEWS, lines=(text,))).decode()
    source = data[data.index("<source>") + 8 : data.index("</source>")]
    gap = "\n          "
    written = data.replace(source, f"{gap}{source.replace('><', f'>{gap}<')}\n        ").replace(
        '<target state="new"></target>',
        '<target phase-name="approval-1" state="signed-off">'
        '<bpt id="1">*</bpt><bpt id="2">[</bpt>Бізге<ept id="2">](https://a.kz)</ept>'
        '<ept id="1">*</ept>\nжазыңыз</target>',
    )

    assert gap + "<bpt" in written
    assert xliff.read(written.encode(), PATH).units == (
        Back(text.uid, text.base, "*[Бізге](https://a.kz)*\nжазыңыз", text.source, "approved"),
    )


def with_target(state: str) -> str:
    """The translation of a unit that went out without, with its source there and this state."""
    old = '<target state="new"></target>'
    new = f"<target{state}>= R&amp;D <bpt id='1'>&lt;b></bpt>costs<ept id='1'>&lt;/b></ept> money</target>"
    text = xliff.write(NEWS).decode()
    assert old in text
    return xliff.read(text.replace(old, new).encode(), PATH).units[3].target


def test_a_source_that_a_tool_put_in_place_of_a_translation_is_none() -> None:
    assert with_target(' state="new"') == with_target("") == ""
    assert with_target(' state="translated"') == NEWS.lines[3].source


@pytest.mark.parametrize(
    "target",
    [
        "В ней <g id='1'>12 комнат</g> и <g id='2'>библиотека</g>.",
        "В ней <bx id='1'/>12 комнат<ex id='1'/> и <bpt id='2'/>библиотека<ept id='2'/>.",
        "<mrk mtype='seg' mid='1'>В ней <g id='1'>12 комнат</g> и </mrk><g id='2'>библиотека</g>.",
    ],
)
def test_codes_that_a_tool_wrote_its_own_way_are_as_they_were(target: str) -> None:
    text = xliff.write(NEWS).decode()
    start = text.index("В ней")
    text = text[:start] + target + text[text.index("</target>", start) :]

    assert xliff.read(text.encode(), PATH).units[1].target == (
        "В ней **12 комнат** и [библиотека](https://news.example/library?a=1&b=2)."
    )


ENTITY = '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
TYPED = '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/xliff.dtd">'
OTHER = '<?xml version="1.0"?>\n<html/>'
TWICE = '<trans-unit id="0123456789ab"><source>a</source><target>b</target></trans-unit></body>'
NAMELESS = "<trans-unit><source>a</source><target>Жаңа</target></trans-unit></body>"
SECOND = '</file><file original="other" target-language="ru"><body><trans-unit id="1"/></body></file></xliff>'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<xliff ", ENTITY + "<xliff ", "news.xlf:2: the file declares a document type"),
        ("<xliff ", TYPED + "<xliff ", "news.xlf:2: the file declares a document type"),
        ("</file>", "", "news.xlf:32: not XML: mismatched tag"),
        ("</body>", TWICE, "news.xlf:30: two rows of one text, and they differ: 'b'"),
        ("</body>", NAMELESS, "news.xlf:30: a row that was not in the file when it went out: 'a'"),
        ('"1.2"', '"2.0"', "news.xlf: not a file to import: no XLIFF 1.2: <xliff 2.0>"),
        (' target-language="ru"', "", "news.xlf: not a file to import: it does not say which texts it has"),
        ("</file>\n</xliff>", SECOND, "news.xlf:31: a row of other in ru, in a file of news in ru"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_said_with_its_place(old: str, new: str, said: str) -> None:
    text = xliff.write(NEWS).decode()
    assert old in text

    with pytest.raises(UserError) as caught:
        xliff.read(text.replace(old, new).encode(), PATH)

    assert str(caught.value) == said


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", OTHER.encode(), b"\xff\xfe", b"<a" * 9])
def test_what_is_no_xliff_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        xliff.read(data, PATH)


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(UserError) as caught:
        xliff.read(b"<xliff>" + b"<g>" * 100_000, PATH)

    assert "too deep" in str(caught.value)
