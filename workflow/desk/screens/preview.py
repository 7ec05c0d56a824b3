"""The screen of an article as its readers would see it, and the page in its frame."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from i18n import formats
from i18n.errors import UserError
from i18n.locales import Locale
from workflow.desk.desk import desk_of
from workflow.desk.render import page
from workflow.desk.screens.board import titled
from workflow.previewing.served import kind_of
from workflow.previewing.ways import address
from workflow.project import Article
from workflow.publish import Status
from workflow.reviewing.bench import Bench

WIDTHS = ("desktop", "phone")

FRAMED = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-top-navigation-by-user-activation"
)
"""What a page in the frame may do: show its own files, and lead to rows when a person asks for it."""
FILED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What a file of a page may do where it is opened by itself: an SVG has its style, no program."""


def show(request: Request) -> Response:
    """Show a page in its frame: `?u=UID` where it begins, `?width=phone`, `?beside=1` the original."""
    article, locale = _asked(request)
    project, asked = desk_of(request).bench.project, request.query_params
    version = desk_of(request).previews.version(desk_of(request).bench, article, locale)
    return page(
        request,
        "preview.html",
        article=article,
        title=_title(desk_of(request).bench, article),
        locale=locale,
        source=project.source,
        languages=(project.source, *project.locales(())),
        width=asked.get("width") if asked.get("width") in WIDTHS else WIDTHS[0],
        beside=asked.get("beside") == "1" and locale != project.source,
        uid=asked.get("u", "") if asked.get("u", "").isalnum() else "",
        version=version,
        out=version.status in {Status.PUBLISHED, Status.DRAFT},
        draft=version.status is Status.DRAFT,
        address=address,
    )


def built(request: Request) -> Response:
    """Send the page of an article: `?rows=LANG` whose rows the sentences of an original lead to."""
    article, locale = _asked(request)
    bench = desk_of(request).bench
    rows = bench.locale(request.query_params.get("rows", ""))
    headers = {"Content-Security-Policy": FRAMED, "Cache-Control": "no-store"}
    try:
        html = desk_of(request).previews.page(bench, article, locale, rows)
    except UserError as error:
        told = page(request, "unbuilt.html", 422, error=error)
        return HTMLResponse(told.body, 422, headers)
    return HTMLResponse(html, headers=headers)


def file(request: Request) -> Response:
    """Send a file that a page in a frame shows."""
    name = request.path_params["name"]
    data = desk_of(request).previews.file(name)
    if data is None:
        raise HTTPException(404)
    headers = {"Content-Security-Policy": FILED, "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=kind_of(name), headers=headers)


def _title(bench: Bench, article: Article) -> str:
    """What the article is called where it is reviewed; its slug where no catalog can be read."""
    for locale in bench.project.locales(()):
        with suppress(UserError):
            if sheet := bench.sheet(article, locale):
                return titled(sheet)
    return article.slug


def _asked(request: Request) -> tuple[Article, Locale]:
    """Return the article and the locale, that of its own language perhaps; 404 for any other."""
    bench = desk_of(request).bench
    article, lang = bench.article(request.path_params["slug"]), request.path_params["lang"]
    source = bench.project.source
    locale = source if lang in {source.tag, source.code} else bench.locale(lang)
    if article is None or locale is None or formats.for_path(article.path) is None:
        raise HTTPException(404, "The project has no page of this name in this language.")
    return article, locale
