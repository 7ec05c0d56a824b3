"""A proof is the page that publishing would make, and marks in it change nothing."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pressroom import Pressroom, tree
from proofing import WAYS, bare, project_proof, proof, shown, told, unmarked

from i18n.errors import UserError
from i18n.model import Unit
from workflow.previewing.framing import framed
from workflow.previewing.ink import POOL
from workflow.previewing.proof import Studio
from workflow.project import Project

ROOT = Path(__file__).parents[1]

ARTICLE = """\
---
title: "Laboratory opens in Almaty"
description: A laboratory for seismology.
date: 2026-11-20
---

The university opened a laboratory. **It has 12 rooms.** The rector thanked the [partners](https://example.org/).

## What comes next

1. Admission opens in May.
2. Lectures begin in *September*.[^1]

> We waited nine years for this day.

| Room | Seats |
|------|------:|
| Hall | 120 people |

<p>Call the <b>press office</b>.</p>

[^1]: The dates may change.
"""

RUSSIAN = {
    "Laboratory opens in Almaty": "В Алматы открылась лаборатория",
    "The university opened a laboratory.": "Университет открыл лабораторию.",
    "**It has 12 rooms.**": "**В ней 12 кабинетов.**",
    "The rector thanked the [partners](https://example.org/).":
        "Ректор поблагодарил [партнёров](https://example.org/).",
    "What comes next": "Что дальше",
    "Admission opens in May.": "Приём документов начнётся в мае.",
    "Lectures begin in *September*.[^1]": "Занятия начнутся в *сентябре*.[^1]",
    "We waited nine years for this day.": "Мы ждали этого дня девять лет.",
    "Room": "Помещение",
    "Seats": "Места",
    "Hall": "Зал",
    "120 people": "120 человек",
    "Call the <b>press office</b>.": "Позвоните в <b>пресс-службу</b>.",
    "The dates may change.": "Даты могут измениться.",
}  # fmt: skip

CHINESE = {
    "The university opened a laboratory.": "大学成立了一个实验室。",
    "**It has 12 rooms.**": "**实验室有12个房间。**",
    "The rector thanked the [partners](https://example.org/).": "校长向[合作伙伴](https://example.org/)表示感谢。",
}


def uid(source: str, context: str = "") -> str:
    return Unit(source, context=context).uid


@pytest.fixture
def room(tmp_path: Path) -> Pressroom:
    return Pressroom(tmp_path)


def test_a_proof_is_the_page_that_publishing_drafts_would_write(room: Pressroom) -> None:
    found = proof(room, ARTICLE, RUSSIAN)
    room.translate("news", "kk", fuzzy=True)
    room.translate("news", "zh_Hans", fuzzy=True)
    found = project_proof(room.project, "news", "ru")

    room.publish(rule="drafts")

    assert found.html == room.out(found.here)


def test_a_proof_writes_nothing(room: Pressroom) -> None:
    proof(room, ARTICLE, RUSSIAN)
    before = tree(room.root)

    project_proof(room.project, "news", "ru")

    assert tree(room.root) == before


@pytest.mark.parametrize("code", ["ru", "zh_Hans", "kk", "en"])
@pytest.mark.parametrize("slug", ["how-a-press-release-becomes-news", "from-urumqi-to-moscow"])
def test_marks_change_nothing_of_the_articles_that_come_with_the_program(
    slug: str, code: str
) -> None:
    found = project_proof(Project(ROOT), slug, code)

    assert found.marked
    assert bare(framed(found, WAYS)) == framed(unmarked(found), WAYS)


@pytest.mark.corpus
def test_marks_change_nothing_of_real_news_and_none_of_its_sentences_goes_without(
    news: list[dict[str, Any]], tmp_path: Path
) -> None:
    room, studio = Pressroom(tmp_path), Studio()
    languages = {"ru": "ru", "kk": "kk", "zh_Hans": "zh"}
    for article in news[:6]:
        title, *rest = (segment["en"] for segment in article["segments"])
        room.write(f"{article['doc']}.md", f"# {title}\n\n" + "\n\n".join(rest) + "\n")
        for code, key in languages.items():
            said = {segment["en"]: segment[key] for segment in article["segments"]}
            room.translate(article["doc"], code, said, fuzzy=True)
    pairs = [(one.slug, code) for one in room.project.articles for code in languages]

    proofs = [project_proof(room.project, slug, code, studio) for slug, code in pairs]

    pages = [framed(one, WAYS) for one in proofs]
    assert [bare(page) for page in pages] == [framed(unmarked(one), WAYS) for one in proofs]
    assert [set(told(page)) for page in pages] == [{u.uid for u in one.units} for one in proofs]


@pytest.mark.corpus
def test_marks_change_nothing_of_the_description_of_markdown(corpus: Path, tmp_path: Path) -> None:
    spec = (corpus / "commonmark-spec.txt").read_text("utf-8")

    found = proof(Pressroom(tmp_path), spec, None, name="spec.md")

    assert found.marked
    assert bare(framed(found, WAYS)) == framed(unmarked(found), WAYS)


WORDS = st.text(
    alphabet=st.sampled_from("aЖқ字é \n“«»*_`~[]()<>!#1.-+|\\/&;:\"'{}¹" + POOL[:3]), max_size=24
)
BLOCKS = st.sampled_from(
    ["{}\n", "# {}\n", "1. {}\n", "- {}\n  {}\n", "> {}\n", "| a | {} |\n|---|---|\n| {} | b |\n",
     "<p title=\"x\">{}</p>\n", "**{}. {}**\n", "![{}](a.png \"{}\")\n", "[{}]: /x '{}'\n", "a[^1]\n\n[^1]: {}\n"]
)  # fmt: skip


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(BLOCKS, WORDS), min_size=1, max_size=5), st.lists(WORDS, max_size=4))
def test_marks_never_change_a_page_whatever_is_written(
    tmp_path: Path, blocks: list[tuple[str, str]], targets: list[str]
) -> None:
    room = Pressroom(tmp_path)
    text = "\n".join(block.replace("{}", words or "a") for block, words in blocks)
    room.write("news.md", f"Word.\n\n{text}")
    room.translate("news", "ru", {}, fuzzy=True)
    (article,), (locale,) = room.project.select(["news"]), room.project.locales(["ru"])
    catalog = room.project.catalog(article, locale)
    sources = [unit.source for unit in catalog.units] if catalog else []
    room.translate("news", "ru", dict(zip(sources, targets, strict=False)), fuzzy=True)

    found = project_proof(room.project, "news", "ru")

    assert bare(framed(found, WAYS)) == framed(unmarked(found), WAYS)


def test_every_sentence_is_told_apart_where_it_stands(room: Pressroom) -> None:
    page = shown(room, ARTICLE, RUSSIAN)

    found = told(page)
    assert found[uid("Laboratory opens in Almaty", "title")] == "В Алматы открылась лаборатория"
    assert found[uid("**It has 12 rooms.**")] == "В\xa0ней 12 кабинетов."
    assert found[uid("120 people", "cell")] == "120 человек"
    assert found[uid("Call the <b>press office</b>.")] == "Позвоните в\xa0пресс-службу."
    assert found[uid("The dates may change.")] == "Даты могут измениться."
    assert found[uid("What comes next", "heading")] == "Что дальше"


def test_sentences_without_a_space_between_them_are_told_apart_and_stay_bold(
    room: Pressroom,
) -> None:
    page = shown(room, ARTICLE, CHINESE, "zh_Hans")

    assert re.sub(r"<a class.*?</a>", "", next(p for p in page.splitlines() if "大学" in p)) == (
        f'<p><span id="u-{uid("The university opened a laboratory.")}"'
        f' data-u="{uid("The university opened a laboratory.")}" data-state="draft">大学成立了一个实验室。</span>'
        f'<strong><span id="u-{uid("**It has 12 rooms.**")}" data-u="{uid("**It has 12 rooms.**")}"'
        ' data-state="draft">实验室有12个房间。</span></strong>'
        + "".join(
            f'{before}<span{name} data-u="{link}" data-state="draft">{words}</span>{after}'
            for link in [uid("The rector thanked the [partners](https://example.org/).")]
            for before, name, words, after in [
                ("", f' id="u-{link}"', "校长向", ""),
                ('<a href="https://example.org/" target="_blank" rel="noopener noreferrer">', "", "合作伙伴", "</a>"),
                ("", "", "表示感谢。", ""),
            ]
        )
        + "</p>"
    )  # fmt: skip


def test_what_nobody_translated_stands_in_the_source_and_is_told_apart(room: Pressroom) -> None:
    page = shown(room, ARTICLE, {"Room": "Помещение"})

    found = told(page)
    assert (
        found[uid("The university opened a laboratory.")] == "The university opened a laboratory."
    )
    assert found[uid("Laboratory opens in Almaty", "title")] == "Laboratory opens in Almaty"
    assert 'data-state="untranslated"' in page


def test_an_article_that_nobody_translated_has_a_page_all_the_same(room: Pressroom) -> None:
    room.write("news.md", ARTICLE)
    room.translate("news", "ru", {})

    found = told(framed(project_proof(room.project, "news", "ru"), WAYS))

    assert found[uid("Room", "cell")] == "Room"


def test_an_original_tells_its_sentences_apart_as_the_rows_of_a_translation(
    room: Pressroom,
) -> None:
    room.write("news.md", ARTICLE)
    room.translate("news", "ru", RUSSIAN)

    page = framed(project_proof(room.project, "news", "en"), WAYS)

    assert (
        told(page)[uid("The university opened a laboratory.")]
        == "The university opened a laboratory."
    )
    assert 'data-state="approved"' in page


def test_the_words_of_a_picture_are_told_of_its_element(room: Pressroom) -> None:
    room.write("map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>')
    text = 'News.\n\n![A map of the city](map.svg "The new campus")\n'
    words = {"A map of the city": "Карта города", "The new campus": "Новый кампус"}

    page = shown(room, text, words)

    alt = uid("A map of the city", "alt")
    assert (
        f'<img src="/built-files/media/map.svg" alt="Карта города" width="40" height="20"'
        f' decoding="async" id="u-{alt}" data-u="{alt}" data-state="draft">' in page
    )
    assert told(page)[uid("The new campus", "caption")] == "Новый кампус"


def test_marks_are_made_of_nothing_that_is_in_the_texts(room: Pressroom) -> None:
    words = {"The university opened a laboratory.": f"Университет {POOL[:12]} открыл лабораторию."}

    found = proof(room, ARTICLE.replace("nine", f"nine {POOL[12:20]}"), words)

    assert found.ink
    assert not set(found.ink.opens + found.ink.closes + found.ink.digits) & set(POOL[:20])
    page = framed(found, WAYS)
    assert f"Университет {POOL[:12]} открыл лабораторию." in page
    assert bare(page) == framed(unmarked(found), WAYS)


def test_where_marks_between_sentences_would_change_a_passage_it_is_marked_as_a_whole(
    room: Pressroom,
) -> None:
    text = "# First.\n\nTwo words. Three words.\n\nLast.\n"
    words = {"First.": "Начало.", "Two words.": "Раз:*", "Three words.": "два.*", "Last.": "Конец."}

    page = shown(room, text, words)

    assert "<p>Раз:* два.*</p>" in bare(page)
    assert told(page) == {
        uid("First.", "title"): "Начало.",
        uid("Two words."): "Раз:* два.*",
        uid("Last."): "Конец.",
    }


def test_a_passage_that_any_mark_would_change_goes_without_and_others_keep_theirs(
    room: Pressroom,
) -> None:
    text = "# First.\n\nTwo words.\n\nLast.\n"
    words = {"First.": "Начало.", "Two words.": "<form> два", "Last.": "Конец."}

    page = shown(room, text, words)

    assert bare(page) == framed(unmarked(project_proof(room.project, "news", "ru")), WAYS)
    assert told(page) == {uid("First.", "title"): "Начало.", uid("Last."): "Конец."}


def test_a_text_with_every_character_of_marks_is_shown_without_any(room: Pressroom) -> None:
    found = proof(room, f"# News\n\nAll of {POOL} here.\n", None)

    assert found.marked is None
    assert POOL in framed(found, WAYS)


def test_a_character_of_marks_behind_an_entity_is_none(room: Pressroom) -> None:
    entities = "".join(f"&#{ord(char)};" for char in POOL[:10])

    found = proof(room, f"# News\n\nA {entities}1 here.\n", None)

    assert bare(framed(found, WAYS)) == framed(unmarked(found), WAYS)
    assert POOL[:10] in framed(found, WAYS)


def test_a_theme_that_cuts_or_counts_the_text_gets_it_without_marks(room: Pressroom) -> None:
    folder = room.root / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "article.html").write_text(
        '{% extends "article.html" %}{% block title %}{{ story.body | length }}{% endblock %}'
    )

    found = proof(room, ARTICLE, RUSSIAN)

    assert found.marked is None
    assert "<main" in framed(found, WAYS)


def test_a_theme_that_repeats_the_heading_has_it_marked_in_the_body_only(room: Pressroom) -> None:
    folder = room.root / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "article.html").write_text(
        '{% extends "article.html" %}{% block title %}{{ story.heading }} {{ story.heading }}{% endblock %}'
        '{% block head %}<meta name="x" content="{{ story.heading }}">'
        "<script>said = '{{ story.heading }}'</script>{% endblock %}"
    )

    page = shown(room, ARTICLE, RUSSIAN)

    title = RUSSIAN["Laboratory opens in Almaty"]
    assert f"<title>{title} {title}</title>" in page
    assert f'<meta name="x" content="{title}">' in page
    assert f"<script>said = '{title}'</script>" in page
    assert page.count("data-u") > 10
    assert page.index("<body") < page.index("data-u")


def test_a_broken_template_is_told_as_its_owner_knows_it(room: Pressroom) -> None:
    folder = room.root / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "article.html").write_text("{{ nothing.at_all }}")

    with pytest.raises(UserError, match="the template does not work") as told_of:
        proof(room, ARTICLE, RUSSIAN)

    assert str(told_of.value.at) == "theme/templates/article.html:1"


def test_a_template_that_is_mended_is_used_at_once(room: Pressroom) -> None:
    studio = Studio()
    proof(room, ARTICLE, RUSSIAN)
    project_proof(room.project, "news", "ru", studio)
    folder = room.root / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "article.html").write_text("<body>{{ story.heading }}</body>")

    assert project_proof(room.project, "news", "ru", studio).html == (
        f"<body>{RUSSIAN['Laboratory opens in Almaty']}</body>"
    )


def test_units_come_in_the_order_of_the_article(room: Pressroom) -> None:
    found = proof(room, ARTICLE, RUSSIAN)

    assert [one.source for one in found.units if one.target] == list(RUSSIAN)
