"""HTML that can do no harm: whatever article, engine or translator wrote it.

An allow-list of elements and attributes: the last gate before a page. What gets here has been
written by `render` and `raw` from tokens; nothing of an article gets past without it.
"""

import nh3

NAMES = """
a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em
figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
TAGS = frozenset(NAMES.split())
ATTRIBUTES = {
    "*": {"dir", "id", "lang", "title"},
    "a": {"aria-label", "href", "hreflang"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "section": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
"""What an article may tell an element."""
_OURS = {"div": {"aria-label"}, "img": {"decoding", "loading", "sizes", "srcset"}}
_OUR_VALUES = {"div": {"role": {"group"}, "tabindex": {"0"}}}
"""What only a page tells."""
CLASSES = {
    "a": {"footnote-backref"},
    "div": {"wide"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "td": {"center", "right"},
    "th": {"center", "right"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={
        name: ATTRIBUTES.get(name, set()) | _OURS.get(name, set()) for name in {*ATTRIBUTES, *_OURS}
    },
    tag_attribute_values=_OUR_VALUES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Return what is allowed of the HTML."""
    return _CLEANER.clean(html)
