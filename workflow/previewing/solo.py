"""A solo: the site of one article, whose page is looked at and not published."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from workflow.previewing.shelf import Originals, Shelf
from workflow.project import Project
from workflow.site.edition import Edition
from workflow.site.groups import Groups
from workflow.site.pages import Printer
from workflow.site.run import Run
from workflow.site.table import INDEX
from workflow.site.typeset import Page
from workflow.stamps import Stamps

OTHERS = "~"
"""The folder that stands for the pages of other articles."""


def begin(project: Project) -> "Solo":
    """Return a run that writes nothing, and shows drafts."""
    return Solo(project, Shelf(), Stamps(Path(":memory:")), rule="drafts")


class Solo(Run):
    """A run whose images are shown as they are."""

    @cached_property
    def gallery(self) -> Originals:
        return Originals(self.folder)


class SoloGroups(Groups):
    """The groups of a site in all the languages of its project."""

    @cached_property
    def homes(self) -> tuple[str, ...]:
        return tuple(self.table.locales)


@dataclass(frozen=True)
class SoloEdition(Edition):
    """An edition of one article, with templates that were compiled before."""

    templates: Environment = field(default_factory=Environment)

    @cached_property
    def groups(self) -> Groups:
        return SoloGroups(self.table)

    @cached_property
    def printer(self) -> Printer:
        return Printer(self.templates)


@dataclass
class SoloPage(Page):
    """A page whose links to other articles lead to those, published or not."""

    def _resolve(self, target: str, kind: str) -> str | None:
        run = self.setting.run
        slug = run.by_path.get(target)
        if slug is None or slug == self.setting.slug:
            return super()._resolve(target, kind)
        if kind != "a":
            return None
        return f"{OTHERS}/{self.row.locale.tag}/{slug}/{INDEX}"
