"""The words of a site are translated like an article, and used where people approved them."""

import json
import re
from pathlib import Path

import pytest
from newsroom import Newsroom

from i18n.errors import UserError
from i18n.model import State, Unit
from workflow import sitewords
from workflow.names import names
from workflow.project import WORDS, Project
from workflow.sitewords import units

SETTINGS = """\
locales = ["ru", "kk"]
[engines]
chain = ["memory"]
[site]
title = "University  News"
publisher = "Press Office"
tagline = "What happens here"
"""
BOARD = """\
---
title: The board met
tags: [Students, Research funding]
author: Press Office
---

# The board met

It met in Astana.
"""
LIBRARY = "---\ndate: 2026-11-23\ntag: Students\n---\n\n# Library opens\n"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    articles = {"2026/board met.md": BOARD, "library.md": LIBRARY, "plain.txt": "tags: none\n"}
    return Newsroom(tmp_path, SETTINGS, articles)


def words(room: Newsroom) -> tuple[Unit, ...]:
    with room.project.stamps() as stamps:
        return units(room.project, stamps)


def site(room: Newsroom, code: str = "kk") -> dict[tuple[str, str], Unit]:
    """The units of a catalog that are no longer, or still, in use."""
    (locale,) = room.project.locales([code])
    catalog = room.project.catalog(WORDS, locale)
    assert catalog is not None
    return {unit.key: unit for unit in catalog.units}


def translate(room: Newsroom, source: str, target: str, code: str = "kk") -> None:
    """Translate an entry as a PO editor does."""
    name = f"locales/{code}/LC_MESSAGES/site.po"
    text = room.read(name)
    entry = f'msgid "{source}"\nmsgstr ""'
    assert entry in text
    room.write(name, text.replace(entry, f'msgid "{source}"\nmsgstr "{target}"'))


def test_names_of_the_site_its_tags_and_its_authors_are_units(room: Newsroom) -> None:
    board = "articles/2026/board%20met.md"

    assert words(room) == (
        Unit(
            "University News",
            context="site",
            hints=("the title of the site",),
            references=("tilshi.toml:5",),
        ),
        Unit(
            "What happens here",
            context="site",
            hints=("the tagline of the site",),
            references=("tilshi.toml:7",),
        ),
        Unit(
            "Press Office",
            context="site",
            hints=("the publisher of the site",),
            references=("tilshi.toml:6",),
        ),
        Unit("Research funding", context="tag", hints=("a tag of articles",), references=(f"{board}:3",)),
        Unit("Students", context="tag", hints=("a tag of articles",), references=(f"{board}:3",)),
        Unit("Press Office", context="author", hints=("an author of articles",), references=(f"{board}:4",)),
    )  # fmt: skip


def test_names_that_are_the_same_are_one(room: Newsroom) -> None:
    room.write("tilshi.toml", '[site]\npublisher = "News"\ntitle = "News"\n')

    (unit, *_) = words(room)

    assert unit.hints == ("the title of the site", "the publisher of the site")
    assert unit.references == ("tilshi.toml:3", "tilshi.toml:2")


def test_the_words_of_a_site_are_one_more_article_to_every_stage(room: Newsroom) -> None:
    assert "locales/kk/LC_MESSAGES/site.po: 6 new" in room.tilshi("extract")
    assert "site.po: drafted 6 by pseudo" in room.tilshi("translate", "--engine", "pseudo")
    rows = json.loads(room.tilshi("status", "site", "--json", "-l", "kk"))
    assert [(row["article"], row["draft"], row["published"]) for row in rows] == [("site", 6, "")]
    assert "site [kk]" in room.run("check", "-l", "kk").stdout
    by_path = room.run("check", "locales/kk/LC_MESSAGES/site.po").stdout
    assert "nobody has approved this draft" in by_path

    said = room.tilshi("review", "site", "--approve-all", "--name", "An Editor")
    assert "12 units approved by An Editor." in said
    assert {unit.state for unit in site(room).values()} == {State.APPROVED}


def test_extracting_again_changes_nothing_and_reads_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.tilshi("translate", "--engine", "pseudo")
    before = room.files()
    room.tilshi("extract")
    assert room.files() == before

    monkeypatch.setattr(sitewords.front, "read", lambda *_: pytest.fail("an article was read"))
    assert len(words(room)) == 6


def test_a_tag_that_goes_is_set_aside_and_comes_back_with_its_translation(room: Newsroom) -> None:
    room.tilshi("extract")
    translate(room, "Research funding", "Ғылымды қаржыландыру")
    room.write("articles/2026/board met.md", BOARD.replace(", Research funding", ""))
    assert "1 no longer in the article" in room.tilshi("extract")
    gone = site(room)["tag", "Research funding"]

    room.write("articles/2026/board met.md", BOARD)
    room.tilshi("extract")
    back = site(room)["tag", "Research funding"]

    assert (gone.obsolete, gone.target) == (True, "Ғылымды қаржыландыру")
    assert (back.obsolete, back.target) == (False, "Ғылымды қаржыландыру")


