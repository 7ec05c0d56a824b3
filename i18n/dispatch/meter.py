"""A meter: what a run pays for, and the most it may pay."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from i18n.engines.engine import Usage
from i18n.engines.facts import Price
from i18n.engines.faults import EngineError, OverBudget

CHARS_A_TOKEN = 4.0
"""Of an English text. Russian answers have some .37 tokens for each character of the source,
Kazakh .5, Chinese .25 with common tokenizers: the dearest is taken for all."""
ANSWER_TOKENS = 0.5
TEXT_TOKENS = 20
"""What stands round each text in the JSON of a request and of its answer."""
PROMPT_TOKENS = 600
"""What a request to a language model holds besides the texts."""


class Meter:
    """What has been paid so far, by all threads and by currency.

    Nothing is asked that would lift the sum above the budget; who sets one sees to it that
    there is one currency.
    """

    def __init__(self, budget: float | None = None) -> None:
        self.budget = budget
        self._spent: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    @property
    def spent(self) -> Mapping[str, float]:
        """The amounts by currency, of those in which something was paid."""
        with self._lock:
            return {currency: amount for currency, amount in self._spent.items() if amount > 1e-9}

    @contextmanager
    def paying(self, amount: float, currency: str) -> Iterator[None]:
        """Pay for one request, and take it back if it is not charged. Raises OverBudget."""
        with self._lock:
            total = sum(self._spent.values()) + amount
            if self.budget is not None and amount and total > self.budget:
                raise OverBudget(f"the budget of {self.budget:g} would be exceeded")
            self._spent[currency] += amount
        try:
            yield
        except EngineError as error:
            if not error.charged:
                with self._lock:
                    self._spent[currency] -= amount
            raise

    def correct(self, amount: float, currency: str) -> None:
        """Add what a service counted more than was paid, or take off what it counted less."""
        with self._lock:
            self._spent[currency] += amount


def cost(price: Price | None, characters: int, texts: int, requests: int = 1) -> float:
    """What it costs to send so many texts of so many characters; for tokens an estimate."""
    if price is None:
        return 0.0
    if price.unit == "characters":
        return price.amount * characters / 1e6
    around = TEXT_TOKENS * texts
    sent = characters / CHARS_A_TOKEN + around + PROMPT_TOKENS * requests
    written = characters * ANSWER_TOKENS + around
    return (price.amount * sent + price.answers * written) / 1e6


def counted(price: Price, usage: Usage) -> float:
    """What the tokens cost that a service counted."""
    return (price.amount * usage.sent + price.answers * usage.written) / 1e6
