"""The setting of an article: its versions, as they are out, to pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from markupsafe import Markup

from i18n import formats
from workflow.publish import Status
from workflow.site import notices
from workflow.site.edition import Edition
from workflow.site.manifest import Entry
from workflow.site.metadata import heads
from workflow.site.pages import Story
from workflow.site.pictures.media import Media
from workflow.site.prose import content, front, permits
from workflow.site.prose.content import Around, Content
from workflow.site.prose.links import Rewriter, relative
from workflow.site.prose.tokens import escaped
from workflow.site.run import Run
from workflow.site.table import INDEX, Row

RECORD = "provenance.json"


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of an article: its entries by locale, and the paths in articles/ they link to.

    `problems` are what is wrong with its pictures and front matter, for people.
    """

    entries: Mapping[str, Entry]
    links: Sequence[str]
    changed: bool
    problems: Sequence[str]


@dataclass
class Setting:
    """The pages of one article, of a kind; `links` are the paths in articles/ they lead to."""

    edition: Edition
    slug: str
    kind: "type[Page]"
    links: set[str] = field(default_factory=set)

    def made(self) -> Made:
        """Write the pages and what they show; return what is to be entered of them."""
        entries, changed, problems = {}, False, set[str]()
        for row in self.edition.table.versions(self.slug):
            version = self.kind(self, row)
            changed |= version.write()
            entries[row.locale.code] = version.entered
            problems |= version.problems
        return Made(entries, sorted(self.links), changed, sorted(problems))

    @cached_property
    def permit(self) -> permits.Permit:
        """What a translation may have: what the article has in its own language."""
        rows = self.edition.table.rows
        row = rows.get((self.slug, self.edition.table.source.code))
        return (
            permits.of(_text(self.run, row.entry), _syntax(row.entry)) if row else permits.Permit()
        )

    @property
    def run(self) -> Run:
        return self.edition.run


@dataclass
class Page:
    """The page of one version."""

    setting: Setting
    row: Row
    foreign: dict[str, str] = field(default_factory=dict)
    """The languages of the pages in other languages that it links to, by their URLs."""

    @property
    def entry(self) -> Entry:
        return self.row.entry

    @property
    def code(self) -> str:
        return self.row.locale.code

    @property
    def edition(self) -> Edition:
        return self.setting.edition

    @property
    def page(self) -> str:
        return self.setting.run.page(self.setting.slug, self.code)

    @cached_property
    def media(self) -> Media:
        return Media(self.setting.run, self.entry, self.page)

    @cached_property
    def text(self) -> str:
        return _text(self.setting.run, self.entry)

    @cached_property
    def way(self) -> Rewriter:
        """What says where the links of the version lead."""
        path = self.entry.source.partition(f"{self.row.locale.tag}/")[2]
        return Rewriter(path, self.page, self._resolve, self.setting.links)

    @cached_property
    def permit(self) -> permits.Permit:
        """What a translation may have: an earlier one, what its article had when it went out."""
        if self.entry.status is Status.EARLIER:
            return permits.read(self.entry.permit)
        return self.setting.permit

    @cached_property
    def said(self) -> Content:
        """What the version says. A translation has no markup that its source lacks."""
        source = self.code == self.edition.table.source.code
        around = Around(
            self.edition.words[self.code],
            self.way,
            self.media.picture(self.way),
            None if source else self.permit,
            self.foreign,
        )
        said = content.read(self.text, _syntax(self.entry), around)
        slug = self.setting.slug
        return said if said.title else replace(said, title=slug, heading=escaped(slug))

    @cached_property
    def front(self) -> front.Front:
        return front.read(self.text, _syntax(self.entry))

    @property
    def problems(self) -> set[str]:
        """What is wrong with pictures; of the article itself, with front matter and links too."""
        if self.code != self.edition.table.source.code:
            return self.media.problems
        path = self.setting.run.articles[self.setting.slug].path
        lost = {f"{path}: {self.media.said(one)}" for one in self.way.lost}
        return self.media.problems | lost | {f"{path}: {one}" for one in self.front.problems}

    @cached_property
    def shown(self) -> Entry:
        """The entry with what its page says of it."""
        return replace(
            self.entry,
            title=self.said.title,
            lead=self.front.description or self.said.lead,
            minutes=self.said.minutes,
            image=self.media.cover(self.front.image, self.way),
            permit={} if self.entry.kind == "source" else permits.record(self.permit),
        )

    @cached_property
    def entered(self) -> Entry:
        """The entry with all files that belong to it, once those are written."""
        records = [f"{self.row.address}{RECORD}"] if self.entry.record else []
        files = (self.entry.source, self.page, *records, *sorted(self.media.files))
        return replace(self.shown, files=files)

    def write(self) -> bool:
        """Write page and record; True when either has changed."""
        folder = self.setting.run.folder
        changed = folder.put(self.page, self._html().encode())
        if self.entry.record:
            text = json.dumps(self.entry.record, ensure_ascii=False, indent=1, sort_keys=True)
            changed |= folder.put(f"{self.row.address}{RECORD}", f"{text}\n".encode())
        return changed

    def _html(self) -> str:
        edition, row = self.edition, replace(self.row, entry=self.shown)
        versions = edition.table.versions(self.setting.slug)
        head = heads.of_article(
            edition.table,
            edition.about(self.code),
            row,
            image_alt=self.front.image_alt,
            correction=self.front.correction,
        )
        frame = edition.frame(
            self.page,
            self.code,
            edition.groups.places[self.setting.slug],
            head,
            drafts={one.locale.code for one in versions if one.entry.status is Status.DRAFT},
        )
        return edition.printer.article(frame, self._story(row))

    def _story(self, row: Row) -> Story:
        edition, entry = self.edition, row.entry
        source = edition.table.source.code
        original = edition.table.rows.get((self.setting.slug, source))
        return Story(
            title=self.said.title,
            heading=Markup(self.said.heading),  # noqa: S704  content is safe
            body=Markup(self.said.body),  # noqa: S704  as above
            date=entry.date,
            updated=entry.updated,
            author=edition.name("author", entry.author, self.code) if entry.author else None,
            minutes=entry.minutes,
            tags=tuple(edition.tag(self.code, tag) for tag in entry.tags),
            notices=tuple(notices.above(edition, row, self.front)),
            provenance=notices.provenance(edition, row, self.front),
            original=f"{original.address}{INDEX}" if original and self.code != source else "",
            record=f"{self.row.address}{RECORD}" if entry.record else "",
        )

    def _resolve(self, target: str, kind: str) -> str | None:
        """Return the file that a path in articles/ leads to; None when it leads nowhere."""
        run = self.setting.run
        slug = run.by_path.get(target)
        if slug is None:
            return self.media.file(target, kind)
        out = run.out(slug)
        shown = self.code if self.code in out else self.edition.table.source.code
        if kind != "a" or shown not in out:
            return None
        page = run.page(slug, shown)
        if shown != self.code:
            self.foreign[relative(self.page, page)] = run.locales[shown].tag
        return page


def _syntax(entry: Entry) -> str:
    form = formats.for_path(entry.source)
    return form.name if form else ""


def _text(run: Run, entry: Entry) -> str:
    return (run.folder.read(entry.source) or b"").decode("utf-8", "replace")
