"""Tags and placeholders survive translation.

`<b>`, `<br>`, `{name}`, `%s`, `{{ price }}`, the mark of a footnote `[^1]` or an entity such as
`&lt;` are not words but instructions: a page is built by them. One that is lost, added or
misspelt breaks the page or prints rubbish; a tag that is closed outside the one it was opened
in, as in `<b><i>…</b></i>`, mixes up two styles. Their order may change as the sentence does,
but what stood between `<b>` and `</b>` has to stay there. Dashes, spaces and quotation marks
may be written as themselves or as entities; both are right.

To mend it: copy the tag or placeholder from the source, character by character, and put it round
or beside the same words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from i18n.edits import Edit
from i18n.evidence import tokens
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem, Severity
from i18n.evidence.tokens import Token
from i18n.evidence.unmatched import unmatched
from i18n.markup import Code

_WORD = re.compile(r"<(?=[^<>]{0,40}[^\x00-\x7f])[^<>]{1,40}>")
"""What stands for a word in the instructions of a program, in another language: `<путь>`."""

LIMIT = 20
"""Messages of one unit; a text with more of them is past listing."""

MOST = 500
"""Codes of a text that are compared; one with more of them is no sentence, but an attack."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield what is missing, what is extra, what crosses, and what left its pair."""
    if (not pair.source.codes and not pair.target.codes) or not pair.unit.target.strip():
        return
    source, target = _tokens(pair.source), _tokens(pair.target)
    if not source and not target:
        return
    target = tokens.placed(source, target)
    missing, extra = unmatched(source, target), unmatched(target, source)
    missing = [one for one in missing if not _dispensable(one)]
    missing = _without_words(missing, pair.unit.target)
    extra = [one for one in extra if not _needless(one)]
    found = list(_compared(missing, extra, pair))
    if not found:
        found = list(_misplaced(source, target, pair))
    yield from found[:LIMIT]


def _without_words(missing: list[Token], target: str) -> list[Token]:
    """Those missing, less what is no tag but stands for a word, `<path>`, if it is translated."""
    words = len(_WORD.findall(target)) if "<" in target else 0
    if not words:
        return missing
    alone = [one for one in missing if one.kind == "tag" and one.pair < 0]
    if len(alone) > words:
        return missing
    return [one for one in missing if one not in alone]


def _tokens(side: Side) -> list[Token]:
    return list(tokens.find(side.text, side.codes[:MOST]))


def _dispensable(token: Token) -> bool:
    """Whether an entity may well be missing: for its character, or for the words it was in."""
    return token.kind == "entity" and (token.key == "&amp;" or not tokens.guards(token.key))


def _needless(token: Token) -> bool:
    """Whether an entity more harms nobody."""
    return token.kind == "entity" and bool(tokens.characters(token.key))


def _compared(missing: list[Token], extra: list[Token], pair: Pair) -> Iterator[Problem]:
    if len(missing) == len(extra) == 1 and missing[0].kind == extra[0].kind:
        (old,), (new,) = missing, extra
        if old.kind == "slot" or (old.kind == "tag" and old.key[1] == new.key[1] == "/"):
            was, now = pair.unit.source[slice(*old.span)], pair.unit.target[slice(*new.span)]
            message = f"{was} has become {now}"
            yield Problem(message, (old.span,), (new.span,), (Edit(*new.span, was),))
            return
    for one in missing:
        yield Problem(f"{_shown(one, pair.unit.source)} is missing", source=(one.span,))
    for one in extra:
        shown = _shown(one, pair.unit.target)
        why = "is no entity" if one.kind == "entity" else "is not in the source"
        yield Problem(f"{shown} {why}", target=(one.span,))


def _shown(token: Token, text: str) -> str:
    literal = text[slice(*token.span)]
    return literal if len(literal) <= 60 else f"{literal[:59]}…"


def _misplaced(source: list[Token], target: list[Token], pair: Pair) -> Iterator[Problem]:
    """Yield what is wrong although nothing is missing."""
    crossed = _crossing(pair.target.codes[:MOST])
    if crossed and not _crossing(pair.source.codes[:MOST]):
        opened, closed = ((one.start, one.end) for one in crossed)
        texts = [pair.unit.target[slice(*span)] for span in (opened, closed)]
        message = f"{texts[1]} stands outside of what {texts[0]} opened: they cross"
        yield Problem(message, target=(opened, closed))
        return
    paired = sum(one.pair >= 0 for one in source) - sum(one.pair >= 0 for one in target)
    if paired > 0:
        alone = [one for one in target if one.pair < 0 and one.key.startswith("</")]
        for one in alone:
            yield Problem(f"{one.key} stands before its <{one.key[2:]}", target=(one.span,))
        return
    yield from _moved(source, target)


def _crossing(codes: Iterable[Code]) -> tuple[Code, Code] | None:
    """Return the first two halves of pairs that cross: one that opens, one that closes outside."""
    opened: list[Code] = []
    for code in codes:
        if code.kind == "open":
            opened.append(code)
        elif code.kind == "close":
            last = opened.pop()
            if last.pair != code.pair:
                return last, code
    return None


def _moved(source: list[Token], target: list[Token]) -> Iterator[Problem]:
    """Yield the placeholders and pairs of tags that are in another pair than they were."""
    places = [
        Counter((one.key, one.inside) for one in side if _bound(one)) for side in (source, target)
    ]
    gone, come = places[0] - places[1], places[1] - places[0]
    for one in target:
        if not come[one.key, one.inside]:
            continue
        come[one.key, one.inside] -= 1
        was = next((inside for key, inside in gone if key == one.key), "")
        now = f"inside {one.inside}" if one.inside else "outside of tags"
        before = f"inside {was}" if was else "outside of tags"
        severity = None if one.kind == "slot" else Severity.WARNING
        message = f"{one.key} stands {now}, in the source {before}"
        yield Problem(message, target=(one.span,), severity=severity)


def _bound(token: Token) -> bool:
    """Whether it matters which pair it is in: it does for words, and not for a line break."""
    return token.kind == "slot" or (token.pair >= 0 and not token.key.startswith("</"))
