import errno
import multiprocessing
import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from i18n.errors import UserError
from i18n.memory import arrays, index, open_memory, shelf, words
from i18n.memory.likeness import Near, range_of
from i18n.memory.shelf import Shelf
from i18n.model import Unit

NOUNS = [
    "school",
    "river",
    "library",
    "train",
    "museum",
    "bridge",
    "doctor",
    "garden",
    "letter",
    "market",
    "teacher",
    "winter",
]
VERBS = ["opened", "closed", "found", "painted", "visited", "measured", "described", "repaired"]


def sentence(chance: random.Random) -> str:
    one, two, three = chance.sample(NOUNS, 3)
    what = f"The {one} {chance.choice(VERBS)} the {two} near the {three}"
    return f"{what} in {chance.randint(1900, 2026)}{chance.choice('.!')}"


def sentences(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[sentence(chance)] = None
    return list(found)


class Rows:
    """Sentences with their ids, as a store has them."""

    def __init__(self, texts: list[str]) -> None:
        self.rows = list(enumerate(texts, 1))

    def __call__(self, after: int, last: int):
        return iter([row for row in self.rows if after < row[0] <= last])

    def add(self, *texts: str) -> None:
        self.rows += enumerate(texts, self.rows[-1][0] + 1 if self.rows else 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Rector’s 1,234 books!", {"the", "rector", "s", "0", "books"}),
        ("ＡＢＣ Straße ٣", {"abc", "strasse", "0"}),
        ("乌鲁木齐 opened", {"乌鲁", "鲁木", "木齐", "opened"}),
        ("Қазақ тілі", {"қазақ", "тілі"}),
        ("5G on the 3rd", {"0g", "on", "the", "0rd"}),
        ("*, —", set()),
    ],
)
def test_words_are_folded(text, wanted) -> None:
    assert {word.decode() for word in words.words(text)} == wanted


def test_no_text_is_alike_outside_the_range_of_lengths() -> None:
    low, high = range_of(10, 0.7)

    assert fuzz.ratio("a" * 10, "a" * (low - 1)) < 70 <= fuzz.ratio("a" * 10, "a" * low)
    assert fuzz.ratio("a" * 10, "a" * high) < 70 <= fuzz.ratio("a" * 10, "a" * (high - 1))


def test_an_index_finds_what_comparing_all_finds(tmp_path) -> None:
    texts = sentences(6000)
    index.build(tmp_path / "kk.index", "token", list(enumerate(texts)))
    found = index.read(tmp_path / "kk.index", "token")
    chance = random.Random(5)
    wanted, got = [], []
    for text in chance.sample(texts, 200):
        words = text.split()
        words[chance.randrange(len(words))] = "newspaper"
        asked = " ".join(words)
        best = process.extractOne(asked, texts, scorer=fuzz.ratio)
        wanted.append(round(best[1] / 100, 4))
        got.append(found.look(asked, 0.7)[0].likeness)

    assert got == wanted


def test_an_index_of_nothing_finds_nothing(tmp_path) -> None:
    index.build(tmp_path / "kk.index", "token", [])

    assert index.read(tmp_path / "kk.index", "token").look("Rain.", 0.7) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: b"x" + data[1:],
        lambda data: data[:40] + b"?" + data[41:],
        lambda data: b"",
        lambda data: data[:20],
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path, damage) -> None:
    path = tmp_path / "kk.index"
    index.build(path, "token", [(1, "Rain.")])
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(arrays.DamagedError):
        index.read(path, "token")


def test_the_file_of_another_memory_is_refused(tmp_path) -> None:
    index.build(tmp_path / "kk.index", "token", [(1, "Rain.")])

    with pytest.raises(arrays.DamagedError):
        index.read(tmp_path / "kk.index", "other")


@pytest.fixture
def few(monkeypatch) -> None:
    """Indexes of 20 sentences, so that a test needs no thousands."""
    monkeypatch.setattr(shelf, "LOOSE", 20)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("few")
def test_a_few_sentences_need_no_index(tmp_path) -> None:
    texts = sentences(20)

    found = Shelf(tmp_path / "i", "kk", "token", Rows(texts)).look(texts[3], 0.99)

    assert found == [Near(4, texts[3], 1.0)]
    assert names(tmp_path / "i") == []


@pytest.mark.usefixtures("few")
def test_sentences_are_found_at_once_and_indexes_grow_in_steps(tmp_path) -> None:
    rows = Rows([])
    one = Shelf(tmp_path, "kk", "token", rows)
    seen, missed = set(), []
    for text in sentences(500):
        rows.add(text)
        missed += [] if one.look(text, 0.99)[0].text == text else [text]
        seen |= set(names(tmp_path))

    assert missed == []
    assert len(seen) < 500 / 20 * 2
    assert names(tmp_path) == ["kk-0-441-441.index", "kk-441-483-42.index"]


