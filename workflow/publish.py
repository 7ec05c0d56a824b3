"""What goes out: the version of an article in one locale that its catalog and the rule allow."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from i18n.locales import Locale
from i18n.model import Catalog, Document
from i18n.splice import Translate
from workflow import settings
from workflow.approval import rules
from workflow.approval.lead import keys
from workflow.approval.rules import RULES, Standing

Rule = settings.Rule
Reason = rules.Reason
Waiting = rules.Waiting
Render = Callable[[Document, Callable[[str, str], str | None], Locale], str]


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
    in the translations that is an error, and that nobody dismissed; `reasons` are all that keeps
    it from going out as reviewed. `correction_pending`: the article corrects itself, and nobody
    has approved how this language says so.
    """

    status: Status
    text: str | None = None
    waiting: Waiting = ()
    errors: int = 0
    reasons: tuple[Reason, ...] = ()
    correction_pending: bool = False


def decide(
    document: Document,
    catalog: Catalog | None,
    locale: Locale,
    render: Render,
    *,
    rule: Rule,
    out: Status | None,
    source: Locale,
    trust_external: bool,
    errors: int = 0,
    embargo: str = "",
    correction: str = "",
) -> Version:
    """Return the version that may go out; `out` is the status of the one that is out, intact.

    What people approved stays out until the next may go out by the rule; a draft that is out is
    withdrawn when it may not. In a draft, a sentence without a translation stands in the source
    language; an article without any translation is none. `source` is the language of the
    article, `correction` what it corrects itself with, and `embargo` says until when nothing may
    go out ("until 1 December"), "" where nothing is in the way.
    """
    standing = Standing(document, catalog, source, errors, trust_external)
    held = _embargo(embargo)
    against = (*held, *RULES[rule](standing))
    if against:
        status, text = _kept(out), None
    else:
        status = Status.DRAFT if standing.reasons else Status.PUBLISHED
        text = _text(standing, locale, render)
    return Version(
        status,
        text,
        standing.waiting,
        errors,
        reasons=tuple(dict.fromkeys((*held, *standing.reasons, *against))),
        correction_pending=correction_pending(standing, correction),
    )


def original(text: str, *, out: Status | None, embargo: str = "") -> Version:
    """Return the version in the language of the article: its text, once that may go out."""
    if held := _embargo(embargo):
        return Version(_kept(out), reasons=held)
    return Version(Status.PUBLISHED, text)


def correction_pending(standing: Standing, correction: str) -> bool:
    """Whether a sentence of the article's correction waits for approval; "" is no correction.

    It waits for ever where the settings do not name it among the front matter to translate.
    """
    if not (wanted := " ".join(correction.split())):
        return False
    passages = [
        passage
        for passage in standing.document.passages
        if passage.role == "meta"
        and " ".join("".join(one.text + one.gap for one in passage.segments).split()) == wanted
    ]
    found = [key for passage in passages for key in keys(passage)]
    return not found or not all(standing.approved(standing.state(key)) for key in found)


def _embargo(until: str) -> tuple[Reason, ...]:
    return (Reason("embargo", detail=until),) if until else ()


def _kept(out: Status | None) -> Status:
    """What becomes of a version that may not go out: only what was reviewed stays."""
    if out in REVIEWED:
        return Status.EARLIER
    return Status.HELD if out is None else Status.WITHDRAWN


def _text(standing: Standing, locale: Locale, render: Render) -> str:
    """The article in the locale."""
    return render(standing.document, targets(standing, locale), locale)


def targets(standing: Standing, locale: Locale) -> Translate:
    """Return what gives each sentence of an article its translation.

    Lines do not end after a short word or before a dash where the language does not let them:
    no-break spaces stand there.
    """
    from i18n.typography.binding import bind  # noqa: PLC0415 - only what has changed is composed

    def translate(context: str, source: str) -> str | None:
        target = standing.target((context, source))
        return bind(target, locale) if target else None

    return translate
