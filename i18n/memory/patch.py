"""A patch: the figures and dates of a sentence put into the translation of another.

Each has to have exactly one place there, and the words around it have to fit the new one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from i18n.locales import Locale
from i18n.memory.agreement import fits
from i18n.memory.match import Patch
from i18n.memory.sense import same_sense
from i18n.memory.tokens import Token, figures, forms, tokens

Pair = tuple[Token, Token]

_PIECE = re.compile(r"\w+|[^\w\s]")
_THOUSAND = 4
"""Digits from which a figure can have its thousands set apart."""


def patch(
    old: str, new: str, target: str, source: Locale, locale: Locale
) -> tuple[str, tuple[Patch, ...]] | None:
    """Return the translation of `old` with the figures and dates of `new`, and what was replaced.

    None when nothing differs that way, or when one of them has no place or several, or may
    not fit: then the translation is left alone.

    >>> patch("Open until 5 May.", "Open until 6 May.", "Открыто до 5 мая.", en, ru)
    ('Открыто до 6 мая.', (('5', '6'),))
    """
    pairs = _aligned(old, new, source)
    if pairs is None:
        return None
    changes = [pair for pair in pairs if pair[0].value != pair[1].value]
    if any(_bent(*pair) for pair in pairs if pair not in changes):
        return None
    places = tokens(target, locale)
    made = [
        _made((old, new, target), pair, [one for one, _ in pairs], places, (source, locale))
        for pair in changes
    ]
    edits = [edit for edit in made if edit is not None]
    if not edits or len(edits) < len(made):
        return None
    for place, text in sorted(edits, key=lambda edit: -edit[0].start):
        target = target[: place.start] + text + target[place.end :]
    return target, tuple((before.text, after.text) for before, after in changes)


def _aligned(old: str, new: str, source: Locale) -> list[Pair] | None:
    """Pair the figures and names of two sentences; None when one of them has no partner."""
    before, after = tokens(old, source), tokens(new, source)
    if [one.kind for one in before] != [one.kind for one in after]:
        return None
    if [one.value for one in before] == [one.value for one in after]:
        return []
    left, right = list(_pieces(old, before)), list(_pieces(new, after))
    matcher = SequenceMatcher(
        None, [one[0] for one in left], [one[0] for one in right], autojunk=False
    )
    pairs = [
        (one, other)
        for block in matcher.get_matching_blocks()
        for (_, one), (_, other) in zip(
            left[block.a : block.a + block.size], right[block.b : block.b + block.size], strict=True
        )
        if one and other
    ]
    return pairs if len(pairs) == len(before) else None


def _bent(old: Token, new: Token) -> bool:
    """Whether one name stands in two forms, which may not mean the same: `Monday`, `Mondays`."""
    return old.kind != "figure" and old.text.lower() != new.text.lower()


def _pieces(text: str, found: Sequence[Token]) -> Iterator[tuple[str, Token | None]]:
    """Yield the words and marks of a text, with a figure or a name by its kind."""
    at = 0
    for one in [*found, None]:
        end = one.start if one else len(text)
        yield from ((piece, None) for piece in _PIECE.findall(text[at:end]))
        if one:
            yield f"\2{one.kind}", one
            at = one.end


def _made(
    texts: tuple[str, str, str], pair: Pair, olds: Sequence[Token], places: Sequence[Token],
    languages: tuple[Locale, Locale],
) -> tuple[Token, str] | None:  # fmt: skip
    """Return the one place of the old one in the target, and what to put there, if it fits.

    The texts are the old and the new sentence and the target.
    """
    old, new = pair
    source, locale = languages
    there = [one for one in places if (one.kind, one.value) == (old.kind, old.value)]
    if len(there) != 1 or sum(one.value == old.value for one in olds if one.kind == old.kind) != 1:
        return None
    (place,) = there
    if not same_sense((texts[0], old, source), (texts[1], new, source), (texts[2], place, locale)):
        return None
    text = _form(place, old, new, (source.code, locale.code))
    if not text or not fits(texts[2], place, replace(new, text=text), locale):
        return None
    return place, text


def _form(place: Token, old: Token, new: Token, codes: tuple[str, str]) -> str:
    """Return the new one as the target writes such; "" when that is not known."""
    if isinstance(new.value, int) or isinstance(old.value, int):
        return _name(place, new.value, codes[1]) if isinstance(new.value, int) else ""
    if isinstance(new.value, str) or isinstance(old.value, str):
        return new.text if isinstance(new.value, str) and isinstance(old.value, str) else ""
    source, target = figures(codes[0]), figures(codes[1])
    (digits, part), (before, _) = new.value, old.value
    between = "".join(
        sorted({c for c in place.text.partition(target.decimal)[0] if not c.isdecimal()})
    )
    grouped = between != "" if len(before) >= _THOUSAND else source.group in new.text
    if grouped:
        digits = _grouped(digits, between or target.group)
    return f"{digits}{target.decimal}{part}" if part else digits


def _grouped(digits: str, between: str) -> str:
    first = len(digits) % 3 or 3
    return between[:1].join(
        [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    )


def _name(place: Token, number: int, code: str) -> str:
    """The name of another month or day, from the same list as the one that stands there.

    A list of abbreviations has some names in full, and in one case: `авг.` and `мая`.
    """
    for names in forms(code)[place.kind]:
        name = names.get(int(str(place.value)), "")
        capital = name[:1].upper() + name[1:]
        if place.text in {name, capital} and number in names:
            made = names[number]
            if made.endswith(".") != name.endswith("."):
                return ""
            return made if place.text == name else made[:1].upper() + made[1:]
    return ""
