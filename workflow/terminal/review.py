"""A review: a reviewer led through the catalogs in which something waits for them."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep

import click

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import State
from workflow import pipeline
from workflow.inspection import Counter
from workflow.project import Article, Project
from workflow.reports import shown
from workflow.reviewing.aids import Aids
from workflow.reviewing.bench import Bench
from workflow.reviewing.gitname import git_name
from workflow.reviewing.reviewer import Reviewer
from workflow.terminal import deeds, screen
from workflow.terminal.ink import paper
from workflow.terminal.keyboard import PASTED, RESIZED, Keyboard
from workflow.terminal.keys import DIGITS, QUIT, meant
from workflow.terminal.places import Places
from workflow.terminal.turn import Tally, Turn
from workflow.terminal.walk import Look, Walk

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""

PATIENCE = 0.3
"""Seconds to wait for the memory before the first sentence is shown without it."""

Pair = tuple[Article, Locale]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which sentences somebody wants to see, and from which on: a number, or where they stopped."""

    show: str = "todo"
    search: str = ""
    start: int = 0
    resume: bool = True


def review(project: Project, pairs: Sequence[Pair], who: str | None, wish: Wish) -> None:
    """Lead the reviewer through the catalogs in which something is as they wish, until they quit.

    Those with errors wait for one as well, since an error that stands holds an article back.
    """
    reviewer, seen = Reviewer(who or git_name()), 0
    places = Places(project.state / "places.json")
    with closing(Bench(project.root)) as bench, closing(Aids(bench)) as aids:
        _ready(aids, project, pairs)
        with Keyboard(end=QUIT, idle="s") as keyboard:
            for article, locale in _waiting(project, pairs, wish):
                walk = Walk(bench, aids, article, locale, reviewer, wish.show, wish.search)
                if not bench.sheet(article, locale) or not _begin(walk, wish, places):
                    continue
                seen += 1
                if not run(walk, keyboard, places):
                    return
    if not seen:
        plain = wish.show == "todo" and not wish.search
        click.echo("Nothing waits for review." if plain else "No sentence is like that.")


def run(walk: Walk, keyboard: Keyboard, places: Places) -> bool:
    """Lead the reviewer through a catalog; False when they quit before its end."""
    tally, key, drawn = Tally(), "", None
    name = (walk.who.name, walk.locale.code, walk.article.slug)
    try:
        while key != QUIT and not walk.finished and (look := walk.look()):
            if key == RESIZED or look.seen != drawn:
                _draw(look)
            drawn = look.seen
            key = _turn(Turn(walk, look, keyboard, paper(), tally))
    except KeyboardInterrupt:
        places.put(*name, walk.uid)
        _sum(walk, tally)
        raise click.exceptions.Exit(INTERRUPTED) from None
    except UserError:  # of a catalog that can no longer be read
        _sum(walk, tally)
        raise
    places.put(*name, walk.uid if key == QUIT else "")
    if key != QUIT and look and tally.steps and not walk.left:
        _acted(deeds.sign, Turn(walk, look, keyboard, paper(), tally))
    _sum(walk, tally)
    return key != QUIT


def _draw(look: Look) -> None:
    for line in screen.lines(look, paper()):
        click.echo(line)


def _turn(turn: Turn) -> str:
    """Ask for a key, do what it says, and return it."""
    click.echo(_prompt(turn.look), nl=False)
    typed = turn.keyboard.key()
    key = meant(typed)
    if typed == RESIZED:
        click.echo()
        return typed
    if sys.stdin.isatty():
        click.echo(key)
    if key in DIGITS:
        _acted(partial(deeds.take, number=int(key)), turn)
    elif key in deeds.DEEDS:
        _acted(deeds.DEEDS[key], turn)
    elif key != QUIT:
        turn.say("what was pasted is not taken for keys" if typed == PASTED else "? shows the keys")
    return key


def _acted(do: deeds.Do, turn: Turn) -> None:
    """Do it, and say what a reviewer can mend; the review goes on."""
    try:
        do(turn)
    except UserError as error:
        turn.say(str(error))
        turn.say(f"hint: {error.hint}")


def _prompt(look: Look) -> str:
    """The keys that make sense here; the others are told by `?`."""
    numbers = [one.number for one in look.offers if one.number]
    suits = {
        "a": bool(look.row.unit.target),
        "f": any(one.problem.fix for one in look.standing),
        "d": bool(look.standing),
        "m": any(one.number and one.kind in screen.MEMORY for one in look.offers),
        "r": bool(look.row.unit.notes),
        "D": look.row.state is State.STALE,
    }
    letters = [key for key in "aexscfdmrDbnuq?" if suits.get(key, True)]
    if numbers:
        digits = "1" if len(numbers) == 1 else f"1-{min(len(numbers), 9)}"
        letters.insert(letters.index("b"), digits)
    return f"[{','.join(letters)}] "


def _begin(walk: Walk, wish: Wish, places: Places) -> bool:
    """Stand where they wish or where they stopped; False where there is nothing to walk through."""
    of = walk.begin(max(wish.start, 1))
    stopped = places.of(walk.who.name, walk.locale.code, walk.article.slug)
    if not of or wish.start or not wish.resume:
        return bool(of)
    uids = [row.uid for row in walk.rows()]
    if stopped in uids[1:]:
        walk.uid = stopped
        number = uids.index(stopped) + 1
        _say(f"Resuming at {number} of {of}; --restart begins anew.")
    return True


def _waiting(project: Project, pairs: Sequence[Pair], wish: Wish) -> Iterator[Pair]:
    """Yield the catalogs to look into; those that were seen to be done before are left out."""
    if wish.show != "todo":
        yield from pairs
        return
    done = {State.APPROVED, State.EXTERNAL} if project.settings.trust_external else {State.APPROVED}
    with project.stamps() as stamps:
        counter = Counter(project, stamps)
        for article, locale in pairs:
            try:
                states = pipeline.status(project, article, locale, stamps)
                settled = not any(n for state, n in states.items() if state not in done)
                if not settled or counter.counts(article, locale).errors:
                    yield article, locale
            except UserError:  # said by what reads it
                yield article, locale


def _ready(aids: Aids, project: Project, pairs: Sequence[Pair]) -> None:
    """Wait a moment for the memory, and say what there is to be reviewed without."""
    try:
        for locale in dict.fromkeys(locale for _, locale in pairs):
            project.terms(locale)
    except UserError as error:
        without("glossary", error)
    if not sys.stdin.isatty():
        aids.recall.wait()
    until = monotonic() + PATIENCE
    while not aids.recall.ready and monotonic() < until:
        sleep(0.01)
    if aids.recall.notice:
        click.echo(shown(f"Reviewing without the memory: {aids.recall.notice}"), err=True)


def _sum(walk: Walk, tally: Tally) -> None:
    click.echo()
    _say(f"{walk.article.slug}, {walk.locale.endonym}: {tally}")


def _say(text: str) -> None:
    for line in paper().lines([(text, "")], indent=0):
        click.echo(line)


def without(what: str, error: UserError) -> None:
    """Say what is not there, and why."""
    click.echo(shown(f"Reviewing without the {what}: {error}"), err=True)
    click.echo(shown(f"  hint: {error.hint}"), err=True)
