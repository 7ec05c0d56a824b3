"""Entries: what the manifest says of a version that goes out, and where its localized file is."""

import hashlib
from dataclasses import replace
from pathlib import Path

from i18n.locales import Locale
from i18n.model import Catalog, State
from workflow.approval import provenance
from workflow.publish import REVIEWED, Status, Version
from workflow.site.manifest import OF_PAGE, Entry
from workflow.site.metadata import moments
from workflow.site.prose import content, front
from workflow.site.prose.content import Around
from workflow.site.prose.front import Front
from workflow.site.release import addresses, disclosure
from workflow.site.release.source import Source
from workflow.site.run import Run

LOCALIZED = "localized/"
"""The folder of the localized files beside the pages of a site."""


def entry(
    run: Run, source: Source, locale: Locale, version: Version, catalog: Catalog | None
) -> Entry:
    """Return what the manifest says of a version with a text.

    What its page tells (title, lead, minutes) is known when that is made.
    """
    assert version.text is not None  # noqa: S101
    slug = source.article.slug
    before = run.entries.get((slug, locale.code))
    said = front.read(version.text, source.form.name)
    title = said.title or _title(run, version.text, source)
    made = Entry(
        status=version.status,
        rule=run.rule_for(locale.code),
        source=_file(run, source, locale),
        hash=fingerprint(version.text.encode()),
        name=addresses.wish(run, said.slug or slug, "" if said.slug else title, locale.code),
        untranslated=dict(version.waiting).get(State.UNTRANSLATED, 0),
        author=said.author,
        tags=said.tags,
        date=said.date,
        updated=said.updated,
        corrected=said.correction_date,
        correction=_correction(source, version),
    )
    made = _with_history(run, slug, locale, made, said, catalog)
    if before is None:
        return made
    return replace(made, **{name: getattr(before, name) for name in OF_PAGE})


def _correction(source: Source, version: Version) -> str:
    """What tells a correction of the article from others, if the version has it."""
    text = source.front.correction
    return fingerprint(text.encode())[:12] if text and not version.correction_pending else ""


def _title(run: Run, text: str, source: Source) -> str:
    """What the text is called by its first words, where its address is made of that."""
    if run.project.settings.site.slugs == "source":
        return ""
    return content.read(text, source.form.name, Around(str)).title


def intact(run: Run, before: Entry | None) -> Status | None:
    """The status of the version that is out; a file that is not as it went out counts as a draft."""
    if before is None:
        return None
    data = run.folder.read(before.source)
    return before.status if data is not None and fingerprint(data) == before.hash else Status.DRAFT


def earlier(run: Run, source: Source, locale: Locale, before: Entry) -> Entry:
    """Return the entry of a version that stays; its file goes where this form has it."""
    name = _file(run, source, locale)
    if name != before.source:
        run.folder.keep(name, run.folder.read(before.source) or b"")
    return replace(before, status=Status.EARLIER, source=name)


def _file(run: Run, source: Source, locale: Locale) -> str:
    folder = "" if run.form == "source" else LOCALIZED
    return f"{folder}{locale.tag}/{source.article.slug}{Path(source.article.path).suffix}"


def _with_history(
    run: Run, slug: str, locale: Locale, made: Entry, said: Front, catalog: Catalog | None
) -> Entry:
    """Say when the version went out, when people last changed it, and who had a part in it."""
    if locale.base:
        base = run.entries[slug, locale.base]
        record = provenance.converted(base.record, slug, locale.tag, run.locales[locale.base].tag)
        made = replace(made, published=base.published, modified=base.modified)
        made = replace(made, correction=base.correction, permit=base.permit)
        return replace(made, kind="derived", record=record)
    if catalog is None:
        modified = max(made.updated, made.date)
        return replace(made, kind="source", published=made.date, modified=modified)
    found = provenance.provenance(catalog)
    kind = disclosure.kind(found, made.status)
    before = run.entries.get((slug, locale.code))
    known = (made.date, found.last_review) if found.last_review else ()
    reviewed = max(filter(None, known), key=moments.instant, default="")
    published = before.published if before and before.status in REVIEWED else reviewed
    tags = locale.tag, run.project.source.tag
    named = run.project.settings.publish.name_reviewers
    record = provenance.record(slug, *tags, kind, found, name_reviewers=named)
    return replace(made, kind=kind, record=record, published=published, modified=reviewed)


def fingerprint(data: bytes) -> str:
    """Return what tells the bytes of a localized file from others."""
    return hashlib.sha256(data).hexdigest()
