"""Review in the terminal, one sentence at a time, in the order of the article."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import click

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog, State, Unit
from workflow import reports
from workflow.extract import TERM
from workflow.pipeline import approve_article
from workflow.project import Article, Project, po_time
from workflow.review import approve, decide, rewrite, send_back, undecided

KEYS = {
    "a": "approve it and go on",
    "e": "edit it in $EDITOR, then decide",
    "x": "needs work: say why and go on",
    "s": "skip it for now",
    "b": "go back to the one before",
    "u": "undo the last decision",
    "q": "quit; everything decided is saved",
    "?": "show these keys",
}
QUIT = "q"


@dataclass(slots=True)
class Session:
    """One reviewer at one catalog: where they are, and what can be undone."""

    project: Project
    article: Article
    locale: Locale
    who: str
    catalog: Catalog
    place: int = 0
    keys: list[tuple[str, str]] = field(init=False)
    decisions: list[tuple[int, Unit, Unit]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        trust = self.project.settings.trust_external
        todo = undecided(self.catalog, trust_external=trust)
        self.keys = [unit.key for unit in todo]

    @property
    def unit(self) -> Unit:
        return self._find(self.keys[self.place])

    @property
    def around(self) -> tuple[Unit | None, Unit | None]:
        """The units before and after this one in the article."""
        live = [unit for unit in self.catalog.units if not unit.obsolete]
        place = live.index(self.unit)
        return live[place - 1] if place else None, live[place + 1] if place + 1 < len(
            live
        ) else None

    def save(self, before: Unit, after: Unit) -> None:
        """Put the decision on disk now. Raises UserError when somebody else was quicker."""
        stamp = po_time()

        def change(catalog: Catalog | None) -> Catalog:
            return decide(catalog or self.catalog, before, after, self.who, stamp)

        try:
            _, self.catalog = self.project.update(self.article, self.locale, change)
        except UserError:
            self.catalog = self.project.catalog(self.article, self.locale) or self.catalog
            raise
        self.decisions.append((self.place, before, after))

    def undo(self) -> bool:
        """Take the last decision back, and return to its sentence."""
        if not self.decisions:
            return False
        place, before, after = self.decisions.pop()
        self.place = place
        self.save(self._find(after.key), before)
        self.decisions.pop()
        return True

    def _find(self, key: tuple[str, str]) -> Unit:
        found = next((unit for unit in self.catalog.units if unit.key == key), None)
        if found is None:
            what = f"the sentence is no longer in the article: {key[1]!r}"
            raise UserError(what, hint="start the review again")
        return found


def review(project: Project, pairs: Sequence[tuple[Article, Locale]], who: str | None) -> None:
    """Walk the reviewer through the catalogs that wait for a decision, until they quit."""
    who, seen = who or _git_name(), 0
    for article, locale in pairs:
        catalog = project.catalog(article, locale)
        session = Session(project, article, locale, who, catalog) if catalog else None
        if session and session.keys:
            seen += 1
            if not run(session):
                return
    if not seen:
        click.echo("Nothing waits for review.")


def approve_all(project: Project, pairs: Sequence[tuple[Article, Locale]], who: str | None) -> None:
    """Approve every draft in one go, in the reviewer's name, and say how many."""
    if not who:
        what = "--approve-all puts a name on every sentence"
        raise UserError(what, hint='say whose: --name "An Editor"')
    total = 0
    for article, locale in pairs:
        if count := approve_article(project, article, locale, who):
            click.echo(f"{project.catalog_name(article, locale)}: {count} approved")
            total += count
    click.echo(f"{reports.count(total, 'unit')} approved by {who}.")


def run(session: Session) -> bool:
    """Walk the reviewer through the catalog; False when they quit before its end."""
    finished = True
    while finished and session.place < len(session.keys):
        _show(session)
        key = _ask()
        finished = key != QUIT
        if finished:
            _act(session, _ACTIONS.get(key, _help))
    count = len(session.decisions)
    click.echo(f"\n{session.article.slug}, {session.locale.endonym}: {count} saved")
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


def _needs_work(session: Session) -> None:
    why = _line("  why? ")
    if not why:
        click.echo("  say why, so that the translator knows; nothing changed")
        return
    session.save(session.unit, send_back(session.unit, session.who, why))
    session.place += 1


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
        click.echo(f"  {_shown(hint)}")
    _pair("  ", before, dim=True)
    if unit.state is State.STALE:
        click.echo("  was   " + word_diff(_shown(unit.previous), _shown(unit.source)))
    click.echo("  text  " + _shown(unit.source))
    click.echo("  draft " + click.style(_shown(unit.target) or "(nothing yet)", fg="cyan"))
    for mark in unit.marks:
        click.echo(click.style(f"  {mark.key}: {_shown(mark.value)}", dim=True))
    for note in unit.notes:
        click.echo(click.style(f"  note: {_shown(note)}", dim=True))
    _pair("  ", after, dim=True)


def _pair(indent: str, unit: Unit | None, *, dim: bool) -> None:
    if unit is not None:
        text = f"{indent}      {_shown(unit.source)}\n{indent}      {_shown(unit.target)}".rstrip()
        click.echo(click.style(text, dim=dim))


def word_diff(old: str, new: str) -> str:
    """The new text with what went as [-so-] and what came as {+so+}."""
    return " ".join(_changes(old.split(), new.split()))


def _changes(before: list[str], after: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from before[start:end]
            continue
        if start < end:
            yield click.style(f"[-{' '.join(before[start:end])}-]", fg="red")
        if first < last:
            yield click.style(f"{{+{' '.join(after[first:last])}+}}", fg="green")


def _shown(text: str) -> str:
    """The text with control characters made visible: a catalog cannot steer the terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text
    )


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
