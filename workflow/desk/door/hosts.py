"""Hosts: the names this desk answers to; a page of another name is answered nothing.

A page from elsewhere can have its own name lead to this machine, and its scripts then count as
ours: https://en.wikipedia.org/wiki/DNS_rebinding. The name in the request tells them apart.
"""

import re
from collections.abc import Collection

HOME = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""This machine, by its own names."""

_HOST = re.compile(
    r"(\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?", re.IGNORECASE | re.ASCII
)


def name_of(host: str) -> str:
    """Return the name in a Host field, without the port and in lower case; "" where it is none."""
    match = _HOST.fullmatch(host)
    return match[1].lower() if match else ""


def answers_to(host: str, names: Collection[str]) -> bool:
    """Whether a Host field has one of our names, those of this machine among them."""
    name = name_of(host)
    return bool(name) and (name in HOME or name in names)
