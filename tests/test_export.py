"""Sentences go out for other programs, and what people did to them there comes back."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import openpyxl
import pytest
from exchanging import LONG, ours, po, tilshi
from newsroom import Newsroom
from translate.storage.xliff import xlifffile

from i18n.errors import UserError
from i18n.model import State, Unit
from workflow.exchange import delivery, formats
from workflow.exchange.formats import FORMATS, Row
from workflow.exchange.handout import Back, Handout, Returned

CORPUS = Path(__file__).parent / "corpus" / "import"


@pytest.fixture
def project(tmp_path: Path) -> Newsroom:
    return ours(tmp_path)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom with one article in Kazakh, and a format in which a test can write."""
    monkeypatch.setitem(FORMATS, "fake", Row(".fake", "for tests"))  # type: ignore[arg-type]
    load, fake = formats.load, SimpleNamespace(write=_write, read=_read)
    monkeypatch.setattr(formats, "load", lambda name: fake if name == "fake" else load(name))
    room = Newsroom(tmp_path)
    room.write("locales/kk/LC_MESSAGES/news.po", (CORPUS / "news.kk.po").read_text("utf-8"))
    return room


def _write(handout: Handout) -> bytes:
    return json.dumps(asdict(handout), ensure_ascii=False).encode()


def _read(data: bytes, path: str) -> Returned:
    said = json.loads(data)
    rows = (
        Back(line["uid"], line["base"], line["target"], line.get("beside", line["source"]),
             line.get("said", ""), line.get("note", ""))
        for line in said["lines"]
    )  # fmt: skip
    return Returned(said["slug"], said["target"], tuple(rows))


def sent(room: Newsroom) -> Path:
    """The article as it went out in that format."""
    from workflow.exchange import bases, outgoing
    from workflow.project import write

    project = room.project
    (article,), (locale,) = project.select(["news"]), project.locales(["kk"])
    catalog = room.catalog("news", "kk")
    units = outgoing.chosen(catalog, "all", trust_external=True)
    bases.keep(project, article, locale, bases.sent(catalog))
    path = room.root / "news.kk.fake"
    write(path, _write(outgoing.handout(project, article, locale, units, catalog)))
    return path


def filled(path: Path, number: int, **cells: Any) -> Path:
    """Somebody fills cells of a row in."""
    said = json.loads(path.read_bytes())
    said["lines"][number] |= cells
    path.write_text(json.dumps(said), "utf-8")
    return path


def units(room: Newsroom) -> list[Unit]:
    return list(room.catalog("news", "kk").units)


def test_a_handout_says_what_helps_to_judge_a_sentence(room: Newsroom) -> None:
    room.write("glossary.csv", "term,kk\nroom,бөлме\n")
    text = po(room, "kk", "news").replace("Онда 12 бөлме", "Онда 21 бөлме")
    room.write("locales/kk/LC_MESSAGES/news.po", text.replace(
        "#. after: The rector thanked the partners.\n",
        "#. after: The rector thanked the partners.\n#. term: room → бөлме\n",
    ))  # fmt: skip

    handout = json.loads(sent(room).read_bytes())

    assert (handout["slug"], handout["source"], handout["target"], handout["rtl"]) == (
        "news", "en", "kk", [False, False],
    )  # fmt: skip
    line = handout["lines"][2]
    assert (line["place"], line["terms"]) == ("paragraph 1, sentence 2 of 2", ["room → бөлме"])
    assert "12 in the source, 21 in the translation [numbers]" in line["found"]
    assert handout["lines"][3]["previous"] == "The rector thanked the guests."
    assert handout["lines"][3]["notes"] == ["An Editor: keep the short form"]


@pytest.mark.parametrize("form", ["po", *FORMATS])
@pytest.mark.parametrize("code", ["ru", "kk", "zh_Hans"])
def test_what_comes_back_untouched_changes_no_byte(project: Newsroom, form: str, code: str) -> None:
    pytest.importorskip(f"workflow.exchange.formats.{form}") if form != "po" else None
    path = project.root / f"out{formats.FORMATS[form].suffix if form != 'po' else '.po'}"
    before = project.files()

    out = tilshi(project, "export", LONG, "-l", code, "--format", form, "-o", path)
    back = tilshi(project, "import-catalog", path, "--name", "An Editor")

    assert (out.status, out.error, back.status, back.error) == (0, "", 0, "")
    assert out.text == f"{LONG} [{code}]: 40 sentences in {path}\n"
    assert "nothing new" in back.text
    after = project.files()
    del after[path.name]
    assert after == before


