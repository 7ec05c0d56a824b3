"""Versions: which may go out by rule, embargo and correction, and those made from others."""

import json
import re
from pathlib import Path

import pytest
from pressroom import SITE, Pressroom, alternates, outcome, statuses, switcher, tree

from workflow.publish import Status

HOUR = 3600
NOON = 1_796_040_000  # 30 November 2026, 12:00 UTC
EMBARGOED = "---\ntitle: Prize\ndate: 2026-11-30\nembargo: {}\n---\n\nThe jury has met.\n"
CORRECTED = """\
---
title: Board
date: 2026-11-20
{}---

The board met.
"""
CORRECTION = "correction:\n  text: It met on Sunday.\n  date: 2026-11-24\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pressroom:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    return Pressroom(tmp_path / "news")


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + seconds))


def test_an_article_under_embargo_goes_out_when_it_ends_though_no_file_changes(
    room: Pressroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.write("prize.md", EMBARGOED.format("2026-11-30T18:00:00+05:00"))
    room.translate("prize", "ru")
    report = room.publish()
    held = outcome(report, "prize", "en")
    assert (held.status, held.until) == (Status.HELD, "2026-11-30T13:00:00+00:00")
    assert [str(one) for one in held.reasons] == ["embargo until 2026-11-30 18:00 UTC+05:00"]
    assert outcome(report, "prize", "ru").status is Status.HELD
    assert report.until == "2026-11-30T13:00:00+00:00"
    assert not any(b"jury" in data for data in tree(room.public).values())

    later(monkeypatch, HOUR - 1)
    assert statuses(room.publish())["prize", "ru"] is Status.HELD

    later(monkeypatch, HOUR)
    report = room.publish()
    assert set(statuses(report).values()) == {Status.PUBLISHED, Status.HELD}
    assert "The jury has met." in room.out("ru/2026/11/prize/index.html")
    assert "Prize" in room.out("en/index.html")
    assert report.until == "2026-12-02T00:00:00+00:00"  # it leaves the news sitemap


def test_an_embargo_on_an_update_keeps_what_is_out_until_it_ends(
    room: Pressroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.write("prize.md", EMBARGOED.format("2026-11-29"))
    room.translate("prize", "ru")
    room.publish()
    update = EMBARGOED.format("2026-11-30T13:00:00Z").replace("met", "decided")
    room.write("prize.md", update)
    room.translate("prize", "ru")
    report = room.publish()
    assert set(statuses(report).values()) == {Status.EARLIER, Status.HELD}
    assert "The jury has met." in room.out("en/2026/11/prize/index.html")
    assert "decided" not in room.out("localized/ru/prize.md")

    later(monkeypatch, HOUR)
    room.publish()
    assert "The jury has decided." in room.out("ru/2026/11/prize/index.html")


@pytest.mark.parametrize("embargo", ["tomorrow", "2026-13-45", "[2026-11-29]", "2026-11-29 25:00"])
def test_an_embargo_that_cannot_be_read_holds_the_article(room: Pressroom, embargo: str) -> None:
    room.write("prize.md", EMBARGOED.format(embargo))
    report = room.publish()

    assert statuses(report)["prize", "en"] is Status.HELD
    assert str(outcome(report, "prize", "en").reasons[0]) == "embargo that cannot be read"
    assert not room.is_out("localized")
    room.write("prize.md", EMBARGOED.format("2026-11-29"))
    assert statuses(room.publish())["prize", "en"] is Status.PUBLISHED


def test_each_language_goes_out_by_its_own_rule(room: Pressroom) -> None:
    room.set(SITE + '[publish.rules]\nkk = "drafts"\nzh_Hans = "signed"\n')
    room.write("board.md", CORRECTED.format(""))
    for code in ("ru", "zh_Hans", "kk"):
        room.translate("board", code)
        room.translate("board", code, {"The board met.": "x"}, fuzzy=code in {"kk", "ru"})
    found = statuses(room.publish())
    assert found == {
        ("board", "en"): Status.PUBLISHED,
        ("board", "ru"): Status.HELD,
        ("board", "zh_Hans"): Status.HELD,
        ("board", "kk"): Status.DRAFT,
    }

    room.set(SITE)
    assert statuses(room.publish())["board", "zh_Hans"] is Status.PUBLISHED
    assert not room.is_out("kk")


def test_under_the_rule_lead_a_page_says_what_has_been_checked(room: Pressroom) -> None:
    room.set(SITE + '[publish]\nrule = "lead"\n')
    room.write("board.md", CORRECTED.format("") + "\nIt decides on nothing.\n")
    room.translate("board", "ru", by="google")
    room.translate("board", "ru", {"It decides on nothing.": "Решений нет."}, fuzzy=True)
    assert statuses(room.publish())["board", "ru"] is Status.DRAFT

    page = room.out("ru/2026/11/board/index.html")
    assert "Заголовок, вводный абзац и все цифры проверены редактором" in page
    assert '<meta name="robots" content="noindex">' in page
    assert json.loads(room.out("ru/2026/11/board/provenance.json"))["kind"] == "partly"


def notices(room: Pressroom, code: str) -> list[tuple[str, str]]:
    page = room.out(f"{code}/2026/11/board/index.html")
    return re.findall(r'<div class="notice (\w+)"[^>]*>\s*<p>([^<]*)</p>', page)


def test_a_correction_is_printed_dated_and_alarms_the_languages_without_it(
    room: Pressroom,
) -> None:
    room.write("board.md", CORRECTED.format(""))
    for code in ("ru", "zh_Hans", "kk"):
        room.translate("board", code)
    room.publish()
    room.write("board.md", CORRECTED.format(CORRECTION))
    room.translate("board", "ru")
    report = room.publish()

    assert notices(room, "en") == [
        ("correction", "Correction, November 24, 2026: It met on Sunday.")
    ]
    assert notices(room, "ru") == [
        ("correction", "Исправление от 24 ноября 2026\u00a0г.: Перевод: It met on Sunday.")
    ]
    assert notices(room, "zh-hans") == [("earlier", "原文已于2026年11月24日更正，本译文尚未更新。")]
    pending = {one.locale: one.correction_pending for one in report.outcomes}
    assert pending == {"en": False, "ru": False, "zh_Hans": True, "kk": True}
    data = re.search(r'ld\+json">(.*?)</script>', room.out("ru/2026/11/board/index.html"))
    assert data
    assert json.loads(data[1])["correction"]["datePublished"] == "2026-11-24"
    assert "<updated>2026-11-24T00:00:00Z</updated>" in room.out("ru/feed.xml")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("google", "Машинный перевод, не проверенный редактором."),
        ("", "Редактор проверил этот перевод не полностью."),
    ],
)
def test_a_draft_is_called_what_it_is(room: Pressroom, by: str, said: str) -> None:
    room.write("board.md", "---\ndate: 2026-11-23\n---\n# Board\n\nIt met.\n")
    room.translate("board", "ru", {"Board": "Совет", "It met.": "Заседание."}, fuzzy=True, by=by)
    room.publish(rule="drafts")

    assert notices(room, "ru") == [("draft", said)]


