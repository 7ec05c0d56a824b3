"""Tags: languages as other programs name them."""

import re
from collections.abc import Mapping
from functools import cache

from babel.core import get_global
from babel.localedata import normalize_locale

from i18n import locales

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,4})*", re.IGNORECASE)


def code(tag: str) -> str:
    """Return the code of the locale that a tag means, or nothing: `kk-KZ`, `zh-CN`, `EN_us`."""
    if exact := _exact().get(tag.replace("_", "-").casefold()):
        return exact
    language, *rest = tag.replace("-", "_").split("_")
    likely = get_global("likely_subtags")
    region = next((part.upper() for part in rest if len(part) == 2), "")
    fuller = likely.get(f"{language.lower()}_{region}") or likely.get(language.lower(), "")
    script = next((part.title() for part in rest if len(part) == 4), "")
    script = script or fuller.partition("_")[2][:4]
    for known, locale in locales.known().items():
        if (locale.tag.partition("-")[0], locale.script) == (language.lower(), script):
            return known
    return ""


@cache
def _exact() -> Mapping[str, str]:
    return {locale.tag.casefold(): code for code, locale in locales.every().items()}


def foreign(name: str) -> bool:
    """Whether a name is the tag of a language that the program does not know."""
    tag = _TAG.fullmatch(name)
    return tag is not None and normalize_locale(tag[1]) is not None and not code(name)
