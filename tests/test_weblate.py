"""Weblate on our catalogs: its settings, tried on the readers that it uses."""

import fnmatch
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from exchanging import blocks, source, weblate
from translate.storage.po import pofile

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs/weblate.md").read_text("utf-8")
SHIPPED = sorted(ROOT.glob("locales/*/LC_MESSAGES/*.po"))
NAMES = ["/".join((path.parts[-3], path.stem)) for path in SHIPPED]
EDIT = "Бұл – біз жазған мәтін, ол бір жолға сыймайтындай ұзын болуы да мүмкін, бірақ бәрібір бөлінбейді."


def settings() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


WIDTH = settings()["file_format_params"]["po_line_wrap"]


def shipped(test):  # type: ignore[no-untyped-def]
    return pytest.mark.parametrize("path", SHIPPED, ids=NAMES)(test)


def fields(block: str) -> list[str]:
    """The lines of a header that Weblate does not write itself."""
    own = re.compile('"(?:X-Generator|Last-Translator|PO-Revision-Date|Language-Team): ')
    return [line for line in block.split("\n") if not own.match(line)]


@shipped
@pytest.mark.parametrize("width", [77, WIDTH, -1])
def test_what_is_read_and_written_keeps_every_byte(path: Path, width: int) -> None:
    store = pofile()
    store.wrapper.width = width
    store.parse(path.read_bytes())
    out = BytesIO()

    store.serialize(out)

    assert out.getvalue() == path.read_bytes()


@shipped
def test_with_these_settings_an_edit_changes_its_lines_and_the_header(path: Path) -> None:
    before = path.read_text("utf-8")
    first = source(blocks(before)[1])

    after = weblate(path.read_bytes(), {first: EDIT}, WIDTH).decode()

    assert blocks(after)[2:] == blocks(before)[2:]
    old, new = blocks(before)[1], blocks(after)[1]
    assert new == old[: old.index("msgstr")] + f'msgstr "{EDIT}"'
    assert fields(blocks(after)[0]) == fields(blocks(before)[0])


def test_other_widths_break_the_header_of_russian_or_put_it_in_one_line() -> None:
    path = ROOT / "locales/ru/LC_MESSAGES/site.po"
    before = fields(blocks(path.read_text("utf-8"))[0])

    narrow = fields(blocks(weblate(path.read_bytes(), {}, 77).decode())[0])
    never = blocks(weblate(path.read_bytes(), {}, -1).decode())[0]

    assert len(narrow) > len(before)
    assert len(never.split("\n")) == 2


def test_every_catalog_is_in_a_component_by_the_mask_and_by_discovery() -> None:
    (pattern,) = re.findall(r"^locales/\(\?P<language>.*$", DOCUMENT, re.MULTILINE)
    mask = settings()["filemask"].replace("news", "*")

    for path in SHIPPED:
        name = path.relative_to(ROOT).as_posix()
        found = re.fullmatch(pattern, name)
        assert found
        assert (found["language"], found["component"]) == (path.parts[-3], path.stem)
        assert fnmatch.fnmatch(name, mask)


@shipped
def test_no_catalog_has_a_plural_or_a_flag_that_weblate_cannot_read(path: Path) -> None:
    store = pofile()
    store.parse(path.read_bytes())
    units = [unit for unit in store.units if unit.istranslatable() and not unit.isheader()]

    assert units
    assert not [unit.source for unit in units if unit.hasplural()]
    assert all(set(unit.typecomments) <= {"#, fuzzy\n"} for unit in units)
