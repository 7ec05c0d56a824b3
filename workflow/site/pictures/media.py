"""Media: the files beside articles that a version shows or links to, copied into the output."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from workflow.publish import Status
from workflow.site.manifest import Entry
from workflow.site.pictures import images
from workflow.site.prose import characters
from workflow.site.prose.links import Lost, Rewriter, target
from workflow.site.prose.render import Attributes, Picture
from workflow.site.run import Run

FOLDER = "media/"

PROGRAMS = frozenset(
    {".htm", ".html", ".js", ".mjs", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"}
)
"""Files that a browser may run as a program when it is led to them: not copied for a link."""

DRAWINGS = frozenset({".svg"})
"""Of those, what is only a picture to the browser when a page shows it as one."""


SHORT = 80
"""Characters of an address that are said to people."""


@dataclass
class Media:
    """The files of one version; `files` are the names of those that it needs.

    `problems` are what is wrong with them, for people.
    """

    run: Run
    entry: Entry
    page: str
    files: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)

    def file(self, path: str, kind: str) -> str | None:
        """Publish a file of articles/; return its name in the output, None when it may not be there.

        An image is published in its sizes, and the name is that of the largest. An earlier
        version keeps the pictures it came with.
        """
        if kind == "img":
            shown = self._shown(path)
            return shown.files[-1] if shown else None
        real = self._source(path, kind)
        if real is None:
            return None
        name = f"{FOLDER}{path}"
        self.run.folder.copy(name, real)
        self.files.add(name)
        return name

    def picture(self, way: Rewriter) -> Picture:
        """Return what says with which attributes an image of the version is shown."""

        def show(src: str) -> Attributes | None:
            there = way(src, "img")
            path = target(src, way.path)
            shown = self._shown(path) if there is not None and path else None
            return shown.attributes if shown else None if there is None else {"src": there}

        return show

    def _shown(self, path: str) -> images.Picture | None:
        """Publish an image of articles/, once for all pages; return how the page shows it."""
        name = f"{FOLDER}{path}"
        shown: images.Picture | None = None
        if real := self._source(path, "img"):
            shown = self.run.gallery.show(name, real, self.page)
        elif self.entry.status is Status.EARLIER:
            shown = images.kept(name, self.entry.files, self.page)
        if shown:
            self.files.update(shown.files)
            if shown.problem:
                self.problems.add(f"articles/{path}: {shown.problem}")
        return shown

    def cover(self, src: str, way: Rewriter) -> str:
        """Copy the image that stands for the article elsewhere; return its name, "" for none."""
        path = target(src, way.path)
        name = None
        if path is not None:
            way.seen.add(path)
            name = self.file(path, "img")
        if src and name is None:
            way.lost.add(Lost(src, "img", path or ""))
        return name or ""

    def said(self, lost: Lost) -> str:
        """Say to people what becomes of a link, or an image, that leads nowhere, and why."""
        what = "is not shown" if lost.kind == "img" else "is no link on the page"
        if not lost.path:
            return f"{_short(lost.url) or 'an empty address'} leads nowhere, and {what}"
        if lost.path in self.run.by_path:
            why = "is no picture" if lost.kind == "img" else "is not published"
        elif os.path.exists(self.run.project.root / "articles" / lost.path):  # noqa: PTH110  as in _source
            why = "may not be published"
        else:
            why = "is not there"
        return f"{_short(unquote(lost.url))} {why}, and {what}"

    def _source(self, path: str, kind: str) -> Path | None:
        """Where the file is, if it is one of articles/ that may be shown."""
        top = Path(os.path.realpath(self.run.project.root / "articles"))
        real = Path(os.path.realpath(top / path))
        there = os.path.isfile(real)  # noqa: PTH113  Path.is_file raises for a name too long
        if there and real.is_relative_to(top) and _allowed(real.relative_to(top), kind):
            return real
        return None


def _allowed(path: Path, kind: str) -> bool:
    if any(part.startswith(".") for part in path.parts):
        return False
    suffix = path.suffix.lower()
    return suffix not in PROGRAMS or (kind == "img" and suffix in DRAWINGS)


def _short(url: str) -> str:
    """Return an address as a terminal can show it."""
    url = characters.line(url)
    return url if len(url) <= SHORT else f"{url[: SHORT - 1]}…"
