"""Change triage: what an edit of a source sentence did to its meaning."""

import re
from collections import Counter
from collections.abc import Iterator

from i18n.locales import Locale

_FOLDED = str.maketrans("\u2010\u2011", "--", "\u00ad\u200b\u2060\ufeff")
_APOSTROPHES = re.compile("[’ʼ‘`´]")
_TOKEN = re.compile(
    r"""
    (?<!\w)[-−–](?=\d)              # a sign, not a dash between words or in a range
    | \d+(?:[.,:/]\d+)*             # a figure
    | [^\W\d_]+(?:['-][^\W\d_]+)*   # a word
    | [^\s\w.,;:…"'“”„«»‹›「」『』—–‒―−-]   # any mark that is not mere typography: ? ! % $ *
    | _
    """,
    re.VERBOSE,
)


def meaning(text: str) -> tuple[str, ...]:
    """What is left of a sentence without typography: spaces, quotes, dashes, commas, stops.

    Two sentences of equal meaning share an approval. Figures, signs, `?`, `!`, case,
    symbols and inline markup all count as meaning.
    """
    return tuple(_tokens(text))


def describe(old: str, new: str, locale: Locale) -> str:
    """Name the changed figures, negations and names for a reviewer; "" when there are none.

    >>> describe("He has 5 dogs.", "Ann has not 6 dogs.", locales.get("en"))
    'number 5 → 6; "not" added; name added: Ann'
    """
    before, after = _tokens(old), _tokens(new)
    parts = [
        *_differences("number", _figures(before), _figures(after)),
        *_negations(before, after, locale),
        *_differences("name", _names(before), _names(after)),
    ]
    return "; ".join(parts)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_APOSTROPHES.sub("'", text.translate(_FOLDED)))


def _figures(tokens: list[str]) -> list[str]:
    signed = ("-" if left in "-−–" else "" for left in ["x", *tokens])
    return [sign + token for sign, token in zip(signed, tokens, strict=False) if token[0].isdigit()]


def _names(tokens: list[str]) -> list[str]:
    """Capitalised words; the first of a sentence only when it is one in capitals or inside too."""
    words = [token for token in tokens if token[0].isalpha()]
    inside = [word for word in words[1:] if not word.islower() and not word[0].islower()]
    first = [word for word in words[:1] if word in inside or (len(word) > 1 and word.isupper())]
    return first + inside


def _differences(what: str, before: list[str], after: list[str]) -> Iterator[str]:
    gone = list((Counter(before) - Counter(after)).elements())
    come = list((Counter(after) - Counter(before)).elements())
    if gone and come:
        yield f"{what} {', '.join(gone)} → {', '.join(come)}"
    elif gone:
        yield f"{what} taken out: {', '.join(gone)}"
    elif come:
        yield f"{what} added: {', '.join(come)}"


def _negations(before: list[str], after: list[str], locale: Locale) -> Iterator[str]:
    old, new = (
        Counter(w for w in map(str.lower, tokens) if _negates(w, locale))
        for tokens in (before, after)
    )
    yield from (f'"{word}" taken out' for word in (old - new).elements())
    yield from (f'"{word}" added' for word in (new - old).elements())


def _negates(word: str, locale: Locale) -> bool:
    return word in locale.negations or word.endswith("n't")
