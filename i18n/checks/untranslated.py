"""The translation is not the source again.

A sentence that was pasted and never translated looks finished in every list. Names, brands and
titles of a few words may stay as they are ("Newport on the Levee"), and so may the terms that the
glossary keeps. A longer title, and a quotation in a third language, is only asked about.

To mend it: translate the sentence, or dismiss the finding if it has to stay in the original.
"""

import re
from collections.abc import Iterator

from i18n import keep
from i18n.evidence.loans import titled
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.languages import identify

_PROSE = re.compile(r"(?<![^\W\d_])[^\W\d_A-Z]{3,}(?![^\W\d_])")
_LETTERS = re.compile(r"[\W\d_]+")
_TITLE = 5
"""How many words a name may have that is written like a title."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where both texts have the same letters, and some of them are prose."""
    source, target = pair.source, pair.target
    script = identify.script(target.locale.script)
    if script is None or source.locale.script == target.locale.script:
        return
    if not target.text or script.letter.search(target.text) or not _same(source.text, target.text):
        return
    prose = _without(source.prose, pair.article.loans.kept)
    words = [word[0] for word in source.words]
    if not _PROSE.search(prose) or (len(words) <= _TITLE and titled(words)):
        return
    certain = identify.words(source.prose, source.locale.code) and not titled(words)
    yield Problem(
        "the translation is the source again",
        target=((0, len(target.text)),),
        severity=None if certain else Severity.WARNING,
    )


def _same(source: str, target: str) -> bool:
    return _LETTERS.sub("", source).casefold() == _LETTERS.sub("", target).casefold()


def _without(prose: str, terms: tuple[str, ...]) -> str:
    for start, end in keep.find(prose, terms):
        prose = prose[:start] + " " * (end - start) + prose[end:]
    return prose
