"""The roster: which engines there are for a project, and whether they work."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from i18n import engines, mask
from i18n.dispatch.answer import Answer
from i18n.dispatch.meter import Meter
from i18n.engines import Row, keys
from i18n.engines.engine import Engine, Limits
from i18n.engines.facts import Price
from i18n.engines.faults import EngineError, Unsupported
from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Brief
from workflow.project import Project
from workflow.staff import Staff


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine as a project sees it.

    `state` says if it can be asked, or what is missing; `locales` are those of the project that
    it translates into, `chains` those whose chain names it. `limits` and `price` are for people.
    """

    name: str
    summary: str
    state: str
    locales: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    network: str = ""
    limits: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one sentence: its translation or the fault, and what it took."""

    locale: str
    text: str
    fault: EngineError | None
    seconds: float
    cost: float
    price: Price | None


def roster(project: Project) -> tuple[Entry, ...]:
    """Return every engine there is, ours first; asks nobody."""
    rows = sorted(engines.table().values(), key=lambda row: row.foreign)
    return tuple(_entry_or_fault(project, row) for row in rows)


def trial(project: Project, name: str, locales: Sequence[Locale]) -> Iterator[Trial]:
    """Have the sample of the source language translated into each locale, and yield each result.

    Answers of the past do not count. Raises UserError for an engine that asks nobody.
    """
    if not engines.find(name).module:
        raise UserError(f"{name} is no machine translator", hint="see: tilshi engines list")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        names = {locale.code: (name,) for locale in locales}
        answers = Path(folder) / "answers.db"
        staff = Staff(project, names, stack, Meter(), answers=answers)
        for locale in locales:
            yield _tried(staff, Brief(project.source.code, locale.code), project.source.sample)


def _tried(staff: Staff, brief: Brief, sample: str) -> Trial:
    chain, masked = staff.chains[brief.target], mask.mask(sample)
    (interpreter,) = chain.interpreters
    before, start = sum(staff.meter.spent.values()), time.monotonic()
    result = chain.ask([(masked,)], brief)[masked.text]
    took = time.monotonic() - start
    cost = sum(staff.meter.spent.values()) - before
    if isinstance(result, Answer):
        text = chain.unmask(masked, result.text, brief) or result.text
        return Trial(brief.target, text, None, took, cost, interpreter.price)
    return Trial(brief.target, "", result, took, cost, interpreter.price)


def _entry_or_fault(project: Project, row: Row) -> Entry:
    """The entry, even of another package's engine that is broken."""
    try:
        return _entry(project, row)
    except UserError as error:
        return Entry(
            row.name, f"of the module {row.module}", f"not ready: {error.what}; {error.hint}"
        )


def _entry(project: Project, row: Row) -> Entry:
    facts, given = row.facts, project.engines.get(row.name, {})
    known = tuple(code for code in project.settings.locales if code in facts.languages)
    chosen = project.settings.engines
    asked = tuple(code for code in project.settings.locales if row.name in chosen.chain_for(code))
    entry = Entry(row.name, facts.summary, "ready", known, asked)
    if not row.module:
        return replace(entry, locales=project.settings.locales)
    try:
        (engine,) = engines.load([row.name], {row.name: given})
        price = engines.price(row, given)
    except UserError as error:
        return replace(entry, state=f"not ready: {error.what}; {error.hint}")
    known = tuple(code for code in project.settings.locales if _knows(engine, project, code))
    engine.close()
    return replace(
        entry,
        state=keys.wanted(facts, engine) or "ready",
        locales=known,
        network=engine.network,
        limits=_limits(engine.limits),
        price=price.said if price else "" if engine.network != "remote" else "price unknown",
    )


def _knows(engine: Engine, project: Project, code: str) -> bool:
    try:
        engine.traits(Brief(project.source.code, code))
    except Unsupported:
        return False
    return True


def _limits(limits: Limits) -> str:
    rate = f", {limits.rate:g} requests a second" if limits.rate < 1e6 else ""
    return f"{limits.chars:,} characters a request{rate}, {limits.workers} at once"
