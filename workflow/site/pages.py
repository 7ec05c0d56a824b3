"""The pages: values to HTML, through the templates of the theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup, escape

from i18n.locales import Locale
from workflow.site.prose.links import relative
from workflow.site.wording import Words

Presence = Literal["here", "there", "draft", "missing"]
"""A language as a page offers it: this page, its version, one nobody reviewed, or none at all."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may be in another language than the page: `locale` is theirs then."""

    text: str
    locale: Locale | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A language to switch to. Where there is no version, `file` is the home of that language."""

    locale: Locale
    file: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says to machines; URLs are absolute, and all is empty where no address is known.

    `alternates` are (language tag, URL), `properties` (name, content) of Open Graph, `feed` the
    file of the feed of this language. `data` is JSON-LD, ready to stand in a script element.
    """

    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    data: Markup = field(default_factory=Markup)
    feed: str = ""
    robots: str = ""
    description: str = ""

    @property
    def links(self) -> Markup:
        """The alternates as elements: a template that makes them takes five times as long."""
        lines = (
            f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(address)}">\n'
            for tag, address in self.alternates
        )
        return Markup("".join(lines))  # noqa: S704  escaped

    @property
    def metas(self) -> Markup:
        """The properties as elements."""
        lines = (
            f'<meta property="{escape(name)}" content="{escape(content)}">\n'
            for name, content in self.properties
        )
        return Markup("".join(lines))  # noqa: S704  as above


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has.

    `here` is its own file, as `ru/2026/11/board/index.html`; all files are names in the output,
    and `url(file)` in a template gives the way there from the page. `absolute` pages (404) are
    shown at any address: their ways start at `root`, the path of the site on its host. `icon` is
    a file, or empty; so are the words of `publisher`.
    """

    here: str
    locale: Locale
    word: Words
    site: Name
    tagline: Name
    choices: tuple[Choice, ...]
    head: Head
    menu: tuple["Item", ...] = ()
    root: str = ""
    publisher: Name = Name("")
    icon: str = ""

    @property
    def ways(self) -> Mapping[str, "Item"]:
        """The menu, by what its items lead to."""
        return {item.key: item for item in self.menu}


@dataclass(frozen=True, slots=True)
class Item:
    """A way in the menu: what it leads to, `home`, `tags`, `archive`, `search` or `feed`."""

    key: Literal["home", "tags", "archive", "search", "feed"]
    file: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the site in the language of the page, the file of its list, and how many it has."""

    name: Name
    file: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as a list shows it; `date` is ISO 8601 or empty."""

    title: str
    file: str
    date: str = ""
    lead: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says of itself above the text.

    `kind` is the class of its box; `text` is ready in the language of the page.
    """

    kind: Literal["draft", "earlier", "correction"]
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be shown: `heading` and `body` are HTML that is safe.

    `provenance` says who translated (in words, or empty), `original` the file of the version in
    the source language (or empty), `record` that of the provenance as JSON (or empty).
    """

    title: str
    heading: Markup
    body: Markup
    date: str = ""
    updated: str = ""
    author: Name | None = None
    minutes: int = 0
    tags: tuple[Tag, ...] = ()
    notices: tuple[Notice, ...] = ()
    provenance: str = ""
    original: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of articles, newest first: its `number` is 0, or that of a later page.

    `newer` and `older` are files, or empty. `groups` are (heading, teasers); a list without
    parts has one group with no heading.
    """

    heading: str
    groups: tuple[tuple[str, tuple[Teaser, ...]], ...]
    newer: str = ""
    older: str = ""
    kind: Literal["home", "tag", "year"] = "home"
    heading_locale: Locale | None = None
    number: int = 0

    @property
    def drafts(self) -> bool:
        """Whether all that it lists is what nobody reviewed."""
        return all(one.draft for _, teasers in self.groups for one in teasers)


@dataclass(frozen=True, slots=True)
class Years:
    """The archive: (year as text, file, how many articles), newest first, and those without one."""

    years: tuple[tuple[str, str, int], ...]
    undated: tuple[Teaser, ...] = ()


@dataclass(frozen=True, slots=True)
class Printer:
    """Makes pages with the templates of one theme; `known` are the parts that many have."""

    templates: Environment
    known: dict[tuple[object, ...], Markup] = field(default_factory=dict)

    def article(self, frame: Frame, story: Story) -> str:
        """Return the page of an article."""
        return self._page("article.html", frame, story=story)

    def listing(self, frame: Frame, listing: Listing) -> str:
        """Return a page of a list: the home of a language, a tag or a year."""
        return self._page("list.html", frame, listing=listing)

    def years(self, frame: Frame, archive: Years) -> str:
        """Return the archive of a language."""
        return self._page("archive.html", frame, archive=archive)

    def tags(self, frame: Frame, tags: Sequence[Tag]) -> str:
        """Return all tags of a language."""
        return self._page("tags.html", frame, tags=tags)

    def search(self, frame: Frame) -> str:
        """Return the search page of a language."""
        return self._page("search.html", frame)

    def chooser(self, frame: Frame, says: Sequence[tuple[Frame, str]] = ()) -> str:
        """Return the first page of the site: its languages, each with the file of its home."""
        return self._page("chooser.html", frame, says=says)

    def missing(self, frame: Frame, says: Sequence[tuple[Frame, str]]) -> str:
        """Return the page for addresses where nothing is.

        It is said in each language of `says`, which has the file of its home.
        """
        return self._page("404.html", frame, says=says)

    def moved(self, frame: Frame, file: str) -> str:
        """Return the page that leads from an old address to the file."""
        return self._page("moved.html", frame, file=file)

    def _page(self, template: str, frame: Frame, **values: object) -> str:
        page, url = self.templates.get_template(template), _way(frame)
        kept = partial(self._kept, _surroundings(frame, url))
        return page.render(page=frame, word=frame.word, url=url, kept=kept, **values)

    def _kept(self, around: tuple[object, ...], name: str, caller: Callable[[], Markup]) -> Markup:
        """Return a part that depends on what is around a page alone, made once."""
        known = self.known.get((name, around))
        if known is None:
            known = self.known[name, around] = caller()
        return known


def _surroundings(frame: Frame, url: Callable[[str], str]) -> tuple[object, ...]:
    """What pages have in common that have the same names of the site and the same menu around them."""
    menu = tuple((item.key, url(item.file), item.current) for item in frame.menu)
    names = tuple(map(_told, (frame.site, frame.tagline, frame.publisher)))
    return frame.locale.code, id(frame.word), names, menu


def _told(name: Name) -> tuple[str, str]:
    return name.text, name.locale.code if name.locale else ""


def _way(frame: Frame) -> Callable[[str], str]:
    if frame.root:
        return lambda file: frame.root + relative("", file).removeprefix("./")
    return lambda file: relative(frame.here, file)
