"""Mending: a text, or the texts of a passage, with their typography set right.

Deterministic, and mending twice changes nothing more. Letters and figures stay, and so does what
is markup, an address, code, a placeholder or a term to keep.
"""

from collections.abc import Sequence
from functools import partial

from i18n.edits import Edit, apply
from i18n.locales import Locale
from i18n.typography import controls, dashes, dots, quoting, spaces, wide
from i18n.typography.change import LONGEST, ROUNDS, Change, Find, settle, sound
from i18n.typography.conventions import conventions
from i18n.typography.veil import veiled


def finders(locale: Locale, source: str = "", dash: str = "") -> tuple[Find, ...]:
    """Return what looks for one kind of change each, in the order they are made.

    `dash` is the one of the article, where the language has several.
    """
    rules = conventions(locale.code)
    return (
        partial(controls.find, source=source, rtl=locale.dir == "rtl"),
        partial(dots.find, rules=rules),
        partial(spaces.find, rules=rules),
        partial(dashes.find, rules=rules, dash=dash),
        *((partial(dashes.others, rules=rules, dash=dash),) if dash else ()),
        partial(wide.find, rules=rules),
        partial(wide.dashes, source_dashes=wide.parted(source), rules=rules),
    )


def edits(
    text: str, locale: Locale, source: str = "", terms: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Return all that would be changed in the text as it is, with the rule each change is from.

    Changes of several rules to one place may overlap: `mend` makes them one after the other.
    """
    return tuple(
        change for find in finders(locale, source) for change in settle(text, find, None, terms)
    )


def mend(
    text: str, locale: Locale, source: str = "", terms: Sequence[str] = (), dash: str = ""
) -> str:
    """Return the text with its white space and marks as the language sets them.

    `source` is what it is a translation of, `dash` the one of the article, where the language has
    several. Quotation marks are a matter of the whole passage.
    """
    if len(text) > LONGEST:
        return text
    rules, new, covered = finders(locale, source, dash), text, veiled(text)
    for _ in range(ROUNDS):
        before = new
        for find in rules:
            changes = settle(new, find, covered, terms)
            if changes:
                new = apply(new, (change.edit for change in changes))
                covered = veiled(new)
        if new == before:
            return new
    return text


def mend_passage(texts: Sequence[str], locale: Locale) -> tuple[str, ...]:
    """Return the sentences of a passage with the quotation marks of the language."""
    return tuple(
        apply(text, (change.edit for change in changes))
        for text, changes in zip(texts, requoted(texts, locale), strict=True)
    )


def requoted(
    texts: Sequence[str], locale: Locale, veils: Sequence[str] | None = None
) -> tuple[tuple[Change, ...], ...]:
    """Return the changes of quotation marks to each sentence of a passage; all of them, or none.

    `veils` are the texts with their markup covered, if they are known.
    """
    none: tuple[tuple[Change, ...], ...] = ((),) * len(texts)
    if not quoting.foreign(texts, locale) or any(len(text) > LONGEST for text in texts):
        return none
    covered = [veiled(text) for text in texts] if veils is None else veils
    found = list(quoting.find("\n".join(covered), locale))
    if not found:
        return none
    made, start = [], 0
    for text in texts:
        end = start + len(text)
        own = tuple(
            Change(Edit(one.edit.start - start, one.edit.end - start, one.edit.text), one.rule)
            for one in found
            if start <= one.edit.start < end
        )
        if len(sound(text, own)) != len(own):
            return none
        made.append(own)
        start = end + 1
    return tuple(made)
