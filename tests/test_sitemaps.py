"""Sitemaps: every listed address once, with the versions that its head has; and two days of news."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import ALL, EN, HK, KK, RU, URL, ZH, groups, row, sites, table, whole

from workflow.publish import Status
from workflow.site.metadata import sitemaps
from workflow.site.metadata.about import About
from workflow.site.table import Table

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"

ABOUTS = {locale.code: About(f"News in {locale.name}") for locale in (*ALL, HK)}
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def urls(data: bytes) -> dict[str, Element]:
    """The elements of a sitemap by their address, which no other has."""
    found = [(one.findtext(f"{MAP}loc") or "", one) for one in ElementTree.fromstring(data)]
    assert len(dict(found)) == len(found)
    return dict(found)


@given(sites())
@settings(deadline=None)
def test_the_sitemap_has_the_pages_and_versions_that_heads_have(made: Table) -> None:
    listed = urls(sitemaps.sitemap(made, groups(made))["sitemap.xml"])

    assert {
        url: tuple((link.attrib["hreflang"], link.attrib["href"]) for link in one.iter(LINK))
        for url, one in listed.items()
    } == {head.canonical: head.alternates for head in whole(made).values() if head.canonical}


def test_a_translation_changed_when_it_was_approved_or_corrected_itself() -> None:
    made = table(
        row("board", EN, date="2026-11-23T15:07:00+05:00"),
        row("board", RU, published="2026-11-24", modified="2026-11-25"),
        row("board", KK, published="2026-11-24", corrected="2026-11-26"),
        row("undated", EN, "en/undated/", date=""),
    )

    listed = urls(sitemaps.sitemap(made, groups(made)[1:])["sitemap.xml"])
    assert {
        url.removeprefix(URL): one.findtext(f"{MAP}lastmod") for url, one in listed.items()
    } == {
        "en/2026/11/board/": "2026-11-23T15:07:00+05:00",
        "ru/2026/11/board/": "2026-11-25",
        "kk/2026/11/board/": "2026-11-26",
        "en/undated/": None,
    }


@pytest.mark.parametrize("limit", ["MOST_URLS", "MOST_BYTES"])
def test_a_large_sitemap_is_an_index_of_parts(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = table(*(row(f"article-{n}", locale) for n in range(5) for locale in (EN, RU, KK)))
    one = urls(sitemaps.sitemap(made, groups(made))["sitemap.xml"])
    monkeypatch.setattr(sitemaps, limit, {"MOST_URLS": 7, "MOST_BYTES": 4000}[limit])

    files = sitemaps.sitemap(made, groups(made))
    names = [f"sitemap-{number}.xml" for number in range(1, len(files))]
    parts = [urls(files[name]) for name in names]
    assert list(urls(files["sitemap.xml"])) == [f"{URL}{name}" for name in names]
    assert len(names) > 2
    assert list(chain.from_iterable(parts)) == list(one)
    if limit == "MOST_BYTES":
        assert max(len(files[name]) for name in names) < 4000 + 300


def test_a_site_without_an_address_has_no_sitemap() -> None:
    made = table(row("board", EN), url="")

    assert sitemaps.sitemap(made, groups(made)) == {}


def test_the_news_are_those_of_the_last_two_days() -> None:
    made = table(
        row("old", EN, date="2026-11-24T12:00:00Z"),
        row("recent", EN, date="2026-11-24T12:00:01Z", title="Grants & prizes"),
        row("today", ZH, date="2026-11-26T16:00:00+08:00"),
        row("draft", KK, status=Status.DRAFT, date="2026-11-26"),
        row("tomorrow", EN, date="2026-11-27"),
        row("undated", EN, date=""),
    )

    assert (
        sitemaps.news(made, ABOUTS, NOON).decode()
        == """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://press.example/zh-hans/2026/11/today/</loc>
<news:news>
<news:publication>
<news:name>News in Chinese (Simplified)</news:name>
<news:language>zh-cn</news:language>
</news:publication>
<news:publication_date>2026-11-26T16:00:00+08:00</news:publication_date>
<news:title>校长在阿拉木图会见学生</news:title>
</news:news>
</url>
<url><loc>https://press.example/en/2026/11/recent/</loc>
<news:news>
<news:publication>
<news:name>News in English</news:name>
<news:language>en</news:language>
</news:publication>
<news:publication_date>2026-11-24T12:00:01Z</news:publication_date>
<news:title>Grants &amp; prizes</news:title>
</news:news>
</url>
</urlset>
"""
    )


def test_languages_have_the_names_that_google_gives_them() -> None:
    made = table(*(row("board", one, date="2026-11-26") for one in (*ALL, HK)), known=(*ALL, HK))

    found = ElementTree.fromstring(sitemaps.news(made, ABOUTS, NOON))
    assert sorted(one.text or "" for one in found.iter(f"{NEWS}language")) == [
        "en",
        "kk",
        "kk",
        "kk",
        "ru",
        "zh-cn",
        "zh-tw",
        "zh-tw",
    ]


def test_of_more_than_a_thousand_news_the_newest_are_named() -> None:
    start = datetime(2026, 11, 25, tzinfo=UTC)
    made = table(
        *(
            row(f"n-{n:04}", EN, date=(start + timedelta(seconds=n)).isoformat())
            for n in range(1100)
        )
    )

    found = [one.slug for one in sitemaps.recent(made, NOON)]
    assert found == [f"n-{n:04}" for n in range(1099, 99, -1)]


@given(sites(), st.integers(0, 72), st.integers(0, 100))
@settings(deadline=None)
def test_the_news_change_by_themselves_exactly_when_it_is_said(
    made: Table, hours: int, share: int
) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hours)
    until = sitemaps.news_until(made, now)
    before = sitemaps.news(made, ABOUTS, now)
    later = now + (until - now) * share / 101 if until else now + timedelta(days=share)

    assert sitemaps.news(made, ABOUTS, later) == before
    if until:
        assert until > now
        assert sitemaps.news(made, ABOUTS, until) != before


def test_robots_may_read_all_but_the_localized_files() -> None:
    made = table(row("board", EN), url="https://press.example/physics/")

    assert (
        sitemaps.robots(made).decode()
        == """\
User-agent: *
Disallow: /physics/localized/
Allow: /

Sitemap: https://press.example/physics/sitemap.xml
Sitemap: https://press.example/physics/sitemap-news.xml
"""
    )
    assert sitemaps.robots(table(url="")) == b"User-agent: *\nAllow: /\n"
