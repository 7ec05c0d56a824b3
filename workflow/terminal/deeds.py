"""Deeds: what the keys of a review do; DEEDS is the table."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import click

from workflow.reports import count
from workflow.reviewing import past
from workflow.reviewing.aids import Offer
from workflow.reviewing.filters import FILTERS
from workflow.terminal import editor, keys, screen
from workflow.terminal.ink import difference
from workflow.terminal.turn import Turn

AROUND = 5
"""Rows before and after that the overview shows."""


Do = Callable[[Turn], None]


def take(turn: Turn, number: int) -> None:
    """Take the suggestion of this number."""
    offers = [one for one in turn.look.offers if one.number]
    chosen = next((one for one in offers if one.number == number), None)
    if chosen is None:
        turn.say(f"there is no suggestion {number}" if offers else "nothing is suggested")
    else:
        _take(turn, chosen)


def sign(turn: Turn) -> None:
    """Sign the article off, once the reviewer has said so."""
    walk = turn.walk
    sheet = walk.whole()
    if sheet.signoff and sheet.signoff.valid:
        turn.say(f"signed off by {sheet.signoff.who} on {sheet.signoff.day}")
        return
    if refused := walk.bench.refusal(walk.article, walk.locale, walk.who):
        raise refused
    number = len(sheet.rows)
    done = "The one sentence is" if number == 1 else f"All {number:,} sentences are"
    if turn.yes(f"{done} approved. Sign off?"):
        signed = walk.bench.sign(walk.article, walk.locale, walk.who)
        if signed:
            turn.say(f"signed off by {signed.who} on {signed.day}")


def _approve(turn: Turn) -> None:
    if turn.perform(turn.asked("approve")):
        turn.walk.on()


def _edit(turn: Turn) -> None:
    unit = turn.look.row.unit
    given = turn.walk.typed.get(unit.uid) or unit.target or unit.source
    with turn.keyboard.away():
        text = editor.edited(turn.look, given)
    if not text or text == unit.target:
        turn.say("nothing changed")
    else:
        turn.perform(turn.asked("save", target=text))


def _needs_work(turn: Turn) -> None:
    why = turn.line("why?")
    if not why:
        turn.say("say why, so that the translator knows; nothing changed")
    elif turn.perform(turn.asked("needs-work", text=why)):
        turn.walk.on()


def _comment(turn: Turn) -> None:
    if said := turn.line("comment:"):
        turn.perform(turn.asked("comment", text=said))
    else:
        turn.say("nothing said")


def _fix(turn: Turn) -> None:
    if any(one.problem.fix for one in turn.look.standing):
        turn.perform(turn.asked("fix"))
    else:
        turn.say("no check knows how to mend anything here")


def _dismiss(turn: Turn) -> None:
    checks = list(dict.fromkeys(one.check for one in turn.look.standing))
    if not checks:
        turn.say("there is nothing to dismiss")
    elif check := turn.which("which?", checks):
        if why := turn.line(f"{check}: why?"):
            turn.perform(turn.asked("dismiss", check=check, text=why))
        else:
            turn.say("a finding is dismissed for a reason; nothing changed")


def _remembered(turn: Turn) -> None:
    if not turn.walk.aids.recall.ready:
        turn.walk.aids.recall.wait()
        turn.say("only now the memory has been read; see what it offers")
        return
    offers = [one for one in turn.look.offers if one.number and one.kind in screen.MEMORY]
    if offers:
        _take(turn, offers[0])
    else:
        turn.say("the memory offers nothing else")


def _suggested(turn: Turn) -> None:
    said = turn.line("which number?")
    if said.isdecimal():
        take(turn, int(said))


def _take(turn: Turn, offer: Offer) -> None:
    turn.perform(replace(turn.asked("take"), answer=offer.answer))


def _resolve(turn: Turn) -> None:
    notes = turn.look.row.unit.notes
    if not notes:
        turn.say("there is no comment")
    elif note := turn.which("which?", notes):
        turn.perform(turn.asked("resolve", text=note))


def _undo(turn: Turn) -> None:
    walk = turn.walk
    history, name = walk.bench.history, (walk.who.name, walk.locale.code, walk.article.slug)
    steps = history.batch(history.last(*name))
    uids = walk.bench.undo(walk.article, walk.locale, walk.who)
    turn.say(f"undone: {steps[-1].action.replace('-', ' ')}")
    for uid in uids:
        turn.tally.undone(uid)
    walk.go(uids[0])
    walk.finished = False


def _skip(turn: Turn) -> None:
    turn.walk.forward()


def _back(turn: Turn) -> None:
    turn.walk.back()


def _todo(turn: Turn) -> None:
    if not turn.walk.todo():
        turn.say("no other sentence waits in this article")


def _wrong(turn: Turn) -> None:
    if not turn.walk.wrong():
        turn.say("checks find nothing in other sentences of this article")


def _go(turn: Turn) -> None:
    said, rows = turn.line("to which number?"), turn.walk.rows()
    if said.isdecimal() and 0 < int(said) <= len(rows):
        turn.walk.uid = rows[int(said) - 1].uid
    else:
        turn.say(f"from 1 to {len(rows)}")


def _list(turn: Turn) -> None:
    rows = list(enumerate(turn.walk.rows(), 1))
    first = max(turn.look.at - 1 - AROUND, 0)
    near = rows[first : turn.look.at + AROUND]
    for line in screen.overview(near, turn.look.row.uid, turn.paper):
        click.echo(line)


def _search(turn: Turn) -> None:
    walk, text = turn.walk, turn.line("search for:")
    if walk.choose(walk.show, text):
        turn.say(
            f"{count(len(walk.rows()), 'sentence')} with it" if text else "all are shown again"
        )
    elif walk.choose("all", text):
        turn.say("only among all sentences of the article; v chooses which are shown")
    else:
        turn.say("no sentence of this article has that")


def _filter(turn: Turn) -> None:
    walk = turn.walk
    labels = {row.label: name for name, row in FILTERS.items()}
    chosen = turn.which("which?", list(labels))
    if chosen and not walk.choose(labels[chosen], walk.search):
        turn.say(f"no sentence here: {chosen}")


def _changes(turn: Turn) -> None:
    """How source and translation have changed: the one since it was translated, the other here."""
    unit, walk = turn.look.row.unit, turn.walk
    steps = walk.bench.history.of_unit(walk.locale.code, walk.article.slug, unit.uid)
    texts = [one.before.target for one in steps if one.before.target not in {"", unit.target}]
    if unit.previous:
        for line in turn.paper.lines(difference(unit.previous, unit.source), "  text"):
            click.echo(line)
    if texts:
        for line in turn.paper.lines(difference(texts[-1], unit.target), "  draft"):
            click.echo(line)
    if not unit.previous and not texts:
        turn.say("neither the source nor the translation has changed")


def _history(turn: Turn) -> None:
    look, history = turn.look, turn.walk.bench.history
    steps, told = past.done(history, look.sheet, look.row)
    events = (*past.marked(look.row.unit, told), *steps)
    for event in events:
        turn.say("  ".join(filter(None, (event.when, event.who, event.what))))
    if not events:
        turn.say("nothing is known of it")


def _help(turn: Turn) -> None:
    for names, does in [*keys.table(), ("1 … 9", "take the suggestion of that number")]:
        for line in turn.paper.lines([(does, "")], f"  {names}", 14):
            click.echo(line)


DEEDS: Mapping[str, Do] = {
    "a": _approve,
    "e": _edit,
    "x": _needs_work,
    "s": _skip,
    "c": _comment,
    "f": _fix,
    "d": _dismiss,
    "m": _remembered,
    "t": _suggested,
    "r": _resolve,
    "u": _undo,
    "b": _back,
    "n": _todo,
    "!": _wrong,
    "g": _go,
    "l": _list,
    "/": _search,
    "v": _filter,
    "D": _changes,
    "h": _history,
    "S": sign,
    "?": _help,
}
"""What each key does, but for that which ends the review."""
