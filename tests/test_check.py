"""Checking as newsrooms do it: `tilshi check`, and what findings hold back."""

import json
import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import Newsroom
from pretend import pretended  # noqa: F401

from i18n.model import Mark, State, Unit
from workflow import manuals, pofile
from workflow.cli import cli

pytestmark = pytest.mark.usefixtures("pretended")

RAIN = "Rain\n\nIt rained for 45 days in Almaty. Nobody was hurt.\n"
CATALOG = "locales/ru/LC_MESSAGES/rain.po"
GOOD = {
    "Rain": "Дожди",
    "It rained": "В Алматы 45 дней шли дожди.",
    "Nobody": "Никто не пострадал.",
}
Tilshi = Callable[..., Result]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    room = Newsroom(tmp_path / "news", articles={"rain.txt": RAIN})
    monkeypatch.chdir(room.root)
    monkeypatch.setenv("TILSHI_REVIEWER", "An Editor")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    tilshi("extract", "-l", "ru")
    return room


def tilshi(*words: str, given: str = "") -> Result:
    result = CliRunner().invoke(cli, words, input=given, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def translate(room: Newsroom, words: dict[str, str], approved: bool = False) -> None:
    """Write translations into the Russian catalog as a PO editor does, by the source's start."""
    lines = room.read(CATALOG).split("\n")
    for start, target in words.items():
        place = next(n for n, line in enumerate(lines) if line.startswith(f'msgid "{start}'))
        lines[place + 1] = f'msgstr "{target}"'
    room.write(CATALOG, "\n".join(lines))
    if approved:
        tilshi("review", "--approve-all", "--name", "An Editor", "-l", "ru")


def found(*words: str) -> list[tuple[str, int, str, str]]:
    """The path, line, check and severity of each finding."""
    rows = json.loads(tilshi("check", "--format", "json", *words).stdout)
    return [(one["path"], one["line"], one["check"], one["severity"]) for one in rows]


def line_of(room: Newsroom, text: str, name: str = CATALOG) -> int:
    return room.read(name)[: room.read(name).index(text)].count("\n") + 1


def test_an_error_that_stands_is_shown_with_its_place_and_fails(room: Newsroom) -> None:
    translate(room, GOOD | {"It rained": "В Алматы шли дожди."})

    done = tilshi("check", "-l", "ru")

    line = line_of(room, 'msgstr "В Алматы')
    assert (done.exit_code, done.stdout.split("\n")[:6]) == (
        1,
        [
            "rain [ru]: 1 error",
            f"{CATALOG}:{line}: error: 45 is not in the translation [numbers]",
            "    articles/rain.txt:3",
            "    It rained for 45 days in Almaty.",
            "                  ^^",
            "    В Алматы шли дожди.",
        ],
    )
    assert "1 catalog checked: 1 error, 0 warnings." in done.stdout


def test_a_warning_alone_is_no_failure(room: Newsroom) -> None:
    translate(room, GOOD | {"Nobody": "В Алма-Ате все целы."})

    done = tilshi("check", "rain", "-l", "ru")

    assert (done.exit_code, "1 warning" in done.stdout) == (0, True)


def test_checks_are_selected_and_ignored_by_name(room: Newsroom) -> None:
    translate(room, {"It rained": "В Алма-Ате  шли дожди.", "Rain": "Дожди"})
    every = ("-l", "ru", "--severity", "info")

    assert {name for _, _, name, _ in found(*every)} == {"numbers", "city", "space", "empty"}
    assert {name for _, _, name, _ in found(*every, "--select", "city,space")} == {"city", "space"}
    assert {name for _, _, name, _ in found(*every, "--ignore", "empty", "--ignore", "city")} == {
        "numbers",
        "space",
    }


@pytest.mark.parametrize("option", ["--select", "--ignore", "--dismiss", "--explain"])
def test_a_check_that_does_not_exist_is_wrong_usage_and_the_nearest_is_named(
    room: Newsroom, option: str
) -> None:
    done = tilshi("check", option, "number")

    assert (done.exit_code, "did you mean 'numbers'?" in done.output) == (2, True)


def test_settings_choose_checks_and_say_how_grave_they_are(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алма-Ате  дожди."})
    room.write(
        "tilshi.toml",
        room.settings + '[checks]\nignore = ["city"]\n[checks.severity]\nnumbers = "warning"\n',
    )

    assert [row[2:] for row in found("-l", "ru", "--severity", "fix")] == [
        ("numbers", "warning"),
        ("space", "fix"),
    ]
    assert tilshi("check", "-l", "ru").exit_code == 0
    assert [row[2] for row in found("-l", "ru", "--select", "city")] == ["city"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[checks]\nselect = ["number"]', "tilshi.toml:5: there is no check 'number'\n  hint: did you mean 'numbers'?"),
        ('[checks.severity]\nnubmers = "info"', "tilshi.toml:5: there is no check 'nubmers'"),
        ('[checks.severity]\nnumbers = "eror"', "tilshi.toml:5: checks.severity.numbers cannot be 'eror'"),
        ("[checks.severity]\nnumbers = 1", "tilshi.toml:5: checks.severity.numbers is a string"),
        ("[checks]\nseverity = 1", "tilshi.toml:5: checks.severity is a table\n  hint: write [checks.severity] and numbers"),
        ("[checks]\nselct = []", "tilshi.toml:5: unknown key 'checks.selct'\n  hint: did you mean 'select'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_settings_of_checks_has_its_line(
    room: Newsroom, text: str, said: str
) -> None:
    room.write("tilshi.toml", f"{room.settings}{text}\n")

    done = tilshi("check")

    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr


def test_checks_explain_themselves(room: Newsroom) -> None:
    assert tilshi("check", "--explain", "numbers").stdout == (
        "numbers (error)\n\nFigures of the source that the target lacks.\n\n"
        "It is pretended.\n\nTo mend it: do.\n"
    )
    both = tilshi("check", "--explain", "numbers,space").stdout
    assert both.startswith("numbers (error)\n")
    assert "\n\n\nspace (fix)\n" in both
    assert "space    fix       Double spaces: typographic." in tilshi("check", "--list").stdout
    assert tilshi("check", "--explain").stdout == tilshi("check", "--list").stdout


def test_the_list_says_what_the_settings_change(room: Newsroom) -> None:
    room.write(
        "tilshi.toml",
        '[checks]\nignore = ["city"]\n[checks.severity]\nnumbers = "info"\n',
    )

    lines = [line.split()[:2] for line in tilshi("check", "--list").stdout.splitlines()]

    assert lines[1:4] == [["empty", "error"], ["numbers", "info"], ["city", "off"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--because", "old"], "--because is the reason of a --dismiss"),
        (["--fix", "--dismiss", "numbers", "--because", "old", "rain:3"], "do not go together"),
        (["rain:3"], "rain:3 names a line, which only --dismiss asks for"),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(
    room: Newsroom, words: list[str], said: str
) -> None:
    done = tilshi("check", *words)

    assert (done.exit_code, said in " ".join(done.stderr.split())) == (2, True)


def test_an_article_without_catalogs_is_no_good_one(room: Newsroom) -> None:
    translate(room, GOOD)

    one, none = tilshi("check"), tilshi("check", "-l", "kk")

    assert (one.exit_code, one.stdout) == (0, "1 catalog checked: 0 errors, 0 warnings.\n")
    assert one.stderr == "No catalog yet: rain [kk]; tilshi extract makes it.\n"
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr == "Error: no catalog yet: rain [kk]\n  hint: tilshi extract makes it\n"


def test_colours_are_for_those_who_want_them(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(room, GOOD | {"It rained": "В Алматы шли дожди."})

    def coloured() -> bool:
        done = CliRunner().invoke(cli, ["check", "-l", "ru"], color=True)
        return "\x1b[" in done.stdout

    assert coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()


# mending


def test_fixes_are_made_shown_and_not_made_again(room: Newsroom) -> None:
    words = {**GOOD, "It rained": "В Алматы  45 дней шли дожди.", "Nobody": "В Алма-Ате все целы."}
    translate(room, words, approved=True)
    before = room.read(CATALOG)

    done = tilshi("check", "--fix", "-l", "ru")

    lines = (line_of(room, 'msgstr "В Алматы 45'), line_of(room, 'msgstr "В Алматы все'))
    assert done.stdout.split("\n")[:5] == [
        f"{CATALOG}:{lines[0]}: mended: space",
        "    В Алматы[- -] 45 дней шли дожди.",
        f"{CATALOG}:{lines[1]}: mended: city; to be looked at again",
        "    В Алма[--А-]т[-е-]{+ы+} все целы.",
        "Mended 2 sentences.",
    ]
    assert room.states("rain", "ru") == [State.APPROVED, State.APPROVED, State.DRAFT]
    assert room.read(CATALOG).split("\n\n")[1] == before.split("\n\n")[1]  # not touched
    once = room.files()
    assert "Mended 0 sentences." in tilshi("check", "--fix", "-l", "ru").stdout
    assert room.files() == once


def test_only_selected_checks_mend(room: Newsroom) -> None:
    translate(room, {"It rained": "В Алма-Ате  45 дней."})

    tilshi("check", "--fix", "-l", "ru", "--select", "space")

    assert 'msgstr "В Алма-Ате 45 дней."' in room.read(CATALOG)


def test_what_is_mended_does_not_get_into_the_report_of_programs(room: Newsroom) -> None:
    translate(room, {**GOOD, "Nobody": "Все  целы."})

    done = tilshi("check", "--fix", "-l", "ru", "--format", "json")

    assert (json.loads(done.stdout), "mended: space" in done.stderr) == ([], True)


# dismissing


def test_a_finding_is_dismissed_with_a_reason_until_the_text_changes(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Сорок пять дней дождя."})
    ((path, line, _, _),) = found("-l", "ru")

    done = tilshi("check", "--dismiss", "numbers", "--because", "in  words", f"{path}:{line}")

    unit = room.catalog("rain", "ru").units[1]
    assert list(unit.marked("qa-ok")) == [f"numbers {unit.hash} in words"]
    assert done.stdout == f"{path}:{line}: dismissed: 45 is not in the translation [numbers]\n"
    assert tilshi("check", "-l", "ru").exit_code == 0
    (row,) = json.loads(tilshi("check", "-l", "ru", "--format", "json").stdout)
    assert row["dismissed"] == "in words"

    room.write("articles/rain.txt", RAIN.replace("Rain\n", "Heavy rain\n"))
    tilshi("extract")
    assert tilshi("check", "-l", "ru", "--select", "numbers").exit_code == 0

    room.write(CATALOG, room.read(CATALOG).replace("Сорок пять", "Сорок шесть"))
    assert tilshi("check", "-l", "ru", "--select", "numbers").exit_code == 1


def test_an_article_and_line_name_a_place_too_and_lines_may_have_moved(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди.", "Rain": "В Алма-Ате"})
    places = [line for _, line, _, _ in found("-l", "ru")]

    tilshi("check", "--dismiss", "city", "--because", "old", "-l", "ru", f"rain:{places[0]}")
    done = tilshi(
        "check", "--dismiss", "numbers", "--because", "so", "-l", "ru", f"rain:{places[1]}"
    )

    assert done.exit_code == 0
    assert tilshi("check", "-l", "ru").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-l", "ru", "rain"], 2, "--dismiss wants to know where"),
        ([], 2, "--dismiss wants to know where"),
        (["rain:11"], 1, "rain is in several languages: ru, kk"),
        (["-l", "ru", "rain:1"], 1, "nothing that numbers found stands here"),
        (["-l", "ru", "no:1"], 1, "no article 'no'"),
        (["-l", "ru", "articles/rain.txt:3"], 1, "articles/rain.txt:3 is a line of the article"),
    ],
)
def test_a_dismissal_wants_a_place_where_something_was_found(
    room: Newsroom, words: list[str], code: int, said: str
) -> None:
    translate(room, {"It rained": "Дожди."})

    done = tilshi("check", "--dismiss", "numbers", "--because", "so", *words)

    assert (done.exit_code, said in done.output) == (code, True), done.output


def test_what_is_dismissed_already_is_said_with_its_reason(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})
    ((path, line, _, _),) = found("-l", "ru")
    words = ("check", "--dismiss", "numbers", "--because", "in words", f"{path}:{line}")
    tilshi(*words)

    done = tilshi(*words)

    assert done.exit_code == 1
    assert "what numbers found here is dismissed already: in words" in done.stderr
    assert "delete its line in the catalog: # qa-ok: numbers …" in done.stderr


def test_a_dismissal_wants_a_reason(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})
    ((path, line, _, _),) = found("-l", "ru")

    done = tilshi("check", "--dismiss", "numbers", f"{path}:{line}")

    assert (done.exit_code, "dismissed for a reason" in done.output) == (1, True)


def test_old_dismissals_are_forgotten_at_the_next_approval(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})
    ((path, line, _, _),) = found("-l", "ru")
    tilshi("check", "--dismiss", "numbers", "--because", "so", f"{path}:{line}")
    translate(room, GOOD, approved=True)

    assert list(room.catalog("rain", "ru").units[1].marked("qa-ok")) == []


# files of other programs

FILE = """\
# Of another program
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"

#. comment
#: src/main.c:12
#, c-format, no-wrap
msgid "%d file of 12"
msgid_plural "%d files of 12"
msgstr[0] "%d файл из 12"
msgstr[1] "%d файла"
msgstr[2] "%d файлов  из 12"

msgid "5 cats"
msgstr "кошки"
msgid "5 cats"
msgstr "5  кошек"

#~ msgid "7 dogs"
#~ msgstr "собаки"
"""


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a.po", "ru"), ("a.po", "ru_RU"), ("ru.po", ""), ("a.ru.po", ""),
        ("locales/ru/LC_MESSAGES/a.po", ""), ("de.po", "rus"),
    ],
)  # fmt: skip
def test_any_po_file_is_checked_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FILE.format(language=language), "utf-8")

    assert found(name, "--severity", "fix") == [
        (name, 13, "numbers", "error"),
        (name, 14, "space", "fix"),
        (name, 17, "numbers", "error"),
        (name, 19, "twins", "warning"),
        (name, 19, "space", "fix"),
    ]
    assert tilshi("check", name).exit_code == 1


