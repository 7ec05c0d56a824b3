"""Findings as they are told, in each format."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.checks import CHECKS
from i18n.edits import Edit
from i18n.evidence.problem import Finding, Problem, Severity
from i18n.model import Mark, Unit
from workflow import findings
from workflow.commands import check
from workflow.findings import FORMATS, excerpt
from workflow.findings.told import Told, View

RAIN = Unit(
    "It rained for 45 days.", "Дождь шёл  долго.", references=("articles/rain.txt:3",), line=9
)
WIDE = Unit("The university opened.", "大学“开放”，了.", line=20)
MISSING = Finding(
    "negation", Severity.ERROR, RAIN, Problem("45 is not in the translation", ((14, 16),))
)
SPACE = Finding(
    "glossary",
    Severity.FIX,
    RAIN,
    Problem("two spaces", target=((9, 11),), fix=(Edit(9, 11, "\u00a0"),)),
)
WARNING = Finding("forbidden", Severity.WARNING, WIDE, Problem("a mark", target=((8, 9),)))
DISMISSED = Finding("stale", Severity.WARNING, WIDE, Problem("old"), reason="it is not")
TOLD = [
    Told(Path("locales/ru/rain.po"), "rain", "ru", (MISSING, SPACE)),
    Told(Path("locales/zh_Hans/rain.po"), "rain", "zh_Hans", (WARNING, DISMISSED)),
    Told(Path("locales/kk/rain.po"), "rain", "kk"),
]
ALL = View(Severity.INFO)
NASTY = 'a\x1b[31m\x00\x9b\n::error::%0A,:"<&>]]>\u202e\u2028\U0001f600 天'


def told(form: str, view: View = ALL, of: list[Told] = TOLD) -> str:
    return "\n".join(findings.render(form, of, view))


def nasty() -> list[Told]:
    unit = Unit(NASTY, NASTY, NASTY, references=(NASTY,), line=1)
    finding = Finding("empty", Severity.ERROR, unit, Problem(NASTY, ((0, 3),), ((2, 5),)))
    return [Told(Path("a, b:%.po"), NASTY, "ru", (finding,))]


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == check.FORMATS
    assert tuple(Severity) == check.SEVERITIES


def test_people_see_each_sentence_with_what_is_wrong_in_it() -> None:
    assert click.unstyle(told("text")).split("\n") == [
        "rain [ru]: 1 error, 1 fix",
        "locales/ru/rain.po:9: error: 45 is not in the translation [negation]",
        "locales/ru/rain.po:9: fix: two spaces [glossary]",
        "    articles/rain.txt:3",
        "    It rained for 45 days.",
        "                  ^^",
        "    Дождь шёл  долго.",
        "             ^^",
        "    fix: Дождь шёл[-  -]{+⍽+}долго.",
        "",
        "rain [zh_Hans]: 1 warning",
        "locales/zh_Hans/rain.po:20: warning: a mark [forbidden]",
        "    The university opened.",
        "    大学“开放”，了.",
        "                  ^",
        "",
        "check      error  warning  fix  dismissed",
        "negation       1        ·    ·          ·",
        "glossary       ·        ·    1          ·",
        "forbidden      ·        1    ·          ·",
        "stale          ·        ·    ·          1",
        "3 catalogs checked: 1 error, 1 warning.",
        "1 finding can be mended by: tilshi check --fix",
        "What a check sees, and how to mend it: tilshi check --explain CHECK",
    ]


def test_what_is_not_shown_is_counted() -> None:
    said = click.unstyle(told("text", View(Severity.ERROR))).split("\n")

    assert "Not shown: 1 warning, 1 fix; --severity fix shows them." in said
    assert not any("warning: a mark" in line for line in said)


def test_many_findings_of_a_check_are_folded() -> None:
    units = [Unit(f"It rained for {n} days.", "Дождь.", line=n) for n in range(1, 7)]
    many = tuple(Finding("negation", Severity.ERROR, unit, Problem("missing")) for unit in units)
    of = [Told(Path("a.po"), "", "ru", many)]

    folded, unfolded = told("text", View(), of), told("text", View(fold=0), of)

    assert (folded.count("missing"), unfolded.count("missing")) == (3, 6)
    assert "3 more of negation: tilshi check a.po -l ru --select negation shows them" in folded
    assert "6 errors" in folded


@pytest.mark.parametrize(
    ("text", "spans", "lines"),
    [
        ("大学在北京。", [(3, 5)], ["大学在北京。", "      ^^^^"]),
        ("e\u0301t\u0435st", [(2, 4)], ["e\u0301t\u0435st", " ^^"]),
        ("tab\there\x07", [(3, 4)], ["tab→here\ufffd", "   ^"]),
        ("abc", [], ["abc"]),
        ("abc", [(0, 3)], ["abc"]),
        ("a" * 200, [(150, 152)], ["…" + "a" * 88, " " * 39 + "^^"]),
        ("大" * 100, [(50, 51)], ["…" + "大" * 44 + "…", " " * 25 + "^^"]),
    ],
)
def test_marks_stand_under_what_they_mark(text: str, spans: Any, lines: list[str]) -> None:
    assert list(excerpt.marked(text, spans)) == lines


def test_on_a_narrow_terminal_less_of_a_text_is_shown_and_marks_stay_in_place() -> None:
    text = "The council approved a budget of 45 million tenge on Monday, the mayor said."

    assert list(excerpt.marked(text, [(33, 35)], 30)) == [
        "…budget of 45 million tenge on …",
        "           ^^",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('Он сказал: "да".', "Он сказал: «да».", 'Он сказал: [-"-]{+«+}да[-"-]{+»+}.'),
        ("5 км", "5\u00a0км", "5[- -]{+⍽+}км"),
        (
            "x" * 50 + " ,",
            "x" * 50 + ",",
            f"…{'x' * 20}[- -],",
        ),
        ("a" * 3000 + "b", "a" * 3000 + "c", f"…{'a' * 20}[-b-]{{+c+}}"),
    ],
)
def test_a_change_is_shown_by_the_letter(old: str, new: str, said: str) -> None:
    assert click.unstyle(excerpt.compared(old, new)) == said


def test_programs_read_a_list_of_objects() -> None:
    rows = json.loads(told("json"))

    assert rows[0] == {
        "path": "locales/ru/rain.po",
        "line": 9,
        "article": "rain",
        "locale": "ru",
        "check": "negation",
        "severity": "error",
        "message": "45 is not in the translation",
        "context": "",
        "source": RAIN.source,
        "target": RAIN.target,
        "source_spans": [[14, 16]],
        "target_spans": [],
        "fix": [],
        "references": ["articles/rain.txt:3"],
        "dismissed": None,
    }
    assert rows[1]["fix"] == [{"start": 9, "end": 11, "text": "\u00a0"}]
    assert rows[3]["dismissed"] == "it is not"
    assert json.loads(told("json", ALL, [])) == []


def test_github_gets_a_command_for_each_finding_that_stands() -> None:
    assert told("github").split("\n") == [
        (
            "::error file=locales/ru/rain.po,line=9,title=negation [ru]::45 is not in the translation"
            "%0AIt rained for 45 days.%0AДождь шёл  долго."
        ),
        (
            "::notice file=locales/ru/rain.po,line=9,title=glossary [ru]::two spaces"
            "%0AIt rained for 45 days.%0AДождь шёл  долго."
        ),
        (
            "::warning file=locales/zh_Hans/rain.po,line=20,title=forbidden [zh_Hans]::a mark"
            "%0AThe university opened.%0A大学“开放”，了."
        ),
        "1 error, 1 warning.",
    ]


def test_a_text_cannot_give_commands_to_github() -> None:
    lines = told("github", ALL, nasty()).split("\n")

    assert len(lines) == 2
    assert lines[0].startswith("::error file=a%2C b%3A%25.po,line=1,title=empty [ru]::a\ufffd[31m")
    assert "%250A" in lines[0]


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_cannot_steer_a_terminal(form: str) -> None:
    said = click.unstyle(told(form, ALL, nasty()))

    assert not {"\x1b", "\x00", "\x9b", "\u202e", "\u2028"} & set(said)


@pytest.mark.parametrize("form", FORMATS)
def test_a_path_may_have_any_bytes_and_steers_nothing(form: str) -> None:
    path = Path(os.fsdecode(b"a\xff\n::error::\x1b[31m.po"))

    said = click.unstyle(told(form, ALL, [replace(nasty()[0], path=path)]))

    assert said.encode()
    assert "\x1b" not in said
    assert form == "junit" or not re.search("^::error::", said, re.MULTILINE)


def test_the_address_of_a_file_has_the_bytes_of_its_name() -> None:
    of = [replace(nasty()[0], path=Path(os.fsdecode(b"a\xff.po")))]

    (result,) = json.loads(told("sarif", ALL, of))["runs"][0]["results"]

    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%FF.po"}
    assert os.fsencode(json.loads(told("json", ALL, of))[0]["path"]) == b"a\xff.po"


def test_sarif_is_as_its_schema_asks() -> None:
    log = json.loads(told("sarif"))

    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], log["$schema"].endswith("sarif-schema-2.1.0.json")) == ("2.1.0", True)
    assert [rule["id"] for rule in rules] == list(CHECKS)
    for rule in rules:
        text(rule["shortDescription"]), text(rule["fullDescription"]), text(rule["help"])
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        text(result["message"])
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        assert physical["artifactLocation"]["uri"].startswith("locales/")
        assert physical["region"]["startLine"] >= 1
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        for one in result["suppressions"]:
            assert one["kind"] in {"inSource", "external"}
    assert [len(result["suppressions"]) for result in run["results"]] == [0, 0, 0, 1]
    assert len({str(result["partialFingerprints"]) for result in run["results"]}) == 4


def text(message: dict[str, str]) -> None:
    assert message["text"].strip()
    assert set(message) <= {"text", "markdown", "id", "arguments"}


def test_the_address_of_a_file_is_a_uri() -> None:
    (result,) = json.loads(told("sarif", ALL, nasty()))["runs"][0]["results"]

    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%2C%20b%3A%25.po"}


def test_junit_has_a_suite_a_catalog_and_a_failure_an_error() -> None:
    root = ElementTree.fromstring(told("junit"))

    assert root.tag == "testsuites"
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("locales/ru/rain.po", "2", "1"),
        ("locales/zh_Hans/rain.po", "2", "0"),
        ("locales/kk/rain.po", "1", "0"),
    ]
    outcomes = [[case.find("*") for case in suite] for suite in root]
    assert [[one.tag for one in each if one is not None] for each in outcomes] == [
        ["failure", "system-out"],
        ["system-out", "skipped"],
        [],
    ]


@given(
    st.text(
        st.sampled_from('aЖ天\u0301\x00\x1b\ud7ff\ufffe\uffff\n\t"<&>]%:,')
        | st.characters(codec="utf-8")
    )
)
def test_every_format_takes_every_text(nasty: str) -> None:
    unit = Unit(nasty, nasty, line=3, marks=(Mark("mt", nasty),))
    spans = ((0, len(nasty)),) if nasty else ()
    finding = Finding("empty", Severity.ERROR, unit, Problem(nasty or "a", spans, spans))
    of = [Told(Path("a.po"), "a", "ru", (finding,))]

    ElementTree.fromstring(told("junit", ALL, of))
    assert json.loads(told("json", ALL, of))[0]["source"] == nasty
    assert json.loads(told("sarif", ALL, of))["version"] == "2.1.0"
    assert len(told("github", ALL, of).split("\n")) == 2
    assert told("text", ALL, of)
