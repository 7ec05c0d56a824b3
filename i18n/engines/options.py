"""Options: what `[engines.NAME]` of tilshi.toml sets of an engine, with a default for each."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, get_type_hints

from i18n.engines.engine import Limits
from i18n.engines.facts import Price
from i18n.errors import UserError

O = TypeVar("O", bound="Options")  # noqa: E741


@dataclass(frozen=True)
class Options:
    """What every engine has: another address of the service, other limits, what it charges.

    `price` is for a million characters, in the currency of the engine's facts. An engine
    with more to set has a subclass, with plain types: str, int, float, bool, tuple[str, ...].
    """

    url: str = ""
    chars: int | None = None
    items: int | None = None
    rate: float | None = None
    chars_rate: float | None = None
    workers: int | None = None
    retries: int | None = None
    timeout: float | None = None
    price: float | None = None

    def limit(self, limits: Limits) -> Limits:
        """Return the limits with what is set here in their place."""
        own = {entry.name: getattr(self, entry.name, None) for entry in fields(Limits)}
        return replace(limits, **{key: value for key, value in own.items() if value is not None})

    def charge(self, known: Price | None) -> Price | None:
        """Return what the engine charges: what is set here, or what is known of the service."""
        if self.price is None:
            return known
        return replace(
            known or Price(0, "USD"), amount=self.price, as_of="", source="your settings"
        )


def read(kind: type[O], name: str, table: Mapping[str, Any]) -> O:
    """Return the options of the engine with that name; UserError for what is wrong in them."""
    hints = get_type_hints(kind)
    where = f"[engines.{name}]"
    for key, value in table.items():
        if key not in hints:
            near = difflib.get_close_matches(key, hints, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(hints)}"
            raise UserError(f"{where} has an unknown key {key!r}", hint=hint)
        if key == "url" and not _is_address(value):
            raise UserError(f"{where} url is not a web address", hint='write url = "https://…"')
        what = _misfit(key, value, hints[key])
        if what:
            hint = f"it is {value!r} now; docs/engines.md has examples"
            raise UserError(f"{where} {key} is not {what}", hint=hint)
    return kind(**{key: _plain(value) for key, value in table.items()})


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _misfit(key: str, value: object, wanted: Any) -> str:
    """Say what the value is not, or nothing if it fits."""
    if wanted is bool:
        return "" if isinstance(value, bool) else "true or false"
    if wanted is str:
        return "" if isinstance(value, str) else "a text in quotation marks"
    if wanted == tuple[str, ...]:
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if texts else "a list of texts"
    whole = float not in (wanted, *getattr(wanted, "__args__", ()))
    what = f"{'a whole number' if whole else 'a number'} above zero"
    if not isinstance(value, int if whole else (int, float)) or isinstance(value, bool):
        return what
    fits = 0 < value < float("inf") or (value == 0 and _may_be_zero(key))
    return "" if fits else what


def _may_be_zero(key: str) -> bool:
    return key == "retries" or key.startswith(("price", "temperature"))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
