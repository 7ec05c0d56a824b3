"""News: what has happened to a project under review, for those who look at it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["changed", "findings", "stale", "trouble", "project"]
"""What happened.

changed   units of a catalog are others than before: those of `uids`, any where there are none
findings  checks have looked at an article anew
stale     an article has changed since it was extracted; `what` is "" where it no longer is so
trouble   a catalog or the settings cannot be read; `what` is "" where they can be again
project   articles have come or gone, or settings or the glossary have changed
"""


@dataclass(frozen=True, slots=True)
class News:
    """What happened, in which article and locale: "" for all of them.

    `who` did it, "" where it was another program. `what` and `hint` say what is wrong, and the
    next step.
    """

    kind: Kind
    slug: str = ""
    locale: str = ""
    uids: tuple[str, ...] = ()
    who: str = ""
    what: str = ""
    hint: str = ""


Tell = Callable[[News], None]
"""Is told of news, in any thread."""


def nobody(news: News) -> None:
    """Tell nobody."""
