"""Work: a catalog to fill, and what is asked of engines for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain as flat

from i18n import mask
from i18n.dispatch.chain import Chain
from i18n.glossary.matcher import kept
from i18n.mask import Masked
from i18n.memory.match import neighbours
from i18n.model import Brief, Document, State, Unit
from workflow.draft import EMPTY, Key

CONTEXT = 1000
"""Characters of an article that an engine is told besides the sentences."""


@dataclass(frozen=True, slots=True)
class Work:
    """One catalog to fill: its units by passage, in the order of the article.

    Units that need no draft may be among them, and a unit may be in several passages.
    """

    name: str
    brief: Brief
    passages: tuple[tuple[Unit, ...], ...]
    states: frozenset[State] = EMPTY


Chains = Mapping[str, Chain]
"""By the code of the locale to translate into."""


def wanted(work: Work) -> Iterator[tuple[Unit, ...]]:
    """Yield the passages with only the units to draft, each unit once."""
    seen: set[Key] = set()
    for passage in work.passages:
        units = []
        for unit in passage:
            if unit.key not in seen and not unit.obsolete and unit.state in work.states:
                seen.add(unit.key)
                units.append(unit)
        if units:
            yield tuple(units)


def placed(work: Work) -> Iterator[tuple[Unit, tuple[str, str]]]:
    """Yield the units to draft, each with the sources before and after it."""
    around = neighbourhood(work)
    for unit in flat.from_iterable(wanted(work)):
        yield unit, around[unit.key]


def neighbourhood(work: Work) -> dict[Key, tuple[str, str]]:
    """The sources before and after each unit, where it first occurs."""
    return neighbours({unit.key: unit for unit in flat.from_iterable(work.passages)}.values())


def hidden(unit: Unit, brief: Brief) -> Masked:
    """The text for engines, its markup and the terms that nobody translates hidden."""
    return mask.mask(unit.source, kept(brief.terms))


def context(document: Document) -> str:
    """What tells an engine what an article is about: its title and the paragraph that leads it."""
    texts = {
        passage.role: " ".join(segment.source for segment in passage.segments)
        for passage in reversed(document.passages)
        if passage.role in {"title", "paragraph"}
    }
    parts = (texts[role] for role in ("title", "paragraph") if role in texts)
    return "\n".join(parts)[:CONTEXT]
