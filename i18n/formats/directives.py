"""Directives: what site generators read in a Markdown text, and no reader sees.

To CommonMark they are prose: `:::note`, `{% include map.html %}`, `{: .lead}`, `[ ]`, `{#anchor}`.
They stay where they are, on lines of their own.
"""

import re

from i18n.formats.parser import Range
from i18n.inline import Inline

_DIRECTIVE = re.compile(
    r"""
    ^[ \t]*(?:
        :{3,}.*(?:\n[ \t]*:[\w-]+:.*)*+                     # :::note   ::: of many
        | (?:!!!|\?\?\?\+?)[ ].* | ={3}[!+]?[ ]+".*"        # !!! note   === "Tab" of MkDocs
        | \[![A-Za-z]+\][-+]?                               # [!NOTE] of GitHub
        | \[\[?_?toc_?\]\]?                                 # [TOC]
        | \{%[ -]*+(highlight|raw|codeblock)\b(?s:.{0,4000}?)\{%[ -]*+end\1\b.*%\}
        | \{%(?:(?!%\}).)*%\} | \{\{(?:(?!\}\}).)*\}\}      # {% of Jekyll %}   {{< of Hugo >}}
        | \{[:\#.][^{}\n]*\}                                # {: .lead} of kramdown
        | \$\$(?s:[^$]*)\$\$                                # $$ formula $$
    )[ \t]*$
    | \A\[[ xX]\][ \t]+                                     # [ ] to do
    | (?<![ \t])[ \t]++\{[:\#.][^{}\n]*\}[ \t]*\Z            # heading {#anchor}
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_PERHAPS = re.compile(r"(?:\A|\n)[ \t]*+[:{$=!?\[]|\{[:#.]")
_UNREAD = re.compile(
    r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|\{\w{0,100}\}|&#?\w{1,32};"
    r"|(?:https?://|www\.)[^\s<>]++|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]++",
    re.DOTALL,
)
_PERHAPS_UNREAD = re.compile(r"[{&@]|://|www\.")


def between(prose: str, found: Inline) -> list[Range]:
    """Return the ranges of what is no directive, without white space at their edges."""
    ranges: list[Range] = []
    at = 0
    for match in _DIRECTIVE.finditer(prose) if _PERHAPS.search(prose) else ():
        if not found.touches(*match.span()):
            ranges.append((at, match.start()))
            at = match.end()
    return [_trimmed(prose, start, end) for start, end in [*ranges, (at, len(prose))]]


def has_words(mask: str) -> bool:
    """Tell whether masked prose has anything to read but addresses, entities and templates."""
    read = _UNREAD.sub("", mask) if _PERHAPS_UNREAD.search(mask) else mask
    return any(map(str.isalnum, read))


def _trimmed(prose: str, start: int, end: int) -> Range:
    text = prose[start:end]
    stop = start + len(text.rstrip())
    return min(start + len(text) - len(text.lstrip()), stop), stop
