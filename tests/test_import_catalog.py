"""What people changed in copies of catalogs comes back, through the programs they work with."""

import errno
import json
import os
import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from exchanging import (
    LONG,
    blocks,
    exported,
    msgmerge,
    omegat,
    ours,
    po,
    poedit,
    source,
    tilshi,
    virtaal,
    weblate,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

from i18n import catalog as catalogs
from i18n.errors import UserError
from i18n.model import Catalog, Mark, State, Unit
from workflow.exchange import bases, delivery
from workflow.exchange.merging import intake
from workflow.exchange.merging.contexts import restored
from workflow.exchange.merging.threeway import Conditions
from workflow.exchange.merging.versions import Incoming
from workflow.pipeline import live

CORPUS = Path(__file__).parent / "corpus" / "import"
BACK = sorted(path.name for path in CORPUS.glob("*.po") if path.name != "news.kk.po")

PROGRAMS: dict[str, Callable[[bytes, dict[str, str]], bytes]] = {
    "poedit": poedit,
    "msgmerge": msgmerge,
    "weblate": weblate,
    "virtaal": virtaal,
    "omegat": omegat,
}

CONDITIONS = Conditions("A Translator", "2026-11-25")

EDITED = {
    "ru": "Правило простое: вот оно.",
    "kk": "Ереже мынадай қарапайым:",
    "zh_Hans": "规则很简单，即：",
}
"""How "The rule is simple:", which is approved, was edited."""


@pytest.fixture
def project(tmp_path: Path) -> Newsroom:
    return ours(tmp_path)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with one article in Kazakh, a sentence of it in each state that counts."""
    room = Newsroom(tmp_path)
    room.write("locales/kk/LC_MESSAGES/news.po", (CORPUS / "news.kk.po").read_text("utf-8"))
    return room


def news(room: Newsroom) -> str:
    return po(room, "kk", "news")


def units(room: Newsroom) -> list[Unit]:
    return list(room.catalog("news", "kk").units)


def came(room: Newsroom, text: str, name: str = "back.kk.po") -> Path:
    return room.write(name, text)


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The entries, but for the header, that are not byte for byte what they were."""
    pairs = zip(blocks(before)[1:], blocks(after)[1:], strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]


@pytest.mark.gettext
@pytest.mark.parametrize("code", ["ru", "kk", "zh_Hans"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_exactly_what_somebody_changed_comes_back(
    project: Newsroom, program: str, code: str
) -> None:
    path = exported(project, code)
    before, catalog = po(project, code), project.catalog(LONG, code)
    draft = next(unit for unit in catalog.units if unit.state is State.DRAFT)
    edits = {"The rule is simple:": EDITED[code], draft.source: draft.target}

    path.write_bytes(PROGRAMS[program](path.read_bytes(), edits))
    said = tilshi(project, "import-catalog", path)

    assert (said.status, said.error) == (0, "")
    assert f"2 sentences taken (2 external) from {path}" in said.text
    found = {source(old): (old, new) for old, new in changed(before, po(project, code))}
    assert set(found) == set(edits)
    old, new = found[draft.source]
    assert new == old.replace("#, fuzzy\n", "")
    old, new = found["The rule is simple:"]
    old = old.replace("#, fuzzy\n", "")
    assert new == old[: old.index("msgstr")] + f'msgstr "{EDITED[code]}"'
    header = re.sub(
        r'^"(?:Last-Translator|PO-Revision-Date): .*\n', "", blocks(before)[0], flags=re.MULTILINE
    )
    now = blocks(po(project, code))[0]
    assert (
        re.sub(r'^"(?:Last-Translator|PO-Revision-Date): .*\n', "", now, flags=re.MULTILINE)
        == header
    )


@pytest.mark.gettext
@pytest.mark.parametrize("code", ["ru", "kk", "zh_Hans"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_only_saved_changes_no_byte(project: Newsroom, program: str, code: str) -> None:
    path = exported(project, code)
    before = project.files()

    path.write_bytes(PROGRAMS[program](path.read_bytes(), {}))
    said = tilshi(project, "import-catalog", path)

    assert said.status == 0
    assert "nothing new" in said.text
    after = project.files() | {f"out/{path.name}": before[f"out/{path.name}"]}
    assert after == before


@pytest.mark.parametrize("name", BACK)
def test_samples_of_programs_come_back_by_the_marks_in_them(room: Newsroom, name: str) -> None:
    before = units(room)

    said = tilshi(room, "import-catalog", CORPUS / name)

    assert said.status == 0, said.error
    after = units(room)
    assert (after[0], after[3]) == (before[0], before[3])
    assert after[1].target == "Университет Алматыда зертхана ашты."
    assert [unit.state for unit in after] == [
        State.APPROVED, State.EXTERNAL, State.EXTERNAL, State.STALE,
    ]  # fmt: skip
    assert after[2].marks == before[2].marks


@pytest.mark.parametrize("name", BACK)
def test_taking_a_file_twice_is_taking_it_once(room: Newsroom, name: str) -> None:
    tilshi(room, "import-catalog", CORPUS / name)
    once = news(room)

    said = tilshi(room, "import-catalog", CORPUS / name)

    assert "nothing new" in said.text
    assert news(room) == once


def test_who_saved_the_file_is_the_last_translator(room: Newsroom) -> None:
    tilshi(room, "import-catalog", CORPUS / "poedit.po")

    header = dict(room.catalog("news", "kk").headers)

    assert header["Last-Translator"] == "A Translator <translator@news.example>"
    assert "X-Generator" not in header


def test_a_conflict_is_told_with_its_places_and_its_text_is_kept_for_the_reviewer(
    room: Newsroom,
) -> None:
    path = exported(room, "kk", "news")
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    text = path.read_text("utf-8").replace("Онда 12 бөлме бар.", "Онда он екі бөлме бар.")
    path.write_text(text.replace('msgstr ""\n\n# mt', 'msgstr "Ашылды."\n\n# mt'), "utf-8")

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert said.lines == [
        f"locales/kk/LC_MESSAGES/news.po: 1 sentence taken (1 external) from {path}",
        "locales/kk/LC_MESSAGES/news.po:39: conflict: 'It has 12 rooms.'",
        "    here:   Онда 12 бөлме бар.",
        f"    there:  Онда он екі бөлме бар. ({path}:39)",
        "    before: Онда 12 бөлме бар.",
        "  1 conflict: ours stay, theirs kept in notes of these sentences.",
    ]
    kept = units(room)[2]
    assert (kept.state, kept.notes) == (
        State.APPROVED,
        ("also translated: Онда он екі бөлме бар.",),
    )
    assert room.read("locales/kk/LC_MESSAGES/news.po").splitlines()[38].startswith("msgstr")


def test_what_would_be_taken_is_said_and_not_done(room: Newsroom) -> None:
    before = room.files()

    said = tilshi(room, "import-catalog", CORPUS / "poedit.po", "--dry-run")

    assert "2 sentences would be taken (2 external)" in said.text
    assert room.files() == before


def test_programs_are_told_of_each_unit(room: Newsroom) -> None:
    said = tilshi(room, "import-catalog", CORPUS / "poedit.po", "--json")

    (record,) = json.loads(said.text)
    assert record["catalog"] == "locales/kk/LC_MESSAGES/news.po"
    assert record["units"][0] == {
        "kind": "taken",
        "line": 29,
        "context": "",
        "source": "The university opened a laboratory in Almaty.",
        "ours": "",
        "theirs": "Университет Алматыда зертхана ашты.",
        "theirs_line": 30,
        "base": None,
        "state": "external",
    }


@pytest.mark.gettext
def test_flags_that_a_program_drops_from_all_are_no_approvals(room: Newsroom) -> None:
    path = exported(room, "kk", "news")
    subprocess.run(["msgattrib", "--clear-fuzzy", path, "-o", path], check=True)
    before = news(room)

    said = tilshi(room, "import-catalog", path)

    assert said.status == 0
    assert "2 sentences came back without the fuzzy flag, and no sign" in said.text
    assert "tilshi review news -l kk" in said.text
    assert news(room) == before


@pytest.mark.gettext
def test_marks_and_comments_that_a_program_drops_stay_ours(room: Newsroom) -> None:
    path = exported(room, "kk", "news")
    text = re.sub(r"^# .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("12 бөлме", "он екі бөлме"), "utf-8")
    before = units(room)

    tilshi(room, "import-catalog", path)

    after = units(room)
    assert [(unit.notes, unit.marks) for unit in after] == [
        (unit.notes, unit.marks) for unit in before
    ]
    assert after[2].target == "Онда он екі бөлме бар."


def test_a_comment_and_a_flag_of_somebody_come_back(room: Newsroom) -> None:
    path = exported(room, "kk", "news")
    text = (
        path.read_text("utf-8")
        .replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
        .replace(
            "# reviewed: An Editor 2026-11-23",
            "# which laboratory?\n# reviewed: An Editor 2026-11-23",
        )
    )
    path.write_text(text, "utf-8")

    tilshi(room, "import-catalog", path)

    title = units(room)[0]
    assert title.notes == ("which laboratory?",)
    assert title.state is State.NEEDS_WORK
    assert list(title.marked("todo")) == ["news.kk.po: marked as needing work in another program"]


def test_a_file_of_an_earlier_export_is_compared_with_that(room: Newsroom) -> None:
    early = exported(room, "kk", "news")
    text = early.read_text("utf-8").replace('msgstr ""\n\n# mt', 'msgstr "Ашылды."\n\n# mt')
    plain = re.sub(r"^# .*\n", "", text, flags=re.MULTILINE)
    early.unlink()
    room.write(
        "locales/kk/LC_MESSAGES/news.po",
        news(room).replace("Онда 12 бөлме бар.", "Онда он екі бөлме бар."),
    )
    exported(room, "kk", "news")

    said = tilshi(room, "import-catalog", came(room, plain))

    assert (said.status, said.error) == (0, "")
    assert [unit.target for unit in units(room)][1:3] == ["Ашылды.", "Онда он екі бөлме бар."]


def test_an_older_copy_in_git_is_known_for_what_it_is(room: Newsroom) -> None:
    git = [
        "git",
        "-C",
        str(room.root),
        "-c",
        "user.name=An Editor",
        "-c",
        "user.email=e@news.example",
    ]
    name = room.root / "locales/kk/LC_MESSAGES/news.po"
    plain = re.sub(r"^# .*\n", "", news(room), flags=re.MULTILINE)
    subprocess.run([*git, "init", "-q"], check=True)
    for text in (plain, plain.replace("Онда 12 бөлме бар.", "Онда он екі бөлме бар.")):
        name.write_text(text, "utf-8")
        subprocess.run([*git, "add", "locales"], check=True)
        subprocess.run([*git, "commit", "-qm", "Translate"], check=True)
    old = plain.replace('msgstr ""\n\n#.', 'msgstr "Ашылды."\n\n#.')

    said = tilshi(room, "import-catalog", came(room, old))

    assert said.status == 0, said.text
    assert [unit.target for unit in units(room)][1:3] == ["Ашылды.", "Онда он екі бөлме бар."]


def test_a_translation_of_an_earlier_sentence_improves_the_stale_one(room: Newsroom) -> None:
    path = exported(room, "kk", "news")
    room.write("articles/news.txt", room.read("articles/news.txt").replace("12 rooms", "14 rooms"))
    room.tilshi("extract")
    path.write_text(
        path.read_text("utf-8").replace("Онда 12 бөлме бар.", "Мұнда 12 бөлме бар."), "utf-8"
    )

    said = tilshi(room, "import-catalog", path)

    assert (said.status, said.error) == (0, "")
    stale = units(room)[2]
    assert (stale.source, stale.target, stale.state) == (
        "It has 14 rooms.", "Мұнда 12 бөлме бар.", State.STALE,
    )  # fmt: skip


def test_a_translation_of_a_sentence_that_is_gone_is_kept_as_memory(room: Newsroom) -> None:
    path = exported(room, "kk", "news")
    room.write(
        "articles/news.txt", "Laboratory opens in Almaty\n\nThe rector thanked the partners.\n"
    )
    room.tilshi("extract")
    path.write_text(
        path.read_text("utf-8").replace('msgstr ""\n\n# mt', 'msgstr "Ашылды."\n\n# mt'), "utf-8"
    )

    said = tilshi(room, "import-catalog", path)

    assert "1 kept for a sentence that is gone" in said.text
    assert '#~ msgid "The university opened a laboratory in Almaty."\n#~ msgstr "Ашылды."' in news(
        room
    )


def test_sentences_whose_contexts_a_converter_dropped_are_known_again(room: Newsroom) -> None:
    text = exported(room, "kk", "news").read_text("utf-8")
    plain = re.sub(r"^msgctxt .*\n", "", text, flags=re.MULTILINE)
    path = came(room, plain.replace("зертхана ашылды", "жаңа зертхана ашылды"))

    said = tilshi(room, "import-catalog", path)

    assert (said.status, said.error) == (0, "")
    title = units(room)[0]
    assert (title.context, title.target) == ("title", "Алматыда жаңа зертхана ашылды")


def back(target: str, source: str = "Draft", context: str = "") -> Incoming:
    return Incoming(source, target, context)


HERE = (("heading", "Draft"), ("cell", "Draft"), ("", "The rule is simple:"))


@pytest.mark.parametrize(
    ("theirs", "contexts"),
    [
        ([back("Нобай"), back("Ереже:", "The rule is simple:"), back("Жоба")], ["heading", "", "cell"]),
        ([back("Нобай")], [""]),
        ([back("Нобай"), back("Жоба"), back("Жоба")], ["", "", ""]),
        ([back("Нобай"), back("Жоба", context="cell")], ["", "cell"]),
        ([back("Қар жауды.", "It snowed.")], [""]),
    ],
    ids=["as many", "fewer", "more", "not dropped", "never ours"],
)  # fmt: skip
def test_a_context_is_restored_only_where_it_is_certain(
    theirs: list[Incoming], contexts: list[str]
) -> None:
    assert [unit.context for unit in restored(theirs, HERE)] == contexts


def test_a_sentence_that_was_never_ours_is_told_and_left_out(room: Newsroom) -> None:
    text = (CORPUS / "news.kk.po").read_text("utf-8")
    path = came(room, text + '\nmsgid "It snowed."\nmsgstr "Қар жауды."\n')
    before = news(room)

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert f"{path}:51: not taken, no such sentence in the article: 'It snowed.'" in said.text
    assert "Қар жауды." in said.text
    assert news(room) == before


SPOILT = {
    "empty": (b"", "this file is empty"),
    "only spaces": (b" \r\n\0\n", "this file is empty"),
    "a letter": (b"Dear editor, see below.\n", ":1: this is not PO syntax"),
    "no entries": (b'msgid ""\nmsgstr ""\n"Language: kk\\n"\n', "no sentence is in this file"),
    "UTF-16": ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), "this is UTF-16 text"),
    "not its charset": (b'msgid "a"\nmsgstr "\xcf\xf0"\n', "is not utf-8 text"),
    "cut off": (b'msgid "a"\nmsgstr "b', ":2: "),
    "another article": (
        b'msgid ""\nmsgstr "Language: kk\\nX-Source-File: articles/old.txt\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        "it says that it is of 'articles/old.txt', which is no article here",
    ),
    "another language": (
        b'msgid ""\nmsgstr "Language: de\\nX-Source-File: articles/news.txt\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        "the project does not translate into 'de'",
    ),
    "nothing of ours": (
        b'msgid ""\nmsgstr "Language: kk\\nX-Source-File: articles/news.txt\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        "no sentence of it is in locales/kk/LC_MESSAGES/news.po",
    ),
    "no header": (b'msgid "a"\nmsgstr "b"\n', "neither the file nor its name says which article"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_spoilt_file_is_refused_with_where_what_and_the_next_step(
    room: Newsroom, kind: str
) -> None:
    data, what = SPOILT[kind]
    path = came(room, "", "back.po")
    path.write_bytes(data)
    before = room.files()

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert re.match(rf"Error: {re.escape(str(path))}", said.error)
    assert what in said.error
    assert "\n  hint: " in said.error
    assert room.files() == before


def test_one_file_that_is_spoilt_does_not_stop_the_others(room: Newsroom) -> None:
    said = tilshi(room, "import-catalog", came(room, "", "empty.po"), CORPUS / "poedit.po")

    assert said.status == 1
    assert "2 sentences taken" in said.text


def test_article_and_language_may_be_said_or_told_by_the_name(room: Newsroom) -> None:
    bare = re.sub(r'^"(?:Language|X-Source-File|Project-Id-Version).*\n', "",
                  (CORPUS / "poedit.po").read_text("utf-8"), flags=re.MULTILINE)  # fmt: skip

    unclear = tilshi(room, "import-catalog", came(room, bare, "back.po"))
    half = tilshi(room, "import-catalog", "news", came(room, bare, "back.po"), "--dry-run")
    said = tilshi(
        room, "import-catalog", came(room, bare, "back.po"), "news", "-l", "kk", "--dry-run"
    )
    named = tilshi(
        room, "import-catalog", came(room, bare, "to/kk/LC_MESSAGES/news.po"), "--dry-run"
    )
    also = tilshi(room, "import-catalog", came(room, bare, "news-kk.po"), "--dry-run")

    assert "say it: tilshi import-catalog FILE ARTICLE -l LOCALE" in unclear.error
    assert "which language it is in" in half.error
    assert [one.status for one in (said, named, also)] == [0, 0, 0]


def test_what_the_file_says_of_itself_is_not_overruled(room: Newsroom) -> None:
    other = tilshi(room, "import-catalog", CORPUS / "poedit.po", "-l", "ru")
    room.write("articles/other.txt", "Other news\n")
    another = tilshi(room, "import-catalog", CORPUS / "poedit.po", "other")

    assert "it says that it is in 'kk', not in ru" in other.error
    assert "it says that it is of articles/news.txt, not of other" in another.error


def test_texts_in_another_language_than_the_file_says_are_not_taken(project: Newsroom) -> None:
    text = po(project, "ru").replace("Language: ru", "Language: kk")
    before = project.files()

    said = tilshi(project, "import-catalog", came(project, text))

    assert said.status == 1
    assert "most of what is new in it seems to be in Russian" in said.error
    assert project.files().items() >= before.items()


def test_the_catalog_itself_is_no_copy(room: Newsroom) -> None:
    said = tilshi(room, "import-catalog", room.root / "locales/kk/LC_MESSAGES/news.po")

    assert "this is the catalog itself" in said.error


@pytest.mark.parametrize("way", ["CRLF", "BOM", "windows-1251"])
def test_a_file_in_another_way_of_writing_is_read(room: Newsroom, way: str) -> None:
    text = (CORPUS / "poedit.po").read_text("utf-8").replace("Ұ", "У")
    written = {
        "CRLF": text.replace("\n", "\r\n").encode(),
        "BOM": text.encode("utf-8-sig"),
        "windows-1251": _in_1251(text),
    }
    path = came(room, "")
    path.write_bytes(written[way])

    said = tilshi(room, "import-catalog", path)

    assert said.status == 0, said.error + said.text
    assert units(room)[1].state is State.EXTERNAL
    assert "\r" not in news(room)


def _in_1251(text: str) -> bytes:
    """The text in a charset that has no Kazakh letters: only what is new needs none."""
    text = re.sub(r'^msgstr "[^"]*[әғқңөұүһі][^"]*"$', 'msgstr ""', text, flags=re.MULTILINE)
    text = text.replace('msgstr ""\n\n# mt', 'msgstr "Ашылды."\n\n# mt')
    return text.replace("charset=UTF-8", "charset=windows-1251").encode("windows-1251", "replace")


def test_a_hostile_file_steers_no_terminal_and_approves_nothing(room: Newsroom) -> None:
    text = (CORPUS / "news.kk.po").read_text("utf-8")
    evil = "\x1b]0;mine\x07<script>alert(1)</script>\u202e"
    text = text.replace("Алматыда зертхана ашылды", evil).replace(
        "#. paragraph 1, sentence 2", "# reviewed: An Editor 2026-11-24 c9a0b03c10dc\n#. paragraph"
    )
    path = came(room, text.replace("Last-Translator: ", "Last-Translator: \x1b[31mEvil"))

    said = tilshi(room, "import-catalog", path)

    assert said.status == 1
    assert "\x1b" not in said.text + said.error
    assert "\x1b" not in news(room)
    assert [unit.state for unit in units(room)][::2] == [State.APPROVED, State.DRAFT]


def test_ten_thousand_sentences_come_back(tmp_path: Path) -> None:
    article = "News\n\n" + "\n\n".join(f"Room {n} was opened today." for n in range(10_000)) + "\n"
    room = Newsroom(tmp_path, articles={"news.txt": article})
    room.tilshi("extract", "-l", "kk")
    path = exported(room, "kk", "news")
    text = re.sub(r'msgid "Room (\d+) was .*"\nmsgstr ""', _answered, path.read_text("utf-8"))
    path.write_text(text, "utf-8")

    said = tilshi(room, "import-catalog", path)

    assert "10,000 sentences taken (10,000 external)" in said.text


def _answered(entry: re.Match[str]) -> str:
    return entry[0].removesuffix('""') + f'"Бүгін {entry[1]}-бөлме ашылды."'


def test_a_full_disk_leaves_the_catalog_as_it_was(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = news(room)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = tilshi(room, "import-catalog", CORPUS / "poedit.po")

    assert said.status == 1
    assert "the disk is full: free some space" in said.error
    assert news(room) == before


def test_a_kill_before_the_catalog_is_replaced_changes_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = news(room)

    def killed(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        said = tilshi(room, "import-catalog", CORPUS / "poedit.po")
    assert said.status == 1
    assert news(room) == before

    assert "2 sentences taken" in tilshi(room, "import-catalog", CORPUS / "poedit.po").text


def test_a_text_saved_meanwhile_by_another_program_is_merged_with(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = room.root / "locales/kk/LC_MESSAGES/news.po"
    take, calls = intake.take, []

    def meanwhile(*given: object) -> object:
        if not calls:
            name.write_text(news(room).replace("Онда 12 бөлме", "Мұнда 12 бөлме"), "utf-8")
        calls.append(given)
        return take(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "take", meanwhile)
    said = tilshi(room, "import-catalog", CORPUS / "poedit.po")

    assert len(calls) == 2
    assert said.status == 0, said.text
    assert [unit.target for unit in units(room)][1:3] == [
        "Университет Алматыда зертхана ашты.", "Мұнда 12 бөлме бар.",
    ]  # fmt: skip


LETTERS = st.text(alphabet='aЖқ字é🙂“«\\"\n\t%{}~| \u2028#:', min_size=1, max_size=8)
LINES = LETTERS.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def catalogs_of_all_kinds(draw: st.DrawFn) -> Catalog:
    """A catalog as people, engines and the merge of a changed article leave it."""
    sources = draw(st.lists(LINES, unique=True, min_size=1, max_size=4))
    made = []
    for source_text in sources:
        unit = Unit(
            source_text,
            draw(st.just("") | LETTERS),
            draw(st.sampled_from(["", "title"])),
            fuzzy=draw(st.booleans()),
            notes=tuple(draw(st.lists(LINES, max_size=1))),
            obsolete=draw(st.booleans()),
        )
        marks = [Mark("mt", f"google 2026-11-23 {unit.hash}"), Mark("todo", "An Editor: why")]
        marks += [Mark("reviewed", f"An Editor 2026-11-23 {unit.hash}")]
        previous = draw(st.sampled_from(["", "before"])) if unit.fuzzy else ""
        chosen = draw(st.lists(st.sampled_from(marks), unique=True, max_size=2))
        made.append(replace(unit, previous=previous, marks=tuple(chosen)))
    return Catalog(
        "kk", (("Language", "kk"), ("PO-Revision-Date", "2026-11-23 12:00+0000")), tuple(made)
    )


@given(catalogs_of_all_kinds(), st.booleans())
def test_an_export_that_comes_back_changes_no_byte_of_any_catalog(
    catalog: Catalog, known: bool
) -> None:
    ours = catalogs.parse(catalogs.write(catalog), "kk.po", "kk")
    out = bases.sent(ours)
    assume(any(live(ours)))
    back = delivery.parse(catalogs.write(out).encode(), Path("kk.po"))
    find = bases.exactly(out) if known else bases.in_history([])

    found = intake.take(ours, back, find, CONDITIONS, "2026-11-25 12:00+0000", None)

    assert found.items == ()
    assert catalogs.write(found.catalog) == catalogs.write(ours)


@given(catalogs_of_all_kinds(), catalogs_of_all_kinds())
def test_taking_any_file_into_any_catalog_twice_is_taking_it_once(
    one: Catalog, other: Catalog
) -> None:
    ours = catalogs.parse(catalogs.write(one), "kk.po", "kk")
    mixed = replace(other, units=tuple(
        replace(unit, source=mine.source, context=mine.context, raw="")
        for unit, mine in zip(other.units, (*one.units, *other.units), strict=False)
    ))  # fmt: skip
    assume(any(live(mixed)))
    back = delivery.parse(catalogs.write(mixed).encode(), Path("kk.po"))
    find = bases.in_history([])

    once = intake.take(ours, back, find, CONDITIONS, "2026-11-25 12:00+0000", None).catalog
    reread = catalogs.parse(catalogs.write(once), "kk.po", "kk")
    twice = intake.take(reread, back, find, CONDITIONS, "2026-11-26 12:00+0000", None).catalog

    assert catalogs.write(twice) == catalogs.write(once)


PIECES = [
    b'msgid "a"\n', b'msgstr "b"\n', b'msgid ""\n', b'"Language: kk\\n"\n', b"#, fuzzy\n", b"#~ ",
    b'msgid_plural "x"\n', b'msgstr[0] "y"\n', b'msgstr[9', b"#| msgid", b'msgctxt "t"\n', b"\n",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\r", b'\\', b'"', b"#", b"# reviewed: x\n", b"#: \n",
    b'"Content-Type: text/plain; charset=utf-7\\n"\n', b'"charset=idna"', b"domain \"x\"\n", b"\xe2\x80\xa8",
    b"<xliff version='1.2'>", b"<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'>",
    b"<file>", b"<trans-unit id='x'>", b"</trans-unit>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"PK\x03\x04",
]  # fmt: skip


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join),
    st.sampled_from([".po", ".xlf", ".xlsx", ".docx", ".html"]),
)
def test_whatever_bytes_come_back_they_are_read_or_refused(data: bytes, suffix: str) -> None:
    with suppress(UserError):
        delivery.parse(data, Path(f"back{suffix}"))


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.data())
def test_whatever_is_done_to_a_copy_the_catalog_stays_readable(
    room: Newsroom, data: st.DataObject
) -> None:
    text = (CORPUS / "news.kk.po").read_bytes()
    room.write("locales/kk/LC_MESSAGES/news.po", text.decode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(PIECES))
            + text[at + data.draw(st.integers(0, 9)) :]
        )
    path = came(room, "")
    path.write_bytes(text)

    said = tilshi(room, "import-catalog", path)

    assert said.status in (0, 1)
    before, after = units_of(CORPUS / "news.kk.po"), units(room)
    assert [unit.key for unit in after if not unit.obsolete] == [unit.key for unit in before]
    assert after[0].state in (State.APPROVED, State.NEEDS_WORK)


def units_of(path: Path) -> list[Unit]:
    return list(catalogs.parse(path.read_text("utf-8"), path.name, "kk").units)
