"""A hostile machine: whatever goes wrong, the reviewer's text is in the answer, with the next step."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from deskroom import Answered, Deskroom, forms

from i18n.model import State

TYPED = "Девять лет мы ждали этого дня."
WAITED = "We waited nine years"
CATALOG = "locales/ru/LC_MESSAGES/news.po"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Deskroom]:
    with Deskroom(tmp_path) as room:
        assert room.get("/review/ru/news").status == 200
        yield room


class Editor:
    """A row that somebody has open since before the trouble began."""

    def __init__(self, room: Deskroom) -> None:
        self.room = room
        self.unit = room.unit("ru", WAITED)

    def save(self, **headers: str) -> Answered:
        fields = {"action": "save", "target": TYPED, **self.room.seen(self.unit)}
        return self.room.post(f"/row/ru/{self.unit.uid}/news", fields, **headers)


@pytest.fixture
def editor(room: Deskroom) -> Editor:
    return Editor(room)


@pytest.fixture(params=[{}, {"HX_Request": "true"}], ids=["page", "piece"])
def headers(request: pytest.FixtureRequest) -> dict[str, str]:
    return request.param


def refuse(what: str, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Have the file system refuse what catalogs are written with."""

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[what], refused)


@pytest.mark.parametrize(
    ("what", "number", "next_step"),
    [
        ("fsync", errno.ENOSPC, "free some space"),
        ("fsync", errno.EDQUOT, "free some space"),
        ("replace", errno.EACCES, "Allow it for your user"),
        ("replace", errno.EROFS, "make it writable"),
        ("fsync", errno.EIO, "Mend that"),
    ],
)
def test_what_cannot_be_written_is_still_in_the_editor(
    room: Deskroom,
    editor: Editor,
    headers: dict[str, str],
    what: str,
    number: int,
    next_step: str,
) -> None:
    before = room.read(CATALOG)
    with pytest.MonkeyPatch.context() as patch:
        refuse(what, patch, number)
        answer = editor.save(**headers)

    assert answer.status == 422
    assert TYPED in answer.text
    assert os.strerror(number) in answer.text
    assert next_step in answer.text
    assert room.read(CATALOG) == before
    assert not list(room.root.rglob(".*.tilshi"))
    assert editor.save(**headers).status < 400
    assert room.unit("ru", WAITED).target == TYPED


def test_a_catalog_that_is_gone_loses_no_text(
    room: Deskroom, editor: Editor, headers: dict[str, str]
) -> None:
    kept = room.read(CATALOG)
    (room.root / CATALOG).unlink()
    answer = editor.save(**headers)

    assert answer.status == 422
    assert TYPED in answer.text
    assert "tilshi extract makes it" in answer.text
    room.write(CATALOG, kept)
    assert editor.save(**headers).status < 400


def test_a_catalog_that_cannot_be_read_loses_no_text(
    room: Deskroom, editor: Editor, headers: dict[str, str]
) -> None:
    kept = room.read(CATALOG)
    room.write(CATALOG, kept + 'msgid "open\n')
    answer = editor.save(**headers)

    assert answer.status == 422
    assert TYPED in answer.text
    assert f"{CATALOG}:{kept.count(chr(10)) + 1}: a string that is not between" in answer.text
    room.write(CATALOG, kept)
    assert editor.save(**headers).status < 400


def test_a_text_that_was_kept_can_be_sent_again(room: Deskroom, editor: Editor) -> None:
    saved = room.read(CATALOG)
    (room.root / CATALOG).unlink()
    (form,) = forms(editor.save().text)
    room.write(CATALOG, saved)

    assert form.fields["target"].strip() == TYPED
    assert room.post(form.action, form.fields).status == 303
    assert room.unit("ru", WAITED).target == TYPED


def test_a_script_leaves_the_row_open_when_its_catalog_is_gone(
    room: Deskroom, editor: Editor
) -> None:
    (room.root / CATALOG).unlink()

    assert editor.save(HX_Request="true").headers["HX-Retarget"] == "#said"


def test_a_sentence_that_is_gone_loses_no_text(
    room: Deskroom, editor: Editor, headers: dict[str, str]
) -> None:
    article = room.read("articles/news.md")
    room.write("articles/news.md", article.replace("nine years", "ten years"))
    room.extract()
    answer = editor.save(**headers)

    assert answer.status == 409
    assert TYPED in answer.text


def test_an_article_that_is_gone_can_still_be_finished(room: Deskroom, editor: Editor) -> None:
    (room.root / "articles/news.md").unlink()
    room.desk.bench.refresh()

    assert editor.save().status == 303
    assert f'msgstr "{TYPED}"' in room.read(CATALOG)


def test_a_whole_folder_that_is_gone_is_said(room: Deskroom, editor: Editor) -> None:
    shutil.rmtree(room.root / "locales")
    answer = editor.save()

    assert answer.status == 422
    assert TYPED in answer.text


def test_a_clock_that_goes_back_changes_no_decision(
    room: Deskroom, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"action": "approve", "target": TYPED, **room.seen(editor.unit)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    answer = room.post(f"/row/ru/{editor.unit.uid}/news", fields)

    assert answer.status == 303
    assert room.unit("ru", WAITED).state is State.APPROVED
    assert room.unit("ru", WAITED).marks[-1].value.startswith("An Editor 1970-01-02 ")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    undone = room.post("/undo/ru/news", {"batch": "", "csrf": room.csrf})
    assert undone.status == 303
    assert room.unit("ru", WAITED) == editor.unit
