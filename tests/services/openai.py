"""A chat as a stand-in: OpenAI's `/chat/completions`, as llama.cpp, ollama and vLLM speak it.

https://platform.openai.com/docs/api-reference/chat
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services import service
from services.service import Refusal, Request

KEYS = {"OPENAI_API_KEY": "sk-secret-9c41"}
MODEL = "qwen3:8b"
CONTEXT = 30_000
LANGUAGES = {"Russian": "ru", "Kazakh": "kk", "Chinese": "zh-Hans", "English": "en"}
Item = dict[str, Any]


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url + "/v1", "model": MODEL}


def tidy(items: Sequence[Item]) -> str:
    """What a model is asked for."""
    return json.dumps({"items": list(items)}, ensure_ascii=False)


WRITTEN: Mapping[str, Callable[[Sequence[Item]], str]] = {
    "as asked": tidy,
    "in a code fence": lambda items: f"```json\n{tidy(items)}\n```",
    "with prose round it": lambda items: f"Sure! Here it is:\n{tidy(items)}\nAnything {{else}}?",
    "with commas at the end": lambda items: tidy(items).replace("}]}", "},],}"),
    "without the outer object": lambda items: json.dumps(list(items), ensure_ascii=False),
    "inside another object": lambda items: json.dumps({"result": {"items": list(items)}}),
    "as a map": lambda items: json.dumps({item["id"]: item["text"] for item in items}),
    "an object a line": lambda items: "\n".join(map(json.dumps, items)),
    "with numbers for ids": lambda items: tidy([item | {"id": int(item["id"])} for item in items]),
    "in another order": lambda items: tidy(items[::-1]),
    "with one item more": lambda items: tidy([*items, {"id": "99", "text": "ещё"}]),
    "after thinking": lambda items: f"<think>Item 1 {{is}}… </think>\n{tidy(items)}",
    "after a thought without a start": lambda items: f"So…\n</think>{tidy(items)}",
    "said twice": lambda items: tidy([*items, *items]),
    "with a line broken": lambda items: json.dumps(
        {"items": [item | {"text": "\n" + item["text"] + "\n"} for item in items]}
    ),
}
"""Answers that have what was asked for, in the ways models write it."""


@dataclass
class Service(service.Service):
    """`write` makes the content of the message of the items, `message` what else it has."""

    write: Callable[[Sequence[Item]], str] = tidy
    message: Callable[[Request], Item] = lambda request: {}
    finish: str = "stop"

    __hash__ = object.__hash__

    def check(self, request: Request) -> None:
        given = request.headers.get("Authorization", "")
        if given not in {"", f"Bearer {KEYS['OPENAI_API_KEY']}"}:
            what = f"Incorrect API key provided: {given}."
            raise Refusal(401, _error("invalid_api_key", what, "invalid_request_error"))
        if request.path != "/v1/chat/completions":
            raise Refusal(404, _error("not_found", "Invalid URL", "invalid_request_error"))
        if request.body.get("model") != MODEL:
            what = f"model '{request.body.get('model')}' not found"
            raise Refusal(404, _error("model_not_found", what, "not_found_error"))
        if len(json.dumps(request.body, ensure_ascii=False)) > CONTEXT:
            what = "the request exceeds the available context size"
            raise Refusal(400, _error(400, what, "exceed_context_size_error"))

    def job(self, request: Request) -> Any:
        """The JSON of the user's message."""
        system, user = request.body["messages"]
        assert [system["role"], user["role"]] == ["system", "user"]
        return json.loads(user["content"])

    def texts(self, request: Request) -> Sequence[str]:
        return [item["text"] for item in self.job(request)["items"]]

    def target(self, request: Request) -> str:
        return LANGUAGES[self.job(request)["to"].partition(",")[0]]

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        """Give the answers under their ids; one too many is a second answer to the last item."""
        ids = [item["id"] for item in self.job(request)["items"]]
        items = [{"id": n, "text": text} for n, text in zip(ids, answers, strict=False)]
        items += [{"id": ids[-1], "text": f"({text})"} for text in answers[len(ids) :]]
        message = {"role": "assistant", "content": self.write(items), **self.message(request)}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
        }

    def error(self, status: int) -> Any:
        return _error("rate_limit_exceeded" if status == 429 else status, "no", "requests")


def _error(code: str | int, message: str, kind: str, param: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}
