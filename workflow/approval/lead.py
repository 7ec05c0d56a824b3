"""The lead of an article: what has to be right before anything else, and the figures in it.

Readers see the title and the first sentences, in lists, in feeds and shared by others, and a
wrong figure is the costliest mistake a machine makes.
"""

from collections.abc import Iterator
from typing import Literal

from i18n.locales import Locale
from i18n.model import PROSE_ROLES, Document, Passage

Key = tuple[str, str]
Part = Literal["title", "lead", "figures"]


def parts(document: Document, source: Locale) -> dict[Key, Part]:
    """Return for the key of each unit that belongs to it what it is.

    The lead is the first paragraph, and what the front matter says: a summary, a description, a
    correction. A figure is a digit or a number in words, in the language of the article.
    """
    found: dict[Key, Part] = {}
    first = next((one for one in document.passages if one.role in PROSE_ROLES), None)
    for passage in document.passages:
        part = _part(passage, first)
        for key in keys(passage):
            if known := part or ("figures" if has_figure(key[1], source) else None):
                found.setdefault(key, known)
    return found


def keys(passage: Passage) -> Iterator[Key]:
    """Yield the keys of the units of a passage."""
    context = passage.context
    return ((context, source) for segment in passage.segments if (source := segment.source))


def has_figure(text: str, locale: Locale) -> bool:
    """Whether a sentence states a number: `12`, `twelve`, `first`, `XXI`; `both` is none."""
    if any(map(str.isdigit, text)):
        return True
    from i18n.values.reading import read  # noqa: PLC0415 - one rule needs it

    return any(value.kind != "implied" for value in read(text, locale))


def _part(passage: Passage, first: Passage | None) -> Part | None:
    if passage.role == "title":
        return "title"
    return "lead" if passage.role == "meta" or passage is first else None
