"""Catalogs as gettext PO text; the only user of polib.

polib reads the syntax and writes an entry; this module adds what it lacks, as measured
with polib 1.2.0: it splits lines at U+2028 and its like, refuses `#=` lines and comments
without a space, cuts an unterminated string, sorts the header and reflows entries nobody
touched. Here an entry that did not change is written back as it was read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

import polib

from i18n import entries
from i18n.errors import Place, UserError
from i18n.model import Catalog, State, Unit

_LINE_END = re.compile(r"\r\n|\n|\r")
_STRING = re.compile(r'(?:#(?:~\|?|\|) ?)?\s*(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*')
_HAS_STRING = re.compile(r'(?:#(?:~\|?|\|) ?)?\s*(?:msg(?:id|str|ctxt)|")')
_BARE_COMMENT = re.compile(r"^#(?=[^\s,.:|~#=])")
_EMPTY_COMMENT = re.compile(r"^# $", re.MULTILINE)
_CONTINUED_COMMENT = re.compile(r"^(#.*\\)$", re.MULTILINE)
_CHARSET = re.compile(rb"charset=([\w-]+)")
_BOM = b"\xef\xbb\xbf"
_NO_HEADER = ('msgid ""', 'msgstr ""', "")
_RANK = tuple(State)


def decode(data: bytes, path: str) -> str:
    """Return the text of a PO file: UTF-8, or the charset that its header names.

    Raises UserError with the offset of the first byte that is neither.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = _CHARSET.search(data[:4096])
        charset = named[1].decode() if named else "utf-8"
        try:
            return data.decode(charset).replace(f"charset={charset}", "charset=UTF-8", 1)
        except (UnicodeError, LookupError):
            raise UserError(
                f"byte {error.start} is not {charset} text",
                hint="save the catalog as UTF-8",
                at=Place(path, data.count(b"\n", 0, error.start) + 1),
            ) from error


def encode(text: str, data: bytes) -> bytes:
    """Return PO text as bytes the way the file has them of which it was decoded.

    Its byte-order mark and its charset are kept, unless the text has a letter that is not in it,
    or would not be read back: a header that says UTF-16 is wrong where the file is ASCII.
    """
    named = _CHARSET.search(data[:4096])
    if named and (data.isascii() or not _is_utf8(data)):
        charset = named[1].decode()
        now = text.replace(f"charset={charset}", "charset=UTF-8", 1)
        with suppress(UnicodeError, LookupError, UserError):
            encoded = text.replace("charset=UTF-8", f"charset={charset}", 1).encode(charset)
            if decode(encoded, "") in {text, now}:
                return encoded
        text = now
    return (_BOM if data.startswith(_BOM) else b"") + text.encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def parse(text: str, path: str, locale: str) -> Catalog:
    """Read PO text; `path` is for messages.

    Of entries with the same context and source the best state stays, with the other
    translation in a note: gettext refuses a file with two.
    Raises UserError at the line of a syntax error or a plural entry.
    """
    if usual := entries.read(text, locale):
        return replace(usual, units=tuple(_without_duplicates(usual.units)))
    return _catalog(text, path, locale, _one_unit, _without_duplicates)


def parse_any(text: str, path: str, locale: str) -> Catalog:
    """Read the PO text of any program, to be looked at and not to be written.

    Each plural form is a unit, and of entries with the same text all stay.
    Raises UserError at the line of a syntax error.
    """
    return _catalog(text, path, locale, _all_units, list)


def write(catalog: Catalog) -> str:
    """Return the PO text; entries as read where nothing in them changed."""
    header = catalog.raw_header or _write_header(catalog)
    live = [unit for unit in catalog.units if not unit.obsolete]
    gone = [unit for unit in catalog.units if unit.obsolete]
    blocks = [header, *(unit.raw or _write_unit(unit) for unit in (*live, *gone))]
    text = "\n\n".join(blocks) + "\n"
    return text.replace("\n", catalog.newline) if catalog.newline != "\n" else text


