"""The Markdown parser: markdown-it-py, made to note where in the text its tokens stand.

Each block rule is wrapped: on every token with prose it leaves, in `meta["lines"]`, where the
content of each line begins and ends, after the marks of the containers it is in.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from i18n import inline
from i18n.parsers import ready

Rule = Callable[[StateBlock, int, int, bool], bool]
Range = tuple[int, int]

TRIMMED = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What the parser trims from the content of a table's row and its cells."""


@cache
def parser() -> MarkdownIt:
    """The Markdown that articles are written in: CommonMark, tables, strikethrough, footnotes."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin)
    markdown.block.ruler.before("table", "toml", _toml)
    inline.record(markdown)
    ruler = markdown.block.ruler
    for rule in ruler.__rules__:
        if rule.name in _NOTING:
            rule.fn = _NOTING[rule.name](rule.fn)
    ruler.__cache__ = None
    return ready(markdown)


def _toml(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule for TOML between two lines of `+++` at the top of the text, which stays as it is."""
    if silent or start or state.level or not _is_fence(state, start):
        return False
    close = next((line for line in range(start + 1, end) if _is_fence(state, line)), None)
    if close is None:
        return False
    state.line = close + 1
    state.push("toml", "", 0).map = [start, state.line]
    return True


def _is_fence(state: StateBlock, line: int) -> bool:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip(" \t") == "+++"


def _noting(rule: Rule) -> Rule:
    """Return the rule, noting on its tokens where the content of each of their lines is."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[count:]:
            if token.map and token.type in {"inline", "html_block"}:
                token.meta["lines"] = [_line(state, line) for line in range(*token.map)]
        return True

    return noting


def _noting_heading(rule: Rule) -> Rule:
    """Return the rule for `# headings #`, noting where the text between the marks is."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            after = _line(state, start)[0] + len(state.tokens[-1].markup)
            first = state.src.index(token.content, after)
            token.meta["lines"] = [(first, first + len(token.content))]
        return True

    return noting


def _noting_table(rule: Rule) -> Rule:
    """Return the rule for tables, noting where each cell is, and whether it begins its row."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        row, places = -1, iter(list[Range]())
        for token in state.tokens[count:]:
            if token.map and token.type == "inline":
                if token.map[0] != row:
                    row = token.map[0]
                    places = cells(state.src, *_line(state, row))
                place = next(places, None)
                whole = place and state.src[slice(*place)].replace("\\|", "|") == token.content
                token.meta["lines"] = [place] if whole and token.content else []
                token.meta["first"] = place is not None and place[0] == _line(state, row)[0]
        return True

    return noting


def _line(state: StateBlock, line: int) -> Range:
    """Return the range of a line's content: no marks of containers, no white space around."""
    end = state.eMarks[line]
    start = min(state.bMarks[line] + state.tShift[line], end)
    return start, start + len(state.src[start:end].rstrip(" \t"))


def cells(source: str, start: int, end: int) -> Iterator[Range]:
    """Yield the range of each cell's content, cut as the parser does: at `|` but not at `\\|`."""
    row = source[start:end]
    start += len(row) - len(row.lstrip(TRIMMED))
    end = start + len(row.strip(TRIMMED))
    bars = [at for at in range(start, end) if source[at] == "|" and source[at - 1 : at] != "\\"]
    cells = [(left + 1, right) for left, right in pairwise([start - 1, *bars, end])]
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    for left, right in cells:
        text = source[left:right]
        first = left + len(text) - len(text.lstrip(TRIMMED))
        yield first, first + len(text.strip(TRIMMED))


_NOTING: dict[str, Callable[[Rule], Rule]] = {
    "paragraph": _noting,
    "lheading": _noting,
    "html_block": _noting,
    "heading": _noting_heading,
    "table": _noting_table,
}
