"""A proof: the page of one article in one language as readers would see it now, drafts and all.

It is made of the article and its catalogs as they are, by what makes the site, of a site that has
this article alone: nothing is published, nothing is written.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from i18n.locales import Locale
from i18n.model import Catalog, Document, Unit
from workflow.approval.lead import Key, keys
from workflow.approval.rules import Standing
from workflow.names import names
from workflow.previewing import solo, tracing
from workflow.previewing.ink import Ink, choose
from workflow.previewing.marking import Marking
from workflow.previewing.shelf import Shelf
from workflow.previewing.solo import SoloEdition, SoloPage
from workflow.project import Article, Project
from workflow.publish import Status, Version, decide, original, targets
from workflow.site import theme
from workflow.site.edition import Edition
from workflow.site.release import addresses, entries
from workflow.site.release.source import Source
from workflow.site.run import Run
from workflow.site.table import INDEX
from workflow.site.typeset import Page, Setting

HELD = 16
"""Articles that are kept as they were parsed: those looked at last."""


class Told(NamedTuple):
    """What is known of a translation: its catalog, None for none, and what checks found wrong in it."""

    catalog: Catalog | None
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """A page to be looked at.

    `marked` is `html` with the marks of `ink` around its sentences, None where there are none;
    `units` has the unit of each mark by its number. `here` is the file of the page; `pages` says
    which article (slug) in which language (tag) the file of another page is of, `files` where
    the files that it shows are.
    """

    html: str
    marked: str | None
    ink: Ink | None
    units: Sequence[Unit]
    here: str
    pages: Mapping[str, tuple[str, str]]
    files: Mapping[str, Path]


@dataclass
class Studio:
    """Makes proofs; what they have in common it keeps."""

    _templates: tuple[str, Environment] | None = None
    _documents: OrderedDict[tuple[str, str], Document] = field(default_factory=OrderedDict)

    def proof(
        self,
        project: Project,
        article: Article,
        locale: Locale,
        told: Mapping[str, Told],
        rows: Locale | None = None,
    ) -> Proof:
        """Return the proof of an article in a locale, or in its own language.

        `told` has what is known of the translations by locale code; the sentences of an original
        are told apart as those of the translation in `rows`, if there is one. Raises UserError for an
        article, a catalog or a template that cannot be used.
        """
        sitting = self._sitting(project, article, locale, told)
        sitting.rows = rows if locale == project.source else locale
        return sitting.proof(self._environment(sitting.run))

    def version(
        self, project: Project, article: Article, locale: Locale, told: Mapping[str, Told]
    ) -> Version:
        """Return what becomes of it by the rule of the project, if it is published now.

        Raises UserError as `proof` does.
        """
        return self._sitting(project, article, locale, told).version()

    def _sitting(
        self, project: Project, article: Article, locale: Locale, told: Mapping[str, Told]
    ) -> "_Sitting":
        run = solo.begin(project)
        return _Sitting(run, article, locale, told, self._read(run, article))

    def _environment(self, run: Run) -> Environment:
        """The templates, compiled once."""
        if self._templates is None or self._templates[0] != run.theme:
            self._templates = run.theme, theme.environment(run.project.theme)
        return self._templates[1]

    def _read(self, run: Run, article: Article) -> Document:
        """The article, parsed once: people look at a page again and again."""
        source = Source(run, article)
        key = article.path, source.text
        found = self._documents.pop(key, None) or source.document
        self._documents[key] = found
        if len(self._documents) > HELD:
            self._documents.popitem(last=False)
        return found


@dataclass
class _Sitting:
    """The making of one proof."""

    run: Run
    article: Article
    locale: Locale
    told: Mapping[str, Told]
    document: Document
    rows: Locale | None = None

    @cached_property
    def source(self) -> Source:
        return Source(self.run, self.article)

    @property
    def key(self) -> tuple[str, str]:
        return self.article.slug, self.locale.code

    def proof(self, templates: Environment) -> Proof:
        """Make it: the page without marks, and from the same content with them."""
        text = self._enter()
        addresses.assign(self.run)
        plain = Edition.of(self.run, self._names())
        edition = SoloEdition(plain.run, plain.table, plain.names, templates)
        setting = Setting(edition, self.article.slug, SoloPage)
        page = SoloPage(setting, edition.table.rows[self.key])
        html = self._printed(page)
        ink = choose((html, text, *self._texts()))
        marked = self._marked(page, text, ink, html) if ink else None
        return Proof(html, marked, ink, self.units, page.page, self._pages(), self._files())

    @cached_property
    def units(self) -> Sequence[Unit]:
        """The units that have rows, in the order of the article."""
        if self.rows is None:
            return ()
        catalog = self._told(self.rows).catalog
        live = {one.key: one for one in (catalog.units if catalog else ()) if not one.obsolete}
        found = dict.fromkeys(key for one in self.document.passages for key in keys(one))
        return [live[key] for key in found if key in live]

    def _enter(self) -> str:
        """Enter every version there is; return the text of the one that is shown."""
        project, written = self.run.project, ""
        self._put(project.source, original(self.source.text, out=None), None)
        for locale in project.locales(()):
            standing = self._standing(locale)
            if locale == self.locale:
                render = self.source.form.render
                written = render(self.document, targets(standing, locale), locale)
            elif not any(map(standing.target, standing.keys)):
                continue
            status = Status.DRAFT if standing.reasons else Status.PUBLISHED
            version = Version(status, written if locale == self.locale else "", standing.waiting)
            self._put(locale, version, standing.catalog)
        self._derive()
        return written or self.source.text

    def _derive(self) -> None:
        """Enter the versions in other scripts of those there are."""
        out = self.run.out(self.article.slug)
        for locale in self.run.locales.values():
            if base := out.get(locale.base or ""):
                self._put(locale, Version(base.status, ""), None)

    def _put(self, locale: Locale, version: Version, catalog: Catalog | None) -> None:
        entry = entries.entry(self.run, self.source, locale, version, catalog)
        self.run.entries[self.article.slug, locale.code] = entry
        self.run.folder.keep(entry.source, (version.text or "").encode())

    def _told(self, locale: Locale) -> Told:
        return self.told.get(locale.code, Told(None))

    def _standing(self, locale: Locale) -> Standing:
        project, (catalog, errors) = self.run.project, self._told(locale)
        trust = project.settings.trust_external
        return Standing(self.document, catalog, project.source, errors, trust)

    def _names(self) -> Mapping[str, Mapping[Key, str]]:
        project, found = self.run.project, self.run.locales.items()
        return {code: names(project, one) for code, one in found if not one.base}

    def _texts(self) -> Iterable[str]:
        yield self.document.text
        yield from (unit.target for unit in self.units)

    def version(self) -> Version:
        """What becomes of it by the rule of the project, if it is published now."""
        project = self.run.project
        if self.locale == project.source:
            return original("", out=None, embargo=self.source.embargo)
        catalog, errors = self._told(self.locale)
        return decide(
            self.document,
            catalog,
            self.locale,
            lambda *_: "",
            rule=project.settings.publish.rule_for(self.locale.code),
            out=None,
            source=project.source,
            trust_external=project.settings.trust_external,
            errors=errors,
            embargo=self.source.embargo,
            correction=self.source.front.correction,
        )

    def _printed(self, page: Page) -> str:
        page.write()
        return (self.run.folder.read(page.page) or b"").decode()

    def _marked(self, page: Page, text: str, ink: Ink, html: str) -> str | None:
        """The page with marks; None where marks would change it."""
        said = tracing.traced(page, self._marking(ink), self.source.form.render, self.locale)
        self.run.folder.keep(page.entry.source, text.encode())
        if said is None:
            return None
        again = SoloPage(page.setting, page.row)
        again.said = replace(page.said, heading=said.heading, body=said.body)
        marked = self._printed(again)
        return marked if ink.without(marked) == html else None

    def _marking(self, ink: Ink) -> Marking:
        numbers = {unit.key: number for number, unit in enumerate(self.units)}
        source = self.locale == self.run.project.source
        translate = targets(self._standing(self.locale), self.locale)
        return Marking(self.document, _nothing if source else translate, numbers, ink)

    def _pages(self) -> Mapping[str, tuple[str, str]]:
        """The pages that a link may lead to: other versions, and other articles in this language."""
        slug, run = self.article.slug, self.run
        own = {
            run.page(slug, code): (run.locales[code].tag, slug)
            for code in run.out(slug)
            if not run.locales[code].base
        }
        tag = self.locale.tag
        return own | {f"{solo.OTHERS}/{tag}/{one}/{INDEX}": (tag, one) for one in run.articles}

    def _files(self) -> Mapping[str, Path]:
        shelf = self.run.folder
        found = shelf.files if isinstance(shelf, Shelf) else {}
        return {name: one for name, one in found.items() if isinstance(one, Path)}


def _nothing(context: str, source: str) -> None:
    """Translate nothing: the article in its own language."""
