"""The pages of articles: made again when a version, a sibling or what they link to has changed."""

import hashlib
import json
import os
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

from i18n import formats
from workflow.publish import Status
from workflow.site.manifest import Entry
from workflow.site.run import Run
from workflow.stamps import stamp

NOT_REVIEWED = "Machine translation, not reviewed by an editor."
NOT_WHOLE = "Some sentences have not been translated yet."

PROGRAMS = frozenset({".htm", ".html", ".js", ".mjs", ".shtml", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"})
"""Files that a browser may run as a program: never copied. An `.svg` only as an image."""


def show(run: Run, slug: str) -> bool:
    """Write the pages of an article and the files they show; True when any has changed."""
    out = run.out(slug)
    if not out:
        return False
    name, state = run.name(slug), _state(run, out)
    known = run.stamps.get("links", name, state)
    ready = all(run.page(slug, code) in entry.files for code, entry in out.items())
    if known is not None and ready:
        if run.stamps.get("pages", name, _stamp(run, slug, state, json.loads(known))) is not None:
            return False
    seen: set[str] = set()
    changed = [_write(run, slug, code, seen) for code in out]
    targets = sorted(seen)
    run.stamps.put("links", name, state, json.dumps(targets))
    run.stamps.put("pages", name, _stamp(run, slug, state, targets))
    return any(changed)


def _state(run: Run, out: dict[str, Entry]) -> str:
    rows = [(code, one.status, one.source, one.hash, one.untranslated) for code, one in out.items()]
    return hashlib.sha256(f"{run.context} {rows}".encode()).hexdigest()


def _stamp(run: Run, slug: str, state: str, targets: list[str]) -> str:
    """What changes when a page, or what it links to, does."""
    files = {file for entry in run.out(slug).values() for file in entry.files}
    linked = [",".join(run.out(run.by_path[one])) for one in targets if one in run.by_path]
    beside = [run.project.root / "articles" / one for one in targets if one not in run.by_path]
    return stamp([*run.folder.paths(sorted(files)), *beside], state, *linked)


def _write(run: Run, slug: str, code: str, seen: set[str]) -> bool:
    """Write one page, and enter what it needs and says into the manifest."""
    from workflow.site import content, links, sanitise, words  # noqa: PLC0415  heavy

    entry, page = run.entries[slug, code], run.page(slug, code)
    form = formats.for_path(entry.source)
    data = run.folder.read(entry.source) or b""
    said = content.read(data.decode("utf-8", "replace"), form.name if form else "", words.words(code))
    media: set[str] = set()
    tag = run.locales[code].tag
    rewrite = links.Rewriter(
        entry.source.removeprefix(f"{tag}/"), page, partial(_resolve, run, code, entry, media), seen
    )
    clean = partial(sanitise.sanitise, url=rewrite, no_image=links.NOTHING)
    said = replace(said, title=said.title or slug, heading=clean(said.heading or slug), body=clean(said.body))
    html = _page(run, slug, code, said)
    run.entries[slug, code] = replace(
        entry, title=said.title, date=said.date, files=(entry.source, page, *sorted(media))
    )
    return run.folder.put(page, html.encode())


def _page(run: Run, slug: str, code: str, said: "Content") -> str:
    from workflow.site import pages  # noqa: PLC0415  heavy

    entry = run.entries[slug, code]
    versions = tuple(
        pages.Language(run.locales[other], run.page(slug, other), draft=one.status is Status.DRAFT)
        for other, one in run.out(slug).items()
    )
    frame = frame_of(run, run.page(slug, code), code, versions)
    notices = [NOT_REVIEWED] if entry.status is Status.DRAFT else []
    if notices and entry.untranslated:
        notices.append(NOT_WHOLE)
    return pages.article(
        frame, said.title, said.heading, said.body, said.description, said.date, notices
    )
