"""Catalogs in the hands of other tools: which facts come back.

The shipped catalogs hold every state but one; each tool reads them, writes them its own way,
and we read them again.
"""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages import pofile

from i18n import catalog as catalogs
from i18n.model import Catalog, State, Unit

ROOT = Path(__file__).parents[1]
SHIPPED = sorted(ROOT.glob("locales/*/LC_MESSAGES/*.po")) + sorted(
    ROOT.glob("workflow/sample/project/locales/*/LC_MESSAGES/*.po")
)
TOOLKIT = Path(sys.executable).with_name("pogrep")


def read(path: Path) -> Catalog:
    return catalogs.parse(path.read_text("utf-8"), str(path), path.parts[-3])


def facts(unit: Unit) -> tuple[object, ...]:
    """What people and engines said of a unit; references and hints are made anew."""
    return unit.key, unit.target, unit.state, unit.previous, unit.notes, unit.marks


def shipped(test):  # type: ignore[no-untyped-def]
    names = ["/".join((path.parts[-3], path.stem)) for path in SHIPPED]
    return pytest.mark.parametrize("path", SHIPPED, ids=names)(test)


def test_the_shipped_catalogs_show_the_states() -> None:
    found = {unit.state for path in SHIPPED for unit in read(path).units}

    assert found == set(State)


@pytest.mark.gettext
@shipped
def test_msgfmt_accepts_what_is_shipped(path: Path) -> None:
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.gettext
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "--no-wrap", "{path}"],
        ["msgcat", "{path}"],
        ["msgmerge", "--previous", "--quiet", "{path}", "{path}"],
        ["msgattrib", "--no-obsolete", "{path}"],
        ["pogrep", "--progress=none", "--search=source", "--regexp", ".", "{path}"],
    ],
    ids=["msgcat --no-wrap", "msgcat", "msgmerge", "msgattrib", "translate-toolkit"],
)
@shipped
def test_every_fact_comes_back(path: Path, command: list[str], tmp_path: Path) -> None:
    program, *words = (str(path) if word == "{path}" else word for word in command)
    if program == "pogrep":
        program, words = str(TOOLKIT), [*words, str(tmp_path / "out.po")]

    done = subprocess.run([program, *words], capture_output=True, check=True)
    text = (tmp_path / "out.po").read_text("utf-8") if "pogrep" in program else done.stdout.decode()

    after = catalogs.parse(text, "out.po", path.parts[-3])
    assert [facts(unit) for unit in after.units] == [facts(unit) for unit in read(path).units]
    assert dict(after.headers)["X-Source-File"] == dict(read(path).headers)["X-Source-File"]


@pytest.mark.gettext
@shipped
def test_flags_cleared_elsewhere_are_external_and_approvals_stay(path: Path) -> None:
    done = subprocess.run(["msgattrib", "--clear-fuzzy", path], capture_output=True, check=True)

    after = catalogs.parse(done.stdout.decode(), "out.po", path.parts[-3])
    states = {State.APPROVED: State.APPROVED, State.UNTRANSLATED: State.UNTRANSLATED}
    expected = [states.get(unit.state, State.EXTERNAL) for unit in read(path).units]
    assert [unit.state for unit in after.units] == expected


@shipped
def test_polib_and_babel_read_the_same_texts(path: Path) -> None:
    ours = {(unit.context, unit.source): (unit.target, unit.fuzzy) for unit in read(path).units}

    by_polib = {(e.msgctxt or "", e.msgid): (e.msgstr, e.fuzzy) for e in polib.pofile(str(path))}
    by_babel = {
        (m.context or "", m.id): (m.string, m.fuzzy)
        for m in pofile.read_po(BytesIO(path.read_bytes()))
        if m.id
    }

    assert by_polib == ours
    assert by_babel == ours


@shipped
def test_nothing_is_left_in_english_where_all_is_approved(path: Path) -> None:
    units = read(path).units

    assert not [unit.source for unit in units if unit.target == unit.source]


def test_the_seed_article_is_complete_and_its_origin_is_told() -> None:
    for path in ROOT.glob("locales/*/LC_MESSAGES/from-urumqi-to-moscow.po"):
        units = read(path).units
        assert {unit.state for unit in units} == {State.APPROVED}
        assert {mark.key for unit in units for mark in unit.marks} == {"reviewed"}
        assert all(
            value.startswith("project ") for unit in units for value in unit.marked("reviewed")
        )


@pytest.mark.corpus
def test_the_seed_article_is_the_one_we_were_given(corpus: Path) -> None:
    name = "from-urumqi-to-moscow.txt"
    given = corpus.parent / "seed" / name

    assert (ROOT / "articles" / name).read_bytes() == given.read_bytes()
