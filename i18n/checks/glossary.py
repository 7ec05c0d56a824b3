"""The translation says what the glossary says.

Where a term of the glossary stands in the source, one of its approved forms has to stand in the
translation, inflected as the sentence needs it; a term not to be translated has to stand there
letter for letter. A sentence may say “the university” or “it” where the source repeats a name:
so what is missing is a warning, and an error only for terms that the glossary calls a must.

To mend it: write the approved form; or, if another word is right here too, add it to the
glossary.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the terms that the target lacks, in the order of the source."""
    for misuse in pair.misuses:
        if misuse.kind != "forbidden":
            grave = Severity.ERROR if misuse.grave else None
            yield Problem(str(misuse), source=misuse.source, severity=grave)
