"""Images that stand alone in their block: where their alternative text and their title are."""

import re

from i18n.formats.parser import Range
from i18n.inline import Inline

_TITLE = re.compile(
    r"""(?<![ \t])[ \t]++
    (?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\))
    [ \t]*+\)\Z""",
    re.VERBOSE,
)


def texts(prose: str, found: Inline) -> tuple[Range, Range | None] | None:
    """Return the ranges of the label and the title, if the prose is one `![…](… "…")` and no more."""
    for pair in found.pairs:
        whole = (pair.start, pair.end) == (0, len(prose)) and "\n" not in prose
        if whole and pair.kind == "image" and prose.startswith("](", pair.inner_end):
            return (pair.inner_start, pair.inner_end), _title(prose, pair.inner_end)
    return None


def _title(prose: str, after: int) -> Range | None:
    title = _TITLE.search(prose, after)
    if not title:
        return None
    return next(
        title.span(name) for name in ("double", "single", "round") if title[name] is not None
    )
