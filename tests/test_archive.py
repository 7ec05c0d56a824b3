import os
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tiny_model

from i18n.engines.ct2 import archive
from i18n.errors import Place, UserError

Fill = Callable[[zipfile.ZipFile], None]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "tilshi" / "models"


@pytest.fixture
def package(tmp_path) -> Path:
    return tiny_model.argos(tmp_path / "translate-en_kk.argosmodel")


def packed(path: Path, fill: Fill) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("translate-en_kk-1_0/metadata.json", "{}")
        fill(file)
    return path


def folders(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir() if path.is_dir())


def link(file: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo("translate-en_kk-1_0/model")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    file.writestr(member, "/etc")


def twice(file: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("translate-en_kk-1_0/metadata.json", "{}")


def bomb(file: zipfile.ZipFile) -> None:
    with file.open("model.bin", "w", force_zip64=True) as member:
        for _ in range(80):
            member.write(bytes(2**20))


HOSTILE: dict[str, tuple[Fill, str]] = {
    "a path upwards": (lambda file: file.writestr("../evil", "x"), "leads out of it"),
    "a path upwards inside": (lambda file: file.writestr("a/../../evil", "x"), "leads out of it"),
    "an absolute path": (lambda file: file.writestr("/tmp/evil", "x"), "leads out of it"),
    "a path of Windows": (lambda file: file.writestr("a\\..\\evil", "x"), "leads out of it"),
    "a drive": (lambda file: file.writestr("C:/evil", "x"), "leads out of it"),
    "a link": (link, "leads out of it, or a link"),
    "a bomb": (bomb, "unfolds to 83886082 bytes"),
    "a name twice": (twice, "two files of one name"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_and_leaves_nothing(tmp_path, cache, name) -> None:
    fill, what = HOSTILE[name]
    path = packed(tmp_path / "evil.argosmodel", fill)
    before = {file for file in tmp_path.rglob("*") if cache not in file.parents}

    with pytest.raises(UserError, match=what) as caught:
        archive.unpack(path)

    assert caught.value.at == Place(str(path))
    assert folders(cache) == []
    assert {file for file in tmp_path.rglob("*") if cache not in file.parents} - before == {
        tmp_path / "cache",
        tmp_path / "cache" / "tilshi",
        cache,
    }


def test_too_many_files_are_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(archive, "MOST", 3)

    with pytest.raises(UserError, match="in 5 files"):
        archive.unpack(
            packed(
                tmp_path / "x.zip",
                lambda file: [file.writestr(str(n), "") for n in range(4)],
            )
        )


def damaged(path: Path, at: float, what: bytes = b"\xff" * 40) -> Path:
    data = bytearray(path.read_bytes())
    start = int(len(data) * at)
    data[start : start + len(what)] = what
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_a_corrupted_archive_is_named(package, cache, at) -> None:
    with pytest.raises(UserError, match="cannot be read") as caught:
        archive.unpack(damaged(package, at))

    assert "damaged" in caught.value.hint
    assert folders(cache) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>Not found</html>", b"\0" * 5000])
def test_what_is_no_archive_is_named(tmp_path, content) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(content)

    with pytest.raises(UserError, match="cannot be read"):
        archive.unpack(path)


def test_a_file_that_lies_about_its_length_is_not_read_on(tmp_path, cache) -> None:
    path = packed(tmp_path / "x.zip", lambda file: file.writestr("model.bin", "a" * 9000))
    data = path.read_bytes()
    true, false = (9000).to_bytes(4, "little"), (90).to_bytes(4, "little")
    path.write_bytes(data.replace(true, false))

    with pytest.raises(UserError, match="cannot be read"):
        archive.unpack(path)

    assert folders(cache) == []


def test_the_folder_is_named_by_the_content_and_kept(package, cache) -> None:
    folder = archive.unpack(package)
    moment = (folder / "translate-en_kk-1_0" / "metadata.json").stat().st_mtime_ns
    again = archive.unpack(package.rename(package.with_name("other.zip")))

    assert again == folder
    assert folders(cache) == [folder.name]
    assert (folder / "translate-en_kk-1_0" / "metadata.json").stat().st_mtime_ns == moment
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == [
        "README.md",
        "config.json",
        "metadata.json",
        "model.bin",
        "sentencepiece.model",
        "shared_vocabulary.json",
    ]


def test_eight_at_once_unpack_one_folder(package, cache) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(archive.unpack, [package] * 8))

    assert [folder.name for folder in found] == folders(cache)


KILLED = """
import os, signal, sys
from pathlib import Path
from i18n.engines.ct2 import archive

written = 0
def dying(archived, member, folder, write=archive._write):
    global written
    write(archived, member, folder)
    written += 1
    if written == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

archive._write = dying
archive.unpack(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("files", range(1, 7))
def test_a_run_killed_while_unpacking_leaves_nothing_half(package, cache, files) -> None:
    command = [sys.executable, "-c", KILLED, str(package), str(files)]
    killed = subprocess.run(command, check=False, env=os.environ)
    left = folders(cache)

    folder = archive.unpack(package)

    assert killed.returncode == -signal.SIGKILL
    assert [".part-" in name for name in left] == [True]
    assert folders(cache) == [folder.name]
    assert (folder / "translate-en_kk-1_0" / "model" / "model.bin").is_file()


def test_a_cache_that_cannot_be_written_is_named(package, tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    with pytest.raises(UserError, match="cannot be unpacked: Not a directory"):
        archive.unpack(package)


def test_the_cache_is_where_the_system_wants_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    places = []
    for value in (str(tmp_path / "elsewhere"), "not/absolute", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        places.append(archive.cache())

    home = tmp_path / ".cache" / "tilshi" / "models"
    assert places == [tmp_path / "elsewhere" / "tilshi" / "models", home, home]
