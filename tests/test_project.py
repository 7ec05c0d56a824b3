"""Files of a project: read again under the lock, written at once, and never lost."""

import errno
import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import Newsroom

from i18n import catalog as catalogs
from i18n.catalog import edit
from i18n.errors import UserError
from i18n.model import Catalog, State, Unit
from workflow.project import Article, Project, write

NEWS = Article("news", "articles/news.txt")
COUNT = 40


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def start(room: Newsroom, *units: Unit) -> None:
    text = catalogs.write(Catalog("kk", (("Language", "kk"),), units))
    room.write("locales/kk/LC_MESSAGES/news.po", text)


def translate(project: Project, source: str, target: str) -> None:
    """Put one translation into the catalog, as a command does."""
    (locale,) = project.locales(["kk"])

    def change(catalog: Catalog | None) -> Catalog:
        assert catalog is not None
        units = (edit(u, target=target) if u.source == source else u for u in catalog.units)
        return replace(catalog, units=tuple(units))

    project.update(NEWS, locale, change)


def work(root: Path, numbers: range) -> None:
    for number in numbers:
        translate(Project(root), f"Sentence {number}.", f"Сөйлем {number}.")


def test_two_processes_that_save_at_the_same_time_lose_nothing(room: Newsroom) -> None:
    start(room, *(Unit(f"Sentence {number}.") for number in range(COUNT)))

    context = multiprocessing.get_context("spawn")
    halves = (range(0, COUNT, 2), range(1, COUNT, 2))
    workers = [context.Process(target=work, args=(room.root, half)) for half in halves]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    targets = [unit.target for unit in room.catalog("news", "kk").units]
    assert targets == [f"Сөйлем {number}." for number in range(COUNT)]


def test_what_a_po_editor_saves_meanwhile_is_merged(room: Newsroom) -> None:
    start(room, Unit("One."), Unit("Two."))
    path = room.root / "locales/kk/LC_MESSAGES/news.po"
    (locale,) = room.project.locales(["kk"])
    saves = [path.read_text("utf-8").replace('"Two."\nmsgstr ""', '"Two."\nmsgstr "Екі."')]

    def change(catalog: Catalog | None) -> Catalog:
        assert catalog is not None
        if saves:  # the editor saves between our reading and our writing
            path.write_text(saves.pop(), "utf-8")
        first, second = catalog.units
        return replace(catalog, units=(edit(first, target="Бір."), second))

    room.project.update(NEWS, locale, change)

    assert [unit.target for unit in room.catalog("news", "kk").units] == ["Бір.", "Екі."]


def test_saving_an_unchanged_catalog_writes_nothing(room: Newsroom) -> None:
    path = room.write(
        "locales/kk/LC_MESSAGES/news.po", '\n\nmsgid ""\nmsgstr ""\n\n\n\nmsgid "a"\nmsgstr "b"\n'
    )
    before = room.files()
    (locale,) = room.project.locales(["kk"])

    room.project.update(NEWS, locale, lambda catalog: replace(catalog or Catalog("kk", (), ())))

    assert room.files() == before
    assert path.stat().st_size


@pytest.mark.parametrize(
    ("number", "hint"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "allow it")]
)
def test_a_full_disk_is_said_and_leaves_the_old_file(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    path = room.write("locales/kk/LC_MESSAGES/news.po", "old")

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError) as caught:
        write(path, b"new")

    assert hint in caught.value.hint
    assert [file.name for file in path.parent.iterdir()] == ["news.po"]
    assert path.read_text("utf-8") == "old"


def test_a_catalog_behind_a_link_stays_a_link(room: Newsroom, tmp_path: Path) -> None:
    real = room.write("shared/news.po", "old")
    link = room.root / "locales/kk/LC_MESSAGES/news.po"
    link.parent.mkdir(parents=True)
    link.symlink_to(real)

    write(link, b"new")

    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")


def test_articles_are_found_by_slug_by_path_and_in_folders(tmp_path: Path) -> None:
    names = ("news.txt", "2026/board.md", ".hidden.md", "2026/photo.jpg", "2026/.git/x.md")
    room = Newsroom(tmp_path, articles=dict.fromkeys(names, "News\n"))

    board, news = room.project.articles

    assert (board, news) == (Article("2026/board", "articles/2026/board.md"), NEWS)
    assert room.project.select(["2026/board", "articles/news.txt", "news"]) == (board, news)


def test_locales_go_by_code_and_by_tag(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, settings='locales = ["zh_Hans", "kk"]\n')

    assert [locale.code for locale in room.project.locales(["zh-Hans"])] == ["zh_Hans"]
    assert [locale.code for locale in room.project.locales([])] == ["zh_Hans", "kk"]


def test_a_reference_has_no_space_in_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, articles={"my news.txt": "News\n"})
    room.tilshi("extract")

    (unit,) = room.catalog("my news", "kk").units

    assert (unit.references, unit.state) == (("articles/my%20news.txt:1",), State.UNTRANSLATED)


def test_a_model_is_looked_for_from_the_projects_root(tmp_path) -> None:
    table = '[engines.ct2]\npath = "models/en-kk"\ntokenizer = "/srv/pieces"\nbeam = 2\n'
    room = Newsroom(tmp_path, table)

    assert room.project.engines == {
        "ct2": {"path": f"{tmp_path}/models/en-kk", "tokenizer": "/srv/pieces", "beam": 2}
    }


@pytest.mark.parametrize("name", ["lock", "translate.lock", "publish.lock"])
def test_a_lock_that_is_a_folder_is_said(room: Newsroom, name: str) -> None:
    (room.root / ".tilshi" / name).mkdir(parents=True)

    with pytest.raises(UserError) as caught:
        room.project.lock_for(name)

    assert caught.value.what == "Is a directory"
