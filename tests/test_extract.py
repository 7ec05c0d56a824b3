"""An article and its catalog: what a small edit costs a reviewer."""

from dataclasses import replace

from i18n import formats, locales
from i18n.catalog import edit
from i18n.formats.options import Options
from i18n.model import Catalog, Mark, State, Unit
from workflow.extract import extract, units

EN, RU = locales.get("en"), locales.get("ru")
PATH = "articles/news.txt"
NOW = "2026-11-24 09:00+0000"

BEFORE = """\
University opens a laboratory

The university opened a laboratory in Almaty. It has 12 rooms.

The rector thanked the partners. They will build a second one.

Guests visited the halls. Students showed their work.

The next meeting takes place in June. The programme is online.
"""

AFTER = """\
University opens a centre

The university opened a laboratory in Almaty. It has 14 rooms.

The rector thanked the partners.

They will not build a second one.

Guests visited the halls. Students showed their work.

The next meeting takes place in June. The programme is online. Registration is free.
"""


def cut(text: str, catalog: Catalog | None = None, now: str = NOW) -> Catalog:
    form = formats.for_path(PATH)
    assert form
    document = form.parse(text, PATH, EN, Options())
    return extract(tuple(units(document, PATH)), PATH, catalog, EN, RU, now)


def approved(catalog: Catalog) -> Catalog:
    done = [edit(unit, target=f"перевод: {unit.source}") for unit in catalog.units]
    return replace(
        catalog,
        units=tuple(
            edit(unit, marks=(Mark("reviewed", f"An Editor 2026-11-24 {unit.hash}"),))
            for unit in done
        ),
    )


def test_an_article_becomes_units_with_their_place() -> None:
    catalog = cut(BEFORE)

    assert len(catalog.units) == 9
    assert catalog.units[:2] == (
        Unit(
            "University opens a laboratory",
            context="title",
            hints=(
                "title 1, sentence 1 of 1",
                "after: The university opened a laboratory in Almaty.",
            ),
            references=("articles/news.txt:1",),
        ),
        Unit(
            "The university opened a laboratory in Almaty.",
            hints=(
                "paragraph 1, sentence 1 of 2",
                "before: University opens a laboratory",
                "after: It has 12 rooms.",
            ),
            references=("articles/news.txt:3",),
        ),
    )


def test_an_ordinary_edit_leaves_six_of_nine_approved_and_names_what_matters() -> None:
    merged = cut(AFTER, approved(cut(BEFORE)))

    states = [unit.state for unit in merged.units if not unit.obsolete]
    changes = {unit.source: list(unit.marked("changed")) for unit in merged.units}
    assert states.count(State.APPROVED) == 6
    assert states.count(State.STALE) == 3
    assert states.count(State.UNTRANSLATED) == 1
    assert changes["It has 14 rooms."] == ["number 12 → 14"]
    assert changes["They will not build a second one."] == ['"not" added']
    assert {unit.target for unit in approved(cut(BEFORE)).units} <= {u.target for u in merged.units}


def test_extracting_again_changes_nothing_whatever_the_clock_says() -> None:
    once = cut(AFTER, approved(cut(BEFORE)))

    assert cut(AFTER, once, now="2027-01-01 00:00+0000") == once


def test_the_creation_date_follows_the_text() -> None:
    catalog = cut(AFTER, cut(BEFORE), now="2027-01-01 00:00+0000")

    assert dict(catalog.headers)["POT-Creation-Date"] == "2027-01-01 00:00+0000"


def test_a_catalog_of_another_tool_gets_the_headers_it_lacks_and_keeps_its_own() -> None:
    foreign = Catalog("ru", (("X-Generator", "Poedit 3"),), ())

    headers = dict(cut(BEFORE, foreign).headers)

    assert headers["X-Generator"] == "Poedit 3"
    assert (headers["Language"], headers["X-Source-File"]) == ("ru", PATH)
    assert headers["Content-Type"] == "text/plain; charset=UTF-8"


def test_the_same_sentence_twice_is_one_unit_with_two_places() -> None:
    form = formats.for_path(PATH)
    assert form
    text = "News\n\nSigned today.\n\nOther words.\n\nSigned today.\n"
    document = form.parse(text, PATH, EN, Options())

    found = [unit.references for unit in units(document, PATH) if unit.source == "Signed today."]

    assert found == [("articles/news.txt:3", "articles/news.txt:7")]