def test_a_correction_without_a_day_of_its_own_is_printed_without(room: Pressroom) -> None:
    matter = "updated: 2026-11-21T10:00:00+05:00\ncorrection: It met on Sunday.\n"
    room.write("board.md", CORRECTED.format(matter))
    room.publish()

    assert notices(room, "en") == [("correction", "Correction: It met on Sunday.")]


def test_a_correction_of_an_article_without_any_date_is_printed_without(room: Pressroom) -> None:
    room.write("board.md", "---\ncorrection: It met on <Sunday>.\n---\n# Board\n")
    room.publish()

    assert "<p>Correction: It met on &lt;Sunday&gt;.</p>" in room.out("en/board/index.html")


@pytest.mark.parametrize(
    ("by", "matter", "kind", "said"),
    [
        ("google", "", "reviewed_machine", "Машинный перевод с английского, проверенный редакцией"),
        ("", "", "human", ""),
        ("", "disclosure: always\n", "human", "Перевод с английского выполнен редакцией."),
        ("google", "disclosure: {never: by law}\n", "reviewed_machine", ""),
        ("google", "disclosure: never\n", "reviewed_machine", "Машинный перевод с английского"),
    ],
)
def test_a_page_says_how_it_was_translated_and_its_record_always_does(
    room: Pressroom, by: str, matter: str, kind: str, said: str
) -> None:
    room.write("board.md", CORRECTED.format(matter))
    room.translate("board", "ru", by=by)
    room.publish()

    page, record = (
        room.out(f"ru/2026/11/board/{one}") for one in ("index.html", "provenance.json")
    )
    found = re.search(r'<p class="provenance">([^<]*)<?', page)
    assert (found[1].strip() if found else "")[: len(said)] == said
    assert bool(found) is bool(said)
    assert "provenance" not in room.out("en/2026/11/board/index.html")
    assert json.loads(record) | {"units": None} == {
        "format": 1,
        "article": "board",
        "language": "ru",
        "translated_from": "en",
        "kind": kind,
        "engines": [{"name": "google", "units": 2}] if by else [],
        "units": None,
        "reviewed": 2,
        "reviewed_in_other_editors": 0,
        "reviewers": 1,
        "reviewed_by": [],
        "signed_off": None,
        "last_review": "2026-11-20",
    }


