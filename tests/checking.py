"""The corpus of a check: a PO file whose entries say what the check has to say of them.

The context of an entry is its locale, then its role if that matters (`title`, `heading`, `cell`
and so on), then anything that keeps it apart from others. Its reference is the article it is in;
without one it is an article of its own. `#. paragraph 1, sentence 1 of 2` says of which passage
it is. Terms, if the check wants some, are in `<check>.csv` beside it. Notes:

    expect: warning: 5 is not in the translation
    fixed: the target, when what mends itself is mended
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from i18n import catalog
from i18n.edits import apply
from i18n.evidence.problem import Finding
from i18n.glossary import sheet
from i18n.glossary.glossary import Glossary
from i18n.inspector import Inspector
from i18n.model import PROSE_ROLES, Brief, Unit

CORPUS = Path(__file__).parent / "corpus" / "checks"
ROLES = {"title", "heading", "cell", "caption", "alt", "meta", *PROSE_ROLES}
KEYS = {"expect", "fixed"}


@dataclass(frozen=True, slots=True)
class Case:
    """An entry: the unit as a check gets it, and what its notes ask for."""

    name: str
    locale: str
    article: str
    unit: Unit
    expected: tuple[str, ...]
    fixed: str | None


def cases(check: str) -> list[Case]:
    """Return the entries of a check's corpus; ValueError says which is none."""
    path = CORPUS / f"{check}.po"
    found = catalog.parse(path.read_text("utf-8"), path.name, "").units
    twice = [unit.source for unit in found if any("also translated" in n for n in unit.notes)]
    if twice:
        raise ValueError(f"two entries of one context and source: {twice}")
    return [_case(unit, number) for number, unit in enumerate(found)]


def _case(unit: Unit, number: int) -> Case:
    words = unit.context.split()
    if not words:
        raise ValueError(f"no locale in the context of {unit.source!r}")
    role = next((word for word in words[1:2] if word in ROLES), "")
    notes: dict[str, list[str]] = {key: [] for key in KEYS}
    for note in unit.notes:
        key, colon, value = note.partition(":")
        if colon and key in KEYS:
            notes[key].append(value.strip())
    article = unit.references[0].partition(":")[0] if unit.references else f"{number}"
    context = "" if role in PROSE_ROLES else role
    return Case(
        name=f"{unit.context}: {unit.source}",
        locale=words[0],
        article=f"{words[0]} {article}",
        unit=replace(unit, context=context, raw=""),
        expected=tuple(notes["expect"]),
        fixed=notes["fixed"][0] if notes["fixed"] else None,
    )


def terms(check: str) -> Glossary:
    """Return the terms of a check's corpus."""
    path = CORPUS / f"{check}.csv"
    return sheet.parse(path.read_text("utf-8"), path.name) if path.exists() else Glossary()


def inspected(check: str) -> Iterator[tuple[Case, list[Finding]]]:
    """Yield every case with what the check sees in it."""
    every = cases(check)
    inspector, glossary = Inspector([check]), terms(check)
    for article in dict.fromkeys(case.article for case in every):
        rows = [case for case in every if case.article == article]
        locale = rows[0].locale
        brief = Brief("en", locale, terms=glossary.terms(locale))
        found = list(inspector.inspect([case.unit for case in rows], brief))
        for case in rows:
            yield case, [one for one in found if one.unit is case.unit]


def said(finding: Finding) -> str:
    """The finding as the corpus has it."""
    return f"{finding.severity}: {finding.problem.message}"


def mended(unit: Unit, found: list[Finding]) -> str:
    """The target with all fixes made."""
    return apply(unit.target, (edit for one in found for edit in one.problem.fix))
