"""Review in the terminal, one sentence at a time, in the order of the article."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date

import click

from i18n.errors import UserError
from i18n.evidence.problem import Finding, Severity
from i18n.locales import Locale
from i18n.memory.match import Match
from i18n.memory.memory import Memory
from i18n.model import Brief, Catalog, State, Term, Unit
from workflow import remembering, reports
from workflow.extract import TERM
from workflow.findings.excerpt import edited
from workflow.inspection import GRAVE, Counter, Inspection, beside_states
from workflow.mend import mended
from workflow.pipeline import approve_article
from workflow.project import Article, Project, po_time
from workflow.review import approve, dismiss, rewrite, send_back, take
from workflow.session import Session

KEYS = {
    "a": "approve it and go on",
    "e": "edit it in $EDITOR, then decide",
    "m": "take what the memory offers, then decide",
    "f": "mend what checks know how to, then decide",
    "d": "dismiss what a check found: say why",
    "x": "needs work: say why and go on",
    "s": "skip it for now",
    "b": "go back to the one before",
    "u": "undo the last decision",
    "q": "quit; everything decided is saved",
    "?": "show these keys",
}
QUIT = "q"


def review(project: Project, pairs: Sequence[tuple[Article, Locale]], who: str | None) -> None:
    """Walk the reviewer through the catalogs that wait for a decision, until they quit.

    Those with errors wait for one as well, since an error that stands holds an article back.
    """
    who, seen = who or _git_name(), 0
    locales = list(dict.fromkeys(locale for _, locale in pairs))
    briefs, inspection = _briefs(project, locales), beside_states(project)
    held = _held(project, pairs)
    with ExitStack() as stack:
        memory = _memory(project, locales, stack)
        for article, locale in pairs:
            if not (catalog := project.catalog(article, locale)):
                continue
            brief = briefs[locale.code]
            session = Session(
                project, article, locale, who, catalog, brief, inspection, memory,
                held=(article.slug, locale.code) in held,
            )  # fmt: skip
            if session.keys:
                seen += 1
                if not run(session):
                    return
    if not seen:
        click.echo("Nothing waits for review.")


def _held(project: Project, pairs: Sequence[tuple[Article, Locale]]) -> set[tuple[str, str]]:
    """The catalogs in which errors stand. Without a glossary that can be read it is not asked."""
    held = set()
    with project.stamps() as stamps:
        counter = Counter(project, stamps)
        for article, locale in reports.progress(pairs, "Checking", len(pairs)):
            try:
                if counter.counts(article, locale).errors:
                    held.add((article.slug, locale.code))
            except UserError:  # said by what needs it: the glossary's briefs, the catalog's reading
                continue
    return held


def _briefs(project: Project, locales: Sequence[Locale]) -> Mapping[str, Brief]:
    """The terms of each locale; a review goes on without a glossary that cannot be read."""
    terms: dict[str, tuple[Term, ...]] = {}
    try:
        terms = {locale.code: project.terms(locale) for locale in locales}
    except UserError as error:
        _without("glossary", error)
    source = project.source.code
    return {one.code: Brief(source, one.code, terms=terms.get(one.code, ())) for one in locales}


def _memory(project: Project, locales: Sequence[Locale], stack: ExitStack) -> Memory | None:
    """The memory as the catalogs are now; a review goes on without one that cannot be used."""
    try:
        memory = stack.enter_context(closing(remembering.memory_of(project)))
        remembering.refresh(project, memory, locales)
    except UserError as error:
        _without("memory", error)
        return None
    return memory


def _without(what: str, error: UserError) -> None:
    click.echo(f"Reviewing without the {what}: {error}\n  hint: {error.hint}", err=True)


def approve_all(project: Project, pairs: Sequence[tuple[Article, Locale]], who: str | None) -> None:
    """Approve every draft in one go, in the reviewer's name.

    Says how many, and in how many of them checks find something.
    """
    if not who:
        what = "--approve-all puts a name on every sentence"
        raise UserError(what, hint='say whose: --name "An Editor"')
    briefs = _briefs(project, list(dict.fromkeys(locale for _, locale in pairs)))
    inspection = beside_states(project)
    total, found = 0, list[list[Finding]]()
    for article, locale in pairs:
        if units := approve_article(project, article, locale, who):
            click.echo(f"{project.catalog_name(article, locale)}: {len(units)} approved")
            total += len(units)
            catalog = project.catalog(article, locale)
            found += _found(inspection, catalog, units, briefs[locale.code])
    click.echo(f"{reports.count(total, 'unit')} approved by {who}.")
    _with_findings(found)


def _found(
    inspection: Inspection, catalog: Catalog | None, units: Sequence[Unit], brief: Brief
) -> list[list[Finding]]:
    """What is grave in each of the units in which something is."""
    wanted: dict[tuple[str, str], list[Finding]] = {unit.key: [] for unit in units}
    for one in inspection.inspect(catalog.units if catalog else (), brief):
        if one.unit.key in wanted and one.stands and one.severity in GRAVE:
            wanted[one.unit.key].append(one)
    return [found for found in wanted.values() if found]


def _with_findings(found: Sequence[Sequence[Finding]]) -> None:
    """Count the sentences by the gravest of what is wrong in each."""
    grave = sum(any(one.severity is Severity.ERROR for one in each) for each in found)
    if found:
        click.echo(
            f"{reports.count(len(found), 'approved sentence')} with findings, {grave:,}"
            f" with errors, {len(found) - grave:,} with warnings: see tilshi check."
        )


def run(session: Session) -> bool:
    """Walk the reviewer through the catalog; False when they quit before its end."""
    finished = True
    while finished and session.place < len(session.keys):
        _show(session)
        key = _ask()
        finished = key != QUIT
        if finished:
            _act(session, _ACTIONS.get(key, _help))
    decided, edited = session.counts
    waiting = f", {edited} edited and not decided" if edited else ""
    click.echo(f"\n{session.article.slug}, {session.locale.endonym}: {decided} decided{waiting}")
    return finished


def _act(session: Session, action: Callable[[Session], None]) -> None:
    """Do it, and say what a reviewer can mend; the review goes on."""
    try:
        action(session)
    except UserError as error:
        click.echo(f"  {error}\n  hint: {error.hint}")


def _approve(session: Session) -> None:
    session.save(session.unit, approve(session.unit, session.who, po_time()[:10]))
    session.place += 1


def _edit(session: Session) -> None:
    unit = session.unit
    edited = click.edit(unit.target or unit.source, extension=".txt", require_save=True)
    text = " ".join((edited or "").split("\n")).strip() if edited is not None else ""
    if not text:
        click.echo("  nothing changed")
    elif text != unit.target:
        session.save(unit, rewrite(unit, text))


def _take(session: Session) -> None:
    unit, offer = session.unit, session.offer
    if offer is None or offer.target == unit.target:
        click.echo("  the memory offers nothing else")
    else:
        session.save(unit, take(unit, offer, date.fromisoformat(po_time()[:10])))


def _needs_work(session: Session) -> None:
    why = _line("  why? ")
    if not why:
        click.echo("  say why, so that the translator knows; nothing changed")
        return
    session.save(session.unit, send_back(session.unit, session.who, why))
    session.place += 1


def _mend(session: Session) -> None:
    unit = session.unit
    after = mended(unit, session.findings)
    if after == unit:
        click.echo("  no check knows how to mend anything here")
    else:
        session.save(unit, after)


def _dismiss(session: Session) -> None:
    checks = list(dict.fromkeys(one.check for one in session.findings))
    if not checks:
        click.echo("  there is nothing to dismiss")
        return
    check = checks[0] if len(checks) == 1 else _which(checks)
    if check:
        session.save(session.unit, dismiss(session.unit, check, _line(f"  {check}: why? ")))


def _which(checks: Sequence[str]) -> str:
    """The check that the reviewer chooses by its number; "" if none."""
    for number, check in enumerate(checks, 1):
        click.echo(f"  {number}  {check}")
    said = _line("  which? ")
    if said.isdecimal() and 0 < int(said) <= len(checks):
        return checks[int(said) - 1]
    return said if said in checks else ""


def _skip(session: Session) -> None:
    session.place += 1


def _back(session: Session) -> None:
    session.place = max(session.place - 1, 0)


def _undo(session: Session) -> None:
    if not session.undo():
        click.echo("  nothing to undo")


def _help(session: Session) -> None:
    click.echo("\n".join(f"  {key}  {what}" for key, what in KEYS.items()))


_ACTIONS: dict[str, Callable[[Session], None]] = {
    "a": _approve,
    "e": _edit,
    "m": _take,
    "f": _mend,
    "d": _dismiss,
    "x": _needs_work,
    "s": _skip,
    "b": _back,
    "u": _undo,
}


def _show(session: Session) -> None:
    unit, (before, after) = session.unit, session.around
    count = f"{session.place + 1}/{len(session.keys)}"
    where = f"{session.article.slug} · {session.locale.endonym} · {unit.state.replace('_', ' ')}"
    click.echo("\n" + click.style(f"{count}  {where}", bold=True))
    for hint in (*unit.hints[:1], *(one for one in unit.hints[1:] if one.startswith(TERM))):
        click.echo(f"  {reports.shown(hint)}")
    _pair("  ", before, dim=True)
    if unit.state is State.STALE:
        click.echo(
            "  was   "
            + reports.difference(reports.shown(unit.previous), reports.shown(unit.source))
        )
    click.echo("  text  " + reports.shown(unit.source))
    click.echo("  draft " + click.style(reports.shown(unit.target) or "(nothing yet)", fg="cyan"))
    for finding in session.findings:
        _finding(finding)
    if offer := session.offer:
        _offered(offer, unit)
    for mark in unit.marks:
        click.echo(click.style(f"  {mark.key}: {reports.shown(mark.value)}", dim=True))
    for note in unit.notes:
        click.echo(click.style(f"  note: {reports.shown(note)}", dim=True))
    _pair("  ", after, dim=True)


def _finding(finding: Finding) -> None:
    """Show what is found: what is grave in colour, the rest dim."""
    colour = {Severity.ERROR: "red", Severity.WARNING: "yellow"}.get(finding.severity)
    said = f"  {finding.severity}: {reports.shown(finding.problem.message)} [{finding.check}]"
    click.echo(click.style(said, fg=colour, dim=colour is None))
    if fix := finding.problem.fix:
        click.echo(f"    f: {edited(finding.unit.target, fix)}")


def _offered(offer: Match, unit: Unit) -> None:
    """Show what the memory has: how its source differs, where it is from, what was patched.

    The difference is shown for a draft that came from there as well: it is the evidence.
    """
    where = f"{offer.percent}%, {reports.shown(offer.origin)}"
    patched = ", ".join(
        f"{reports.shown(old)} → {reports.shown(new)}" for old, new in offer.patched
    )
    said = f"{where}; put into it: {patched}" if patched else where
    differing = reports.difference(reports.shown(offer.source), reports.shown(unit.source))
    click.echo(f"  like  {differing}  ({said})")
    if offer.target != unit.target:
        click.echo("  m     " + click.style(reports.shown(offer.target), fg="magenta"))


def _pair(indent: str, unit: Unit | None, *, dim: bool) -> None:
    if unit is not None:
        text = f"{indent}      {reports.shown(unit.source)}\n{indent}      {reports.shown(unit.target)}".rstrip()
        click.echo(click.style(text, dim=dim))


def _ask() -> str:
    """One key from a terminal, the first letter of a line from a pipe; the end of input quits."""
    click.echo(f"[{','.join(KEYS)}] ", nl=False)
    if sys.stdin.isatty():
        key = click.getchar().lower()
        click.echo(key)
        return key
    line = sys.stdin.readline()
    click.echo(line.rstrip("\n"))
    return line.strip().lower()[:1] or ("s" if line else QUIT)


def _line(prompt: str) -> str:
    click.echo(prompt, nl=False)
    return sys.stdin.readline().strip()


def _git_name() -> str:
    """The name git signs with; reviewing without one is refused."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        done = None
    if done is None or not done.stdout.strip():
        raise UserError("who reviews?", hint='say it: --name "An Editor", or set TILSHI_REVIEWER')
    return done.stdout.strip()
