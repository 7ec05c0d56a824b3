"""Accounts: what commands print of a translation, what it takes before and what it took after."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from workflow.reports import count, table

if TYPE_CHECKING:
    from i18n.dispatch.meter import Meter
    from i18n.engines.facts import Price
    from i18n.engines.faults import EngineError
    from workflow.drafting import Drafted
    from workflow.plan import Plan


def planned(plans: "Sequence[Plan]", prices: "Mapping[str, Price]", budget: float | None) -> None:
    """Say what translating would take, by locale, and by which prices."""
    if not plans:
        click.echo("Every sentence has a translation or a draft.")
        return
    table([_planned(one, prices) for one in plans], words=("locale", "engine", "cost"))
    for name in dict.fromkeys(one.engine for one in plans if one.cost):
        click.echo(f"{name}: {prices[name].brief}")
    totals: dict[str, float] = {}
    for one in plans:
        totals[one.currency] = totals.get(one.currency, 0.0) + one.cost
    if len(plans) > 1 and any(totals.values()):
        click.echo(f"Together: {paid(totals)}")
    if budget is not None and sum(totals.values()) > budget:
        click.echo(
            f"That is more than the budget of {budget:g}: beyond it nobody is asked who charges."
        )


def _planned(one: "Plan", prices: "Mapping[str, Price]") -> dict[str, Any]:
    price = prices.get(one.engine)
    about = "about " if price and price.unit == "tokens" else ""
    return {
        "locale": one.locale,
        "sentences": one.sentences,
        "memory": one.memory,
        "stored": one.stored,
        "refused": one.refused,
        "to_ask": one.asked,
        "characters": one.characters,
        "requests": one.requests,
        "engine": one.engine or "nobody",
        "cost": about + money(one.cost, one.currency) if one.priced else "unknown",
    }


def money(amount: float, currency: str) -> str:
    """`0.28 USD`; `none` where nothing is charged."""
    if not amount:
        return "none"
    return f"under 0.01 {currency}" if amount < 0.01 else f"{amount:.2f} {currency}"


def paid(amounts: Mapping[str, float]) -> str:
    """`0.28 USD and 1.20 EUR`; `nothing`."""
    return " and ".join(money(n, currency) for currency, n in amounts.items() if n) or "nothing"


def notices(texts: Iterable[str]) -> None:
    """Say what a user has to be told."""
    for text in texts:
        click.echo(text, err=True)


@contextmanager
def translating(
    plans: "Sequence[Plan]", meter: "Meter", prices: "Mapping[str, Price]"
) -> Iterator[Callable[[int], None]]:
    """Yield what is told of sentences answered: on a terminal a bar, with rate and cost."""
    total = sum(one.asked for one in plans)
    if not (total and sys.stderr.isatty()):
        yield lambda number: None
        return
    start = time.monotonic()

    def said(done: int | None) -> str:
        rate = f"{(done or 0) / max(time.monotonic() - start, 0.1):.1f} a second"
        charged = any(price.amount for price in prices.values())
        return f"{rate}, {paid(meter.spent)} so far" if charged else rate

    with click.progressbar(
        length=total, label="Translating", item_show_func=said, show_pos=True, file=sys.stderr
    ) as bar:
        yield lambda number: bar.update(number, bar.pos + number)


def drafted(path: str, result: "Drafted") -> None:
    """Say what translating one catalog came to."""
    if result.origins:
        by = (f"{number} by {origin}" for origin, number in result.origins.items())
        click.echo(f"{path}: drafted {', '.join(by)}")
    for reason, number in result.failures.items():
        click.echo(f"{path}: {count(number, 'sentence')} not translated: {reason}")


def given_up(engines: "Mapping[str, EngineError]") -> None:
    """Name the engines that were not asked to the end."""
    for name, off in engines.items():
        click.echo(f"{name} was given up: {off}\n  hint: {off.hint}", err=True)


def translated(results: "Sequence[Drafted]", spent: Mapping[str, float]) -> bool:
    """Sum a translation up with what to do next, and return if nothing failed."""
    drafts = sum(sum(one.origins.values()) for one in results)
    failed = sum(sum(one.failures.values()) for one in results)
    left = sum(one.left for one in results)
    rest = f", {failed:,} failed" if failed else ""
    people = f", {left:,} left for a person to translate" if left else ""
    cost = f", for {paid(spent)}" if spent else ""
    click.echo(f"Translated: {count(drafts, 'new draft')}{rest}{people}{cost}.")
    if misused := sum(one.misused for one in results):
        click.echo(f"{count(misused, 'draft')} against the glossary: see tilshi check.")
    for reason, hint in {item for one in results for item in one.hints.items()}:
        click.echo(f"{reason}: {hint}")
    return not failed
