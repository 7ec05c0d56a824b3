"""Findings for people: by catalog and sentence, with what is wrong marked, and a count at the end."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from i18n.checks import CHECKS
from i18n.evidence.problem import Finding, Severity
from i18n.model import Unit
from workflow.findings.excerpt import edited, marked
from workflow.findings.told import GRAVITY, Told, View, standing
from workflow.reports import count, lines, shown

COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.FIX: "cyan",
    Severity.INFO: "blue",
}


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield every catalog with something to show, then how much there is of what."""
    for one in told:
        yield from _catalog(one, view)
    yield from _summary(told, view)


def _catalog(told: Told, view: View) -> Iterator[str]:
    findings = [one for one in told.shown(view) if one.stands]
    if not findings:
        return
    said = [_counted(n, s) for s in Severity if (n := standing([told], s))]
    name = shown(told.article or told.place(view))
    yield click.style(f"{name} [{told.locale}]: {', '.join(said)}", bold=True)
    open_, folded = _folded(findings, view.fold)
    for _, group in groupby(open_, key=lambda one: id(one.unit)):
        yield from _sentence(told, list(group), view)
    for check, number in folded.items():
        yield f"{number:,} more of {check}: {_command(told, check, view)} shows them"
    yield ""


def _command(told: Told, check: str, view: View) -> str:
    """The command that shows all that a check found in a catalog, as it is written in a shell."""
    name = told.article or told.place(view)
    least = "" if view.least is View().least else f" --severity {view.least}"
    return f"tilshi check {shlex.quote(shown(name))} -l {told.locale} --select {check}{least}"


def _folded(findings: Sequence[Finding], most: int) -> tuple[list[Finding], Counter[str]]:
    """The findings to show, and how many more there are of each check."""
    seen: Counter[str] = Counter()
    open_: list[Finding] = []
    for one in findings:
        seen[one.check] += 1
        if not most or seen[one.check] <= most:
            open_.append(one)
    return open_, seen - Counter(one.check for one in open_)


def _sentence(told: Told, findings: Sequence[Finding], view: View) -> Iterator[str]:
    unit = findings[0].unit
    place = f"{shown(told.place(view))}:{unit.line}"
    for one in findings:
        severity = click.style(one.severity, fg=COLOURS[one.severity])
        yield f"{place}: {severity}: {shown(one.problem.message)} [{one.check}]"
    yield from (f"    {line}" for line in excerpts(unit, findings, view.width))


def excerpts(unit: Unit, findings: Sequence[Finding], width: int) -> Iterator[str]:
    """Yield where the unit is, its texts with what is wrong marked, and what would mend it."""
    if unit.references:
        yield click.style(shown(unit.references[0]), dim=True)
    spans = [span for one in findings for span in one.problem.source]
    yield from marked(unit.source, spans, width)
    if unit.target.strip():
        spans = [span for one in findings for span in one.problem.target]
        yield from marked(unit.target, spans, width)
    for one in findings:
        if one.problem.fix:
            yield f"fix: {edited(unit.target, one.problem.fix)}"


def _summary(told: Sequence[Told], view: View) -> Iterator[str]:
    every = [one for each in told for one in each.findings]
    if every:
        yield from lines(_rows(every), ("check",))
    grave = ", ".join(_counted(standing(told, s), s) for s in (Severity.ERROR, Severity.WARNING))
    yield f"{count(len(told), 'catalog')} checked: {grave}."
    yield from _rest(told, every, view)


def _rest(told: Sequence[Told], every: Sequence[Finding], view: View) -> Iterator[str]:
    """Say what is not shown, and what to do about the rest."""
    hidden = [s for s in Severity if GRAVITY[s] > GRAVITY[view.least] and standing(told, s)]
    if hidden:
        numbers = ", ".join(_counted(standing(told, s), s) for s in hidden)
        yield f"Not shown: {numbers}; --severity {hidden[-1]} shows them."
    if fixable := sum(bool(one.problem.fix) and one.stands for one in every):
        yield f"{count(fixable, 'finding')} can be mended by: tilshi check --fix"
    if any(one.stands for each in told for one in each.shown(view)):
        yield "What a check sees, and how to mend it: tilshi check --explain CHECK"


def _rows(every: Sequence[Finding]) -> list[dict[str, object]]:
    kinds = Counter((one.check, one.severity if one.stands else "dismissed") for one in every)
    heads = [*Severity, "dismissed"]
    used = [head for head in heads if any(kind == head for _, kind in kinds)]
    return [
        {"check": check, **{str(head): kinds[check, head] for head in used}}
        for check in CHECKS
        if any(name == check for name, _ in kinds)
    ]


def _counted(number: int, severity: Severity) -> str:
    """`1 error`, `2 fixes`, `3 info`."""
    plural = {Severity.FIX: "fixes", Severity.INFO: "info"}.get(severity, f"{severity}s")
    return f"{number:,} {severity if number == 1 else plural}"
