import re
from pathlib import Path

import pytest
from newsroom import Newsroom

from i18n.model import Mark, State, Unit
from workflow.terminal.places import Places

RAIN = "Rain\n\nIt rained for 45 days in Almaty.\n"
FLOOD = "Flood\n\nIt rained for 46 days in Almaty.\n"
TODAY = {"SOURCE_DATE_EPOCH": "1795500000"}
"""2026-11-24"""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with an approved article, and one whose sentence differs in a figure."""
    room = Newsroom(tmp_path, articles={"rain.txt": RAIN, "flood.txt": FLOOD})
    room.tilshi("extract")
    return room


def written(room: Newsroom, slug: str, source: str, target: str, *, mark: str = "") -> None:
    """Put a translation into the Russian catalog: approved elsewhere, or a draft with a mark."""
    path = f"locales/ru/LC_MESSAGES/{slug}.po"
    entry = re.search(rf'(?:#.*\n)*msgid "{re.escape(source)}"\nmsgstr ".*"\n', room.read(path))
    assert entry
    new = entry[0].replace('msgstr ""', f'msgstr "{target}"')
    new = f"# mt: {mark}\n" + new.replace("\nmsgid", "\n#, fuzzy\nmsgid") if mark else new
    room.write(path, room.read(path).replace(entry[0], new))


def reviewed(room: Newsroom, keys: str) -> list[str]:
    """Review the Russian flood, its title skipped, and return the lines shown after that."""
    said = room.tilshi("review", "flood", "-l", "ru", "--restart", given=f"s\n{keys}", **TODAY)
    lines = said.splitlines()
    return lines[next(at for at, line in enumerate(lines) if line.startswith("2/2")) :]


def unit(room: Newsroom) -> Unit:
    return room.catalog("flood", "ru").units[1]


def starting(lines: list[str], *starts: str) -> list[str]:
    return [line for line in lines if line.strip().startswith(starts)]


LIKE = "  like  It rained for [-45-] {+46+} days in Almaty.  (96%, rain)"
PATCHED = "  like  It rained for [-45-] {+46+} days in Almaty.  (96%, rain; put into it: 45 → 46)"


def test_what_is_taken_from_the_memory_says_so_and_keeps_its_difference(room) -> None:
    source, words = "It rained for {} days in Almaty.", "Дождь шёл пять-шесть недель."
    written(room, "rain", source.format(45), words)
    written(room, "flood", source.format(46), "Ливень.", mark="deepl/v2 2026-11-20 0123456789ab")

    lines = reviewed(room, "m\nq\n")

    taken = unit(room)
    mark = Mark("mt", f"memory:rain 96% 2026-11-24 {taken.hash}")
    assert (taken.target, taken.marks, taken.state) == (words, (mark,), State.DRAFT)
    assert starting(lines, "draft", "like", "1 ", "mt:") == [
        "  draft Ливень.", f"  1     {words}", LIKE, "  mt: deepl/v2 2026-11-20 0123456789ab",
        "  draft Дождь шёл пять-⟦шесть недель⟧.", LIKE, f"  mt: {mark.value}",
    ]  # fmt: skip


def test_taking_a_patched_sentence_makes_what_a_translation_makes(room) -> None:
    written(room, "rain", "It rained for 45 days in Almaty.", "В Алматы 45 дней шёл дождь.")
    lines = reviewed(room, "m\nq\n")
    taken = unit(room)

    assert starting(lines, "draft", "like", "1 ")[:3] == [
        "  draft (nothing yet)", "  1     В Алматы 46 дней шёл дождь.", PATCHED,
    ]  # fmt: skip
    assert list(taken.marked("mt")) == [f"memory:rain 96% 45→46 2026-11-24 {taken.hash}"]
    (room.root / "locales/ru/LC_MESSAGES/flood.po").unlink()
    room.tilshi("translate", "flood", "-l", "ru", **TODAY)
    assert unit(room) == taken


def test_a_draft_from_the_memory_is_shown_beside_the_sentence_it_was_made_of(room) -> None:
    written(room, "rain", "It rained for 45 days in Almaty.", "В Алматы 45 дней шёл дождь.")
    room.tilshi("translate", "flood", "-l", "ru")

    lines = reviewed(room, "m\nq\n")

    assert starting(lines, "draft", "like", "1 ") == [
        "  draft В Алматы 46 дней шёл дождь.", PATCHED,
    ]  # fmt: skip
    assert "  the memory offers nothing else" in lines


def test_the_sentence_of_which_a_draft_was_made_is_shown_whatever_its_likeness(room) -> None:
    room.write("tilshi.toml", room.settings + "[memory]\nleast = 0.99\n")
    written(room, "rain", "It rained for 45 days in Almaty.", "В Алматы 45 дней шёл дождь.")

    assert starting(reviewed(room, "q\n"), "like") == [PATCHED]


TERMS = '[checks]\nselect = ["glossary", "forbidden"]\n'
GLOSSARY = "term,must,ru,ru forbidden\nAlmaty,yes,Алматы,Алма-Ата\nday,,день,\n"


def test_a_draft_against_the_glossary_shows_why(room) -> None:
    room.write("glossary.csv", GLOSSARY)
    room.write("tilshi.toml", room.settings + TERMS)
    source = "It rained for 46 days in Almaty."
    written(room, "flood", source, "Лило в Алма-Ате.", mark="deepl/v2 2026-11-20 0123456789ab")

    lines = reviewed(room, "a\n")

    at = lines.index("  draft Лило в ⟦Алма-Ате⟧.")
    assert lines[at + 1 : at + 3] == [
        "  error: “Алма-Ата” must not stand for “Almaty”; write “Алматы” [forbidden]",
        "  warning: “day” is not translated as “день” [glossary]",
    ]
    assert unit(room).state is State.APPROVED


def test_approving_all_counts_the_sentences_with_findings(room) -> None:
    room.write("glossary.csv", GLOSSARY)
    room.write("tilshi.toml", room.settings + TERMS)
    written(room, "rain", "It rained for 45 days in Almaty.", "В Алматы лило.")
    written(room, "flood", "It rained for 46 days in Almaty.", "Дождь в Алма-Ате.", mark="deepl 1")

    approving = ("review", "--approve-all", "--name", "An Editor", "-l", "ru")

    assert room.tilshi(*approving).endswith(
        "2 units approved by An Editor.\n"
        "2 approved sentences with findings, 1 with errors, 1 with warnings: see tilshi check.\n"
    )
    assert room.tilshi(*approving) == "0 units approved by An Editor.\n"


@pytest.mark.parametrize("words", [(), ("--approve-all",)])
def test_a_glossary_that_cannot_be_read_stops_no_review(room, words) -> None:
    written(room, "flood", "It rained for 46 days in Almaty.", "Дождь в Алма-Ате.", mark="deepl 1")
    room.write("glossary.csv", "no such column\n")

    done = room.run("review", "-l", "ru", "--name", "An Editor", *words, given="s\na\n")

    assert done.returncode == 0
    assert done.stderr.startswith("Reviewing without the glossary: glossary.csv:1: ")
    assert unit(room).state is State.APPROVED


def test_only_decisions_are_counted_as_such(room) -> None:
    written(room, "rain", "It rained for 45 days in Almaty.", "В Алматы 45 дней шёл дождь.")

    assert reviewed(room, "q\n")[-1] == "flood, Русский: 0 decided"
    assert reviewed(room, "m\nq\n")[-1] == "flood, Русский: 0 decided, 1 edited and not decided"
    assert reviewed(room, "x\nnot so long\nb\na\n")[-1] == "flood, Русский: 1 decided"


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", '{"ru/news An Editor": 3}', "\0", ""])
def test_a_file_of_places_that_is_damaged_knows_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "places.json"
    path.write_text(text)
    places = Places(path)
    before = places.of("An Editor", "ru", "news")
    places.put("An Editor", "ru", "news", "0123456789ab")

    assert before == ""
    assert places.of("An Editor", "ru", "news") == "0123456789ab"


def test_a_sentence_is_placed_without_what_is_plain(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, articles={"rain.txt": f"{RAIN[:-1]} It is dry now.\n"})
    room.tilshi("extract")

    lines = room.tilshi("review", "rain", "-l", "ru", given="s\ns\ns\n", **TODAY).splitlines()

    assert [line for line in lines if line.startswith(("  title", "  paragraph"))] == [
        "  title",
        "  paragraph 1, sentence 1 of 2",
        "  paragraph 1, sentence 2 of 2",
    ]