def test_other_charsets_are_read_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = FILE.format(language="ru").replace("UTF-8", "koi8-r")
    path = tmp_path / "a.po"
    path.write_bytes(text.encode("koi8-r"))

    tilshi("check", "--fix", "a.po")

    mended = text.replace("файлов  из", "файлов из").replace("5  кошек", "5 кошек")
    assert path.read_bytes().decode("koi8-r") == mended


def test_a_file_of_another_program_is_changed_only_where_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = FILE.format(language="ru").replace("\n", "\r\n")
    text = text.replace('"кошки"', '""\r\n"кошки "\r\n"Алма-Аты"')
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    done = tilshi("check", "--fix", "a.po")

    mended = text.replace("файлов  из", "файлов из").replace("5  кошек", "5 кошек")
    mended = mended.replace('"кошки "\r\n"Алма-Аты"', '"кошки Алматы"')
    mended = mended.replace(
        '\r\nmsgid "5 cats"\r\nmsgstr ""', '\r\n#, fuzzy\r\nmsgid "5 cats"\r\nmsgstr ""'
    )
    assert path.read_bytes() == b"\xef\xbb\xbf" + mended.encode()
    assert "a.po:18: mended: city; to be looked at again" in done.stdout


def test_a_finding_in_another_programs_file_is_dismissed_in_its_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.po"
    path.write_text(FILE.format(language="ru"), "utf-8")

    tilshi("check", "--dismiss", "numbers", "--because", "all", "a.po:13")

    text = path.read_text("utf-8")
    assert re.search(r"\n\n# qa-ok: numbers \w{12} all\n#\. comment\n#: src", text)
    assert found("a.po", "--select", "numbers")[0][:2] == ("a.po", 14)
    assert json.loads(tilshi("check", "a.po", "--format", "json").stdout)[0]["dismissed"] == "all"


