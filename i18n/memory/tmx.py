"""TMX 1.4b: translations from other tools, read as a stream from a file nobody vouches for.

https://www.gala-global.org/tmx-14b. What it says in one sentence of markup (`bpt`, `ept`, `ph`,
`it`, `ut`) is dropped with its codes; what `hi` marks stays. Files may be in UTF-8 or UTF-16.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from i18n.errors import Place, UserError
from i18n.locales import Locale
from i18n.memory.language import Languages
from i18n.memory.match import Entry

LONGEST = 20_000
"""Characters; a longer segment is no sentence, and is left out."""

_CHUNK = 1 << 16
_PENDING = 1 << 20
"""Bytes that the parser may hold without an event; only an attack has as much in one mark."""

_DEEPEST = 64
"""Elements inside each other; the standard's go six deep, and more for codes inside codes."""

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file: entries by locale; reasons and how many were left out for each."""

    taken: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)


def read(
    file: BinaryIO, name: str, source: Locale, locales: Sequence[Locale], count: Taken
) -> Iterator[tuple[str, Entry]]:
    """Yield locale and entry of every translation into one of the locales, counting in `count`.

    Raises UserError at the line of what is not TMX; entities that a file declares are refused.
    """
    reader = _Reader(Languages(source, locales), count)
    parser = reader.parser
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - max(parser.CurrentByteIndex, 0) > _PENDING:
                raise _RefusedError("one mark of more than a megabyte")
            yield from reader.drain()
        parser.Parse(b"", True)
    except (expat.ExpatError, _RefusedError, ValueError, LookupError) as error:
        place = Place(name, getattr(error, "lineno", parser.CurrentLineNumber))
        hint = "export it anew as TMX 1.4 from the tool it comes from"
        raise UserError(f"not TMX: {error}", hint=hint, at=place) from error
    if not reader.is_tmx:
        raise UserError("not TMX: it does not begin with <tmx>", hint="choose a .tmx file",
                        at=Place(name))  # fmt: skip
    yield from reader.drain()


def write(rows: Iterable[tuple[str, Entry, str]], source: Locale, tags: Mapping[str, str],
          version: str) -> Iterator[str]:  # fmt: skip
    """Yield TMX of rows of locale, entry and origin; `tags` are the BCP 47 tags of the locales.

    Without a DOCTYPE, which OmegaT and others do not need, and some would try to fetch.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="tilshi" creationtoolversion={quoteattr(version)} '
        'segtype="sentence" o-tmf="tilshi" adminlang="en" '
        f'srclang={quoteattr(source.tag)} datatype="plaintext"/>\n<body>\n'
    )
    for locale, entry, origin in rows:
        yield _unit(entry, origin, source.tag, tags[locale])
    yield "</body>\n</tmx>\n"


def _unit(entry: Entry, origin: str, source: str, target: str) -> str:
    day = entry.date.replace("-", "")
    dated = f' creationdate="{day}T000000Z"' if re.fullmatch("[0-9]{8}", day) else ""
    props = {"origin": origin, "context": entry.context, "prev": entry.before, "next": entry.after}
    said = "".join(
        f'<prop type="{kind}">{_text(value)}</prop>' for kind, value in props.items() if value
    )
    return (
        f"<tu{dated}>{said}"
        f'<tuv xml:lang="{source}"><seg>{_text(entry.source)}</seg></tuv>'
        f'<tuv xml:lang="{target}"><seg>{_text(entry.target)}</seg></tuv></tu>\n'
    )


def _text(text: str) -> str:
    """The text as XML can hold it."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), {"\r": "&#13;"})


class _RefusedError(Exception):
    """A file that is XML, and not to be trusted."""


class _Reader:
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
                raise _RefusedError(f"it begins with <{name}>")
            self.is_tmx = True
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError(f"more than {_DEEPEST} elements inside each other")
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


_OPENED: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    "header": _Reader._header,
    "tu": _Reader._begin,
    "tuv": _Reader._variant,
    "seg": _Reader._collect,
    "prop": _Reader._collect,
}
_CLOSED: Mapping[str, Callable[[_Reader], None]] = {
    "tu": _Reader._finish,
    "seg": _Reader._segment,
    "prop": _Reader._prop,
}


def _refuse(name: str, *_: object) -> None:
    raise _RefusedError(f"it declares or uses the entity {name!r}")


def _day(unit: Mapping[str, str]) -> str:
    """The day of the last change, `20261124T101500Z` as `2026-11-24`; "" without one."""
    for key in ("changedate", "creationdate", "day"):
        digits = unit.get(key, "")[:8]
        if re.fullmatch("[0-9]{8}", digits):
            return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return ""
