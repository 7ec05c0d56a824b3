"""A completion: the request for one, as the settings make it in the same way every time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from i18n.engines.facts import Price
from i18n.engines.options import Options as Basic
from i18n.errors import UserError

_FIELDS = {"id": {"type": "string"}, "text": {"type": "string"}}
_ITEM = {
    "type": "object",
    "properties": _FIELDS,
    "required": ["id", "text"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": _ITEM}},
    "required": ["items"],
    "additionalProperties": False,
}
FORMATS: Mapping[str, dict[str, Any]] = {
    "object": {"type": "json_object"},
    "schema": {
        "type": "json_schema",
        "json_schema": {"name": "translation", "strict": True, "schema": _SCHEMA},
    },
}
"""What `json` in the settings makes of `response_format`; not every server knows each."""


@dataclass(frozen=True)
class Options(Basic):
    """`url` ends in `/v1`; prices are for a million tokens sent (in) and written (out).

    With `own_temperature` none is sent: models that think have one of their own.
    """

    model: str = ""
    temperature: float = 0.0
    own_temperature: bool = False
    max_tokens: int | None = None
    json: str = ""
    price_in: float | None = None
    price_out: float | None = None
    currency: str = "USD"

    def charge(self, known: Price | None) -> Price | None:
        """What the settings say that tokens cost; nothing is known of it otherwise."""
        if self.price_in is None and self.price_out is None:
            return Basic.charge(self, known)
        return Price(
            amount=self.price_in or 0.0,
            answers=self.price_out or 0.0,
            currency=self.currency,
            source="your settings",
            unit="tokens",
        )


def address(url: str) -> str:
    """Complete a bare host, and shorten the address of the very page."""
    url = url.rstrip("/").removesuffix("/chat/completions").rstrip("/")
    return url + "/v1" if re.fullmatch(r"\w+://[^/]+", url) else url


def always(options: Options) -> dict[str, Any]:
    """Return what is the same in every request; UserError for what the settings lack."""
    for name in ("url", "model"):
        if not getattr(options, name):
            hint = f'write {name} = "…" in [engines.openai]; docs/engines.md has examples'
            raise UserError(f"the engine 'openai' has no {name}", hint=hint)
    if options.json not in {"", *FORMATS}:
        hint = f"leave it out, or write one of {', '.join(FORMATS)}"
        raise UserError(f"[engines.openai] json is unknown: {options.json!r}", hint=hint)
    fields = {
        "model": options.model,
        "temperature": None if options.own_temperature else options.temperature,
        "max_tokens": options.max_tokens,
        "response_format": FORMATS.get(options.json),
    }
    return {key: value for key, value in fields.items() if value is not None}
