"""An edition: all that a run puts out, as its pages see it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from urllib.parse import quote, urlsplit

from i18n import errors
from workflow import settings
from workflow.project import files
from workflow.site import theme, wording
from workflow.site.groups import Groups
from workflow.site.metadata.about import About
from workflow.site.pages import Choice, Frame, Head, Item, Name, Presence, Printer, Tag
from workflow.site.run import Run, digest
from workflow.site.table import INDEX, Place, Row, Table
from workflow.site.wording import Words

Names = Mapping[tuple[str, str], str]
"""What a project calls things in one language, by context and source."""


@dataclass(frozen=True)
class Edition:
    """What a run puts out: its table; `names` are those of the project, by locale."""

    run: Run
    table: Table
    names: Mapping[str, Names]

    @classmethod
    def of(cls, run: Run, names: Mapping[str, Names]) -> "Edition":
        """Return the edition of a run whose versions have their addresses."""
        rows = {
            (slug, code): Row(slug, run.locales[code], entry.address, entry)
            for (slug, code), entry in sorted(run.entries.items(), key=itemgetter(0))
        }
        url = _ascii(run.project.settings.site.url.rstrip("/"))
        return cls(run, Table(url and f"{url}/", run.locales, rows), names)

    @cached_property
    def groups(self) -> Groups:
        return Groups(self.table)

    @cached_property
    def context(self) -> str:
        """What every page depends on: the program, settings and theme, and which homes there are."""
        fed = sorted(self.table.fed)
        return digest(f"{self.run.context} {self.run.theme} {self.groups.homes} {fed} {self.names}")

    @cached_property
    def words(self) -> Mapping[str, Words]:
        return {
            code: wording.words(locale, self._names(code))
            for code, locale in self.run.locales.items()
        }

    @cached_property
    def printer(self) -> Printer:
        return Printer(theme.environment(self.run.project.theme))

    @cached_property
    def root(self) -> str:
        """The path of the site on its host, with a `/` at its end."""
        return urlsplit(self.table.url).path or "/"

    def name(self, context: str, text: str, code: str) -> Name:
        """Return what the project calls something, in the language of a page if that is known."""
        source = self.table.source
        base = self.run.locales[code].base or code
        own = text if base == source.code else self._names(base).get((context, text))
        return Name(self.words[code].convert(own)) if own else Name(text, source if text else None)

    def tag(self, code: str, tag: str) -> Tag:
        """Return a tag as a page in a language shows it."""
        file = f"{self.groups.tag_address(code, tag)}{INDEX}"
        return Tag(self.name("tag", tag, code), file)

    def about(self, code: str) -> About:
        """Return what the site says of itself in a language."""
        return self._abouts[code]

    @cached_property
    def _abouts(self) -> Mapping[str, About]:
        site = self.run.project.settings.site
        title = site.title or urlsplit(self.table.url).hostname or ""
        publisher = site.publisher or title
        return {
            code: About(
                self.name("site", title, code).text,
                self.name("site", site.tagline, code).text,
                self.name("site", publisher, code).text,
                logo=self._logo,
                author=publisher,
                tags={tag: self.name("tag", tag, code).text for tag in self.groups.tag_slugs},
            )
            for code in self.run.locales
        }

    @cached_property
    def _logo(self) -> str:
        """The file of the logo that the settings name. Raises UserError if there is none."""
        project = self.run.project
        logo, static = project.settings.site.logo, project.theme / "static"
        if logo and static / logo not in files(static):
            what = f"site.logo is {logo!r}, and theme/static has no such file"
            at = errors.Place(settings.FILE, project.line("site", "logo"))
            raise errors.UserError(what, hint="put the file there, or take the line out", at=at)
        return logo

    @cached_property
    def _icon(self) -> str:
        return theme.icon(self.run.project.theme)

    def frame(
        self,
        here: str,
        code: str,
        places: Iterable[Place],
        head: Head,
        *,
        drafts: Collection[str] = (),
        root: str = "",
    ) -> Frame:
        """Return what a page has around its content; `places` are its versions.

        In a locale of `drafts` the version is one that nobody reviewed.
        """
        site = self.run.project.settings.site
        there = {place.locale.code: place.address for place in places}
        return Frame(
            here=here,
            locale=self.run.locales[code],
            word=self.words[code],
            site=self.name("site", site.title, code),
            tagline=self.name("site", site.tagline, code),
            choices=tuple(self._choice(one, code, there, drafts) for one in self.groups.homes),
            head=head,
            menu=tuple(self._menu(code, here)),
            root=root,
            publisher=self.name("site", site.publisher, code),
            icon=self._icon,
        )

    def home(self, code: str) -> str:
        """The file of the home of a language."""
        return self.table.root(code) + INDEX

    def _choice(
        self, code: str, here: str, there: Mapping[str, str], drafts: Collection[str]
    ) -> Choice:
        presence: Presence = "draft" if code in drafts else "there"
        if code == here:
            presence = "here"
        elif code not in there:
            presence = "missing"
        file = f"{there[code]}{INDEX}" if code in there else self.home(code)
        return Choice(self.run.locales[code], file, presence)

    def _menu(self, code: str, here: str) -> Iterable[Item]:
        root = self.table.root(code)
        yield Item("home", self.home(code), here == self.home(code))
        if self.groups.tagged.get(code):
            yield Item("tags", f"{root}tags/{INDEX}", here == f"{root}tags/{INDEX}")
        yield Item("archive", f"{root}archive/{INDEX}", here == f"{root}archive/{INDEX}")
        if self.run.project.settings.site.search:
            yield Item("search", f"{root}search/{INDEX}", here == f"{root}search/{INDEX}")
        if feed := self.table.feed(code):
            yield Item("feed", feed)

    def _names(self, code: str) -> Names:
        return self.names.get(self.run.locales[code].base or code, {})


def _ascii(url: str) -> str:
    """Return an address as machines write it: a host in Cyrillic or Han has a name in ASCII."""
    if url.isascii():
        return url
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe='/%')}"
