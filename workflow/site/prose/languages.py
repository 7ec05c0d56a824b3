"""Language tags of raw HTML: which say something to browsers, and are not made up.

The registry of tags is long, and changes; the names that CLDR has for its subtags do as well.
"""

import re
from functools import cache

_TAG = re.compile(
    r"(?P<languages>[a-z]{2,3})(?:-(?P<scripts>[a-z]{4}))?(?:-(?P<territories>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?P<variants>[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
"""What there is of https://www.rfc-editor.org/info/bcp47 in real texts."""


def is_known(tag: str) -> bool:
    """Tell whether a tag is well formed, and each part of it has a name."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return False
    parts = found.groupdict().items()
    return all(part is None or part.casefold() in _known()[kind] for kind, part in parts)


@cache
def _known() -> dict[str, frozenset[str]]:
    from babel import Locale  # noqa: PLC0415 - where an article says what language a word is in

    names = Locale("en")
    kinds = {
        "languages": names.languages,
        "scripts": names.scripts,
        "territories": names.territories,
        "variants": names.variants,
    }
    return {kind: frozenset(str(one).casefold() for one in codes) for kind, codes in kinds.items()}
