"""A LibreTranslate server as a stand-in; libretranslate/app.py of the real one."""

import html
from collections.abc import Sequence
from typing import Any

from services import service
from services.service import Refusal, Request

KEYS = {"LIBRETRANSLATE_API_KEY": "libre-secret-5e5e"}


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


class Service(service.Service):
    """`languages` are what it has models for, `longest` the characters of a request.

    `keys` are those it knows; a server without any asks for none.
    """

    keys: tuple[str, ...] = tuple(KEYS.values())

    languages = ("en", "ru", "zh-Hans")
    longest = 10_000

    def reply(self, request: Request) -> Any:
        if request.path == "/languages":
            return [
                {"code": code, "name": code, "targets": list(self.languages)}
                for code in self.languages
            ]
        return super().reply(request)

    def check(self, request: Request) -> None:
        body = request.body
        if request.path != "/translate" or request.method != "POST":
            raise Refusal(404, "<!doctype html>\n<title>404 Not Found</title>")
        if self.keys and "api_key" not in body:
            said = "Visit https://portal.libretranslate.com to get an API key"
            raise Refusal(400, {"error": said})
        if self.keys and body["api_key"] not in self.keys:
            raise Refusal(403, {"error": "Invalid API key"})
        size = sum(map(len, body["q"]))
        if size > self.longest:
            said = f"Invalid request: request ({size}) exceeds text limit ({self.longest})"
            raise Refusal(400, {"error": said})
        for code in (body["source"], body["target"]):
            if code not in self.languages:
                raise Refusal(400, {"error": f"{code} is not supported"})
        if body["format"] not in {"text", "html"}:
            raise Refusal(400, {"error": f"{body['format']} format is not supported"})

    def texts(self, request: Request) -> Sequence[str]:
        texts: list[str] = request.body["q"]
        return texts

    def target(self, request: Request) -> str:
        return str(request.body["target"])

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        return {"translatedText": [html.unescape(answer) for answer in answers]}

    def error(self, status: int) -> Any:
        said = "Slowdown: 80 per 1 minute" if status == 429 else "Cannot translate text"
        return {"error": said}
