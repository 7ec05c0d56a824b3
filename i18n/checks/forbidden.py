"""No form stands there that the glossary forbids.

The glossary names forms that readers must not see, such as an old name of a city or a wrong
spelling of the own institution. They are found however they are inflected, but only where the
source has the term, and not inside an approved form.

To mend it: write the approved form. Where only capitals are wrong, or nothing inflects, it
mends itself.
"""

from collections.abc import Iterator

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.glossary.usage import Misuse
from i18n.morphologies import MORPHOLOGIES, unspaced


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the forbidden forms in the target."""
    for misuse in pair.misuses:
        if misuse.kind == "forbidden":
            yield Problem(str(misuse), misuse.source, misuse.target, tuple(_edits(pair, misuse)))


def _edits(pair: Pair, misuse: Misuse) -> Iterator[Edit]:
    """Yield what puts the approved form there, if it needs no inflection: one that differs in
    capitals only, or the only one in a language whose words have one form."""
    approved = misuse.term.approved
    wrong = misuse.form.casefold()
    same = next((form for form in approved if form.casefold() == wrong), "")
    row = MORPHOLOGIES[pair.target.locale.morphology]
    right = same or (approved[0] if len(approved) == 1 and row.words is unspaced.cut else "")
    if right:
        for start, end in misuse.target:
            if pair.unit.target[start:end] == misuse.form:
                yield Edit(start, end, right)
