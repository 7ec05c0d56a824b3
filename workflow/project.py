"""A project on disk: its settings, articles and catalogs; the only module that touches them.

Every write takes the project's lock, reads the file again, changes what it read, writes a
temporary file, syncs it and renames it, so that two commands and a PO editor lose nothing.
"""

import errno
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from i18n import catalog as catalogs
from i18n import formats, locales
from i18n.encoding import decode
from i18n.engines.options import Table
from i18n.errors import Place, UserError
from i18n.formats.options import Options
from i18n.glossary import sheet
from i18n.glossary.glossary import Glossary
from i18n.locales import Locale
from i18n.model import Catalog, Document, Term
from workflow import __version__, settings
from workflow.settings import Settings
from workflow.stamps import Stamps, stamp

RESERVED = frozenset({"site"})
"""Slugs that would share a catalog with the words of the theme."""

FILE_KEYS = frozenset({"path", "tokenizer"})
"""Settings of engines that name a file or folder, from the project's root."""

TRIES = 20
"""How often a write is begun anew when another program keeps saving the same file."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source file: its slug, and its path from the project's root."""

    slug: str
    path: str


Held = MutableMapping[Path, tuple[str, Catalog | None]]
"""Catalogs that were read, each with the stamp its file had, by the path of the file."""

WORDS = Article("site", settings.FILE)
"""What is translated like an article and is none: the site's own words, of `sitewords`."""