def test_two_runs_on_another_programs_file_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    path.write_text("\n".join(f'msgid "{n} cats"\nmsgstr "кошки"\n' for n in range(60)), "utf-8")

    runs = [multiprocessing.Process(target=_note_every_other, args=(path, n)) for n in (0, 1)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert [run.exitcode for run in runs] == [0, 0]
    assert [unit.marks for unit in pofile.read(path).units] == [(Mark("todo", "so"),)] * 60
    assert list(tmp_path.iterdir()) == [path]


def _note_every_other(path: Path, first: int) -> None:
    """Note something in every other unit, one after the other."""
    for place in range(first, 60, 2):

        def change(units: Sequence[Unit], place: int = place) -> Sequence[Unit]:
            noted = replace(units[place], marks=(Mark("todo", "so"),))
            return (*units[:place], noted, *units[place + 1 :])

        pofile.update(path, change)


def test_a_folder_means_every_catalog_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ru.po", "x/kk.po", "x/.git/ru.po", "x/ru.pot"):
        path = tmp_path / "po" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILE.format(language=""), "utf-8")

    assert {row[0] for row in found("po")} == {"po/ru.po", "po/x/kk.po"}
    assert {row[0] for row in found("po", "-l", "kk")} == {"po/x/kk.po"}
    (tmp_path / "none").mkdir()
    assert "none: no .po file in this folder" in tilshi("check", "none").stderr


