"""Azure AI Translator as a stand-in.

https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate
"""

from collections.abc import Sequence
from typing import Any

from services import elements, service
from services.service import Refusal, Request

KEYS = {"AZURE_TRANSLATOR_KEY": "azure-secret-2f1b", "AZURE_TRANSLATOR_REGION": "westeurope"}
KNOWN = {"en", "ru", "kk", "zh-Hans"}


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


class Service(service.Service):
    def check(self, request: Request) -> None:
        if request.headers.get("Ocp-Apim-Subscription-Key") != KEYS["AZURE_TRANSLATOR_KEY"]:
            raise Refusal(401, _error(401000, "The request is not authorized because credentials"))
        if request.path != "/translate" or request.query.get("api-version") != "3.0":
            raise Refusal(400, _error(400021, "The API version parameter is missing or invalid."))
        if not {request.query["from"], request.query["to"]} <= KNOWN:
            raise Refusal(400, _error(400036, "The target language is not valid."))
        if len(request.body) > 1000 or sum(map(len, self.texts(request))) > 50_000:
            raise Refusal(400, _error(400077, "The maximum request size has been exceeded."))

    def texts(self, request: Request) -> Sequence[str]:
        return [item["Text"] for item in request.body]

    def target(self, request: Request) -> str:
        return request.query["to"]

    def translate(self, request: Request, text: str, target: str) -> str:
        if request.query.get("textType") != "html":
            return self.answer(text, target)
        return elements.from_html(text, lambda piece: self.answer(piece, target))

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        to = request.query["to"]
        return [{"translations": [{"text": answer, "to": to}]} for answer in answers]

    def error(self, status: int) -> Any:
        return _error(status * 1000 + (1 if status == 429 else 0), "The service is busy.")


def _error(code: int, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}
