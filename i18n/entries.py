"""Entries of PO text in the form that programs write them, each read at one stroke.

That is the form of gettext, Poedit, polib and this program: blocks with an empty line between
them, and in a block comments, places, flags and strings in this order. It is read six times as
fast as by a machine that goes line by line; text in any other form is left to that.
"""

import re
from collections.abc import Iterable, Iterator

from i18n.model import Catalog, Mark, Unit

MARKS = ("mt", "reviewed", "qa-ok", "todo", "changed")
_MARK = re.compile(rf"({'|'.join(MARKS)}): (.*)")

_QUOTED = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_STRINGS = rf"{_QUOTED}(?:\n{_QUOTED})*"
_BLOCK = re.compile(
    r"((?:# [^\n]*\S\n)*)"
    r"((?:#\. [^\n]*\S\n)*)"
    r"((?:#: [^\n]*\S\n)*)"
    r"(?:#, ([^\n]*\S)\n)?"
    rf"(?:#\| msgid ({_QUOTED})\n)?"
    rf"(?:msgctxt ({_STRINGS})\n)?"
    rf"msgid ({_STRINGS})\n"
    rf"msgstr ({_STRINGS})"
)
_OBSOLETE = re.compile(r"(?:# [^\n]*\n)*#~ [^\n]*(?:\n#~ [^\n]*)*")
_GONE = re.compile(r"^#~ ", re.MULTILINE)
_ESCAPE = re.compile(r'\\([\\ntrvbf"])')
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}


def read(text: str, locale: str) -> Catalog | None:
    """Return the catalog, duplicates and all; None when something is written in another form."""
    lines = text.replace("\r\n", "\n") if "\r" in text else text
    if "\r" in lines or lines[-1:] != "\n":
        return None
    header, *blocks = lines[:-1].split("\n\n")
    found = _BLOCK.fullmatch(header)
    if found is None or found[6] is not None or _text(found[7]):
        return None
    units = tuple(_units(blocks, header.count("\n") + 3))
    if len(units) < len(blocks):
        return None
    return Catalog(
        locale=locale,
        headers=tuple(fields(_text(found[8]))),
        notes=_lines(found[1], 2),
        units=units,
        newline="\r\n" if "\r\n" in text[:400] else "\n",
        raw_header=header,
    )


def told(comments: Iterable[str]) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """Return people's comment lines and the marks among a unit's comments."""
    notes, marks = [], []
    for line in comments:
        if mark := _MARK.fullmatch(line):
            marks.append(Mark(mark[1], mark[2].strip()))
        else:
            notes.append(line)
    return tuple(notes), tuple(marks)


def fields(header: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each field of a header."""
    for line in header.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _units(blocks: Iterable[str], line: int) -> Iterator[Unit]:
    """Yield the unit of each block, up to the first in another form; it begins on that line."""
    for block in blocks:
        gone = "#~" in block and _OBSOLETE.fullmatch(block) is not None
        found = _BLOCK.fullmatch(_GONE.sub("", block) if gone else block)
        source = _text(found[7]) if found else ""
        if found is None or not source:
            return
        comments, hints, places, said, previous, context, _, target = found.groups()
        notes, marks = told(_lines(comments, 2)) if comments else ((), ())
        flags = [flag.strip() for flag in said.split(",")] if said else ()
        yield Unit(
            source=source,
            target=_text(target),
            context=_text(context) if context else "",
            fuzzy="fuzzy" in flags,
            previous=_text(previous) if previous else "",
            notes=notes,
            marks=marks,
            hints=_lines(hints, 3),
            references=tuple([one for part in _lines(places, 3) for one in part.split()]),
            flags=tuple([flag for flag in flags if flag != "fuzzy"]),
            obsolete=gone,
            raw=block,
            line=line + found.string.count("\n", 0, found.start(8)),
        )
        line += block.count("\n") + 2


def _lines(comments: str, mark: int) -> tuple[str, ...]:
    """The texts of comment lines, without the mark and the space before each."""
    return tuple([line[mark:] for line in comments.split("\n")[:-1]]) if comments else ()


def _text(strings: str) -> str:
    """What strings stand for, one a line."""
    text = strings[1:-1] if "\n" not in strings else "".join(s[1:-1] for s in strings.split("\n"))
    return _ESCAPE.sub(_plain, text) if "\\" in text else text


def _plain(escape: re.Match[str]) -> str:
    return _ESCAPED.get(escape[1], escape[1])