def test_in_a_folder_other_languages_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ru", "de", "fr"):
        path = tmp_path / "locale" / name / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        text = FILE.format(language=name).replace("файла", "12 файла").replace("кошки", "5 кошек")
        path.write_text(text, "utf-8")

    done = tilshi("check", "locale", "--severity", "error")

    assert (done.exit_code, "1 catalog checked: 0 errors" in done.stdout) == (0, True)
    assert done.stderr == (
        "Passed over, in another language: locale/de/LC_MESSAGES/django.po (de),"
        " locale/fr/LC_MESSAGES/django.po (fr)\n"
    )
    assert "django.po (ru)" in tilshi("check", "-l", "kk", "locale/ru/LC_MESSAGES/django.po").stderr


def test_a_file_named_twice_or_linked_to_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ru.po").write_text('msgid "5 cats"\nmsgstr "кошки"\n', "utf-8")
    (tmp_path / "b.ru.po").symlink_to("ru.po")

    assert found("ru.po", "./ru.po", "b.ru.po") == [("ru.po", 2, "numbers", "error")]
    assert (tmp_path / "b.ru.po").is_symlink()


def test_a_file_is_mended_though_nobody_listens(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text('msgid "Cats here"\nmsgstr "Кошки  тут"\n', "utf-8")
    program = "from workflow.cli import main; main()"
    words = [sys.executable, "-c", program, "check", "--fix", "ru.po"]

    subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *words], cwd=tmp_path, check=True)

    assert (tmp_path / "ru.po").read_text("utf-8") == 'msgid "Cats here"\nmsgstr "Кошки тут"\n'


