"""Failures that a person can mend."""

from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is: its path as the user knows it, and a line from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class UserError(Exception):
    """Something a person can mend: what is wrong, where, and the next step."""

    def __init__(self, what: str, *, hint: str, at: Place | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.at = at

    def __str__(self) -> str:
        return f"{self.at}: {self.what}" if self.at else self.what

    def __reduce__(self) -> tuple[object, ...]:
        """Go from one process to another whole."""
        return partial(UserError, hint=self.hint, at=self.at), (self.what,)
