"""Tags of raw HTML, as they are written: which there are, and what they are told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.site.prose import elements
from workflow.site.prose.elements import Element, Key

_VALUE = r"\"[^\"]*+\"|'[^']*+'|[^\"'=<>`\x00-\x20]++"
_ATTRIBUTE = re.compile(rf"\s++([A-Za-z_:][\w:.-]*+)(?:\s*+=\s*+({_VALUE}))?+", re.ASCII)
_TAG = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:\s++[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?:{_VALUE}))?+)*+)\s*+/?>",
    re.ASCII,
)
"""A tag as CommonMark has it: https://spec.commonmark.org/0.31.2/#raw-html."""
_START = re.compile(r"<!--|<\?|<!\[CDATA\[|<!(?=[A-Za-z])")
_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""How a comment, an instruction, CDATA and a declaration begin, and what ends them."""
_MUTED = re.compile(
    rf"<({'|'.join(sorted(elements.MUTED))})(?=[\s/>])[^<>]{{0,5000}}+>.*?(?:</\1\s*+>|\Z)",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written: its name in small letters, what it is told."""

    text: str
    name: str
    closes: bool
    told: str

    def element(self) -> Element:
        """Return the element it begins."""
        written: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(self.told):
            written.setdefault(name.lower(), value[1:-1] if value[:1] in {'"', "'"} else value)
        return elements.element(self.name, written)


def tag(html: str) -> Tag | None:
    """Return the tag that a piece of HTML is, if it is one."""
    found = _TAG.fullmatch(html)
    return Tag(html, found[2].lower(), bool(found[1]), found[3]) if found else None


def read(html: str) -> Iterator[Tag | str]:
    """Yield the tags and the text between them; comments and programs are left out."""
    html = _seen(_MUTED.sub("", html))
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            yield html[end : found.start()]
        yield Tag(found[0], found[2].lower(), bool(found[1]), found[3])
        end = found.end()
    if end < len(html):
        yield html[end:]


def _seen(html: str) -> str:
    """Return the HTML without comments and their like; an end that is not there is sought once."""
    if "<!" not in html and "<?" not in html:
        return html
    out: list[str] = []
    endless = set[str]()
    at = 0
    while found := _START.search(html, at):
        start = found[0]
        end = -1 if start in endless else html.find(_ENDS[start], found.end())
        if end < 0:
            endless.add(start)
        out.append(html[at : found.end() if end < 0 else found.start()])
        at = found.end() if end < 0 else end + len(_ENDS[start])
    return "".join(out) + html[at:]


def keys(html: str) -> Iterator[Key]:
    """Yield what has to be the same in a translation of each tag that begins an element."""
    for one in read(html):
        if isinstance(one, Tag) and not one.closes:
            yield one.element().key


def urls(html: str) -> Iterator[tuple[str, str]]:
    """Yield where links lead, with "a", and images are, with "img"."""
    for one in read(html):
        if isinstance(one, Tag) and not one.closes and one.name in {"a", "img"}:
            told = one.element().attributes
            url = told.get("src" if one.name == "img" else "href")
            if url is not None:
                yield one.name, url
