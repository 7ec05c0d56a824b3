"""A chat: the answer of a language model, read with patience for its form, none for its sense.

Models wrap JSON in prose or a code fence, leave commas at its end, think aloud before it, stop
in the middle of it. An item counts only with the id it was asked under, and only once.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from i18n.engines.engine import Usage
from i18n.engines.faults import BadOutput, EngineError
from i18n.engines.wire import status

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r".*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_THOUGHT_START = re.compile(r"<(?:think|thinking|reasoning)>.*", re.DOTALL | re.IGNORECASE)
_OBJECT = re.compile(r"\{\s*\"")
_COMMA_AND_END = re.compile(r",\s*[}\]]")
LONGEST = 400_000
"""Characters of an answer beyond which it is none: a hundred times what is asked for."""
_DEPTH = 4
_STUMBLES = 1000
"""How many objects in an answer may be broken before the rest is not read any more."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, without the keys that stand for two things."""
    found = dict(pairs)
    torn = {key for key, value in pairs if found[key] != value}
    return {key: value for key, value in found.items() if key not in torn}


_DECODER = json.JSONDecoder(strict=False, object_pairs_hook=_object)


def usage(data: Any) -> Usage:
    """Return what the reply says of tokens; none where it says nothing."""
    match data:
        case {"usage": {"prompt_tokens": int(sent), "completion_tokens": int(written)}}:
            return Usage(sent, written)
    return Usage()


def content(data: Any, name: str) -> str:
    """Return what the model wrote; raises an EngineError where it wrote nothing, or refused."""
    match data:
        case {"error": error} if error:
            raise _error(error, name)
        case {"choices": [{"message": {**message}, **choice}, *_]}:
            pass
        case _:
            raise BadOutput(f"{name} gave an answer of another form")
    reason = choice.get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        raise BadOutput(f"{name} refused to translate this", hint="translate it by hand")
    text = _text(message.get("content"))
    if len(text) > LONGEST:
        raise BadOutput(f"{name} gave an answer without an end")
    text = thoughtless(text)
    if not text:
        raise _silence(message, reason, name)
    return text


def thoughtless(text: str) -> str:
    """Take away what a model thought aloud before, or instead of, its answer."""
    text = _THOUGHT.sub("", text)
    text = _THOUGHT_END.sub("", text)
    return _THOUGHT_START.sub("", text).strip()


def items(text: str) -> dict[str, str]:
    """Return the texts by id, those that stand whole in an answer under one id only."""
    found: dict[str, str] = {}
    torn = set()
    for key, value in _pairs(text):
        if found.setdefault(key, value) != value:
            torn.add(key)
    return {key: value for key, value in found.items() if key not in torn}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for value in _objects(text):
        yield from _walk(value, _DEPTH)


def _walk(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield what has an id: `{"id": 1, "text": "…"}`, or `{"1": "…"}`, wherever it stands."""
    if isinstance(value, dict) and {"id", "text"} <= value.keys():
        yield from _item(value["id"], value["text"])
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _item(key, entry) if isinstance(entry, str) else _deeper(entry, depth)
    elif isinstance(value, list):
        for entry in value:
            yield from _deeper(entry, depth)


def _deeper(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    return _walk(value, depth - 1) if depth else iter(())


def _objects(text: str) -> Iterator[Any]:
    """Yield the objects that stand whole in the text, the outermost of them."""
    at = stumbles = 0
    while (start := _OBJECT.search(text, at)) and stumbles < _STUMBLES:
        at = start.start()
        try:
            value, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            stumbles += 1
            comma = _last_comma(text, error.pos)
            at, text = (at, f"{text[:comma]} {text[comma + 1 :]}") if comma > at else (at + 1, text)
        except RecursionError:
            at, stumbles = at + 1, stumbles + 1
        else:
            yield value


def _last_comma(text: str, at: int) -> int:
    """Return where the comma stands after which, at that place, a list or object ends; or -1.

    Pythons before 3.13 name the place of the bracket, later ones that of the comma.
    """
    if text[at : at + 1] in {"}", "]"}:
        at = len(text[:at].rstrip()) - 1
    return at if _COMMA_AND_END.match(text, max(at, 0)) else -1


def _item(key: Any, text: Any) -> Iterator[tuple[str, str]]:
    """An id may be a number; a text is one that can be written to a file."""
    if isinstance(key, bool) or not isinstance(key, (str, int)) or not isinstance(text, str):
        return
    if text.strip() and not re.search(r"[\ud800-\udfff]", text):
        yield str(key).strip(), text


def _text(written: Any) -> str:
    """The content of a message is a text, or a list of parts."""
    match written:
        case str():
            return written
        case [*parts]:
            return "".join(part["text"] for part in parts if _is_text(part))
    return ""


def _is_text(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("text"), str)


def _silence(message: Mapping[Any, Any], reason: Any, name: str) -> BadOutput:
    """What it means that a model wrote nothing to read."""
    if message.get("tool_calls") or message.get("function_call"):
        return BadOutput(f"{name} called a tool instead of answering", hint="name another model")
    if reason == "length":
        hint = "raise max_tokens, or let the model think less"
        return BadOutput(f"{name} came to its limit before it answered", hint=hint)
    return BadOutput(f"{name} gave an empty answer")


def _error(error: Any, name: str) -> EngineError:
    """Some servers send an error with the status of a success."""
    code = error.get("code") if isinstance(error, dict) else None
    if isinstance(code, int) and code >= 400:
        return status(name, code)
    return BadOutput(f"{name} answered with an error")
