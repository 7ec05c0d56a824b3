"""TMX 1.4b: translations from other tools, read as a stream from a file nobody vouches for.

https://www.gala-global.org/tmx-14b. What it says in one sentence of markup (`bpt`, `ept`, `ph`,
`it`, `ut`) is dropped with its codes; what `hi` marks stays. Files may be in UTF-8 or UTF-16.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from i18n.errors import Place, UserError
from i18n.locales import Locale
from i18n.memory.language import Languages
from i18n.memory.match import Entry
from i18n.memory.reader import Reader, RefusedError, Taken

_CHUNK = 1 << 16
_PENDING = 1 << 20
"""Bytes that the parser may hold without an event; only an attack has as much in one mark."""

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(
    file: BinaryIO, name: str, source: Locale, locales: Sequence[Locale], count: Taken
) -> Iterator[tuple[str, Entry]]:
    """Yield locale and entry of every translation into one of the locales, counting in `count`.

    Raises UserError at the line of what is not TMX; entities that a file declares are refused.
    """
    reader = Reader(Languages(source, locales), count)
    parser = reader.parser
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - max(parser.CurrentByteIndex, 0) > _PENDING:
                raise RefusedError("one mark of more than a megabyte")
            yield from reader.drain()
        parser.Parse(b"", True)
    except (expat.ExpatError, RefusedError, ValueError, LookupError) as error:
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
