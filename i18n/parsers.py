"""A parser of Markdown that threads may share: all that it makes when it is first used is made.

markdown-it-py 4.2 and mdurl 0.1 fill the tables of their rules and of encoded characters as they
go. Another thread finds them half full: an article lacks a rule, or has an IndexError.
"""

import threading

from markdown_it import MarkdownIt

_TURN = threading.Lock()
_SAMPLE = "# T\n\n[a](b%20c?d#e) <https://news.example/é>\n\n> - *x*\n\n[r]: /u%C3%A9 'title'\n"
"""Something for every chain of rules, with addresses to encode and to decode."""


def ready(markdown: MarkdownIt) -> MarkdownIt:
    """Return the parser, used once."""
    with _TURN:
        markdown.render(_SAMPLE)
    return markdown