def in_text(path: Path, old: str, new: str) -> None:
    """Edit a file of text, as far as that goes."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def in_virtaal(path: Path, old: str, new: str) -> None:
    store = xlifffile.parsefile(str(path))
    unit = next(one for one in store.units if one.target == old)
    unit.target = new
    store.savefile(str(path))


def in_excel(path: Path, old: str, new: str) -> None:
    book = openpyxl.load_workbook(path)
    cells = (cell for row in book.active.iter_rows() for cell in row)
    next(cell for cell in cells if cell.value == old).value = new
    book.save(path)


def in_word(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    cells = (cell for row in document.tables[0].rows for cell in row.cells)
    cell = next(one for one in cells if one.text == old)
    cell.paragraphs[0].runs[0].text = new
    document.save(str(path))


EDITORS: dict[str, tuple[str, Callable[[Path, str, str], None]]] = {
    "XLIFF 1.2 in Virtaal": ("xliff", in_virtaal),
    "XLIFF 1.2": ("xliff", in_text),
    "XLIFF 2.0": ("xliff2", in_text),
    "Excel": ("xlsx", in_excel),
    "Word": ("docx", in_word),
    "a browser": ("html", in_text),
}


@pytest.mark.parametrize("editor", EDITORS)
def test_an_edit_in_another_program_comes_back_and_nothing_else(
    project: Newsroom, editor: str
) -> None:
    form, edit = EDITORS[editor]
    path = project.root / f"out{FORMATS[form].suffix}"
    tilshi(project, "export", LONG, "-l", "zh_Hans", "--format", form, "-o", path)
    catalog = project.catalog(LONG, "zh_Hans")
    unit = next(one for one in catalog.units if one.source == "The rule is simple:")

    edit(path, unit.target, "规则很简单，即：")
    said = tilshi(project, "import-catalog", path)

    assert said.status == 0, said.error
    after = project.catalog(LONG, "zh_Hans").units
    changed = [new for old, new in zip(catalog.units, after, strict=True) if old != new]
    assert [(one.source, one.target, one.state) for one in changed] == [
        (unit.source, "规则很简单，即：", State.DRAFT)
    ]


@pytest.mark.parametrize(
    ("only", "count"), [("all", "40 sentences"), ("todo", "3 sentences"), ("stale", "2 sentences")]
)
def test_what_goes_out_is_chosen(project: Newsroom, only: str, count: str) -> None:
    path = project.root / "out.po"

    said = tilshi(
        project, "export", LONG, "-l", "zh_Hans", "--format", "po", "--only", only, "-o", path
    )

    assert count in said.text
    assert "nothing new" in tilshi(project, "import-catalog", path).text


def test_where_there_is_nothing_to_do_no_file_is_made(project: Newsroom) -> None:
    said = tilshi(
        project, "export", "from-urumqi-to-moscow", "-l", "kk", "--format", "po", "--only", "todo",
        "-o", project.root / "out",
    )  # fmt: skip

    assert (said.status, said.text) == (0, "from-urumqi-to-moscow [kk]: nothing to export\n")
    assert not (project.root / "out").exists()


def test_all_articles_go_into_a_folder_each_under_its_name(project: Newsroom) -> None:
    tilshi(project, "export", "--format", "po", "-l", "kk", "-l", "ru", "-o", project.root / "to")

    assert sorted(path.name for path in (project.root / "to").iterdir()) == sorted(
        f"{slug}.{code}.po"
        for slug in (LONG, "from-urumqi-to-moscow", "site")
        for code in ("kk", "ru")
    )


def test_a_row_is_approved_by_who_says_so_edited_sent_back_and_commented(room: Newsroom) -> None:
    path = filled(sent(room), 0, said="needs work", note="Which laboratory?")
    filled(path, 1, target="Университет Алматыда зертхана ашты.", said="approved")
    filled(path, 2, said="approved", note="checked by phone")
    filled(path, 3, target="Ректор әріптестерге алғыс айтты.")

    said = tilshi(room, "import-catalog", path, "--name", "An Editor")

    assert said.status == 0, said.error
    title, first, rooms, rector = units(room)
    assert (title.state, list(title.marked("todo"))) == (
        State.NEEDS_WORK, ["An Editor: Which laboratory?"],
    )  # fmt: skip
    assert (first.target, first.state) == ("Университет Алматыда зертхана ашты.", State.APPROVED)
    assert (rooms.state, rooms.notes) == (State.APPROVED, ("checked by phone",))
    assert (rector.target, rector.state) == ("Ректор әріптестерге алғыс айтты.", State.STALE)
    assert (
        tilshi(room, "import-catalog", path, "--name", "An Editor").text.count("nothing new") == 1
    )


def test_without_a_name_what_is_called_approved_was_approved_elsewhere(room: Newsroom) -> None:
    path = filled(sent(room), 2, said="approved")

    tilshi(room, "import-catalog", path)

    assert units(room)[2].state is State.EXTERNAL


def test_rows_are_told_by_their_hashes_where_the_exports_were_deleted(room: Newsroom) -> None:
    path = filled(sent(room), 2, target="Онда он екі бөлме бар.")
    for kept in (room.root / ".tilshi" / "exports").rglob("*.po"):
        kept.unlink()
    text = po(room, "kk", "news").replace('msgstr ""\n\n# mt', 'msgstr "Ашылды."\n\n# mt')
    room.write("locales/kk/LC_MESSAGES/news.po", text)
    filled(path, 1, target="Ашылды деп жазды.")

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert "conflict: 'The university opened a laboratory in Almaty.'" in said.text
    assert [unit.target for unit in units(room)][1:3] == ["Ашылды.", "Онда он екі бөлме бар."]


def test_a_row_beside_another_sentence_is_left_out_and_told(room: Newsroom) -> None:
    path = filled(sent(room), 2, target="Ректор қонақтарға алғыс айтты.", beside="The rector left.")
    before = po(room, "kk", "news")

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert "not taken, no such sentence in the article: 'The rector left.'" in said.text
    assert po(room, "kk", "news") == before


def test_a_row_of_a_sentence_that_is_gone_is_kept_and_counts_as_a_draft(room: Newsroom) -> None:
    path = filled(sent(room), 1, target="Ашылды.")
    filled(path, 2, said="approved", target="Онда он екі бөлме бар.")
    room.write(
        "articles/news.txt", "Laboratory opens in Almaty\n\nThe rector thanked the partners.\n"
    )
    room.tilshi("extract")

    said = tilshi(room, "import-catalog", path)

    assert "1 kept for a sentence that is gone, 1 external" in said.text
    gone = {unit.source: (unit.target, unit.state) for unit in units(room) if unit.obsolete}
    assert gone == {
        "The university opened a laboratory in Almaty.": ("Ашылды.", State.DRAFT),
        "It has 12 rooms.": ("Онда он екі бөлме бар.", State.EXTERNAL),
    }


def test_a_file_that_somebody_may_have_filled_in_is_not_written_over(project: Newsroom) -> None:
    path = project.root / "out.po"
    words = ("export", LONG, "-l", "kk", "--format", "po", "-o", path)
    tilshi(project, *words)

    again = tilshi(project, *words)
    path.write_text(path.read_text("utf-8") + "\n# mine\n", "utf-8")
    over = tilshi(project, *words)

    assert again.status == 0
    assert over.status == 1
    assert f"{path}: there is such a file already" in over.error
    assert path.read_text("utf-8").endswith("# mine\n")


def test_catalogs_are_not_exported_over_themselves(project: Newsroom) -> None:
    place = project.root / f"locales/kk/LC_MESSAGES/{LONG}.po"

    said = tilshi(project, "export", LONG, "-l", "kk", "--format", "po", "-o", place)

    assert "the catalogs themselves are here" in said.error


def test_a_place_that_cannot_be_written_to_is_said(project: Newsroom) -> None:
    (project.root / "taken").write_text("a file, and no folder", "utf-8")

    said = tilshi(
        project, "export", LONG, "-l", "kk", "--format", "po", "-o", project.root / "taken/out.po"
    )

    assert said.status == 1
    assert "\n  hint: " in said.error


def test_an_article_without_a_catalog_says_what_makes_one(room: Newsroom) -> None:
    said = tilshi(room, "export", "news", "-l", "ru", "--format", "po")

    assert said.error == (
        "Error: locales/ru/LC_MESSAGES/news.po: no catalog\n  hint: tilshi extract makes it\n"
    )


def test_on_a_full_disk_no_half_file_is_left(
    project: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    said = tilshi(
        project, "export", LONG, "-l", "kk", "--format", "po", "-o", project.root / "out.po"
    )

    assert said.status == 1
    assert "the disk is full" in said.error
    assert not list(project.root.glob("*out.po*"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("news.pdf", "what does ends in .docx, .html, .po, .xlf, .xlsx"),
        ("news.ods", "open it where it was saved, and save it as .xlsx"),
        ("news.DOC", "open it where it was saved, and save it as .docx"),
    ],
)
def test_a_kind_of_file_that_does_not_come_back_is_refused_with_what_to_do(
    tmp_path: Path, name: str, hint: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK")

    with pytest.raises(UserError, match=r"no kind of file that comes back: \.[a-z]+") as caught:
        delivery.read(path)

    assert caught.value.hint == hint
