"""Articles to catalogs, keeping all work."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from i18n.catalog import headers
from i18n.locales import Locale
from i18n.merge import merge
from i18n.model import Catalog, Document, Term, Unit

EXCERPT = 60
"""How much of the neighbouring sentences a translator is shown, in characters."""

TERM = "term: "
"""What the hint of a term begins with."""

CREATED = "POT-Creation-Date"


def extract(
    wanted: Sequence[Unit],
    path: str,
    catalog: Catalog | None,
    source: Locale,
    target: Locale,
    now: str,
) -> Catalog:
    """Return the catalog of the article as it now stands, with all the work of `catalog` in it.

    `wanted` are the `units` of the article at `path`; `now` is a PO time, used only when the
    text to translate has changed: running again changes nothing.
    """
    if catalog is None:
        return replace(_new(path, target, now), units=tuple(wanted))
    merged = merge(catalog, wanted, source)
    if _texts(merged) != _texts(catalog):
        merged = headers(merged, **{CREATED: now})
    missing = dict(_new(path, target, now).headers) | dict(merged.headers)
    return headers(merged, **missing | {"X-Source-File": path})


def with_terms(wanted: Sequence[Unit], terms: tuple[Term, ...], source: Locale) -> tuple[Unit, ...]:
    """Return the units with a hint more for each term of the glossary that stands in them."""
    if not terms:
        return tuple(wanted)
    from i18n.glossary.matcher import found  # noqa: PLC0415 - grammars, for who has terms only

    return tuple(
        replace(unit, hints=(*unit.hints, *dict.fromkeys(term_hint(hit.term) for hit in hits)))
        if (hits := found(unit.source, terms, source.code))
        else unit
        for unit in wanted
    )


def term_hint(term: Term) -> str:
    """A term as translators read it: `term: NUST MISIS → НИТУ МИСИС (not: МИСиС)`."""
    to = "as it is" if term.keep else ", ".join(term.approved)
    avoid = f"(not: {', '.join(term.forbidden)})" if term.forbidden else ""
    note = f"– {term.note}" if term.note else ""
    return " ".join(filter(None, (f"{TERM}{term.source}", f"→ {to}" if to else "", avoid, note)))


def units(document: Document, path: str) -> Iterator[Unit]:
    """Yield an untranslated unit for each text of the document, with its places and hints."""
    path = path.replace(" ", "%20")
    found: dict[tuple[str, str], Unit] = {}
    for context, source, line, hints in _places(document):
        reference = f"{path}:{line}"
        unit = found.get((context, source))
        if unit is None:
            found[context, source] = Unit(
                source, context=context, hints=hints, references=(reference,)
            )
        elif reference not in unit.references:
            known = (*unit.references, reference)
            found[context, source] = replace(unit, references=known)
    yield from found.values()


def _places(document: Document) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    """Yield context, text, line and hints of each segment."""
    sources = [[segment.source for segment in passage.segments] for passage in document.passages]
    flat = ["", *(source for sentences in sources for source in sentences), ""]
    counts: dict[str, int] = {}
    place = 0
    for passage, sentences in zip(document.passages, sources, strict=True):
        counts[passage.role] = counts.get(passage.role, 0) + 1
        for number, source in enumerate(sentences, 1):
            place += 1
            where = f"{passage.role} {counts[passage.role]}, sentence {number} of {len(sentences)}"
            around = (_hint("before", flat[place - 1]), _hint("after", flat[place + 1]))
            yield passage.context, source, passage.line, (where, *filter(None, around))


def _hint(key: str, source: str) -> str:
    short = source if len(source) <= EXCERPT else source[: EXCERPT - 1].rstrip() + "…"
    return f"{key}: {short}" if short else ""


def _texts(catalog: Catalog) -> list[tuple[str, str]]:
    return [unit.key for unit in catalog.units if not unit.obsolete]


def _new(path: str, target: Locale, now: str) -> Catalog:
    fields = {
        "Project-Id-Version": path,
        "Report-Msgid-Bugs-To": "",
        CREATED: now,
        "PO-Revision-Date": now,
        "Last-Translator": "",
        "Language-Team": target.name,
        "Language": target.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": target.plural_forms,
        "X-Source-File": path,
    }
    return Catalog(target.code, tuple(fields.items()), ())
