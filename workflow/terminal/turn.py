"""A turn: a sentence shown to a reviewer, and what they ask for with it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import click

from i18n.errors import UserError
from i18n.model import State
from workflow.reviewing.conflict import ConflictError
from workflow.reviewing.instruction import Instruction
from workflow.reviewing.rows import etag
from workflow.terminal.ink import Paper, difference
from workflow.terminal.keyboard import Keyboard
from workflow.terminal.keys import latin
from workflow.terminal.screen import STATES
from workflow.terminal.walk import Look, Walk

DECIDED = frozenset({State.APPROVED, State.NEEDS_WORK})
REMARKS = frozenset({"dismiss", "comment", "resolve"})
"""Actions by which nothing is said of the translation as a whole."""


@dataclass
class Tally:
    """What was done in a walk: steps, each a uid and whether that was decided or edited."""

    steps: list[tuple[str, str]] = field(default_factory=list)

    def undone(self, uid: str) -> None:
        place = max((at for at, step in enumerate(self.steps) if step[0] == uid), default=None)
        if place is not None:
            del self.steps[place]

    def __str__(self) -> str:
        last = dict(self.steps)
        edited = sum(how == "edited" for how in last.values())
        waiting = f", {edited} edited and not decided" if edited else ""
        return f"{len(last) - edited} decided{waiting}"


@dataclass
class Turn:
    """A reviewer at a sentence, as they see it."""

    walk: Walk
    look: Look
    keyboard: Keyboard
    paper: Paper
    tally: Tally

    def say(self, text: str) -> None:
        for line in self.paper.lines([(text, "")], "  ", 2):
            click.echo(line)

    def line(self, prompt: str) -> str:
        """Return what the reviewer types, "" where they think better of it."""
        return self.keyboard.line(f"  {prompt} ") or ""

    def yes(self, question: str) -> bool:
        click.echo(f"  {question} [y/N] ", nl=False)
        key = latin(self.keyboard.key())
        if sys.stdin.isatty():
            click.echo(key if key.isprintable() else "")
        return key.lower() == "y"

    def which(self, what: str, choices: Sequence[str]) -> str:
        """Return the choice the reviewer makes, by its number or name; "" for none."""
        if len(choices) == 1:
            return choices[0]
        for number, choice in enumerate(choices, 1):
            for line in self.paper.lines([(choice, "")], f"  {number}", 5):
                click.echo(line)
        said = self.line(what)
        if said.isdecimal() and 0 < int(said) <= len(choices):
            return choices[int(said) - 1]
        return said if said in choices else ""

    def perform(self, asked: Instruction) -> bool:
        """Do it, and say if it was done. What somebody else saved meanwhile is shown first."""
        walk = self.walk
        try:
            batch = walk.bench.perform(walk.article, walk.locale, walk.who, [asked])
        except ConflictError as conflict:
            again = self._again(asked, conflict)
            return bool(again and self.perform(again))
        except UserError:
            if asked.target is not None:
                walk.typed[asked.uid] = asked.target
            raise
        walk.typed.pop(asked.uid, None)
        row = walk.sheet.row(asked.uid)
        if batch and row and asked.action not in REMARKS:
            self.tally.steps.append((asked.uid, "decided" if row.state in DECIDED else "edited"))
        return True

    def asked(
        self, action: str, *, target: str | None = None, text: str = "", check: str = ""
    ) -> Instruction:
        """Return an instruction for this sentence as it was shown."""
        row = self.look.row
        return Instruction(action, row.uid, row.etag, target, text, check)

    def _again(self, asked: Instruction, conflict: ConflictError) -> Instruction | None:
        """Show both texts, and return what the reviewer wants now, if anything."""
        seen, theirs = self.look.row.unit, conflict.theirs
        if asked.target is not None:
            self.walk.typed[asked.uid] = asked.target
        self.say("changed meanwhile by somebody else:")
        self._shown("seen", seen.target)
        if asked.target is not None:
            self._shown("mine", asked.target)
        if theirs is None:
            self.say("it is no longer in the article")
            return None
        for line in self.paper.lines(difference(seen.target, theirs.target), "  now"):
            click.echo(line)
        if theirs.target == seen.target:
            self.say(f"the text is the same; it is now: {STATES[theirs.state]}")
        if not self.yes("Do it all the same?"):
            self.say("left as it is now" + ("; e opens your text again" if asked.target else ""))
            return None
        return replace(asked, etag=etag(theirs))

    def _shown(self, label: str, text: str) -> None:
        for line in self.paper.lines([(text or "(nothing)", "target")], f"  {label}"):
            click.echo(line)
