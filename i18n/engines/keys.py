"""Keys: secrets of services, from the environment and nowhere else."""

import os

from i18n.engines.facts import Facts
from i18n.engines.faults import Refused


def read(facts: Facts) -> dict[str, str]:
    """Return the variables an engine needs or makes use of, those that are set."""
    return {name: os.environ[name] for name in (*facts.keys, *facts.also) if os.environ.get(name)}


def missing(facts: Facts) -> tuple[str, ...]:
    """Name the variables without which the engine cannot work, and which are not set."""
    return tuple(name for name in facts.keys if not os.environ.get(name))


def no_key(engine: str, variables: tuple[str, ...]) -> Refused:
    """What an engine raises instead of asking without a key."""
    return Refused(f"{engine} has no key", hint=f"set {' and '.join(variables)} in the environment")
