"""Exceptions: words whose form in a derived script the newsroom has settled."""

from collections.abc import Iterable

from i18n.model import Term

Exceptions = tuple[tuple[str, str], ...]
"""Pairs: a text in the script of the base, and how it is written in the derived one.

The longest counts first; where words have spaces between, only whole words count, and case does.
"""


def exceptions(base: Iterable[Term], derived: Iterable[Term]) -> Exceptions:
    """Return the exceptions that a glossary holds: terms with forms in both locales.

    The first form of the base is written as the first of the derived locale, the second as the
    second, and those that are left over as the last. Terms to keep are no exceptions.
    """
    forms = {term.source: term.approved for term in derived if not term.keep}
    found: dict[str, str] = {}
    for term in base:
        written = () if term.keep else forms.get(term.source, ())
        for place, text in enumerate(term.approved if written else ()):
            found.setdefault(text, written[min(place, len(written) - 1)])
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair)))
