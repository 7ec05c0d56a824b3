"""Sentence segmentation: prose to sentences, losing nothing.

A stop ends a sentence unless something around it says no: the word before it (an abbreviation, an
initial, the number of a list), what follows it (a small letter, a dash, a reporting verb), or a
short quotation or parenthesis that it stands in. The words are data of the locale.

Three characters stand for inline markup, so that a format can ask for the breaks of marked-up
prose: U+E000 opens, U+E001 closes, U+E002 is opaque (code, the target of a link).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n.locales import Locale, SentenceWords
from i18n.model import Segment
from i18n.punctuation import quotations

REACH = 40
"""How far back an abbreviation is looked for, in characters."""

OPENING = "“„‟”«‹‘‚「『《〈（(［[{\"'\ue000¿¡"
CLOSING = "“”»›’」』》〉）)］]}\"'\ue001"
CONTINUING = frozenset(",;:.!?…%，、；：。！？”»›’」』》〉）)］]}\ue001")
FULL_WIDTH = frozenset("。！？｡")
WIDE = re.compile("[\u2e80-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]")
"""Characters of scripts that put no space between words, and their full-width marks."""

STOP = re.compile(
    r"(?P<mark>[.!?…‼⁇⁈⁉؟।。！？｡]++)"
    r"(?P<close>(?:\[\d{1,3}\]|\ue001[\ue001\ue002]*+|\ue002++(?=\s)|[ \u00a0\u202f]»"
    rf"|[{re.escape(CLOSING)}¹²³⁰⁴-⁹\U0001f300-\U0001faff])*+)"
    r"\s*+"
)
NEXT = re.compile(rf"(?P<dash>[-‐‑‒–—―−]*+\s?)[{re.escape(OPENING)}]*+(?P<word>\w*+)(?P<stop>\.?)")
INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVX]{1,5}")
FIGURE = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b")
FIGURE_BEFORE = re.compile(r".*\d.*|[IVXLCХ]+")
BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
NOWHERE = (-1, -1)


def segment(prose: str, locale: Locale) -> tuple[Segment, ...]:
    """Return the sentences of the prose; their texts and gaps joined are the prose again.

    White space before the first sentence is part of its text. Blank prose is one gap
    after no text, and empty prose is no segment.
    """
    return cut(prose, breaks(prose, locale))


def cut(prose: str, breaks: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Return the prose cut at these breaks: each the end of a sentence and the start of the next."""
    if not prose:
        return ()
    starts = [0, *(start for _, start in breaks)]
    ends = [*(end for end, _ in breaks), len(prose.rstrip())]
    return tuple(
        Segment(prose[start:end], prose[end:following])
        for start, end, following in zip(starts, ends, [*starts[1:], len(prose)], strict=True)
    )


class Place(NamedTuple):
    """A stop, the end of the sentence that it may end, the start of the next, and its first word."""

    stop: re.Match[str]
    end: int
    start: int
    next: re.Match[str]


def breaks(prose: str, locale: Locale) -> list[tuple[int, int]]:
    """Return where sentences meet: the end of one, and the start of the next after white space."""
    found: list[tuple[int, int]] = []
    first = 0
    quoted = quotations.find(prose)
    for place in _outside(_places(prose, quoted.opening), quoted.short):
        if prose[place.start] in CONTINUING and place.start not in quoted.opening:
            continue
        if _continues(place) or _reports(place, locale):
            continue
        if not _abbreviates(place, first, locale.sentences):
            found.append((place.end, place.start))
            first = place.start
    return found


def _places(prose: str, opening: Collection[int]) -> Iterator[Place]:
    """Yield each stop that white space and something to read follow, or as Chinese has it."""
    last = _last_word(prose)
    for stop in STOP.finditer(prose):
        end, start = stop.end("close"), stop.end()
        if start > last:
            return
        for at in range(stop.start("close"), end):
            if at in opening:
                end = start = at
                break
        following = NEXT.match(prose, start)
        if following and (start > end or _meets_unspaced(stop, start)):
            yield Place(stop, end, start, following)


def _last_word(prose: str) -> int:
    """Return where the last letter, figure or opaque mark is: no sentence starts after it."""
    last = len(prose) - 1
    while last >= 0 and not prose[last].isalnum() and prose[last] != "\ue002":
        last -= 1
    return last


def _meets_unspaced(stop: re.Match[str], start: int) -> bool:
    """Tell whether a stop with no white space after it may end a sentence, as in Chinese."""
    prose, mark = stop.string, stop["mark"]
    if mark[-1] in FULL_WIDTH:
        return True
    if mark[-1] == "…":
        return start > stop.end("mark")
    wide = WIDE.match(prose, start) and WIDE.match(prose, max(0, stop.start() - 1))
    return bool(wide) and not mark.endswith("..")


