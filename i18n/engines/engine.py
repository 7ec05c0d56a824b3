"""An engine: a machine translator, its limits, and what it does for a pair of languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal, Protocol, runtime_checkable
from urllib.parse import urlsplit

from i18n.model import Brief

Network = Literal["none", "loopback", "remote"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine bears.

    `chars` is the size to pack requests up to, `items` the number of texts in one, `longest` the
    longest single text; `rate` is requests a second, `chars_rate` characters a second, `workers`
    how many requests may be under way at once, `retries` how often one is repeated, `timeout`
    the seconds after which an answer that does not come is given up.
    """

    chars: int = 2000
    items: int = 1000
    longest: int = 4900
    rate: float = 1.5
    chars_rate: float = 1e9
    workers: int = 4
    retries: int = 5
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class Traits:
    """What an engine does for one pair of languages.

    `styles` name the forms of hidden markup that survive in it, the best first. In one that
    is `joined` sentences travel together in one text, and may come back mixed up; in one that is
    `numbered` they do so with their numbers, and seldom are. With `context`
    it makes use of `brief.context`, with `terms` of `brief.terms`: its answers depend on them.
    """

    styles: tuple[str, ...] = ("braces", "brackets")
    joined: bool = False
    numbered: bool = False
    context: bool = False
    terms: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a service counted: those it was sent, and those it wrote."""

    sent: int = 0
    written: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.sent + other.sent, self.written + other.written)

    def __sub__(self, other: "Usage") -> "Usage":
        return Usage(self.sent - other.sent, self.written - other.written)


@runtime_checkable
class Counting(Protocol):
    """An engine whose service says what it counts."""

    @property
    def used(self) -> Usage:
        """All that was counted so far of the requests of the calling thread."""


class Engine(Protocol):
    """A machine translator.

    `name` and `version` are part of what an answer is stored under, and of a draft's origin:
    `version` names the model and whatever else in the settings makes for other answers.
    `network` tells where it asks. `natural` tells if answers are in the target language, so that
    they are checked for it and stored. `notice` is something a user has to be told once.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def network(self) -> Network: ...
    @property
    def natural(self) -> bool: ...
    @property
    def notice(self) -> str: ...

    def traits(self, brief: Brief) -> Traits:
        """Raise Unsupported for a pair of languages this engine cannot do; asks nobody."""

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Translate texts that belong together, in one request where the service can.

        They are written as `brief.form` says. Keeps their number and order, or raises an
        EngineError and nothing else. Called from several threads.
        """

    def close(self) -> None:
        """Give back connections."""


def network(url: str) -> Network:
    """Where an address leads: to this machine, or out."""
    try:
        name = urlsplit(url).hostname or ""
        here = name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        here = False
    return "loopback" if here else "remote"
