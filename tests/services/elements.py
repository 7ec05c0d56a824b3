"""Elements: how services with a markup mode treat what they are sent.

They translate the text between tags, leave alone what is protected, and write it all out again
with the entities that are theirs.
"""

import html
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from xml.parsers import expat

Translate = Callable[[str], str]
QUOTES = {"&#x27;": "&#39;"}
"""Python's name of an apostrophe, and that of the services."""


class _Html(HTMLParser):
    """Text between tags is translated but for that in `notranslate` and `translate="no"`."""

    def __init__(self, translate: Translate) -> None:
        super().__init__(convert_charrefs=True)
        self.translate = translate
        self.out: list[str] = []
        self.kept: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kept = given.get("translate") == "no" or "notranslate" in (given.get("class") or "").split()
        if tag != "br":
            self.kept.append(kept)
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.kept:
            self.kept.pop()
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data if any(self.kept) else self.translate(data)))


def escape(text: str) -> str:
    """Escape as Google does: `&#39;` and `&quot;` as well."""
    text = html.escape(text)
    for python, theirs in QUOTES.items():
        text = text.replace(python, theirs)
    return text


def from_html(text: str, translate: Translate) -> str:
    """Translate a piece of HTML."""
    parser = _Html(translate)
    parser.feed(text)
    parser.close()
    return "".join(parser.out)


def from_xml(text: str, translate: Translate, ignored: Iterable[str]) -> str:
    """Translate a piece of XML but for the ignored elements; raises ExpatError."""
    out: list[str] = []
    inside: list[str] = []
    left = frozenset(ignored)

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        out.append(f"<{name}{given}>")

    def end(name: str) -> None:
        inside.pop()
        bare = out[-1].startswith(f"<{name}") and not out[-1].endswith("/>")
        out[-1:] = [out[-1][:-1] + "/>"] if bare else [out[-1], f"</{name}>"]

    def data(text: str) -> None:
        out.append(html.escape(text if left & set(inside) else translate(text), quote=False))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    parser.Parse(f"<root>{text}</root>", True)
    return "".join(out).removeprefix("<root>").removesuffix("</root>")
