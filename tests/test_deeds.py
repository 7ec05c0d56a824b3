"""What the keys of a review do, one after the other."""

import re
from pathlib import Path

import pytest
from deskroom import Deskroom

from i18n.model import State, Unit
from workflow.approval.signoff import signoff

DAY = {"SOURCE_DATE_EPOCH": "1795500000"}
"""2026-11-24"""


@pytest.fixture
def room(tmp_path: Path) -> Deskroom:
    return Deskroom(tmp_path)


def reviewed(room: Deskroom, *keys: str, code: str = "ru", words: tuple[str, ...] = ()) -> str:
    """Review the news with a line for each key, and return what was shown."""
    given = "".join(f"{key}\n" for key in keys)
    return room.tilshi("review", "news", "-l", code, "--restart", *words, given=given, **DAY)


def heads(said: str) -> list[str]:
    """Where the reviewer was: number and state of each sentence shown."""
    return re.findall(r"^(\d+/\d+(?: \(.*\))?)  news · ", said, re.MULTILINE)


def unit(room: Deskroom, number: int, code: str = "ru") -> Unit:
    return room.catalog("news", code).units[number - 1]


def editor(room: Deskroom, *lines: str) -> dict[str, str]:
    """An editor that does what the lines of a shell script say; the file to edit is $1."""
    script = room.write("editor.sh", "#!/bin/sh\n" + "\n".join(lines) + "\n")
    script.chmod(0o755)
    return {"EDITOR": str(script)}


def test_approving_goes_on_to_what_still_waits(room: Deskroom) -> None:
    said = reviewed(room, "s", "s", "a", "b", "b", "b", "s", "a", "q")

    assert heads(said) == ["1/6", "2/6", "3/6", "4/6", "3/6", "2/6", "1/6", "2/6", "4/6"]
    assert room.states("news", "ru")[:4] == [
        State.DRAFT, State.APPROVED, State.APPROVED, State.DRAFT,
    ]  # fmt: skip


def test_nothing_is_approved_where_there_is_no_translation(room: Deskroom) -> None:
    said = reviewed(room, "g", "6", "a", "q")

    assert "there is no translation to approve\n  hint: edit it first\n" in said
    assert "[e,x,s,c" in said


def test_what_is_sent_back_says_why_and_nothing_is_sent_back_without(room: Deskroom) -> None:
    said = reviewed(room, "x", "", "x", "Город пишется Алматы", "q")

    assert "say why, so that the translator knows; nothing changed" in said
    assert list(unit(room, 1).marked("todo")) == ["An Editor: Город пишется Алматы"]
    assert heads(said) == ["1/6", "2/6"]


def test_a_finding_is_dismissed_for_a_reason_and_is_seen_as_such(room: Deskroom) -> None:
    said = reviewed(room, "s", "d", "", "d", "1", "", "d", "date", "Так в приказе", "q")

    assert "a finding is dismissed for a reason; nothing changed" in said
    (mark,) = unit(room, 2).marked("qa-ok")
    assert mark == f"date {unit(room, 2).hash} Так в приказе"
    assert "  dismissed: Так в приказе – error: the source says 3 March 2026" in said
    assert "  draft 3 марта 2025 года университет открыл в ⟦Алма-Ате⟧ лабораторию." in said


def test_a_sentence_without_findings_has_nothing_to_dismiss_or_to_mend(room: Deskroom) -> None:
    said = reviewed(room, "g", "3", "i", "f", "q")

    assert "there is nothing to dismiss" in said
    assert "no check knows how to mend anything here" in said


def test_a_fix_is_shown_and_made(room: Deskroom) -> None:
    room.draft("news", "ru", {"Admission opens in May.": "Приём начнётся в мае , а не в июне."})

    said = reviewed(room, "g", "6", "f", "q")

    assert "    f: Приём начнётся в мае[- -], а не в июне." in said
    assert unit(room, 6).target == "Приём начнётся в мае, а не в июне."


def test_comments_are_written_and_resolved(room: Deskroom) -> None:
    reviewed(room, "c", "Кто ректор?", "#", "Спросить пресс-службу", "q")
    assert unit(room, 1).notes == ("An Editor: Кто ректор?", "An Editor: Спросить пресс-службу")

    said = reviewed(room, "r", "1", "q")

    assert unit(room, 1).notes == ("An Editor: Спросить пресс-службу",)
    assert "  note: An Editor: Кто ректор?" in said
    assert "there is no comment" in reviewed(room, "s", "r", "q")


