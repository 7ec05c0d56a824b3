"""Heads: pages name their versions, and every version that is named names them all."""

from hypothesis import given, settings
from tables import (
    ABOUT,
    ALL,
    ARABIC,
    EN,
    KK,
    LATIN,
    RU,
    TW,
    URL,
    ZH,
    groups,
    homes,
    row,
    sites,
    table,
    whole,
)

from workflow.publish import Status
from workflow.site.metadata import heads
from workflow.site.pages import Head
from workflow.site.table import Place, Table, links


@given(sites())
@settings(deadline=None)
def test_every_version_that_is_named_names_the_same_versions_and_itself(made: Table) -> None:
    pages = {head.canonical: head for head in whole(made).values() if head.canonical}

    for url, head in pages.items():
        assert not head.alternates or url in dict(head.alternates).values()
        for _, other in head.alternates:
            assert pages[other].alternates == head.alternates


@given(sites())
@settings(deadline=None)
def test_each_language_is_named_once_and_drafts_never(made: Table) -> None:
    for places in groups(made):
        tags = [tag for tag, _ in links(made, places)]
        listed = {place.locale.tag for place in places if place.listed}

        assert len(tags) == len(set(tags))
        assert set(tags) - {*made.plain_tags.values(), "x-default"} == (
            listed if len(listed) > 1 else set()
        )


def test_an_article_names_its_versions_in_the_order_of_the_site() -> None:
    made = table(*(row("board", locale) for locale in reversed(ALL)))
    at = {one.locale.code: URL + one.address for one in made.rows.values()}

    assert heads.of_article(made, ABOUT, made.rows["board", "kk"]).alternates == (
        ("en", at["en"]),
        ("ru", at["ru"]),
        ("zh-Hans", at["zh_Hans"]),
        ("kk", at["kk"]),
        ("zh-Hant-TW", at["zh_Hant_TW"]),
        ("kk-Latn", at["kk_Latn"]),
        ("kk-Arab", at["kk_Arab"]),
        ("zh", at["zh_Hans"]),
        ("x-default", at["en"]),
    )


def test_a_whole_language_is_named_only_where_its_first_locale_is_out() -> None:
    chinese = table(row("board", RU), row("board", TW), known=(EN, RU, ZH, TW))
    kazakh = table(row("board", RU), row("board", LATIN), known=(EN, RU, KK, LATIN))
    latin = table(row("board", RU), row("board", LATIN), known=(EN, RU, LATIN, ARABIC))

    assert [tag for tag, _ in links(chinese, groups(chinese)[1])] == ["ru", "zh-Hant-TW"]
    assert [tag for tag, _ in links(kazakh, groups(kazakh)[1])] == ["ru", "kk-Latn"]
    assert [tag for tag, _ in links(latin, groups(latin)[1])] == ["ru", "kk-Latn", "kk"]


def test_the_homes_lead_those_of_other_languages_to_the_choice() -> None:
    made = table(row("board", EN), row("board", KK))

    head = heads.of_list(made, ABOUT, "kk", "kk/index.html", homes(made))
    assert head.alternates == (
        ("en", f"{URL}en/"),
        ("kk", f"{URL}kk/"),
        ("x-default", URL),
    )
    assert heads.of_chooser(made, ABOUT, homes(made)).alternates == head.alternates
    assert heads.of_chooser(made, ABOUT, homes(made)).canonical == URL


def test_an_article_in_one_language_names_no_versions() -> None:
    made = table(row("board", EN), row("board", KK, status=Status.DRAFT))

    head = heads.of_article(made, ABOUT, made.rows["board", "en"])
    assert (head.canonical, head.alternates, head.robots) == (f"{URL}en/2026/11/board/", (), "")


def test_what_nobody_reviewed_is_not_for_search_engines() -> None:
    made = table(row("board", EN), row("board", RU), row("board", KK, status=Status.DRAFT))

    head = heads.of_article(made, ABOUT, made.rows["board", "kk"])
    assert (head.robots, head.canonical, head.alternates, head.feed) == ("noindex", "", (), "")
    assert not {"og:locale:alternate"} & {name for name, _ in head.properties}


def test_a_list_of_drafts_is_not_for_search_engines_and_neither_are_its_later_pages() -> None:
    made = table(row("board", EN), row("board", KK, status=Status.DRAFT))
    places = (
        Place("//tags", EN, "en/tags/"),
        Place("//tags", RU, "ru/tags/"),
        Place("//tags", KK, "kk/tags/", listed=False),
    )

    first = heads.of_list(made, ABOUT, "kk", "kk/tags/index.html", places)
    later = heads.of_list(made, ABOUT, "kk", "kk/tags/page/1/index.html", listed=False)
    assert [(one.robots, one.canonical, one.alternates) for one in (first, later)] == [
        ("noindex", "", ()),
        ("noindex", "", ()),
    ]
    other = heads.of_list(made, ABOUT, "ru", "ru/tags/index.html", places)
    assert [tag for tag, _ in other.alternates] == ["en", "ru", "x-default"]


def test_a_later_page_of_a_list_is_itself_and_has_no_versions() -> None:
    made = table(row("board", EN), row("board", KK))

    head = heads.of_list(made, ABOUT, "kk", "kk/page/1/index.html", title="Ғылым")
    assert (head.canonical, head.alternates) == (f"{URL}kk/page/1/", ())
    assert dict(head.properties)["og:title"] == "Ғылым"


def test_a_site_without_an_address_says_only_what_a_page_says_of_itself() -> None:
    draft = row("board", KK, status=Status.DRAFT, lead="Кеңес 2026\u202fж. өтті.\n")
    made = table(row("board", EN), draft, url="")

    assert heads.of_article(made, ABOUT, draft) == Head(
        robots="noindex", description="Кеңес 2026\u00a0ж. өтті."
    )
    assert heads.of_list(made, ABOUT, "kk", "kk/tags/index.html") == Head()
    assert heads.of_chooser(made, ABOUT, homes(made)) == Head(description=ABOUT.tagline)


def test_addresses_are_written_as_urls() -> None:
    made = table(row("школа", RU, "ru/школа & дом/"))

    head = heads.of_article(made, ABOUT, made.rows["школа", "ru"])
    assert head.canonical == (
        "https://press.example/ru/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0%20%26%20%D0%B4%D0%BE%D0%BC/"
    )


def test_pages_lead_to_the_feed_of_their_language_if_it_has_one() -> None:
    made = table(row("board", EN), row("board", RU, date=""), row("board", ZH))

    found = [heads.of_article(made, ABOUT, one).feed for one in made.rows.values()]
    assert found == ["en/feed.xml", "", "zh-hans/feed.xml"]
