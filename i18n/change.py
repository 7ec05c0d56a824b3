"""Change triage: what an edit of a source sentence did to its meaning."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from i18n.locales import Locale

_FOLDED = str.maketrans("\u2010\u2011", "--", "\u00ad\u200b\u2060\ufeff")
_WIDTHLESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
_ZEROS = re.compile(r"0[0-9]")
_SIGN = re.compile(r"(?<!\w)[-−–]\Z")
_UNITLESS = frozenset(("percent", "decade", "time", "code"))
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

Said = tuple[str, str]
"""What a number or a name is, and how it is written."""


def meaning(text: str) -> tuple[str, ...]:
    """What is left of a sentence without typography: spaces, quotes, dashes, commas, stops.

    Two sentences of equal meaning share an approval. Figures, signs, `?`, `!`, case,
    symbols and inline markup all count as meaning.
    """
    return tuple(_tokens(text))


def describe(old: str, new: str, locale: Locale) -> str:
    """Name the changed numbers, negations and names for a reviewer; "" when there are none.

    Numbers and days are told apart by value: `5`, `five` and `5.0` are one.

    >>> describe("He has 5 dogs.", "Ann has not 6 dogs.", locales.get("en"))
    'number 5 → 6; "not" added; name added: Ann'
    """
    before, after = _tokens(old), _tokens(new)
    parts = [
        *_differences("number", _numbers(old, locale), _numbers(new, locale)),
        *_negations(before, after, locale),
        *_differences("name", _names(old, before, locale), _names(new, after, locale)),
    ]
    return "; ".join(parts)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_APOSTROPHES.sub("'", text.translate(_FOLDED)))


def _numbers(text: str, locale: Locale) -> list[Said]:
    """The numbers with what they count, and figures that are none by their looks: `007`."""
    from i18n.values.reading import read  # noqa: PLC0415 - only an edited sentence pays for it

    text = _WIDTHLESS.sub("", text)
    found: list[tuple[int, Said]] = []
    read_over: set[int] = set()
    for value in read(text, locale):
        if value.kind == "implied" or (value.spelled and value.amount == 1):
            continue  # `once`, and the `one` that is a pronoun
        if _ZEROS.match(value.text):
            continue
        read_over.update(range(*value.span))
        sign = "-" if _SIGN.search(text, 0, value.start) else ""
        unit = value.kind if value.kind in _UNITLESS else value.unit
        found.append((value.start, (f"{sign}{value.amount} {unit}", sign + value.text)))
    for figure in _FIGURE.finditer(text):
        if figure.start() not in read_over:
            sign = "-" if _SIGN.search(text, 0, figure.start()) else ""
            found.append((figure.start(), (sign + figure[0], sign + figure[0])))
    return [said for _, said in sorted(found)]


def _names(text: str, tokens: list[str], locale: Locale) -> list[Said]:
    """Capitalised words, and months and weekdays in any case, by which one they are.

    The first word of a sentence only when it is one in capitals, or inside too.
    """
    from i18n.values import calendar  # noqa: PLC0415 - only an edited sentence pays for it

    days = {one.text: f"{one.kind} {one.number}" for one in calendar.names(text, locale)}
    words = [token for token in tokens if token[0].isalpha()]
    inside = [word for word in words[1:] if not word.islower() and not word[0].islower()]
    first = [word for word in words[:1] if word in inside or (len(word) > 1 and word.isupper())]
    small = [day for day in days if day.islower()]
    return [(days.get(word, word), word) for word in (*first, *inside, *small)]


def _differences(what: str, before: Sequence[Said], after: Sequence[Said]) -> Iterator[str]:
    gone, come = _without(before, after), _without(after, before)
    while len(gone) == len(come) == 1 and _last(gone[0]) == _last(come[0]) != "":
        gone, come = [gone[0].rsplit(None, 1)[0]], [come[0].rsplit(None, 1)[0]]
    if gone and come:
        yield f"{what} {', '.join(gone)} → {', '.join(come)}"
    elif gone:
        yield f"{what} taken out: {', '.join(gone)}"
    elif come:
        yield f"{what} added: {', '.join(come)}"


def _last(text: str) -> str:
    """The last word of several: the unit of a number, which is no news if both have it."""
    return "".join(text.rsplit(None, 1)[1:])


def _without(said: Sequence[Said], others: Sequence[Said]) -> list[str]:
    """How those are written that the others lack, in order."""
    left = Counter(value for value, _ in others)
    found = []
    for value, text in said:
        left[value] -= 1
        if left[value] < 0:
            found.append(text)
    return found


def _negations(before: list[str], after: list[str], locale: Locale) -> Iterator[str]:
    old, new = (
        Counter(w for w in map(str.lower, tokens) if _negates(w, locale))
        for tokens in (before, after)
    )
    yield from (f'"{word}" taken out' for word in (old - new).elements())
    yield from (f'"{word}" added' for word in (new - old).elements())


def _negates(word: str, locale: Locale) -> bool:
    return word in locale.negations or word.endswith("n't")
