"""Reports: what commands print. Plain lines in a pipe, a progress bar on a terminal."""

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from i18n.dispatch.meter import Meter
    from i18n.engines.deep.classes import Class
    from i18n.engines.facts import Price
    from i18n.engines.faults import EngineError
    from i18n.errors import UserError
    from i18n.memory.match import Match, Stats
    from i18n.memory.reader import Taken
    from workflow.drafting import Drafted
    from workflow.roster import Entry, Trial
    from workflow.site.press import Report
    from workflow.site.run import Outcome
    from workflow.translate import Plan

OUTCOMES = {
    "earlier": "the earlier version stays out",
    "draft": "out as a draft, with a notice",
    "held": "not published",
    "withdrawn": "taken back, it was a draft",
    "removed": "taken away: no longer in the project",
    "failed": "not published: it cannot be read",
}
"""What is said of a version, by its status; of those that are simply out, nothing."""


def error(problem: "UserError") -> None:
    """Print what is wrong, where, and the next step."""
    click.echo(f"Error: {problem}\n  hint: {problem.hint}", err=True)


def progress(items: Iterable[Any], label: str, length: int) -> Iterator[Any]:
    """Pass items on, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, length=length, file=sys.stderr) as bar:
        yield from bar


def count(number: int, noun: str) -> str:
    """`1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def extracted(articles: int, catalogs: int) -> None:
    """Sum an extraction up."""
    click.echo(f"Extracted {count(articles, 'article')}, {count(catalogs, 'catalog')} changed.")


def orphans(paths: Sequence[str]) -> None:
    """Name the catalogs whose article is gone: renamed, perhaps."""
    for path in paths:
        click.echo(f"{path} belongs to no article; if that was renamed, rename this the same way.")


def drafted(path: str, result: "Drafted") -> None:
    """Say what translating one catalog came to."""
    if result.origins:
        by = (f"{number} by {origin}" for origin, number in result.origins.items())
        click.echo(f"{path}: drafted {', '.join(by)}")
    for reason, number in result.failures.items():
        click.echo(f"{path}: {count(number, 'sentence')} not translated: {reason}")


def planned(plans: "Sequence[Plan]", prices: "Mapping[str, Price]", budget: float | None) -> None:
    """Say what translating would take, by locale, and by which prices."""
    if not plans:
        click.echo("Every sentence has a translation or a draft.")
        return
    table([_planned(one, prices) for one in plans], words=("locale", "engine", "cost"))
    for name in dict.fromkeys(one.engine for one in plans if one.engine in prices):
        click.echo(f"{name}: {prices[name].said}")
    total = sum(one.cost for one in plans)
    if budget is not None and total > budget:
        click.echo(f"That is more than the budget of {budget:.2f}: the run will stop before it.")


def _planned(one: "Plan", prices: "Mapping[str, Price]") -> dict[str, Any]:
    row = {
        "locale": one.locale,
        "sentences": one.sentences,
        "memory": one.memory,
        "stored": one.stored,
        "refused": one.refused,
        "to_ask": one.asked,
        "characters": one.characters,
        "requests": one.requests,
        "engine": one.engine or "nobody",
    }
    return row | {"cost": money(one.cost, prices.get(one.engine)) or "none"}


def money(amount: float, price: "Price | None") -> str:
    """`0.28 USD`; nothing where nothing is charged. What tokens cost is an estimate."""
    if price is None:
        return ""
    if 0 < amount < 0.01:
        return f"under 0.01 {price.currency}"
    return f"{'about ' if price.unit == 'tokens' else ''}{amount:.2f} {price.currency}"


def _spent(amount: float, prices: "Mapping[str, Price]") -> str:
    return money(amount, next(iter(prices.values()), None))


def notices(texts: Iterable[str]) -> None:
    """Say what a user has to be told once."""
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
        return f"{rate}, {_spent(meter.spent, prices)} so far" if prices else rate

    with click.progressbar(
        length=total, label="Translating", item_show_func=said, show_pos=True, file=sys.stderr
    ) as bar:
        yield lambda number: bar.update(number, bar.pos + number)


def engines(entries: "Sequence[Entry]") -> None:
    """Show engines: whether they can be asked, for which languages, and what they bear and cost."""
    width = max(len(one.name) for one in entries)
    for one in entries:
        click.echo(f"{click.style(one.name.ljust(width), bold=True)}  {one.state}")
        known = " ".join(one.locales) or "none of yours"
        lines = (one.summary, f"languages: {known}", one.limits, one.price)
        for line in filter(None, lines):
            click.echo(f"{' ' * width}  {line}")


def classes(rows: "Iterable[Class]") -> None:
    """Say which translators of deep-translator run, by which engine, and why the rest do not."""
    click.echo("\nTranslators of deep-translator:")
    for row in rows:
        instead = f"; instead: {row.instead}" if row.instead else ""
        click.echo(f"  {row.name}: {row.engine or f'no, {row.why}{instead}'}")


def tried(result: "Trial") -> None:
    """Say what an engine made of a sentence."""
    if result.fault:
        click.echo(f"{result.locale}: {result.fault}\n  hint: {result.fault.hint}", err=True)
        return
    costs = f", {money(result.cost, result.price)}" if result.price else ""
    click.echo(f"{result.locale}: {result.text}  ({result.seconds:.2f} s{costs})")


def given_up(engines: "Mapping[str, EngineError]") -> None:
    """Name the engines that were not asked to the end."""
    for name, off in engines.items():
        click.echo(f"{name} was given up: {off}\n  hint: {off.hint}", err=True)


def translated(results: "Sequence[Drafted]", spent: float, prices: "Mapping[str, Price]") -> bool:
    """Sum a translation up, and return if nothing failed."""
    drafts = sum(sum(one.origins.values()) for one in results)
    failed = sum(sum(one.failures.values()) for one in results)
    left = sum(one.left for one in results)
    rest = f", {failed:,} failed" if failed else ""
    people = f", {left:,} left for a person to translate" if left else ""
    cost = f", for {_spent(spent, prices)}" if spent else ""
    click.echo(f"Translated: {count(drafts, 'new draft')}{rest}{people}{cost}.")
    if misused := sum(one.misused for one in results):
        click.echo(f"{count(misused, 'draft')} against the glossary: see tilshi glossary check.")
    if failed:
        click.echo("Run tilshi translate again later: it asks only for what is missing.")
        click.echo("What engines could not do is asked for again with --retry.")
    return not failed


def published(report: "Report") -> None:
    """Say what became of the versions that are not simply out, and where the pages are."""
    for problem in {str(one.error): one.error for one in report.outcomes if one.error}.values():
        error(problem)
    for outcome in report.outcomes:
        if outcome.status in OUTCOMES:
            click.echo(_version(outcome))
    gone = f", {count(len(report.deleted), 'file')} taken away" if report.deleted else ""
    click.echo(f"Published: {count(report.written, 'article')} changed{gone}.")
    for place in report.places:
        click.echo(f"  {_shortest(report.folder / place)}")


def shown(text: str) -> str:
    """The text with control characters made visible: a catalog cannot steer the terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text
    )


def difference(old: str, new: str) -> str:
    """The new text with what went as [-so-] and what came as {+so+}."""
    from i18n.memory.difference import difference  # noqa: PLC0415 - only who compares pays for it

    forms: dict[str, Callable[[str], str]] = {
        "equal": str,
        "gone": lambda text: _marked(text, "[-", "-]", "red"),
        "come": lambda text: _marked(text, "{+", "+}", "green"),
    }
    pieces = difference(old, new)
    replaced = [(one.kind, two.kind) == ("gone", "come") for one, two in pairwise(pieces)]
    return "".join(
        " " * space + forms[piece.kind](piece.text)
        for piece, space in zip(pieces, [False, *replaced], strict=False)
    )


def _marked(text: str, opening: str, closing: str, colour: str) -> str:
    """The text in coloured marks, its outer spaces outside."""
    inside = text.strip()
    return text.replace(inside, click.style(f"{opening}{inside}{closing}", fg=colour), 1)


def matches(found: "Sequence[Match]", sentence: str) -> None:
    """Show what the memory offers, each with how it differs and where it comes from."""
    if not found:
        click.echo("Nothing alike is in the memory.")
    for match in found:
        place = ", in the same place" if match.in_context else ""
        where = ", ".join(filter(None, (f"{match.likeness:.0%}", match.origin, match.date)))
        click.echo(click.style(f"{where}{place}", bold=True))
        click.echo(f"  {difference(shown(match.source), shown(sentence))}")
        click.echo("  " + click.style(shown(match.target), fg="cyan"))
        if match.patched:
            said = ", ".join(f"{shown(old)} → {shown(new)}" for old, new in match.patched)
            click.echo(f"  put into it: {said}")


def imported(path: str, found: "Taken") -> None:
    """Say what was taken from a TMX file, and what was not."""
    by = ", ".join(f"{number:,} {locale}" for locale, number in sorted(found.taken.items()))
    total = count(found.taken.total(), "translation")
    click.echo(f"{path}: {total}{f' ({by})' if by else ''}")
    for reason, number in found.skipped.most_common(9):
        click.echo(f"  left out: {number:,} {shown(reason)}")


def exported(path: str, counts: Mapping[str, int]) -> None:
    """Say what was written to a TMX file."""
    by = ", ".join(f"{number:,} {locale}" for locale, number in counts.items())
    click.echo(f"{path}: {count(sum(counts.values()), 'translation')} ({by})")


def remembered(rows: "Sequence[Stats]", size: int) -> None:
    """Say what the memory holds, and how many bytes that takes."""
    if not rows:
        click.echo("The memory is empty: nothing is approved yet.")
        return
    table(
        [
            {
                "locale": row.locale,
                "newest": row.newest or "·",
                "segments": row.segments,
                "entries": row.entries,
                "words": row.words,
            }
            for row in rows
        ]
    )
    click.echo(f"{size / 1e6:,.1f} MB with its index.")


def table(rows: Sequence[dict[str, Any]], words: Sequence[str] = ("article", "locale")) -> None:
    """Print rows under their keys, `words` to the left; zeros as dots, so that work stands out."""
    heads = [key.replace("_", " ") for key in rows[0]]
    cells = [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    to_left = [key in words for key in rows[0]]
    for line in (heads, *cells):
        padded = (
            text.ljust(width) if left else text.rjust(width)
            for text, width, left in zip(line, widths, to_left, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if value == 0:
        return "·"
    return f"{value:,}" if isinstance(value, int) else str(value)


def as_json(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows for programs."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _version(outcome: "Outcome") -> str:
    waiting = ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in outcome.waiting)
    said = ": ".join(filter(None, (OUTCOMES[outcome.status], waiting)))
    return f"{outcome.slug} [{outcome.locale}]: {said}"


def _shortest(path: Path) -> str:
    """The path as a person standing here would write it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
