"""An answer: a translation nobody has approved, and where it comes from."""

from dataclasses import dataclass

from i18n.memory.match import Match


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation nobody has approved.

    `origin` is an engine and its model, `google/web`, or the memory, an article and the
    likeness of its sentence, `memory:weather 100%`.
    """

    text: str
    origin: str

    @property
    def who(self) -> str:
        """The engine alone, or `memory`."""
        return self.origin.partition("/")[0].partition(":")[0]


def remembered(match: Match) -> Answer:
    """Return what the memory offers: `memory:weather 97% 2024→2025` says what was patched."""
    patched = "".join(f" {old}→{new}" for old, new in match.patched)
    return Answer(match.target, f"memory:{match.origin} {match.percent}%{patched}")
