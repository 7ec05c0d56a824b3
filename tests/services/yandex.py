"""Yandex Translate of Yandex Cloud as a stand-in.

https://yandex.cloud/en/docs/translate/api-ref/Translation/translate
"""

from collections.abc import Sequence
from typing import Any

from services import elements, service
from services.service import Refusal, Request

KEYS = {"YANDEX_TRANSLATE_KEY": "AQVN-yandex-secret-3c3c", "YANDEX_FOLDER_ID": "b1gfolder"}
KNOWN = {"en", "ru", "kk", "zh"}
CODES = {400: 3, 401: 16, 403: 7, 404: 5, 429: 8, 500: 13, 503: 14}


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


class Service(service.Service):
    def check(self, request: Request) -> None:
        if request.headers.get("Authorization") != f"Api-Key {KEYS['YANDEX_TRANSLATE_KEY']}":
            raise Refusal(401, _error(401, "Unknown api key"))
        if request.path != "/translate/v2/translate":
            raise Refusal(404, _error(404, "Not Found"))
        body = request.body
        if body.get("folderId", "b1gfolder") != "b1gfolder":
            raise Refusal(403, _error(403, "Permission to [resource-manager.folder] denied"))
        for code in (body["sourceLanguageCode"], body["targetLanguageCode"]):
            if code not in KNOWN:
                raise Refusal(400, _error(400, f"unsupported language code {code}"))
        if body["format"] not in {"PLAIN_TEXT", "HTML"}:
            raise Refusal(400, _error(400, "unsupported format"))
        if sum(map(len, body["texts"])) > 10_000:
            raise Refusal(400, _error(400, "text length must be not greater than 10000"))
        pairs = _pairs(request)
        if "glossaryConfig" in body and not 1 <= len(pairs) <= 50:
            raise Refusal(400, _error(400, "glossary_pairs: Number of elements must be 1-50"))

    def texts(self, request: Request) -> Sequence[str]:
        texts: list[str] = request.body["texts"]
        return texts

    def target(self, request: Request) -> str:
        return str(request.body["targetLanguageCode"])

    def translate(self, request: Request, text: str, target: str) -> str:
        def piece(text: str) -> str:
            for pair in _pairs(request):
                if text == pair["sourceText"]:
                    return str(pair["translatedText"])
            return self.answer(text, target)

        return elements.from_html(text, piece) if request.body["format"] == "HTML" else piece(text)

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        return {"translations": [{"text": answer} for answer in answers]}

    def error(self, status: int) -> Any:
        said = "limit on units was exceeded" if status == 429 else "service is unavailable"
        return _error(status, said)


def _pairs(request: Request) -> list[dict[str, str]]:
    config = request.body.get("glossaryConfig", {"glossaryData": {"glossaryPairs": []}})
    pairs: list[dict[str, str]] = config["glossaryData"]["glossaryPairs"]
    return pairs


def _error(status: int, message: str) -> dict[str, Any]:
    return {"code": CODES.get(status, 2), "message": message, "details": []}
