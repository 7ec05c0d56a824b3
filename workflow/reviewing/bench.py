"""A bench: the catalogs of a project under review, by any number of people at once.

Catalogs are what is on disk at every moment. An instruction is for a unit as it was seen; one
that somebody has changed meanwhile is never overwritten.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from i18n.errors import UserError
from i18n.evidence.problem import Finding
from i18n.locales import Locale
from i18n.model import Brief, Catalog, Unit
from workflow import pipeline
from workflow.approval.signoff import Signoff, signoff, withdrawn
from workflow.inspection import Counter, beside_states, brief_of
from workflow.project import Article, Project, po_time
from workflow.reviewing.catalogs import HELD, Catalogs
from workflow.reviewing.findings import Findings
from workflow.reviewing.history import History, Step
from workflow.reviewing.instruction import ACTIONS, Instruction
from workflow.reviewing.news import News, Tell, nobody
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.revision import Revision
from workflow.reviewing.rows import differ, live, rows
from workflow.reviewing.sheet import Sheet
from workflow.signing import refusal, signed
from workflow.stamps import stamp


class Bench:
    """The catalogs of the project in `root`. Raises UserError as reading a project does.

    `tell` is called from any thread. Catalogs are changed here, or through a `Project` as other
    programs do: never by `project.update` beside what is changed here.
    """

    def __init__(self, root: Path, tell: Tell = nobody) -> None:
        self.project = Project(root)
        self.tell = tell
        self.history = History(self.project.state / "reviews.db")
        self.catalogs = Catalogs(root, self._noticed)
        self._sheets: dict[tuple[str, str], Sheet] = {}
        self._index = _Index(self.project)
        self._refreshing = threading.Lock()
        self.findings = Findings(beside_states(self.project), self._looked)

    def close(self) -> None:
        self.findings.close()
        self.history.close()

    def article(self, slug: str) -> Article | None:
        """Return what has catalogs by its slug; also what is gone while its catalog is here."""
        return self._index.articles.get(slug)

    def locale(self, name: str) -> Locale | None:
        """Return the locale of the project with this code or tag."""
        return self._index.locales.get(name)

    def refresh(self) -> None:
        """Read the settings, the glossary and the list of articles again.

        Raises UserError where they cannot be read: all stays as it was.
        """
        with self._refreshing:
            project = Project(self.project.root)
            inspection, index = beside_states(project), _Index(project)
            for article, locale in self.catalogs.held():
                if project.catalog_path(article, locale).exists():
                    index.articles.setdefault(article.slug, article)
            self.project, self._index = project, index
            self.findings.use(inspection)
        self.tell(News("project"))

    def version(self, code: str, slug: str) -> str:
        """Return what is different after each change of a catalog, in hexadecimal digits."""
        path = self.project.root / f"locales/{code}/LC_MESSAGES/{slug}.po"
        return _version(stamp([path]))

    def brief(self, locale: Locale) -> Brief:
        """What checks are told; without the terms of a glossary that cannot be read."""
        with suppress(UserError):
            return brief_of(self.project, locale)
        return Brief(self.project.source.code, locale.code)

    def sheet(self, article: Article, locale: Locale) -> Sheet | None:
        """Return an article in a locale as it is on disk now; None where there is no catalog."""
        catalog = self.catalogs.read(article, locale)
        if catalog is None:
            return None
        self._forget()
        return self._sheet(article, locale, catalog)

    def whole(self, sheet: Sheet) -> Sheet:
        """Return a sheet with all that checks find in it: what they have not seen they see now."""
        if sheet.report.whole:
            return sheet
        brief = self.brief(sheet.locale)
        return replace(sheet, report=self.findings.whole(sheet.article.slug, sheet.catalog, brief))

    def _sheet(self, article: Article, locale: Locale, catalog: Catalog) -> Sheet:
        name = (article.slug, locale.code)
        report = self.findings.report(article.slug, catalog, self.brief(locale))
        trust = self.project.settings.trust_external
        known = self._sheets.get(name)
        if known and known.catalog is catalog and known.trust_external == trust:
            if known.report is not report:
                known = self._sheets[name] = replace(known, report=report)
            return known
        lines = tuple(rows(catalog, known.rows if known else ()))
        version = _version(self.catalogs.stamp(article, locale, catalog))
        made = Sheet(article, locale, catalog, lines, report, trust, version)
        self._sheets[name] = made
        return made

    def perform(
        self, article: Article, locale: Locale, who: Reviewer, asked: Sequence[Instruction]
    ) -> str:
        """Do what is asked for, all of it or nothing, and return the batch to undo it by.

        On return it is on disk. The batch is "" where all was so already, as when it is sent
        twice, and where it cannot be undone: after a crash, or with a full disk, decisions are
        kept, and the memory of how to undo them may not be.
        Raises ConflictError for a unit that was changed meanwhile, and UserError for what cannot
        be done or not by this person.
        """
        for one in asked:
            if not who.may(ACTIONS[one.action].role):
                what = f"{who.name} may edit, not {one.action}"
                raise UserError(what, hint="ask a reviewer")
        revision = self._revision(article, locale, who)
        steps: list[Step] = []

        def apply(catalog: Catalog | None) -> Catalog:
            now = self._existing(catalog)

            def look(unit: Unit) -> tuple[Finding, ...]:
                return self.findings.report(article.slug, now, self.brief(locale)).of(unit)

            units = self._units(article, locale, now)
            after, steps[:] = revision.carried_out(now, units, asked, look)
            return after

        with self.catalogs.turn(article, locale):
            self.catalogs.change(article, locale, apply)
            undoable = bool(steps) and self._noted(steps)
        if steps:
            uids = tuple(step.uid for step in steps)
            self.tell(News("changed", article.slug, locale.code, uids, who.name))
        return revision.batch if undoable else ""

    def _revision(self, article: Article, locale: Locale, who: Reviewer) -> Revision:
        return Revision(who, locale.code, article.slug, po_time(), secrets.token_hex(8))

    def _units(self, article: Article, locale: Locale, catalog: Catalog) -> dict[str, Unit]:
        """The live units of a catalog by uid; those of its sheet, where there is one."""
        sheet = self._sheets.get((article.slug, locale.code))
        if sheet and sheet.catalog is catalog:
            return {row.uid: row.unit for row in sheet.rows}
        return live(catalog.units)

    def _noted(self, steps: Sequence[Step]) -> bool:
        """Note steps; whether that could be done. What was decided is on disk without it."""
        try:
            self.history.add(steps)
        except UserError:
            return False
        return True

    def undo(self, article: Article, locale: Locale, who: Reviewer, batch: str = "") -> list[str]:
        """Take a batch back, the last of this person if none is named; return its uids.

        Raises ConflictError for a unit that has changed since, and UserError where nothing is theirs.
        """
        with self.catalogs.turn(article, locale):
            batch = batch or self.history.last(who.name, locale.code, article.slug)
            steps = self.history.batch(batch) if batch else []
            mine = (who.name, locale.code, article.slug)
            if not steps or any((one.who, one.locale, one.slug) != mine for one in steps):
                hint = "what others did is theirs to undo"
                raise UserError("there is nothing to undo", hint=hint)

            def back(catalog: Catalog | None) -> Catalog:
                now = self._existing(catalog)
                revision = self._revision(article, locale, who)
                return revision.taken_back(now, live(now.units), steps)

            self.catalogs.change(article, locale, back)
            self.history.undo(batch)
        uids = [step.uid for step in steps]
        self.tell(News("changed", article.slug, locale.code, tuple(uids), who.name))
        return uids

    def sign(
        self, article: Article, locale: Locale, who: Reviewer, checked: Sequence[str] = ()
    ) -> Signoff | None:
        """Sign the article off in a locale; `checked` is what was looked at besides the sentences.

        Raises UserError where it has changed, a sentence waits, or an error stands.
        """
        _refuse_others(who, "sign off")
        with self.project.stamps() as stamps:
            counter = Counter(self.project, stamps)
            after = self._told(article, locale, who, signed(counter, article, locale, who.name))
        self.history.note(po_time(), who.name, locale.code, article.slug, "sign", checked)
        return signoff(after)

    def refusal(self, article: Article, locale: Locale, who: Reviewer) -> UserError | None:
        """Return why an article cannot be signed off as it is on disk; None where it can."""
        with self.project.stamps() as stamps:
            catalog = self.catalogs.read(article, locale)
            return refusal(Counter(self.project, stamps), article, locale, catalog, who.name)

    def withdraw(self, article: Article, locale: Locale, who: Reviewer) -> None:
        """Take a sign-off back."""
        _refuse_others(who, "take a sign-off back")
        self._told(article, locale, who, lambda catalog: withdrawn(self._existing(catalog)))

    def extract(self, article: Article, locale: Locale, who: Reviewer) -> None:
        """Bring a catalog up to date with its article, as `tilshi extract` does.

        Raises UserError where the article cannot be read.
        """
        _refuse_others(who, "bring a catalog up to date")
        project = self.project
        with project.stamps() as stamps:
            try:
                list(pipeline.extract_article(project, article, (locale,), stamps))
            except FileNotFoundError as error:
                what, hint = "the article is no longer there", "bring it back, then do this again"
                raise UserError(what, hint=hint) from error
        self.catalogs.read(article, locale)

    def _told(
        self,
        article: Article,
        locale: Locale,
        who: Reviewer,
        change: Callable[[Catalog | None], Catalog],
    ) -> Catalog:
        """Change a catalog, but no unit of it, and tell."""
        after = self.catalogs.change(article, locale, change)
        self.tell(News("changed", article.slug, locale.code, (), who.name))
        return after

    def _existing(self, catalog: Catalog | None) -> Catalog:
        if catalog is None:
            raise UserError("there is no catalog", hint="tilshi extract makes it")
        return catalog

    def _noticed(
        self, article: Article, locale: Locale, before: Catalog | None, after: Catalog | None
    ) -> None:
        """Another program has changed a catalog."""
        uids = tuple(differ(before, after)) if before and after else ()
        self.tell(News("changed", article.slug, locale.code, uids))

    def _looked(self, slug: str, code: str) -> None:
        self.tell(News("findings", slug, code))

    def _forget(self) -> None:
        """Forget what was made of catalogs that are no longer in memory."""
        if len(self._sheets) > HELD:
            held = {(article.slug, locale.code) for article, locale in self.catalogs.held()}
            for name in [name for name in list(self._sheets) if name not in held]:
                self._sheets.pop(name, None)
                self.findings.forget(name)


def _version(seen: str) -> str:
    return hashlib.sha256(seen.encode()).hexdigest()[:12]


class _Index:
    """The articles and locales of a project by the names that people use."""

    def __init__(self, project: Project) -> None:
        self.articles = {article.slug: article for article in project.catalogued}
        found = project.locales(())
        self.locales = {name: locale for locale in found for name in (locale.tag, locale.code)}


def _refuse_others(who: Reviewer, what: str) -> None:
    """Raise UserError for who is no reviewer."""
    if not who.may("reviewer"):
        raise UserError(f"{who.name} may not {what}", hint="ask a reviewer")
