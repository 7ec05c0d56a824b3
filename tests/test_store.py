import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from i18n.errors import UserError
from i18n.store import Store

SCHEMA = "CREATE TABLE IF NOT EXISTS word (text TEXT PRIMARY KEY);"
ADD = "INSERT INTO word VALUES (?)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "words.sqlite"


def test_what_was_written_is_there_again(path) -> None:
    store = Store(path, SCHEMA)
    store.write((ADD, [("тіл",), ("语言",)]))
    store.close()

    assert Store(path, SCHEMA).rows("SELECT text FROM word ORDER BY text") == [("тіл",), ("语言",)]


def test_a_transaction_is_whole_or_not_at_all(path) -> None:
    store = Store(path, SCHEMA)
    with pytest.raises(sqlite3.IntegrityError):
        store.write((ADD, [("one",), ("one",)]))

    assert store.rows("SELECT * FROM word") == []


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough", b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_damaged_file_is_set_aside_and_said(path, damage) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)

    store = Store(path, SCHEMA)
    store.write((ADD, [("new",)]))

    assert store.notice == f"{path} was damaged; it is kept as words.sqlite.damaged-1"
    assert path.with_name("words.sqlite.damaged-1").read_bytes() == damage
    assert store.rows("SELECT text FROM word") == [("new",)]


def test_nothing_set_aside_is_overwritten(path) -> None:
    path.parent.mkdir()
    for n in (1, 2):
        path.write_bytes(b"damage number %d, which is no database" % n)
        store = Store(path, SCHEMA)
        store.close()

        assert f"damaged-{n}" in store.notice


def test_a_file_damaged_further_in_is_set_aside_when_that_shows(path) -> None:
    store = Store(path, SCHEMA)
    store.write((ADD, [(str(n),) for n in range(5000)]))
    store.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = b"\xff" * (len(data) - 4096 * 3)
    path.write_bytes(data)

    store = Store(path, SCHEMA)

    assert store.rows("SELECT * FROM word NOT INDEXED") == []
    assert "kept as words.sqlite.damaged-1" in store.notice
    assert path.with_name("words.sqlite.damaged-1").read_bytes() == data


def words(path: Path, *texts: str) -> None:
    """Write a file that holds words, with all in it that is in the log."""
    store = Store(path, SCHEMA)
    store.write((ADD, [(text,) for text in texts]))
    store.close()


def test_one_damaged_byte_of_a_text_is_damage(path) -> None:
    words(path, "snow", "rain")
    path.write_bytes(path.read_bytes().replace(b"snow", b"\xffnow"))

    store = Store(path, SCHEMA)

    assert store.rows("SELECT text FROM word") == []
    assert store.notice == f"{path} was damaged; it is kept as words.sqlite.damaged-1"


def test_bytes_where_there_was_text_are_damage(path) -> None:
    words(path, "snow")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE word SET text = x'00ff'")
    connection.close()

    store = Store(path, SCHEMA)

    assert store.rows("SELECT text FROM word") == []
    assert store.notice == f"{path} was damaged; it is kept as words.sqlite.damaged-1"


@pytest.mark.parametrize("index", ["", "CREATE INDEX IF NOT EXISTS word_text ON word (text);"])
def test_a_column_of_another_name_is_damage(path, index) -> None:
    words(path, "snow")
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE word RENAME text TO texts")
    connection.close()

    store = Store(path, SCHEMA + index)

    assert store.rows("SELECT text FROM word") == []
    assert store.notice == f"{path} was damaged; it is kept as words.sqlite.damaged-1"


def test_a_damaged_name_that_sqlite_quotes_is_damage(path) -> None:
    words(path, "snow")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE word", b"CREATE TABLE \xff\xfe\xfd("))

    assert Store(path, SCHEMA).rows("SELECT text FROM word") == []


@pytest.mark.parametrize("at", range(0, 4096 * 3, 89))
def test_no_damaged_byte_is_a_traceback(path, at: int) -> None:
    words(path, *(f"слово {n}" for n in range(60)))
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)

    with suppress(UserError):
        store = Store(path, SCHEMA)
        store.rows("SELECT text FROM word")
        store.write((ADD, [("new",)]))
        store.close()


def full(free: int):
    return lambda folder: SimpleNamespace(free=free)


@pytest.mark.parametrize(
    ("free", "hint"),
    [
        (4096, "free some space on the disk, then run it again"),
        (10**9, "see that the disk is whole and has space for you, then run it again"),
    ],
)
def test_a_disk_that_fails_is_full_or_broken_not_forbidden(path, monkeypatch, free, hint) -> None:
    store = Store(path, SCHEMA)
    monkeypatch.setattr(shutil, "disk_usage", full(free))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    with pytest.raises(UserError) as caught, store._errors():
        raise error

    assert caught.value.hint == hint


def test_a_full_disk_is_a_message(path) -> None:
    store = Store(path, SCHEMA)
    store.rows("PRAGMA max_page_count = 8")

    with pytest.raises(UserError, match="full") as caught:
        store.write((ADD, [("x" * 100_000,)]))

    assert caught.value.hint == "free some space on the disk, then run it again"
    assert store.rows("SELECT * FROM word") == []


def test_a_folder_that_cannot_be_made_is_a_message(tmp_path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UserError):
        Store(tmp_path / "file" / "words.sqlite", SCHEMA)


def test_a_wrong_statement_is_a_bug(path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Store(path, SCHEMA).rows("SELECT nothing FROM nowhere")


def test_processes_share_the_file(path) -> None:
    code = (
        "import sys, pathlib; from i18n.store import Store\n"
        f"store = Store(pathlib.Path(sys.argv[1]), {SCHEMA!r})\n"
        f"for n in range(100): store.write(({ADD!r}, [(f'{{sys.argv[2]}} {{n}}',)]))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)]) for n in range(4)]

    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert Store(path, SCHEMA).rows("SELECT count(*) FROM word") == [(400,)]
