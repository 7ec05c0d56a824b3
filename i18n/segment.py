"""Sentence segmentation: prose to sentences, losing nothing.

A stop ends a sentence unless something around it says no: the word before it (an abbreviation, an
initial, the number of a list), what follows it (a small letter, a dash, a reporting verb), or a
short quotation or parenthesis that it stands in. The words are data of the locale.

Three characters stand for inline markup, so that a format can ask for the breaks of marked-up
prose: U+E000 opens, U+E001 closes, U+E002 is opaque (code, the target of a link).
"""

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from i18n.locales import Locale, SentenceWords
from i18n.model import Segment

QUOTATION = 50
PARENTHESIS = 240
"""A balanced quotation or parenthesis up to this many characters is not cut inside."""

REACH = 40
"""How far back an abbreviation is looked for, in characters."""

OPENING = "“„‟«‹‘‚「『《〈（(［[{\"'\ue000¿¡"
CLOSING = "”»›’」』》〉）)］]}\"'\ue001"
CONTINUING = frozenset(",;:.!?…%，、；：。！？" + CLOSING) - frozenset("\"'")
FULL_WIDTH = "。！？｡"

STOP = re.compile(
    rf"[.!?…‼⁇⁈⁉؟।{FULL_WIDTH}]++"
    rf"(?P<close>(?:\[\d{{1,3}}\]|\ue001[\ue001\ue002]*+|[ \u00a0\u202f]»|[{re.escape(CLOSING)}“¹²³⁰⁴-⁹])*+)"
    r"(?P<gap>\s*+)"
)
NEXT = re.compile(rf"(?P<dash>[-‐‑‒–—―−]*+\s?)[{re.escape(OPENING)}”]*+(?P<word>\w*+)(?P<stop>\.?)")
DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVX]{1,5}")
FIGURE = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b")
BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
DOUBLE = re.compile("[\"“”]")
MARK = re.compile(r"[\"“”„‟«»()（）「」『』\[\]‘’'《》]")

FAMILY = {mark: family[0] for family in ("\"“”„‟", "'‘’", "«»", "()（）", "[]", "「」", "『』", "《》") for mark in family}
OPENS = frozenset("«(（[「『《")
SHUTS = frozenset("»)）]」』》")


def segment(prose: str, locale: Locale) -> tuple[Segment, ...]:
    """Return the sentences of the prose; their texts and gaps joined are the prose again.

    White space before the first sentence is part of its text. Blank prose is one gap
    after no text, and empty prose is no segment.
    """
    return cut(prose, breaks(prose, locale))


