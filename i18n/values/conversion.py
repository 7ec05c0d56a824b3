"""Conversion: whether a length, weight or heat in one unit is what another says in its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.values.value import Value


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: what it measures, how many of the SI's units it is, and from what zero."""

    dimension: str
    factor: float
    metric: bool
    zero: float = 0


UNITS: Mapping[str, Unit] = {
    "in": Unit("length", 0.0254, metric=False),
    "ft": Unit("length", 0.3048, metric=False),
    "yd": Unit("length", 0.9144, metric=False),
    "mi": Unit("length", 1609.344, metric=False),
    "mm": Unit("length", 0.001, metric=True),
    "cm": Unit("length", 0.01, metric=True),
    "m": Unit("length", 1, metric=True),
    "km": Unit("length", 1000, metric=True),
    "mph": Unit("speed", 0.44704, metric=False),
    "kn": Unit("speed", 0.514444, metric=False),
    "kmh": Unit("speed", 1 / 3.6, metric=True),
    "GBP": Unit("mass", 0.45359237, metric=False),
    "oz": Unit("mass", 0.0283495, metric=False),
    "lb": Unit("mass", 0.45359237, metric=False),
    "st": Unit("mass", 6.35029318, metric=False),
    "g": Unit("mass", 0.001, metric=True),
    "kg": Unit("mass", 1, metric=True),
    "t": Unit("mass", 1000, metric=True),
    "sqft": Unit("area", 0.09290304, metric=False),
    "ac": Unit("area", 4046.8564224, metric=False),
    "sqmi": Unit("area", 2589988.11, metric=False),
    "sqm": Unit("area", 1, metric=True),
    "ha": Unit("area", 10_000, metric=True),
    "sqkm": Unit("area", 1_000_000, metric=True),
    "pt": Unit("volume", 0.568, metric=False),
    "gal": Unit("volume", 3.785411784, metric=False),
    "bbl": Unit("volume", 158.987294928, metric=False),
    "l": Unit("volume", 1, metric=True),
    "degf": Unit("heat", 5 / 9, metric=False, zero=32),
    "degc": Unit("heat", 1, metric=True),
}
"""The units of data/values.toml; factors are those of the international yard and pound.

`200 pounds` are read as money, and may be a weight.
"""

TOLERANCE = 0.1
"""Of a converted figure: news rounds 30 yards to 27 metres, and 100 miles to 150 km or 160."""
_DEGREES = 1.0


def converted(one: Value, two: Value) -> bool:
    """Whether an imperial measure is a metric one, as far as news rounds."""
    old, new = UNITS.get(one.unit), UNITS.get(two.unit)
    if old is None or new is None or old.metric or not new.metric:
        return False
    if old.dimension != new.dimension:
        return False
    return any(
        _close(old, float(amount), new, float(other))
        for amount in one.amounts
        for other in two.amounts
        if not isinstance(amount, str) and not isinstance(other, str)
    )


def _close(old: Unit, amount: float, new: Unit, other: float) -> bool:
    expected = (amount - old.zero) * old.factor
    got = (other - new.zero) * new.factor
    whole = new.factor / 2 if other.is_integer() else 0
    slack = _DEGREES if old.dimension == "heat" else max(abs(expected) * TOLERANCE, whole)
    return abs(expected - got) <= slack


def imperial(value: Value) -> bool:
    """Whether a value is in a unit that readers of the metric system do not know."""
    unit = UNITS.get(value.unit)
    return value.kind == "measure" and unit is not None and not unit.metric
