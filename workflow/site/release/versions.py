"""The versions of an article: which may go out, and the localized files of those that do."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from functools import cache, cached_property

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog, State
from workflow.approval.rules import Reason
from workflow.project import Article
from workflow.publish import Status, Version, decide, original
from workflow.site.manifest import Entry
from workflow.site.outcome import Outcome
from workflow.site.release import entries
from workflow.site.release.source import Source
from workflow.site.run import Run, digest
from workflow.stamps import stamp


def known(run: Run, article: Article, codes: Sequence[str]) -> list[Outcome] | None:
    """Return what became of the versions the last time; None when one may have changed since."""
    seen = stamp([run.project.root / article.path])
    source = Source(run, article)
    outcomes = []
    for code in codes:
        case = _Case(source, run.locales[code], seen)
        outcome = case.known(case.stamp())
        if outcome is None:
            return None
        outcomes.append(outcome)
    return outcomes


def release(run: Run, article: Article, codes: Iterable[str]) -> list[Outcome]:
    """Decide on each version of the article, write those that go out, and say what became of each.

    `codes` are locales, those with a base after it. An article or catalog that cannot be read
    stops its own versions only: they stay as they are.
    """
    # Taken before anything is read: what is saved meanwhile is seen by the next run.
    seen = stamp([run.project.root / article.path])
    source = Source(run, article)
    return [_Case(source, run.locales[code], seen).outcome() for code in codes]


def withdraw_removed(run: Run) -> Iterator[Outcome]:
    """Take away the versions whose article or locale is no longer in the project."""
    for slug, code in list(run.entries):
        if slug not in run.articles or code not in run.locales:
            del run.entries[slug, code]
            yield Outcome(slug, code, Status.REMOVED, changed=True)


@dataclass(frozen=True)
class _Case:
    """One version of an article; `seen` is the stamp of that."""

    source: Source
    locale: Locale
    seen: str

    @cached_property
    def run(self) -> Run:
        return self.source.run

    @cached_property
    def key(self) -> tuple[str, str]:
        return self.source.article.slug, self.locale.code

    @cached_property
    def before(self) -> Entry | None:
        """The version that is out as this is decided."""
        return self.run.entries.get(self.key)

    def outcome(self) -> Outcome:
        """Decide, write, remember, and say what became of it."""
        stamped = self.stamp()
        if known := self.known(stamped):
            return known
        try:
            version, catalog = self._version()
            changed = self._apply(version, catalog)
        except UserError as error:
            return Outcome(*self.key, Status.FAILED, error=error)
        outcome = Outcome(
            *self.key,
            version.status,
            changed,
            version.waiting,
            version.errors,
            version.reasons,
            correction_pending=version.correction_pending,
            until=self._until(),
        )
        self._remember(stamped, outcome)
        return outcome

    def _version(self) -> tuple[Version, Catalog | None]:
        out = entries.intact(self.run, self.before)
        if self.locale is self.run.project.source:
            self.source.refuse_unread()
            return original(self.source.text, out=out, embargo=self.source.embargo), None
        return (self._derived(), None) if self.locale.base else self._translation(out)

    def _translation(self, out: Status | None) -> tuple[Version, Catalog | None]:
        run, article = self.run, self.source.article
        catalog = cache(lambda: run.project.catalog(article, self.locale))
        version = decide(
            self.source.document,
            catalog(),
            self.locale,
            self.source.form.render,
            rule=run.rule_for(self.locale.code),
            out=out,
            source=run.project.source,
            trust_external=run.project.settings.trust_external,
            errors=run.findings.errors(article, self.locale, catalog),
            embargo=self.source.embargo,
            correction=self.source.front.correction,
        )
        return version, catalog()

    def _derived(self) -> Version:
        """The version in another script of the one that is out in the base locale."""
        from i18n.scripts.document import convert_document  # noqa: PLC0415  few projects need it

        base = self.run.entries.get((self.key[0], self.locale.base))
        if base is None:
            status = Status.HELD if self.before is None else Status.WITHDRAWN
            return Version(status, reasons=(Reason("base", detail=self.locale.base),))
        text = (self.run.folder.read(base.source) or b"").decode()
        options, exceptions = self.run.project.options, self.run.exceptions(self.locale)
        converted = convert_document(
            text, base.source, self.run.locales[self.locale.base], self.locale, options, exceptions
        )
        return Version(base.status, converted)

    def _apply(self, version: Version, catalog: Catalog | None) -> bool:
        """Write the version and enter it; True when something that readers see has changed."""
        if version.status is Status.EARLIER and version.text is None and self.before:
            kept = entries.earlier(self.run, self.source, self.locale, self.before)
            self.run.entries[self.key] = kept
            return False
        if version.text is None:
            return self.run.entries.pop(self.key, None) is not None
        entry = entries.entry(self.run, self.source, self.locale, version, catalog)
        self.run.entries[self.key] = entry
        return self.run.folder.keep(entry.source, version.text.encode())

    def stamp(self) -> str:
        """What changes when the version might."""
        run, article = self.run, self.source.article
        parts = [article.path, self.seen, run.context, run.rule_for(self.locale.code)]
        read = [run.project.glossary_path]
        if self.locale.base:
            base = run.entries.get((article.slug, self.locale.base))
            parts.append(f"{base and (base.status, base.hash, base.kind, base.modified)}")
        elif self.locale is not run.project.source:
            read.append(run.project.catalog_path(article, self.locale))
        return digest(stamp(read, *parts))

    def known(self, stamped: str) -> Outcome | None:
        """What became of the version the last time, when nothing that decides it has changed."""
        run = self.run
        known = run.stamps.get("version", run.name(*self.key), digest(stamped + self._shown()))
        if known is None:
            return None
        said = json.loads(known)
        if said["until"] and said["until"] <= run.time.isoformat():
            return None
        return Outcome(
            *self.key,
            Status(said["status"]),
            waiting=tuple((State(state), count) for state, count in said["waiting"]),
            errors=said["errors"],
            reasons=tuple(Reason(*reason) for reason in said["reasons"]),
            correction_pending=said["correction"],
            until=said["until"],
        )

    def _remember(self, stamped: str, outcome: Outcome) -> None:
        # What was withdrawn now is only held back the next time.
        status = Status.HELD if outcome.status is Status.WITHDRAWN else outcome.status
        said = {
            "status": status,
            "waiting": outcome.waiting,
            "errors": outcome.errors,
            "reasons": [list(asdict(reason).values()) for reason in outcome.reasons],
            "correction": outcome.correction_pending,
            "until": outcome.until,
        }
        name, key = self.run.name(*self.key), digest(stamped + self._shown())
        self.run.stamps.put("version", name, key, json.dumps(said))

    def _shown(self) -> str:
        """What changes when the version that is out does."""
        entry = self.run.entries.get(self.key)
        if entry is None:
            return "-"
        return stamp(self.run.folder.paths([entry.source]), f"{entry.decided}")

    def _until(self) -> str:
        """When the embargo ends, if it is still to end."""
        end = self.source.front.embargo
        return end.astimezone(UTC).isoformat() if end and end > self.run.time else ""
