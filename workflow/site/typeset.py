"""The setting of pages: an article or a list of them, as it is out, to files."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path, PurePosixPath

from i18n import formats
from workflow.publish import Status
from workflow.site import content, links, pages, sanitise, wording
from workflow.site.content import Content
from workflow.site.manifest import Entry
from workflow.site.run import Run

NOT_REVIEWED = "Machine translation, not reviewed by an editor."
NOT_WHOLE = "Some sentences have not been translated yet."

PROGRAMS = frozenset(
    {".htm", ".html", ".js", ".mjs", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"}
)
"""Files that a browser may run as a program when it is led to them: not copied for a link."""

DRAWINGS = frozenset({".svg"})
"""Of those, what is only a picture to the browser when a page shows it as one."""


def article(run: Run, slug: str, code: str, seen: set[str]) -> bool:
    """Write the page of a version, and enter what it says and needs into the manifest.

    Adds to `seen` the paths in articles/ that it links to. True when the page has changed.
    """
    entry, page = run.entries[slug, code], run.page(slug, code)
    media: set[str] = set()
    path = entry.source.partition("/")[2]
    said = _read(run, slug, code)
    rewrite = links.Rewriter(path, page, partial(_resolve, run, code, entry, media), seen)
    clean = partial(sanitise.sanitise, url=rewrite, no_image=links.NOTHING)
    said = replace(said, heading=clean(said.heading), body=clean(said.body))
    kept = (entry.source, page, *sorted(media))
    run.entries[slug, code] = replace(entry, title=said.title, date=said.date, files=kept)
    return run.folder.put(page, _article(run, slug, code, said).encode())


def index(run: Run, code: str, codes: Sequence[str], rows: Iterable[pages.Listed]) -> None:
    """Write the index of a language; `codes` are the locales that have one."""
    file = run.index(code)
    run.folder.put(file, pages.index(_home(run, file, code, codes), list(rows)).encode())


def chooser(run: Run, file: str, codes: Sequence[str]) -> None:
    """Write the first page of the site, in the source language."""
    frame = _home(run, file, run.project.source.code, codes)
    run.folder.put(file, pages.chooser(frame).encode())


def style(run: Run) -> None:
    """Write the style sheet."""
    run.folder.put(pages.STYLE, (files("workflow.site") / pages.STYLE).read_bytes())


def _read(run: Run, slug: str, code: str) -> Content:
    entry = run.entries[slug, code]
    form = formats.for_path(entry.source)
    text = (run.folder.read(entry.source) or b"").decode("utf-8", "replace")
    said = content.read(text, form.name if form else "", wording.words(code))
    return said if said.title else replace(said, title=slug, heading=content.escaped(slug))


def _article(run: Run, slug: str, code: str, said: Content) -> str:
    entry = run.entries[slug, code]
    versions = [
        pages.Language(run.locales[other], run.page(slug, other), draft=one.status is Status.DRAFT)
        for other, one in run.out(slug).items()
    ]
    frame = _frame(run, run.page(slug, code), code, versions)
    notices = [NOT_REVIEWED] if entry.status is Status.DRAFT else []
    if notices and entry.untranslated:
        notices.append(NOT_WHOLE)
    return pages.article(frame, said, notices)


def _home(run: Run, file: str, code: str, codes: Sequence[str]) -> pages.Frame:
    homes = [pages.Language(run.locales[one], run.index(one)) for one in codes]
    return _frame(run, file, code, homes)


def _frame(run: Run, file: str, code: str, versions: Sequence[pages.Language]) -> pages.Frame:
    locale = run.locales[code]
    return pages.Frame(
        file=file,
        locale=locale,
        versions=tuple(versions),
        home=run.index(code),
        site=run.project.settings.site.title,
        site_locale=run.project.source,
    )


def _resolve(
    run: Run, code: str, entry: Entry, media: set[str], target: str, kind: str
) -> str | None:
    """Return the file in the output that a path in articles/ leads to; None when it leads nowhere."""
    slug = run.by_path.get(target)
    if slug is None:
        return _medium(run, entry, media, target, kind)
    out = run.out(slug)
    shown = code if code in out else run.project.source.code
    return run.page(slug, shown) if kind == "a" and shown in out else None


def _medium(run: Run, entry: Entry, media: set[str], target: str, kind: str) -> str | None:
    """Copy a file that stands beside the articles; an earlier version keeps what it came with."""
    name = f"media/{target}"
    top = Path(os.path.realpath(run.project.root / "articles"))
    real = Path(os.path.realpath(top / target))
    if real.is_relative_to(top) and real.is_file() and _allowed(real.relative_to(top), kind):
        run.folder.copy(name, real)
    elif entry.status is not Status.EARLIER or name not in entry.files or kind != "img":
        return None
    media.add(name)
    return name


def _allowed(path: PurePosixPath | Path, kind: str) -> bool:
    if any(part.startswith(".") for part in path.parts):
        return False
    suffix = path.suffix.lower()
    return suffix not in PROGRAMS or (kind == "img" and suffix in DRAWINGS)