def test_a_file_that_says_no_language_asks_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(FILE.format(language="de"), "utf-8")

    done = tilshi("check", "a.po")

    assert (done.exit_code, "a.po: neither its header nor its name says" in done.stderr) == (
        1,
        True,
    )
    assert len(found("a.po", "-l", "ru")) == 3


def test_one_file_that_cannot_be_read_does_not_keep_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text('msgid "a\n', "utf-8")
    (tmp_path / "ru.po").write_text('msgid "a"\nmsgstr "б"\n', "utf-8")

    done = tilshi("check", "a.po", "ru.po", "none.po")

    assert done.exit_code == 1
    assert "1 catalog checked" in done.stdout
    assert "a.po:1: a string that is not between" in done.stderr
    assert "none.po: No such file" in done.stderr


def test_a_catalog_of_the_project_given_by_its_path_is_the_articles(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})

    (row,) = json.loads(tilshi("check", CATALOG, "--format", "json").stdout)

    assert (row["article"], row["locale"]) == ("rain", "ru")


def test_paths_start_from_where_one_stands_and_for_github_from_the_repository(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})
    monkeypatch.chdir(room.root.parent)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(room.root.parent))

    here = tilshi("-C", "news", "check", "-l", "ru", "--format", "json")
    monkeypatch.chdir(room.root)
    there = tilshi("check", "-l", "ru", "--format", "github")

    assert json.loads(here.stdout)[0]["path"] == f"news/{CATALOG}"
    assert there.stdout.startswith(f"::error file=news/{CATALOG},line=")