def test_a_tag_keeps_its_entry_while_articles_come_and_go(room: Newsroom) -> None:
    room.tilshi("extract")
    before = room.read("locales/kk/LC_MESSAGES/site.po")
    room.write("articles/museum.md", "---\ntags: Students\n---\n\n# Музей\n")
    (room.root / "articles/library.md").unlink()
    room.tilshi("extract")

    assert room.read("locales/kk/LC_MESSAGES/site.po") == before


def test_only_what_people_approved_is_a_name(room: Newsroom) -> None:
    room.tilshi("translate", "--engine", "pseudo", "-l", "ru")
    room.tilshi("extract")
    translate(room, "Students", "Студенттер")
    ru, kk = room.project.locales(["ru", "kk"])

    assert names(room.project, ru) == {}
    assert names(room.project, kk) == {("tag", "Students"): "Студенттер"}
    room.write("tilshi.toml", "trust_external = false\n" + SETTINGS)
    assert names(room.project, kk) == {}
    room.tilshi("review", "site", "--approve-all", "--name", "An Editor", "-l", "ru")
    assert names(room.project, ru)["author", "Press Office"].startswith("⟦")


def test_a_name_of_another_place_is_another_name(room: Newsroom) -> None:
    room.tilshi("extract")
    name = "locales/kk/LC_MESSAGES/site.po"
    text = room.read(name)
    for context, target in (("site", "Баспасөз қызметі"), ("author", "Баспасөз қызметінен")):
        entry = f'msgctxt "{context}"\nmsgid "Press Office"\nmsgstr "'
        text = text.replace(entry, entry + target)
    room.write(name, text)
    (kk,) = room.project.locales(["kk"])

    assert names(room.project, kk) == {
        ("site", "Press Office"): "Баспасөз қызметі",
        ("author", "Press Office"): "Баспасөз қызметінен",
    }


def test_a_word_of_the_theme_that_people_put_there_stays(room: Newsroom) -> None:
    room.tilshi("extract")
    name = "locales/kk/LC_MESSAGES/site.po"
    room.write(name, room.read(name) + '\n# ours\nmsgid "Archive"\nmsgstr "Мұрағат"\n')
    room.write("articles/museum.md", "---\ntags: Museums\n---\n\n# Музей\n")
    assert "site.po: 1 new" in room.tilshi("extract")
    room.tilshi("extract")
    (kk,) = room.project.locales(["kk"])

    assert site(room)["", "Archive"].notes == ("ours",)
    assert names(room.project, kk) == {("", "Archive"): "Мұрағат"}


def test_an_article_that_cannot_be_read_is_left_to_its_own_extraction(room: Newsroom) -> None:
    (room.root / "articles/bad.md").write_bytes(b"---\ntags: \xff\xfe\n---\n")

    assert len(words(room)) == 6
    done = room.run("extract")
    assert done.returncode == 1
    assert done.stderr.count("articles/bad.md") == 1
    assert (room.root / "locales/kk/LC_MESSAGES/site.po").exists()


def test_a_site_without_a_name_has_no_words(room: Newsroom) -> None:
    room.write("tilshi.toml", 'locales = ["kk"]\n[site]\ntitle = " "\n')
    room.tilshi("extract")

    assert WORDS not in room.project.select(())
    assert not (room.root / "locales/kk/LC_MESSAGES/site.po").exists()
    with pytest.raises(UserError, match="no article 'site'"):
        room.project.select(["site"])


def test_the_words_of_a_site_are_no_article(room: Newsroom) -> None:
    room.tilshi("extract")

    assert WORDS not in room.project.articles
    assert room.project.select(["site"]) == (WORDS,)
    assert room.project.select([])[-1] == WORDS
    assert not room.project.orphans(room.project.locales([]))


def test_words_without_a_catalog_are_counted_as_they_are_now(room: Newsroom) -> None:
    def untranslated() -> int:
        (row,) = json.loads(room.tilshi("status", "site", "-l", "kk", "--json"))
        return int(row["untranslated"])

    assert untranslated() == 6
    room.write("articles/museum.md", "---\ntags: Museums\n---\n\n# Музей\n")
    assert untranslated() == 7


def test_a_new_project_has_the_words_of_its_site_in_all_languages(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "elsewhere")
    room.tilshi("init", str(tmp_path / "new"))
    project = Project(tmp_path / "new")

    found = [names(project, locale)["site", "News"] for locale in project.locales([])]

    assert found == ["Новости", "新闻", "Жаңалықтар"]


def test_the_documentation_says_the_contexts_that_there_are(room: Newsroom) -> None:
    text = (Path(__file__).parents[1] / "docs/catalogs.md").read_text("utf-8")
    said = set(re.findall(r'msgctxt "(site|tag|author)"', text))

    assert said == {unit.context for unit in words(room)}
