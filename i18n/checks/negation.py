"""What the source denies, the translation denies too.

A lost “not” turns a sentence round, and the sentence reads well without it. The check looks for
a negation in the source (not, n't, no, never, without, nor, nothing) and for anything that
denies in the translation: не, нет, без and words with не-; the Kazakh suffixes -ма, -ба and
-сыз, емес, жоқ; 不, 没, 无. Phrases that deny nothing, such as “not only”, “no doubt” and
“isn't it?”, do not count. Translators often say the same without a negation (“was not loud” is
«тихий»), so a word of refusal, lack or limit in the translation counts as one, and where the
source itself leaves such a way open, or is long, the finding is only said.

Some words cannot do without a negation: никто, никогда, никакой; ешкім, ешқашан; 毫, and 而是 after
不是. One that stands alone is wrong in itself. Where the source denies twice and the translation
but once, that is only said.

To mend it: put the negation in; or let the finding be if another word says it.
"""

import re
from collections.abc import Iterator

from i18n.edits import Span
from i18n.evidence.denial import Denial, denial
from i18n.evidence.pair import Pair
from i18n.evidence.patterns import small
from i18n.evidence.problem import Problem, Severity

LONG = 140
"""In a source of more characters than this, much may be said another way, a negation too."""

NEAR = 60
"""Characters after a negation in which a word of its range stands: not … until, not … many."""

OFTEN = 2
"""What a source denies more often than this, it repeats; a translation may deny all at once."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source denies and the target does not, or not as often."""
    source, target = denial(pair.source.locale.code), denial(pair.target.locale.code)
    if source is None or target is None:
        return
    text = small(pair.source.prose)
    most = min(source.count(text), OFTEN)
    if not most or not pair.unit.target.strip():
        return
    other = small(pair.target.prose)
    if stranded := list(target.stranded(other)):
        yield _stranded(pair, stranded)
        return
    denied = len(target.said(other)) or int(target.bare(other))
    if denied < most and (found := source.said(text)) and denied < min(len(found), OFTEN):
        yield from _lost(pair, (text, other), (source, target), found, denied)


def _lost(
    pair: Pair,
    texts: tuple[str, str],
    languages: tuple[Denial, Denial],
    found: list[re.Match[str]],
    denied: int,
) -> Iterator[Problem]:
    """Yield what became of the denials `found`, where nothing stands for those that are missing."""
    (text, other), (source, target) = texts, languages
    ranged = any(source.ranges.search(text, one.end(), one.end() + NEAR) for one in found)
    inside = source.instead(text, ranged=False)
    instead = target.instead(other, ranged=ranged)
    if denied + max(0, instead - inside) >= min(len(found), OFTEN):
        return
    spans = tuple(_whole(text, *one.span()) for one in found)
    if denied:
        yield _fewer(pair, spans)
        return
    certain = any(source.certain.fullmatch(one[0]) for one in found)
    sure = certain and not inside and not instead and len(text) <= LONG
    said = pair.unit.source[slice(*spans[0])]
    yield Problem(
        f"the source says “{said}”, and nothing in the translation denies it",
        source=spans,
        severity=None if sure else Severity.INFO,
    )


def _stranded(pair: Pair, places: list[Span]) -> Problem:
    word = pair.unit.target[slice(*places[0])]
    return Problem(f"“{word}” wants a negation with it, and there is none", target=tuple(places))


def _fewer(pair: Pair, spans: tuple[Span, ...]) -> Problem:
    said = " and ".join(f"“{pair.unit.source[slice(*span)]}”" for span in spans)
    return Problem(
        f"the source says {said}, and the translation denies less often",
        source=spans,
        severity=Severity.INFO,
    )


def _whole(text: str, start: int, end: int) -> Span:
    """Where the word stands whose end was found."""
    while start and text[start - 1].isalpha():
        start -= 1
    return start, end
