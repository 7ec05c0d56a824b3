"""Stamps: what has not changed need not be read again."""

import os
from pathlib import Path

import pytest

from workflow import stamps
from workflow.stamps import Stamps, stamp


def test_a_note_holds_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("one", "utf-8")
    seen = stamp([file])
    with Stamps(tmp_path / "stamps.db") as notes:
        notes.put("states", "news", seen, "4")

    with Stamps(tmp_path / "stamps.db") as notes:
        assert notes.get("states", "news", stamp([file])) == "4"
        file.write_text("other", "utf-8")
        assert notes.get("states", "news", stamp([file])) is None


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_another(tmp_path: Path) -> None:
    file, other = tmp_path / "news.txt", tmp_path / "other.txt"
    file.write_text("one", "utf-8")
    other.write_text("two", "utf-8")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    seen = stamp([file])

    other.replace(file)

    assert stamp([file]) != seen


def test_many_notes_are_written_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "BATCH", 3)
    with Stamps(tmp_path / "stamps.db") as notes:
        for number in range(10):
            notes.put("states", str(number), "s", str(number))
        assert len(notes.new) < 3
        assert [notes.get("states", str(number), "s") for number in range(10)] == [*"0123456789"]


def test_a_damaged_cache_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "stamps.db"
    path.write_bytes(b"not a database, but long enough to look like a file of one" * 20)

    with Stamps(path) as notes:
        notes.put("states", "news", "s", "4")
        assert notes.get("states", "news", "s") == "4"
    with Stamps(path) as notes:
        assert notes.get("states", "news", "s") is None
        notes.put("states", "news", "s", "5")
    with Stamps(path) as notes:
        assert notes.get("states", "news", "s") == "5"


@pytest.mark.parametrize("at", range(0, 8192, 61))
def test_no_damaged_byte_is_a_traceback(tmp_path: Path, at: int) -> None:
    path = tmp_path / "stamps.db"
    with Stamps(path) as notes:
        for number in range(40):
            notes.put("состояние", f"новость {number}", "s", "4")
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)

    for _ in range(2):
        with Stamps(path) as notes:
            found = [notes.get("состояние", f"новость {number}", "s") for number in range(40)]
            notes.put("состояние", "новость", "s", "5")
        assert {type(value) for value in found} <= {str, type(None)}


def test_a_damaged_name_that_sqlite_quotes_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "stamps.db"
    with Stamps(path):
        pass
    path.write_bytes(
        path.read_bytes().replace(b"CREATE TABLE stamps", b"CREATE TABLE \xff\xfe\xfd((")
    )

    with Stamps(path) as notes:
        assert notes.get("states", "news", "s") is None


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    with Stamps(tmp_path / "no such folder" / "stamps.db") as notes:
        notes.put("states", "news", "s", "4")

        assert notes.get("states", "news", "s") == "4"
