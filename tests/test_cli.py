"""Whole paths through the program, as a newsroom walks them."""

import json
import os
import re
from pathlib import Path

import pytest
from click import Context, Group
from newsroom import NEWS, SETTINGS, Newsroom

from i18n.model import State
from workflow.cli import GROUPS, cli


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom that asks its drafts for terms only: those of `pseudo` would never go to print."""
    return Newsroom(tmp_path, SETTINGS + '[checks]\nselect = ["glossary", "forbidden"]\n')


def test_a_new_project_builds_in_four_languages_and_then_nothing_changes(tmp_path: Path) -> None:
    parent = Newsroom(tmp_path, articles={})
    parent.tilshi("init", "news")
    room = Newsroom(tmp_path / "news", settings=parent.read("news/tilshi.toml"), articles={})

    said = room.tilshi("build")
    once = room.files()
    room.tilshi("build")

    assert [line.strip() for line in said.splitlines()[-5:]] == [
        "public/en/index.html",
        "public/ru/index.html",
        "public/zh-hans/index.html",
        "public/kk/index.html",
        "public/index.html",
    ]
    assert room.files() == once
    assert "。 " not in room.read("public/localized/zh-Hans/welcome.md")


def test_from_drafts_over_a_review_to_print(room: Newsroom) -> None:
    assert "4 new" in room.tilshi("extract")

    said = room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    assert "locales/kk/LC_MESSAGES/news.po: drafted 4 by pseudo" in said
    assert "news [kk]: not published: 4 draft" in room.tilshi("publish")
    assert not (room.root / "public/localized/kk/news.txt").exists()

    said = room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    assert "4 units approved by An Editor." in said
    room.tilshi("publish")
    assert room.read("public/localized/kk/news.txt").count("⟦") == 4
    assert room.states("news", "kk") == [State.APPROVED] * 4
    assert room.states("news", "ru") == [State.UNTRANSLATED] * 4


def test_an_update_waits_for_review_while_the_earlier_version_stays(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    room.tilshi("publish")
    before = room.read("public/localized/kk/news.txt")

    room.write("articles/news.txt", NEWS.replace("12", "14"))
    said = room.tilshi("build")

    assert "locales/kk/LC_MESSAGES/news.po: 1 stale" in said
    assert "news [kk]: the earlier version stays online: 1 stale" in said
    assert room.read("public/localized/kk/news.txt") == before
    assert room.read("public/localized/en/news.txt") == NEWS.replace("12", "14")


def test_the_memory_gives_what_was_approved_elsewhere(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    room.write("articles/more.txt", "More news\n\nThe rector thanked the partners.\n")

    said = room.tilshi("translate", "-l", "kk")

    assert "locales/kk/LC_MESSAGES/more.po: drafted 1 by memory" in said
    assert "1 left for a person to translate" in said
    (mark,) = room.catalog("more", "kk").units[1].marks
    assert re.fullmatch(r"memory:news 100% \d{4}-\d\d-\d\d [0-9a-f]{12}", mark.value)


def test_an_estimate_asks_nobody(room: Newsroom) -> None:
    said = room.tilshi("translate", "--estimate", "--engine", "google", "-l", "ru")

    heads, row = (line.split() for line in said.splitlines()[-2:])
    assert heads[3:6] == ["stored", "refused", "to"]
    assert row == ["ru", "4", "·", "·", "·", "4", "123", "1", "google", "none"]
    assert room.states("news", "ru") == [State.UNTRANSLATED] * 4


def test_an_engine_out_of_reach_is_named_and_the_rest_is_done(room: Newsroom) -> None:
    room.write(
        "tilshi.toml",
        'locales = ["ru"]\n[engines]\nchain = ["memory", "google"]\n'
        '[engines.google]\nurl = "http://127.0.0.1:9/m"\nretries = 1\nrate = 100.0\n',
    )

    done = room.run("build")

    assert done.returncode == 1
    assert "locales/ru/LC_MESSAGES/news.po: 4 sentences not translated: " in done.stdout
    assert "Traceback" not in done.stderr
    assert (room.root / "public/localized/en/news.txt").exists()


def test_status_is_a_table_for_people_and_json_for_programs(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")

    rows = json.loads(room.tilshi("status", "--json"))

    keys = ["draft", "needs_work", "stale", "external", "approved", "findings", "dismissed"]
    zero = dict.fromkeys([*keys, "signed", "correction"], 0)
    assert rows == [
        {"article": "news", "locale": "ru", "untranslated": 4, **zero, "published": "no"},
        {
            "article": "news",
            "locale": "kk",
            "untranslated": 0,
            **zero,
            "draft": 4,
            "published": "no",
        },
    ]
    assert room.tilshi("status").splitlines()[2].split() == [
        "news",
        "kk",
        "·",
        "4",
        *"········",
        "no",
    ]


def test_a_review_works_in_a_pipe_and_saves_every_step(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    editor = room.write("editor.sh", '#!/bin/sh\nprintf "12 бөлмесі бар.\\n" > "$1"\n')
    editor.chmod(0o755)

    said = room.tilshi(
        "review", "news", "-l", "kk",
        given="a\nx\nthe city is wrong\ne\na\nu\na\nq\n", EDITOR=str(editor),
    )  # fmt: skip

    assert "1/4  news · Қазақша · draft" in said
    assert room.states("news", "kk") == [
        State.APPROVED, State.NEEDS_WORK, State.APPROVED, State.DRAFT,
    ]  # fmt: skip
    units = room.catalog("news", "kk").units
    assert list(units[1].marked("todo")) == ["An Editor: the city is wrong"]
    assert units[2].target == "12 бөлмесі бар."


def test_a_review_shows_what_changed_in_the_source(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.write("articles/news.txt", NEWS.replace("12", "14"))
    room.tilshi("extract")

    said = room.tilshi("review", "news", "-l", "kk", given="s\ns\nq\n")

    assert "was   It has [-12-] {+14+} rooms." in said
    assert "changed: number 12 → 14" in said


def test_approving_everything_needs_a_name(room: Newsroom) -> None:
    done = room.run("review", "--approve-all", TILSHI_REVIEWER="")

    assert done.returncode == 1
    assert '--name "An Editor"' in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "words", "said"),
    [
        ("tilshi.toml", 'locals = ["ru"]', ["build"], "tilshi.toml:1: unknown key 'locals'\n  hint: did you mean 'locales'?"),
        ("tilshi.toml", "[publish]\nrule = 'all'", ["build"], "tilshi.toml:2: publish.rule cannot be 'all'"),
        ("tilshi.toml", "a = 1\nb = [1 2]\n", ["build"], "tilshi.toml:2: not TOML"),
        ("tilshi.toml", 'locales = ["rus"]', ["build"], "did you mean 'ru'?"),
        ("tilshi.toml", 'source = "ru"\nlocales = ["ru"]', ["build"], "tilshi.toml:2: locales holds the source language"),
        ("tilshi.toml", '[engines]\nchain = ["gogle"]', ["translate"], "did you mean 'google'?"),
        ("articles/a.txt", "", ["extract", "nws"], "no article 'nws'\n  hint: did you mean news?"),
        ("articles/a.txt", "", ["extract", "-l", "zh_Hans"], "the project does not translate into 'zh_Hans'"),
        ("articles/news.md", "News", ["extract"], "articles/news.txt: the same name as articles/news.md"),
        ("articles/site.txt", "News", ["extract"], "is kept for the words of the theme"),
        ("locales/ru/LC_MESSAGES/news.po", 'msgid "a"\nmsgstr "b', ["extract"], "locales/ru/LC_MESSAGES/news.po:2: a string that is not between"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_place_and_next_step(
    room: Newsroom, name: str, text: str, words: list[str], said: str
) -> None:
    room.write(name, text)

    done = room.run(*words)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_one_article_that_cannot_be_read_does_not_keep_the_others_back(room: Newsroom) -> None:
    (room.root / "articles/broken.txt").write_bytes(b"Caf\xe9\n")

    done = room.run("build")

    assert done.returncode == 1
    assert "articles/broken.txt:1: byte 3 (0xe9) is not UTF-8 text" in done.stderr
    assert room.states("news", "ru") == [State.UNTRANSLATED] * 4


def test_without_the_folder_of_articles_nothing_is_taken_away(room: Newsroom) -> None:
    room.tilshi("publish")
    (room.root / "articles").rename(room.root / "elsewhere")

    done = room.run("build")

    assert (done.returncode, "articles: no folder of articles" in done.stderr) == (1, True)
    assert (room.root / "public/localized/en/news.txt").exists()


def test_only_regular_files_inside_the_project_are_articles(room: Newsroom) -> None:
    secret = room.write("secret.txt", "Not for print\n")
    (room.root / "articles/link.txt").symlink_to(secret)
    (room.root / "articles/dangling.txt").symlink_to(room.root / "nowhere.txt")
    os.mkfifo(room.root / "articles/pipe.txt")

    assert [article.slug for article in room.project.articles] == ["news"]


def test_a_catalog_of_a_renamed_article_is_named(room: Newsroom) -> None:
    room.tilshi("extract")
    (room.root / "articles/news.txt").rename(room.root / "articles/report.txt")

    assert "locales/kk/LC_MESSAGES/news.po belongs to no article" in room.tilshi("extract")


@pytest.mark.parametrize("words", [["--engine", "gogle"], ["--engine", ""]])
def test_an_engine_that_is_none_is_refused_before_any_work(
    room: Newsroom, words: list[str]
) -> None:
    done = room.run("translate", *words)

    assert (done.returncode, "there is no engine" in done.stderr) == (1, True)


def test_a_catalog_left_empty_by_a_power_cut_is_filled_again(room: Newsroom) -> None:
    room.write("locales/kk/LC_MESSAGES/news.po", "")

    assert "locales/kk/LC_MESSAGES/news.po: 4 new" in room.tilshi("extract")
    assert dict(room.catalog("news", "kk").headers)["Language"] == "kk"


def test_outside_a_project_the_way_in_is_said(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    (tmp_path / "tilshi.toml").unlink()

    done = room.run("status")

    assert (done.returncode, "tilshi init" in done.stderr) == (1, True)


def test_a_sample_never_overwrites_what_is_there(room: Newsroom) -> None:
    before = room.files()

    done = room.run("init")

    assert (done.returncode, "is there already" in done.stderr) == (1, True)
    assert room.files() == before


@pytest.mark.parametrize(
    "command",
    ["init", "extract", "translate", "review", "check", "status", "publish", "build"],
)
def test_every_command_has_help_with_an_example(room: Newsroom, command: str) -> None:
    said = room.tilshi(command, "--help")

    assert f"tilshi {command}" in said.partition("Example:")[2]


def test_every_group_and_each_of_its_commands_has_an_example() -> None:
    for name in GROUPS:
        group = cli.get_command(Context(cli), name)
        assert isinstance(group, Group)
        assert f"tilshi {name} " in (group.help or "").partition("\b\nExample:")[2]
        for word in group.list_commands(Context(group)):
            command = group.get_command(Context(group), word)
            assert command
            assert f"tilshi {name} {word}" in (command.help or "").partition("Example:")[2]


def test_a_new_project_keeps_what_can_be_made_again_out_of_git(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)

    assert "news/.gitignore\n" in room.tilshi("init", "news")
    assert room.read("news/.gitignore") == "/.tilshi/\n/public/\n"


def test_a_project_starts_in_a_folder_that_git_knows(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.write("news/.gitignore", "*.bak\n")

    assert ".gitignore" not in room.tilshi("init", "news")
    assert room.read("news/.gitignore") == "*.bak\n"


def test_wrong_usage_exits_with_two(room: Newsroom) -> None:
    assert room.run("extract", "--nonsense").returncode == 2


def test_a_review_offers_what_the_memory_has_and_says_how_it_differs(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    room.write("articles/more.txt", "More news\n\nThe old rector thanked all the partners.\n")
    room.tilshi("extract")

    said = room.tilshi("review", "more", "-l", "kk", given="s\nm\nq\n")

    known = room.catalog("news", "kk").units[3]
    assert known.source == "The rector thanked the partners."
    like = next(line for line in said.splitlines() if line.startswith("  like  "))
    assert re.fullmatch(
        r"  like  The \{\+old\+\} rector thanked \{\+all\+\} the partners\.  \(8\d%, news\)", like
    )
    unit = room.catalog("more", "kk").units[1]
    assert (unit.target, unit.state) == (known.target, State.DRAFT)


def test_a_sentence_with_other_figures_is_drafted_from_the_memory(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor")
    room.write("articles/rooms.txt", "Rooms\n\nIt has 14 rooms.\n")

    room.tilshi("translate", "-l", "kk")

    unit = room.catalog("rooms", "kk").units[1]
    assert unit.target == room.catalog("news", "kk").units[2].target.replace("12", "14")
    (mark,) = unit.marks
    assert re.fullmatch(r"memory:news \d\d% 12→14 \d{4}-\d\d-\d\d [0-9a-f]{12}", mark.value)


def test_drafts_against_the_glossary_are_counted(room: Newsroom) -> None:
    room.write("glossary.csv", "term,kk\nrector,ректор\n")

    said = room.tilshi("translate", "--engine", "pseudo", "-l", "kk")

    assert "1 draft against the glossary: see tilshi check." in said
