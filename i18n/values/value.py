"""A value: a number that a text states, with what it counts."""

from fractions import Fraction
from typing import Literal, NamedTuple

from i18n.edits import Span

Kind = Literal[
    "number", "ordinal", "percent", "money", "measure", "time", "decade", "code", "implied"
]
Amount = int | Fraction | str


class Value(NamedTuple):
    """A value, at `start` to `end` of the text it was read from.

    `amount` is exact: an int or a Fraction (2.5 million is 2500000, `three quarters` and `¾` are
    3/4, 30 % and 三成 are 30, a decade is its first year: `80s` 80, `1980s` 1980). It is a string
    for what is no number: `HH:MM` of a `time`, on a clock of 24 hours, and the digits and dots of
    a `code` of several parts, such as an address or a version. A code that has one figure in it
    (`G20`, `HER2`) has that figure as its amount.

    `unit` is the ISO 4217 code of `money`, and of a `measure` the name of a row of
    `conversion.UNITS` (`mi`, `kg`); it is `month` for 9月, for the 5 of 12.05.2018, and for an implied
    `September`. `others` are amounts it may as well be: 1234 for `1,234`
    where a comma is the decimal mark, 1953 for the 53 of `1950-53`, 1980 for `the 80s`, 2000000 for
    the 2 of `2 to 3 million`, the other half of the day of `8:30` in English. `spelled` values are in
    letters only, with no digit: `forty-five`, `XXI`, `一百二十`. An `implied` value is no number
    in its own language and may be one in another: `dozen`, `September`, `twice`.
    """

    kind: Kind
    amount: Amount
    start: int
    end: int
    text: str
    unit: str = ""
    spelled: bool = False
    others: tuple[Amount, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands, with its sign, scale and unit."""
        return self.start, self.end

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Everything the amount may be, the likeliest first."""
        return (self.amount, *self.others)
