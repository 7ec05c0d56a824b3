"""Feeds: Atom that programs can read, whatever people wrote."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from tables import EN, KK, RU, TITLES, URL, ZH, row, sites, table

from workflow.publish import Status
from workflow.site.metadata import feeds
from workflow.site.metadata.about import About
from workflow.site.table import Table, links

ABOUT = About(
    "Новости университета", "Что происходит", publisher="Пресс-служба", tags={"science": "наука"}
)
ATOM = "{http://www.w3.org/2005/Atom}"
LINK = f"{ATOM}link"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(made: Table, code: str) -> Element:
    return ElementTree.fromstring(feeds.atom(made, ABOUT, made.locales[code]))


def said(element: Element, name: str) -> str | None:
    return element.findtext(f"{ATOM}{name}")


def test_a_feed_is_written_as_people_would_write_it() -> None:
    one = row(
        "board",
        RU,
        lead="Речь шла о «Знании» & стипендиях 2026\u202fг.",
        author="Айгүл Сәрсенова",
        tags=("science", "board"),
        published="2026-11-24",
        modified="2026-11-25T09:00:00+05:00",
    )
    made = table(row("board", EN), one, row("board", KK, status=Status.DRAFT))

    assert (
        feeds.atom(made, ABOUT, RU).decode()
        == """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
<id>https://press.example/ru/feed.xml</id>
<title>Новости университета</title>
<subtitle>Что происходит</subtitle>
<updated>2026-11-25T09:00:00+05:00</updated>
<link rel="self" type="application/atom+xml" hreflang="ru" href="https://press.example/ru/feed.xml"/>
<link rel="alternate" type="text/html" hreflang="ru" href="https://press.example/ru/"/>
<link rel="alternate" type="application/atom+xml" hreflang="en" href="https://press.example/en/feed.xml"/>
<author><name>Пресс-служба</name></author>
<entry>
<id>tag:press.example,2026:ru/board</id>
<title>Ректор встретился со студентами в Алма-Ате</title>
<link rel="alternate" type="text/html" hreflang="ru" href="https://press.example/ru/2026/11/board/"/>
<link rel="alternate" type="text/html" hreflang="en" href="https://press.example/en/2026/11/board/"/>
<published>2026-11-24T00:00:00Z</published>
<updated>2026-11-25T09:00:00+05:00</updated>
<author><name>Айгүл Сәрсенова</name></author>
<summary>Речь шла о «Знании» &amp; стипендиях 2026\u00a0г.</summary>
<category term="science" label="наука"/>
<category term="board" label="board"/>
</entry>
</feed>
"""
    )


@given(sites())
@settings(deadline=None)
def test_a_feed_has_what_atom_asks_for_and_only_what_is_listed(made: Table) -> None:
    for code in made.fed:
        feed = read(made, code)
        entries = feed.findall(f"{ATOM}entry")
        ids = [said(entry, "id") for entry in entries]
        updates = [said(entry, "updated") or "" for entry in entries]

        assert feed.get(LANG) == made.locales[code].tag
        assert said(feed, "updated") in updates
        assert sorted(said(entry, "title") or "" for entry in entries) == [
            TITLES[code] for row in made.listed(code) if row.published
        ]
        assert len(set(ids)) == len(ids)
        for one in (feed, *entries):
            found = [link.attrib for link in one.findall(LINK)]
            kinds = [(link["rel"], link["type"], link["hreflang"]) for link in found]
            assert len(set(kinds)) == len(kinds)


@given(sites())
@settings(deadline=None)
def test_entries_have_the_versions_that_heads_have(made: Table) -> None:
    for code in made.fed:
        entries = read(made, code).findall(f"{ATOM}entry")
        for one, entry in zip(feeds.latest(made, code), entries, strict=True):
            found = [(link.attrib["hreflang"], link.attrib["href"]) for link in entry.iter(LINK)]
            own = (one.locale.tag, made.absolute(one.address))
            named = links(made, made.places(one.slug))
            beside = {"x-default", *made.plain_tags.values()}

            assert found[0] == own
            assert set(found) == {own, *(pair for pair in named if pair[0] not in beside)}


def test_the_latest_are_those_that_went_out_last() -> None:
    old = row("old", KK, date="2024-05-01", published="2026-11-26")
    many = [row(f"day-{day:02}", KK, date=f"2026-10-{day:02}") for day in range(1, 31)]
    made = table(*many, old)

    assert [one.slug for one in feeds.latest(made, "kk")] == [
        "old",
        *(f"day-{day:02}" for day in range(30, 11, -1)),
    ]


def test_an_entry_stays_itself_when_its_address_or_date_changes() -> None:
    before = row("news/board", ZH, "zh-hans/2026/11/board/", date="2026-11-23")
    after = row("news/board", ZH, "zh-hans/2027/01/council/", date="2027-01-05")

    assert feeds.identity(table(before), before) == "tag:press.example,2026:zh-hans/news/board"
    assert feeds.identity(table(after), after) == feeds.identity(table(before), before)


def test_two_sites_of_a_host_have_entries_of_their_own() -> None:
    one = row("школа", RU)
    made = table(one, url="https://Press.example:8080/physics/")

    assert feeds.identity(made, one) == (
        "tag:press.example,2026:physics/ru/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0"
    )


def test_a_language_without_dates_or_reviews_has_no_feed() -> None:
    made = table(row("board", EN, date=""), row("board", KK, status=Status.DRAFT), row("a", RU))

    assert made.fed == {"ru"}
    assert table(row("a", RU), url="").fed == set()


def test_a_hostile_article_stays_text() -> None:
    hostile = "</title><script>alert(1)</script>\x00]]>&"
    made = table(row("board", EN, title=hostile, lead=hostile, author=hostile, tags=(hostile,)))

    entry = read(made, "en").find(f"{ATOM}entry")
    assert entry is not None
    assert said(entry, "title") == hostile.replace("\x00", "")
    assert entry.find(f"{ATOM}category") is not None
    assert URL in (said(read(made, "en"), "id") or "")
