"""A renaming: a translation with other names in it, where nothing else of its sentence changed.

Names are terms of the glossary, and those that stand in the translation as in the source. One
that something is joined to is left alone, and one that may want other words around it: in
languages that decline, what ends otherwise is mostly of another gender.
"""

import re
from collections.abc import Iterator, Sequence

from i18n.glossary.matcher import Hit, found
from i18n.locales import Locale
from i18n.memory.difference import difference
from i18n.memory.match import Patch
from i18n.model import Term

_NAME = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*")
_VOWELS = "аеёиоуыэюяәіөұүaeiou"


def renamed(
    old: str, new: str, target: str, terms: tuple[Term, ...], source: Locale, locale: Locale
) -> tuple[str, tuple[Patch, ...]] | None:
    """Return the translation of `old` with the names of `new`, and what was replaced by what.

    None where something else differs too, or a name has no place, several, or may not fit.
    """
    pairs = _of_glossary(old, new, terms, source) or _of_letters(old, new)
    for gone, come in pairs:
        place = re.compile(
            rf"(?<![\w-]){re.escape(gone)}(?![\w-])" if locale.gap else re.escape(gone)
        )
        if len(place.findall(target)) != 1 or (locale.gap and not _alike(gone, come)):
            return None
        target = place.sub(lambda _, text=come: text, target)  # type: ignore[misc]
    return (target, tuple(pairs)) if pairs else None


def _of_glossary(old: str, new: str, terms: tuple[Term, ...], source: Locale) -> Sequence[Patch]:
    """What each term that changed is called in the translation; nothing where more than terms did."""
    before, after = (found(text, terms, source.code) for text in (old, new))
    if _without(old, before) != _without(new, after):
        return ()
    pairs = []
    for gone, come in zip(before, after, strict=True):
        if gone.term == come.term:
            continue
        if not (_plain(old, gone) and _plain(new, come)):
            return ()
        pairs.append((gone.term.approved[0], come.term.approved[0]))
    return pairs


def _plain(text: str, hit: Hit) -> bool:
    """Whether a term with a form of its own stands there as the glossary has it."""
    return bool(hit.term.approved) and text[slice(*hit.span)] == hit.term.source


def _without(text: str, hits: Sequence[Hit]) -> list[str]:
    """The stretches of a text between its terms."""
    edges = [0, *(edge for hit in hits for edge in hit.span), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _of_letters(old: str, new: str) -> Sequence[Patch]:
    """The names that changed, as both sentences write them; nothing where more than names did."""
    return list(_names(old, new) or ())


def _names(old: str, new: str) -> Iterator[Patch] | None:
    pieces = [piece for piece in difference(old, new) if piece.kind != "equal"]
    gone, come = pieces[::2], pieces[1::2]
    paired = [(one.kind, other.kind) for one, other in zip(gone, come, strict=False)]
    if len(gone) != len(come) or any(kinds != ("gone", "come") for kinds in paired):
        return None
    named = [(_name(one.text), _name(other.text)) for one, other in zip(gone, come, strict=True)]
    if any("" in pair for pair in named):
        return None
    return iter(named)


def _name(text: str) -> str:
    """The name that a piece of a text is, without the stop behind it; "" if it is none."""
    bare = text.strip().rstrip(".,;:!?")
    return bare if _NAME.fullmatch(bare) else ""


def _alike(gone: str, come: str) -> bool:
    """Whether the words around may stay: both end in a consonant, or in the same vowel."""
    ends = gone[-1].lower(), come[-1].lower()
    return ends[0] == ends[1] or not any(end in _VOWELS for end in ends)
