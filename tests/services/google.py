"""Google's translation page as a stand-in that can be run as the other services are.

What is peculiar to the page is tried in tests/test_google.py.
"""

import html
from collections.abc import Sequence
from typing import Any

from i18n.engines.faults import RateLimited, Transient
from services import service
from services.service import Refusal, Request

KEYS: dict[str, str] = {}
FAULTS = {"redirect": RateLimited, "other": Transient}
"""A ban is a redirect to a page of status 429; JSON is a page without an answer."""


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


class Service(service.Service):
    kind = "html"

    def check(self, request: Request) -> None:
        if request.path != "/m":
            raise Refusal(429, "<html>Our systems have detected unusual traffic</html>")

    def texts(self, request: Request) -> Sequence[str]:
        return request.query["q"].split("\n")

    def target(self, request: Request) -> str:
        return request.query["tl"]

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        lines = "\n".join(map(html.escape, answers))
        return f'<html><body><div class="result-container">{lines}</div></body></html>'

    def error(self, status: int) -> Any:
        return "<html>no</html>"