class Project:
    """The project whose `tilshi.toml` is in `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def find(cls, start: Path) -> "Project":
        """Return the project that `start` is in. Raises UserError when it is in none."""
        for folder in (start, *start.parents):
            if (folder / settings.FILE).is_file():
                return cls(folder)
        raise UserError(
            f"no {settings.FILE} in {start} or above",
            hint="go to your project, or start one with: tilshi init",
        )

    @cached_property
    def settings(self) -> Settings:
        return settings.parse(self.text(WORDS))

    def line(self, table: str, key: str) -> int:
        """Return the line of the settings that sets a key of a table, 0 if none does."""
        return settings.line(self.text(WORDS), table, key)

    @cached_property
    def source(self) -> Locale:
        """The language the articles are written in, with the newsroom's own abbreviations."""
        return locales.with_abbreviations(
            locales.get(self.settings.source), self.settings.abbreviations
        )

    @cached_property
    def state(self) -> Path:
        """The folder of what can be rebuilt: stamps, memory, and the answers of engines."""
        folder = self.root / ".tilshi"
        with _disk(folder):
            folder.mkdir(exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", "utf-8")
        return folder

    def stamps(self) -> Stamps:
        return Stamps(self.state / "stamps.db")

    @cached_property
    def lock(self) -> AbstractContextManager[object]:
        """The lock that every writer of the project holds while it writes; it may be held twice."""
        return self.lock_for("lock")

    def lock_for(self, name: str) -> FileLock:
        """Return a lock of the project. Raises UserError where its file cannot be written."""
        path = self.state / name
        with _disk(path):
            path.open("ab").close()
        return FileLock(path)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, by slug. Raises UserError when two files have the same."""
        found: dict[str, Article] = {}
        top = self.root / "articles"
        if not top.is_dir():
            hint = (
                "make it, or bring it back: without it every published article would be taken away"
            )
            raise UserError("no folder of articles", hint=hint, at=Place("articles"))
        for path in sorted(files(top)):
            if formats.for_path(path) is None or not is_within(path, top):
                continue
            _refuse_name(path.relative_to(self.root).as_posix())
            article = Article(
                slug=path.relative_to(top).with_suffix("").as_posix(),
                path=path.relative_to(self.root).as_posix(),
            )
            other = found.setdefault(article.slug, article)
            if other is not article:
                what = f"the same name as {other.path}"
                raise UserError(what, hint="rename one of them", at=Place(article.path))
            if article.slug in RESERVED:
                what = f"the name {article.slug!r} is kept for the words of the theme"
                raise UserError(what, hint="rename the article", at=Place(article.path))
        return tuple(found.values())

    @property
    def catalogued(self) -> tuple[Article, ...]:
        """What has catalogs: all articles, and the words of a site that has a name."""
        site = self.settings.site
        named = any(text.strip() for text in (site.title, site.tagline, site.publisher))
        return (*self.articles, WORDS) if named else self.articles

    def select(self, names: Sequence[str]) -> tuple[Article, ...]:
        """Return what has catalogs, named by slug or path; all of it when nothing is named."""
        every = self.catalogued
        if not names:
            return every
        known = {key: article for article in every for key in (article.slug, article.path)}
        return tuple(dict.fromkeys(self._named(name, known) for name in names))

    def _named(self, name: str, known: dict[str, Article]) -> Article:
        within = os.path.relpath(os.path.abspath(name), self.root)
        article = known.get(name) or known.get(within)
        if article is None:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else "tilshi status lists the articles"
            raise UserError(f"no article {name!r}", hint=hint)
        return article

    def locales(self, codes: Sequence[str]) -> tuple[Locale, ...]:
        """Return the locales named by code or tag; all of the project's when none is named."""
        mine = {code: locales.get(code) for code in self.settings.locales}
        named = mine | {locale.tag: locale for locale in mine.values()}
        for code in codes:
            if code not in named:
                hint = f"this project has {', '.join(mine)}; add it to locales in {settings.FILE}"
                raise UserError(f"the project does not translate into {code!r}", hint=hint)
        return tuple(dict.fromkeys(named[code] for code in codes or mine))

    def document(self, article: Article) -> Document:
        """Read and parse an article. Raises UserError at the place of what cannot be read."""
        form = formats.for_path(article.path)
        if form is None:
            raise LookupError(article.path)
        return form.parse(self.text(article), article.path, self.source, self.options)

    def text(self, article: Article) -> str:
        """Read an article as it is written. Raises UserError for what is no text."""
        with _disk(article.path):
            data = (self.root / article.path).read_bytes()
        return decode(data, article.path)

    @cached_property
    def options(self) -> Options:
        chosen = self.settings
        return Options(unit=chosen.unit, front_matter=chosen.markdown.front_matter)

    @cached_property
    def engines(self) -> Mapping[str, Mapping[str, Any]]:
        """The tables `[engines.NAME]`, with the files they name as seen from the project."""
        return {
            name: Table(
                {key: self._place(key, value) for key, value in table.items()},
                table.at,
                table.places,
            )
            for name, table in self.settings.engines.options.items()
        }

    def _place(self, key: str, value: Any) -> Any:
        if key not in FILE_KEYS or not isinstance(value, str) or not value:
            return value
        return str(self.root / Path(value).expanduser())

    @cached_property
    def reading(self) -> str:
        """What, besides its text, decides how an article is read: part of its stamp."""
        return repr((__version__, self.options, self.source.code, self.settings.abbreviations))

    @property
    def theme(self) -> Path:
        """The folder with the project's own templates and colours; it need not be there."""
        return self.root / "theme"

    @property
    def glossary_path(self) -> Path:
        """Where the glossary is, or would be."""
        return self.root / self.settings.glossary

    @cached_property
    def glossary(self) -> Glossary:
        """The newsroom's terms; none without a file."""
        text = self.glossary_text()
        return sheet.parse(text, self.settings.glossary) if text else Glossary()

    def glossary_text(self) -> str:
        """Read the file of the glossary; "" when there is none of the usual name.

        Raises UserError when the settings name another file, and there is none.
        """
        with _disk(self.settings.glossary):
            try:
                data = self.glossary_path.read_bytes()
            except FileNotFoundError:
                if self.settings.glossary == Settings().glossary:
                    return ""
                what = f"there is no glossary {self.settings.glossary!r}"
                hint = "mend its name, or make the file, with `term` in its first line"
                raise UserError(what, hint=hint, at=Place(settings.FILE)) from None
        return decode(data, self.settings.glossary)

    def save_glossary(self, glossary: Glossary) -> None:
        """Write the glossary the way its file is written; nothing when nothing changes.

        The caller holds the lock since it read `glossary`.
        """
        if glossary != self.glossary:
            text = self.glossary_text()
            like = sheet.layout(text, self.settings.glossary) if text else None
            write(self.glossary_path, sheet.render(glossary, like).encode())
            del self.glossary

    def terms(self, locale: Locale) -> tuple[Term, ...]:
        """Return the terms of the glossary that say something of a locale; always the same tuple."""
        return self.glossary.terms(locale.code)

    def catalog_path(self, article: Article, locale: Locale) -> Path:
        """Where the catalog of an article is, or will be."""
        return self.root / self.catalog_name(article, locale)

    def translated(self, locale: Locale) -> tuple[Article, ...]:
        """Every catalog of a locale, as the article it is of; that may be gone."""
        top = self.root / "locales" / locale.code / "LC_MESSAGES"
        paths = {article.slug: article for article in self.articles}
        slugs = (
            path.relative_to(top).with_suffix("").as_posix()
            for path in sorted(files(top))
            if path.suffix == ".po"
        )
        return tuple(paths.get(slug, Article(slug, "")) for slug in slugs if slug not in RESERVED)

    def orphans(self, locales: Sequence[Locale]) -> list[str]:
        """Return the catalogs that belong to no article."""
        return [
            self.catalog_name(article, locale)
            for locale in locales
            for article in self.translated(locale)
            if not article.path
        ]

    def catalog_name(self, article: Article, locale: Locale) -> str:
        """The catalog's path from the root, for messages."""
        return f"locales/{locale.code}/LC_MESSAGES/{article.slug}.po"

    def catalog(self, article: Article, locale: Locale, held: Held | None = None) -> Catalog | None:
        """Read the catalog of an article; None when there is none yet.

        One that is `held` is not read again while its file is as it was.
        """
        path, name = self.catalog_path(article, locale), self.catalog_name(article, locale)
        seen = "" if held is None else stamp([path])
        if held is not None and (known := held.get(path)) and known[0] == seen:
            return known[1]
        with _disk(name):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                return None
        found = catalogs.parse(catalogs.decode(data, name), name, locale.code)
        if held is not None:
            held[path] = seen, found
        return found

    def update(
        self,
        article: Article,
        locale: Locale,
        change: Callable[[Catalog | None], Catalog],
        held: Held | None = None,
    ) -> tuple[Catalog | None, Catalog]:
        """Change a catalog: `change` gets it as it is on disk now, under the lock.

        It may be called again when another program saves the file meanwhile. Nothing is
        written when it changes nothing. Returns the catalog before and after; that is `held`.
        """
        path = self.catalog_path(article, locale)
        with self.lock:
            for _ in range(TRIES):
                seen = stamp([path])
                before = self.catalog(article, locale, held)
                after = change(before)
                if after == before:
                    return before, after
                if written := write(path, catalogs.write(after).encode(), seen):
                    if held is not None:
                        held[path] = written, after
                    return before, after
        raise UserError(
            "another program keeps saving this file",
            hint="close it there, then run the command again",
            at=Place(self.catalog_name(article, locale)),
        )


def write(path: Path, data: bytes, seen: str | None = None) -> str:
    """Replace a file at once and for good, and return its stamp: temporary file, sync, rename.

    A file that was not there before is not synced: nobody's work is lost with it. With `seen`,
    the stamp of the file when it was read, return "" and leave the file alone when another
    program has saved it since.
    """
    path = path.resolve() if path.is_symlink() else path
    temporary = path.with_name(f".{path.name}.tilshi")
    with _disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                if path.exists():
                    os.fsync(file.fileno())
            if seen is not None and stamp([path]) != seen:
                return ""
            written = stamp([temporary])  # which stays what it is under another name
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    return written


def lock_of(path: Path) -> FileLock:
    """Return the lock of a file that no project's lock guards; each user has their own.

    It is in the folder of temporary files: what lies beside the file belongs to others.
    """
    name = sha256(os.fsencode(path.resolve())).hexdigest()[:20]
    lock = Path(tempfile.gettempdir(), f"tilshi-{getattr(os, 'getuid', int)()}-{name}.lock")
    with _disk(lock):
        lock.open("ab").close()
    return FileLock(lock)


def now() -> time.struct_time:
    """The time for what is written: the clock's, or SOURCE_DATE_EPOCH for repeatable builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return time.gmtime()
    if not re.fullmatch(r"[0-9]{1,11}", fixed):
        hint = "set it to seconds since 1970, or not at all"
        raise UserError(f"SOURCE_DATE_EPOCH is {fixed!r}", hint=hint)
    return time.gmtime(int(fixed))


def po_time() -> str:
    """The time as PO headers write it, in UTC."""
    return time.strftime("%Y-%m-%d %H:%M+0000", now())


def files(top: Path) -> Iterator[Path]:
    """Yield the files below a folder, but for hidden ones."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


_UNNAMABLE = re.compile("[\x00-\x1f\x7f\\\\\ud800-\udfff]")
"""What no file can be called everywhere: control characters, a backslash, what is not UTF-8."""


def _refuse_name(path: str) -> None:
    if _UNNAMABLE.search(path):
        what = "a name with a backslash, a control character, or letters that are not UTF-8"
        shown = _UNNAMABLE.sub("\N{REPLACEMENT CHARACTER}", path)
        raise UserError(what, hint="rename the file", at=Place(shown))


def is_within(path: Path, top: Path) -> bool:
    """Whether it is a regular file that lies in the folder, whatever links lead there."""
    return path.is_file() and (
        not path.is_symlink() or path.resolve().is_relative_to(top.resolve())
    )


_NEXT = {
    errno.ENOSPC: "the disk is full: free some space, then run the command again; nothing is half-written",
    errno.EDQUOT: "the quota is used up: free some space, then run the command again",
    errno.EACCES: "allow it for your user, then run the command again",
    errno.EPERM: "allow it for your user, then run the command again",
    errno.EROFS: "the disk is read-only: make it writable, or work on a copy",
    errno.ENAMETOOLONG: "give the article a shorter name",
}


@contextmanager
def _disk(path: Path | str) -> Iterator[None]:
    """What the file system refuses, as an error that says where and what next."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        hint = _NEXT.get(error.errno or 0, "mend that, then run the command again")
        raise UserError(
            error.strerror or str(error), hint=hint, at=Place(str(error.filename or path))
        ) from error
