"""The translation is in the script of its language.

A sentence in the wrong letters was put in the wrong place, or a machine lost its way: Chinese
characters in a Russian text, Cyrillic in a Chinese one, Kazakh in Latin letters. Names and other
words that the source has in those letters are passed over.

To mend it: translate the sentence, or write the word in the letters of the language.
"""

from collections.abc import Iterator

from i18n.evidence.loans import known
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.languages import identify

_ENOUGH = 12
"""How many Latin letters that the source has not make a text that is in them."""
_PROSE = 3
"""How many small words of the source left in a text without a letter of its own are no name."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for letters of a third script, and for a text of Latin letters."""
    target = pair.target
    script = identify.script(target.locale.script)
    if script is None or not target.text:
        return
    letter, foreign = identify.strangers(target.locale.script)
    if letter.search(target.text):
        found = [m for m in foreign.finditer(target.prose) if m[0] not in pair.unit.source]
        if found:
            shown = ", ".join(dict.fromkeys(m[0] for m in found[:3]))
            spans = tuple(m.span() for m in found)
            yield Problem(f"{shown}: not the script of {target.locale.name}", target=spans)
    if target.latin and pair.source.locale.script != target.locale.script:
        yield from _latin(pair, script)


def _latin(pair: Pair, script: identify.Script) -> Iterator[Problem]:
    target, loans = pair.target, pair.article.loans
    lent = [word for word in target.latin if loans.has(word[0])]
    alien = sum(len(word[0]) for word in target.latin) - sum(len(word[0]) for word in lent)
    small = sum(word[0].islower() and word[0] not in known().minor for word in lent)
    if alien < _ENOUGH and small < _PROSE:
        return
    own = script.count(target.prose) * script.weight
    prose = not own and small >= _PROSE and target.text != pair.unit.source
    if (alien >= _ENOUGH and alien > own) or prose:
        message = f"the translation is in Latin letters, not in {target.locale.name}"
        yield Problem(message, target=((0, len(target.text)),))
