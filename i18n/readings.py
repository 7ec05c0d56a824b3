"""Readings: the inline markup of prose as a CommonMark parser sees it, taken two ways.

What `[a]` or `[a][b]` means depends on definitions elsewhere in the article: it is read once as
if every reference were defined, once as if none were.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from i18n.parsers import ready

Reading = Counter[tuple[object, ...]]

_PERHAPS = re.compile(r"[\\`<&*_~\[\]]")
_WORDS = frozenset({"text", "text_special", "softbreak", "hardbreak"})


def readings(text: str) -> tuple[Reading, Reading]:
    """Return what must not change when the words do: each piece of markup, and what it is in."""
    if not _PERHAPS.search(text):
        return Counter(), Counter()
    return _reading(text, {"references": _Every()}), _reading(text, {"references": {}})


class _Every(dict[str, dict[str, str]]):
    """Definitions of every label, all to one place: a label may be words that are translated."""

    def get(self, label: str, default: Any = None) -> Any:
        return {"href": "#", "title": ""}


@cache
def _parser() -> MarkdownIt:
    return ready(MarkdownIt("commonmark").enable("strikethrough"))


def _reading(text: str, env: dict[str, Any]) -> Reading:
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), env, tokens)
    found: Reading = Counter()
    around = [""]
    for token in tokens:
        if token.nesting < 0:
            around.pop()
            continue
        if token.type not in _WORDS:
            content = "" if token.type == "image" else token.content
            found[(around[-1], token.type, content, *sorted(token.attrs.items()))] += 1
        if token.nesting > 0:
            around.append(token.type)
    return found
