"""What articles share: lists, the first page, feeds, sitemaps, the theme, ways from old addresses."""

from collections.abc import Iterator
from functools import partial

from i18n.errors import Place, UserError
from workflow.project import files, is_within
from workflow.site import lists, manifest, theme
from workflow.site.edition import Edition
from workflow.site.file import File
from workflow.site.metadata import feeds, heads, sitemaps
from workflow.site.pages import Frame, Head
from workflow.site.run import digest
from workflow.site.table import HOME, INDEX, Row, Table

FIRST, MISSING = INDEX, "404.html"
HIDDEN = Head(robots="noindex")


def all_files(edition: Edition) -> Iterator[File]:
    """Yield every file that is not of one article."""
    own = list(_static(edition))
    names = {one.name for one in own}
    yield from own
    yield from (one for one in _ours(edition) if one.name not in names)


def _ours(edition: Edition) -> Iterator[File]:
    yield from lists.files(edition)
    menus = [bool(tagged) for tagged in edition.groups.tagged.values()]
    homes = f"{edition.groups.places[HOME]} {menus}"
    yield File(INDEX, homes, partial(_chooser, edition))
    yield File(MISSING, homes, partial(_missing, edition))
    for code in edition.groups.homes:
        if edition.run.project.settings.site.search:
            yield _search(edition, code)
    yield from _moved(edition)
    yield from _theme(edition)
    yield from _for_machines(edition)


def _chooser(edition: Edition) -> bytes:
    code = edition.table.source.code
    head = heads.of_chooser(edition.table, edition.about(code), edition.groups.places[HOME])
    frame = edition.frame(INDEX, code, edition.groups.places[HOME], head)
    return edition.printer.chooser(frame, _says(edition, INDEX)).encode()


def _missing(edition: Edition) -> bytes:
    """The page of addresses where nothing is, in all languages: no host says which was meant."""
    says = _says(edition, MISSING)
    return edition.printer.missing(says[0][0], says).encode()


def _says(edition: Edition, file: str) -> list[tuple[Frame, str]]:
    """A page of the site in each language, and where the home of that is."""
    homes = edition.groups.homes
    return [(_hidden(edition, file, code), edition.home(code)) for code in homes]


def _search(edition: Edition, code: str) -> File:
    file = f"{edition.table.root(code)}search/{INDEX}"
    shown = f"{edition.groups.homes} {bool(edition.groups.tagged[code])} {edition.names}"

    def page() -> bytes:
        return edition.printer.search(_hidden(edition, file, code)).encode()

    return File(file, shown, page)


def _moved(edition: Edition) -> Iterator[File]:
    """The pages that lead from old addresses to new ones, and the list of them that hosts read."""
    lines = []
    for old, (slug, code) in sorted(edition.run.moved.items()):
        new = edition.run.page(slug, code)
        file = f"{old}{INDEX}"
        head = _head_of_moved(edition.table, edition.table.rows[slug, code])

        def page(file: str = file, code: str = code, new: str = new, head: Head = head) -> bytes:
            frame = edition.frame(file, code, edition.groups.places[HOME], head)
            return edition.printer.moved(frame, new).encode()

        yield File(file, f"{new} {head}", page)
        lines.append(f"{edition.root}{old} {edition.root}{new.removesuffix(INDEX)} 301\n")
    if lines:
        text = "".join(lines)
        yield File("_redirects", text, text.encode)


def _head_of_moved(table: Table, row: Row) -> Head:
    """Name the new address: engines pass on to it what the old one was worth to them."""
    if not row.listed:
        return HIDDEN
    return Head(canonical=table.absolute(row.address) if table.url else "")


def _hidden(edition: Edition, file: str, code: str) -> Frame:
    """The frame of a page that search engines pass by."""
    homes = edition.groups.places[HOME]
    root = edition.root if file == MISSING else ""
    return edition.frame(file, code, homes, HIDDEN, root=root)


def _theme(edition: Edition) -> Iterator[File]:
    """The style sheet, and the scripts that a page has."""
    for name, data in theme.assets(edition.run.project.theme).items():
        if name != theme.SEARCH or edition.run.project.settings.site.search:
            yield File(name, "", partial(bytes, data))


def _static(edition: Edition) -> Iterator[File]:
    """What a project has in `theme/static`, as it is; it may stand in for a file of ours.

    Raises UserError for one that would stand in for an article.
    """
    static = edition.run.project.theme / "static"
    kept = {file for entry in edition.run.entries.values() for file in entry.files}
    for path in sorted(files(static)):
        name = path.relative_to(static).as_posix()
        if not is_within(path, static):
            what = "a link that leads nowhere, or out of theme/static"
            place = Place(f"theme/static/{name}")
            raise UserError(what, hint="put the file itself there", at=place)
        if name in kept or name == manifest.FILE:
            what = f"{name} is the name of a file that publishing needs for itself"
            place = Place(f"theme/static/{name}")
            raise UserError(what, hint="give it another name", at=place)
        yield File(name, "", path.read_bytes)


def _for_machines(edition: Edition) -> Iterator[File]:
    """Feeds, sitemaps and robots.txt."""
    table, now = edition.table, edition.run.time
    yield File(sitemaps.ROBOTS, table.url, partial(sitemaps.robots, table))
    for code in sorted(table.fed):
        rows = feeds.latest(table, code)
        versions = [table.versions(row.slug) for row in rows]
        about = edition.about(code)
        shown = f"{rows} {versions} {about} {table.fed}"
        make = partial(feeds.atom, table, about, table.locales[code])
        yield File(table.feed(code), shown, make)
    if table.url:
        abouts = {code: edition.about(code) for code in edition.groups.homes}
        shown = f"{sitemaps.recent(table, now)} {abouts}"
        yield File(sitemaps.NEWS, shown, partial(sitemaps.news, table, abouts, now))
        yield from _sitemap(edition)


def _sitemap(edition: Edition) -> Iterator[File]:
    groups = edition.groups.places
    for name, data in sitemaps.sitemap(edition.table, groups.values()).items():
        yield File(name, digest(data.decode()), partial(bytes, data))
