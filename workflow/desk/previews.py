"""The previews of a desk: pages in frames, and the files that they show."""

import threading
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from i18n.errors import UserError
from i18n.locales import Locale
from workflow.desk import assets
from workflow.previewing.framing import STYLE, framed
from workflow.previewing.proof import Studio, Told
from workflow.previewing.ways import Ways, address
from workflow.project import Article, Project, files, is_within
from workflow.publish import Version
from workflow.reviewing.bench import Bench
from workflow.site import theme

FILES = "built-files"


@dataclass
class Previews:
    """What a desk shows in frames. `files` are those of the pages shown, by their names.

    A request names one of them and nothing else: no name of it is ever joined to a path.
    """

    studio: Studio = field(default_factory=Studio)
    files: dict[str, Path | bytes] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def page(self, bench: Bench, article: Article, locale: Locale, rows: Locale | None) -> str:
        """Return the page of an article in a locale for a frame.

        The sentences of an original lead to the rows of its translation in `rows`.
        """
        known = told(bench, article, locale)
        with self._making:
            proof = self.studio.proof(bench.project, article, locale, known, rows)
            shown = {name: path.resolve() for name, path in proof.files.items()}
            self.files |= {**_theme(bench.project), **shown}
            lang = (rows if locale == bench.project.source and rows else locale).tag
            return framed(
                proof,
                Ways(
                    preview=lambda tag, slug: address("preview", tag, slug),
                    file=lambda name: address(FILES, name) if name in self.files else "",
                    row=lambda uid: f"{address('review', lang, article.slug)}?u={uid}#u-{uid}",
                    style=address("static", STYLE) if STYLE in assets.assets() else "",
                ),
            )

    def version(self, bench: Bench, article: Article, locale: Locale) -> Version:
        """Return what publishing would make of it now, and why."""
        known = told(bench, article, locale)
        with self._making:
            return self.studio.version(bench.project, article, locale, known)

    def file(self, name: str) -> bytes | None:
        """Return what a file holds; None for one that no page shows, or that is gone.

        One that leads elsewhere since the page was made is gone, too.
        """
        found = self.files.get(name)
        if not isinstance(found, Path):
            return found
        with suppress(OSError):
            if found.resolve() == found and found.is_file():
                return found.read_bytes()
        return None


def told(bench: Bench, article: Article, shown: Locale) -> Mapping[str, Told]:
    """Return what the bench knows of the translations of an article.

    Raises UserError where the catalog of the one shown cannot be read; another is left out.
    """
    found = {}
    for locale in bench.project.locales(()):
        with nullcontext() if locale == shown else suppress(UserError):
            if sheet := bench.sheet(article, locale):
                found[locale.code] = Told(sheet.catalog, sheet.errors)
    return found


def _theme(project: Project) -> Mapping[str, Path | bytes]:
    """The style sheet, and what else the project has for its pages."""
    static = project.theme / "static"
    own = {
        path.relative_to(static).as_posix(): path.resolve()
        for path in files(static)
        if is_within(path, static)
    }
    return {theme.STYLE: theme.style(project.theme), **own}