def test_who_reviewed_is_named_where_the_newsroom_says_so(room: Pressroom) -> None:
    room.write("board.md", CORRECTED.format(""))
    room.translate("board", "ru")
    room.publish()
    assert not any(b"NAME" in data for data in tree(room.public).values())

    room.set(SITE + "[publish]\nname_reviewers = true\n")
    room.publish()
    record = json.loads(room.out("ru/2026/11/board/provenance.json"))
    assert record["reviewed_by"] == [{"name": "NAME", "units": 2}]


def test_a_machine_translation_says_by_whom_it_was_reviewed(room: Pressroom) -> None:
    room.set(SITE + "[publish]\nname_reviewers = true\n")
    room.write("board.md", CORRECTED.format(""))
    room.translate("board", "ru", by="google/web")
    room.publish()

    said = "Машинный перевод с английского, проверенный редакцией. Проверка перевода: NAME."
    assert said in room.out("ru/2026/11/board/index.html")


SCRIPTS = 'scripts = ["kk_Latn", "kk_Arab", "zh_Hant_TW"]\n' + SITE
TEXT = {"Board": "Кеңес", "The board met.": "Кеңес Астанада өтті."}


@pytest.fixture
def scripts(room: Pressroom) -> Pressroom:
    """A site in Kazakh in three scripts, and in Chinese of two kinds."""
    room.set(SCRIPTS)
    room.write("board.md", CORRECTED.format("tags: [City]\n"))
    room.translate("board", "kk", TEXT)
    room.translate(
        "board", "zh_Hans", {"Board": "理事会", "The board met.": "理事会开会讨论软件。"}
    )
    return room


