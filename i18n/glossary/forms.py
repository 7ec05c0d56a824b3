"""Forms: where a translation has the approved or the forbidden forms of a term."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from i18n import locales
from i18n.glossary.matcher import Span, readable
from i18n.glossary.phrases import Phrases
from i18n.model import Term
from i18n.morphologies import MORPHOLOGIES


def present(term: Term, text: str, target: str) -> tuple[Span, ...]:
    """Return where a translation has an approved form, inflected as it may be.

    `target` is the locale code of the translation. A term to keep has to stand letter for letter; an ending in another script may follow, as
    in `LSUға`.
    """
    if term.keep:
        return tuple(_literally(term.source, text))
    return _spans(_phrases(term.approved, target), readable(text))


def forbidden(term: Term, text: str, target: str) -> Mapping[str, tuple[Span, ...]]:
    """Return where a translation has forbidden forms that are not part of an approved one.

    One that is an approved form but for case or spelling has to stand letter for letter.
    """
    if not term.forbidden:
        return {}
    right = present(term, text, target)
    shown = readable(text)
    found: dict[str, tuple[Span, ...]] = {}
    for form in term.forbidden:
        if _spans(_phrases(term.approved, target), form):
            spans = tuple(_literally(form, text))
        else:
            wrong = _spans(_phrases((form,), target), shown)
            spans = tuple(span for span in wrong if not _inside(span, right))
        if spans:
            found[form] = spans
    return found


def _spans(phrases: Phrases, text: str) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((place.start, place.end) for place in phrases.places(text)))


@lru_cache(maxsize=20_000)
def _phrases(forms: tuple[str, ...], target: str) -> Phrases:
    row = MORPHOLOGIES[locales.get(target).morphology]
    return Phrases(((form, "") for form in forms), row, gap=row.gap)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _literally(form: str, text: str) -> Iterator[Span]:
    """Yield where the form stands letter for letter, not as a part of a longer word."""
    pattern = r"\s+".join(map(re.escape, form.split()))
    for found in re.finditer(pattern, text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if not (_one_word(before, found[0][0]) or _one_word(found[0][-1], after)):
            yield found.span()


def _one_word(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word: both letters or digits, and of one script."""
    if not (left.isalnum() and right.isalnum()):
        return False
    scripts = {unicodedata.name(c, "?").split()[0] for c in (left, right) if not c.isdigit()}
    return len(scripts) < 2
