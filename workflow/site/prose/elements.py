"""Elements of raw HTML: which there are, what they may be told, where they may stand.

From the content models of the HTML Living Standard, as far as articles come near their edges.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from workflow.site.prose import characters, languages, times
from workflow.site.prose.sanitise import ATTRIBUTES, TAGS

Key = tuple[str, tuple[tuple[str, str], ...]]


def names(text: str) -> frozenset[str]:
    """Return the names in a text."""
    return frozenset(text.split())


def table(text: str) -> Mapping[str, frozenset[str]]:
    """Return for each name before a colon those after it."""
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {name: names(after) for before, _, after in rows for name in before.split()}


MUTED = names(
    "iframe math noembed noframes noscript object script select style svg template textarea title xmp"
)
"""What stands in them is nothing to read: it goes with the tags."""
VOID = frozenset({"br", "hr", "img", "wbr"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
RENAMED = {"acronym": "abbr", "strike": "s", "tt": "code"}
"""What HTML once had, and what it has instead."""
BLOCKS = TAGS | {"h1"}
"""What may stand in a block of HTML."""
PHRASING = names(
    """
    a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span
    strong sub sup time u var wbr
    """
)
"""What may stand in a line of text."""

_TRANSPARENT = frozenset({"a", "del", "ins"})
_LINES = (PHRASING - _TRANSPARENT - VOID) | HEADINGS | {"caption", "p", "pre", "summary"}
"""In these there is nothing but lines of text."""
_WITHIN = table(
    """
    caption tbody tfoot thead: table
    dd dt: dl
    figcaption: figure
    li: ol ul
    rp rt: ruby
    summary: details
    td th: tr tbody tfoot thead table
    tr: table tbody tfoot thead
    """
)
"""Elements that stand only in others."""
_HOLDS = table(
    """
    dl: dd dt
    ol ul: li
    table: caption tbody td tfoot th thead tr
    tbody tfoot thead: td th tr
    tr: td th
    """
)
"""Elements that hold only others."""
_REACHED = frozenset({"details", "table"})
"""Elements that the keyboard reaches, as it does a link, which may not hold them."""
_LABELS = frozenset({"dt", "th"})
_TITLED = HEADINGS | {"section"}
"""What a label does not hold."""
_ENDED = table(
    """
    dd dt: dd dt p
    li: li p
    rp rt: rp rt
    tbody tfoot thead: td th tr tbody thead p
    td th: td th p
    tr: td th tr p
    """
)
"""Elements that end where another begins."""
_PROSE = frozenset({"alt", "aria-label", "dir", "hreflang", "lang", "title"})
"""Attributes that are translated, or say what language they are in."""
_URLS = frozenset({"href", "src"})
_LANGUAGES = frozenset({"hreflang", "lang"})

_PIXELS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_CELLS = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[-+]\d\d:\d\d)?)?", re.ASCII)
_SHAPES = {
    "dir": re.compile(r"ltr|rtl|auto"),
    "id": re.compile(r"(?!(?:main|fn(?:ref)?\d[\d:]*)$)[\w:.-]+"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"-?\d{1,9}", re.ASCII),
    **dict.fromkeys(("colspan", "rowspan"), _CELLS),
    **dict.fromkeys(("height", "width"), _PIXELS),
    **dict.fromkeys(("open", "reversed"), re.compile("")),
}
"""What values of an attribute look like where the page would not be valid with others."""
_ALIGNED = frozenset({"center", "right"})


@dataclass(frozen=True, slots=True)
class Element:
    """The start of an element: its name in HTML, and what it is told that is valid."""

    name: str
    attributes: Mapping[str, str]

    @property
    def key(self) -> Key:
        """What has to be the same in a translation; where a link leads is not part of it."""
        told = self.attributes.items()
        return self.name, tuple(sorted(one for one in told if one[0] not in _PROSE | _URLS))


def element(name: str, written: Mapping[str, str]) -> Element:
    """Return the element of a tag, from the attributes as they are written."""
    name = RENAMED.get(name, name)
    known = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
    told = {}
    for attribute, raw in written.items():
        value = characters.allowed(unescape(raw))
        if attribute in {"open", "reversed"}:
            value = ""
        if attribute in known and _is_valid(attribute, value):
            told[attribute] = value
        elif attribute == "align" and name in {"td", "th"} and value.lower() in _ALIGNED:
            told["class"] = value.lower()
        elif attribute == "name" and name == "a" and _is_valid("id", value):
            told.setdefault("id", value)
    return Element(name, told)


def is_whole(name: str, told: Mapping[str, str]) -> bool:
    """Tell whether an element has what it would be invalid, or nothing, without."""
    if name == "a":
        return "href" in told or ("id" in told and not {"aria-label", "hreflang"} & set(told))
    return {"bdo": "dir", "time": "datetime", "img": "src"}.get(name, "") in {"", *told}


def under(above: Sequence[int], level: int) -> list[int]:
    """Return the levels of the headings that a text is under after one more; it has the last.

    On the page that one has the `rank` of all of them, below the title.
    """
    return [*(one for one in above if one < level), level]


def rank(above: Sequence[int]) -> int:
    """Return the level on the page of the last of these headings."""
    return min(len(above) + 1, 6)


def ended_by(name: str) -> frozenset[str]:
    """Return the elements that end where this one begins."""
    return _ENDED.get(name, frozenset() if name in PHRASING else frozenset({"p"}))


def fits(name: str, opened: Sequence[str]) -> bool:
    """Tell whether an element may begin inside those that are open."""
    around = opened[-1] if opened else ""
    if around in _HOLDS and name not in _HOLDS[around]:
        return False
    if name in _WITHIN:
        return around in _WITHIN[name]
    if name in {"a", "details", "figure", "pre"} and name in opened:
        return False
    if name in _TITLED and not _LABELS.isdisjoint(opened):
        return False
    if name in _REACHED and "a" in opened:
        return False
    firm = next((one for one in reversed(opened) if one not in _TRANSPARENT), "")
    return name in PHRASING or firm not in _LINES


def _is_valid(attribute: str, value: str) -> bool:
    if attribute == "datetime":
        return bool(_TIME.fullmatch(value)) and times.moment(value) is not None
    if attribute in _LANGUAGES:
        return languages.is_known(value)
    shape = _SHAPES.get(attribute)
    return shape is None or bool(shape.fullmatch(value))
