"""A run of publishing: what its steps share, and what became of each version."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from i18n.errors import UserError
from i18n.locales import Locale
from workflow.inspection import Counter
from workflow.project import Article, Project
from workflow.publish import Rule, Status, Waiting
from workflow.site import manifest
from workflow.site.folder import Folder
from workflow.site.manifest import Entry
from workflow.stamps import Stamps, program


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article in one locale (by code).

    `changed`: its localized file was written or taken away. `waiting` counts the sentences
    nobody has approved, by state, `errors` what checks found in it. `error` is why a version
    FAILED: what was out stays.
    """

    slug: str
    locale: str
    status: Status
    changed: bool = False
    waiting: Waiting = ()
    errors: int = 0
    error: UserError | None = None


@dataclass
class Run:
    """One run: the project, where to, by which rule; `entries` become the next manifest."""

    project: Project
    folder: Folder
    stamps: Stamps
    rule: Rule
    entries: dict[manifest.Version, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entries.update(self.folder.manifest.entries)

    @cached_property
    def locales(self) -> Mapping[str, Locale]:
        """The locales of the project by code, the source language first."""
        source = self.project.source
        return {source.code: source, **{one.code: one for one in self.project.locales(())}}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        return {article.slug: article for article in self.project.articles}

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """The slug of each article by its path in articles/."""
        return {one.path.removeprefix("articles/"): one.slug for one in self.articles.values()}

    @cached_property
    def context(self) -> str:
        """What every file written depends on: the program, and the settings."""
        text = f"{program()} {self.project.settings!r}"
        return digest(text)

    @cached_property
    def findings(self) -> Counter:
        """Counts what checks find in a catalog."""
        return Counter(self.project, self.stamps)

    @cached_property
    def place(self) -> str:
        return digest(str(self.folder.root))

    def name(self, *parts: str) -> str:
        """The name of a stamp: one project may publish to several folders."""
        return " ".join((self.place, *parts))

    def out(self, slug: str) -> dict[str, Entry]:
        """The versions of an article that are out, by locale, in the order of the locales."""
        found = ((code, self.entries.get((slug, code))) for code in self.locales)
        return {code: entry for code, entry in found if entry}

    def page(self, slug: str, code: str) -> str:
        """The name of the page of a version."""
        return f"{self.locales[code].tag}/{slug}/index.html"

    def index(self, code: str) -> str:
        """The name of the index of a language."""
        return f"{self.locales[code].tag}/index.html"


def digest(text: str) -> str:
    """A short name for a text: there are thousands of them in memory."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
