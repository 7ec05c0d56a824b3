"""A watch: sees that other programs change the files of a bench, and has that told.

Files are looked at, not waited for, as for previews; and only those that matter now: the catalogs
in memory with their articles, the settings, the glossary, and the folders that articles are in.
"""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog
from workflow import settings
from workflow.extract import units
from workflow.project import WORDS, Article, Project
from workflow.reviewing.bench import Bench
from workflow.reviewing.news import News
from workflow.stamps import stamp

EVERY = 0.5
"""Seconds between two looks."""

SHARE = 10
"""Of ten seconds, no more than one is spent on looking."""

Place = tuple[str, str]
Said = tuple[str, str]
"""What is wrong, and the next step."""
FINE: Said = ("", "")


@dataclass
class Watch:
    """Looks at the files of a bench. Each look tells what is news since the last."""

    bench: Bench
    _folders: tuple[Path, ...] = ()
    _project: str = ""
    _told: dict[tuple[str, Place], Said] = field(default_factory=dict)
    _articles: dict[str, tuple[str, frozenset[tuple[str, str]] | Said]] = field(
        default_factory=dict
    )
    _compared: dict[Place, tuple[str, Catalog | None]] = field(default_factory=dict)
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self._folders = tuple(_folders(self.bench.project))
        self._project = self._stamp()

    def start(self) -> None:
        """Look again and again in a thread, until it is closed."""
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it. The thread may be at its last look."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        pause = EVERY
        while not self._ended.wait(pause):
            before = time.monotonic()
            self.look()
            pause = max(EVERY, SHARE * (time.monotonic() - before))

    def look(self) -> None:
        """Look once."""
        if (seen := self._stamp()) != self._project:
            self._project = seen
            self._refresh()
        held = self.bench.catalogs.held()
        for article, locale in held:
            troubled = ("trouble", (article.slug, locale.code)) in self._told
            if troubled or not self.bench.catalogs.is_current(article, locale):
                self._read(article, locale)
            self._compare(article, locale)
        self._forget({(article.slug, locale.code) for article, locale in held})

    def _stamp(self) -> str:
        """What changes when articles come or go, or settings or the glossary change."""
        project = self.bench.project
        return stamp([project.root / settings.FILE, project.glossary_path, *self._folders])

    def _refresh(self) -> None:
        try:
            self.bench.refresh()
            _ = self.bench.project.glossary
        except (UserError, FileNotFoundError) as error:
            self._say("trouble", ("", ""), _said(error))
        else:
            self._say("trouble", ("", ""), FINE)
        self._articles.clear()
        self._compared.clear()
        self._folders = tuple(_folders(self.bench.project))
        self._project = self._stamp()

    def _read(self, article: Article, locale: Locale) -> None:
        """Read a catalog that is no longer as it was; the bench tells what has changed."""
        try:
            catalog = self.bench.catalogs.read(article, locale)
        except UserError as error:
            said = _said(error)
        else:
            hint = "bring it back, or make a new one: tilshi extract"
            said = FINE if catalog else ("the catalog is no longer there", hint)
        self._say("trouble", (article.slug, locale.code), said)

    def _compare(self, article: Article, locale: Locale) -> None:
        """Say whether the catalog has the sentences that its article has."""
        place = (article.slug, locale.code)
        if article == WORDS or self._told.get(("trouble", place)):
            return
        seen = stamp([self.bench.project.root / article.path])
        catalog = self.bench.catalogs.known(article, locale)
        before, known = self._compared.get(place, ("", None))
        if catalog is None or (before == seen and known is catalog):
            return
        self._compared[place] = seen, catalog
        wanted = self._wanted(article, seen)
        if isinstance(wanted, tuple):
            self._say("stale", place, wanted)
            return
        live = {unit.key for unit in catalog.units if not unit.obsolete}
        self._say("stale", place, _difference(len(wanted - live), len(live - wanted)))

    def _wanted(self, article: Article, seen: str) -> frozenset[tuple[str, str]] | Said:
        """The keys of the sentences of an article; or what is wrong with it."""
        known = self._articles.get(article.slug)
        if known is None or known[0] != seen:
            self._articles[article.slug] = known = seen, _keys(self.bench.project, article)
        return known[1]

    def _say(self, kind: str, place: Place, said: Said) -> None:
        """Tell what is wrong somewhere, once; and that it is over."""
        if said == self._told.get((kind, place), FINE):
            return
        self._told[kind, place] = said
        if said == FINE:
            del self._told[kind, place]
        self.bench.tell(News("stale" if kind == "stale" else "trouble", *place, what=said[0], hint=said[1]))  # fmt: skip

    def _forget(self, held: set[Place]) -> None:
        """Forget what was found out of articles that nobody works at any more."""
        for place in [place for place in self._compared if place not in held]:
            del self._compared[place]
        slugs = {slug for slug, _ in held}
        for slug in [slug for slug in self._articles if slug not in slugs]:
            del self._articles[slug]


def _keys(project: Project, article: Article) -> frozenset[tuple[str, str]] | Said:
    try:
        return frozenset(unit.key for unit in units(project.document(article), article.path))
    except (UserError, FileNotFoundError) as error:
        return _said(error)


def _said(error: UserError | FileNotFoundError) -> Said:
    if isinstance(error, UserError):
        return str(error), error.hint
    return f"{error.filename} is no longer there", "bring it back: the desk looks again by itself"


def _difference(new: int, gone: int) -> Said:
    """What an extraction would change, as people say it."""
    if not new and not gone:
        return FINE
    counts = ((new, "new or changed in"), (gone, "no longer in"))
    said = " and ".join(f"{count} sentence{'s' * (count > 1)} {what} the article"
                        for count, what in counts if count)  # fmt: skip
    return said, "bring the catalog up to date, with the button here or with: tilshi extract"


def _folders(project: Project) -> Iterator[Path]:
    """Yield the folders that articles are in."""
    for folder, folders, _ in os.walk(project.root / "articles"):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(folder)
