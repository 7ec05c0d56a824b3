"""A rendering: the templates of the desk, filled."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from workflow.desk import keys, words
from workflow.desk.closed import closed
from workflow.desk.door.csrf import csrf
from workflow.desk.lines import Listing
from workflow.desk.texts import difference, text, visible
from workflow.reviewing.chips import as_data, pieces
from workflow.reviewing.filters import FILTERS

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """The templates, read and ready. All that they are given is text, and is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "closed": closed, "csrf": csrf, "hidden": hidden, "words": words, "filters": FILTERS,
        "keys": keys.KEYS, "keymap": keys.keymap(), "named": keys.named,
    }  # fmt: skip
    made.filters |= {
        "shown": text,
        "difference": difference,
        "chips": chips,
        "visible": visible,
        "slug": quote,
        "sentence": words.sentence,
    }
    for name in made.list_templates("html"):
        made.get_template(name)
    return made


def hidden(request: Request, listing: Listing, etag: str = "") -> Markup:
    """Return the fields that a form of the review page has besides what is asked for."""
    values = {"csrf": csrf(request), "show": listing.show, "q": listing.query, "etag": etag}
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(field.format(name, value) for name, value in values.items())


def chips(text: str) -> str:
    """Return the pieces of a text, words and chips, as scripts read them."""
    return json.dumps(as_data(pieces(text)), ensure_ascii=False)


def rendered(request: Request, template: str, **values: Any) -> str:
    """Return a template filled."""
    return environment().get_template(template).render(request=request, **values)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return an answer made of a template, which gets `request` besides its values."""
    return HTMLResponse(rendered(request, template, **values), status)
