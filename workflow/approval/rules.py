"""The rules: RULES is the table; each says what keeps a translation from going out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from i18n.locales import Locale
from i18n.model import Catalog, Document, State
from workflow.approval.lead import Key, keys, parts
from workflow.approval.signoff import signoff
from workflow.settings import Rule

Waiting = tuple[tuple[State, int], ...]
_MISSING = ("", State.UNTRANSLATED)

WORDS: Mapping[str, tuple[str, str]] = {
    **{str(state): ("1 " + state.replace("_", " "), "{0:,} " + state.replace("_", " ")) for state in State},
    "errors": ("1 error", "{0:,} errors"),
    "title": ("the title is not approved",) * 2,
    "lead": ("the lead is not approved",) * 2,
    "figures": ("1 sentence with figures is not approved", "{0:,} sentences with figures are not approved"),
    "unsigned": ("not signed off",) * 2,
    "outdated": ("changed since it was signed off by {1}",) * 2,
    "embargo": ("embargo {1}",) * 2,
    "base": ("made from {1}, which is not out",) * 2,
}  # fmt: skip
"""How each reason is said, of one and of several."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a version waits for, by a row of WORDS: how many of them, and what else there is to say."""

    code: str
    count: int = 0
    detail: str = ""

    def __str__(self) -> str:
        return WORDS[self.code][self.count != 1].format(self.count, self.detail)


@dataclass(frozen=True)
class Standing:
    """How the translation of an article stands: its catalog, read against the article as it is.

    `errors` is what checks found; `source` the language of the article.
    """

    document: Document
    catalog: Catalog | None
    source: Locale
    errors: int
    trust_external: bool

    @cached_property
    def targets(self) -> Mapping[Key, tuple[str, State]]:
        """The translation and state of each live unit of the catalog."""
        units = self.catalog.units if self.catalog else ()
        return {unit.key: (unit.target, unit.state) for unit in units if not unit.obsolete}

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The key of each unit that the article needs, once."""
        found = (key for passage in self.document.passages for key in keys(passage))
        return tuple(dict.fromkeys(found))

    @cached_property
    def waiting(self) -> Waiting:
        """Count what the article needs and nobody has approved; a unit not there is untranslated."""
        states = Counter(state for key in self.keys if not self.approved(state := self.state(key)))
        return tuple((state, states[state]) for state in State if states[state])

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What keeps it from being one that people approved, and without an error."""
        waiting = (Reason(state, count) for state, count in self.waiting)
        return (*waiting, *([Reason("errors", self.errors)] if self.errors else ()))

    def state(self, key: Key) -> State:
        return self.targets.get(key, _MISSING)[1]

    def target(self, key: Key) -> str:
        return self.targets.get(key, _MISSING)[0]

    def approved(self, state: State) -> bool:
        """Whether a person stands for what is in this state."""
        return state is State.APPROVED or (self.trust_external and state is State.EXTERNAL)


def _approved(standing: Standing) -> Iterator[Reason]:
    """Every sentence, and no error."""
    yield from standing.reasons


def _signed(standing: Standing) -> Iterator[Reason]:
    """Every sentence, no error, and somebody stands for the whole."""
    yield from standing.reasons
    signed = signoff(standing.catalog) if standing.catalog else None
    if signed is None:
        yield Reason("unsigned")
    elif not signed.valid:
        yield Reason("outdated", detail=f"{signed.who} on {signed.day}")


def _lead(standing: Standing) -> Iterator[Reason]:
    """Title, lead and figures, and no error anywhere: a wrong figure is one too."""
    yield from _drafts(standing)
    if standing.errors:
        yield Reason("errors", standing.errors)
    if standing.waiting:
        found = parts(standing.document, standing.source).items()
        counts = Counter(part for key, part in found if not standing.approved(standing.state(key)))
        yield from (Reason(part, counts[part]) for part in ("title", "lead", "figures") if counts[part])  # fmt: skip


def _drafts(standing: Standing) -> Iterator[Reason]:
    """Anything at all in the language of the readers."""
    if not any(map(standing.target, standing.keys)):
        yield from standing.reasons


RULES: Mapping[Rule, Callable[[Standing], Iterator[Reason]]] = {
    "approved": _approved,
    "signed": _signed,
    "lead": _lead,
    "drafts": _drafts,
}
"""What each rule holds against a translation; what it holds nothing against may go out."""
