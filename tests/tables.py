"""Tables of what is out, made up for tests: a university's news in up to seven locales."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from i18n import locales
from i18n.locales import Locale, SentenceWords
from workflow.publish import Status
from workflow.site.manifest import Entry
from workflow.site.metadata import heads
from workflow.site.metadata.about import About
from workflow.site.pages import Head
from workflow.site.table import HOME, Place, Row, Table

ABOUT = About("University news", "What happens in Almaty")

URL = "https://press.example/"

EN, RU, ZH, KK = (
    replace(locales.get(code), sentences=SentenceWords(), negations=frozenset())
    for code in ("en", "ru", "zh_Hans", "kk")
)
TW = replace(ZH, code="zh_Hant_TW", tag="zh-Hant-TW", script="Hant", base="zh_Hans")
HK = replace(TW, code="zh_Hant_HK", tag="zh-Hant-HK")
LATIN = replace(KK, code="kk_Latn", tag="kk-Latn", script="Latn", base="kk")
ARABIC = replace(KK, code="kk_Arab", tag="kk-Arab", script="Arab", dir="rtl", base="kk")
ALL = (EN, RU, ZH, KK, TW, LATIN, ARABIC)

TITLES = {
    "en": "Rector meets students in Almaty",
    "ru": "Ректор встретился со студентами в Алма-Ате",
    "zh_Hans": "校长在阿拉木图会见学生",
    "kk": "Ректор Алматыда студенттермен кездесті",
    "zh_Hant_TW": "校長在阿拉木圖會見學生",
    "zh_Hant_HK": "校長在阿拉木圖會見學生",
    "kk_Latn": "Rektor Almatyda studenttermen kezdestı",
    "kk_Arab": "رەكتور الماتىدا ستۋدەنتتەرمەن كەزدەستى",
}


def row(slug: str, locale: Locale, address: str = "", /, **said: Any) -> Row:
    """A version that is out since 23 November 2026, unless something else is said."""
    known = {
        "status": Status.PUBLISHED,
        "title": TITLES[locale.code],
        "lead": "",
        "date": "2026-11-23",
    }
    entry = Entry(rule="approved", source="", hash="", **{**known, **said})
    return Row(slug, locale, address or f"{locale.tag.lower()}/2026/11/{slug}/", entry)


def table(*rows: Row, url: str = URL, known: tuple[Locale, ...] = ALL) -> Table:
    return Table(
        url, {one.code: one for one in known}, {(one.slug, one.locale.code): one for one in rows}
    )


def homes(made: Table) -> tuple[Place, ...]:
    used = {code for _, code in made.rows} | {made.source.code}
    return tuple(
        Place(HOME, locale, made.root(code))
        for code, locale in made.locales.items()
        if code in used
    )


def whole(made: Table) -> dict[str, Head]:
    """The heads of all pages of a site, by file."""
    found = {"index.html": heads.of_chooser(made, ABOUT, homes(made))}
    for home in homes(made):
        file = f"{home.address}index.html"
        found[file] = heads.of_list(made, ABOUT, home.locale.code, file, homes(made))
    for one in made.rows.values():
        found[f"{one.address}index.html"] = heads.of_article(made, ABOUT, one)
    return found


def groups(made: Table) -> list[tuple[Place, ...]]:
    """The groups of places of a site: its homes, and its articles."""
    return [homes(made), *made.places_by_slug.values()]


SLUGS = ("board", "news/rector", "школа", "x-default")
MOMENTS = st.one_of(
    st.sampled_from(["", "2026-11-23T15:07:00+05:00", "2026-11-24T23:30:00", "2026-11-26T08:00Z"]),
    st.integers(0, 5).map(lambda days: (date(2026, 11, 22) + timedelta(days)).isoformat()),
)
STATUSES = st.sampled_from([Status.PUBLISHED, Status.EARLIER, Status.DRAFT])


@st.composite
def sites(draw: st.DrawFn) -> Table:
    """A site that is half approved, in some locales, in some order."""
    known = tuple(draw(st.permutations(ALL))[: draw(st.integers(1, len(ALL)))])
    rows = []
    for slug in SLUGS:
        for locale in draw(st.sets(st.sampled_from(known))):
            said: Mapping[str, Any] = {
                "status": draw(STATUSES),
                "date": draw(MOMENTS),
                "modified": draw(MOMENTS),
                "published": draw(MOMENTS),
            }
            rows.append(row(slug, locale, **said))
    return table(*rows, known=known)
