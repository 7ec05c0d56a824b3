"""Notices: what a page says of its text before a reader trusts it, and who translated it."""

from collections.abc import Iterator, Mapping

from workflow.publish import Status
from workflow.site.edition import Edition
from workflow.site.pages import Notice
from workflow.site.prose.front import Front
from workflow.site.release.disclosure import disclosed
from workflow.site.table import Row
from workflow.site.wording import Words

ENGLISH = "en"

FROM_ENGLISH: Mapping[str, str] = {
    "human": "Translated from English by the newsroom.",
    "reviewed_machine": (
        "Translated from English with machine assistance and reviewed by the newsroom."
    ),
}
FROM_ANOTHER: Mapping[str, str] = {
    "human": "Translated by the newsroom.",
    "reviewed_machine": "Translated with machine assistance and reviewed by the newsroom.",
}
CONVERTED: Mapping[str, str] = {
    "kk": "Converted automatically from Cyrillic.",
    "zh_Hans": "Converted automatically from Simplified Chinese.",
}


def above(edition: Edition, row: Row, said: Front) -> Iterator[Notice]:
    """Yield what stands above the text of a version; `said` is its own front matter."""
    word, entry = edition.words[row.locale.code], row.entry
    if entry.status is Status.DRAFT:
        yield Notice("draft", _draft(word, _base(edition, row)))
    if said.correction:
        yield Notice("correction", _correction(word, said.correction, entry.corrected))
    if entry.status is Status.EARLIER and entry.kind != "source":
        yield Notice("earlier", _earlier(edition, row, word))


def provenance(edition: Edition, row: Row, said: Front) -> str:
    """Return who translated a version, in its language; empty where nothing is to be said."""
    word, kind = edition.words[row.locale.code], row.entry.kind
    if row.entry.status is Status.DRAFT:
        return ""
    base = _base(edition, row)
    told = [word(CONVERTED[row.locale.base])] if kind == "derived" else []
    if disclosed(base.entry.kind, said.disclosure, said.disclosure_reason):
        source = edition.table.source.code
        by = FROM_ENGLISH if source == ENGLISH else FROM_ANOTHER
        told.insert(0, word(by[base.entry.kind]))
        told += _reviewed(word, base)
    return row.locale.gap.join(told)


def _reviewed(word: Words, base: Row) -> list[str]:
    """Who reviewed a version: they are in its record where the newsroom names them."""
    names = [str(one["name"]) for one in base.entry.record.get("reviewed_by", ())]
    return [word("Reviewed by {names}.", names=word.list(names))] if names else []


def _correction(word: Words, text: str, day: str) -> str:
    """A correction in the language of the page; the text is ready."""
    if not day:
        return word("Correction: {text}", text=text)
    return word("Correction, {date}: {text}", date=word.date(day), text=text)


def _base(edition: Edition, row: Row) -> Row:
    """The version that people translate: a script is made from it."""
    return edition.table.rows.get((row.slug, row.locale.base), row)


def _draft(word: Words, row: Row) -> str:
    """What is said of a translation that nobody, or not quite everybody, has approved."""
    if row.entry.rule == "lead":
        return word(
            "The title, the lead and all figures have been checked by an editor; "
            "the rest is a machine translation."
        )
    units = row.entry.record.get("units", {})
    if row.entry.kind == "machine":
        said = word("Machine translation, not reviewed by an editor.")
    elif any(units.get(origin) for origin in ("machine", "edited", "memory")):
        said = word("Made with machine translation; an editor has not reviewed all of it yet.")
    else:
        said = word("An editor has not reviewed all of this translation yet.")
    if row.entry.untranslated:
        gap = row.locale.gap
        return f"{said}{gap}{word('Some sentences have not been translated yet.')}"
    return said


def _earlier(edition: Edition, row: Row, word: Words) -> str:
    """What is said of a translation whose article has changed since."""
    source = edition.table.rows.get((row.slug, edition.table.source.code))
    if source and source.entry.correction and source.entry.correction != row.entry.correction:
        if not source.entry.corrected:
            return word(
                "The original has been corrected; this translation does not have the correction yet."
            )
        return word(
            "The original was corrected on {date}; this translation does not have the correction yet.",
            date=word.date(source.entry.corrected),
        )
    if not row.entry.modified:
        return word("The original has been changed since it was translated.")
    return word(
        "The original has been changed since; this is the translation of {date}.",
        date=word.date(row.entry.modified),
    )
