"""HTML: the prose between tags, and in the attributes people read."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import dropwhile

from i18n.formats.elements import CLOSES, INLINE, RAW, READ, ROLES, SILENT, VOID
from i18n.model import Role

_SPACE = r"[ \t\n\f\r]"
_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|(?!["'])[^ \t\n\f\r>]*+)"""
_NAME = r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
MARKUP = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|"""
    rf"""<(?P<slash>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)"""
    rf"""(?P<attributes>(?:[ \t\n\f\r/]++|{_NAME}(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+)*+)(?P<end>>?)|"""
    rf"""<[!/][^>]*>?""",
    re.DOTALL,
)
"""A piece of markup as browsers read it: what is not closed takes the rest of the text."""
ATTRIBUTE = re.compile(rf"({_NAME})(?:{_SPACE}*+={_SPACE}*+({_VALUE}))?+")
SYNTAXES = {'"': "html-attribute-double", "'": "html-attribute-single"}
BREAKS = re.compile(r"[ \t]*[\n-\r\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Prose between two tags that end a sentence, inline tags included; or an attribute's value.

    `start` and `end` are code points of the text given, without white space at the edges;
    `line` counts from 1; `syntax` is "html", "html-attribute-double" or "html-attribute-single".
    """

    role: Role
    start: int
    end: int
    line: int
    syntax: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text (no name), a tag, or other markup, whose name is what it begins with."""

    start: int
    end: int
    name: str = ""
    attributes: tuple[int, int] = (0, 0)
    closing: bool = False
    complete: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """An element not closed yet: the role its prose has, and whether it is silent."""

    name: str
    role: Role
    silent: bool


def runs(text: str) -> list[Run]:
    """Return the prose of an HTML text, which may be a fragment, in order and without overlap.

    Left out are text without a letter or digit, attributes without a letter or without
    quotes, the content of code and of elements that say they are not to be translated,
    and the attributes of tags inside a run: those are seen with it.
    """
    scan = _Scan(text, [end.end() for end in re.finditer(r"\r\n?|\n", text)])
    for piece in _pieces(text):
        scan.take(piece)
    scan.flush()
    return sorted(scan.found, key=lambda run: run.start)


def encode(prose: str, syntax: str, source: str) -> str:
    """Return a translation as raw HTML on one line, for the place where `source` stands.

    Both are raw HTML, entities and all. Tags that the source has, as often as it has them,
    stay tags; every other `<` becomes text, and so does the quote that would end an attribute.
    """
    prose = BREAKS.sub(" ", prose).strip()
    if syntax != "html":
        quote, entity = ("'", "&#39;") if syntax.endswith("single") else ('"', "&quot;")
        return prose.replace("<", "&lt;").replace(quote, entity)
    tags = [source[p.start : p.end] for p in _pieces(source) if p.name and p.complete]
    left = Counter(map(_spaced, tags))
    either = "|".join(r"\s+".join(map(re.escape, tag.split())) for tag in left)

    def mend(found: re.Match[str]) -> str:
        tag = _spaced(found[0])
        left[tag] -= 1
        return found[0] if left[tag] >= 0 else "&lt;" + found[0][1:]

    return re.sub(f"{either}|<" if either else "<", mend, prose)


def _spaced(tag: str) -> str:
    """Return the tag as it stands in a `msgid`."""
    return " ".join(tag.split())


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield what tiles the text: stretches of text, tags and other markup."""
    at = 0
    while markup := MARKUP.search(text, at):
        if at < markup.start():
            yield _Piece(at, markup.start())
        at = markup.end()
        name = (markup["name"] or markup[0][:2]).lower()
        closing, complete = bool(markup["slash"]), bool(markup["end"])
        yield _Piece(markup.start(), at, name, markup.span("attributes"), closing, complete)
        if name in RAW and not closing:
            after = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII).search(text, at)
            content = after.start() if after else len(text)
            yield _Piece(at, content)
            at = content
    if at < len(text):
        yield _Piece(at, len(text))


