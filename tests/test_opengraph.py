"""Open Graph: what networks show of a page that is shared."""

import pytest
from tables import ALL, ARABIC, EN, HK, KK, LATIN, RU, TW, URL, ZH, homes, row, table

from i18n.locales import Locale
from workflow.site.metadata import opengraph
from workflow.site.metadata.about import About

ABOUT = About("University news", tags={"science": "Science"})


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        (EN, "en_US"),
        (RU, "ru_RU"),
        (KK, "kk_KZ"),
        (LATIN, "kk_KZ"),
        (ARABIC, "kk_CN"),
        (ZH, "zh_CN"),
        (TW, "zh_TW"),
        (HK, "zh_HK"),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_a_locale_is_a_language_and_where_most_write_it_so(locale: Locale, name: str) -> None:
    assert opengraph.locale_name(locale) == name


def test_an_article_is_shown_with_its_image_and_times() -> None:
    one = row(
        "board",
        EN,
        lead="They spoke of \n grants.",
        image="media/board.jpg",
        date="2026-11-23T15:07:00+05:00",
        tags=("science", "2026"),
    )

    found = opengraph.article(table(one, row("board", RU)), ABOUT, one, "The rector at a table")
    assert found == (
        ("og:type", "article"),
        ("og:title", "Rector meets students in Almaty"),
        ("og:description", "They spoke of grants."),
        ("og:url", f"{URL}en/2026/11/board/"),
        ("og:site_name", "University news"),
        ("og:locale", "en_US"),
        ("og:locale:alternate", "ru_RU"),
        ("article:published_time", "2026-11-23T15:07:00+05:00"),
        ("article:modified_time", "2026-11-23T15:07:00+05:00"),
        ("article:tag", "Science"),
        ("article:tag", "2026"),
        ("og:image", f"{URL}media/board.jpg"),
        ("og:image:alt", "The rector at a table"),
        ("twitter:card", "summary_large_image"),
    )


def test_one_language_in_two_scripts_of_a_territory_is_named_once() -> None:
    made = table(*(row("board", locale) for locale in ALL))

    found = opengraph.article(made, ABOUT, made.rows["board", "kk"])
    assert [value for name, value in found if name.startswith("og:locale")] == [
        "kk_KZ",
        "en_US",
        "ru_RU",
        "zh_CN",
        "zh_TW",
        "kk_CN",
    ]


def test_a_home_is_a_website() -> None:
    made = table(row("board", EN), row("board", RU))
    home = homes(made)[1]

    said = ("Новости", "")
    assert opengraph.properties(made, ABOUT, home, homes(made), said) == (
        ("og:type", "website"),
        ("og:title", "Новости"),
        ("og:url", f"{URL}ru/"),
        ("og:site_name", "University news"),
        ("og:locale", "ru_RU"),
        ("og:locale:alternate", "en_US"),
    )
