"""Google Translate, the keyless page, through deep-translator.

The page is one for people. deep-translator joins the pieces of an answer without spaces, so its
line breaks are made plain, and what is inline in it loses its tags, before it is read.
"""

import re
from typing import Any

import deep_translator.google

from i18n.engines.deep import deep
from i18n.engines.deep.deep import Joined, Line
from i18n.engines.engine import Limits, network
from i18n.engines.facts import known
from i18n.engines.faults import EngineError, RateLimited
from i18n.engines.options import Options
from i18n.engines.wire import Reply, Wire, status

URL = "https://translate.google.com/m"
FACTS = known()["google"]
NOTICE = (
    "google: this uses Google's public translation page, whose terms of use do not foresee "
    "programs. Keep to a few requests a second; for volume use a paid service."
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|span|strong|u|wbr)\b[^<>]*>", re.IGNORECASE)

deep.through(deep_translator.google)


def load(options: Options) -> Joined:
    """Return the engine; `url` may leave out the path of the page, `/m`."""
    url = options.url or URL
    if re.fullmatch(r"\w+://[^/]+/?", url):
        url = url.rstrip("/") + "/m"

    def make(source: str, target: str) -> Any:
        made = deep_translator.google.GoogleTranslator(source=source, target=target)
        made._base_url = url  # its constructor takes no address
        return made

    notice = NOTICE if url == URL else ""
    limits = options.limit(Limits())
    wire = Wire("google", limits, judge=_judge)
    line = Line(wire, make, _plain)
    return Joined("google", FACTS, line, limits, network(url), notice, version="web")


def _judge(reply: Reply) -> EngineError | None:
    """A ban of some hours is a redirect to a page where a person proves to be one."""
    if 300 <= reply.status < 400:
        return RateLimited("google wants fewer requests", after=reply.after)
    hint = "wait some hours, or use another engine"
    return None if reply.good else status("google", reply.status, reply.after, hint=hint)


def _plain(page: str) -> str:
    return _INLINE.sub("", _BREAK.sub("\n", page))
