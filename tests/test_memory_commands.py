import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from newsroom import Newsroom

from i18n.memory.match import Match
from workflow import remembering

HALLS = "Halls open\n\nThe university opened 3 halls in May 2024. Snow fell in Almaty.\n"
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en-US" datatype="plaintext"/><body>
<tu creationdate="20250102T000000Z"><tuv xml:lang="en-US"><seg>The library is closed.</seg></tuv>
<tuv xml:lang="ru-RU"><seg>Библиотека закрыта.</seg></tuv>
<tuv xml:lang="de-DE"><seg>Die Bibliothek ist geschlossen.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom whose one article is translated and approved."""
    room = Newsroom(tmp_path, articles={"halls.txt": HALLS})
    room.tilshi("extract")
    path = "locales/ru/LC_MESSAGES/halls.po"
    text = room.read(path)
    for source, target in (
        (
            "The university opened 3 halls in May 2024.",
            "В мае 2024 года университет открыл 3 зала.",
        ),
        ("Snow fell in Almaty.", "В Алматы выпал снег."),
    ):
        text = text.replace(f'"{source}"\nmsgstr ""', f'"{source}"\nmsgstr "{target}"')
    room.write(path, text)
    return room


def test_looking_shows_the_difference_and_the_origin(room) -> None:
    said = room.tilshi("memory", "look", "Snow  fell in Omsk.", "-l", "ru")

    assert said == ("78%, halls\n  Snow fell in [-Almaty.-] {+Omsk.+}\n  В Алматы выпал снег.\n")


def test_looking_says_what_was_put_into_the_translation(room) -> None:
    said = room.tilshi("memory", "look", "The university opened 4 halls in May 2025.", "-l", "ru")

    assert said == (
        "95%, halls\n  The university opened [-3-] {+4+} halls in May [-2024.-] {+2025.+}\n"
        "  В мае 2025 года университет открыл 4 зала.\n  put into it: 3 → 4, 2024 → 2025\n"
    )


def test_looking_in_vain_says_so(room) -> None:
    nothing = "Nothing at least {} alike is in the memory: --least asks for less.\n"
    assert room.tilshi("memory", "look", "Who?", "-l", "ru") == nothing.format("70%")
    room.write("tilshi.toml", room.settings + "[memory]\nleast = 0.55\n")
    assert room.tilshi("memory", "look", "Who?", "-l", "ru") == nothing.format("55%")


@pytest.mark.parametrize(("likeness", "found"), [("80", 0), ("78%", 1), ("0.8", 0), ("0.78", 1)])
def test_a_likeness_is_a_share_or_in_per_cent(room, likeness, found) -> None:
    said = room.tilshi(
        "memory", "look", "Snow fell in Omsk.", "-l", "ru", "--json", "--least", likeness
    )

    assert len(json.loads(said)) == found


@pytest.mark.parametrize("likeness", ["700", "0", "-1", "nan", "much", "%"])
def test_what_is_no_likeness_is_refused_with_examples(room, likeness) -> None:
    done = room.run("memory", "look", "Snow.", "-l", "ru", "--least", likeness)

    assert done.returncode == 2
    assert done.stderr.endswith(f"'{likeness}' is no likeness: say 0.7, 70 or 70%\n")


@pytest.mark.parametrize("command", ["", "look", "import", "export", "stats", "build"])
def test_every_command_of_the_memory_has_help_with_an_example(room, command) -> None:
    said = room.tilshi("memory", *filter(None, [command]), "--help")

    assert f"tilshi memory {command or 'look'}" in said.partition("Example:")[2]


def test_programs_get_matches_as_json(room) -> None:
    said = room.tilshi("memory", "look", "Snow fell in Omsk.", "-l", "ru", "--json")

    assert json.loads(said) == [
        {
            "target": "В Алматы выпал снег.",
            "origin": "halls",
            "source": "Snow fell in Almaty.",
            "likeness": 0.7895,
            "in_context": False,
            "patched": [],
            "date": "",
            "difference": [
                {"kind": "equal", "text": "Snow fell in "},
                {"kind": "gone", "text": "Almaty."},
                {"kind": "come", "text": "Omsk."},
            ],
        }
    ]


def test_an_imported_file_is_work_that_survives_the_memory(room) -> None:
    room.write("old agency.tmx", TMX)

    said = room.tilshi("memory", "import", "old agency.tmx")

    assert said == (
        "memory/old agency.tmx: 1 translation (1 ru)\n"
        "  left out: 1 in de-DE, not one of the project's\n"
    )
    shutil.rmtree(room.root / ".tilshi")
    found = json.loads(
        room.tilshi("memory", "look", "The library is closed.", "-l", "ru", "--json")
    )
    assert [(one["target"], one["origin"], one["date"]) for one in found] == [
        ("Библиотека закрыта.", "memory/old agency.tmx", "2025-01-02")
    ]


def test_importing_twice_changes_nothing_and_another_file_is_not_overwritten(room) -> None:
    room.write("a.tmx", TMX)
    room.tilshi("memory", "import", "a.tmx")
    before = room.files()
    room.tilshi("memory", "import", "a.tmx")
    assert room.files() == before

    room.write("a.tmx", TMX.replace("closed", "open"))
    done = room.run("memory", "import", "a.tmx")

    assert done.returncode == 1
    assert done.stderr == (
        "Error: memory/a.tmx: another file of this name was imported before\n"
        "  hint: give the new one another name, or delete the old one first\n"
    )
    assert room.read("memory/a.tmx") == before["memory/a.tmx"][0].decode()


def test_a_file_that_is_deleted_is_forgotten(room) -> None:
    room.write("a.tmx", TMX)
    room.tilshi("memory", "import", "a.tmx")
    (room.root / "memory/a.tmx").unlink()

    assert room.tilshi("memory", "look", "The library is closed.", "-l", "ru").startswith("Nothing")


def test_what_was_exported_can_be_imported_elsewhere(room, tmp_path_factory) -> None:
    room.write("a.tmx", TMX)
    room.tilshi("memory", "import", "a.tmx")
    said = room.tilshi("memory", "export", "all.tmx", "-l", "ru")
    assert said == "all.tmx: 3 translations (3 ru)\n"

    other = Newsroom(tmp_path_factory.mktemp("other"))
    other.write("all.tmx", room.read("all.tmx"))
    other.tilshi("memory", "import", "all.tmx")

    found = other.tilshi("memory", "look", "Snow fell in Almaty.", "-l", "ru")
    assert found == "100%, memory/all.tmx\n  Snow fell in Almaty.\n  В Алматы выпал снег.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("all.csv", "all.csv: a memory is exported as .tmx, not .csv\n  hint: give the file such a name"),
        ("all", "all: a memory is exported as .tmx, not without a suffix\n  hint: give the file such a name"),
        ("no/such/all.tmx", "no/such: there is no such folder\n  hint: make it first, or choose another one"),
    ],
)  # fmt: skip
def test_an_export_makes_no_other_file_and_no_folder(room, name, said) -> None:
    before = room.files()

    done = room.run("memory", "export", name)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"Error: {said}\n")
    assert room.files() == before


def test_the_memory_can_be_made_anew(room) -> None:
    room.tilshi("memory", "look", "Snow.", "-l", "ru")
    (room.root / ".tilshi/memory/entries.db").write_bytes(b"not a database, but there for a while")

    said = room.tilshi("memory", "build")

    assert said.splitlines()[:-1] == [
        "locale  newest  segments  entries  source words",
        "ru           ·         2        2            12",
        "Segments are different sentences of the source, with so many words;",
        "entries are their translations, one for each place where they stand.",
    ]
    assert said.splitlines()[-1].endswith(" MB with its index.")


def test_languages_come_in_the_order_of_the_settings(room) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")

    rows = json.loads(room.tilshi("memory", "stats", "--json"))

    assert [row["locale"] for row in rows] == ["ru", "kk"]


def test_the_figures_come_as_json_too(room) -> None:
    assert json.loads(room.tilshi("memory", "stats", "--json")) == [
        {"locale": "ru", "segments": 2, "entries": 2, "words": 12, "newest": ""}
    ]


def test_an_empty_memory_says_so(tmp_path) -> None:
    room = Newsroom(tmp_path)

    assert room.tilshi("memory", "stats") == "The memory is empty: nothing is approved yet.\n"


def test_a_file_that_is_no_tmx_changes_nothing(room) -> None:
    room.write("bad.tmx", "<tmx>\n<body>")

    done = room.run("memory", "import", "bad.tmx")

    assert done.returncode == 1
    assert done.stderr.startswith("Error: bad.tmx:2: not TMX: no element found")
    assert not (room.root / "memory").exists() or list((room.root / "memory").iterdir()) == []


def test_a_draft_comes_from_an_imported_file(room) -> None:
    room.write("a.tmx", TMX)
    room.tilshi("memory", "import", "a.tmx")
    room.write("articles/more.txt", "More\n\nThe library is closed.\n")
    room.tilshi("translate", "-l", "ru")

    assert 'msgstr "Библиотека закрыта."' in room.read("locales/ru/LC_MESSAGES/more.po")


@pytest.mark.postgres
def test_two_newsrooms_share_a_memory_in_a_database(room, tmp_path_factory, postgres) -> None:
    shared = f'[memory]\nurl = "{postgres}"\n[site]\ntitle = "%s"\n'
    settings = 'locales = ["ru"]\n[engines]\nchain = ["memory"]\n'
    room.write("tilshi.toml", settings + shared % "City desk")
    other = Newsroom(tmp_path_factory.mktemp("other"), settings + shared % "Sports desk")
    room.tilshi("memory", "build")

    found = other.tilshi("memory", "look", "Snow fell in Almaty.", "-l", "ru")
    other.tilshi("memory", "build")

    assert found.startswith(f"100%, City desk ({room.root.name}):halls\n")
    assert other.tilshi("memory", "look", "Snow fell in Almaty.", "-l", "ru") == found


@pytest.mark.postgres
def test_two_newsrooms_of_one_title_leave_each_other_alone(tmp_path, postgres) -> None:
    settings = f'locales = ["ru"]\n[memory]\nurl = "{postgres}"\n[site]\ntitle = "News"\n'
    city = Newsroom(tmp_path / "city", settings)
    sport = Newsroom(tmp_path / "sport", settings)
    third = Newsroom(tmp_path / "third", settings)
    known = ((city, "The rector thanked the partners."), (sport, "It has 12 rooms."))
    for room, source in known:
        room.tilshi("extract")
        path = "locales/ru/LC_MESSAGES/news.po"
        empty = f'msgid "{source}"\nmsgstr ""'
        room.write(path, room.read(path).replace(empty, f'{empty[:-1]}Перевод."'))
        room.tilshi("memory", "build")

    found = [third.tilshi("memory", "look", one, "-l", "ru") for _, one in known]

    assert [one.partition("\n")[0] for one in found] == [
        "100%, News (city):news", "100%, News (sport):news"
    ]  # fmt: skip


def test_an_imported_file_that_somebody_broke_is_said(room) -> None:
    room.write("memory/agency.tmx", '<tmx version="1.4">\n<body></tmx>')

    done = room.run("translate", "-l", "ru")

    assert done.returncode == 1
    assert "Error: memory/agency.tmx:2: not TMX: mismatched tag" in done.stderr


def test_a_large_import_goes_in_by_parts(room, monkeypatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 2)
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>Room {word}.</seg></tuv>'
        f'<tuv xml:lang="ru"><seg>Зал {word}.</seg></tuv></tu>'
        for word in ("A", "B", "C", "D", "E")
    )
    text = f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'
    path = room.write("memory/rooms.tmx", text)
    project, locales = room.project, room.project.locales(["ru"])
    with closing(remembering.memory_of(project)) as memory:
        remembering.refresh(project, memory, locales)
        assert memory.names("ru") == [
            "halls", "memory/rooms.tmx", "memory/rooms.tmx\t2", "memory/rooms.tmx\t3"
        ]  # fmt: skip
        assert memory.find("ru", "Room E.") == Match("Зал E.", "memory/rooms.tmx", "Room E.")

        path.write_text(text.replace(units, units[: len(units) // 5]), "utf-8")
        remembering.refresh(project, memory, locales)
        assert memory.names("ru") == ["halls", "memory/rooms.tmx"]
        assert memory.find("ru", "Room E.") is None


def test_the_memory_is_not_made_anew_while_a_translation_looks_into_it(room: Newsroom) -> None:
    with room.project.lock_for("translate.lock"):
        done = room.run("memory", "build")

    assert done.returncode == 1
    assert "another tilshi translate, or memory build, is running" in done.stderr


def folder(path: Path) -> None:
    path.mkdir(parents=True)


def dangling(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("gone.tmx")


@pytest.mark.parametrize(
    ("make", "said"), [(folder, "Is a directory"), (dangling, "No such file or directory")]
)
def test_what_is_no_imported_file_is_said(room, make, said) -> None:
    make(room.root / "memory/agency.tmx")

    done = room.run("memory", "stats")

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: memory/agency.tmx: {said}\n"
        "  hint: bring the file back, or take it out of the folder to forget what is in it\n"
    )


@pytest.mark.parametrize("make", [folder, dangling])
def test_what_is_no_imported_file_is_not_written_over(room, make) -> None:
    make(room.root / "memory/a.tmx")
    room.write("a.tmx", TMX)

    done = room.run("memory", "import", "a.tmx")

    assert done.stderr.startswith("Error: memory/a.tmx: another file of this name was imported")


def test_a_file_in_the_place_of_the_folder_is_said(room) -> None:
    room.write("memory", "")
    room.write("a.tmx", TMX)

    done = room.run("memory", "import", "a.tmx")

    assert done.returncode == 1
    assert done.stderr.endswith(
        "memory/a.tmx: File exists\n  hint: mend that, or choose another place, then run it again\n"
    )


def test_an_import_that_is_killed_leaves_nothing_among_the_work(room, monkeypatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    path = room.write("a.tmx", TMX)
    monkeypatch.setattr("os.fsync", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        remembering.import_file(room.project, path)

    assert not (room.root / "memory").exists()
