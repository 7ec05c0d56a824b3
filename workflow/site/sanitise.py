"""HTML that can do no harm: whatever article, engine or translator wrote it.

An allow-list of elements and attributes; every URL is rewritten or dropped, last of all.
"""

import re
from collections.abc import Callable

import nh3

NAMES = """
a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
TAGS = frozenset(NAMES.split())
ATTRIBUTES = {
    "*": {"dir", "id", "lang", "title"},
    "a": {"aria-label", "href", "hreflang"},
    "bdo": {"dir"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"tabindex"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "section": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
CLASSES = {
    "a": {"footnote-backref"},
    "div": {"wide"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "td": {"center", "right"},
    "th": {"center", "right"},
}
LAZY = {"img": {"loading": "lazy"}}
"""One attribute: nh3 sets several in no certain order."""
SCHEMES = {"http", "https", "mailto", "tel"}

_VALUES = {
    "dir": re.compile(r"ltr|rtl|auto"),
    "id": re.compile(r"(?!main$)[\w:.-]+"),
    "lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "hreflang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "tabindex": re.compile(r"0"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"-?\d{1,9}"),
    **dict.fromkeys(("height", "width", "span", "colspan", "rowspan"), re.compile(r"[1-9]\d{0,3}")),
}
"""What values of an attribute look like where the page would not be valid with others."""


def sanitise(html: str, url: Callable[[str, str], str | None], no_image: str) -> str:
    """Return the HTML that is allowed, its URLs as `url` (URL, element) has them.

    A link that leads nowhere stays as text; the `src` of such an image becomes `no_image`.
    """

    def check(element: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return url(value, element)
        if attribute == "src":
            return url(value, element) or no_image
        shape = _VALUES.get(attribute)
        return value if shape is None or shape.fullmatch(value) else None

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        set_tag_attribute_values=LAZY,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=check,
    )
