"""Builds after edits: the law that what is out is what a build of everything would put out."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st
from pressroom import Pressroom, Stats, everything, touched, tree

from workflow.site import manifest
from workflow.site.manifest import Manifest

SLUGS = ("board", "2026/board", "rector", "жаңалық", "tags", "2026")
CODES = ("ru", "kk", "zh_Hans")
TITLES = ("Rector opens forum", "The board: “no change”", "Tags", "北京论坛", "Rector, again")
BODIES = (
    "The forum began on Monday.",
    "It ends on *Friday*. 12 guests came.",
    "No news\n\n> A quote.",
)
DATES = ("", "2026-11-19", "2026-10-31T23:30:00+05:00", "2025-01-02")
TAGS = ("", "[Science]", "[science, Science, City]", "[Ғылым, «City»]")
EMBARGOES = ("", "2026-11-25", "2026-11-27T12:00:00+05:00", "soon")
CORRECTIONS = ("", "{text: It ends on Sunday., date: 2026-11-24}", "It began on Sunday.")
MORNING = 1_795_420_800  # 24 November 2026, 08:00 UTC


@dataclass(frozen=True)
class Text:
    """An article, as it is written."""

    title: str = TITLES[0]
    body: str = BODIES[0]
    date: str = ""
    tags: str = ""
    embargo: str = ""
    correction: str = ""
    link: str = ""
    picture: bool = False

    def __str__(self) -> str:
        matter = "".join(
            f"{key}: {value}\n"
            for key in ("date", "tags", "embargo", "correction")
            if (value := getattr(self, key))
        )
        link = f"\n\n[More](/x) [See]({self.link})." if self.link else ""
        picture = "\n\n![Hall](/no.png) ![Hall](hall.png)" if self.picture else ""
        return f"---\ntitle: '{self.title}'\n{matter}---\n\n{self.body}{link}{picture}\n"


@dataclass(frozen=True)
class Chosen:
    """The settings."""

    locales: tuple[str, ...] = CODES
    scripts: tuple[str, ...] = ()
    rule: str = "approved"
    slugs: str = "source"
    page_size: int = 2
    url: str = "https://news.example/daily/"
    title: str = "The Bulletin"

    def __str__(self) -> str:
        return (
            f"locales = {list(self.locales)}\nscripts = {list(self.scripts)}\n"
            f'[checks]\nselect = ["empty"]\n[publish]\nrule = "{self.rule}"\n'
            f'[site]\nurl = "{self.url}"\nslugs = "{self.slugs}"\npage_size = {self.page_size}\n'
            f'title = "{self.title}"\n'
        )


@dataclass
class Edited:
    """A newsroom and what it has written so far."""

    room: Pressroom
    texts: dict[str, Text] = field(default_factory=dict)
    chosen: Chosen = field(default_factory=Chosen)

    def edit(self, slug: str, **change: Any) -> None:
        """Change an article; write it where it is not there."""
        self.texts[slug] = replace(self.texts.get(slug, Text()), **change)
        self.room.write(f"{slug}.md", str(self.texts[slug]))

    def remove(self, slug: str) -> None:
        if self.texts.pop(slug, None):
            self.room.remove(f"{slug}.md")

    def translate(self, slug: str, code: str, **how: Any) -> None:
        if slug in {*self.texts, "site"} and code in self.chosen.locales:
            self.room.translate(slug, code, **how)

    def choose(self, **change: Any) -> None:
        self.chosen = replace(self.chosen, **change)
        self.room.set(str(self.chosen))

    def picture(self, data: bytes) -> None:
        for folder in {slug.rpartition("/")[0] for slug in SLUGS}:
            self.room.write(f"{folder}/hall.png" if folder else "hall.png", data)

    def spoil(self, nth: int) -> None:
        """Lose a file that is out, or write over it; what is out is a list that never is empty."""
        files = sorted(path for path in self.room.public.rglob("*") if path.is_file())
        files = [path for path in files if path.name != manifest.FILE and "media" not in path.parts]
        if files:
            path = files[nth % len(files)]
            path.unlink() if nth % 2 else path.write_bytes(b"spoilt")

    def forget(self) -> None:
        shutil.rmtree(self.room.root / ".tilshi", ignore_errors=True)


Edit = Callable[[Edited], None]
slugs, codes = st.sampled_from(SLUGS), st.sampled_from(CODES)
FIELDS: Mapping[str, tuple[Any, ...]] = {
    "title": TITLES, "body": BODIES, "date": DATES, "tags": TAGS, "embargo": EMBARGOES,
    "correction": CORRECTIONS, "link": ("", "rector.md", "2026/board.md"), "picture": (True, False),
}  # fmt: skip
SETTINGS: Mapping[str, tuple[Any, ...]] = {
    "locales": (CODES, ("kk", "zh_Hans"), CODES),
    "scripts": ((), ("kk_Latn", "kk_Arab"), ("zh_Hant_TW", "kk_Arab")),
    "rule": ("approved", "drafts", "signed", "lead"),
    "slugs": ("source", "localized"),
    "page_size": (1, 2, 3),
    "url": ("https://news.example/daily/", "https://news.example", ""),
    "title": ("The Bulletin", ""),
}


class Say:
    """An edit that says what it is when an example is shown."""

    def __init__(self, name: str, *given: Any, **named: Any) -> None:
        self.name, self.given, self.named = name, given, named

    def __call__(self, room: Edited) -> None:
        getattr(room, self.name)(*self.given, **self.named)

    def __repr__(self) -> str:
        named = [f"{key}={value!r}" for key, value in self.named.items()]
        return f"Say({', '.join([repr(self.name), *map(repr, self.given), *named])})"


def one_of(table: Mapping[str, tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from([{key: value} for key, values in table.items() for value in values])


EDITS = st.one_of(
    st.builds(lambda slug, change: Say("edit", slug, **change), slugs, one_of(FIELDS)),
    st.builds(lambda slug, change: Say("edit", slug, **change), slugs, one_of(FIELDS)),
    st.builds(lambda slug, code: Say("translate", slug, code), slugs, codes),
    st.builds(lambda slug, code: Say("translate", slug, code), slugs, codes),
    st.builds(lambda slug, code: Say("translate", slug, code, fuzzy=True, by="google"), slugs, codes),
    st.builds(lambda slug, code: Say("translate", slug, code, by="google", day="2026-11-23"), slugs, codes),
    st.builds(lambda code: Say("translate", "site", code), codes),
    st.builds(lambda slug: Say("remove", slug), slugs),
    st.builds(lambda change: Say("choose", **change), one_of(SETTINGS)),
    st.builds(lambda data: Say("picture", data), st.sampled_from([b"one", b"another"])),
    st.builds(lambda nth: Say("spoil", nth), st.integers(0, 99)),
    st.just(Say("forget")),
)  # fmt: skip
STEP = st.tuples(st.lists(EDITS, min_size=1, max_size=3), st.sampled_from([0, 0, 0, 90_000]))


@contextmanager
def newsroom() -> Iterator[Edited]:
    """Two articles, one of them out in Russian and Kazakh."""
    with TemporaryDirectory() as folder:
        room = Edited(Pressroom(Path(folder, "news"), str(Chosen())))
        room.picture(b"one")
        room.edit("rector", tags=TAGS[1], picture=True)
        room.edit("board", date=DATES[1], link="rector.md")
        for code in ("ru", "kk"):
            room.translate("rector", code)
        yield room


@settings(deadline=None, max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(STEP, min_size=2, max_size=6))
def test_after_any_edits_what_is_out_is_what_a_build_of_everything_puts_out(
    steps: list[tuple[list[Edit], int]],
) -> None:
    now = MORNING
    with newsroom() as room, pytest.MonkeyPatch.context() as patch:
        for edits, later in ([], 0), *steps:
            now += later
            patch.setenv("SOURCE_DATE_EPOCH", str(now))
            for edit in edits:
                edit(room)
            whole = everything(room.room.root)
            report = room.room.publish()

            assert tree(room.room.public) == tree(whole)
            before = room.room.stats()
            again = room.room.publish()
            assert different(before, room.room.stats()) == {}
            assert (again.written, again.deleted) == (0, ())
            assert not report.failed
        without_history(room.room)


def different(before: Stats, after: Stats) -> Stats:
    """What was written, made or taken away, folders too."""
    return dict(before.items() ^ after.items())


def without_history(room: Pressroom) -> None:
    """Where no version is an earlier one and none has moved, a build from nothing is the same."""
    fresh = room.root.with_name("fresh")
    room.publish(output=fresh)
    if marks(fresh) == marks(room.public):
        event("no history")
        assert tree(fresh) == tree(room.public)


def marks(folder: Path) -> object:
    """What of the past there is in a manifest."""
    read = entered(folder)
    kept = {
        key: (one.status, one.address, one.published, one.permit)
        for key, one in read.entries.items()
    }
    return kept, read.moved


def entered(folder: Path) -> Manifest:
    return manifest.parse((folder / manifest.FILE).read_text("utf-8"), "")


@pytest.fixture
def archive(tmp_path: Path) -> Pressroom:
    """Thirty articles of thirty days, two in three of them in Russian."""
    room = Pressroom(tmp_path / "news")
    for day in range(1, 31):
        tags = ("Science", "City", "Sport")[day // 3 % 3]
        matter = f"title: News of day {day}\ndate: 2026-11-{day:02}\ntags: [{tags}]"
        room.write(f"day{day}.md", f"---\n{matter}\n---\n\nNothing happened.\n\nNothing at all.\n")
        if day % 3:
            room.translate(f"day{day}", "ru")
    room.publish()
    return room


def changed(room: Pressroom, name: str, old: str, new: str) -> set[str]:
    """The files that an edit of an article touched."""
    path = room.root / "articles" / name
    before = room.stats()
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    room.publish()
    return touched(before, room.stats(), room.public) - {"manifest.json"}


def test_an_edit_of_a_text_touches_the_article_alone(archive: Pressroom) -> None:
    assert changed(archive, "day6.md", "Nothing at all.", "Nothing, at all.") == {
        "localized/en/day6.md",
        "en/2026/11/day6/index.html",
    }


def test_a_translation_of_what_has_changed_says_so(archive: Pressroom) -> None:
    assert changed(archive, "day7.md", "Nothing at all.", "12 things.") == {
        "localized/en/day7.md",
        "en/2026/11/day7/index.html",
        "ru/2026/11/day7/index.html",
    }


def test_an_edit_of_a_title_touches_what_lists_the_article(archive: Pressroom) -> None:
    assert changed(archive, "day6.md", "title: News of day 6", "title: The sixth day") == {
        "localized/en/day6.md",
        "en/2026/11/day6/index.html",
        "en/page/1/index.html",
        "en/2026/index.html",
        "en/tags/sport/index.html",
    }
    in_feed = changed(archive, "day30.md", "title: News of day 30", "title: The last day")
    assert in_feed >= {"en/index.html", "en/feed.xml"}
    assert not [name for name in in_feed if name.startswith("ru/")]


def test_a_new_article_touches_first_pages(archive: Pressroom) -> None:
    before = archive.stats()
    archive.write("new.md", "---\ndate: 2026-12-01\ntags: [City]\n---\n# New\n")
    archive.publish()

    assert touched(before, archive.stats(), archive.public) - {"manifest.json"} == {
        "localized/en/new.md",
        "en/2026/12/new/index.html",
        "en/index.html",
        "en/archive/index.html",
        "en/2026/index.html",
        "en/tags/index.html",
        "en/tags/city/index.html",
        "en/feed.xml",
        "sitemap.xml",
    }


def test_an_approval_touches_its_language_and_the_switchers_of_its_article(
    archive: Pressroom,
) -> None:
    before = archive.stats()
    archive.translate("day3", "ru")
    archive.publish()

    files = touched(before, archive.stats(), archive.public) - {"manifest.json"}
    assert {name for name in files if not name.startswith(("ru/", "localized/ru/"))} == {
        "en/2026/11/day3/index.html",
        "sitemap.xml",
    }
    assert "ru/2026/11/day4/index.html" not in files
