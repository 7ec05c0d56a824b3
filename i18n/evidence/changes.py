"""Problems made of typographic changes: one for a text, with all of them."""

import re
from collections.abc import Iterator, Sequence

from i18n.edits import Edit, Span, apply
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.glossary.matcher import kept
from i18n.typography.change import Change, Find, settle

_NAMED = 3
"""Changes that a message shows; the fix has all."""
_NEAR, _WIDE = 16, 48
"""Characters between two changes that are shown as one, and of all that is shown so."""
_SEEN, _WORD = 8, 24
"""Characters shown on both sides; a word of an alphabet is shown whole, unless it is longer."""
_LETTERS = rf"[^\s\u3000-\u9fff\uff00-\uffef]{{1,{_WORD}}}"
_BESIDE = (
    re.compile(rf"(?:(?<!\S){_LETTERS}|\S{{0,{_SEEN}}})\s?\Z"),
    re.compile(rf"\s?(?:{_LETTERS}(?!\S)|\S{{0,{_SEEN}}})"),
)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def found(pair: Pair, find: Find) -> Iterator[Problem]:
    """Yield one problem with what a rule changes in the target, if that is anything."""
    changes = settle(pair.unit.target, find, pair.target.veiled)
    if changes and (terms := kept(pair.brief.terms)):
        changes = settle(pair.unit.target, find, pair.target.veiled, terms)
    if changes:
        yield problem(pair.unit.target, changes)


def problem(text: str, changes: Sequence[Change]) -> Problem:
    """Return the problem that the changes mend: each shown as it is and as it should be."""
    groups = _groups(changes)
    shown: dict[str, list[str]] = {}
    for group in groups[:_NAMED]:
        shown.setdefault(group[0].rule, []).append(_shown(text, group))
    said = "; ".join(f"{rule}: {'; '.join(places)}" for rule, places in shown.items())
    more = f"; and {len(groups) - _NAMED} more" if len(groups) > _NAMED else ""
    spans = tuple(_span(change) for change in changes)
    return Problem(said + more, target=spans, fix=tuple(change.edit for change in changes))


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    """Put together the changes of a rule that stand close."""
    groups: list[list[Change]] = []
    for change in changes:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.rule == change.rule
            and change.edit.start - last.edit.end < _NEAR
            and change.edit.end - groups[-1][0].edit.start < _WIDE
        ):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _span(change: Change) -> Span:
    """What is marked: what goes, or what something is put behind."""
    start, end = change.edit.start, change.edit.end
    return (start, end) if end > start else (max(0, start - 1), max(1, end))


def _shown(text: str, group: Sequence[Change]) -> str:
    start, end = group[0].edit.start, group[-1].edit.end
    before = _BESIDE[0].search(text, max(0, start - _WORD - 1), start)
    after = _BESIDE[1].match(text, end)
    left, right = (match[0] if match else "" for match in (before, after))
    moved = (Edit(one.edit.start - start, one.edit.end - start, one.edit.text) for one in group)
    mended = left + apply(text[start:end], moved) + right
    whole = left + text[start:end] + right
    if whole.strip() != mended.strip():
        whole, mended = whole.strip(" "), mended.strip(" ")
    return f"{_visible(whole)} → {_visible(mended)}"


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
