"""A sentence ends as its source does: with a stop, a question mark, an exclamation mark.

A sentence without its stop looks cut off, and often is. A question that has become a statement
says something else. What closes behind the mark, such as a quotation mark, makes no difference,
nor does it matter which language's mark it is: 。 is a stop, … is one, too. A heading that has no
stop in the source gets none. Where a translator may well have had reasons (a comma because
the sentence goes on in the next one, an exclamation mark), the check only mentions it.

To mend it: end the sentence with the mark of the source, as the language of the translation
writes it; take the stop off a heading.
"""

import re
from collections.abc import Iterator

from i18n.edits import Edit, Span
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem, Severity
from i18n.punctuation import endings
from i18n.punctuation.endings import Ending

_INFO = Severity.INFO
_SENTENCE = frozenset({"statement", "question", "exclamation"})
_PLACE = re.compile(r"\w+ \d{1,9}, sentence (\d{1,9}) of (\d{1,9})")
_SHORT = re.compile(r"(?:^|[\W_])([^\W_]{1,4}(?:\.\s?[^\W_]{1,3})*)\Z")
"""The word before a stop, when it is as short as an abbreviation."""
_INNER = re.compile(r"[.!?…]\s|[。！？]")
_NAMES = {
    "statement": "a stop",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "colon": "a colon",
    "semicolon": "a semicolon",
    "comma": "a comma",
    "dash": "a dash",
    "": "no mark",
}


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the two end with marks of different classes."""
    kind = endings.CLASSES.get(pair.unit.source[-1:])
    same = kind and kind == endings.CLASSES.get(pair.unit.target[-1:])
    if same and "?" not in pair.unit.source:
        return
    source, target = endings.read(pair.source.prose), endings.read(pair.target.prose)
    if not target.span[0] or not source.span[0]:
        return
    if source.mark == target.mark or not source.classes.isdisjoint(target.classes):
        yield from _unasked(pair)
        return
    problem = _lost(pair, source, target) or _added(pair, source, target)
    if problem:
        yield problem
    elif source.classes and target.classes:
        yield from _changed(pair, source, target)


def _changed(pair: Pair, source: Ending, target: Ending) -> Iterator[Problem]:
    """Yield the problem of a mark that has become one of another class."""
    ends = {source.last, target.last}
    if ends == {"statement", "exclamation"}:
        return
    if target.last == "question" and "?" in pair.unit.source:
        return  # the quoted question has moved to the end
    sure = source.last == "question" and target.last == "statement" and not _asks(pair.unit.target)
    sure = sure and endings.asks(pair.unit.source, pair.source.locale.code)
    spans = _spans(source), _spans(target)
    yield Problem(_differ(source, target), *spans, severity=None if sure else _INFO)


def _asks(text: str) -> bool:
    return "?" in text or "？" in text


def _unasked(pair: Pair) -> Iterator[Problem]:
    """Yield the question within the source, if the target asks none."""
    place = pair.source.prose.find("?")
    if place >= 0 and not _asks(pair.unit.target):
        message = "the source asks a question, the translation has no question mark"
        yield Problem(message, ((place, place + 1),), severity=_INFO)


def _differ(source: Ending, target: Ending) -> str:
    names = _NAMES[source.last], _NAMES[target.last]
    return f"the source ends with {names[0]}, the translation with {names[1]}"


def _spans(ending: Ending) -> tuple[Span, ...]:
    start, end = ending.span
    return ((min(start, end - 1), end),)


def _lost(pair: Pair, source: Ending, target: Ending) -> Problem | None:
    """Return the problem of a sentence that has lost its mark, or has a comma for it."""
    if not source.classes & _SENTENCE or target.last not in {"", "comma"}:
        return None
    spans = _spans(source), _spans(target)
    if target.last == "comma":
        return _comma(pair, source, target)
    message = f"the source ends with {_NAMES[source.last]}, the translation without"
    if pair.role or _abbreviation(pair.source, source):
        return Problem(message, *spans, severity=_INFO)
    fix = _stop(pair, source, target)
    return Problem(message, *spans, fix, Severity.FIX if fix else None)


def _comma(pair: Pair, source: Ending, target: Ending) -> Problem:
    """Return the problem of a sentence that ends in a comma, for which there is no reason
    where it is the last of a passage.
    """
    message, spans = _differ(source, target), (_spans(source), _spans(target))
    if not _is_last(pair):
        return Problem(message, *spans, severity=_INFO)
    manner = endings.manner(pair.target.locale.code)
    mark = manner.marks.get(source.last) if manner else None
    return Problem(message, *spans, (Edit(*target.span, mark),) if mark else ())


def _is_last(pair: Pair) -> bool:
    """Whether the unit is known to be the last sentence of a passage."""
    place = _PLACE.match(pair.unit.hints[0]) if pair.unit.hints else None
    return place is not None and place[1] == place[2]


def _stop(pair: Pair, source: Ending, target: Ending) -> tuple[Edit, ...]:
    """Return the edit that puts the mark where the language has it; none, if that is not clear.

    A sentence that is short for its source may have lost its end, and wants more than a stop.
    """
    manner = endings.manner(pair.target.locale.code)
    text = pair.unit.target.rstrip()
    if not manner or source.last not in manner.marks:
        return ()
    if len(text) < manner.short * len(pair.unit.source):
        return ()
    if any(code.end == len(text) and code.wordless for code in pair.target.codes):
        return ()
    if endings.quoted(target) and not (manner.outside and source.last == "statement"):
        return ()
    if target.closing and text[target.span[1]].isspace():
        return ()
    return (Edit(len(text), len(text), manner.marks[source.last]),)


def _added(pair: Pair, source: Ending, target: Ending) -> Problem | None:
    """Return the problem of a text with a mark that its source has not."""
    if source.classes or not target.classes & _SENTENCE or _abbreviation(pair.target, target):
        return None
    message = f"the source ends without a mark, the translation with {_NAMES[target.last]}"
    if not pair.role or target.last != "statement" or target.mark in "…‥":
        return Problem(message, (), _spans(target), severity=_INFO)
    message = "a stop at the end, which the source has not"
    fix = (Edit(*target.span, ""),)
    if _inside(pair.unit.target, target):
        return Problem(message, (), _spans(target), severity=_INFO)
    return Problem(message, (), _spans(target), fix, Severity.FIX)


def _inside(text: str, ending: Ending) -> bool:
    """Whether there are more sentences than one, or dots of an ellipsis."""
    return bool(_INNER.search(text, 0, ending.span[0])) or text[ending.span[0] - 1] == "."


def _abbreviation(side: Side, ending: Ending) -> bool:
    """Whether the last word is one that its language shortens: `2026 г.`, `и др.`, `10 a.m.`"""
    word = _SHORT.search(side.text[max(0, ending.span[0] - 20) : ending.span[0]])
    if not word:
        return False
    short = word[1].replace(" ", "")
    if len(short) == 1 or "." in short:
        return True
    words = side.locale.sentences
    known = (words.final, words.perhaps_final, words.never_final, words.after_figure, words.units)
    return any(short in group or short.casefold() in group for group in known)
