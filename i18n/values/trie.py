"""A trie of words as a pattern: of hundreds of words, a text is looked at once, not a time each."""

import re
from collections.abc import Iterable

Node = dict[str, "Node"]
_END, _ANY = "\x00", "\x01"
_LETTERS = r"[^\W\d_]{0,24}"
"""What `*` stands for; no word of ours is longer."""


def pattern(words: Iterable[str]) -> str:
    """Return a pattern that matches each of the words; one that ends in `*`, with more letters."""
    root: Node = {}
    for word in words:
        node = root
        for letter in word.removesuffix("*"):
            node = node.setdefault(letter, {})
        node[_ANY if word.endswith("*") else _END] = {}
    return _written(root)


def _written(node: Node) -> str:
    """The longest first, so that the pattern needs no more than its edge to be right."""
    parts = [re.escape(c) + _written(node[c]) for c in sorted(node) if c not in {_END, _ANY}]
    if _ANY in node:
        parts.append(_LETTERS)
    elif _END in node:
        parts.append("")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
