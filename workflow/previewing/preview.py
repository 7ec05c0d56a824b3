"""A preview: the site as it would be now, made again whenever what it is made from changes.

It only publishes, to a folder of its own among the caches: no catalog is written, nobody is
asked for a translation, and the folder of the real site is left alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from i18n.errors import Place, UserError
from workflow import settings
from workflow.previewing.watch import Survey, survey, wait
from workflow.project import Project
from workflow.publish import Rule
from workflow.site import press

FOLDERS = ("articles", "locales", "theme")
"""What a site is made from, besides the settings and the glossary."""


@dataclass(frozen=True, slots=True)
class Built:
    """What making the site came to: pages changed and taken away, other files changed.

    `errors` are those of single articles, whose last version stays, or the one for which
    nothing was made.
    """

    pages: int = 0
    gone: int = 0
    others: int = 0
    errors: tuple[UserError, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.pages or self.gone or self.others)


class Preview:
    """The preview of the project in `root`, published under `rule`.

    `folder` has the site; it is kept for the next time, which then has less to do.
    """

    def __init__(self, root: Path, rule: Rule) -> None:
        self.root = root
        self.rule = rule
        self.folder = Project(root).state / "preview"
        self.watched: tuple[str, ...] = ()
        self.seen: Survey = {}

    @property
    def path(self) -> str:
        """Where the site is on its host: pages for what is not there lead to places below it."""
        return urlsplit(Project(self.root).settings.site.url.rstrip("/") + "/").path or "/"

    def build(self) -> Built:
        """Make the site as files are now; what cannot be made is in the errors.

        The project is read anew: its settings may have changed.
        """
        project = Project(self.root)
        self.watched = _watched(project)
        self.seen = survey(self.watched)
        before = survey([str(self.folder)])
        errors = self._publish(project)
        return _compared(before, survey([str(self.folder)]), errors)

    def run(self, tell: Callable[[Built], None]) -> None:
        """Make the site again after each change, and tell of it, for ever."""
        while True:
            wait(self.watched, self.seen)
            tell(self.build())

    def _publish(self, project: Project) -> tuple[UserError, ...]:
        try:
            report = press.publish(project, rule=self.rule, output=self.folder)
        except UserError as error:
            return (error,)
        except FileNotFoundError as error:
            what, hint = "went away while it was read", "when it is back, the site is made again"
            return (UserError(what, hint=hint, at=Place(str(error.filename))),)
        errors = (one.error for one in report.outcomes if one.error)
        return tuple({str(error): error for error in errors}.values())


def _watched(project: Project) -> tuple[str, ...]:
    """Return the files and folders a site is made from; the usual ones where settings are bad."""
    try:
        glossary = project.settings.glossary
    except (UserError, FileNotFoundError):
        glossary = settings.Settings().glossary
    return tuple(str(project.root / name) for name in (*FOLDERS, settings.FILE, glossary))


def _compared(before: Survey, after: Survey, errors: tuple[UserError, ...]) -> Built:
    changed = [path for path, seen in after.items() if before.get(path) != seen]
    pages = sum(map(_is_page, changed))
    gone = sum(_is_page(path) for path in before if path not in after)
    return Built(pages, gone, len(changed) - pages, errors)


def _is_page(path: str) -> bool:
    return path.endswith(".html")