# what findings hold back


def test_an_error_holds_a_version_and_an_earlier_one_stays_out(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алматы шли дожди."}, approved=True)

    said = tilshi("publish", "-l", "ru").stdout

    assert "rain [ru]: not published: 1 error; see tilshi check rain -l ru\n" in said
    assert not (room.root / "public/localized/ru/rain.txt").exists()
    assert tilshi("publish", "-l", "ru").stdout.split("\n")[0] == said.split("\n")[0]

    translate(room, GOOD, approved=True)
    tilshi("publish", "-l", "ru")
    out = room.read("public/localized/ru/rain.txt")
    translate(room, {"It rained": "В Алматы шли дожди."}, approved=True)

    said = tilshi("publish", "-l", "ru").stdout
    assert (
        "rain [ru]: the earlier version stays online: 1 error; see tilshi check rain -l ru\n"
        in said
    )
    assert room.read("public/localized/ru/rain.txt") == out


def test_dismissed_an_error_holds_nothing(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Сорок пять дней дождя."}, approved=True)
    tilshi("publish", "-l", "ru")
    ((path, line, _, _),) = found("-l", "ru")

    tilshi("check", "--dismiss", "numbers", "--because", "in words", f"{path}:{line}")

    assert "not published" not in tilshi("publish", "-l", "ru").stdout
    assert (room.root / "public/localized/ru/rain.txt").exists()
    assert room.states("rain", "ru") == [State.APPROVED] * 3


def test_settings_decide_what_an_error_is(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алма-Ате 45 дней дождя."}, approved=True)
    assert "not published" not in tilshi("publish", "-l", "ru").stdout

    room.write("tilshi.toml", f'{room.settings}[checks.severity]\ncity = "error"\n')

    assert "1 error; see tilshi check rain -l ru" in tilshi("publish", "-l", "ru").stdout


def test_under_drafts_it_goes_out_with_its_notice(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алматы шли дожди."}, approved=True)

    said = tilshi("publish", "-l", "ru", "--rule", "drafts").stdout

    assert (
        "rain [ru]: online as a draft, with a notice: 1 error; see tilshi check rain -l ru" in said
    )
    assert 'class="notice draft"' in room.read("public/ru/rain/index.html")


def test_what_is_not_approved_is_told_once(room: Newsroom) -> None:
    assert "rain [ru]: not published: 3 untranslated\n" in tilshi("publish", "-l", "ru").stdout
    (row,) = json.loads(tilshi("status", "--json", "-l", "ru").stdout)
    assert (row["untranslated"], row["findings"]) == (3, 0)


def test_status_counts_what_stands_and_what_was_dismissed(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алма-Ате дожди.", "Nobody": "Все  живы и даже целы."})

    def counted() -> tuple[int, int]:
        (row,) = json.loads(tilshi("status", "--json", "-l", "ru").stdout)
        return row["findings"], row["dismissed"]

    assert counted() == (2, 0)
    (_, (path, line, check, _)) = found("-l", "ru")
    tilshi("check", "--dismiss", check, "--because", "so", f"{path}:{line}")
    assert counted() == (1, 1)


def test_the_counts_follow_catalog_glossary_and_settings(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Дожди."})
    tilshi("status")
    room.write("tilshi.toml", f'{room.settings}[checks]\nignore = ["numbers"]\n')

    (row,) = json.loads(tilshi("status", "--json", "-l", "ru").stdout)

    assert row["findings"] == 0


def test_a_build_sums_up_in_a_line_what_is_found(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "Алма-Ата."}, approved=True)

    done = tilshi("build", "-l", "ru")

    assert "Checked 1 catalog: 1 error, 1 warning; see tilshi check.\n" in done.stdout
    assert done.exit_code == 0


@pytest.mark.parametrize("command", [["status"], ["publish"]])
def test_no_check_is_loaded_where_nothing_changed(room: Newsroom, command: list[str]) -> None:
    room.tilshi("extract")
    room.tilshi(*command)
    program = (
        "import sys; from workflow.cli import cli; cli(sys.argv[1:], standalone_mode=False);"
        "print([one for one in sys.modules if one.startswith(('i18n.checks.', 'i18n.evidence.'))])"
    )

    said = room.tilshi_python(program, *command)

    assert said.splitlines()[-1] in {"[]", "['i18n.evidence.problem']"}


def test_a_path_steers_no_terminal_while_its_file_is_mended_and_findings_dismissed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate((b"a\x1b]0;\x07.po", b"b\xff.po", b"c\n::error::.po")):
        path = Path(os.fsdecode(name))
        path.write_text('msgid "5 \x1b]0; cats"\nmsgstr "кошки  кошек"\n', "utf-8")

        said = tilshi("check", "--fix", "-l", "ru", str(path)).output
        words = ("--dismiss", "numbers", "--because", "so", "-l", "ru")
        said += tilshi("check", *words, f"{path}:2").output
        said += tilshi("check", f"{path}{number}.po").output

        assert not set("\x1b\x07") & set(said)
        assert not re.search("^::", said, re.MULTILINE)
        assert "dismissed" in said


# in a review


def test_a_reviewer_sees_mends_and_dismisses_findings(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алма-Ате  шли очень сильные дожди."})
    room.write(CATALOG, room.read(CATALOG).replace('msgid "It', '#, fuzzy\nmsgid "It'))

    said = tilshi("review", "rain", "-l", "ru", given="f\nd\nin words\na\n").stdout

    assert said.count("  error: 45 is not in the translation [numbers]\n") == 2
    assert "  warning: the old name [city]\n    f: В [-Алма-Ате-]{+Алматы+}" in said
    unit = room.catalog("rain", "ru").units[1]
    assert (unit.target, unit.state) == ("В Алматы шли очень сильные дожди.", State.APPROVED)
    assert list(unit.marked("qa-ok")) == [f"numbers {unit.hash} in words"]
    assert "rain, Русский: 1 decided\n" in said


def test_a_review_asks_about_errors_in_what_is_approved_as_well(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алматы шли дожди."}, approved=True)

    first = tilshi("review", "-l", "ru", given="d\nin words\ns\n").stdout
    second = tilshi("review", "-l", "ru").stdout

    assert "1/1  rain · Русский · approved\n" in first
    assert "  error: 45 is not in the translation [numbers]\n" in first
    assert "  like " not in first  # what is approved is not offered to itself
    assert second == "Nothing waits for review.\n"
    assert tilshi("check", "-l", "ru").exit_code == 0


def test_of_several_findings_the_reviewer_chooses_one(room: Newsroom) -> None:
    translate(room, {**GOOD, "It rained": "В Алма-Ате  дожди."})
    room.write(CATALOG, room.read(CATALOG).replace('msgid "It', '#, fuzzy\nmsgid "It'))

    said = tilshi("review", "rain", "-l", "ru", given="d\n2\nold\nd\n9\nd\n1\n\nu\nq\n").stdout

    assert "  1  numbers\n  2  city\n  3  space\n  which? " in said
    assert "a finding is dismissed for a reason" in said
    assert "rain, Русский: 0 decided\n" in said
    assert list(room.catalog("rain", "ru").units[1].marked("qa-ok")) == []


def test_the_documentation_lists_every_check() -> None:
    document = f"# Checks\n\n{manuals.BEGIN}\nold\n"

    written = manuals.written(document)

    assert written.startswith(f"# Checks\n\n{manuals.BEGIN}\n\n## All checks\n\n7 checks")
    assert manuals.written(written) == written
