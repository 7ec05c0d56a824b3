"""Reports: what commands print. Plain lines in a pipe, a progress bar on a terminal."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from i18n.errors import UserError
    from i18n.memory.match import Match, Stats
    from i18n.memory.reader import Taken
    from workflow.inspection import Counts
    from workflow.site.outcome import Outcome
    from workflow.site.press import Report

OUTCOMES = {
    "earlier": "the earlier version stays online",
    "draft": "online as a draft, with a notice",
    "held": "not published",
    "withdrawn": "taken back, it was a draft",
    "removed": "taken away: no longer in the project",
    "failed": "not published: it cannot be read",
}
"""What is said of a version, by its status; of those that are simply out, nothing."""


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""What steers a terminal, or breaks a line, or cannot be printed."""


def error(problem: "UserError") -> None:
    """Print what is wrong, where, and the next step."""
    click.echo(f"Error: {shown(str(problem))}\n  hint: {shown(problem.hint)}", err=True)


def width(most: int, margin: int) -> int:
    """How many columns there are for a text, beside a margin; in a pipe as many as it likes."""
    if sys.stdout is None or not sys.stdout.isatty():
        return most
    return max(30, min(most, shutil.get_terminal_size().columns - margin))


def progress(items: Iterable[Any], label: str, length: int) -> Iterator[Any]:
    """Pass items on, with a bar on a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():  # it may have been closed
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


def checked(counts: "Sequence[Counts]") -> None:
    """Sum up in a line what was found in catalogs."""
    errors, warnings = (sum(getattr(one, key) for one in counts) for key in ("errors", "warnings"))
    said = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
    see = "; see tilshi check" if errors or warnings else ""
    click.echo(f"Checked {count(len(counts), 'catalog')}: {said}{see}.")


def passed_over(files: Sequence[tuple[str, str]]) -> None:
    """Name the files that were not looked at, and their languages."""
    if files:
        named = ", ".join(f"{shown(path)} ({shown(language)})" for path, language in files[:3])
        more = f" and {len(files) - 3:,} more" if len(files) > 3 else ""
        click.echo(f"Passed over, in another language: {named}{more}", err=True)


def orphans(paths: Sequence[str]) -> None:
    """Name the catalogs whose article is gone: renamed, perhaps."""
    for path in paths:
        click.echo(f"{path} belongs to no article; if that was renamed, rename this the same way.")


def published(report: "Report") -> None:
    """Say what became of the versions that are not simply out, and where the pages are."""
    for problem in {str(one.error): one.error for one in report.outcomes if one.error}.values():
        error(problem)
    _problems(report.problems)
    _versions(report.outcomes)
    gone = f", {count(len(report.deleted), 'file')} taken away" if report.deleted else ""
    click.echo(f"Published: {count(report.written, 'article')} changed{gone}.")
    _places(report.folder, report.places)


def unchanged(
    outcomes: "Iterable[Outcome]", problems: Sequence[str], folder: Path, places: Sequence[str]
) -> None:
    """Say that there is nothing to do, what versions wait for, and where the pages are."""
    _problems(problems)
    _versions(outcomes)
    click.echo("Nothing has changed since the last run.")
    _places(folder, places)


def _problems(problems: Sequence[str]) -> None:
    for problem in problems:
        click.echo(shown(problem), err=True)


def _versions(outcomes: "Iterable[Outcome]") -> None:
    for outcome in outcomes:
        if outcome.status in OUTCOMES:
            click.echo(_version(outcome))


def _places(folder: Path, places: Sequence[str]) -> None:
    for place in places:
        click.echo(f"  {_shortest(folder / place)}")


def shown(text: str) -> str:
    """The text with control characters made visible: a catalog cannot steer the terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _UNSEEN else c for c in text
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


def matches(found: "Sequence[Match]", sentence: str, least: float) -> None:
    """Show what the memory offers, each with how it differs and where it comes from."""
    if not found:
        click.echo(f"Nothing at least {least:.0%} alike is in the memory: --least asks for less.")
    for match in found:
        place = ", in the same place" if match.in_context else ""
        where = ", ".join(filter(None, (f"{match.percent}%", match.origin, match.date)))
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
                "source_words": row.words,
            }
            for row in rows
        ]
    )
    click.echo("Segments are different sentences of the source, with so many words;")
    click.echo("entries are their translations, one for each place where they stand.")
    click.echo(f"{size / 1e6:,.1f} MB with its index.")


def table(rows: Sequence[dict[str, Any]], words: Sequence[str] = ("article", "locale")) -> None:
    """Print rows under their keys, `words` to the left; zeros as dots, so that work stands out."""
    for line in lines(rows, words):
        click.echo(line)


def lines(rows: Sequence[dict[str, Any]], words: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table."""
    heads = [key.replace("_", " ") for key in rows[0]]
    cells = [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    to_left = [key in words for key in rows[0]]
    for line in (heads, *cells):
        padded = (
            text.ljust(width) if left else text.rjust(width)
            for text, width, left in zip(line, widths, to_left, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _cell(value: object) -> str:
    if value == 0:
        return "·"
    return f"{value:,}" if isinstance(value, int) else str(value)


def as_json(rows: Sequence[dict[str, Any]] | Mapping[str, Any]) -> None:
    """Print rows for programs."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _version(outcome: "Outcome") -> str:
    why = list(map(str, outcome.reasons))
    see = f"; see tilshi check {_word(outcome.slug)} -l {outcome.locale}" if outcome.errors else ""
    if outcome.correction_pending:
        why.insert(0, "a correction waits")
    said = ": ".join(filter(None, (OUTCOMES[outcome.status], ", ".join(why))))
    return f"{outcome.slug} [{outcome.locale}]: {said}{see}"


def _word(text: str) -> str:
    """The text as one word of a command."""
    from shlex import quote  # noqa: PLC0415 - few need it

    return quote(text)


def _shortest(path: Path) -> str:
    """The path as a person standing here would write it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
