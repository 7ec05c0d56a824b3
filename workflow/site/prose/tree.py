"""The tree of a page's HTML, as `sanitise` writes it: nested, every value in quotation marks."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workflow.site.prose.elements import HEADINGS, VOID
from workflow.site.prose.tokens import has_words

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [\w:-]+=\"[^\"]*\")*)>")
_TOLD = re.compile(r" ([\w:-]+)=\"([^\"]*)\"")
_PARTED = frozenset({"section"})
"""Elements of which the headings are not those of what they are in."""


@dataclass(slots=True)
class Node:
    """An element: its attributes as they are written, what is inside it.

    `words` tells whether there is anything to read aloud in it, `images` whether there are any,
    `headed` whether it has a heading of its own.
    """

    name: str
    told: dict[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)
    words: bool = False
    images: bool = False
    headed: bool = False

    def add(self, piece: "Node | str") -> None:
        """Put something at its end."""
        self.inside.append(piece)
        if isinstance(piece, str):
            self.words = self.words or has_words(piece)
            return
        self.words = self.words or piece.words
        self.images = self.images or piece.images
        self.headed = self.headed or (piece.headed and piece.name not in _PARTED)

    @property
    def elements(self) -> "list[Node]":
        """The elements in it, without those in these."""
        return [one for one in self.inside if isinstance(one, Node)]


Pieces = list[Node | str]
Mend = Callable[[Node, Counter[str]], Pieces]
"""Take an element, mended inside, and how many of each name it is in; return what it becomes."""


def mended(html: str, mend: Mend) -> str:
    """Return the HTML with every element mended, those inside of others first."""
    stack, around, ids = [Node("")], Counter[str](), set[str]()
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            stack[-1].add(html[end : found.start()])
        end = found.end()
        name = found[2]
        if found[1]:
            node = stack.pop()
            around[name] -= 1
        else:
            node = Node(name, _told(found[3], ids), headed=name in HEADINGS)
            if name not in VOID:
                stack.append(node)
                around[name] += 1
                continue
            node.images = name == "img"
            node.words = has_words(node.told.get("alt", ""))
        for piece in mend(node, around):
            stack[-1].add(piece)
    stack[-1].add(html[end:])
    return "".join(_written(stack[0]))


def _told(written: str, ids: set[str]) -> dict[str, str]:
    """Return the attributes of an element, and remember its id: no other has it."""
    told = dict(_TOLD.findall(written))
    if told.get("id") in ids:
        del told["id"]
    ids.add(told.get("id", ""))
    return told


def _written(root: Node) -> Iterator[str]:
    """Yield the HTML of what is in an element, which may be deeper than calls go."""
    todo: Pieces = list(reversed(root.inside))
    while todo:
        piece = todo.pop()
        if isinstance(piece, str):
            yield piece
            continue
        told = "".join(f' {name}="{value}"' for name, value in piece.told.items())
        yield f"<{piece.name}{told}>"
        if piece.name not in VOID:
            todo.append(f"</{piece.name}>")
            todo += reversed(piece.inside)
