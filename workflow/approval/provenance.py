"""Provenance: who wrote the translation of an article, machines and people, and who read it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from i18n.model import Catalog, Unit
from workflow.approval.signoff import Signoff, read, seal

Origin = Literal["human", "machine", "edited", "memory", "untranslated"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)

FORMAT = 1
"""The version of the record; it changes when a program that reads it would have to."""

_HASH = re.compile(r"[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the live units of a catalog come from: each is counted once, in one of the first five.

    `machine`: as an engine wrote it. `edited`: by an engine, and changed since. `memory`: taken
    from the memory, changed or not. `human`: no machine had a part in it that the catalog knows of.
    `engines` are those of the first two, with their model, and how many units each has.
    `reviewers` are those whose approval holds, and of how many units; `approved` counts the units
    approved here, `external` in other editors. `last_review` is the day of the last approval,
    "" where none holds.
    """

    human: int = 0
    machine: int = 0
    edited: int = 0
    memory: int = 0
    untranslated: int = 0
    approved: int = 0
    external: int = 0
    engines: tuple[tuple[str, int], ...] = ()
    reviewers: tuple[tuple[str, int], ...] = ()
    signoff: Signoff | None = None
    last_review: str = ""

    @property
    def units(self) -> int:
        return self.human + self.machine + self.edited + self.memory + self.untranslated


def provenance(catalog: Catalog) -> Provenance:
    """Return where the units of a catalog come from, by the marks in it; each is hashed once."""
    counts, engines, reviewers = Counter[str](), Counter[str](), Counter[str]()
    hashes, days = list[str](), {""}
    live = [unit for unit in catalog.units if not unit.obsolete]
    for unit in live:
        hashes.append(now := unit.hash)
        origin, engine = _origin(unit, now)
        counts[origin] += 1
        if engine:
            engines[engine] += 1
        if unit.target and not unit.fuzzy:
            approvals = dict(_approvals(unit, now))
            for name in approvals:
                reviewers[name] += 1
            days.update(approvals.values())
            counts["approved" if approvals else "external"] += 1
    whole = counts["approved"] + counts["external"] == len(live)
    return Provenance(
        **counts,
        engines=_ranked(engines),
        reviewers=_ranked(reviewers),
        signoff=read(catalog, lambda: seal(hashes) if whole else ""),
        last_review=max(days),
    )


def record(
    article: str,
    language: str,
    translated_from: str,
    kind: str,
    found: Provenance,
    *,
    name_reviewers: bool,
) -> dict[str, Any]:
    """Return the JSON that stands beside a page.

    `article` is its slug, the languages are tags, `kind` is what readers are told of it. Who
    approved and signed off is in it by name only where the newsroom says so.
    """
    signed = found.signoff if found.signoff and found.signoff.valid else None
    return {
        "format": FORMAT,
        "article": article,
        "language": language,
        "translated_from": translated_from,
        "kind": kind,
        "engines": [{"name": name, "units": units} for name, units in found.engines],
        "units": {
            "total": found.units,
            **{name: getattr(found, name) for name in ORIGINS},
        },
        "reviewed": found.approved,
        "reviewed_in_other_editors": found.external,
        "reviewers": len(found.reviewers),
        "reviewed_by": [
            {"name": name, "units": units} for name, units in found.reviewers if name_reviewers
        ],
        "signed_off": signed and {"by": signed.who if name_reviewers else None, "date": signed.day},
        "last_review": found.last_review,
    }


def converted(base: Mapping[str, Any], article: str, language: str, of: str) -> dict[str, Any]:
    """Return the record of a page made by rules from that in another script.

    `base` is the record of that, empty for the article itself; `language` and `of` are tags.
    """
    own = {"kind": "derived", "article": article, "language": language, "converted_from": of}
    return {"format": FORMAT, **base, **own}


def _origin(unit: Unit, now: str) -> tuple[Origin, str]:
    """Where a unit comes from, and the engine that had a part in it; `now` is its hash."""
    if not unit.target:
        return "untranslated", ""
    marks = [mark.value for mark in unit.marks if mark.key == "mt"]
    if not marks:
        return "human", ""
    bound = [value for value in marks if now in value.split()]
    name, _ = _dated((bound or marks)[-1], now)
    if name.startswith("memory:"):
        return "memory", ""
    return ("machine" if bound else "edited"), name


def _approvals(unit: Unit, now: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the day of each approval of the unit as it is; `now` is its hash."""
    for mark in unit.marks:
        if mark.key == "reviewed" and now in mark.value.split():
            yield _dated(mark.value, now)


def _dated(value: str, now: str) -> tuple[str, str]:
    """What a mark says, and on which day: `google/web 2026-11-24 4f2a9c01be77`."""
    words = value.split()
    if now in words:
        words = words[: words.index(now)]
    elif words and _HASH.fullmatch(words[-1]):
        words.pop()
    day = words.pop() if words and _DAY.fullmatch(words[-1]) else ""
    return " ".join(words), day


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The counts, the greatest first; the same whatever the order of the units."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