@pytest.mark.usefixtures("few")
def test_a_shelf_is_as_it_was_when_it_is_opened_again(tmp_path) -> None:
    rows = Rows(sentences(70))
    first = Shelf(tmp_path, "kk", "token", rows).look(rows.rows[3][1], 0.5)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    again = Shelf(tmp_path, "kk", "token", rows).look(rows.rows[3][1], 0.5)

    assert again == first
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("at", ["start", "middle", "end", "lists"])
def test_a_damaged_index_is_made_again(tmp_path, at) -> None:
    rows = Rows(sentences(70))
    text = rows.rows[3][1]
    wanted = Shelf(tmp_path, "kk", "token", rows).look(text, 0.5)
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    places = {"start": 0, "middle": len(data) // 2, "end": len(data) - 4096, "lists": 0}
    lists = arrays.read(path, "token")["lists"].tobytes() if at == "lists" else b""
    start = data.index(lists) if lists else places[at]
    path.write_bytes(
        data[:start] + b"\xff" * (len(lists) or 100) + data[start + (len(lists) or 100) :]
    )

    found = Shelf(tmp_path, "kk", "token", rows).look(text, 0.5)

    assert found[:1] == wanted[:1]


@pytest.mark.usefixtures("few")
def test_an_index_of_an_earlier_memory_is_not_used(tmp_path) -> None:
    Shelf(tmp_path, "kk", "old", Rows(sentences(70, seed=3))).look("Rain.", 0.7)
    rows = Rows(sentences(70))

    found = Shelf(tmp_path, "kk", "new", rows).look(rows.rows[3][1], 0.99)

    assert found == [Near(4, rows.rows[3][1], 1.0)]


@pytest.mark.usefixtures("few")
def test_a_kill_between_writing_and_deleting_leaves_a_shelf_that_works(tmp_path) -> None:
    rows = Rows(sentences(30))
    Shelf(tmp_path, "kk", "token", rows).look("Rain.", 0.7)
    (old,) = tmp_path.iterdir()
    data = old.read_bytes()
    rows.add(*sentences(100)[30:])
    Shelf(tmp_path, "kk", "token", rows).look("Rain.", 0.7)
    old.write_bytes(data)

    found = Shelf(tmp_path, "kk", "token", rows).look(rows.rows[70][1], 0.99)

    assert found == [Near(71, rows.rows[70][1], 1.0)]
    assert names(tmp_path) == ["kk-0-100-100.index"]


def test_a_small_memory_is_looked_up_without_numpy(tmp_path) -> None:
    program = (
        "import sys; from i18n.memory import open_memory; from i18n.model import Unit;"
        f"m = open_memory({str(tmp_path / 'm.db')!r});"
        "m.refresh('kk', 'a', '1', [Unit('Rain fell.', 'Жауын.')], trust_external=True);"
        "assert m.find('kk', 'Rain fell.'); assert 'rapidfuzz' not in sys.modules;"
        "assert m.look('kk', 'Rain falls.'); assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.usefixtures("few")
def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path, monkeypatch) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(arrays.os, "fsync", full)
    with pytest.raises(UserError) as caught:
        Shelf(tmp_path, "kk", "token", Rows(sentences(30))).look("Rain.", 0.7)

    assert caught.value.what == (
        "the index of the memory cannot be written: No space left on device"
    )
    assert names(tmp_path) == []


def work(path: Path, name: str, texts: list[str]) -> None:
    with closing(open_memory(path)) as memory:
        for text in texts:
            unit = Unit(text, text.upper())
            memory.refresh("kk", f"{name} {text}", "1", [unit], trust_external=True)
            assert memory.look("kk", text, most=1)[0].target == text.upper()


@pytest.mark.usefixtures("few")
def test_processes_that_write_and_look_at_once_find_everything(tmp_path) -> None:
    path, texts = tmp_path / "memory.db", sentences(240)
    fork = multiprocessing.get_context("fork")
    processes = [
        fork.Process(target=work, args=(path, f"{at}", texts[at::4]), daemon=True)
        for at in range(4)
    ]
    for process_ in processes:
        process_.start()
    for process_ in processes:
        process_.join(120)

    with closing(open_memory(path)) as memory:
        found = [memory.look("kk", text, most=1)[0].source for text in texts]
    assert [process_.exitcode for process_ in processes] == [0, 0, 0, 0]
    assert found == texts
