"""Remarks: what is said beside a text for whoever reviews it, in the words of our tools."""

from collections.abc import Iterator

from i18n.model import State
from workflow.exchange.handout import Line


def remarks(line: Line) -> Iterator[str]:
    """Yield what is known of a unit, one line each: findings first, as they ask for a change."""
    yield from (f"Check: {found}" for found in line.found)
    yield from (f"Term: {term}" for term in line.terms)
    yield from (f"Note: {note}" for note in line.notes)
    if line.previous:
        yield f"The source was: {line.previous}"
    if line.context:
        yield f"Context: {line.context}"


def word(state: State) -> str:
    """Return a state as people read it: `needs work`."""
    return state.value.replace("_", " ")
