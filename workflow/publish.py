"""What goes out: the version of an article in one locale that its catalog and the rule allow."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from i18n.locales import Locale
from i18n.model import Catalog, Document, State

Rule = Literal["approved", "drafts"]
"""`approved`: every unit approved and no error found, or nothing changes.

`drafts`: what there is, with a notice.
"""

Render = Callable[[Document, Callable[[str, str], str | None], Locale], str]
Targets = Mapping[tuple[str, str], tuple[str, State]]
Waiting = tuple[tuple[State, int], ...]


class Status(StrEnum):
    """What became of an article in one locale; the first three are out, and in the manifest."""

    PUBLISHED = "published"
    EARLIER = "earlier"
    DRAFT = "draft"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    FAILED = "failed"


REVIEWED = frozenset({Status.PUBLISHED, Status.EARLIER})


@dataclass(frozen=True, slots=True)
class Version:
    """What is to be out. `text` replaces what is there; None leaves the file as it is.

    `waiting` counts the sentences that nobody has approved, by state, `errors` what checks found
    in the translations that is an error, and that nobody dismissed.
    """

    status: Status
    text: str | None = None
    waiting: Waiting = ()
    errors: int = 0


def decide(
    document: Document,
    catalog: Catalog | None,
    locale: Locale,
    render: Render,
    *,
    rule: Rule,
    out: Status | None,
    trust_external: bool,
    errors: int = 0,
) -> Version:
    """Return the version that may go out; `out` is the status of the one that is out, intact.

    Under `approved` a version that people approved stays out until the next is approved too;
    one that went out as a draft is withdrawn. Under `drafts` a sentence without a translation
    stands in the source language, and an article without any translation is held back.
    Lines do not end after a short word or before a dash where the language does not let them:
    no-break spaces stand there.
    """
    from i18n.typography.binding import bind  # noqa: PLC0415 - only what has changed is composed

    targets = _targets(catalog)
    waiting = _waiting(document, targets, trust_external=trust_external)

    def translate(context: str, source: str) -> str | None:
        target = targets.get((context, source), ("", State.UNTRANSLATED))[0]
        return bind(target, locale) if target else None

    if not waiting and not errors:
        return Version(Status.PUBLISHED, render(document, translate, locale))
    if rule == "drafts" and any(targets.get(key, ("",))[0] for key in _keys(document)):
        return Version(Status.DRAFT, render(document, translate, locale), waiting, errors)
    if out in REVIEWED:
        return Version(Status.EARLIER, None, waiting, errors)
    return Version(Status.HELD if out is None else Status.WITHDRAWN, None, waiting, errors)


def _targets(catalog: Catalog | None) -> Targets:
    """The translation and state of each live unit of the catalog."""
    units = catalog.units if catalog else ()
    return {unit.key: (unit.target, unit.state) for unit in units if not unit.obsolete}


def _keys(document: Document) -> Iterator[tuple[str, str]]:
    for passage in document.passages:
        for segment in passage.segments:
            if source := segment.source:
                yield passage.context, source


def _waiting(document: Document, targets: Targets, *, trust_external: bool) -> Waiting:
    """Count what the article needs and nobody has approved; a unit not there is untranslated."""
    done = {State.APPROVED, State.EXTERNAL} if trust_external else {State.APPROVED}
    missing = ("", State.UNTRANSLATED)
    states = Counter(targets.get(key, missing)[1] for key in dict.fromkeys(_keys(document)))
    return tuple((state, states[state]) for state in State if states[state] and state not in done)
