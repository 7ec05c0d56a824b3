"""Tags: what other programs call a language, in headers and in the names of files."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath

from i18n import locales

DATA = Path(__file__).parents[1] / "data" / "tags.toml"

_END = re.compile(r"(?:^|[._-])([A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4}){0,2}(?:@[a-z]{2,8})?)$")
"""A tag at the end of a file's name: `news.ru`, `django-zh_CN`, `kk`."""
_SCRIPTS = {"latin": "latn", "cyrillic": "cyrl", "arabic": "arab"}
"""What glibc writes behind an @."""


def code(tag: str) -> str | None:
    """Return the code of the known locale that a tag means; None if it is none.

    >>> code("ru_RU.UTF-8"), code("zh-CN"), code("kk@latin"), code("de")
    ('ru', 'zh_Hans', None, None)
    """
    name, _, modifier = tag.strip().partition("@")
    parts = name.partition(".")[0].casefold().replace("_", "-").split("-")
    if script := _SCRIPTS.get(modifier):
        parts.insert(1, script)
    while parts:
        if found := _codes().get("-".join(parts)):
            return found if found in locales.known() else None
        parts.pop()
    return None


def of_path(path: PurePath) -> str | None:
    """Return the code of the locale that a file's place or name says: `locales/ru/…`, `a.ru.po`."""
    return next((found for name in _names(path) if (found := code(name))), None)


def _names(path: PurePath) -> Iterator[str]:
    """The parts of a path that may be tags, those that mean it most first."""
    parents = [parent.name for parent in path.parents]
    if "LC_MESSAGES" in parents[:-1]:
        yield parents[parents.index("LC_MESSAGES") + 1]
    stem = path.stem
    while match := _END.search(stem):
        yield match[1]
        stem = match[1].partition("-")[2] or match[1].partition("_")[2]
    yield from (name for name in parents if re.fullmatch(_END, name))


@cache
def _codes() -> Mapping[str, str]:
    rows = tomllib.loads(DATA.read_text("utf-8"))
    return {tag: name for name, tags in rows.items() for tag in tags.split()}
