"""The output folder: what is written is whole or made again, and never outside."""

import os
from pathlib import Path

import pytest

from i18n.errors import UserError
from workflow.site.folder import Folder

PAGE = "ru/2026/11/forum/index.html"
TEXT = "Форум открылся.".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "public")


@pytest.fixture(params=["put", "keep"])
def write(request: pytest.FixtureRequest, folder: Folder):
    return getattr(folder, request.param)


def test_a_file_is_written_with_its_folders_and_only_once(folder: Folder, write) -> None:
    assert write(PAGE, TEXT)
    assert not write(PAGE, TEXT)
    assert folder.read(PAGE) == TEXT


def test_a_file_that_a_killed_run_cut_short_is_made_whole(folder: Folder, write) -> None:
    path = folder.root / PAGE
    path.parent.mkdir(parents=True)
    path.write_bytes(TEXT[:5])

    assert write(PAGE, TEXT)
    assert path.read_bytes() == TEXT


def test_a_file_that_is_there_is_replaced_whole(folder: Folder, write) -> None:
    write(PAGE, TEXT)
    with (folder.root / PAGE).open("rb") as reader:
        write(PAGE, b"The forum has opened.")

        assert reader.read() == TEXT


def test_the_manifest_is_whole_even_where_there_was_none(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = []
    monkeypatch.setattr(Path, "replace", lambda one, other: replaced.append((one, other)))
    folder.enter(b"{}")

    assert [other.name for _, other in replaced] == ["manifest.json"]
    assert not (folder.root / "manifest.json").exists()


def test_a_file_that_is_not_written_to_its_end_is_not_left(
    folder: Folder, write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)

    with pytest.raises(UserError, match="No space left on device"):
        write(PAGE, TEXT)
    assert not (folder.root / PAGE).exists()


@pytest.mark.parametrize("name", ["ru", "ru/2026/11", "ru/2026/11/forum"])
def test_nothing_is_read_or_written_through_a_symbolic_link(
    folder: Folder, write, tmp_path: Path, name: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = folder.root / name
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)

    with pytest.raises(UserError, match="leads outside the output folder"):
        write(PAGE, TEXT)
    with pytest.raises(UserError, match="leads outside the output folder"):
        folder.read(PAGE)
    assert not list(elsewhere.rglob("*"))


def test_a_name_that_goes_up_is_refused(folder: Folder, write) -> None:
    for name in ("../index.html", "ru/../../index.html", "ru/../kk/index.html"):
        with pytest.raises(UserError, match="leads outside the output folder"):
            write(name, TEXT)


@pytest.mark.parametrize("there", [True, False])
def test_a_symbolic_link_in_the_place_of_a_file_gives_way(
    folder: Folder, write, tmp_path: Path, *, there: bool
) -> None:
    elsewhere = tmp_path / "other.html"
    if there:
        elsewhere.write_bytes(b"Other")
    path = folder.root / PAGE
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    write(PAGE, TEXT)

    assert not path.is_symlink()
    assert path.read_bytes() == TEXT
    assert (elsewhere.read_bytes() == b"Other") if there else not elsewhere.exists()


def test_a_folder_that_was_emptied_is_made_again(folder: Folder, write) -> None:
    write(PAGE, TEXT)

    assert list(folder.remove([PAGE])) == [PAGE]
    assert not (folder.root / "ru").exists()
    assert write(PAGE, TEXT)
