"""A place: the article and locale that an address names, looked up and never joined to a path."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from i18n.locales import Locale
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.lines import Listing, listing
from workflow.project import Article
from workflow.reviewing.sheet import Sheet

Given = dict[str, str]
"""The fields of a form, or of an address."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An article in a locale."""

    article: Article
    locale: Locale

    @property
    def path(self) -> str:
        """What addresses end in: `ru/news`."""
        return f"{self.locale.tag}/{quote(self.article.slug)}"


def spot(request: Request) -> Spot:
    """Return what the address names. Raises HTTPException 404 for what the project does not have."""
    bench = desk_of(request).bench
    article = bench.article(request.path_params["slug"])
    locale = bench.locale(request.path_params["lang"])
    if article is None or locale is None:
        raise HTTPException(404, "The project has no such article, or no such language.")
    return Spot(article, locale)


def sheet(request: Request) -> Sheet:
    """Return the catalog that the address names; 404 where there is none."""
    here = spot(request)
    found = desk_of(request).bench.sheet(here.article, here.locale)
    if found is None:
        raise HTTPException(404, "There is no catalog yet: tilshi extract makes it.")
    return found


def lines(request: Request, given: Given | None = None) -> Listing:
    """Return the lines of the catalog that the address names, as whoever asks sees them.

    `given` are the fields that say what is shown: those of the address if nothing is said.
    """
    here, who = sheet(request), who_asks(request)
    given = dict(request.query_params) if given is None else given
    history = desk_of(request).bench.history
    mine = frozenset(history.by(who.name, here.locale.code, here.article.slug))
    return listing(here, mine, given.get("show", "all"), given.get("q", ""))


def view(shown: Listing) -> str:
    """Return what an address has before a row is named: `show=todo&q=rector&`."""
    said = {"show": shown.show} if shown.show != "all" else {}
    said |= {"q": shown.query} if shown.query else {}
    return f"{urlencode(said)}&" if said else ""


def back(shown: Listing, uid: str = "", did: str = "") -> str:
    """Return the address of a row as it was seen; `did` is the batch that was just done."""
    path = Spot(shown.sheet.article, shown.sheet.locale).path
    said = (f"u={uid}&" if uid else "") + (f"did={did}&" if did else "")
    anchor = f"#u-{uid}" if uid else ""
    return f"/review/{path}?{view(shown)}{said}".rstrip("?&") + anchor


async def fields(request: Request) -> Given:
    """Return the fields of the form that was sent; of one that stands twice the last."""
    async with request.form() as form:
        return {name: str(value) for name, value in form.multi_items()}


def by_htmx(request: Request) -> bool:
    """Whether a script asks, for pieces of the page, and not a browser for a whole one."""
    return request.headers.get("hx-request") == "true"
