"""Twenty reviewers at a few articles for some seconds: no edit is lost, none is there twice."""

from pathlib import Path

import pytest
from deskroom import Deskroom

from benchmarks.crowd import crowd
from benchmarks.replay import replayed
from workflow.desk import live
from workflow.pipeline import live as units

PEOPLE = 20
SECONDS = 4
THINK = 0.1

HALLS = (
    "# Halls\n\n" + "\n\n".join(f"Hall {n} of the library is open." for n in range(1, 25)) + "\n"
)


def test_no_edit_is_lost_and_none_is_there_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PER_SESSION", PEOPLE)
    drafts = {"ru": {f"Hall {n} of the library is open.": f"Зал {n} открыт." for n in range(1, 25)}}
    slugs = ["one", "two", "three", "four"]
    room = Deskroom(tmp_path, articles={f"{slug}.md": HALLS for slug in slugs}, drafts=drafts)
    before = {slug: room.catalog(slug, "ru") for slug in slugs}
    with room:
        cookie = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
        here = f"127.0.0.1:{room.port}"
        seen = crowd(here, cookie, SECONDS, THINK, "r", [slugs[n % 4] for n in range(PEOPLE)])

    assert seen.wrong == []
    for slug in slugs:
        after = list(units(room.catalog(slug, "ru")))
        assert [replayed(unit, seen.log[slug]) for unit in units(before[slug])] == after
    assert sum(map(len, seen.log.values())) > PEOPLE
    assert seen.events > PEOPLE
