"""Google Cloud Translation v3 as a stand-in, and the server that gives an account its tokens.

https://docs.cloud.google.com/translate/docs/reference/rest/v3/projects/translateText
"""

import base64
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from services import elements, service
from services.service import Refusal, Request

KEYS = {"GOOGLE_CLOUD_TOKEN": "ya29.google-secret-77aa"}
KNOWN = {"en", "ru", "kk", "zh-CN"}
PARENT = "/v3/projects/tilshi-news/locations/"
SCOPE = "https://www.googleapis.com/auth/cloud-translation"
STATUS = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED"}


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url, "project": "tilshi-news"}


class Service(service.Service):
    """`message` and `reason` are what a 403 or 429 says; `tokens` those that are good.

    `public` is the key of the one account it knows, `lifetime` the seconds its tokens live.
    """

    public: Any = None
    lifetime = 3599
    message = "The caller does not have permission"
    reason = "forbidden"

    def __post_init__(self) -> None:
        self.tokens = {KEYS["GOOGLE_CLOUD_TOKEN"]}
        super().__post_init__()

    def reply(self, request: Request) -> Any:
        return self.token(request) if request.path == "/token" else super().reply(request)

    def token(self, request: Request) -> Any:
        """Give a token for a signed assertion: https://datatracker.ietf.org/doc/html/rfc7523."""
        form = parse_qs(request.body)
        if form["grant_type"] != ["urn:ietf:params:oauth:grant-type:jwt-bearer"]:
            raise Refusal(400, {"error": "unsupported_grant_type"})
        if not self.signed(form["assertion"][0]):
            said = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            raise Refusal(400, said)
        token = f"ya29.account-{len(self.tokens)}"
        self.tokens.add(token)
        return {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}

    def signed(self, assertion: str) -> bool:
        """Tell if the account has signed, for this server, what it needs to translate."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        head, claims, signature = assertion.split(".")
        said = json.loads(_bytes(claims))
        asked = SCOPE, "https://oauth2.googleapis.com/token"
        try:
            signed = f"{head}.{claims}".encode()
            self.public.verify(_bytes(signature), signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return (said["scope"], said["aud"]) == asked

    def check(self, request: Request) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in self.tokens:
            raise Refusal(401, _error(401, "Request had invalid authentication credentials."))
        place, _, method = request.path.removeprefix(PARENT).partition(":")
        if not request.path.startswith(PARENT) or method != "translateText":
            raise Refusal(404, "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>")
        body = request.body
        if not {body["sourceLanguageCode"], body["targetLanguageCode"]} <= KNOWN:
            raise Refusal(400, _error(400, "Target language is invalid."))
        if body["mimeType"] not in {"text/plain", "text/html"}:
            raise Refusal(400, _error(400, "Mime type is invalid."))
        if len(body["contents"]) > 1024 or sum(map(len, body["contents"])) > 30_720:
            raise Refusal(400, _error(400, "Text is too long."))
        for path in (body.get("model", ""), body.get("glossaryConfig", {}).get("glossary", "")):
            if path and not path.startswith(f"{PARENT}{place}/".removeprefix("/v3/")):
                raise Refusal(400, _error(400, "Invalid location of the resource."))

    def texts(self, request: Request) -> Sequence[str]:
        texts: list[str] = request.body["contents"]
        return texts

    def target(self, request: Request) -> str:
        return str(request.body["targetLanguageCode"])

    def translate(self, request: Request, text: str, target: str) -> str:
        if request.body["mimeType"] == "text/plain":
            return self.answer(text, target)
        return elements.from_html(text, lambda piece: self.answer(piece, target))

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        found = [{"translatedText": answer} for answer in answers]
        if "glossaryConfig" in request.body:
            plain = [{"translatedText": f"{answer} without glossary"} for answer in answers]
            return {"translations": plain, "glossaryTranslations": found}
        return {"translations": found}

    def error(self, status: int) -> Any:
        said = _error(status, self.message if status in {403, 429} else "The service is busy.")
        said["error"]["errors"] = [{"message": self.message, "reason": self.reason}]
        return said


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _error(code: int, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "status": STATUS.get(code, "UNAVAILABLE")}}
