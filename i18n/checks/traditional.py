"""One script of Chinese: Simplified or Traditional, not both.

Machines and pasted quotations bring characters of the other script: 這個 for 这个. Where a
character has one form only in the script of the text, it is given. A name in quotation marks or
brackets may be meant, and is only mentioned.

To mend it: write the form that the finding gives.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.languages import hanzi
from i18n.punctuation import quotations

_NAMES = {"Hans": "Simplified", "Hant": "Traditional"}
_SHOWN = 5
_MOST = 2000
"""How many characters of a text are pointed at; no passage has more."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield one problem for all the characters of the other script that the source has not."""
    script = pair.target.locale.script
    wrong = hanzi.foreign(script)
    if wrong is None or not wrong.search(pair.unit.target):
        return
    prose, source = pair.target.prose, pair.unit.source
    found = [match for match in islice(wrong.finditer(prose), _MOST) if match[0] not in source]
    if not found:
        return
    inside = _inside(prose, found)
    seldom = hanzi.seldom(script)
    if seldom and not inside:
        either = re.compile(f"{wrong.pattern}|[{''.join(seldom)}]")
        found = [match for match in islice(either.finditer(prose), _MOST) if match[0] not in source]
    forms = {**hanzi.counterparts(script), **seldom}
    shown = ", ".join(_shown(found[:_SHOWN], forms))
    yield Problem(
        f"not {_NAMES[script]} Chinese: {shown}",
        target=tuple(m.span() for m in found),
        fix=() if inside else tuple(_edits(found, forms)),
        severity=Severity.INFO if inside else None,
    )


def _shown(found: list[re.Match[str]], forms: Mapping[str, str]) -> Iterator[str]:
    for char in dict.fromkeys(m[0] for m in found):
        yield f"{char} ({forms[char]})" if forms[char] else char


def _edits(found: list[re.Match[str]], forms: Mapping[str, str]) -> Iterator[Edit]:
    for match in found:
        if forms[match[0]]:
            yield Edit(match.start(), match.end(), forms[match[0]])


def _inside(prose: str, found: list[re.Match[str]]) -> bool:
    """Tell if all of them stand in a quotation that is not most of the text."""
    quoted = [(a, b) for a, b in quotations.find(prose).short if b - a < len(prose) // 2]
    return all(any(a < m.start() < b for a, b in quoted) for m in found)
