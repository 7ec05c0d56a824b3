"""The words of the desk: how it says what the program has names for."""

from collections.abc import Mapping

from i18n.evidence.problem import Severity
from i18n.model import State

STATES: Mapping[State, str] = {
    State.UNTRANSLATED: "Not translated",
    State.DRAFT: "Draft",
    State.NEEDS_WORK: "Needs work",
    State.STALE: "Source changed",
    State.EXTERNAL: "Changed outside",
    State.APPROVED: "Approved",
}

ROLES: Mapping[str, str] = {
    "title": "Title",
    "heading": "Heading",
    "paragraph": "Paragraph",
    "item": "List item",
    "quote": "Quote",
    "cell": "Table cell",
    "caption": "Caption",
    "alt": "Text for a picture",
    "meta": "Description",
    "": "Text",
}
"""What a passage is, by its role; "" where the catalog does not say."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.FIX: "Suggestion",
    Severity.INFO: "Note",
}

DONE: Mapping[str, str] = {
    "save": "Saved",
    "approve": "Approved",
    "needs-work": "Sent back",
    "fix": "Mended",
    "dismiss": "Dismissed",
    "comment": "Comment added",
    "resolve": "Comment resolved",
    "take": "Taken",
}
"""What has been done, by the name of the action."""

UNDONE: Mapping[str, str] = {
    "save": "the edit",
    "approve": "the approval",
    "needs-work": "what was sent back",
    "fix": "the fix",
    "dismiss": "the dismissal",
    "comment": "the comment",
    "resolve": "a comment resolved",
    "take": "what was taken",
}
"""What has been undone, by the name of the action."""

REASONS = ("a false alarm", "as the source has it", "house style", "checked with the author")
"""Reasons to dismiss a finding that need not be typed."""


def count(number: int, noun: str) -> str:
    """`1 error`, `2,000 sentences`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sentence(said: str) -> str:
    """`look at both texts` as `Look at both texts.`"""
    end = "" if said.endswith((".", "?", "!", "…")) else "."
    return f"{said[:1].upper()}{said[1:]}{end}" if said else ""
