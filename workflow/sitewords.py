"""The words of a site that are its own: its names in the settings, its tags and authors.

They are translated like the sentences of an article, in the catalogs `site.po`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from i18n import formats
from i18n.errors import UserError
from i18n.model import Catalog, Unit
from workflow import settings
from workflow.project import Article, Project
from workflow.site.prose import front
from workflow.stamps import Stamps, program, stamp

SITE, TAG, AUTHOR = "site", "tag", "author"
"""The contexts of units: in each the same word may read differently."""

HINTS = {TAG: "a tag of articles", AUTHOR: "an author of articles"}

Said = tuple[str, str, int]
"""A context, what stands there, and its line."""


def units(project: Project, stamps: Stamps) -> tuple[Unit, ...]:
    """Return an untranslated unit for each name of the site, each tag and each author.

    A tag refers to the first article, by path, that has it, so that its entry does not change
    whenever an article comes or goes. An article that is as it was is not read.
    """
    found = {unit.key: unit for unit in _of_settings(project)}
    labels: dict[tuple[str, str], Unit] = {}
    for article in project.articles:
        for context, text, line in _of_article(project, article, stamps):
            if (context, text) not in labels:
                where = (f"{article.path.replace(' ', '%20')}:{line}",)
                labels[context, text] = Unit(
                    text, context=context, hints=(HINTS[context],), references=where
                )
    order = sorted(labels, key=lambda key: (key[0] == AUTHOR, key[1]))
    return (*found.values(), *(labels[key] for key in order))


def digest(project: Project, stamps: Stamps) -> str:
    """Return what changes when any of the units does."""
    return sha256(repr(units(project, stamps)).encode()).hexdigest()[:20]


def added(catalog: Catalog | None) -> tuple[Unit, ...]:
    """Return the words of the theme that people put into a catalog, to say them in their way."""
    every = catalog.units if catalog else ()
    return tuple(unit for unit in every if not unit.context and not unit.obsolete)


def _of_settings(project: Project) -> Iterator[Unit]:
    """Yield the names of the site; two that are the same are one."""
    site = project.settings.site
    named = {"title": site.title, "tagline": site.tagline, "publisher": site.publisher}
    found: dict[str, Unit] = {}
    for key, value in named.items():
        if text := " ".join(value.split()):
            known = found.get(text, Unit(text, context=SITE))
            where = f"{settings.FILE}:{project.line('site', key)}"
            found[text] = replace(
                known,
                hints=(*known.hints, f"the {key} of the site"),
                references=(*known.references, where),
            )
    yield from found.values()


def _of_article(project: Project, article: Article, stamps: Stamps) -> list[Said]:
    """Return its tags and author; nothing of an article that cannot be read, which others say."""
    seen = stamp([project.root / article.path], program())
    known = stamps.get("tags", article.slug, seen)
    if known is None:
        form = formats.for_path(article.path)
        try:
            text = project.text(article)
        except (UserError, FileNotFoundError):
            return []
        known = json.dumps(list(_said(text, form.name if form else "")))
        stamps.put("tags", article.slug, seen, known)
    return [(context, text, line) for context, text, line in json.loads(known)]


def _said(text: str, form: str) -> Iterator[Said]:
    read = front.read(text, form)
    for tag in read.tags:
        yield TAG, tag, _line("tags?", text)
    if read.author:
        yield AUTHOR, read.author, _line("authors?", text)


def _line(key: str, text: str) -> int:
    """Return the line of a key in front matter, which nothing stands before."""
    found = re.search(rf"^[\"']?{key}[\"']?[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
