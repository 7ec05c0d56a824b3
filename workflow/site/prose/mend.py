"""Mending: elements of raw HTML that say nothing, or are not valid for what is in them.

An article's author writes a table with a row too short, a list of definitions without a term, a
link without words. What can be made valid is; of the rest the words stay.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from workflow.site.prose import grid
from workflow.site.prose.elements import HEADINGS, rank, under
from workflow.site.prose.tree import Node, Pieces, mended

_PAIRS = re.compile("(?:t+d+)*")
"""Terms, and what they mean."""
_READINGS = re.compile(" *(?:x[x ]*(?:r+|(?:pr)+p) *)+")
"""Characters and their readings, these perhaps in parentheses."""
_GROUPS = frozenset({"tbody", "tfoot", "thead"})


def mend(html: str) -> str:
    """Return the HTML of `sanitise`, mended."""
    return mended(html, _Mender())


class _Mender:
    """Mends the elements of one text, of which the headings leave no level out."""

    def __init__(self) -> None:
        self.above: list[int] = []

    def __call__(self, node: Node, around: Counter[str]) -> Pieces:
        if node.name == "dfn" and around["dfn"]:
            return node.inside
        if node.name in HEADINGS:
            return self._heading(node)
        rule = _RULES.get(node.name)
        return [node] if rule is None else rule(node)

    def _heading(self, node: Node) -> Pieces:
        if not node.words:
            return node.inside
        self.above = under(self.above, int(node.name[1]))
        node.name = f"h{rank(self.above)}"
        return [node]


def _link(node: Node) -> Pieces:
    if "href" not in node.told:
        return [node] if "id" in node.told else node.inside
    if node.words or node.told.get("aria-label", "").strip():
        return [node]
    if node.images:
        node.told["aria-label"] = node.told.get("title", "").strip() or node.told["href"]
        return [node]
    return [Node("a", {"id": node.told["id"]})] if "id" in node.told else node.inside


def _header(node: Node) -> Pieces:
    if not node.words:
        node.name = "td"
        node.told.pop("scope", None)
    return [node]


def _verbatim(node: Node) -> Pieces:
    """The line end that HTML drops at the start is not one of the text."""
    if node.inside and isinstance(node.inside[0], str) and node.inside[0].startswith("\n"):
        node.inside.insert(0, "\n")
    return [node]


def _row(node: Node) -> Pieces:
    return [node] if node.elements else []


def _section(node: Node) -> Pieces:
    """One without heading or name is none."""
    if not node.headed and not node.told.get("aria-label", "").strip():
        node.name = "div"
        node.told.pop("aria-label", None)
    return [node]


def _wide(node: Node) -> Pieces:
    """What scrolls is a table."""
    empty = node.told.get("class") == "wide" and not node.elements
    return node.inside if empty else [node]


def _definitions(node: Node) -> Pieces:
    """A list in which a term has no meaning, or a meaning no term, is a list of items."""
    order = "".join(one.name[1] for one in node.elements)
    if not _PAIRS.fullmatch(order):
        node.name = "ul"
        for one in node.elements:
            one.name = "li"
    return [node]


def _ruby(node: Node) -> Pieces:
    """Readings stand after characters, in a pair of parentheses or in none."""
    if _READINGS.fullmatch(_order(node)):
        return [node]
    node.inside = [one for one in node.inside if isinstance(one, str) or one.name != "rp"]
    if _READINGS.fullmatch(_order(node)):
        return [node]
    for one in node.elements:
        one.name = "small" if one.name == "rt" else one.name
    return node.inside


def _order(node: Node) -> str:
    kinds = {"rt": "r", "rp": "p"}
    return "".join(
        kinds.get(one.name, "x") if isinstance(one, Node) else "x" if one.strip() else " "
        for one in node.inside
    )


def _figure(node: Node) -> Pieces:
    """One caption, before or after all else."""
    captions = [one for one in node.elements if one.name == "figcaption"]
    solid = [one for one in node.inside if isinstance(one, Node) or one.strip()]
    if captions and (len(captions) > 1 or captions[0] not in (solid[0], solid[-1])):
        for one in captions[1:]:
            one.name = "div"
        node.inside = [one for one in node.inside if one is not captions[0]] + [captions[0]]
    return [node]


def _details(node: Node) -> Pieces:
    """One summary, which says something; without it, all is shown."""
    first, *others = [one for one in node.elements if one.name == "summary"] or [Node("summary")]
    for one in others:
        one.name = "div"
    if first.words:
        return [node]
    return [one for one in node.inside if one is not first]


def _table(node: Node) -> Pieces:
    """Its parts in their order: a caption, a head, bodies, a foot; its rows of one width."""
    caption: Pieces = []
    parts: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for one in node.elements:
        if one.name == "caption" and one.words:
            caption = [*caption, " ", *one.inside] if caption else one.inside
        elif one.name in _GROUPS and one.elements:
            if one.name != "tbody" and parts[one.name]:
                one.name = "tbody"
            parts[one.name].append(one)
    groups = [one for part in parts.values() for one in part]
    if not groups:
        return caption
    grid.even([group.elements for group in groups])
    node.inside = [Node("caption", {}, caption)] if caption else []
    node.inside += groups
    return [node]


_RULES: Mapping[str, Callable[[Node], Pieces]] = {
    "a": _link,
    "details": _details,
    "div": _wide,
    "dl": _definitions,
    "figure": _figure,
    "pre": _verbatim,
    "ruby": _ruby,
    "section": _section,
    "table": _table,
    "th": _header,
    "tr": _row,
}
