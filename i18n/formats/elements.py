"""HTML elements: which stand in a sentence, which hold prose, and in what role."""

from i18n.model import Role


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _set(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q rb rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)
"""The elements that stand inside a sentence; every other tag ends one."""

SILENT = _set("code iframe kbd math noscript pre samp script style svg template textarea xmp")
"""The elements whose content is no prose."""

RAW = _set("iframe script style textarea xmp")
"""The elements that hold no tags: their closing tag ends them, whatever stands before."""

VOID = _set("area base br col embed hr img input link meta param source track wbr")
"""The elements that have no content and no closing tag."""

ROLES: dict[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption", "summary"), "caption"),
    "blockquote": "quote",
    "title": "title",
}
"""The role of the prose in an element; in any other element it is that of its parent."""

CLOSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _set(
            "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 "
            "h4 h5 h6 header hr main nav ol p pre section table ul"
        ),
        _set("p"),
    ),
    "li": _set("p li"),
    **dict.fromkeys(("dt", "dd"), _set("p dt dd")),
    **dict.fromkeys(("td", "th"), _set("p td th")),
    "tr": _set("p td th tr"),
}
"""What an opening tag closes if its author left that open."""

READ = _set("alt aria-label placeholder title")
"""The attributes that people read."""