def _outside(places: Iterator[Place], short: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """Yield the places that are not inside a short quotation."""
    spans = iter(short)
    opens, shuts = next(spans, NOWHERE)
    for place in places:
        while shuts < place.end and opens >= 0:
            opens, shuts = next(spans, NOWHERE)
        if not 0 <= opens < place.stop.start():
            yield place


def _continues(place: Place) -> bool:
    """Tell whether the next words go on with the sentence: a dash, or a small letter."""
    dash, word = place.next["dash"], place.next["word"]
    if dash and (dash[-1].isspace() or not word[:1].isdigit()):
        return True
    return word[:1].islower() and not BRAND.match(word)


def _reports(place: Place, locale: Locale) -> bool:
    """Tell whether the words after a quotation belong to it: `“Why?” Smith asked.`"""
    words, prose = locale.sentences, place.stop.string
    if prose[place.end - 1] not in quotations.KIND:
        return False
    if any(prose.startswith(word, place.start) for word in words.carries_on):
        return True
    reporting = _reporting(locale)
    named = place.next["word"] not in words.starters
    return bool(named and reporting and reporting.match(prose, place.start))


@lru_cache(maxsize=64)
def _reporting(locale: Locale) -> re.Pattern[str] | None:
    """Return what finds a reporting verb near the start of a sentence, if the locale has any.

    Where words have no spaces between, the verb must end its clause, and no negation precede it.
    """
    verbs = "|".join(map(re.escape, sorted(locale.sentences.reporting)))
    if not verbs:
        return None
    if locale.gap:
        return re.compile(rf"(?:\w[\w.’'-]*+\s){{1,4}}(?:{verbs})\b(?!:)")
    negations = "|".join(map(re.escape, sorted(locale.negations)))
    subject = rf"(?:(?!{negations})\w){{0,16}}?"
    return re.compile(rf"{subject}(?:{verbs})(?:[。！？…]|\Z|[，,][“\"「])")


def _abbreviates(place: Place, first: int, words: SentenceWords) -> bool:
    """Tell whether the stop belongs to an abbreviation, an initial or the number of a list."""
    stop = place.stop
    if stop["mark"] not in (".", "!"):
        return False
    reach = max(first, stop.start() - REACH)
    tokens = [_bare(token) for token in stop.string[reach : stop.start()].split()]
    if not tokens:
        return False
    if stop["mark"] == "!":
        tokens[-1] += "!"
    elif len(tokens) == 1 and reach == first and LIST_NUMBER.fullmatch(tokens[0]):
        return True
    return _holds(_kind(tokens, words), place.next, words)


def _bare(token: str) -> str:
    """Return the token without the marks around it, and without Chinese stuck to its front."""
    bare = token.lstrip(OPENING).rstrip("\ue001")
    return bare if bare.isascii() else WIDE.split(bare)[-1]


def _kind(tokens: Sequence[str], words: SentenceWords) -> str:
    """Return the list of `words` that the abbreviation at the end of the tokens is in, or ""."""
    spellings = _spellings(tokens)
    if not words.final.isdisjoint(spellings):
        return "final"
    forms = {*spellings, *(word[:1].lower() + word[1:] for word in spellings)}
    figured = len(tokens) > 1 and bool(FIGURE_BEFORE.fullmatch(tokens[-2]))
    if figured and words.units & forms:
        return "units"
    if words.never_final & forms or (words.after_figure & forms and not figured):
        return "never_final"
    if words.before_figure & forms:  # `No. I refuse` is a word, `Fig. I` is not
        return "units" if tokens[-1] in words.starters else "before_figure"
    initials = INITIALS.fullmatch(tokens[-1])
    if initials or words.perhaps_final & forms or words.after_figure & forms:
        return "perhaps_final"
    return ""


def _spellings(tokens: Sequence[str]) -> list[str]:
    """Return what an abbreviation that ends here may be: `и т. д` is `д` or `т.д`."""
    found = [tokens[-1]]
    for token in tokens[-2:-5:-1]:
        if not token.endswith(".") or len(token) > 6:
            break
        found.append(token + found[-1])
    return found


def _holds(kind: str, following: re.Match[str], words: SentenceWords) -> bool:
    """Tell whether an abbreviation of this kind goes on with what follows it."""
    word = following["word"]
    if kind == "perhaps_final":
        initial = following["stop"] and len(word) == 1
        return bool(initial) or word not in words.starters
    if kind == "before_figure":
        return bool(FIGURE.match(word))
    if kind == "units":
        return word[:1].isdigit()
    return kind == "never_final"
