"""Latin: Kazakh in the alphabet of 2021.

Capitals come from the table, never from Unicode's rules: і is ı and I here, и is i and İ.
"""

import re
from collections.abc import Mapping
from functools import cache

from i18n.scripts.rules import HALF, Forms, Rewrite, cased, composed, forms, numerals, row


@cache
def rewriter(code: str, eng: str) -> Rewrite:
    """Return what rewrites Cyrillic; `eng` is ñ or ŋ, the small letter for ң."""
    rules = row(code)
    letters = dict(forms(rules["letters"]))
    letters |= {letter: own for letter, own in forms(rules["eng"]).items() if own[0] == eng}
    table = {ord(letter): written for letter, written in cased(letters).items()}
    special, written = _special(letters, rules["together"], rules["dropped"])
    roman = numerals(rules["roman"])

    def rewrite(text: str) -> str:
        text = roman(composed(text))
        return special.sub(lambda found: written.get(found[0], ""), text).translate(table)

    return rewrite


def _special(
    letters: Forms, together: str, dropped: str
) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern for the letters that depend on their neighbours, and what they become."""
    small = "".join(letters)
    every, capitals = small + small.upper(), small.upper()
    joined = cased(forms(together))
    long = {letter.upper(): own[-1] for letter, own in letters.items() if len(own[0]) > 1}
    pattern = (
        rf"{'|'.join(joined)}"
        rf"|[{''.join(long)}](?={HALF}*[{capitals}])"
        rf"|(?:(?<=[{capitals}])|(?<=[{capitals}]{HALF}))[{''.join(long)}](?!{HALF}*[{small}])"
        rf"|(?<=[{every}])[{dropped}{dropped.upper()}]+"
    )
    return re.compile(pattern), {**long, **joined}
