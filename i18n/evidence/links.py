"""Links: where the markup of a text leads, and what else its tags are told.

A link is `[words](destination)`, an image, or an attribute of a tag such as `href`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from i18n.edits import Span
from i18n.markup import Code

_DESTINATION = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))", re.DOTALL
)
_LABEL = re.compile(r"\]\[([^\[\]]+)\]")
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])([A-Za-z@:_][\w:.@-]{0,60})
    (?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""",
    re.VERBOSE,
)
_LEADING = frozenset(
    [
        "href",
        "src",
        "srcset",
        "poster",
        "action",
        "formaction",
        "data",
        "cite",
        "background",
        "longdesc",
        "xlink:href",
    ]
)
_WORDS = frozenset(
    ["title", "alt", "lang", "dir", "xml:lang", "translate", "aria-label", "aria-description"]
)
"""Attributes that are translated, or say what language they are in."""
_AUTO = re.compile(
    r"<(?!https?:|ftp:|mailto:)([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>", re.IGNORECASE
)
"""A link that is its own text, but for those that are plain addresses."""
_TAG = re.compile(r"<[A-Za-z][\w:-]{0,40}(?<!:)[\s/]")
_SCRIPTS = re.compile(r"(?:javascript|vbscript):|data:(?!image/(?!svg))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads and where that is written: the destination, or a `[label]` for one."""

    to: str
    span: Span
    label: bool = False

    @property
    def key(self) -> str:
        """What is the same for two ways to write one destination."""
        if self.label:
            return " ".join(self.to.split()).casefold()
        return unquote(unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", self.to)))

    @property
    def runs(self) -> bool:
        """Whether it is a script, or a page of its own making, and leads nowhere."""
        return not self.label and bool(_SCRIPTS.match(_bare(self.key)))


def _bare(destination: str) -> str:
    """The destination as browsers read its scheme: they skip controls and white space."""
    return re.sub(r"[\x00-\x20]+", "", destination[:200])


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag that no reader reads: its name, its value, and where it stands."""

    name: str
    value: str
    span: Span


def links(text: str, codes: Sequence[Code]) -> Iterator[Link]:
    """Yield the links and images among the codes of a text, in order."""
    for code in codes:
        start = code.start
        if code.kind == "close" and text.startswith("](", start):
            match = _DESTINATION.match(text, start, code.end)
            if match:
                group = 1 if match[1] is not None else 2
                yield Link(match[group], match.span(group) if match[group] else (start, code.end))
        elif code.kind == "close" and text.startswith("][", start):
            if match := _LABEL.match(text, start, code.end):
                yield Link(match[1], match.span(1), label=True)
        elif auto := _AUTO.match(text, start, code.end):
            yield Link(auto[1], auto.span(1))
        elif text[start] == "<":
            for name, value, span in _attributes(text, code):
                if name in _LEADING:
                    yield Link(value, span)


def attributes(text: str, codes: Sequence[Code]) -> Iterator[Attribute]:
    """Yield the attributes that are neither links nor translated, in order."""
    for code in codes:
        if text[code.start] == "<":
            for name, value, span in _attributes(text, code):
                if name not in _LEADING and name not in _WORDS:
                    yield Attribute(name, value, span)


def _attributes(text: str, code: Code) -> Iterator[tuple[str, str, Span]]:
    if not _TAG.match(text, code.start):
        return
    for match in _ATTRIBUTE.finditer(text, code.start + 2, code.end):
        group = next((group for group in (2, 3, 4) if match[group]), 0)
        yield match[1].lower(), match[group] if group else "", match.span(group)
