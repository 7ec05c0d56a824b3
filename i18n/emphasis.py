"""Emphasis: runs of `*`, `_` and `~`, and which of them make pairs, as CommonMark 0.31 has it."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Run:
    """What is left of a run of `*`, `_` or `~`, and what it may do."""

    char: str
    start: int
    length: int
    left: int
    opens: bool
    closes: bool

    @property
    def kind(self) -> tuple[str, bool, int]:
        """Runs of one kind match the same runs (CommonMark's rule of three)."""
        return self.char, self.opens and self.closes, self.length % 3

    def matches(self, kind: tuple[str, bool, int]) -> bool:
        """Tell if this closing run may end what an opening one of that kind began."""
        char, both, rest = kind
        if char != self.char:
            return False
        one_is_both = both or (self.opens and self.closes)
        return not (one_is_both and (rest + self.length) % 3 == 0 and rest)


def run(text: str, start: int, end: int) -> Run:
    """Say what a run of marks may do where it stands."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left = not after.isspace() and (not _mark(after) or before.isspace() or _mark(before))
    right = not before.isspace() and (not _mark(before) or after.isspace() or _mark(after))
    opens, closes = left, right
    if text[start] == "_":
        opens = left and (not right or _mark(before))
        closes = right and (not left or _mark(after))
    elif text[start] == "~":  # in twos, the odd one plain; the rule of three is not for them
        size = (end - start) // 2 * 2
        return Run("~", end - size, 0, size, opens and size > 0, closes and size > 0)
    return Run(text[start], start, end - start, end - start, opens, closes)


def _mark(char: str) -> bool:
    """Tell punctuation and symbols, which decide if emphasis may start or end beside them."""
    return unicodedata.category(char)[0] in "PS"


def pairs(runs: Sequence[Run]) -> Iterator[tuple[Span, Span]]:
    """Yield the spans of the two halves of each pair of marks."""
    opened: dict[tuple[str, bool, int], list[Run]] = defaultdict(list)
    for run in runs:
        while run.closes and run.left:
            fitting = [stack[-1] for kind, stack in opened.items() if stack and run.matches(kind)]
            if not fitting:
                break
            opener = max(fitting, key=lambda one: one.start)
            size = 2 if min(opener.left, run.left) >= 2 else 1
            opener.left -= size
            yield _halves(opener, run, size)
            run.left -= size
            for stack in opened.values():
                while stack and (stack[-1].start > opener.start or not stack[-1].left):
                    stack.pop()
        if run.opens and run.left:
            opened[run.kind].append(run)


def _halves(opener: Run, closer: Run, size: int) -> tuple[Span, Span]:
    """Take marks from the inner ends: the right of the opening run, the left of the closing."""
    start, end = opener.start + opener.left, closer.start
    closer.start += size
    return (start, start + size), (end, end + size)