def cut(prose: str, breaks: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Return the prose cut at these breaks: the end of a sentence and the start of the next."""
    if not prose:
        return ()
    starts = [0, *(start for _, start in breaks)]
    ends = [*(end for end, _ in breaks), len(prose.rstrip())]
    stops = [*starts[1:], len(prose)]
    return tuple(
        Segment(prose[start:end], prose[end:stop])
        for start, end, stop in zip(starts, ends, stops, strict=True)
    )


def breaks(prose: str, locale: Locale) -> list[tuple[int, int]]:
    """Return where sentences meet: the end of one, and the start of the next after white space."""
    words = locale.sentences
    reporting = _reporting(words.reporting, bool(locale.gap))
    quoted, openings = _quotations(prose)
    quotations = iter(quoted)
    opened, shut = next(quotations, (len(prose), len(prose)))
    found: list[tuple[int, int]] = []
    first, last = 0, _last_word(prose)
    for stop in STOP.finditer(prose):
        start = stop.end()
        if start > last:
            break
        end = stop.end("close")
        if stop["close"] and openings:
            for at in range(stop.start("close"), end):
                if at in openings:
                    start = end = at
                    break
        while shut < end:
            opened, shut = next(quotations, (len(prose), len(prose)))
        if opened < stop.start() and end <= shut:
            continue
        if start == end and not _meets_unspaced(prose, stop, end):
            continue
        if _continues(prose, end, start, openings, words, reporting):
            continue
        if stop[0][0] == "." and prose[stop.start():stop.start()+2] != ".." and _abbreviated(prose, first, stop, start, words):
            continue
        found.append((end, start))
        first = start
    return found


def _last_word(prose: str) -> int:
    """Return where the last letter, figure or opaque mark is: no sentence starts after it."""
    last = len(prose) - 1
    while last >= 0 and not prose[last].isalnum() and prose[last] != "\ue002":
        last -= 1
    return last


def _meets_unspaced(prose: str, stop: re.Match[str], end: int) -> bool:
    """Tell whether a stop with no white space after it may end a sentence, as in Chinese."""
    mark = prose[stop.start("close") - 1]
    if mark in FULL_WIDTH:
        return True
    if mark == "…":
        return end > stop.start("close")
    if prose[stop.start("close") - 2 : stop.start("close")] == "..":
        return False
    return stop.start() > 0 and prose[stop.start() - 1] >= "\u2e80" and prose[end] >= "\u2e80"


def _continues(prose: str, end: int, start: int, openings, words: SentenceWords, reporting) -> bool:
    """Tell whether what stands after the stop goes on with the sentence."""
    if prose[start] in CONTINUING and start not in openings:
        return True
    after = NEXT.match(prose, start)
    assert after is not None
    word = after["word"]
    if after["dash"] and not (word[:1].isdigit() and not after["dash"][-1].isspace()):
        return True
    if word[:1].islower():
        return not BRAND.match(word)
    if prose[end - 1] in FAMILY:
        if any(prose.startswith(w, start) for w in words.carries_on):
            return True
        if word not in words.starters and reporting is not None and reporting.match(prose, start):
            return True
    return False


def _abbreviated(prose: str, first: int, stop, start: int, words: SentenceWords) -> bool:
    """Tell whether the full stop belongs to an abbreviation, an initial or a list's number."""
    tokens = prose[max(first, stop.start() - REACH):stop.start()].split()
    if not tokens:
        return False
    last = tokens[-1].lstrip(OPENING).rstrip("\ue001")
    if last and max(last) >= "\u2e80":
        last = re.search("[^\u2e80-\uffef]*$", last)[0]
    if len(tokens) == 1 and LIST_NUMBER.fullmatch(last) and stop.start() - first < REACH:
        return True
    keys = [last]
    for token in tokens[-2:-5:-1]:
        if not token.endswith(".") or len(token) > 6:
            break
        keys.append(token.lstrip(OPENING) + keys[-1])
    if keys[-1] in words.final:
        return False
    forms = {form for key in keys for form in (key, key[:1].lower() + key[1:])}
    if forms & words.after_year:
        if not (len(tokens) > 1 and tokens[-2][-1:].isdigit()):
            return True
    elif forms & words.never_final:
        return True
    after = NEXT.match(prose, start)
    assert after is not None
    if forms & words.before_figure and FIGURE.match(after["word"]):
        return True
    single = len(last) == 1 and last.isalpha()
    if single or forms & words.perhaps_final or forms & words.after_year or DOTTED.fullmatch(last):
        return after["word"] not in words.starters or (bool(after["stop"]) and len(after["word"]) == 1)
    return False


@lru_cache(maxsize=64)
def _reporting(verbs: frozenset[str], spaced: bool) -> re.Pattern[str] | None:
    """Return what finds a reporting verb soon after a closing quotation mark."""
    if not verbs:
        return None
    choice = "|".join(map(re.escape, sorted(verbs)))
    if spaced:
        return re.compile(rf"(?:\w[\w.’'-]*\s){{1,4}}(?:{choice})\b(?!:)")
    return re.compile(rf"\w{{0,16}}?(?:{choice})(?:[。！？…]|$|[，,][“\"「])")


def _quotations(prose: str) -> tuple[list[tuple[int, int]], set[int]]:
    """Return the short balanced quotations and parentheses: where each opens and shuts.

    They are in order and do not overlap: of nested ones, the outermost that is short.
    """
    short: list[tuple[int, int]] = []
    openings: set[int] = set()
    opened: deque[tuple[str, int]] = deque(maxlen=8)
    for mark in MARK.finditer(prose):
        at, family = mark.start(), FAMILY[mark[0]]
        if _opens(prose, at, family, opened):
            opened.append((family, at))
            openings.add(at)
            continue
        if all(family != other for other, _ in opened):
            continue
        if family == "'" and not (at and prose[at - 1] in ".,!?…" or prose[at + 1 : at + 2] == ","):
            continue
        while opened:
            other, start = opened.pop()
            if other == family:
                break
        if at - start <= (PARENTHESIS if family in "([" else QUOTATION):
            while short and short[-1][0] > start:
                short.pop()
            short.append((start, at))
    return short, openings


def _opens(prose: str, at: int, family: str, opened) -> bool:
    mark = prose[at]
    if mark in OPENS:
        return True
    if mark in SHUTS:
        return False
    before, after = prose[at - 1 : at], prose[at + 1 : at + 2]
    can_open = (not before or before.isspace() or before in OPENING or before in "-–—") and not (after.isspace() or not after)
    can_shut = (not after or after.isspace() or after in CONTINUING) and not (before.isspace() or not before)
    if can_open != can_shut:
        return can_open
    if mark in "\"“" and before in FULL_WIDTH:
        return _opens_unspaced(prose, at, family, opened)
    if mark == '"':
        return all(family != other for other, _ in opened)
    return mark in "“„‟‘"


def _opens_unspaced(prose: str, at: int, family: str, opened) -> bool:
    """Tell whether a quotation mark between a full-width stop and a letter opens.

    Chinese is often typed with one mark for both, or with the two the wrong way round.
    """
    pending = any(family == other for other, _ in opened)
    other = DOUBLE.search(prose, at + 1)
    if other is None:
        return not pending
    if other[0] == "”" or prose[at] != other[0] and (prose[at] == "“" or prose[other.start() - 1] in "，。"):
        return True
    return not pending
