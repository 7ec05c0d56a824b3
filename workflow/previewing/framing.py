"""A framing: a page as it is shown in a frame of the desk, its sentences told apart.

Nothing in the frame leads or asks outside: links lead to other previews or nowhere, files are
those that the desk has. What a browser does with the page beyond that is for its sandbox and CSP.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from i18n.model import Unit
from workflow.previewing.proof import Proof
from workflow.previewing.ways import Leader, Ways
from workflow.site.prose.elements import names

_TOLD = r"(?:\"[^\"]*\"|'[^']*'|[^\"'>])*+"
_PIECE = re.compile(
    rf"<!--.*?-->|<(script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[\s/>]){_TOLD}>.*?</\1\s*>"
    rf"|<[a-zA-Z/!?]{_TOLD}>",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, an element in which nothing is markup, a tag."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"([\s/]*)([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")

_BLOCKS = names(
    """
    address article aside blockquote body caption dd details div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td
    tfoot th thead tr ul
    """
)
"""Elements at whose edges no sentence goes on."""
_REFUSED = frozenset({"base", "meta"})
"""Elements that tell browsers where to go, or to ask."""
STYLE = "passages.css"


def framed(proof: Proof, ways: Ways) -> str:
    """Return the page as the frame shows it."""
    return _Frame(proof, Leader(proof.here, proof.pages, ways)).page()


@dataclass
class _Frame:
    """A page on its way to a frame: the sentence it is in, those since the last edge of a block."""

    proof: Proof
    leader: Leader
    sentence: Unit | None = None
    passage: list[Unit] = field(default_factory=list)
    linked: int = 0
    inside: bool = False
    known: set[str] = field(default_factory=set)

    def page(self) -> str:
        page = self.proof.html if self.proof.marked is None else self.proof.marked
        out: list[str] = []
        end = 0
        for found in _PIECE.finditer(page):
            out += self._words(page[end : found.start()])
            out.append(self._piece(found))
            end = found.end()
        return "".join((*out, *self._words(page[end:])))

    def _piece(self, found: re.Match[str]) -> str:
        tag = _TAG.match(found[0])
        if found[1] or tag is None:
            return self._without(found[0])
        name = tag[2].lower()
        before = self._edge() if name in _BLOCKS else self._head(tag) if name == "head" else ""
        self.inside = self.inside or name == "body"
        if name == "a":
            self.linked = max(0, self.linked + (-1 if tag[1] else 1))
        return before + (found[0] if tag[1] else self._tag(name, found[0], tag.end()))

    def _head(self, tag: re.Match[str]) -> str:
        """Return what the frame adds at the end of the head: how sentences look."""
        style = self.leader.ways.style
        return f'<link rel="stylesheet" href="{escape(style)}">\n' if tag[1] and style else ""

    def _words(self, text: str) -> Iterator[str]:
        """Yield a text with each stretch of a sentence in an element of its own."""
        if self.proof.ink is None or not text:
            yield text
            return
        end = 0
        for found in self.proof.ink.pattern.finditer(text):
            yield self._stretch(text[end : found.start()])
            opens = found[1] == self.proof.ink.opens
            self.sentence = self._unit(found[2]) if opens else None
            end = found.end()
        yield self._stretch(text[end:])

    def _stretch(self, text: str) -> str:
        if self.sentence is None or not self.inside or not text.strip():
            return text
        return f"<span{self._named(self.sentence)}>{text}</span>"

    def _named(self, unit: Unit, *, id_too: bool = True) -> str:
        """Return the attributes of an element that a sentence is in; the first has its id."""
        uid, own = unit.uid, ""
        if id_too and uid not in self.known:
            own = f' id="u-{uid}"'
            self.known.add(uid)
        if unit not in self.passage:
            self.passage.append(unit)
        return f'{own} data-u="{uid}" data-state="{unit.state}"'

    def _unit(self, figures: str) -> Unit | None:
        number = self.proof.ink.number(figures) if self.proof.ink else -1
        return self.proof.units[number] if 0 <= number < len(self.proof.units) else None

    def _edge(self) -> str:
        """End the sentence; return the way to the first that waits of those before."""
        self.sentence = None
        if not self.passage or self.linked > 0:
            return ""
        units, self.passage = self.passage, []
        wanted = next((one for one in units if one.state != "approved"), units[0])
        way = escape(self.leader.ways.row(wanted.uid))
        return f'<a class="tilshi-edit" target="_parent" href="{way}">Edit</a>'

    def _tag(self, name: str, text: str, start: int) -> str:
        """Return the start of an element: its URLs led to what is there, its sentence named."""
        told = {one[2].lower(): _value(one[3]) for one in _ATTRIBUTE.finditer(text, start)}
        if name in _REFUSED and (name == "base" or "http-equiv" in told):
            return ""
        plain, named = self._without(text), ""
        if self.inside and (plain != text or name == "img"):
            unit = self._told(text) or self.sentence
            if unit:
                named = self._named(unit, id_too="id" not in told)
        changes = dict(self.leader.changes(name, told))
        if not changes and not named:
            return plain
        kept = _ATTRIBUTE.sub(lambda one: _changed(one, changes), plain[start:])
        more = "".join(
            f' {key}="{escape(value)}"'
            for key, value in changes.items()
            if key not in told and value
        )
        close = kept.rfind("/>") if kept.endswith("/>") else len(kept) - 1
        return plain[:start] + kept[:close] + named + more + kept[close:]

    def _told(self, text: str) -> Unit | None:
        found = self.proof.ink.pattern.search(text) if self.proof.ink else None
        return self._unit(found[2]) if found else None

    def _without(self, text: str) -> str:
        return self.proof.ink.without(text) if self.proof.ink else text


def _value(written: str | None) -> str:
    return unescape(written[1:-1] if written and written[0] in "\"'" else written or "")


def _changed(found: re.Match[str], changes: Mapping[str, str]) -> str:
    """Return an attribute as it becomes; "" for one that goes."""
    name = found[2].lower()
    if name not in changes:
        return found[0]
    value = changes[name]
    return f'{found[1] or " "}{found[2]}="{escape(value)}"' if value else ""
