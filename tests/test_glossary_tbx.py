"""TBX: what peers read of ours, what we read of theirs, and what nobody may make us do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from patience import in_time
from test_glossary_sheet import GLOSSARIES, GLOSSARY

from i18n.errors import UserError
from i18n.glossary import tbx
from i18n.glossary.glossary import Entry, Forms, Glossary, Taken

PATH = "terms.tbx"

TOOLKIT = """
import json, sys
from translate.storage.tbx import tbxfile
with open(sys.argv[1], "rb") as file:
    store = tbxfile(file, sourcelanguage="en", targetlanguage=sys.argv[2])
json.dump([
    [unit.source, unit.istranslatable(), unit.getnotes("definition"),
     [[term.text, term.deprecated] for term in unit.get_target_terms()]]
    for unit in store.units
], sys.stdout)
"""
WRITER = """
import sys
from translate.storage.tbx import tbxfile
store = tbxfile(sourcelanguage="en", targetlanguage="ru")
rector = store.addsourceunit("rector")
rector.set_target_terms(["ректор", "глава вуза"], "ru")
rector.set_common_note("of a university", source=True)
store.addsourceunit("dean").set_target_terms(["декан"], "ru")
with open(sys.argv[1], "wb") as file:
    store.serialize(file)
"""
"""Run apart: translate-toolkit is GPL, and no part of the program."""


def martif(entries: str, head: str = "") -> bytes:
    return f"<?xml version='1.0'?>{head}<martif type='TBX'><text><body>{entries}</body></text></martif>".encode()


def concept(**languages: str) -> str:
    """A concept with a term in each language; one in brackets is deprecated."""
    note = "<termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote>"
    sets = (
        f"<langSet xml:lang='{tag.replace('_', '-')}'><tig><term>{text.strip('[]')}</term>"
        f"{note if text.startswith('[') else ''}</tig></langSet>"
        for tag, texts in languages.items()
        for text in texts.split("|")
    )
    return f"<termEntry>{''.join(sets)}</termEntry>"


def test_a_file_from_elsewhere_gives_the_languages_asked_for() -> None:
    data = martif(concept(en_GB="rector", fr="recteur", ru_RU="ректор", zh_CN="校长"))

    assert tbx.take(data, PATH, "en", {"ru", "kk"}) == Taken(
        Glossary((Entry("rector", forms={"ru": Forms(("ректор",))}),)), ("fr", "zh-CN")
    )


def test_a_form_approved_and_forbidden_at_once_is_an_error() -> None:
    with pytest.raises(UserError) as caught:
        tbx.parse(martif("\n" + concept(en="rector", ru="ректор|[ректор]")), PATH, "en")

    assert str(caught.value) == (
        "terms.tbx:2: 'ректор' is both approved and forbidden for 'rector' in ru"
    )


def test_what_one_homonym_approves_another_does_not_forbid() -> None:
    entries = concept(en="head", ru="глава|[голова]") + concept(en="head", ru="голова")

    assert tbx.parse(martif(entries), PATH, "en") == Glossary(
        (Entry("head", forms={"ru": Forms(("глава", "голова"))}),)
    )


def test_what_is_written_is_what_was_meant() -> None:
    glossary = Glossary(
        (
            Entry(
                "R&D", "noun", "<research>", forms={"zh_Hans": Forms(("研发",), ("研究和发展",))}
            ),
            Entry("Tilshi", keep=True, must=True),
        )
    )

    body = tbx.render(glossary, "en").partition("<body>\n")[2]

    assert body == """\
      <termEntry id="c1">
        <descrip type="definition">&lt;research&gt;</descrip>
        <langSet xml:lang="en">
          <tig><term>R&amp;D</term><termNote type="partOfSpeech">noun</termNote></tig>
        </langSet>
        <langSet xml:lang="zh-Hans">
          <tig><term>研发</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
          <tig><term>研究和发展</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
        </langSet>
      </termEntry>
      <termEntry id="c2">
        <descrip type="Translation needed">No</descrip>
        <admin type="projectSubset">must</admin>
        <langSet xml:lang="en">
          <tig><term>Tilshi</term></tig>
        </langSet>
      </termEntry>
    </body>
  </text>
