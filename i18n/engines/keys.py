"""Keys: secrets of services, from the environment and nowhere else."""

import os
from typing import Protocol, runtime_checkable

from i18n.engines.facts import Facts
from i18n.engines.faults import Refused


def read(facts: Facts) -> dict[str, str]:
    """Return the variables an engine needs or makes use of, those that are set."""
    names = [name for word in (*facts.keys, *facts.also) for name in word.split("|")]
    found = {name: os.environ.get(name, "").strip() for name in names}
    return {name: value for name, value in found.items() if value}


def missing(facts: Facts) -> tuple[str, ...]:
    """Name the variables without which the engine cannot work, and which are not set.

    Of `A|B` one is enough.
    """
    found = read(facts)
    return tuple(word for word in facts.keys if not found.keys() & word.split("|"))


def named(variables: tuple[str, ...]) -> str:
    """Return the names for people: `A or B and C`."""
    return " and ".join(variables).replace("|", " or ")


@runtime_checkable
class Wanting(Protocol):
    """An engine that needs a key or none, as it is set up."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """The variables that are needed and not set."""


def wanted(facts: Facts, engine: object) -> str:
    """Say which variables to set for an engine, or nothing when none is missing."""
    lacking = missing(facts) or (engine.lacking if isinstance(engine, Wanting) else ())
    return f"no key: set {named(lacking)} in the environment" if lacking else ""


def no_key(engine: str, variables: tuple[str, ...]) -> Refused:
    """What an engine raises instead of asking without a key."""
    return Refused(f"{engine} has no key", hint=f"set {named(variables)} in the environment")
