"""Tokens as HTML: those that are the same in every article."""

import re
from collections.abc import Mapping, Sequence
from html import escape

from markdown_it.token import Token

PLAIN = {
    "blockquote_close": "</blockquote>\n",
    "blockquote_open": "<blockquote>\n",
    "bullet_list_close": "</ul>\n",
    "bullet_list_open": "<ul>\n",
    "em_close": "</em>",
    "em_open": "<em>",
    "footnote_block_close": "</ol>\n</section>\n",
    "footnote_close": "</li>\n",
    "hardbreak": "<br>\n",
    "hr": "<hr>\n",
    "list_item_close": "</li>\n",
    "list_item_open": "<li>",
    "ordered_list_close": "</ol>\n",
    "paragraph_close": "</p>\n",
    "paragraph_open": "<p>",
    "s_close": "</s>",
    "s_open": "<s>",
    "softbreak": "\n",
    "strong_close": "</strong>",
    "strong_open": "<strong>",
    "table_close": "</table></div>\n",
    "tbody_close": "</tbody>\n",
    "tbody_open": "<tbody>\n",
    "thead_close": "</thead>\n",
    "thead_open": "<thead>\n",
    "tr_close": "</tr>\n",
    "tr_open": "<tr>\n",
}
"""Tokens that are the same wherever they stand."""


_SILENT = re.compile(
    r"<(?![^<>]*? alt=\"[^\"]*?[^\s\"])[^<>]*>|[\s\u00ad\u200b-\u200f\u2060\ufeff]+"
)
"""Tags but those of images that are told in words, and white space."""


def has_words(html: str) -> bool:
    """Tell whether there is anything in HTML that can be read aloud."""
    return bool(_SILENT.sub("", html) if "<" in html else html.strip())


def escaped(text: str) -> str:
    """Return text as HTML."""
    return escape(text, quote=False)


def plain(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens, without markup."""
    parts = (
        " "
        if one.type.endswith("break")
        else plain(one.children or ())
        if one.type == "image"
        else one.content
        for one in tokens
        if one.type != "html_inline"
    )
    return " ".join("".join(parts).split())


def attributes(told: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag, with a space before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in told.items())


def wide(label: str) -> str:
    """Return the start of the box of a table, which the keyboard can scroll, with its name."""
    return f'<div class="wide" role="group" aria-label="{escape(label)}" tabindex="0">'


def cell(token: Token, html: str) -> str:
    """Return a cell, its alignment as a class; a header of nothing is no header."""
    tag = token.tag if token.tag == "td" or has_words(html) else "td"
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    told = f' class="{align}"' if align in {"center", "right"} else ""
    return f"<{tag}{told}>{html}</{tag}>\n"


def ordered(token: Token) -> str:
    """Return the start of a list with numbers."""
    start = int(token.attrs.get("start", 1))
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n'


def number(token: Token) -> str:
    """Return the number of a footnote's mark in the text, with that of the mark if not the first."""
    again = token.meta.get("subId", 0)
    return f"{token.meta['id'] + 1}" + (f":{again}" if again > 0 else "")


def mark(token: Token) -> str:
    """Return the mark of a footnote in the text."""
    note = token.meta["id"] + 1
    return (
        f'<sup class="footnote-ref"><a href="#fn{note}" id="fnref{number(token)}">'
        f"[{number(token)}]</a></sup>"
    )


def code(token: Token) -> str:
    """Return a block of code; its lines are broken where the column ends."""
    return f"<pre><code>{escaped(token.content)}</code></pre>\n"
