"""The structure of a Markdown text: what must stay the same in every translation of it."""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


@cache
def untouched() -> MarkdownIt:
    """The parser as its authors ship it, none of its rules wrapped."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    parser.core.ruler.disable(["footnote_tail"])
    return parser


def blocks(text: str) -> tuple[list[Any], list[Any]]:
    """Return every block token without its prose, and the definitions of links and footnotes."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    source = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).replace("\0", "\ufffd")
    untouched().block.parse(source, untouched(), env, tokens)
    links = sorted((name, link["href"]) for name, link in env.get("references", {}).items())
    return [_block(token) for token in tokens], [*links, *env.get("footnotes", {}).get("refs", {})]


def targets(text: str) -> list[tuple[str, str]]:
    """Return the links, images and code in the prose, in order."""
    tokens = untouched().parse(text.removeprefix("\ufeff"))
    inner = (child for token in tokens for child in token.children or ())
    return [_target(token) for token in inner if token.type in _TARGETS]


def _block(token: Token) -> tuple[object, ...]:
    content = token.content if token.type in {"fence", "code_block"} else ""
    attributes = sorted(token.attrs.items())
    place = (token.type, token.tag, token.nesting, token.level, token.hidden)
    return (*place, token.markup, token.info, attributes, content)


_TARGETS = {"link_open": "href", "image": "src", "code_inline": "", "footnote_ref": ""}


def _target(token: Token) -> tuple[str, str]:
    attribute = _TARGETS[token.type]
    label = token.meta.get("label", "")
    return token.type, str(token.attrs[attribute]) if attribute else token.content + label
