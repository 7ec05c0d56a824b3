"""MyMemory as a stand-in: errors come with the status of a success, in place of a translation.

https://mymemory.translated.net/doc/spec.php
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services import service
from services.service import Refusal, Request

KEYS: dict[str, str] = {}
KNOWN = {"en-US", "ru-RU", "kk-KZ", "zh-CN"}
SPENT = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  13 "
    "HOURS 31 MINUTES 45 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO "
    "TRANSLATE MORE"
)


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


@dataclass
class Service(service.Service):
    """`warn` says what stands in the place of an answer, with its status inside."""

    warn: dict[str, tuple[str, int | str]] = field(default_factory=dict)

    __hash__ = object.__hash__

    def check(self, request: Request) -> None:
        text = request.query.get("q", "")
        source, _, target = request.query["langpair"].partition("|")
        if request.method != "GET" or request.path != "/get":
            raise Refusal(404, "<html>Not Found</html>")
        if len(text.encode()) > 500:
            raise Refusal(
                200, said("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", 403)
            )
        if not {source, target} <= KNOWN:
            raise Refusal(
                200, said("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", "403")
            )
        if "@" not in request.query.get("de", "@"):
            raise Refusal(200, said("INVALID EMAIL PROVIDED", "403"))
        if text in self.warn:
            raise Refusal(200, said(*self.warn[text]))

    def texts(self, request: Request) -> Sequence[str]:
        return [request.query["q"]]

    def target(self, request: Request) -> str:
        return request.query["langpair"].partition("|")[2]

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        if len(answers) > 1:
            return {"responseData": [{"translatedText": text} for text in answers]}
        return said("".join(answers), 200)


def said(text: str, status: int | str) -> dict[str, Any]:
    """What it says; the matches are of other sentences, and never what was asked for."""
    other = {"id": "1", "segment": "Snow.", "translation": "Снег.", "quality": "74", "match": 0.6}
    return {
        "responseData": {"translatedText": text, "match": 0.85},
        "quotaFinished": False,
        "mtLangSupported": None,
        "responseDetails": "" if status == 200 else text,
        "responseStatus": status,
        "responderId": "0",
        "exception_code": None,
        "matches": [other],
    }
