"""A project in a temporary folder that is published in this process, and what its people do."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from i18n.model import Catalog, Mark, Unit
from workflow.extract import extract
from workflow.pipeline import texts
from workflow.project import WORDS, Project
from workflow.publish import Status
from workflow.site import manifest, press
from workflow.site.outcome import Outcome
from workflow.site.press import Report

SITE = """\
locales = ["ru", "zh_Hans", "kk"]
[checks]
select = ["empty"]
[site]
title = "The Bulletin"
url = "https://news.example"
"""

SAID = {"ru": "Перевод: ", "kk": "Аударма: ", "zh_Hans": "翻译：", "en": "Translation: "}
"""What stands before a sentence that `approve` has translated."""

DAY = "2026-11-20"
"""When everything is approved."""

_CHOICE = re.compile(
    r'<li><span aria-current="true" lang="(?P<here>[^"]+)"|'
    r'<li><a (?P<missing>class="missing" )?href="(?P<href>[^"]*)"[^>]*? hreflang="(?P<tag>[^"]+)"'
)

Stats = dict[str, tuple[int, int]]


@dataclass
class Pressroom:
    """A project; `settings` is its tilshi.toml. What is in `articles/` is written by name."""

    root: Path
    settings: str = SITE

    def __post_init__(self) -> None:
        (self.root / "articles").mkdir(parents=True, exist_ok=True)
        self.set(self.settings)

    @property
    def project(self) -> Project:
        return Project.find(self.root)

    @property
    def public(self) -> Path:
        return self.root / "public"

    def set(self, settings: str) -> None:
        """Write the settings."""
        (self.root / "tilshi.toml").write_text(settings, "utf-8")

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file beside, or as, an article."""
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def remove(self, name: str) -> None:
        (self.root / "articles" / name).unlink()

    def translate(
        self,
        slug: str,
        code: str,
        words: Mapping[str, str] | None = None,
        *,
        fuzzy: bool = False,
        day: str = DAY,
        by: str = "",
    ) -> None:
        """Bring the catalog up to date and fill it; approved, unless fuzzy.

        Without `words`, every unit of it gets a translation: itself, with a word before it. `by`
        is the engine that wrote it.
        """

        def done(unit: Unit) -> Unit:
            if words is not None and unit.source not in words:
                return unit
            target = SAID[code] + unit.source if words is None else words[unit.source]
            filled = replace(unit, target=target, fuzzy=fuzzy, previous="", raw="", marks=())
            marks = [Mark("mt", f"{by} {day} {filled.hash}")] if by else []
            marks += [] if fuzzy else [Mark("reviewed", f"NAME {day} {filled.hash}")]
            return replace(filled, marks=tuple(marks))

        def change(catalog: Catalog | None) -> Catalog:
            with project.stamps() as stamps:
                wanted = texts(project, article, stamps)
            day = "2026-01-01"
            fresh = extract(wanted, article.path, catalog, project.source, locale, day)
            return replace(fresh, units=tuple(map(done, fresh.units)))

        project = self.project
        article = WORDS if slug == WORDS.slug else project.select([slug])[0]
        (locale,) = project.locales([code])
        project.update(article, locale, change)

    def publish(self, **options: object) -> Report:
        return press.publish(self.project, **options)  # type: ignore[arg-type]

    def out(self, name: str) -> str:
        """A file that is out."""
        return (self.public / name).read_bytes().decode()

    def is_out(self, name: str) -> bool:
        return (self.public / name).exists()

    def stats(self) -> Stats:
        """Inode and time of all that is out."""
        return stats(self.public)


def stats(top: Path) -> Stats:
    """Inode and time of every file and folder below a folder."""
    found = ((path, path.lstat()) for path in top.rglob("*"))
    return {path.relative_to(top).as_posix(): (one.st_ino, one.st_mtime_ns) for path, one in found}


def touched(before: Stats, after: Stats, top: Path) -> set[str]:
    """Files that were written or taken away between two looks."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in names if not (top / name).is_dir()}


def tree(top: Path) -> dict[str, bytes]:
    """What every file holds; a folder is there with a `/` at its end."""
    return {
        path.relative_to(top).as_posix() + ("" if path.is_file() else "/"): (
            path.read_bytes() if path.is_file() else b""
        )
        for path in top.rglob("*")
    }


def statuses(report: Report) -> dict[tuple[str, str], Status]:
    return {(one.slug, one.locale): one.status for one in report.outcomes}


def outcome(report: Report, slug: str, code: str) -> Outcome:
    (found,) = (one for one in report.outcomes if (one.slug, one.locale) == (slug, code))
    return found


def switcher(page: str) -> dict[str, str]:
    """The languages a page offers: where each leads, "" for its own, `missing` before one not there."""
    return {
        one["here"] or one["tag"]: f"{'missing ' if one['missing'] else ''}{one['href'] or ''}"
        for one in _CHOICE.finditer(page)
    }


def alternates(page: str) -> dict[str, str]:
    """The versions that a page names to search engines."""
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))


def everything(root: Path) -> Path:
    """Publish a copy of a project without a cache, beside what is out; return what that makes.

    Of that it has the manifest and the files that publishing goes by, and no page.
    """
    copy = root.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".tilshi", "public"))
    if (root / "public" / manifest.FILE).exists():
        before = manifest.parse((root / "public" / manifest.FILE).read_text("utf-8"), "")
        for name in (manifest.FILE, *before.all_files):
            source, target = root / "public" / name, copy / "public" / name
            if source.exists() and name.startswith((manifest.FILE, "localized/", "media/")):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
    press.publish(Project.find(copy))
    return copy / "public"