def test_suggestions_are_taken_by_their_number(room: Deskroom) -> None:
    room.tilshi("translate", "news", "-l", "ru", "--engine", "pseudo")
    room.write("articles/more.md", "Admission opens in June.\n")
    room.extract()
    room.draft("more", "ru", {"Admission opens in June.": "Приём документов начнётся в июне."})
    room.tilshi("review", "more", "-l", "ru", given="a\n")

    said = reviewed(room, "g", "6", "t", "9", "1", "m", "2", "q")

    assert "  1     Приём документов начнётся в июне." in said
    assert "  like  Admission opens in [-June.-] {+May.+}  (85%, more)" in said
    assert "there is no suggestion 9" in said
    assert "the memory offers nothing else" in said
    assert unit(room, 6).target == "Приём документов начнётся в июне."
    assert [mark.key for mark in unit(room, 6).marks] == ["mt"]


def test_undo_takes_back_what_was_done_last_also_after_a_restart(room: Deskroom) -> None:
    before = room.catalog("news", "ru").units
    reviewed(room, "a", "x", "Год не тот", "c", "Проверить", "q")

    said = reviewed(room, "u", "_", "u", "u", "q")

    assert [line for line in said.splitlines() if "undo" in line and "hint" not in line] == [
        "  undone: comment", "  undone: needs work", "  undone: approve", "  there is nothing to undo",
    ]  # fmt: skip
    assert room.catalog("news", "ru").units == before


def test_what_others_changed_since_is_not_undone(room: Deskroom) -> None:
    reviewed(room, "a", "q")
    path = "locales/ru/LC_MESSAGES/news.po"
    room.write(path, room.read(path).replace("В Алма-Ате открылась", "В Алматы открылась"))

    said = reviewed(room, "u", "q")

    assert "changed meanwhile by somebody else: it is now 'В Алматы открылась лаборатория'" in said
    assert unit(room, 1).target == "В Алматы открылась лаборатория"


def test_the_next_to_do_and_the_next_with_a_finding_are_found_in_the_whole_article(
    room: Deskroom,
) -> None:
    said = reviewed(room, "a", "g", "3", "!", "n", "n", "q", words=("--all",))

    assert heads(said) == [f"{at}/6 (all)" for at in (1, 2, 3, 1, 2, 3)]


def test_a_number_that_is_not_there_is_not_gone_to(room: Deskroom) -> None:
    said = reviewed(room, "g", "7", "g", "two", "g", "", "q")

    assert said.count("  from 1 to 6\n") == 3
    assert heads(said) == ["1/6"]


def test_the_overview_shows_the_rows_around(room: Deskroom) -> None:
    said = reviewed(room, "g", "2", "l", "q")

    assert [line for line in said.splitlines() if re.match(r"[> ] {4}\d  ", line)] == [
        "     1  draft           В Алма-Ате открылась лаборатория",
        ">    2  draft           3 марта 2025 года университет открыл в Алма-Ате лабораторию.",
        "     3  draft           В ней **12 кабинетов** и библиотека.",
        "     4  draft           Мы ждали этого дня девять лет.",
        "     5  draft           Ректор поблагодарил [партнёров](https://example.org/partners).",
        "     6  not translated  Admission opens in May.",
    ]


def test_a_search_shows_what_has_the_text_and_an_empty_one_all_again(room: Deskroom) -> None:
    said = reviewed(room, "/", "РЕКТОР", "/", "деканат", "/", "", "q")

    assert heads(said) == ["1/6", "1/1 (“РЕКТОР”)", "5/6"]
    assert "no sentence of this article has that" in said


def test_a_search_looks_beyond_what_is_shown(room: Deskroom) -> None:
    said = reviewed(room, "s", "s", "a", "/", "12 rooms", "q")

    assert heads(said)[-1] == "1/1 (all, “12 rooms”)"


def test_a_filter_is_chosen_by_number_or_name(room: Deskroom) -> None:
    said = reviewed(room, "v", "4", "v", "changed outside", "v", "todo", "v", "to do", "q")

    assert heads(said) == ["1/6", "1/2 (errors)", "1/6"]
    assert "no sentence here: changed outside" in said


@pytest.mark.parametrize(
    ("option", "shown"),
    [((), "1/6"), (("--todo",), "1/6"), (("--errors",), "1/2 (errors)"), (("--all",), "1/6 (all)"),
     (("--checks",), "1/2 (findings)"), (("--search", "ждали"), "1/1 (“ждали”)"),
     (("--all", "--search", "12"), "1/1 (all, “12”)"), (("--from", "4"), "4/6"),
     (("--from", "99"), "6/6")],
)  # fmt: skip
def test_options_say_what_is_shown_and_from_where(room: Deskroom, option, shown) -> None:
    assert heads(reviewed(room, "q", words=option)) == [shown]


