"""A source article as publishing reads it: at most once, and only when something is decided."""

from dataclasses import dataclass
from functools import cached_property

from i18n import formats
from i18n.encoding import decode
from i18n.errors import Place, UserError
from i18n.formats import Format
from i18n.model import Document
from workflow.project import Article
from workflow.site.folder import disk
from workflow.site.prose import front
from workflow.site.prose.front import Front
from workflow.site.run import Run


@dataclass(frozen=True)
class Source:
    """An article of the project, and what is in it."""

    run: Run
    article: Article

    @property
    def form(self) -> Format:
        form = formats.for_path(self.article.path)
        assert form is not None  # noqa: S101  or it were no article
        return form

    @cached_property
    def text(self) -> str:
        """The article, byte for byte. Raises UserError where it is not UTF-8."""
        path = self.run.project.root / self.article.path
        with disk(path):
            data = path.read_bytes()
        decode(data, self.article.path)
        return data.decode()

    @cached_property
    def document(self) -> Document:
        project = self.run.project
        text = decode(self.text.encode(), self.article.path)
        return self.form.parse(text, self.article.path, project.source, project.options)

    @cached_property
    def front(self) -> Front:
        return front.read(self.text, self.form.name)

    def refuse_unread(self) -> None:
        """Raise UserError where front matter cannot be read: it must not move what is out."""
        self.document  # noqa: B018  it raises where the article cannot be read
        if unread := self.front.unread:
            hint = "mend it; until then what is out stays as it is"
            raise UserError(unread, hint=hint, at=Place(self.article.path, 1))

    @property
    def embargo(self) -> str:
        """Until when it may not go out, for people; empty when nothing is in the way."""
        end = self.front.embargo
        if end is None or end <= self.run.time:
            return ""
        return "that cannot be read" if end == front.HELD else f"until {end:%Y-%m-%d %H:%M %Z}"
