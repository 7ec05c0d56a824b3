"""Reading a file that came back: a PO file of any program, or one of FORMATS."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from i18n import catalog as catalogs
from i18n.errors import Place, UserError
from i18n.languages import tags
from i18n.model import Catalog, Unit
from workflow.exchange import formats
from workflow.exchange.formats import FORMATS
from workflow.exchange.merging.intake import REVISED, Delivery
from workflow.exchange.merging.versions import Incoming, clean

EXPORT = "X-Export"
"""The header field of a PO file that says which export it is of."""

_PO = frozenset({".po", ".pot"})
_ANEW = {".ods": ".xlsx", ".xls": ".xlsx", ".odt": ".docx", ".doc": ".docx", ".rtf": ".docx"}
"""As what a file has to be saved again in the program that saved it so."""
_ALIKE = {".xliff": ".xlf", ".htm": ".html"}
_XLIFF2 = "urn:oasis:names:tc:xliff:document:2"
_NOBODY = ("", "FULL NAME <EMAIL@ADDRESS>", "Automatically generated")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path) -> Delivery:
    """Read a file that came back. Raises UserError for what is none, or says nothing."""
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        hint = "see to the file, or name another"
        raise UserError(what, hint=hint, at=Place(name)) from error
    if not data.strip(b"\0 \r\n\t"):
        hint = "ask for it again; what somebody wrote is not in it"
        raise UserError("this file is empty", hint=hint, at=Place(name))
    return parse(data, path)


def parse(data: bytes, path: Path) -> Delivery:
    """Return what the bytes of a file say; `path` tells its format."""
    name, suffix = str(path), path.suffix.lower()
    if suffix in _PO:
        return _of_po(data, path)
    form = _format(data, _ALIKE.get(suffix, suffix), name)
    returned = formats.load(form).read(data, name)
    if not returned.units:
        raise _nothing(name)
    return Delivery(name, returned.slug, returned.target, rows=returned.units)


def suffixes() -> tuple[str, ...]:
    """The ends of the names of files that can come back, or could if they were saved again."""
    return tuple(dict.fromkeys((*_PO, *_ALIKE, *_ANEW, *(row.suffix for row in FORMATS.values()))))


def _format(data: bytes, suffix: str, name: str) -> str:
    """The name of the format of a file; of those with one suffix, the one that it says."""
    found = [form for form, row in FORMATS.items() if row.suffix == suffix]
    if not found:
        known = ", ".join(sorted({".po", *(row.suffix for row in FORMATS.values())}))
        what = f"no kind of file that comes back: {suffix or 'no suffix'}"
        anew = f"open it where it was saved, and save it as {_ANEW.get(suffix)}"
        hint = anew if suffix in _ANEW else f"what does ends in {known}"
        raise UserError(what, hint=hint, at=Place(name))
    if len(found) > 1:
        head = data[:4096].replace(b"\0", b"").decode("latin-1")
        return "xliff2" if _XLIFF2 in head else "xliff"
    return found[0]


def _of_po(data: bytes, path: Path) -> Delivery:
    name = str(path)
    if data.startswith(_UTF16):
        hint = "save it as UTF-8: PO editors do so when they save it as a PO file"
        raise UserError("this is UTF-16 text", hint=hint, at=Place(name))
    catalog = catalogs.parse_any(catalogs.decode(data, name), name, "")
    units = tuple(_units(catalog))
    if not units:
        raise _nothing(name)
    fields = {key.casefold(): value for key, value in catalog.headers}
    language = next(filter(None, (fields.get(key, "") for key in ("language", "x-language"))), "")
    who = clean(fields.get("last-translator", "")).strip()
    return Delivery(
        name=name,
        article=fields.get("x-source-file", ""),
        language=language,
        translator="" if who in _NOBODY else who,
        revised=fields.get(REVISED.casefold(), ""),
        export=fields.get(EXPORT.casefold(), ""),
        units=units,
    )


def _units(catalog: Catalog) -> Iterator[Incoming]:
    """The units of a PO file; what is obsolete in it is of no article."""
    live = (unit for unit in catalog.units if not unit.obsolete)
    return (_incoming(unit) for unit in live)


def _incoming(unit: Unit) -> Incoming:
    return Incoming(
        unit.source, unit.target, unit.context, unit.fuzzy,
        notes=unit.notes, marks=unit.marks, line=unit.line,
    )  # fmt: skip


def _nothing(name: str) -> UserError:
    return UserError("no sentence is in this file", hint="ask for it again", at=Place(name))


def code(language: str) -> str:
    """The code of the known locale that a file's header means; "" if it is none."""
    return tags.code(language) or ""
