"""Proofs for tests: an article in a project, its proof, and the page of that as a frame shows it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

from pressroom import Pressroom

from workflow.previewing.framing import framed
from workflow.previewing.proof import Proof, Studio, Told
from workflow.previewing.ways import Ways
from workflow.project import Project

WAYS = Ways(
    preview=lambda tag, slug: f"/preview/{tag}/{slug}",
    file=lambda name: f"/built-files/{name}" if name else "",
    row=lambda uid: f"/review/ru/news?u={uid}#u-{uid}",
    style="/static/passages.css",
)

_TOLD = r'(?: id="u-[0-9a-f]{12}")? data-u="[0-9a-f]{12}" data-state="\w+"'
_WAY = re.compile(r'<a class="tilshi-edit"[^>]*>Edit</a>')
_SPAN = re.compile(rf"<span{_TOLD}>([^<]*)</span>")


def bare(page: str) -> str:
    """A page in a frame without all that tells its sentences apart."""
    return re.sub(_TOLD, "", _SPAN.sub(r"\1", _WAY.sub("", page)))


def unmarked(proof: Proof) -> Proof:
    """A proof as it is made without marks."""
    return replace(proof, marked=None, ink=None)


def told(page: str) -> dict[str, str]:
    """What is inside the elements of each sentence of a page, by its uid."""
    found: dict[str, str] = {}
    for uid, text in re.findall(r'data-u="(\w+)" data-state="\w+">([^<]*)<', page):
        found[uid] = found.get(uid, "") + unescape(text)
    return found


def project_proof(project: Project, slug: str, code: str, studio: Studio | None = None) -> Proof:
    """The proof of an article of a project in a locale, or in its own language for Russian rows."""
    (article,) = project.select([slug])
    found = {one.code: Told(project.catalog(article, one)) for one in project.locales(())}
    (locale,) = [project.source] if code == project.source.code else project.locales([code])
    return (studio or Studio()).proof(project, article, locale, found, project.locales(())[0])


def proof(
    room: Pressroom,
    text: str,
    words: Mapping[str, str] | None,
    code: str = "ru",
    name: str = "news.md",
) -> Proof:
    """The proof of an article with these drafts of its sentences."""
    room.write(name, text)
    slug = Path(name).stem
    room.translate(slug, code, words, fuzzy=True)
    return project_proof(room.project, slug, code)


def shown(room: Pressroom, text: str, words: Mapping[str, str] | None, code: str = "ru") -> str:
    """The page in the frame, for such an article."""
    return framed(proof(room, text, words, code), WAYS)
