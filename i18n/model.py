"""The nouns: an article's document, its passages and segments; a catalog and its units."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Literal

Role = Literal["title", "heading", "paragraph", "item", "quote", "cell", "caption", "alt", "meta"]
PROSE_ROLES: frozenset[Role] = frozenset({"paragraph", "item", "quote"})
"""Roles that need no `msgctxt`: the same sentence reads the same in all of them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a passage, and the gap after it; segments tile their passage's prose."""

    text: str
    gap: str

    @property
    def source(self) -> str:
        """The `msgid`: the text with every run of white space as one space."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of prose in a document.

    `start` and `end` are code points of `Document.text`. The prose, which the segments
    tile, is what stands there with the container's marks (`> `, list indentation, quotes
    and escapes of YAML) taken off; `syntax` names how the format writes such prose back.
    `line` counts from 1.
    """

    role: Role
    line: int
    start: int
    end: int
    segments: tuple[Segment, ...]
    syntax: str = "text"

    @property
    def context(self) -> str:
        """The `msgctxt`: the role, or nothing where roles read alike."""
        return "" if self.role in PROSE_ROLES else self.role


@dataclass(frozen=True, slots=True)
class Document:
    """An article parsed: the exact text, and the passages in it, in order, not overlapping."""

    text: str
    passages: tuple[Passage, ...]


class State(StrEnum):
    """How far a unit's translation has come; the order is the way it travels."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    NEEDS_WORK = "needs_work"
    STALE = "stale"
    EXTERNAL = "external"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Mark:
    """A machine line of a unit, `# key: value`: `mt`, `reviewed`, `qa-ok`, `todo`, `changed`."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A source segment and its translation: one PO entry.

    `previous` is the source that `target` was made for, when that has changed since.
    `notes` are people's comment lines, `marks` the machine's, `hints` what extraction says
    of the place (`#.`), `references` are `path:line`, `flags` those other than fuzzy.
    `raw` is the entry as read, written back untouched while nothing in the unit changes; `line`
    is where its translation stands in that file, from 1 (0: in none).
    """

    source: str
    target: str = ""
    context: str = ""
    fuzzy: bool = False
    previous: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    hints: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    raw: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """What is unique in a catalog: context and source."""
        return self.context, self.source

    @property
    def uid(self) -> str:
        """The key in 12 hex digits, for addresses and files of others."""
        return _hash(self.context, self.source)

    @property
    def hash(self) -> str:
        """What an approval is bound to: 12 hex digits over context, source and target."""
        return _hash(self.context, self.source, self.target)

    def marked(self, key: str) -> Iterator[str]:
        """Yield the values of the marks with this key, in order."""
        return (mark.value for mark in self.marks if mark.key == key)

    @property
    def state(self) -> State:
        if not self.target:
            return State.UNTRANSLATED
        if not self.fuzzy:
            for mark in self.marks:
                if mark.key == "reviewed" and self.hash in mark.value.split():
                    return State.APPROVED
            return State.EXTERNAL
        if self.previous:
            return State.STALE
        return State.NEEDS_WORK if any(self.marked("todo")) else State.DRAFT


@lru_cache(maxsize=1024)
def _hash(*texts: str) -> str:
    """The hash of a unit: whoever asks for it asks again soon."""
    return hashlib.sha256("\x04".join(texts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The units of one article in one locale: one PO file, in the order of the article.

    `headers` are the fields of the PO header in their order, `notes` the comment lines above it,
    `newline` ends the lines of the file, `raw_header` is the header as read.
    """

    locale: str
    headers: tuple[tuple[str, str], ...]
    units: tuple[Unit, ...]
    notes: tuple[str, ...] = ()
    newline: str = "\n"
    raw_header: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, in one language to write in.

    `approved` are the forms to use, the first before all others, `forbidden` those not to.
    One to `keep` is written as in the source; a `must` is missing when no form stands there.
    `kind` is its part of speech.
    """

    source: str
    approved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    keep: bool = False
    must: bool = False
    kind: str = ""


Form = Literal["text", "xml", "html"]


@dataclass(frozen=True, slots=True)
class Brief:
    """What an engine or a check is told besides the text.

    `source` and `target` are locale codes as in catalogs (`zh_Hans`). `context` is text of the
    article the sentences are from, in the source language. `terms` are those of the glossary
    that have a form in the target language, all of them. `form` is how the texts are written:
    plain, with tokens such as `{0}`, or escaped, with markup as elements.
    """

    source: str
    target: str
    context: str = ""
    terms: tuple[Term, ...] = field(default=(), compare=False)
    form: Form = "text"
