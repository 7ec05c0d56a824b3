"""The graph: what a site says of its articles in JSON-LD, by the vocabulary of schema.org.

Every node has an `@id`, and translations name their original as it names them. schema.org has no
word for the change of a script: such a version is a translation of the original, and based on the
one it was made from.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from workflow.site.metadata import moments
from workflow.site.metadata.about import About
from workflow.site.metadata.plain import plain
from workflow.site.table import Row, Table, alternates

Node = Mapping[str, Any]

_UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element, or a line of a program, inside a string."""


def script(node: Node) -> Markup:
    """Return a node as JSON that can stand in a script element; what is empty is left out."""
    known = {name: value for name, value in node.items() if value not in ("", None, [], ())}
    node = {"@context": "https://schema.org", **known}
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in _UNSAFE.items():  # str.translate takes far longer
        text = text.replace(char, escaped)
    return Markup(text)  # noqa: S704 - no character of it means anything in HTML


def article(table: Table, about: About, row: Row, correction: str = "") -> Node:
    """Return the node of a version of an article; `correction` says what was corrected in it.

    One that is not listed is alone: it names no other version, and none names it.
    """
    url, entry = table.absolute(row.address), row.entry
    translated = row.listed and row.locale.code != table.source.code
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "inLanguage": row.locale.tag,
        "headline": plain(entry.title),
        "description": plain(entry.lead),
        "image": entry.image and table.absolute(entry.image),
        "datePublished": row.published and moments.w3c(row.published),
        "dateModified": row.modified and moments.w3c(row.modified),
        "author": _author(table, about, entry.author),
        "publisher": publisher(table, about),
        "translator": _organization(table, about) if translated else None,
        "keywords": [plain(name) for name in about.names(entry.tags)],
        "isAccessibleForFree": True,
        "correction": _correction(row, correction),
        **(_versions(table, row) if row.listed else {}),
    }


def website(table: Table, about: About, address: str, languages: Sequence[str]) -> Node:
    """Return the node of the site as its home at `address` shows it."""
    url = table.absolute(address)
    return {
        "@type": "WebSite",
        "@id": f"{url}#website",
        "url": url,
        "name": plain(about.title),
        "description": plain(about.tagline),
        "inLanguage": languages[0] if len(languages) == 1 else list(languages),
        "publisher": publisher(table, about),
    }


def publisher(table: Table, about: About) -> Node:
    """Return the node of the organization behind a site."""
    logo = {"@type": "ImageObject", "url": table.absolute(about.logo)} if about.logo else None
    return {
        **_organization(table, about),
        "url": table.url,
        **({"logo": logo} if logo else {}),
    }


def _organization(table: Table, about: About) -> Node:
    name = plain(about.publisher or about.title)
    return {"@type": "Organization", "@id": f"{table.url}#publisher", "name": name}


def _author(table: Table, about: About, name: str) -> Node:
    if name in {"", about.author}:
        return _organization(table, about)
    return {"@type": "Person", "name": plain(name)}


def _correction(row: Row, text: str) -> Node | None:
    if not text:
        return None
    day = row.entry.corrected
    dated = {"datePublished": moments.w3c(day)} if day else {}
    return {"@type": "CorrectionComment", "text": plain(text), **dated}


def _versions(table: Table, row: Row) -> Node:
    """How a version is tied to the others: the original to all of them, they to the original."""
    listed = {place.locale.code for place in alternates(table.places(row.slug))}
    rows = {one.locale.code: one for one in table.versions(row.slug) if one.locale.code in listed}
    source = table.source.code
    if row.locale.code == source:
        return {"workTranslation": [_reference(table, one) for one in _without(rows, source)]}
    tied: dict[str, Any] = {}
    if source in rows:
        tied["translationOfWork"] = _reference(table, rows[source])
    if row.locale.base in rows:
        tied["isBasedOn"] = _reference(table, rows[row.locale.base])
    return tied


def _without(rows: Mapping[str, Row], code: str) -> Iterable[Row]:
    return (row for one, row in rows.items() if one != code)


def _reference(table: Table, row: Row) -> Node:
    """A version as another names it."""
    dated = {"datePublished": moments.w3c(row.published)} if row.published else {}
    return {
        "@type": "NewsArticle",
        "@id": f"{table.absolute(row.address)}#article",
        "inLanguage": row.locale.tag,
        **dated,
    }
