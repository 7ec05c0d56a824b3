"""What was quoted is still quoted.

Without quotation marks a reader takes somebody's words for the newsroom's own. Titles and
nicknames often lose theirs for good reasons, so the check only mentions it. In Russian and
Kazakh a dash at the start does for direct speech, and so do the dashes round who said it, when the
quotation goes on behind («…, — сказал он. — …»), as 《》 does for a title in Chinese.

To mend it: put what is quoted in the quotation marks of the language.
"""

import re
from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.punctuation import quoting

_QUOTED = re.compile(
    r"\"[^\"“”]{1,600}\"|“[^\"“”]{1,600}”|(?<![\w'’‘])['‘][^\W\d_][^'‘’]{1,200}[^\W_][.,!?]?['’](?!\w)"
)
_LONE = re.compile(r"(?<!\d)[\"“”]")
"""Half of a quotation that begins or ends in another sentence; behind a figure, inches."""
_MARKS = re.compile("[\"“”„‟«»‹›「」『』《》〈〉‘]|(?<![\\w])'(?=\\w)")
_TO_BE_CONTINUED = re.compile(r"[.,!?…]\s*[—–-]\s*\Z")
_CONTINUED = re.compile(r"\s*[—–-]\s")
_SPEECH = re.compile(r"(?:\A|[.!?:…]\s)\s*[—–-]\s")


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source quotes and the target has no mark of quotation."""
    if not (
        '"' in pair.unit.source
        or "“" in pair.unit.source
        or "'" in pair.unit.source
        or "‘" in pair.unit.source
    ):
        return
    if _MARKS.search(pair.target.prose) or not pair.unit.target.strip():
        return
    text = pair.source.prose
    spans = tuple(match.span() for match in _QUOTED.finditer(text))[:20]
    if not spans and not (lone := _LONE.search(text)):
        return
    if quoting.manner(pair.target.locale.code).speech and _SPEECH.search(pair.unit.target):
        return
    if spans:
        first = pair.unit.source[slice(*spans[0])]
        shown = first if len(first) <= 60 else f"{first[:59]}…"
        yield Problem(f"no longer in quotation marks: {shown}", source=spans)
    elif lone and not _goes_on(pair):
        message = "the quotation that begins or ends here has no mark in the translation"
        yield Problem(message, source=(lone.span(),))


def _goes_on(pair: Pair) -> bool:
    """Tell if a quotation stays open round the words that say who speaks, set between dashes."""
    if not quoting.manner(pair.target.locale.code).speech:
        return False
    own, beside = pair.unit.target, [one.unit.target for one in pair.article.beside(pair)]
    return any(map(_TO_BE_CONTINUED.search, [own, *beside])) or any(map(_CONTINUED.match, beside))
