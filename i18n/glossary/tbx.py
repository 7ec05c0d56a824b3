"""TBX: the glossary as terminology programs exchange it.

Read are both forms of the standard, `martif` of ISO 30042:2008 and `tbx` of 2019, whichever way
they name categories. Written is `martif`, TBX-Basic: it is what OmegaT, Weblate and
translate-toolkit read.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from io import StringIO
from itertools import chain, repeat
from xml.sax.saxutils import escape, quoteattr

from i18n import locales, xml
from i18n.errors import Place, UserError
from i18n.glossary import tags
from i18n.glossary.glossary import Entry, Forms, Glossary, Taken
from i18n.glossary.sheet import refuse_both, writable
from i18n.xml import Element

ENTRIES = ("termEntry", "conceptEntry")
LANGUAGES = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
NOTES = ("definition", "note")
FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
"""What `administrativeStatus` begins with where a form is not to be used."""

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
KEEP = "Translation needed"
"""The category in which Weblate and translate-toolkit say `No` of what stays as it is."""

SUBSET, MUST = "projectSubset", "must"
"""A category of TBX-Basic that is free for own use, and what it says of a term that must stand."""

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang={language}>
  <martifHeader>
    <fileDesc>
      <sourceDesc>
        <p>Tilshi glossary</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="XCSURI">TBXBasicXCSV02.xcs</p>
    </encodingDesc>
  </martifHeader>
  <text>
    <body>
"""
TAIL = """\
    </body>
  </text>
</martif>
"""


def parse(data: bytes, path: str, source: str) -> Glossary:
    """Return the entries that have a term in the source language, in the order of the file.

    Languages the program does not know are left out; entries of one term are joined. Raises
    UserError for what is not TBX.
    """
    return _glossary(_root(data, path), path, source)


def take(data: bytes, path: str, source: str, codes: Collection[str]) -> Taken:
    """Return what a file from elsewhere has in these locales; raises UserError as `parse` does.

    Its other languages are left out, whether the program knows them or not.
    """
    root = _root(data, path)
    found = dict.fromkeys(
        language.attributes.get("xml:lang", "")
        for element in root.all(*ENTRIES)
        for language in element.all(*LANGUAGES)
    )
    skipped = tuple(tag for tag in found if tag and tags.code(tag) not in {source, *codes})
    return Taken(_glossary(root, path, source).within(codes), skipped)


def _root(data: bytes, path: str) -> Element:
    root = xml.parse(data, path)
    if root.name not in {"martif", "tbx"}:
        what = f"not TBX: it holds <{root.name}>"
        raise UserError(what, hint="export it as TBX", at=Place(path, root.line))
    return root


def _glossary(root: Element, path: str, source: str) -> Glossary:
    entries: dict[str, Entry] = {}
    for element in root.all(*ENTRIES):
        for entry in _entries(element, path, source):
            refuse_both(entry, Place(path, element.line))
            known = entries.get(entry.term)
            entries[entry.term] = _joined(known, entry) if known else entry
    return Glossary(tuple(entries.values()))


def render(glossary: Glossary, source: str) -> str:
    """Return the glossary as TBX-Basic, with the terms in the language of the articles first."""
    written = StringIO()
    written.write(HEAD.format(language=quoteattr(locales.get(source).tag)))
    for number, entry in enumerate(glossary.entries, 1):
        written.writelines(f"      {line}\n" for line in _lines(entry, number, source))
    return written.getvalue() + TAIL


def _entries(element: Element, path: str, source: str) -> Iterator[Entry]:
    """Yield an entry for each term that a concept has in the source language."""
    approved: dict[str, list[str]] = {}
    forbidden: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for language in element.all(*LANGUAGES):
        code = tags.code(language.attributes.get("xml:lang", ""))
        for section in language.all(*TERMS) if code else ():
            for word in section.all("term"):
                text = writable(word.text, Place(path, word.line))
                status = _said(section, "administrativeStatus")
                group = forbidden if status.casefold().startswith(FORBIDDEN) else approved
                group.setdefault(code, []).append(text)
                kind = writable(_said(section, "partOfSpeech"), Place(path, section.line))
                kinds.setdefault(text, kind)
    forbidden.pop(source, None)
    keep = _said(element, KEEP).casefold() == "no"
    for term in filter(None, approved.pop(source, [])):
        yield Entry(
            term=term,
            kind=kinds[term],
            note=writable(_said(element, *NOTES), Place(path, element.line)),
            keep=keep,
            must=_said(element, SUBSET) == MUST,
            forms=_languages({} if keep else approved, forbidden),
            line=element.line,
        )


def _languages(approved: dict[str, list[str]], forbidden: dict[str, list[str]]) -> dict[str, Forms]:
    """Return the forms by locale, in the order in which locales are known."""
    pairs = {
        code: tuple(
            tuple(dict.fromkeys(filter(None, forms.get(code, ()))))
            for forms in (approved, forbidden)
        )
        for code in locales.every()
    }
    return {code: Forms(*pair) for code, pair in pairs.items() if any(pair)}


def _said(element: Element, *categories: str) -> str:
    """Return what is said in an element under the first of the categories that there is.

    A category is the type of an element, or its name where the file names elements so.
    """
    for category in categories:
        for one in element.all():
            if category in (one.attributes.get("type"), one.name):
                return " ".join(one.text.split())
    return ""


def _joined(one: Entry, other: Entry) -> Entry:
    """One entry of two with the same term: homonyms, or an entry exported twice.

    What one of them approves is not forbidden.
    """
    codes = dict.fromkeys((*one.forms, *other.forms))
    empty = Forms()
    pairs = {code: (one.forms.get(code, empty), other.forms.get(code, empty)) for code in codes}
    forms = {}
    for code, (mine, theirs) in pairs.items():
        approved = _both(mine.approved, theirs.approved)
        forbidden = _both(mine.forbidden, theirs.forbidden)
        forms[code] = Forms(approved, tuple(form for form in forbidden if form not in approved))
    return replace(one, forms=forms)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _lines(entry: Entry, number: int, source: str) -> Iterator[str]:
    yield f'<termEntry id="c{number}">'
    if entry.note:
        yield f'  <descrip type="definition">{escape(entry.note)}</descrip>'
    if entry.keep:
        yield f'  <descrip type="{KEEP}">No</descrip>'
    if entry.must:
        yield f'  <admin type="{SUBSET}">{MUST}</admin>'
    kind = (("partOfSpeech", entry.kind),) if entry.kind else ()
    yield from _language(locales.get(source).tag, [(entry.term, kind)])
    for code, forms in entry.forms.items():
        statuses = (
            *zip(forms.approved, chain([PREFERRED], repeat(ADMITTED)), strict=False),
            *zip(forms.forbidden, repeat(DEPRECATED), strict=False),
        )
        rows = [(text, (("administrativeStatus", status),)) for text, status in statuses]
        yield from _language(locales.get(code).tag, rows)
    yield "</termEntry>"


def _language(tag: str, rows: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> Iterator[str]:
    yield f"  <langSet xml:lang={quoteattr(tag)}>"
    for text, notes in rows:
        said = "".join(f'<termNote type="{kind}">{escape(note)}</termNote>' for kind, note in notes)
        yield f"    <tig><term>{escape(text)}</term>{said}</tig>"
    yield "  </langSet>"
