"""Fakes: an engine in memory, for what has to do with no service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from services.service import shout

from i18n.engines.engine import Limits, Network, Traits
from i18n.engines.faults import Unsupported
from i18n.model import Brief


@dataclass
class Fake:
    """An engine that notes what it is asked; `answer` makes a text of a text, or raises."""

    name: str = "fake"
    version: str = "1"
    limits: Limits = field(default_factory=lambda: Limits(rate=1e6, retries=0))
    network: Network = "remote"
    natural: bool = True
    notice: str = ""
    traits_: Traits = field(default_factory=Traits)
    answer: Callable[[str, str], str] = shout
    unknown: frozenset[str] = frozenset()
    asked: list[tuple[tuple[str, ...], Brief]] = field(default_factory=list)

    def traits(self, brief: Brief) -> Traits:
        if brief.target in self.unknown:
            raise Unsupported(f"{self.name} does not know {brief.target}")
        return self.traits_

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        self.asked.append((tuple(texts), brief))
        return [self.answer(text, brief.target) for text in texts]

    def close(self) -> None: ...

    @property
    def texts(self) -> list[tuple[str, ...]]:
        return [texts for texts, _ in self.asked]
