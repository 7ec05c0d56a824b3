"""DeepL as a stand-in, with its glossaries.

https://developers.deepl.com/api-reference/translate and …/multilingual-glossaries
"""

import json
from collections.abc import Sequence
from typing import Any
from xml.parsers.expat import ExpatError

from services import elements, service
from services.service import Refusal, Request

KEYS = {"DEEPL_API_KEY": "deepl-secret-9d9d:fx"}
SOURCES = {"EN", "RU", "KK", "ZH"}
TARGETS = {"EN-US", "RU", "KK", "ZH-HANS"}
PLAIN = {"KK"}
"""Languages without tag handling and glossaries."""


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url}


class Service(service.Service):
    """`room` is how many glossaries the plan has, `glossaries` are those there, by their ids."""

    room = 1

    def __post_init__(self) -> None:
        self.glossaries: dict[str, dict[str, Any]] = {}
        super().__post_init__()

    def reply(self, request: Request) -> Any:
        if request.headers.get("Authorization") != f"DeepL-Auth-Key {KEYS['DEEPL_API_KEY']}":
            raise Refusal(403, {"message": "Forbidden"})
        if request.path.startswith("/v3/glossaries"):
            return self.glossary(request)
        return super().reply(request)

    def check(self, request: Request) -> None:
        body = request.body
        if request.path != "/v2/translate":
            raise Refusal(404, {"message": "Not found"})
        if len(json.dumps(body)) > 128 * 1024:
            raise Refusal(413, {"message": "Request Entity Too Large"})
        if not 1 <= len(body["text"]) <= 50:
            raise Refusal(400, {"message": "Bad request. Reason: 50 texts"})
        if body["target_lang"] not in TARGETS or body["source_lang"] not in SOURCES:
            raise Refusal(400, {"message": "Value for 'target_lang' not supported."})
        plain = PLAIN & {body["target_lang"], body["source_lang"]}
        if plain and ("tag_handling" in body or "glossary_id" in body):
            raise Refusal(400, {"message": "Not supported for this language pair."})
        if body.get("glossary_id", None) not in {None, *self.glossaries}:
            raise Refusal(404, {"message": "Glossary not found"})

    def texts(self, request: Request) -> Sequence[str]:
        texts: list[str] = request.body["text"]
        return texts

    def target(self, request: Request) -> str:
        return str(request.body["target_lang"])

    def translate(self, request: Request, text: str, target: str) -> str:
        terms = self.terms(request)

        def piece(text: str) -> str:
            return terms.get(text, self.answer(text, target))

        if request.body.get("tag_handling") != "xml":
            return piece(text)
        try:
            return elements.from_xml(text, piece, request.body.get("ignore_tags", ()))
        except ExpatError:
            said = "Tag handling parsing failed, please check input."
            raise Refusal(400, {"message": said}) from None

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        source = request.body["source_lang"]
        return {
            "translations": [
                {"detected_source_language": source, "text": text, "billed_characters": len(text)}
                for text in answers
            ]
        }

    def error(self, status: int) -> Any:
        said = {456: "Quota Exceeded", 429: "Too many requests"}.get(status, "Internal error")
        return {"message": said}

    def terms(self, request: Request) -> dict[str, str]:
        """Return the entries of the glossary that a request names."""
        glossary = self.glossaries.get(request.body.get("glossary_id", ""), {"entries": {}})
        pair = request.body["source_lang"], request.body["target_lang"].partition("-")[0]
        found: dict[str, str] = glossary["entries"].get(pair, {})
        return found

    def glossary(self, request: Request) -> Any:
        """Answer a request about glossaries."""
        name, *rest = request.path.removeprefix("/v3/glossaries").split("/")[1:] or [""]
        match request.method, rest:
            case "GET", []:
                return {"glossaries": [self.row(one) for one in self.glossaries]}
            case "POST", []:
                return self.create(request)
            case "PUT", ["dictionaries"]:
                return self.fill(name, request.body)
            case "PATCH", []:
                self.glossaries[name]["name"] = request.body["name"]
                return self.row(name)
        raise Refusal(404, {"message": "Not found"})

    def create(self, request: Request) -> Any:
        if len(self.glossaries) >= self.room:
            raise Refusal(456, {"message": "Quota for glossaries exceeded"})
        name = f"def3a26b-{len(self.glossaries)}"
        self.glossaries[name] = {"name": request.body["name"], "entries": {}}
        for dictionary in request.body["dictionaries"]:
            self.fill(name, dictionary)
        return self.row(name)

    def fill(self, name: str, dictionary: dict[str, str]) -> Any:
        source, target = dictionary["source_lang"], dictionary["target_lang"]
        if PLAIN & {source, target}:
            raise Refusal(400, {"message": "Unsupported glossary language pair"})
        lines = [line.split("\t") for line in dictionary["entries"].split("\n")]
        self.glossaries[name]["entries"][source, target] = dict(lines)
        return {"source_lang": source, "target_lang": target, "entry_count": len(lines)}

    def row(self, name: str) -> Any:
        glossary = self.glossaries[name]
        return {
            "glossary_id": name,
            "name": glossary["name"],
            "creation_time": "2026-11-24T06:00:00.123456Z",
            "dictionaries": [
                {"source_lang": source, "target_lang": target, "entry_count": len(entries)}
                for (source, target), entries in glossary["entries"].items()
            ],
        }
