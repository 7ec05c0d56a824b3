"""Options: what `[engines.NAME]` of tilshi.toml sets of an engine, with a default for each."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, get_type_hints

from i18n.engines.engine import Limits
from i18n.engines.facts import Price
from i18n.errors import Place, UserError

RANGES = {
    "chars": (1, 10_000_000),
    "items": (1, 100_000),
    "rate": (0.001, 1_000_000),
    "chars_rate": (1, 1e9),
    "workers": (1, 100),
    "retries": (0, 100),
    "timeout": (0.1, 3600),
    "temperature": (0, 10),
    "max_tokens": (1, 10_000_000),
    "beam": (1, 100),
    "threads": (0, 1000),
    **dict.fromkeys(("price", "price_in", "price_out"), (0, 1e9)),
}
"""What a number may be, by its key, both ends included: beyond, a clock or a sum overflows."""
OTHERS = (1e-9, 1e9)
"""What a number of another package's engine may be."""

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


class Table(dict[str, Any]):
    """What a file sets of an engine; `at` is where it begins, `places` where each key is."""

    def __init__(
        self, values: Mapping[str, Any], at: Place | None, places: Mapping[str, Place]
    ) -> None:
        super().__init__(values)
        self.at = at
        self.places = places


def place(table: Mapping[str, Any], key: str = "") -> Place | None:
    """Return where the key of a table is set, or the table begins; None if nobody knows."""
    return table.places.get(key, table.at) if isinstance(table, Table) else None


def read(kind: type[O], name: str, table: Mapping[str, Any]) -> O:
    """Return the options of the engine with that name; UserError for what is wrong in them."""
    hints = get_type_hints(kind)
    where = f"[engines.{name}]"
    for key, value in table.items():
        if key not in hints:
            near = difflib.get_close_matches(key, hints, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(hints)}"
            raise UserError(f"{where} has an unknown key {key!r}", hint=hint, at=place(table, key))
        if key == "url" and not _is_address(value):
            what, hint = f"{where} url is not a web address", 'write url = "https://…"'
            raise UserError(what, hint=hint, at=place(table, key))
        what = _misfit(key, value, hints[key])
        if what:
            hint = f"it is {value!r} now; docs/engines.md has examples"
            raise UserError(f"{where} {key} is not {what}", hint=hint, at=place(table, key))
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
    least, most = RANGES.get(key, OTHERS)
    number = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if number and least <= value <= most:  # type: ignore[operator]
        return ""
    return f"a {'whole ' if whole else ''}number from {_figure(least)} to {_figure(most)}"


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
