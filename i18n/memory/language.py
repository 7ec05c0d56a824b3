"""Languages as other tools name them: `ru-RU`, `zh-CN`, `KK_kz`, `rus`."""

import re
from collections.abc import Sequence
from functools import cache

from i18n.locales import Locale

_SCRIPT = 4


class Languages:
    """The source language and the locales of a project, found by any name they go by."""

    def __init__(self, source: Locale, locales: Sequence[Locale]) -> None:
        self.name = source.name
        self._source = _written(source.tag)
        self._locales = {_written(locale.tag): locale.code for locale in locales}

    def locale(self, name: str) -> str | None:
        """Return the code of the locale; None when the project has none of that language."""
        return self._locales.get(_written(name))

    def is_source(self, name: str) -> bool:
        """Tell if this is a name of the source language."""
        return _written(name) == self._source

    def source(self, texts: Sequence[tuple[str, str]], srclang: str) -> str:
        """Return the source of the texts, each after its language.

        That named as the unit's own `srclang` comes first, where there are several.
        """
        mine = [(name, text) for name, text in texts if text and self.is_source(name)]
        named = [text for name, text in mine if name.casefold() == srclang.casefold()]
        return (named or [text for _, text in mine] or [""])[0]


@cache
def _written(name: str) -> tuple[str, str]:
    """The language and the script it is written in, by CLDR's likely subtags."""
    from babel.core import get_global  # noqa: PLC0415 - only an import needs it

    parts = [part for part in re.split("[-_]", name.strip().lower()) if part]
    language = str(get_global("language_aliases").get(parts[0], parts[0])) if parts else ""
    script = next((part.title() for part in parts[1:] if len(part) == _SCRIPT), "")
    region = next((part.upper() for part in parts[1:] if len(part) in {2, 3}), "")
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    found = [part for part in full.split("_") if len(part) == _SCRIPT]
    return language, script or (found[0] if found else "")
