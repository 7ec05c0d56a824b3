"""Raw HTML: the tags that an article has among its Markdown, written anew.

Only well-formed tags are tags; what else has a `<` is text. Attributes that would not be valid
are left out, and so are tags that would not be where they stand: what comes out nests. In a
translation a tag that its source has not, or not so often, is shown as text.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from markdown_it.common.normalize_url import normalizeLink

from workflow.site.prose import characters, elements, tags
from workflow.site.prose.elements import Element, Key
from workflow.site.prose.tags import Tag

Url = Callable[[str, str], str | None]

DEEPEST = 100
"""Elements that may be open at once; what is in more of them is shown without."""


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, and what ends it.

    A `ghost` is one of which the tag was left out, or shown as text.
    """

    name: str
    end: str
    ghost: bool = False


@dataclass(slots=True)
class Writer:
    """Writes the raw HTML of one article: what is open, which ids are taken.

    `url` says where a URL leads, None for nowhere; `level` the level of a heading,
    `wide` begins the box of a table; `foreign` are the languages of other pages by their URLs,
    `budget` the keys of the tags there may be, None for any. Of `opened`, what is below `floor` stays open:
    a list of Markdown, say, is inside it.
    """

    url: Url
    level: Callable[[int], int]
    wide: Callable[[], str]
    foreign: Mapping[str, str]
    budget: Counter[Key] | None = None
    ids: set[str] = field(default_factory=set)
    opened: list[_Open] = field(default_factory=list)
    floor: int = 0
    written: bool = False

    def block(self, html: str) -> str:
        """Return the HTML of a block of raw HTML."""
        pieces = list(tags.read(html))
        out: list[str] = []
        for at, one in enumerate(pieces):
            if not isinstance(one, Tag):
                out += (self.room("span") if one.strip() else "", _text(one))
            elif (
                one.name == "details"
                and not one.closes
                and not _has_summary(pieces[at + 1 : at + 3])
            ):
                out.append(self._ghost(one.name, "", ""))
            else:
                out.append(self._tag(one, elements.BLOCKS, self.floor))
        return "".join(out)

    def inline(self, html: str, floor: int) -> str:
        """Return the HTML of one tag in a line; it closes nothing below `floor`."""
        found = tags.tag(html)
        return self._tag(found, elements.PHRASING, floor) if found else ""

    def room(self, name: str) -> str:
        """Return the ends of what is open and cannot hold an element."""
        ends = ""
        while len(self.opened) > self.floor and not self._fits(name):
            ends += self.close_to(len(self.opened) - 1)
        return ends

    def _tag(self, tag: Tag, allowed: frozenset[str], floor: int) -> str:
        """Return what a tag becomes."""
        if tag.closes:
            return self._close(elements.RENAMED.get(tag.name, tag.name), floor)
        found = tag.element()
        if found.name not in allowed or len(self.opened) >= DEEPEST:
            return ""
        if self.budget is not None and not self._spend(found.key):
            return self._ghost(found.name, escape(tag.text), f"&lt;/{tag.name}&gt;")
        ended = self._imply(found.name, floor)
        if not self._fits(found.name):
            return ended + self._ghost(found.name, "", "")
        return ended + self._begin(found)

    def close_to(self, floor: int) -> str:
        """Return the ends of what has been opened since."""
        ends = [one.end for one in reversed(self.opened[floor:]) if not one.ghost]
        del self.opened[floor:]
        return "".join(ends)

    def _spend(self, key: Key) -> bool:
        left = self.budget is not None and self.budget[key] > 0
        if left and self.budget is not None:
            self.budget[key] -= 1
        return left

    def _begin(self, found: Element) -> str:
        """Open an element, or leave it out where it would do nothing or be invalid."""
        name, told = found.name, dict(found.attributes)
        if "id" in told and told["id"] in self.ids:
            del told["id"]
        for attribute in ("href", "src"):
            if attribute in told:
                there = self.url(normalizeLink(told.pop(attribute)), name)
                if there is not None:
                    told[attribute] = there
        told |= language(told.get("href", ""), self.foreign)
        if name == "img" and "src" not in told:
            return escape(told.get("alt", ""), quote=False)
        if not elements.is_whole(name, told):
            return self._ghost(name, "", "")
        self.written = True
        self.ids.add(told.get("id", ""))
        if name == "img":
            told = {"src": told.pop("src"), "alt": "", **told, "loading": "lazy"}
        if name in elements.HEADINGS:
            name = f"h{self.level(int(name[1]))}"
        start = "".join(f' {key}="{escape(value)}"' for key, value in told.items())
        if name in elements.VOID:
            return f"<{name}{start}>"
        wide = name == "table"
        self.opened.append(_Open(found.name, f"</{name}>" + ("</div>" if wide else "")))
        return (self.wide() if wide else "") + f"<{name}{start}>"

    def _ghost(self, name: str, shown: str, end: str) -> str:
        if name not in elements.VOID:
            self.opened.append(_Open(name, end, ghost=True))
        return shown

    def _close(self, name: str, floor: int) -> str:
        """Return the end of the last element of that name, and of those opened in it."""
        for at in range(len(self.opened) - 1, floor - 1, -1):
            if self.opened[at].name == name:
                inner = self.close_to(at + 1)
                return inner + self.opened.pop().end
        return ""

    def _imply(self, name: str, floor: int) -> str:
        """Return the ends of elements that end where this one begins, as items do."""
        ends = ""
        while len(self.opened) > floor and self.opened[-1].name in elements.ended_by(name):
            ends += self.close_to(len(self.opened) - 1)
        return ends

    def _fits(self, name: str) -> bool:
        """Tell whether an element may be in what is open; above the floor, in one of Markdown."""
        below, above = self.opened[: self.floor], self.opened[self.floor :]
        real = [one.name for one in below if not one.ghost]
        real += ["blockquote"] * bool(below)
        return elements.fits(name, real + [one.name for one in above if not one.ghost])


def _text(html: str) -> str:
    """Return a text with no characters but those that a page can hold."""
    return escape(characters.allowed(unescape(html)), quote=False)


def _has_summary(pieces: Sequence[Tag | str]) -> bool:
    """Tell whether what begins here is a summary, but for white space."""
    first = next((one for one in pieces if isinstance(one, Tag) or one.strip()), "")
    return isinstance(first, Tag) and first.name == "summary" and not first.closes


def language(href: str, foreign: Mapping[str, str]) -> dict[str, str]:
    """Return the attribute that says in which language a page is, if it is one of the foreign."""
    tag = foreign.get(href.partition("#")[0]) if foreign and href else None
    return {"hreflang": tag} if tag else {}