</martif>
"""  # fmt: skip


@given(GLOSSARIES)
def test_what_is_written_is_read_back(glossary: Glossary) -> None:
    assert tbx.parse(tbx.render(glossary, "en").encode(), PATH, "en") == glossary


def test_translate_toolkit_reads_ours(tmp_path: Path) -> None:
    (tmp_path / PATH).write_text(tbx.render(GLOSSARY, "en"), "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", TOOLKIT, tmp_path / PATH, "ru"], capture_output=True, check=True
    )

    assert json.loads(done.stdout) == [
        [
            "NUST MISIS",
            True,
            "the university",
            [["НИТУ МИСИС", False], ["МИСИС", False], ["МИСиС", True]],
        ],
        ["Tilshi", False, "", [["Тилши", True]]],
        ["steel, rolled", True, "", [["стальной прокат", False]]],
    ]


def test_we_read_translate_toolkits(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", WRITER, tmp_path / PATH], check=True)

    assert tbx.parse((tmp_path / PATH).read_bytes(), PATH, "en") == Glossary(
        (
            Entry("rector", note="of a university", forms={"ru": Forms(("ректор", "глава вуза"))}),
            Entry("dean", forms={"ru": Forms(("декан",))}),
        )
    )


DCA = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>A university</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="1">
      <descrip type="subjectField">education</descrip>
      <langSec xml:lang="en-GB">
        <descripGrp><descrip type="definition">head of a
          university</descrip></descripGrp>
        <termSec><term>rector</term><termNote type="partOfSpeech">noun</termNote></termSec>
        <termSec><term>president</term>
          <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
        <termSec><term>chief</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="kk-KZ"><termSec><term>ректор</term></termSec></langSec>
      <langSec xml:lang="fr"><termSec><term>recteur</term></termSec></langSec>
      <langSec xml:lang="zh-TW"><termSec><term>校長</term></termSec></langSec>
      <langSec xml:lang="zh-CN"><termSec><term>校长</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
DCT = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
    xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <text><body>
    <conceptEntry id="1">
      <langSec xml:lang="en">
        <descripGrp><basic:definition>head of a university</basic:definition></descripGrp>
        <termSec><term>rector</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
      </langSec>
      <langSec xml:lang="ru">
        <termSec><term>ректор</term></termSec>
        <termSec><term>ректорша</term>
          <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""


def test_the_form_of_2019_is_read_with_its_categories_as_types() -> None:
    forms = {"zh_Hans": Forms(("校长",)), "kk": Forms(("ректор",))}

    assert tbx.parse(DCA.encode(), PATH, "en") == Glossary(
        (
            Entry("rector", "noun", "head of a university", forms=forms),
            Entry("president", "", "head of a university", forms=forms),
        )
    )


def test_the_form_of_2019_is_read_with_its_categories_as_elements() -> None:
    assert tbx.parse(DCT.encode(), PATH, "en") == Glossary(
        (
            Entry(
                "rector",
                "noun",
                "head of a university",
                forms={"ru": Forms(("ректор",), ("ректорша",))},
            ),
        )
    )


def test_multiterms_groups_and_highlighting_are_read() -> None:
    entry = """
    <termEntry>
      <langSet xml:lang="en"><ntig><termGrp><term>stainless <hi>steel</hi></term></termGrp></ntig></langSet>
      <langSet xml:lang="ru"><ntig><termGrp><term>нержавеющая сталь</term>
        <termNote type="administrativeStatus">forbidden</termNote></termGrp></ntig></langSet>
    </termEntry>
    """

    assert tbx.parse(martif(entry), PATH, "en") == Glossary(
        (Entry("stainless steel", forms={"ru": Forms((), ("нержавеющая сталь",))}),)
    )


def test_two_concepts_of_one_word_become_one_entry() -> None:
    entry = (
        "<termEntry><langSet xml:lang='en'><tig><term>rector</term></tig></langSet>{}</termEntry>"
    )
    forms = [
        f"<langSet xml:lang='ru'><tig><term>{word}</term></tig></langSet>"
        for word in ("ректор", "приходской священник")
    ]

    assert tbx.parse(martif("".join(map(entry.format, forms))), PATH, "en") == Glossary(
        (Entry("rector", forms={"ru": Forms(("ректор", "приходской священник"))}),)
    )


BOMB = (
    "<!DOCTYPE martif [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {name} '{('&' + before + ';') * 10}'>"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


def entry_of(term: str, kind: str = "", note: str = "") -> bytes:
    """A concept whose term is in the third line."""
    return martif(
        f"\n<termEntry><note>{note}</note><langSet xml:lang='en'>\n<tig><term>{term}</term>"
        f"<termNote type='partOfSpeech'>{kind}</termNote></tig></langSet></termEntry>"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (entry_of("x" * 200_000), "terms.tbx:3: a text of 200,000 characters"),
        (entry_of("ab\u202ecd"), "terms.tbx:3: a character that turns text round in 'ab\\u202ecd'"),
        (entry_of("=cmd()"), "terms.tbx:3: a formula: '=cmd()'"),
        (entry_of("@SUM(1)"), "terms.tbx:3: a formula: '@SUM(1)'"),
        (entry_of("a", kind="=cmd()"), "terms.tbx:3: a formula: '=cmd()'"),
        (entry_of("a", note="=cmd()"), "terms.tbx:2: a formula: '=cmd()'"),
    ],
    ids=["long", "turned", "formula", "at", "kind", "note"],
)
def test_what_would_harm_who_opens_the_glossary_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        tbx.parse(data, PATH, "en")

    assert str(caught.value) == said


@pytest.mark.parametrize(
    "term", ["@tilshi", "-gate", "C++", "a = b", "\u200fقلم\u200e", "नि\u200dम"]
)
def test_what_only_looks_like_harm_is_read(term: str) -> None:
    (entry,) = tbx.parse(entry_of(term), PATH, "en").entries

    assert entry.term == term


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (martif("&j;", BOMB), "terms.tbx:1: the file declares an entity, 'a'"),
        (
            martif("&x;", "<!DOCTYPE martif [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
            "terms.tbx:1: the file declares an entity, 'x'",
        ),
        (
            martif("", "<!DOCTYPE martif [<!ENTITY % x SYSTEM 'http://127.0.0.1/x.dtd'> %x;]>"),
            "terms.tbx:1: the file declares an entity, 'x'",
        ),
        (
            martif("&nbsp;", "<!DOCTYPE martif SYSTEM 'http://127.0.0.1/TBXcoreStructV02.dtd'>"),
            "terms.tbx:1: an unknown entity, 'nbsp'",
        ),
        (b"<a>" * 100_000, "terms.tbx:1: elements too deep inside each other"),
        (b"term,ru\n", "terms.tbx:1: not XML: syntax error"),
        (b"", "terms.tbx:1: not XML: no element found"),
        (b"<martif><text>", "terms.tbx:1: not XML: no element found"),
        (b"<xliff/>", "terms.tbx:1: not TBX: it holds <xliff>"),
        (
            martif("\n<termEntry><langSet xml:lang='en'>\n<tig><term>a|b</term></tig></langSet></termEntry>"),
            "terms.tbx:3: a form with | in it: 'a|b'",
        ),
    ],
    ids=["bomb", "file", "parameter", "dtd", "deep", "csv", "empty", "cut", "xliff", "bar"],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused(data: bytes, said: str) -> None:
    with in_time(10), pytest.raises(UserError) as caught:
        tbx.parse(data, PATH, "en")

    assert str(caught.value) == said
    assert caught.value.hint
