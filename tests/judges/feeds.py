"""Feeds as RFC 4287 (Atom) wants them: its grammar (appendix B) as tables, its prose as rules.

Written after the RFC, since no validator of feeds is kept up on PyPI, npm or in Debian;
feedparser has the second word: what readers of feeds would make of it.
"""

from collections import Counter
from collections.abc import Iterator

import feedparser
from lxml import etree

from judges import forms

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"

MANY = dict.fromkeys(("author", "category", "contributor", "link"), "*")
FEED = MANY | {
    "id": "1", "title": "1", "updated": "1", "entry": "*",
    "generator": "?", "icon": "?", "logo": "?", "rights": "?", "subtitle": "?",
}  # fmt: skip
ENTRY = MANY | {
    "id": "1", "title": "1", "updated": "1",
    "content": "?", "published": "?", "rights": "?", "source": "?", "summary": "?",
}  # fmt: skip
PERSON = {"name": "1", "uri": "?", "email": "?"}

TEXTS = ("title", "subtitle", "summary", "rights")
VALUES = {
    **dict.fromkeys(("updated", "published"), (forms.is_time, "time of RFC 3339")),
    **dict.fromkeys(("id", "icon", "logo", "uri"), (forms.is_absolute, "absolute address")),
}


def feed(data: bytes) -> list[str]:
    """Return what is wrong with an Atom feed."""
    root = forms.parse(data)
    if isinstance(root, str):
        return [root]
    if root.tag != f"{{{ATOM}}}feed":
        return [f"the root is {root.tag}, not an Atom feed"]
    return [*_feed(root), *_values(root), *_read(data, root)]


def alternates(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each entry of a valid feed, its page, and the pages of all its versions.

    The page is the first alternate: that of the entry's own language stands before the others.
    """
    root = forms.parse(data)
    assert not isinstance(root, str), root
    for entry in _all(root, "entry"):
        links = [one for one in _all(entry, "link") if one.get("rel", "alternate") == "alternate"]
        pages = [link.get("href", "") for link in links]
        yield pages[0], pages


def _feed(root: etree._Element) -> Iterator[str]:
    yield from forms.children(root, ATOM, FEED, "feed")
    yield from _links(root, "feed")
    if not _all(root, "link[@rel='self']"):
        yield "feed: no <link rel=self> (4.1.1 asks for it)"
    entries = _all(root, "entry")
    for number, entry in enumerate(entries, 1):
        yield from _entry(entry, f"entry {number}")
        if not (_all(entry, "author") or _all(root, "author") or _all(entry, "source/a:author")):
            yield f"entry {number}: no <author>, and the feed has none (4.1.2)"
    ids = Counter(_text(one) for one in _all(root, "entry/a:id"))
    yield from (
        f"feed: {count} entries of the id {name}" for name, count in ids.items() if count > 1
    )


def _entry(entry: etree._Element, where: str) -> Iterator[str]:
    yield from forms.children(entry, ATOM, ENTRY, where)
    yield from _links(entry, where)
    content = next(iter(_all(entry, "content")), None)
    alternates = [one for one in _all(entry, "link") if one.get("rel", "alternate") == "alternate"]
    if content is None and not alternates:
        yield f"{where}: neither <content> nor <link rel=alternate> (4.1.2)"
    if content is not None:
        yield from _content(content, where)
        if content.get("src") and not _all(entry, "summary"):
            yield f"{where}: <content src> without <summary> (4.1.2)"


def _content(content: etree._Element, where: str) -> Iterator[str]:
    kind = content.get("type", "text")
    if content.get("src"):
        if len(content) or _text(content):
            yield f"{where}: <content src> is not empty (4.1.3.2)"
    elif kind in {"text", "html", "xhtml"}:
        yield from _construct(content, where)
    elif not forms.MEDIA_TYPE.fullmatch(kind) or kind.startswith(("multipart/", "message/")):
        yield f"{where}: <content type={kind!r}> (4.1.3.1)"


def _construct(element: etree._Element, where: str) -> Iterator[str]:
    """Text constructs (3.1): plain, or escaped HTML, or one XHTML div."""
    kind, name = element.get("type", "text"), etree.QName(element).localname
    tags = [one.tag for one in element]
    if kind == "xhtml" and tags != [f"{{{XHTML}}}div"]:
        yield f"{where}: <{name} type=xhtml> is not one <div> of XHTML"
    elif kind in {"text", "html"} and tags:
        yield f"{where}: <{name} type={kind}> has elements in it"
    elif kind not in {"text", "html", "xhtml"}:
        yield f"{where}: <{name} type={kind!r}>"
    if name == "title" and not "".join(element.itertext()).strip():
        yield f"{where}: an empty <title>"


def _links(parent: etree._Element, where: str) -> Iterator[str]:
    seen: Counter[tuple[str, str]] = Counter()
    for link in _all(parent, "link"):
        href, tongue, kind = (link.get(name, "") for name in ("href", "hreflang", "type"))
        if not forms.is_absolute(href):
            yield f"{where}: <link href={href!r}> is no absolute address"
        if tongue and not forms.LANGUAGE.fullmatch(tongue):
            yield f"{where}: <link hreflang={tongue!r}>"
        if kind and not forms.MEDIA_TYPE.fullmatch(kind):
            yield f"{where}: <link type={kind!r}>"
        if link.get("rel", "alternate") == "alternate":
            seen[kind, tongue] += 1
    for (kind, tongue), count in seen.items():
        if count > 1:
            yield f"{where}: {count} alternates of type {kind!r} and hreflang {tongue!r} (4.1.1)"


def _values(root: etree._Element) -> Iterator[str]:
    for person in (*_every(root, "author"), *_every(root, "contributor")):
        yield from forms.children(person, ATOM, PERSON, etree.QName(person).localname)
    for name, (fits, what) in VALUES.items():
        for one in _every(root, name):
            if not fits(_text(one)):
                yield f"<{name}> {_text(one)!r} is no {what}"
    for name in TEXTS:
        for one in _every(root, name):
            yield from _construct(one, f"line {one.sourceline}")
    yield from (
        "<category> without term" for one in _every(root, "category") if not one.get("term")
    )
    tongue = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    if not forms.LANGUAGE.fullmatch(tongue):
        yield f"feed: xml:lang is {tongue!r}"


def _read(data: bytes, root: etree._Element) -> Iterator[str]:
    """What a reader of feeds sees: no trouble, and every entry."""
    seen = feedparser.parse(data, response_headers={"content-type": "application/atom+xml"})
    if seen.bozo:
        yield f"feedparser: {seen.bozo_exception}"
    if seen.version != "atom10" or len(seen.entries) != len(_all(root, "entry")):
        yield f"feedparser: {seen.version or 'no feed'} with {len(seen.entries)} entries"


def _all(parent: etree._Element, path: str) -> list[etree._Element]:
    return list(parent.xpath(f"a:{path}", namespaces={"a": ATOM}))


def _every(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{{ATOM}}}{name}")


def _text(element: etree._Element) -> str:
    return element.text or ""
