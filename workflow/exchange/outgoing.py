"""What goes out: the units of a catalog, chosen, with what helps to judge them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from i18n import catalog as catalogs
from i18n.locales import Locale
from i18n.model import Catalog, State, Unit
from workflow.exchange import formats
from workflow.exchange.handout import Handout, Line
from workflow.extract import TERM
from workflow.inspection import beside_states, brief_of
from workflow.project import Article, Project
from workflow.review import undecided

PO = "po"
"""The format that is a copy of the catalog; the others are those of FORMATS."""

_AROUND = ("before: ", "after: ", TERM)


def chosen(catalog: Catalog, only: str, *, trust_external: bool) -> tuple[Unit, ...]:
    """Return the live units that go out."""
    live = (unit for unit in catalog.units if not unit.obsolete)
    if only == "stale":
        return tuple(unit for unit in live if unit.state is State.STALE)
    if only == "todo":
        return tuple(undecided(catalog, trust_external=trust_external))
    return tuple(live)


def suffix(form: str) -> str:
    """The end of the names of files in a format."""
    return ".po" if form == PO else formats.FORMATS[form].suffix


def po(catalog: Catalog, units: tuple[Unit, ...]) -> bytes:
    """Return the units as a PO file."""
    return catalogs.write(replace(catalog, units=units)).encode()


def handout(
    project: Project, article: Article, locale: Locale, units: tuple[Unit, ...], catalog: Catalog
) -> Handout:
    """Return the units with their places, terms and what checks find in them."""
    found = _found(project, locale, catalog)
    return Handout(
        slug=article.slug,
        path=project.catalog_name(article, locale),
        source=project.source.tag,
        target=locale.tag,
        lines=tuple(_line(unit, found.get(unit.key, ())) for unit in units),
        rtl=(project.source.dir == "rtl", locale.dir == "rtl"),
    )


def _line(unit: Unit, found: Iterable[str]) -> Line:
    hints = unit.hints
    place = hints[0] if hints and not hints[0].startswith(_AROUND) else ""
    return Line(
        uid=unit.uid,
        base=unit.hash,
        place=place,
        source=unit.source,
        target=unit.target,
        state=unit.state,
        context=unit.context,
        previous=unit.previous,
        notes=(*unit.notes, *unit.marked("todo")),
        terms=tuple(hint.removeprefix(TERM) for hint in hints if hint.startswith(TERM)),
        found=tuple(found),
    )


def _found(
    project: Project, locale: Locale, catalog: Catalog
) -> Mapping[tuple[str, str], Iterable[str]]:
    """What checks find and nobody dismissed, by unit."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in beside_states(project).inspect(catalog.units, brief_of(project, locale)):
        if one.stands:
            said[one.unit.key].append(f"{one.problem.message} [{one.check}]")
    return said