def headers(catalog: Catalog, **fields: str) -> Catalog:
    """Set header fields (`Last_Translator="…"`), keeping the place of those that are there."""
    wanted = {name.replace("_", "-"): value for name, value in fields.items()}
    merged = dict(catalog.headers) | wanted
    if tuple(merged.items()) == catalog.headers:
        return catalog
    return replace(catalog, headers=tuple(merged.items()), raw_header="")


def edit(unit: Unit, **changes: object) -> Unit:
    """`dataclasses.replace` that forgets the entry's old text, or gives back the same unit."""
    changed = replace(unit, **changes)  # type: ignore[arg-type]
    return unit if changed == unit else replace(changed, raw="")


_Reader = Callable[[polib.POEntry, str, Place], Iterator[Unit]]


def _catalog(
    text: str,
    path: str,
    locale: str,
    read: _Reader,
    choose: Callable[[Iterable[Unit]], Iterable[Unit]],
) -> Catalog:
    lines = _LINE_END.split(text)
    _refuse_broken_strings(lines, path)
    parsed, first = _entries(lines, path)
    raw = [_raw(lines, one, after) for one, after in _spans(parsed, first, len(lines))]
    header = next((entry for entry in parsed if not entry.msgid and not entry.obsolete), None)
    units = [
        unit
        for entry, block in zip(parsed, raw, strict=True)
        if entry.msgid
        for unit in read(entry, block, Place(path, (entry.linenum or 0) - first))
    ]
    return Catalog(
        locale=locale,
        headers=tuple(entries.fields(header.msgstr)) if header else (),
        notes=tuple(header.tcomment.split("\n")) if header and header.tcomment else (),
        units=tuple(choose(units)),
        newline="\r\n" if "\r\n" in text[:400] else "\n",
        raw_header=raw[parsed.index(header)] if header else "",
    )


class _Lines(str):
    """PO text whose lines are already cut: polib would cut at U+2028, U+0085 and others."""

    __slots__ = ("lines",)
    lines: list[str]

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.lines


def _entries(lines: list[str], path: str) -> tuple[list[polib.POEntry], int]:
    """Parse lines to entries, and the number of lines put before them to please polib."""
    kept = _Lines()
    kept.lines = [_readable(line) for line in lines]
    found = list(_polib(kept, path))
    if any(not entry.msgid for entry in found):
        return found, 0
    kept.lines[:0] = _NO_HEADER  # else polib takes the first entry's comments for the file's
    return [entry for entry in _polib(kept, path) if entry.msgid], len(_NO_HEADER)


class _File(polib.POFile):
    """A PO file whose header stays an entry among the others."""

    def find(self, *args: object, **options: object) -> None:
        return None


def _polib(lines: _Lines, path: str) -> Iterator[polib.POEntry]:
    try:
        file = polib.pofile(lines, encoding="utf-8", klass=_File)
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        raise UserError(
            "this is not PO syntax",
            hint="mend the line, or open the file in a PO editor; `msgfmt -c` says more",
            at=Place(path, int(line[1]) if line else 0),
        ) from error
    if file.header and len(file):
        file[0].tcomment = file.header
    return iter(file)


def _readable(line: str) -> str:
    """A line as polib can read it: `#=` holds flags (gettext 0.23), `#text` is a comment."""
    if line.startswith("#="):
        return "#," + line[2:]
    return _BARE_COMMENT.sub("# ", line, count=1) if line.startswith("#") else line


def _refuse_broken_strings(lines: list[str], path: str) -> None:
    for number, line in enumerate(lines, 1):
        if _HAS_STRING.match(line) and not _STRING.fullmatch(line):
            raise UserError(
                "a string that is not between quotation marks, or holds a bare one",
                hint='write it as "text", and a quotation mark inside as \\"',
                at=Place(path, number),
            )


def _spans(entries: list[polib.POEntry], added: int, total: int) -> Iterator[tuple[int, int]]:
    """Yield the range of lines of each entry, comments included."""
    starts = [max((entry.linenum or 0) - 1 - added, 0) for entry in entries]
    return zip(starts, [*starts[1:], total], strict=False)


def _raw(lines: list[str], start: int, end: int) -> str:
    return "\n".join(lines[start:end]).strip("\n").removeprefix("\ufeff")


