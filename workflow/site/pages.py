"""The pages: values to HTML, through the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from i18n.locales import Locale
from workflow.site import wording
from workflow.site.content import Content
from workflow.site.links import relative

STYLE = "style.css"


@dataclass(frozen=True, slots=True)
class Language:
    """One language version of the page: the name of its file, and whether nobody reviewed it."""

    locale: Locale
    file: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has: the name of its file, its language and versions, the site's name.

    `home` is the file of the index in this language; `site` is in the language `site_locale`.
    """

    file: str
    locale: Locale
    versions: tuple[Language, ...]
    home: str
    site: str
    site_locale: Locale


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as an index lists it; `date` is ISO 8601 or empty."""

    title: str
    file: str
    date: str
    draft: bool = False


def article(frame: Frame, said: Content, notices: Sequence[str]) -> str:
    """Return the page of an article. `sanitise` has seen the HTML of `said`.

    A page with notices asks search engines to pass it by, and names no alternates.
    """
    return _render(
        "article.html",
        frame,
        title=said.title,
        heading=Markup(said.heading),  # noqa: S704
        body=Markup(said.body),  # noqa: S704
        description=said.description,
        date=said.date,
        notices=notices,
    )


def index(frame: Frame, rows: Sequence[Listed]) -> str:
    """Return the list of all articles in one language, newest first, then by title."""
    return _render("index.html", frame, rows=ordered(rows))


def chooser(frame: Frame) -> str:
    """Return the first page of the site: its languages."""
    return _render("chooser.html", frame)


def ordered(rows: Sequence[Listed]) -> list[Listed]:
    """Newest first; those of a day, and those without a date at the end, by title."""
    by_title = sorted(rows, key=lambda row: (row.title.casefold(), row.file))
    return sorted(by_title, key=lambda row: row.date, reverse=True)


def _render(template: str, frame: Frame, **values: Any) -> str:
    def url(file: str) -> str:
        return relative(frame.file, file)

    page = _environment().get_template(template)
    return page.render(
        page=frame, word=wording.words(frame.locale.code), url=url, style=STYLE, **values
    )


@cache
def _environment() -> Environment:
    """The templates; compiled once a run."""
    folder = str(files("workflow.site") / "templates")
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
