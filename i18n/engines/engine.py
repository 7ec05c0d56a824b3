"""An engine: a machine translator, its limits, and what a project may set of them."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from i18n.errors import UserError
from i18n.model import Brief


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine bears.

    `chars` is the size to pack requests up to, `longest` the longest single text; `rate` is
    requests a second, `workers` how many may be under way at once, `retries` how often one
    request is repeated, `timeout` the seconds without a byte after which it is given up.
    """

    chars: int = 1500
    longest: int = 4900
    rate: float = 1.5
    workers: int = 4
    retries: int = 5
    timeout: float = 30.0


class Engine(Protocol):
    """A machine translator.

    `name` and `version` are part of what an answer is stored under: change `version` when
    answers change. `remote` tells if answers cost something, so that they are stored.
    `natural` tells if they are in the target language, so that they are checked for it.
    `notice` is something a user has to be told once.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def remote(self) -> bool: ...
    @property
    def natural(self) -> bool: ...
    @property
    def notice(self) -> str: ...

    def check(self, brief: Brief) -> None:
        """Raise Unsupported for a pair of languages this engine cannot do; asks nobody."""

    def translate(self, texts: Sequence[str], brief: Brief) -> list[str]:
        """Translate texts that belong together, in one request where the service can.

        Keeps their number and order, or raises an EngineError. Called from several threads.
        """

    def close(self) -> None:
        """Give back connections."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engines.NAME]` of tilshi.toml: another address of the service, other limits."""

    url: str = ""
    chars: int | None = None
    rate: float | None = None
    workers: int | None = None
    retries: int | None = None
    timeout: float | None = None

    def limit(self, limits: Limits) -> Limits:
        """Return the limits with what is set here in their place."""
        own = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return replace(limits, **{k: v for k, v in own.items() if k != "url" and v is not None})


def settings(name: str, options: Mapping[str, Any]) -> EngineSettings:
    """Return the settings of the engine with that name; UserError for what is wrong in them."""
    known = {entry.name: entry.type for entry in fields(EngineSettings)}
    for key, value in options.items():
        where = f"[engines.{name}]"
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            raise UserError(f"{where} has an unknown key {key!r}", hint=hint)
        if key == "url" and not (
            isinstance(value, str) and value.startswith(("http://", "https://"))
        ):
            raise UserError(f"{where} url is not a web address", hint='write url = "https://…"')
        if key != "url" and not _fits(key, value):
            kind = "a number" if key in {"rate", "timeout"} else "a whole number"
            hint = f"write {key} = {getattr(Limits(), key)}"
            raise UserError(f"{where} {key} is not {kind} above zero", hint=hint)
    return EngineSettings(**options)


def _fits(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return False
    if key in {"rate", "timeout"}:
        return isinstance(value, int | float) and 0 < value < float("inf")
    return isinstance(value, int) and value >= (0 if key == "retries" else 1)
