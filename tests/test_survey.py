"""The survey: the same while nothing changes, another when anything does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.survey import survey

NAMES = ("новости/жаңа.md", "новости/2026/шілде.md", "新闻.md", "locales/kk/жаңа.po")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project's files, all of them saved yesterday."""
    for name in NAMES:
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    outside = tmp_path / "outside.md"
    outside.write_text("Бір", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "tree/link.md").symlink_to(outside)
    (tmp_path / "tree/folder").symlink_to(tmp_path / "folder")
    (tmp_path / "tree/nowhere.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "tree/.git").mkdir()
    for path in sorted(tmp_path.rglob("*")):
        if path.exists():
            os.utime(path, (1_795_000_000, 1_795_000_000))
    return tmp_path / "tree"


def saved_anew(tree: Path) -> None:
    """As an editor does: another file of the same name, time and size."""
    path, new = tree / NAMES[0], tree / "new.md"
    status = path.stat()
    new.write_bytes(path.read_bytes())
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)


def longer(tree: Path) -> None:
    path = tree / NAMES[1]
    status = path.stat()
    path.write_text("ұзын сөйлем", "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is touched": lambda tree: (tree / NAMES[0]).touch(),
    "a file is longer at the same time": longer,
    "a file is saved anew": saved_anew,
    "a file is new": lambda tree: (tree / "новости/2026/тамыз.md").write_text(""),
    "a file is gone": lambda tree: (tree / NAMES[1]).unlink(),
    "a file has another name": lambda tree: (tree / NAMES[2]).rename(tree / "新聞.md"),
    "a file is in another folder": lambda tree: (tree / NAMES[1]).rename(tree / "шілде.md"),
    "a folder is new": lambda tree: (tree / "новости/2027").mkdir(),
    "a folder has another name": lambda tree: (tree / "новости").rename(tree / "жаңалықтар"),
    "a folder stands in place of a file": lambda tree: (
        (tree / NAMES[2]).unlink(),
        (tree / NAMES[2]).mkdir(),
    ),
    "what a link leads to is touched": lambda tree: (tree / "../outside.md").touch(),
    "a link leads somewhere again": lambda tree: (tree / "../nowhere").write_text("Екі"),
    "a link leads nowhere": lambda tree: (tree / "../outside.md").unlink(),
}

NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda tree: None,
    "a file is read": lambda tree: (tree / NAMES[0]).read_text(),
    "a hidden file is new": lambda tree: (tree / "новости/.жаңа.md.swp").write_text(""),
    "a hidden folder holds more": lambda tree: (tree / ".git/index").write_text(""),
    "a folder is touched": lambda tree: (tree / "новости").touch(),
    "a file beside the tree is new": lambda tree: (tree / "../beside.md").write_text(""),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_shows(what: str, tree: Path) -> None:
    before = survey([tree])
    CHANGES[what](tree)

    assert survey([tree]) != before


@pytest.mark.parametrize("what", NO_CHANGES)
def test_what_a_project_does_not_read_does_not_show(what: str, tree: Path) -> None:
    before = survey([tree])
    NO_CHANGES[what](tree)

    assert survey([tree]) == before


def test_what_is_in_a_linked_folder_is_not_looked_at(tree: Path) -> None:
    (tree / "../folder/within").mkdir()
    before = survey([tree])
    (tree / "../folder/within/a.md").write_text("Үш", "utf-8")

    assert survey([tree]) == before


def test_a_root_may_be_a_file_or_missing_or_a_link_to_a_folder(tree: Path) -> None:
    settings, linked = tree / "tilshi.toml", tree / "../linked"
    linked.symlink_to(tree)
    without = survey([settings])
    settings.write_text("")
    before = survey([settings]), survey([linked])
    settings.write_text("[site]\n")
    after = survey([settings]), survey([linked])

    assert len({without, *before, *after}) == 5


def test_it_matters_which_root_a_file_is_below(tree: Path) -> None:
    one, other = tree / "one", tree / "other"
    one.mkdir()
    other.mkdir()
    (one / "a.md").write_text("Төрт", "utf-8")
    before = survey([one, other])
    (one / "a.md").rename(other / "a.md")

    assert survey([one, other]) != before


def test_the_order_a_file_system_lists_files_in_does_not_matter(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = survey([tree])
    listed = os.scandir

    class Backwards:
        def __init__(self, folder: str) -> None:
            with listed(folder) as entries:
                self.entries = sorted(entries, key=lambda one: one.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *error: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Backwards)

    assert survey([tree]) == before
