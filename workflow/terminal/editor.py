"""An editor: a translation in $EDITOR, with what helps below it as lines that are dropped."""

from collections.abc import Iterator

import click

from i18n.errors import UserError
from workflow.reports import shown
from workflow.terminal.walk import Look

SCISSORS = "# ------ what follows is for you to read, and is dropped ------"


def edited(look: Look, text: str) -> str:
    """Return what a person made of a text, "" when they left it at that.

    Raises UserError when the editor could not be run, or said that it failed.
    """
    told = [line.rstrip() for line in _told(look)]
    try:
        made = click.edit("\n".join((text, "", *told)), extension=".txt", require_save=True)
    except click.ClickException as error:
        hint = "say which editor: EDITOR=nano tilshi review"
        raise UserError(error.message, hint=hint) from error
    except ValueError as error:  # no UTF-8, or a quote too few in $EDITOR
        hint = "have the editor save UTF-8, and see what $EDITOR says"
        raise UserError(f"what the editor left cannot be used: {error}", hint=hint) from error
    kept = (made or "").partition(SCISSORS)[0].split("\n")
    return " ".join(line for line in kept if line.rstrip() not in told).strip()


def _told(look: Look) -> Iterator[str]:
    """Yield what helps, each line as a comment."""
    yield SCISSORS
    yield f"# source: {shown(look.row.unit.source)}"
    for one in look.standing:
        yield f"# {one.severity}: {shown(one.problem.message)} [{one.check}]"
    for use in look.terms:
        to = "as it is" if use.term.keep else ", ".join(use.term.approved)
        avoid = f" (not: {', '.join(use.term.forbidden)})" if use.term.forbidden else ""
        yield f"# term: {shown(f'{use.term.source} → {to}{avoid}')}"
    for offer in look.offers:
        if offer.number:
            yield f"# offer {offer.number}: {shown(offer.text)}"
    for note in look.row.unit.notes:
        yield f"# note: {shown(note)}"
