"""Searching the memory and the glossary, for somebody who wonders how a thing is said."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.memory.match import Match
from i18n.model import Term
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.render import page
from workflow.desk.screens.places import by_htmx

MOST = 30


def memory(request: Request) -> Response:
    """Show what the memory has like `?lang=&q=`."""
    locale, wanted = _asked(request)
    aids = desk_of(request).aids
    found = aids.recall.search(locale, wanted) if wanted else ()
    return _page(request, "memory", locale, wanted, found)


def glossary(request: Request) -> Response:
    """Show the terms that have `?q=` in them, in either language."""
    locale, wanted = _asked(request)
    bench = desk_of(request).bench
    folded = wanted.casefold()
    try:
        terms = bench.project.terms(locale)
    except UserError:
        terms = ()
    found = [term for term in terms if folded and any(folded in one for one in _forms(term))][:MOST]
    return _page(request, "glossary", locale, wanted, found)


def _page(
    request: Request, name: str, locale: Locale, query: str, found: Sequence[Term | Match]
) -> Response:
    """What was found, as a page of its own; for a script without what is around it."""
    template = f"{name}-found.html" if by_htmx(request) else "lookup.html"
    source = desk_of(request).bench.project.source
    return page(
        request, template, name=name, found=found, locale=locale, source=source, query=query,
        who=who_asks(request),
    )  # fmt: skip


def _forms(term: Term) -> tuple[str, ...]:
    return tuple(one.casefold() for one in (term.source, *term.approved, *term.forbidden))


def _asked(request: Request) -> tuple[Locale, str]:
    locale = desk_of(request).bench.locale(request.query_params.get("lang", ""))
    if locale is None:
        raise HTTPException(404, "The project has no such language.")
    return locale, " ".join(request.query_params.get("q", "").split())[:500]
