"""The graph: JSON-LD that closes both ways, and that no title can break out of."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from tables import EN, KK, LATIN, RU, URL, row, sites, table

from workflow.publish import Status
from workflow.site.metadata import graph
from workflow.site.metadata.about import About
from workflow.site.table import Row, Table

ABOUT = About(
    "Новости университета",
    "Что происходит в Алма-Ате",
    publisher="Пресс-служба",
    logo="media/logo.png",
    author="Press office",
    tags={"science": "наука"},
)
ORGANIZATION = {"@type": "Organization", "@id": f"{URL}#publisher", "name": "Пресс-служба"}


def node(made: Table, one: Row, correction: str = "") -> dict[str, Any]:
    """What the script element of the article has."""
    read: dict[str, Any] = json.loads(graph.script(graph.article(made, ABOUT, one, correction)))
    return read


def test_a_translation_says_what_it_is_of_and_who_made_it() -> None:
    original = row("board", EN, date="2026-11-23T15:07:00+05:00")
    translation = row(
        "board",
        RU,
        lead="Речь шла о стипендиях.",
        author="Press office",
        image="media/board.jpg",
        tags=("science", "board"),
        published="2026-11-24",
        modified="2026-11-25",
    )

    assert node(table(original, translation), translation) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{URL}ru/2026/11/board/#article",
        "mainEntityOfPage": f"{URL}ru/2026/11/board/",
        "inLanguage": "ru",
        "headline": "Ректор встретился со студентами в Алма-Ате",
        "description": "Речь шла о стипендиях.",
        "image": f"{URL}media/board.jpg",
        "datePublished": "2026-11-24",
        "dateModified": "2026-11-25",
        "author": ORGANIZATION,
        "publisher": {
            **ORGANIZATION,
            "url": URL,
            "logo": {"@type": "ImageObject", "url": f"{URL}media/logo.png"},
        },
        "translator": ORGANIZATION,
        "keywords": ["наука", "board"],
        "isAccessibleForFree": True,
        "translationOfWork": {
            "@type": "NewsArticle",
            "@id": f"{URL}en/2026/11/board/#article",
            "inLanguage": "en",
            "datePublished": "2026-11-23T15:07:00+05:00",
        },
    }


@given(sites())
@settings(deadline=None)
def test_the_original_names_exactly_the_translations_that_name_it(made: Table) -> None:
    nodes = {one["@id"]: one for one in (node(made, row) for row in made.rows.values())}
    down = {
        (one["@id"], to["@id"]) for one in nodes.values() for to in one.get("workTranslation", [])
    }
    up = {
        (one["translationOfWork"]["@id"], one["@id"])
        for one in nodes.values()
        if "translationOfWork" in one
    }

    assert down == up
    assert {end for pair in down for end in pair} <= {
        f"{made.absolute(one.address)}#article" for one in made.rows.values() if one.listed
    }


def test_a_script_is_based_on_the_version_it_was_made_from() -> None:
    made = table(row("board", EN), row("board", KK), row("board", LATIN))

    found = node(made, made.rows["board", "kk_Latn"])
    assert found["isBasedOn"]["@id"] == f"{URL}kk/2026/11/board/#article"
    assert found["translationOfWork"]["@id"] == f"{URL}en/2026/11/board/#article"


def test_what_nobody_reviewed_names_neither_an_original_nor_a_translator() -> None:
    made = table(row("board", EN), row("board", KK, status=Status.DRAFT))

    found = node(made, made.rows["board", "kk"])
    assert not {"translator", "translationOfWork", "isBasedOn"} & set(found)


def test_whoever_is_not_the_organization_is_a_person() -> None:
    made = table(row("board", EN, author="Айгүл Сәрсенова"))

    assert node(made, made.rows["board", "en"])["author"] == {
        "@type": "Person",
        "name": "Айгүл Сәрсенова",
    }


def test_a_correction_is_told_with_its_day() -> None:
    made = table(row("board", EN, corrected="2026-11-25"))

    found = node(made, made.rows["board", "en"], "The meeting was on Monday.")
    assert found["correction"] == {
        "@type": "CorrectionComment",
        "text": "The meeting was on Monday.",
        "datePublished": "2026-11-25",
    }
    assert found["dateModified"] == "2026-11-25"


def test_an_article_without_a_date_gets_none() -> None:
    made = table(row("board", EN, date=""))

    assert not {"datePublished", "dateModified"} & set(node(made, made.rows["board", "en"]))


class Scripts(HTMLParser):
    """Collects the elements of a page, and the text in its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>--><img src=x onerror=alert(1)>",
        "&lt;/script&gt;",
        "\u2028alert(1)\u2029",
        '"}</SCRIPT ><svg/onload=alert(1)>',
    ],
)
def test_no_title_breaks_out_of_its_script(hostile: str) -> None:
    made = table(row("board", EN, title=hostile, lead=hostile, author=hostile, tags=(hostile,)))
    data = graph.script(graph.article(made, ABOUT, made.rows["board", "en"], hostile))

    page = Scripts()
    page.feed(f'<script type="application/ld+json">{data}</script>')
    page.close()
    assert page.tags == ["script"]
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(page.text)["headline"].strip() == hostile.strip("\u2028\u2029").strip()


def test_the_home_says_what_site_it_is_of() -> None:
    made = table(row("board", EN), row("board", RU))

    found = json.loads(graph.script(graph.website(made, ABOUT, "ru/", ["ru"])))
    assert found == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{URL}ru/#website",
        "url": f"{URL}ru/",
        "name": "Новости университета",
        "description": "Что происходит в Алма-Ате",
        "inLanguage": "ru",
        "publisher": graph.publisher(made, ABOUT),
    }


def test_nothing_in_a_script_is_markup_or_the_end_of_a_line() -> None:
    data = graph.script({"name": "</script>&\u2028\u2029"})

    assert data == (
        '{"@context":"https://schema.org","name":"\\u003c/script\\u003e\\u0026\\u2028\\u2029"}'
    )
