"""How far every article is, counted while nobody waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from deskroom import Deskroom

from i18n.model import State
from workflow.reviewing import tallies
from workflow.reviewing.bench import Bench
from workflow.reviewing.tallies import Standing, Tallies


@contextmanager
def counting(room: Deskroom) -> Iterator[Tallies]:
    bench = Bench(room.root)
    found = Tallies(bench)
    try:
        yield found
    finally:
        found.close()
        bench.close()


def standing(of: Tallies, code: str = "ru", slug: str = "news") -> Standing:
    article, locale = of.bench.article(slug), of.bench.locale(code)
    assert article
    assert locale
    return of.standings([(article, locale)])[0]


def test_a_small_project_is_counted_at_once(tmp_path: Path) -> None:
    with counting(Deskroom(tmp_path)) as found:
        now = standing(found)

    assert +now.states == {State.DRAFT: 5, State.UNTRANSLATED: 1}
    assert (now.findings.errors, now.title) == (3, "Laboratory opens in Almaty")
    assert (now.checked, now.waiting(trust_external=True)) == (True, 6)


def test_what_is_much_is_read_at_once_and_checked_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "CHECKED_AT_ONCE", 3)
    with counting(Deskroom(tmp_path)) as found:
        first = standing(found)
        found.wait()
        then = standing(found)

    assert (first.total, first.checked, first.findings.errors) == (6, False, 0)
    assert (then.total, then.checked, then.findings.errors) == (6, True, 3)


def test_what_is_very_much_is_read_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "READ_AT_ONCE", 0)
    with counting(Deskroom(tmp_path)) as found:
        first = standing(found)
        found.wait()
        then = standing(found)

    assert (first.counted, then.counted, then.total) == (False, True, 6)


def test_a_catalog_that_changed_is_counted_anew(tmp_path: Path) -> None:
    room = Deskroom(tmp_path)
    with counting(room) as found:
        standing(found)
        name = "locales/ru/LC_MESSAGES/news.po"
        room.write(name, room.read(name).replace("марта 2025", "марта 2026"))
        now = standing(found)

    assert now.findings.errors == 2


def test_a_catalog_that_cannot_be_read_says_so_and_the_others_stand(tmp_path: Path) -> None:
    room = Deskroom(tmp_path)
    room.write("locales/ru/LC_MESSAGES/news.po", 'msgid "a\nmsgstr ""\n')
    with counting(room) as found:
        broken, other = standing(found), standing(found, "kk")

    assert "locales/ru/LC_MESSAGES/news.po:1" in broken.problem
    assert (broken.total, other.total, other.problem) == (0, 6, "")
