"""The screen of all articles and languages: how far each is, and where somebody is waited for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from i18n.locales import Locale
from i18n.model import State
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.render import page
from workflow.desk.words import count
from workflow.project import WORDS, Article
from workflow.reviewing.tallies import Standing

PAGE = 50
"""Articles on a page."""
DIGITS = 9
"""Digits of the number of a page that are read."""

BARS: Mapping[str, tuple[str, State]] = {
    "approved": ("approved", State.APPROVED),
    "external": ("changed outside", State.EXTERNAL),
    "drafted": ("drafted", State.DRAFT),
    "needs": ("sent back", State.NEEDS_WORK),
    "stale": ("source changed", State.STALE),
    "empty": ("not translated", State.UNTRANSLATED),
}
"""What a bar shows: how it is said, and of which state."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An article in a language, as the table shows it."""

    locale: Locale
    standing: Standing
    waiting: int

    @property
    def show(self) -> str:
        """The filter that shows what is to be done, "all" where nothing is."""
        if self.waiting and self.waiting == self.standing.states[State.STALE]:
            return "todo" if self.standing.findings.errors else "stale"
        return "todo" if self.waiting or self.standing.findings.errors else "all"

    @property
    def bars(self) -> list[tuple[str, str, int]]:
        """The parts of the bar: their class, how it is said, and how many sentences each has."""
        states = self.standing.states
        counts = ((key, said, states[one]) for key, (said, one) in BARS.items())
        return [part for part in counts if part[2]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    article: Article
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        """What the article is called in its language; "" while that is not known."""
        if self.article == WORDS:
            return "The words of the site"
        return next((cell.standing.title for cell in self.cells if cell.standing.title), "")

    @property
    def waiting(self) -> int:
        return sum(cell.waiting + cell.standing.findings.errors for cell in self.cells)


def show(request: Request) -> Response:
    """Show the articles, those first in which most waits: `?q=&lang=&waiting=1&page=2`."""
    desk, given = desk_of(request), request.query_params
    locales = desk.bench.project.locales(())
    chosen = [one for one in locales if one.tag == given.get("lang")] or list(locales)
    found = _lines(request, chosen)
    counting = sum(not cell.standing.checked for one in found for cell in one.cells)
    wanted = given.get("q", "").strip().casefold()
    kept = [one for one in found if wanted in f"{one.article.slug} {one.title}".casefold()]
    if given.get("waiting"):
        kept = [one for one in kept if one.waiting]
    kept.sort(key=lambda one: (-one.waiting, one.article.slug))
    pages = max(1, -(-len(kept) // PAGE))
    asked = given.get("page", "")[:DIGITS]
    number = min(max(1, int(asked) if asked.isdecimal() else 1), pages)
    said = {name: given[name] for name in ("q", "lang", "waiting") if given.get(name)}
    return page(
        request, "overview.html", who=who_asks(request), locales=locales, chosen=chosen,
        lines=kept[(number - 1) * PAGE : number * PAGE], every=len(found), listed=_listed(kept, found),
        totals=[_total(one, found) for one in chosen], counting=counting, number=number,
        pages=pages, query=given.get("q", ""), lang=given.get("lang", ""),
        waiting=bool(given.get("waiting")), said=f"{urlencode(said)}&" if said else "",
    )  # fmt: skip


def _lines(request: Request, chosen: Sequence[Locale]) -> list[Line]:
    desk = desk_of(request)
    project, trust = desk.bench.project, desk.bench.project.settings.trust_external
    articles = project.catalogued
    pairs = [(article, locale) for article in articles for locale in chosen]
    cells = [
        Cell(locale, standing, standing.waiting(trust_external=trust))
        for (_, locale), standing in zip(pairs, desk.tallies.standings(pairs), strict=True)
    ]
    size = len(chosen)
    return [
        Line(article, tuple(cells[at * size : (at + 1) * size]))
        for at, article in enumerate(articles)
    ]


def _listed(kept: Sequence[Line], found: Sequence[Line]) -> str:
    """Say how many articles are shown: `3 of 7 articles and the words of the site`."""
    shown, every = (sum(one.article != WORDS for one in lines) for lines in (kept, found))
    said = count(every, "article")
    if shown < every:
        said = f"{shown:,} of {said}"
    return f"{said} and the words of the site" if len(kept) > shown else said


def _total(locale: Locale, found: Sequence[Line]) -> tuple[Locale, int, int]:
    """A language, how many sentences it has, and how many of them wait."""
    cells = [cell for one in found for cell in one.cells if cell.locale == locale]
    return locale, sum(cell.standing.total for cell in cells), sum(cell.waiting for cell in cells)
