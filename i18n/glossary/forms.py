"""Forms: where a translation has the approved or the forbidden forms of a term."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from i18n import keep, locales, markup
from i18n.glossary.matcher import Span
from i18n.glossary.phrases import Phrases
from i18n.model import Term
from i18n.morphologies import MORPHOLOGIES


def present(term: Term, text: str, target: str) -> tuple[Span, ...]:
    """Return where a translation has an approved form, inflected as it may be.

    `target` is the locale code of the translation. A term to keep has to stand letter for letter; an ending in another script may follow, as
    in `LSUға`.
    """
    if term.keep:
        return tuple(keep.find(text, (term.source,)))
    return _spans(_phrases(term.approved, term.kind, target), markup.prose(text))


def forbidden(term: Term, text: str, target: str) -> Mapping[str, tuple[Span, ...]]:
    """Return where a translation has forbidden forms that are not part of an approved one.

    One that is an approved form but for case or spelling has to stand letter for letter.
    """
    if not term.forbidden:
        return {}
    right = present(term, text, target)
    shown = markup.prose(text)
    found: dict[str, tuple[Span, ...]] = {}
    for form in term.forbidden:
        if _spans(_phrases(term.approved, term.kind, target), form):
            spans = tuple(keep.find(text, (form,)))
        else:
            wrong = _spans(_phrases((form,), term.kind, target), shown)
            spans = tuple(span for span in wrong if not _inside(span, right))
        if spans:
            found[form] = spans
    return found


def _spans(phrases: Phrases, text: str) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((place.start, place.end) for place in phrases.places(text)))


@lru_cache(maxsize=20_000)
def _phrases(forms: tuple[str, ...], kind: str, target: str) -> Phrases:
    row = MORPHOLOGIES[locales.get(target).morphology]
    return Phrases(((form, kind) for form in forms), row, gap=row.gap)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