@dataclass(slots=True)
class _Scan:
    """The way through a text: what is open, the run that grows, and the runs found."""

    text: str
    line_starts: list[int]
    found: list[Run] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open("", "paragraph", silent=False)])
    names: Counter[str] = field(default_factory=Counter)
    run: list[_Piece] = field(default_factory=list)
    attributes: list[Run] = field(default_factory=list)
    spoken: bool = False

    def take(self, piece: _Piece) -> None:
        if not piece.name:
            self.run.append(piece)
            if not self.spoken and not self.open[-1].silent:
                prose = unescape(self.text[piece.start : piece.end])
                self.spoken = any(map(str.isalnum, prose))
        elif piece.name in INLINE and piece.complete:
            self.run.append(piece)
            self._enter_or_leave(piece)
        else:
            self.flush()
            self._enter_or_leave(piece)
            self.flush()

    def flush(self) -> None:
        """End the run; its attributes count where it does not hold them."""
        start = end = 0
        if self.spoken:
            start, end = self._edges()
            self.found.append(self._found(self.open[-1].role, start, end, "html"))
        self.found += [run for run in self.attributes if not start <= run.start < end]
        self.run, self.attributes, self.spoken = [], [], False

    def _edges(self) -> tuple[int, int]:
        """Return where the run begins and ends without pictures and line breaks at its edges."""

        def bare(piece: _Piece) -> bool:
            text = self.text[piece.start : piece.end]
            return piece.name in VOID if piece.name else not text.strip()

        start = next(dropwhile(bare, self.run)).start
        end = next(dropwhile(bare, reversed(self.run))).end
        text = self.text[start:end]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())

    def _enter_or_leave(self, piece: _Piece) -> None:
        if piece.closing:
            while self.names[piece.name]:
                if self._leave() == piece.name:
                    break
        elif piece.complete:
            self._enter(piece)

    def _enter(self, piece: _Piece) -> None:
        """Keep what people read in the tag, and open its element where that matters."""
        while self.open[-1].name in CLOSES.get(piece.name, ()):
            self._leave()
        outer = self.open[-1]
        attributes = list(self._attributes(piece))
        kept = outer.silent or any(_keeps(name, value) for name, value, _ in attributes)
        if not kept:
            self.attributes += [run for name, _, run in attributes if run and name in READ]
        silent = kept or piece.name in SILENT
        closed = self.text.endswith("/", *piece.attributes) and piece.name in {"svg", "math"}
        if piece.name not in VOID and not closed and (silent or piece.name not in INLINE):
            self.open.append(_Open(piece.name, ROLES.get(piece.name, outer.role), silent))
            self.names[piece.name] += 1

    def _leave(self) -> str:
        name = self.open.pop().name
        self.names[name] -= 1
        return name

    def _attributes(self, piece: _Piece) -> Iterator[tuple[str, str, Run | None]]:
        """Yield name, value and, if it is quoted and holds a letter, the run of each attribute."""
        for found in ATTRIBUTE.finditer(self.text, *piece.attributes):
            raw = found[2] or ""
            quoted = raw[:1] in SYNTAXES
            value = raw[1:-1] if quoted else raw
            run = None
            if quoted and any(map(str.isalpha, unescape(value))):
                start = found.start(2) + 1 + len(value) - len(value.lstrip())
                run = self._found("alt", start, start + len(value.strip()), SYNTAXES[raw[0]])
            yield found[1].lower(), value, run

    def _found(self, role: Role, start: int, end: int, syntax: str) -> Run:
        return Run(role, start, end, bisect_right(self.line_starts, start) + 1, syntax)


def _keeps(name: str, value: str) -> bool:
    """Tell whether an attribute says that its element is not to be translated."""
    return (name == "translate" and value.strip().lower() == "no") or (
        name == "class" and "notranslate" in value.split()
    )