def test_an_approved_version_goes_out_in_its_other_scripts(scripts: Pressroom) -> None:
    report = scripts.publish()

    assert statuses(report)["board", "kk_Arab"] is Status.PUBLISHED
    latin = scripts.out("kk-latn/2026/11/board/index.html")
    assert '<html lang="kk-Latn" dir="ltr">' in latin
    assert "Keñes Astanada öttı." in latin
    arabic = scripts.out("kk-arab/2026/11/board/index.html")
    assert '<html lang="kk-Arab" dir="rtl">' in arabic
    assert "كەڭەس" in arabic
    assert "理事會開會討論軟體。" in scripts.out("zh-hant-tw/2026/11/board/index.html")
    assert set(alternates(latin)) == {
        "en", "kk", "kk-Latn", "kk-Arab", "zh-Hans", "zh", "zh-Hant-TW", "x-default",
    }  # fmt: skip
    assert alternates(latin) == alternates(arabic)
    assert switcher(latin)["kk-Arab"] == "../../../../kk-arab/2026/11/board/"
    assert 'href="https://news.example/kk-arab/2026/11/board/"' in scripts.out("sitemap.xml")
    assert scripts.is_out("kk-latn/feed.xml")
    assert "由简体中文" not in scripts.out("zh-hant-tw/index.html")
    for tag, said in (("kk-latn", "avtomatty"), ("kk-arab", "اۆتوماتتى")):
        page = scripts.out(f"{tag}/2026/11/board/index.html")
        shown = re.search(r'<p class="provenance">([^<]+)', page)
        assert shown
        assert said in shown[1]
        record = json.loads(scripts.out(f"{tag}/2026/11/board/provenance.json"))
        assert (record["kind"], record["language"].lower()) == ("derived", tag)


def test_the_scripts_follow_their_base(scripts: Pressroom) -> None:
    scripts.publish()
    scripts.write("board.md", CORRECTED.format("tags: [City]\n") + "\nMore.\n")
    report = scripts.publish()
    assert {
        one.locale: one.status for one in report.outcomes if one.locale.startswith("kk")
    } == dict.fromkeys(("kk", "kk_Latn", "kk_Arab"), Status.EARLIER)
    page = scripts.out("kk-latn/2026/11/board/index.html")
    assert 'class="notice earlier"' in page
    assert "Keñes Astanada öttı." in page

    (scripts.root / "locales/kk/LC_MESSAGES/board.po").unlink()
    scripts.write("board.md", CORRECTED.format(""))
    (scripts.public / "localized/kk/board.md").unlink()
    found = statuses(scripts.publish())
    assert {found["board", code] for code in ("kk", "kk_Latn", "kk_Arab")} == {Status.WITHDRAWN}
    assert not scripts.is_out("kk-arab")
    assert str(outcome(scripts.publish(), "board", "kk_Arab").reasons[0]) == (
        "made from kk, which is not out"
    )


def test_the_scripts_of_a_draft_are_drafts(scripts: Pressroom) -> None:
    scripts.translate("board", "kk", {"Board": "Кеңес"}, fuzzy=True)
    found = statuses(scripts.publish(rule="drafts"))

    assert found["board", "kk_Latn"] is Status.DRAFT
    page = scripts.out("kk-latn/2026/11/board/index.html")
    assert 'class="notice draft"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "kk" not in {tag.partition("-")[0] for tag in alternates(scripts.out("en/index.html"))}


def test_a_script_taken_out_of_the_settings_goes_and_the_base_alone_stays(
    scripts: Pressroom,
) -> None:
    scripts.publish()
    scripts.set(SITE)
    scripts.publish()

    assert not [one for one in ("kk-latn", "kk-arab", "zh-hant-tw") if scripts.is_out(one)]
    assert "kk-Arab" not in scripts.out("kk/2026/11/board/index.html")


def test_an_earlier_version_keeps_the_links_that_its_article_had(room: Pressroom) -> None:
    text = 'See [the law](https://law.example/1) and <abbr title="Rector">R</abbr>.'
    room.write("board.md", CORRECTED.format("").replace("The board met.", text))
    room.translate("board", "ru", {"Board": "Совет", text: text.replace("See", "Смотрите")})
    room.publish()
    room.write("board.md", CORRECTED.format(""))
    evil = text.replace("law.example/1", "evil.example")
    room.translate("board", "kk", {"Board": "Кеңес", "The board met.": evil})
    for _ in range(2):
        room.publish()
        page = room.out("ru/2026/11/board/index.html")

        assert 'class="notice earlier"' in page
        assert '<a href="https://law.example/1">' in page
        assert '<abbr title="Rector">' in page
        assert 'evil.example"' not in room.out("kk/2026/11/board/index.html")
        assert "<abbr" not in room.out("kk/2026/11/board/index.html")
        (room.public / "ru/2026/11/board/index.html").unlink()
