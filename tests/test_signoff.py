"""A sign-off holds for the text that was signed, and for no other."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom

from i18n import catalog as catalogs
from i18n.errors import UserError
from i18n.model import Catalog, Unit
from workflow.approval.signoff import FIELD, Signoff, sign, signoff, withdrawn
from workflow.review import approve

TEXTS = {"It rained.": "Жаңбыр жауды.", "The rector spoke.": "Ректор сөйледі."}
UNITS = tuple(
    approve(Unit(source, target), "An Editor", "2026-11-23") for source, target in TEXTS.items()
)
GONE = Unit("It snowed.", "Қар жауды.", obsolete=True)
CATALOG = Catalog("kk", (("Language", "kk"),), (*UNITS, GONE))


def reread(catalog: Catalog) -> Catalog:
    return catalogs.parse(catalogs.write(catalog), "kk.po", "kk")


def test_a_sign_off_is_in_the_header_and_holds_for_the_text_that_was_signed() -> None:
    signed = sign(CATALOG, "An Editor", "2026-11-24")

    assert dict(signed.headers)[FIELD] == "An Editor; 2026-11-24; 716d012c7bee"
    assert signoff(reread(signed)) == Signoff("An Editor", "2026-11-24", valid=True)
    assert signoff(CATALOG) is None


@pytest.mark.parametrize(
    "units",
    [
        UNITS[:1],
        UNITS[::-1],
        (UNITS[0], approve(Unit("The rector spoke.", "Ректор айтты."), "B", "2026-11-25")),
        (*UNITS, approve(Unit("It snowed.", "Қар жауды."), "B", "2026-11-25")),
        (UNITS[0], replace(UNITS[1], fuzzy=True)),
        (UNITS[0], replace(UNITS[1], target="")),
        (*UNITS, Unit("It snowed.")),
    ],
    ids=["goes", "moves", "is written anew", "comes", "is sent back", "is emptied", "is new"],
)
def test_it_is_broken_when_a_sentence(units: tuple[Unit, ...]) -> None:
    signed = sign(CATALOG, "An Editor", "2026-11-24")

    after = replace(signed, units=(*units, GONE))

    assert signoff(after) == Signoff("An Editor", "2026-11-24", valid=False)


def test_it_holds_over_what_is_no_text_of_the_article() -> None:
    signed = sign(CATALOG, "An Editor", "2026-11-24")
    units = tuple(
        replace(unit, notes=("NAME: well said",), references=("a.txt:9",)) for unit in UNITS
    )

    found = signoff(replace(signed, units=units))

    assert found
    assert found.valid


def test_what_other_editors_approved_is_signed_where_the_project_trusts_them() -> None:
    external = replace(CATALOG, units=(UNITS[0], replace(UNITS[1], marks=())))

    assert signoff(sign(external, "An Editor", "2026-11-24"))
    with pytest.raises(UserError, match="not all is approved: 1 external; the first is 'The rec"):
        sign(external, "An Editor", "2026-11-24", trust_external=False)


def test_nothing_is_signed_while_a_sentence_waits_or_without_a_name() -> None:
    waiting = replace(CATALOG, units=(*UNITS, Unit("It snowed."), Unit("Ha.", "Һа.", fuzzy=True)))

    with pytest.raises(UserError, match="not all is approved: 1 untranslated, 1 draft; the first"):
        sign(waiting, "An Editor", "2026-11-24")
    with pytest.raises(UserError, match="a name"):
        sign(CATALOG, " \u200b\n", "2026-11-24")
    with pytest.raises(UserError, match="nothing to sign off"):
        sign(Catalog("kk", (), (GONE,)), "An Editor", "2026-11-24")


def test_signing_again_changes_nothing_and_another_person_signs_instead() -> None:
    signed = sign(CATALOG, "An Editor", "2026-11-24")

    assert sign(signed, "An Editor", "2026-11-30") is signed
    assert signoff(sign(signed, "NAME", "2026-11-30")) == Signoff("NAME", "2026-11-30", valid=True)


def test_a_sign_off_taken_back_leaves_the_catalog_as_it_was() -> None:
    signed = sign(CATALOG, "An Editor", "2026-11-24")

    assert withdrawn(signed) == CATALOG
    assert withdrawn(CATALOG) is CATALOG


@pytest.mark.parametrize("said", ["", "An Editor", "; 2026-11-24; 716d012c7bee", "A; today; 4d4a"])
def test_a_field_that_is_none_of_ours_signs_nothing(said: str) -> None:
    assert signoff(replace(CATALOG, headers=((FIELD, said),))) is None


@given(st.text('aЖқ字é🙂“;\\"\n\r\t%:\u2028\u0085\u202e ', max_size=12))
def test_whatever_the_name_it_comes_back_on_one_line(who: str) -> None:
    try:
        signed = sign(CATALOG, who, "2026-11-24")
    except UserError:
        return

    found = signoff(reread(signed))

    assert found == signoff(signed)
    assert found
    assert found.valid
    assert ";" not in found.who
    assert found.who.isprintable()


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(
        tmp_path,
        settings='locales = ["ru", "kk"]\n[checks]\nselect = ["numbers"]\nseverity = { numbers = "error" }\n',
    )
    room.tilshi("extract")
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    return room


def test_an_article_is_signed_off_on_the_command_line(room: Newsroom) -> None:
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")

    said = room.tilshi("sign", "news", "-l", "kk", "--name", "An Editor")

    assert said.startswith("news [kk]: signed off by An Editor on ")
    assert said.endswith(": 4 sentences\n")
    found = signoff(room.catalog("news", "kk"))
    assert found
    assert found.valid
    rows = json.loads(room.tilshi("status", "--json"))
    assert [(row["locale"], row["signed"]) for row in rows] == [("ru", 0), ("kk", 1)]

    before = room.files()
    assert "already signed off" in room.tilshi("sign", "news", "-l", "kk")
    assert room.files() == before


def test_a_sign_off_is_taken_back_on_the_command_line(room: Newsroom) -> None:
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    before = room.read("locales/kk/LC_MESSAGES/news.po")
    room.tilshi("sign", "news", "-l", "kk")

    said = room.tilshi("sign", "news", "-l", "kk", "--withdraw")

    assert said == "news [kk]: no longer signed off by An Editor; what is out stays out\n"
    assert room.read("locales/kk/LC_MESSAGES/news.po") == before
    assert (
        room.tilshi("sign", "news", "-l", "kk", "--withdraw") == "news [kk]: was not signed off\n"
    )


def test_drafts_errors_and_a_catalog_behind_its_article_are_not_signed(room: Newsroom) -> None:
    drafts = room.run("sign", "news", "-l", "kk")

    assert drafts.returncode == 1
    assert "news.po: not all is approved: 4 draft" in drafts.stderr

    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    catalog = room.read("locales/kk/LC_MESSAGES/news.po")
    wrong = catalog.replace("Îţ ĥåš 12", "Îţ ĥåš 13")
    assert wrong != catalog
    room.write("locales/kk/LC_MESSAGES/news.po", wrong)
    errors = room.run("sign", "news", "-l", "kk")

    assert errors.returncode == 1
    assert "1 error in the translation\n  hint: tilshi check news -l kk" in errors.stderr

    room.write("locales/kk/LC_MESSAGES/news.po", catalog)
    room.write("articles/news.txt", room.read("articles/news.txt") + "\nIt rained.\n")
    behind = room.run("sign", "news", "-l", "kk")

    assert behind.returncode == 1
    assert "the article has changed since\n  hint: tilshi extract" in behind.stderr
    assert signoff(room.catalog("news", "kk")) is None


@pytest.mark.parametrize("words", [("sign", "-l", "kk"), ("sign", "news")])
def test_what_is_signed_is_named(words: tuple[str, ...], tmp_path: Path) -> None:
    assert Newsroom(tmp_path).run(*words).returncode == 2
