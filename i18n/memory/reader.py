"""A reader: the entries of one TMX file, put together from what expat tells of it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from i18n.memory.language import Languages
from i18n.memory.match import Entry

LONGEST = 20_000
"""Characters; a longer segment is no sentence, and is left out."""

_DEEPEST = 64
"""Elements inside each other; the standard's go six deep, and more for codes inside codes."""

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file: entries by locale; reasons and how many were left out for each."""

    taken: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)


class RefusedError(Exception):
    """A file that is XML, and not to be trusted."""


class Reader:
    """What expat tells of one file, put together to entries."""

    def __init__(self, languages: Languages, count: Taken) -> None:
        self.is_tmx = False
        self._languages = languages
        self._count = count
        self._ready: list[tuple[str, Entry]] = []
        self._default = ""
        self._unit: dict[str, str] = {}
        self._texts: list[tuple[str, str]] = []
        self._props: dict[str, str] = {}
        self._language = self._kind = ""
        self._text: list[str] | None = None
        self._size = self._codes = self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = _refuse
        self.parser.SkippedEntityHandler = _refuse

    def drain(self) -> list[tuple[str, Entry]]:
        """Return what is complete, and begin anew."""
        done, self._ready = self._ready, []
        return done

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if not self.is_tmx:
            if name != "tmx":
                raise RefusedError(f"it begins with <{name}>")
            self.is_tmx = True
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedError(f"more than {_DEEPEST} elements inside each other")
        opened = _OPENED.get(name)
        if opened:
            opened(self, given)
        elif name in _CODES:
            self._codes += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        closed = _CLOSED.get(name)
        if closed:
            closed(self)
        elif name in _CODES:
            self._codes -= 1

    def _characters(self, text: str) -> None:
        if self._text is not None and not self._codes and self._size <= LONGEST:
            self._text.append(text)
            self._size += len(text)

    def _header(self, given: Mapping[str, str]) -> None:
        self._default = given.get("srclang", "")

    def _begin(self, given: Mapping[str, str]) -> None:
        self._unit, self._texts, self._props = dict(given), [], {}

    def _variant(self, given: Mapping[str, str]) -> None:
        self._language = given.get("xml:lang") or given.get("lang", "")
        self._unit.setdefault("day", given.get("changedate") or given.get("creationdate", ""))

    def _collect(self, given: Mapping[str, str]) -> None:
        self._text, self._size, self._codes = [], 0, 0
        self._kind = given.get("type", "")

    def _take(self) -> str:
        text, self._text = "".join(self._text or ()), None
        return " ".join(text.split()) if self._size <= LONGEST else ""

    def _segment(self) -> None:
        self._texts.append((self._language, self._take()))

    def _prop(self) -> None:
        self._props.setdefault(self._kind, self._take())

    def _finish(self) -> None:
        """Make entries of a unit, one for each language that the project writes."""
        srclang = self._unit.get("srclang") or self._default
        source = self._languages.source(self._texts, srclang)
        if not source:
            self._count.skipped[f"without a text in {self._languages.name}"] += 1
            return
        day = _day(self._unit)
        place = (self._props.get(kind, "") for kind in ("context", "prev", "next"))
        about = (*place, day)
        for language, text in self._texts:
            self._entry(source, language, text, about)

    def _entry(self, source: str, language: str, text: str, about: tuple[str, ...]) -> None:
        locale = self._languages.locale(language)
        if self._languages.is_source(language):
            return
        if locale is None:
            self._count.skipped[f"in {language or 'no language'}, not one of the project's"] += 1
        elif not text:
            self._count.skipped["empty, or longer than 20,000 characters"] += 1
        else:
            self._count.taken[locale] += 1
            self._ready.append((locale, Entry(source, text, *about)))


_OPENED: Mapping[str, Callable[[Reader, Mapping[str, str]], None]] = {
    "header": Reader._header,
    "tu": Reader._begin,
    "tuv": Reader._variant,
    "seg": Reader._collect,
    "prop": Reader._collect,
}
_CLOSED: Mapping[str, Callable[[Reader], None]] = {
    "tu": Reader._finish,
    "seg": Reader._segment,
    "prop": Reader._prop,
}


def _refuse(name: str, *_: object) -> None:
    raise RefusedError(f"it declares or uses the entity {name!r}")


def _day(unit: Mapping[str, str]) -> str:
    """The day of the last change, `20261124T101500Z` as `2026-11-24`; "" without one."""
    for key in ("changedate", "creationdate", "day"):
        digits = unit.get(key, "")[:8]
        if re.fullmatch("[0-9]{8}", digits):
            return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return ""