@pytest.mark.parametrize("option", ["--stale", "--mine", "--external"])
def test_where_nothing_is_as_wished_that_is_said(room: Deskroom, option: str) -> None:
    assert reviewed(room, "q", words=(option,)) == "No sentence is like that.\n"


def test_what_one_did_is_shown_again(room: Deskroom) -> None:
    reviewed(room, "s", "s", "a", "q")

    assert heads(reviewed(room, "q", words=("--mine",))) == ["1/1 (mine)"]


def test_all_drafts_are_approved_whatever_is_shown_so_that_is_refused(room: Deskroom) -> None:
    done = room.run("review", "--approve-all", "--stale", "--name", "An Editor")

    assert (done.returncode, room.states("news", "kk")[0]) == (2, State.DRAFT)


def test_a_changed_source_shows_its_difference_and_offers_the_patched_translation(
    room: Deskroom,
) -> None:
    reviewed(room, *"aaaaaaq", code="kk")
    room.write("articles/news.md", room.read("articles/news.md").replace("12 rooms", "14 rooms"))
    room.extract()

    said = reviewed(room, "D", "1", "q", code="kk", words=("--stale",))

    assert "  was   It has [-**12-] {+**14+} rooms** and a library." in said
    assert "  1     Онда **14 бөлме** мен кітапхана бар." in said
    assert "; put into it: 12 → 14)" in said
    assert "  text  It has [-**12-] {+**14+} rooms** and a library." in said
    assert unit(room, 3, "kk").target == "Онда **14 бөлме** мен кітапхана бар."


def test_it_goes_on_where_one_stopped_and_begins_anew_where_one_came_to_the_end(
    room: Deskroom,
) -> None:
    asked = ("review", "news", "-l", "ru")
    room.tilshi(*asked, given="s\ns\nq\n")

    again = room.tilshi(*asked, given="s\ns\ns\ns\n")

    assert again.startswith("Resuming at 3 of 6; --restart begins anew.\n\n3/6")
    assert room.tilshi(*asked, given="q\n").startswith("\n1/6")


def test_somebody_else_begins_at_the_beginning(room: Deskroom) -> None:
    room.tilshi("review", "news", "-l", "ru", given="s\ns\nq\n")

    said = room.tilshi("review", "news", "-l", "ru", "--name", "A Translator", given="q\n")

    assert said.startswith("\n1/6")


def test_a_file_of_places_that_cannot_be_read_stops_nobody(room: Deskroom) -> None:
    room.write(".tilshi/places.json", "[")

    assert heads(room.tilshi("review", "news", "-l", "ru", given="s\nq\n")) == ["1/6", "2/6"]


def test_the_editor_shows_what_helps_and_drops_it(room: Deskroom) -> None:
    room.draft("news", "ru", {"Admission opens in May.": "Приём открывается в мае."})
    saving = editor(room, 'cp "$1" given.txt', 'sed -i "1s/2025/2026/;1s/Алма-Ате/Алматы/" "$1"')

    room.tilshi("review", "news", "-l", "ru", given="s\ne\nq\n", **saving)

    wanted = "3 марта 2026 года университет открыл в Алматы лабораторию."
    assert unit(room, 2).target == wanted
    assert room.read("given.txt").splitlines() == [
        "3 марта 2025 года университет открыл в Алма-Ате лабораторию.",
        "",
        "# ------ what follows is for you to read, and is dropped ------",
        "# source: The university opened a laboratory in Almaty on 3 March 2026.",
        "# error: the source says 3 March 2026, the translation 3 марта 2025 [date]",
        "# error: “Алма-Ата” must not stand for “Almaty”; write “Алматы” [forbidden]",
        "# term: laboratory → лаборатория",
        "# term: Almaty → Алматы (not: Алма-Ата)",
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("exit 3",), "Editing failed"),
        (("true",), "nothing changed"),
        ((r"printf '\377' > \"$1\"".replace("\\\"", '"'),), "cannot be used"),
        ((': > "$1"',), "nothing changed"),
    ],
)  # fmt: skip
def test_an_editor_that_fails_changes_nothing(room: Deskroom, lines, said) -> None:
    before = room.catalog("news", "ru").units

    done = room.tilshi("review", "news", "-l", "ru", given="e\nq\n", **editor(room, *lines))

    assert said in done
    assert room.catalog("news", "ru").units == before


def test_an_editor_that_is_not_there_is_named(room: Deskroom) -> None:
    said = room.tilshi("review", "news", "-l", "ru", given="e\nq\n", EDITOR="no-such-editor")

    assert "no-such-editor" in said
    assert "hint: say which editor: EDITOR=nano tilshi review" in said


