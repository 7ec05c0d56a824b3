"""Autospace: the gap between Han characters and Latin words or figures, typed or not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.wide import HAN

_EDGES = {
    "Latin word": re.compile(rf"(?<=[{HAN}]) ?(?=[A-Za-z])|(?<=[A-Za-z]) ?(?=[{HAN}])"),
    "figure": re.compile(rf"(?<=[{HAN}]) ?(?=\d)|(?<=[\d%]) ?(?=[{HAN}])"),
}


def ways(texts: Iterable[str]) -> Mapping[str, str]:
    """Return what an article has at most edges, `" "` or nothing, of each kind it has both ways."""
    counts = {kind: {"": 0, " ": 0} for kind in _EDGES}
    for text in texts:
        for kind, edge in _EDGES.items():
            for gap in edge.findall(text):
                counts[kind][gap] += 1
    return {
        kind: " " if count[" "] > count[""] else ""
        for kind, count in counts.items()
        if all(count.values())
    }


def find(text: str, ways: Mapping[str, str]) -> Iterator[Change]:
    """Yield the edges that are set another way."""
    for kind, gap in ways.items():
        rule = f"a space beside a {kind}" if not gap else f"no space beside a {kind}"
        for match in _EDGES[kind].finditer(text):
            if match[0] != gap:
                yield Change(Edit(*match.span(), gap), rule)