def _one_unit(entry: polib.POEntry, raw: str, at: Place) -> Iterator[Unit]:
    if entry.msgid_plural:
        raise UserError(
            f"an entry with plural forms: {entry.msgid!r}",
            hint="articles have none: take the entry out, or keep it in a catalog of its own",
            at=at,
        )
    yield _unit(entry, raw, at.line + _place(raw, "msgstr"))


def _all_units(entry: polib.POEntry, raw: str, at: Place) -> Iterator[Unit]:
    """A unit for each plural form: the first of several is of the singular, the others not.

    The others say in their context which they are: they translate one text in several ways.
    """
    if not entry.msgid_plural:
        yield from _one_unit(entry, raw, at)
        return
    for number, target in sorted(entry.msgstr_plural.items()):
        one = number == 0 and len(entry.msgstr_plural) > 1
        source = entry.msgid if one else entry.msgid_plural
        unit = _unit(entry, raw, at.line + _place(raw, f"msgstr[{number}]"))
        context = unit.context if one else f"{unit.context} plural {number}".strip()
        yield replace(unit, source=source, target=target, context=context)


def _place(raw: str, keyword: str) -> int:
    """How many lines of the entry stand before the one that begins with the keyword."""
    found = re.search(rf"^(?:#~)?[ \t]*{re.escape(keyword)}", raw, re.MULTILINE)
    return raw.count("\n", 0, found.start()) if found else 0


def _unit(entry: polib.POEntry, raw: str, line: int) -> Unit:
    comments = entry.tcomment.split("\n") if entry.tcomment else []
    notes, marks = entries.told(comments)
    fuzzy = "fuzzy" in entry.flags
    return Unit(
        source=entry.msgid,
        target=entry.msgstr,
        context=entry.msgctxt or "",
        fuzzy=fuzzy,
        previous=entry.previous_msgid or "",
        notes=notes,
        marks=marks,
        hints=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=tuple(f"{file}:{line}" if line else file for file, line in entry.occurrences),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        obsolete=bool(entry.obsolete),
        raw=raw,
        line=line,
    )


def _without_duplicates(units: Iterable[Unit]) -> Iterable[Unit]:
    best: dict[tuple[str, str], Unit] = {}
    for unit in units:
        other = best.setdefault(unit.key, unit)
        if other is not unit:
            kept, lost = (unit, other) if _worth(unit) > _worth(other) else (other, unit)
            best[unit.key] = _with_note_of(kept, lost)
    return best.values()


def _with_note_of(kept: Unit, lost: Unit) -> Unit:
    if lost.target in ("", kept.target):
        return kept
    return edit(kept, notes=(*kept.notes, f"also translated: {' '.join(lost.target.split())}"))


def _worth(unit: Unit) -> tuple[bool, int]:
    return not unit.obsolete, _RANK.index(unit.state)


def _write_header(catalog: Catalog) -> str:
    entry = polib.POEntry(msgid="", tcomment="\n".join(catalog.notes))
    entry.msgstr = "".join(f"{name}: {value}\n" for name, value in catalog.headers)
    return _text(entry)


@lru_cache(maxsize=1024)
def _write_unit(unit: Unit) -> str:
    """The entry of a unit; the same for every locale while the unit is untranslated."""
    marks = (f"{mark.key}: {mark.value}" for mark in unit.marks)
    entry = polib.POEntry(
        msgid=unit.source,
        msgstr=unit.target,
        msgctxt=unit.context or None,
        previous_msgid=unit.previous or None,
        tcomment="\n".join((*unit.notes, *marks)),
        comment="\n".join(unit.hints),
        occurrences=[(reference, "") for reference in unit.references],
        flags=[*(["fuzzy"] if unit.fuzzy else []), *unit.flags],
        obsolete=unit.obsolete,
    )
    return _text(entry)


def _text(entry: polib.POEntry) -> str:
    """One entry, never wrapped, without the space polib leaves after an empty comment.

    A comment that ends in a backslash gets one: gettext would join the next line to it.
    """
    text = _EMPTY_COMMENT.sub("#", entry.__unicode__(wrapwidth=0).rstrip("\n"))
    return _CONTINUED_COMMENT.sub(r"\1 ", text)