THEIRS = 'sed -i "s/Алма-Ате открылась/Алматы уже открылась/" locales/ru/LC_MESSAGES/news.po'
MINE = 'printf "В Алматы открыли лабораторию" > "$1"'


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("y", "В Алматы открыли лабораторию"), ("n", "В Алматы уже открылась лаборатория")],
)
def test_what_another_program_saved_meanwhile_is_shown_before_it_is_replaced(
    room: Deskroom, answer: str, kept: str
) -> None:
    said = room.tilshi(
        "review", "news", "-l", "ru", given=f"e\n{answer}\nq\n", **editor(room, THEIRS, MINE)
    )

    at = said.index("changed meanwhile by somebody else:")
    assert said[at:].splitlines()[1:5] == [
        "  seen  В Алма-Ате открылась лаборатория",
        "  mine  В Алматы открыли лабораторию",
        "  now   В [-Алма-Ате-] {+Алматы уже+} открылась лаборатория",
        f"  Do it all the same? [y/N] {answer}",
    ]
    assert unit(room, 1).target == kept


def test_a_text_that_was_not_saved_is_in_the_editor_again(room: Deskroom) -> None:
    again = 'if [ -e once ]; then cp "$1" again.txt; else touch once; ' + f"{THEIRS}; {MINE}; fi"

    room.tilshi("review", "news", "-l", "ru", given="e\nn\ne\nq\n", **editor(room, again))

    assert room.read("again.txt").startswith("В Алматы открыли лабораторию\n")


def test_a_sentence_that_is_gone_meanwhile_is_said_to_be(room: Deskroom) -> None:
    emptied = 'sed -i "/^#\\. title/,/^$/d" locales/ru/LC_MESSAGES/news.po'

    said = room.tilshi("review", "news", "-l", "ru", given="e\nq\n", **editor(room, emptied, MINE))

    assert "  mine  В Алматы открыли лабораторию\n  it is no longer in the article\n" in said
    assert said.rstrip().endswith("news, Русский: 0 decided")


def test_a_catalog_that_is_broken_meanwhile_ends_the_review_and_loses_nothing(
    room: Deskroom,
) -> None:
    breaking = editor(room, 'echo "<<<<<<< HEAD" >> locales/ru/LC_MESSAGES/news.po', MINE)

    done = room.run("review", "news", "-l", "ru", given="g\n3\na\nb\ne\nq\n", **breaking)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: locales/ru/LC_MESSAGES/news.po:")
    assert "news, Русский: 1 decided" in done.stdout


def test_an_article_is_signed_off_at_its_end(room: Deskroom) -> None:
    said = reviewed(room, *"aaaaaay", code="kk")

    assert "  All 6 sentences are approved. Sign off? [y/N] y\n" in said
    assert "  signed off by An Editor on 2026-11-24\n\nnews, Қазақша: 6 decided\n" in said
    signed = signoff(room.catalog("news", "kk"))
    assert signed is not None
    assert (signed.who, signed.valid) == ("An Editor", True)
    assert "signed off by An Editor on 2026-11-24" in reviewed(
        room, "S", "q", code="kk", words=("--all",)
    )


@pytest.mark.parametrize("answer", ["", "n", "q"])
def test_nothing_is_signed_unless_somebody_says_yes(room: Deskroom, answer: str) -> None:
    reviewed(room, *"aaaaaa", answer, code="kk")

    assert signoff(room.catalog("news", "kk")) is None


def test_an_article_in_which_something_waits_is_not_signed_off(room: Deskroom) -> None:
    said = reviewed(room, "S", "q")

    assert "  not all is approved: 1 untranslated, 5 draft; the first is" in said


def test_what_was_done_with_a_sentence_is_told(room: Deskroom) -> None:
    reviewed(room, "h", "a", "q")

    said = reviewed(room, "h", "q", words=("--all",))

    assert "  2026-11-24 06:00  An Editor  approved\n" in said


def test_the_keys_are_told(room: Deskroom) -> None:
    said = reviewed(room, "w", "?", "q")

    assert "  ? shows the keys\n" in said
    assert "  a TAB       approve it and go on\n" in said
    assert "  1 … 9       take the suggestion of that number\n" in said


def test_what_steers_a_terminal_is_shown_and_not_sent(room: Deskroom) -> None:
    path = "locales/ru/LC_MESSAGES/news.po"
    evil = b"# note\\x1b]0;owned\\x07 here".decode("unicode_escape")
    room.write(path, room.read(path).replace("#. title", f"{evil}\n#. title"))

    said = reviewed(room, "q")

    assert "\x1b" not in said
    assert "note: note�]0;owned� here" in said
