"""A run of publishing: what its steps share, and what became of each version."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

from i18n import locales
from i18n.locales import Locale
from i18n.scripts.exceptions import Exceptions, exceptions
from workflow.inspection import Counter
from workflow.project import Article, Project, files, now
from workflow.publish import Rule
from workflow.site.folder import Folder
from workflow.site.manifest import Entry, Version
from workflow.site.pictures.images import Gallery
from workflow.stamps import Stamps, program, stamp

Form = Literal["site", "source", "json"]
"""What is made: pages, the localized files alone, or those as JSON."""


@dataclass
class Run:
    """One run: the project, where to, by which rule (None: those of the settings).

    `entries` and `moved` become the next manifest. `time` is that of the whole run, `problems`
    are what people should mend although all went out.
    """

    project: Project
    folder: Folder
    stamps: Stamps
    rule: Rule | None = None
    form: Form = "site"
    entries: dict[Version, Entry] = field(default_factory=dict)
    moved: dict[str, Version] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    time: datetime = field(default_factory=lambda: datetime(*now()[:6], tzinfo=UTC))

    def __post_init__(self) -> None:
        self.entries.update(self.folder.manifest.entries)
        self.moved.update(self.folder.manifest.moved)

    @cached_property
    def gallery(self) -> Gallery:
        """The images of this run, each made once."""
        return Gallery(self.folder)

    @cached_property
    def locales(self) -> Mapping[str, Locale]:
        """The locales of the site by code: the source, those translated into, and their scripts."""
        project = self.project
        found = {one.code: one for one in (project.source, *project.locales(()))}
        return found | {code: locales.get(code) for code in project.settings.scripts}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        return {article.slug: article for article in self.project.articles}

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """The slug of each article by its path in articles/."""
        return {one.path.removeprefix("articles/"): one.slug for one in self.articles.values()}

    @cached_property
    def context(self) -> str:
        """What every file written depends on: the program and the settings."""
        return digest(f"{program()} {self.project.settings!r} {self.form}")

    @cached_property
    def theme(self) -> str:
        """What changes when a template or a file of the project's theme does."""
        top = self.project.theme
        folders = (top, top / "templates", top / "static")  # which may be links to folders
        return digest(stamp(sorted({str(path) for one in folders for path in files(one)})))

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

    def exceptions(self, locale: Locale) -> Exceptions:
        """Return what the glossary says of writing in a script that is made from another."""
        known, project = self._exceptions, self.project
        if locale.code not in known:
            base = locales.get(locale.base)
            known[locale.code] = exceptions(project.terms(base), project.terms(locale))
        return known[locale.code]

    @cached_property
    def _exceptions(self) -> dict[str, Exceptions]:
        return {}

    def rule_for(self, code: str) -> Rule:
        """Return the rule a locale goes out by."""
        return self.rule or self.project.settings.publish.rule_for(code)

    def out(self, slug: str) -> dict[str, Entry]:
        """The versions of an article that are out, by locale, in the order of the locales."""
        found = ((code, self.entries.get((slug, code))) for code in self.locales)
        return {code: entry for code, entry in found if entry}

    def page(self, slug: str, code: str) -> str:
        """The name of the page of a version that is out, or of its record."""
        if self.form == "json":
            return f"{self.root(code)}{slug}.json"
        return f"{self.entries[slug, code].address}index.html"

    def root(self, code: str) -> str:
        """The folder of a language: `zh-hans/`."""
        return f"{self.locales[code].tag.lower()}/"


def digest(text: str) -> str:
    """A short name for a text: there are thousands of them in memory."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
