"""Plain text: what people wrote, as programs get it outside of a page."""

import re
from html import escape

_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
"""What XML 1.0 cannot say, and the control characters (C1) that HTML refuses."""

_SPACES = re.compile("[\t\n\r\x85\u2028\u2029 ]+")


def plain(text: str) -> str:
    """Return text in one line, without control characters.

    U+202F, which CLDR puts before `г.` and `ж.`, is U+00A0: fonts and comparisons know that.
    """
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = _UNWRITABLE.sub("", text.replace("\u202f", "\u00a0"))
    return _SPACES.sub(" ", text).strip(" ")


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """Return an XML element in a line of its own; attributes that are empty are left out.

    `xml_lang` is written `xml:lang`, and other names with a `_` likewise.
    """
    written = "".join(
        f' {key.replace("_", ":")}="{escape(plain(value))}"'
        for key, value in attributes.items()
        if value
    )
    content = escape(plain(text), quote=False)
    return f"<{name}{written}>{content}</{name}>\n" if content else f"<{name}{written}/>\n"
