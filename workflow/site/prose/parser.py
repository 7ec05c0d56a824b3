"""The parser of pages: markdown-it-py for published text, with short cuts for plain prose.

It reads the Markdown that articles are written in, as `i18n.formats.parser` does, but for
emphasis (see `flanking`). Most lines of news are prose: a block rule takes a paragraph of lines
that can be nothing else at once, a core rule takes inline text without a mark as it is. Neither
changes what comes out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from i18n.parsers import ready
from workflow.site.prose import flanking, front

_OPENERS = frozenset("#>-+*_=`~<[:|0123456789")
"""What a block other than a paragraph may begin with."""
_MARKED = re.compile(r"[!&*<\[\\\]^_`~]|[ \t]\n|\n[ \t]")
"""What the inline rules in use look at, and white space that a line's end takes with it."""
_TERMINATORS = re.compile(r"[\n!&*<\[\\\]^_`~]")
"""Characters that an inline rule in use begins with."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tokens of an article, without its front matter; they are shared, and not to be changed."""

    tokens: tuple[Token, ...]
    env: Mapping[str, Any]


@lru_cache(maxsize=4)
def parse(text: str) -> Parsed:
    """Parse an article in Markdown. The few last are remembered: a source is read twice."""
    env: dict[str, Any] = {}
    return Parsed(tuple(parser().parse(front.split(text)[1], env)), env)


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes."""
    markdown = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False})
    markdown.inline = flanking.Inline()
    markdown.configure("commonmark", {"html": True, "xhtmlOut": False})
    markdown.enable(["table", "strikethrough"]).use(footnote_plugin)
    markdown.inline.terminator_re = _TERMINATORS
    markdown.normalizeLink = lru_cache(maxsize=1024)(normalizeLink)  # type: ignore[method-assign]
    markdown.block.ruler.before("table", "prose", _prose)
    markdown.core.ruler.at("inline", _inline)
    return ready(markdown)


def _prose(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A rule for paragraphs of lines that open no other block."""
    if silent or not _is_prose(state, start):
        return False
    line = start + 1
    while line < state.lineMax and state.bMarks[line] + state.tShift[line] < state.eMarks[line]:
        if not _is_prose(state, line):
            return False
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _is_prose(state: StateBlock, line: int) -> bool:
    """Tell whether a line begins where its block's lines do, with what begins no other block."""
    indent = state.sCount[line] - state.blkIndent
    first = state.src[state.bMarks[line] + state.tShift[line]]
    return 0 <= indent < 4 and first not in _OPENERS and not first.isspace()


def _inline(state: StateCore) -> None:
    """Parse what has a mark in it; what has none is one text, line ends and all."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type == "inline":
            if _MARKED.search(token.content):
                token.children = parse(token.content, state.md, state.env, [])
            else:
                token.children = [Token("text", "", 0, content=token.content)]
