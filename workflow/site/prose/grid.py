"""The grid of a table: cells span no more than there is, and every row is as wide as the widest.

From https://html.spec.whatwg.org/#forming-a-table.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.site.prose.tree import Node

MOST = 20_000
"""Places in a grid; a table of more keeps its cells, and no cell spans any other."""


@dataclass(slots=True)
class _Placed:
    """A cell, and where it is: of its group the row, of the table the column."""

    cell: Node
    row: int
    column: int
    wide: int
    high: int


def even(groups: Sequence[Sequence[Node]]) -> None:
    """Make the rows of each group of a table even, in place."""
    rows = [row.elements for group in groups for row in group]
    widest = max((sum(_span(one, "colspan") for one in row) for row in rows), default=0)
    placed = [_place(group) for group in groups] if widest * len(rows) <= MOST else []
    columns = sorted({one.column for group in placed for one in group})
    if not placed or len(columns) * len(rows) > MOST:
        for row in rows:
            for cell in row:
                _tell(cell, 1, 1)
        return
    for group, cells in zip(groups, placed, strict=True):
        filled = [0] * len(group)
        for one in cells:
            end = bisect_left(columns, one.column + one.wide)
            wide = end - bisect_left(columns, one.column)
            _tell(one.cell, wide, one.high)
            for number in range(one.row, one.row + one.high):
                filled[number] += wide
        for tr, width in zip(group, filled, strict=True):
            tr.inside += [Node("td") for _ in range(len(columns) - width)]


def _place(rows: Sequence[Node]) -> list[_Placed]:
    """Place the cells of a group, none over another."""
    placed: list[_Placed] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.elements:
            while taken.get(column, 0) > number:
                column += 1
            most = _span(cell, "colspan")
            wide = next((n for n in range(1, most) if taken.get(column + n, 0) > number), most)
            high = min(_span(cell, "rowspan"), len(rows) - number)
            placed.append(_Placed(cell, number, column, wide, high))
            for one in range(column, column + wide):
                taken[one] = number + high
            column += wide
    return placed


def _span(cell: Node, name: str) -> int:
    return int(cell.told.get(name, "1"))


def _tell(cell: Node, wide: int, high: int) -> None:
    """Say how much a cell spans, where that is more than its own place."""
    for name, span in (("colspan", wide), ("rowspan", high)):
        cell.told.pop(name, None)
        if span > 1:
            cell.told[name] = str(span)
