"""An instruction: what a reviewer asks for with a unit they saw; ACTIONS is the table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from i18n.catalog import edit
from i18n.dispatch.answer import Answer
from i18n.errors import UserError
from i18n.evidence.problem import Finding
from i18n.model import State, Unit
from workflow import review
from workflow.draft import drafted
from workflow.mend import mended
from workflow.reviewing.reviewer import Reviewer, Role


@dataclass(frozen=True, slots=True)
class Instruction:
    """An action, a key of ACTIONS, with a unit; `etag` is that of the unit as they saw it.

    `target` is the text in the editor, None where none was open. `text` is the reason or the
    comment, `check` whose findings are meant, "" all. `answer` is a draft somebody else made.
    """

    action: str
    uid: str
    etag: str
    target: str | None = None
    text: str = ""
    check: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who asks, at which PO time, and what checks find in the unit as it is."""

    who: Reviewer
    time: str
    found: tuple[Finding, ...] = ()

    @property
    def day(self) -> str:
        return self.time[:10]


TIMES, ROOM = 20, 2000
"""A translation has at most so many times the characters of its source, and so many more."""

Perform = Callable[[Unit, Instruction, Occasion], Unit]


@dataclass(frozen=True, slots=True)
class Action:
    """What is done with the unit, and who may. `settles`: the unit needs no more attention now.

    `looks`: it is done by what checks find.
    """

    perform: Perform
    role: Role = "translator"
    settles: bool = False
    looks: bool = False
    done: Callable[[Unit, Instruction], bool] = field(default=lambda unit, asked: False)
    """Whether the unit, which is not as it was seen, is already what is asked for: sent twice."""


def _text(unit: Unit, asked: Instruction) -> Unit:
    """The unit with the text of the editor: on one line, as sentences are."""
    if asked.target is None:
        return unit
    refuse_odd(unit, asked.target)
    return review.rewrite(unit, one_line(asked.target))


def refuse_odd(unit: Unit, text: str) -> None:
    """Raise UserError for a text that is no translation of the unit: far too long, or unseen."""
    most = TIMES * len(unit.source) + ROOM
    if len(text) > most:
        what = f"the translation is longer than {most:,} characters"
        raise UserError(what, hint="save what belongs to this sentence")
    if any(category(char) == "Cc" and char not in "\t\r\n" for char in text):
        what = "the translation has a control character in it"
        raise UserError(what, hint="take it out: type the sentence instead of pasting it")


def _said(asked: Instruction) -> str:
    """What the reviewer says, which is a remark and not a book."""
    if len(asked.text) > ROOM:
        what = f"that is longer than {ROOM:,} characters"
        raise UserError(what, hint="say it in fewer words")
    return asked.text


def one_line(text: str) -> str:
    """Return a text as sentences are, on one line: forms end lines with CR LF."""
    return " ".join(re.split(r"\r\n?|\n", text)).strip()


def _save(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    return _text(unit, asked)


def _approve(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    return review.approve(_text(unit, asked), occasion.who.name, occasion.day)


def _needs_work(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    if not asked.text.strip():
        hint = "say what is wrong, so that the translator knows"
        raise UserError("nobody said why it needs work", hint=hint)
    return review.send_back(_text(unit, asked), occasion.who.name, _said(asked))


def _fix(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    found = [one for one in occasion.found if one.stands and asked.check in {"", one.check}]
    after = mended(unit, found)
    if after == unit:
        raise UserError("no check knows how to mend this", hint="edit it")
    return after


def _dismiss(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    standing = [one.check for one in occasion.found if one.stands]
    check = asked.check or next(iter(standing), "")
    if check not in standing:
        raise UserError("there is nothing to dismiss", hint="look at the sentence again")
    return review.dismiss(unit, check, _said(asked))


def _comment(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    return review.comment(unit, occasion.who.name, _said(asked))


def _resolve(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    return edit(unit, notes=tuple(note for note in unit.notes if note != asked.text))


def _take(unit: Unit, asked: Instruction, occasion: Occasion) -> Unit:
    if asked.answer is None:
        raise UserError("nothing like that is offered any more", hint="look at the sentence again")
    return drafted(unit, asked.answer, date.fromisoformat(occasion.day))


def _approved(unit: Unit, asked: Instruction) -> bool:
    same = asked.target is None or one_line(asked.target) == unit.target
    return unit.state is State.APPROVED and same


def _saved(unit: Unit, asked: Instruction) -> bool:
    return asked.target is not None and one_line(asked.target) == unit.target


ACTIONS: Mapping[str, Action] = {
    "save": Action(_save, done=_saved),
    "approve": Action(_approve, "reviewer", settles=True, done=_approved),
    "needs-work": Action(_needs_work, settles=True),
    "fix": Action(_fix, looks=True),
    "dismiss": Action(_dismiss, "reviewer", looks=True),
    "comment": Action(_comment),
    "resolve": Action(_resolve),
    "take": Action(_take),
}
"""What can be asked for, by the name it has in addresses and forms."""
