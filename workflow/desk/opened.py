"""An open row: what stands around the editor of a sentence, and in the rail beside it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from i18n.edits import Span, apply
from i18n.errors import UserError
from i18n.evidence.problem import Finding
from i18n.memory.difference import difference
from i18n.model import Unit
from workflow.desk import texts
from workflow.desk.lines import Line
from workflow.desk.texts import mended, text
from workflow.desk.words import SEVERITIES
from workflow.reviewing.aids import Aids, Change, Offer, Use
from workflow.reviewing.history import History
from workflow.reviewing.past import Event, comments, done, marked, predecessors, returned
from workflow.reviewing.sheet import Sheet


@dataclass(frozen=True)
class Found:
    """A finding as the page shows it, in the text it was found in."""

    finding: Finding
    target: str

    @property
    def check(self) -> str:
        return self.finding.check

    @property
    def severity(self) -> str:
        return SEVERITIES[self.finding.severity]

    @property
    def spans(self) -> str:
        """Where it is in the translation, as scripts count: in units of UTF-16."""
        return json.dumps([_utf16(self.target, span) for span in self.finding.problem.target])

    @property
    def fixed(self) -> str:
        """The translation as its fix makes it; "" where it has none."""
        fix = self.finding.problem.fix
        return apply(self.target, fix) if fix else ""

    @property
    def mended(self) -> Markup:
        """What its fix would take and put."""
        return mended(self.target, self.finding.problem.fix)


@dataclass(frozen=True)
class Opened:
    """A row with an editor. `typed` is what somebody typed, None for what stands in the catalog.

    `theirs` is the unit as somebody else left it meanwhile, `problem` why what was asked for could
    not be done.
    """

    sheet: Sheet
    line: Line
    uses: tuple[Use, ...]
    change: Change | None
    typed: str | None = None
    theirs: Unit | None = None
    problem: UserError | None = None

    @property
    def unit(self) -> Unit:
        return self.line.row.unit

    @property
    def target(self) -> str:
        """What stands in the editor."""
        return self.unit.target if self.typed is None else self.typed

    @cached_property
    def findings(self) -> tuple[Found, ...]:
        """What stands against the translation in the catalog."""
        return tuple(Found(one, self.unit.target) for one in self.line.view.standing)

    @property
    def dismissed(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.line.findings if not one.stands)

    @property
    def wanted(self) -> tuple[Event, ...]:
        """Why it was sent back."""
        return returned(self.unit)

    @property
    def source(self) -> Markup:
        """The source, with terms and what findings are about set apart."""
        terms = [(span, "term") for use in self.uses for span in use.source]
        found = ((f, f.problem.source) for f in self.line.view.standing)
        return text(self.unit.source, [*terms, *_spans(found)])

    @property
    def marked(self) -> Markup | None:
        """The translation with what findings are about set apart; None where there is nothing."""
        found = list(_spans((f, f.problem.target) for f in self.line.view.standing))
        return text(self.unit.target, found) if found else None

    @property
    def changed(self) -> Markup:
        """What became of the source."""
        return texts.difference(self.change.pieces) if self.change else Markup()

    @property
    def against(self) -> Markup:
        """What somebody else wrote, with how it differs from what is in the editor."""
        theirs = self.theirs.target if self.theirs else ""
        return texts.difference(difference(self.target, theirs))


@dataclass(frozen=True)
class Rail:
    """What stands beside an open row."""

    offers: tuple[Offer, ...]
    uses: tuple[Use, ...]
    engines: tuple[str, ...]
    comments: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[Event, ...] = ()
    steps: tuple[Event, ...] = ()
    gone: tuple[Unit, ...] = ()
    notices: tuple[str, ...] = ()
    reading: bool = False
    problem: UserError | None = field(default=None, compare=False)


def opened(
    aids: Aids,
    sheet: Sheet,
    line: Line,
    typed: str | None = None,
    theirs: Unit | None = None,
    problem: UserError | None = None,
) -> Opened:
    """Return a row with all that its editor needs."""
    uses, change = aids.terms(sheet, line.row), aids.change(sheet, line.row)
    return Opened(sheet, line, uses, change, typed, theirs, problem)


def rail(
    aids: Aids, history: History, sheet: Sheet, line: Line, problem: UserError | None = None
) -> Rail:
    """Return what stands beside a row."""
    row, notices = line.row, (aids.recall.notice, aids.alternatives.notice)
    steps, told = done(history, sheet, row)
    said = zip(row.unit.notes, comments(row.unit), strict=True)
    return Rail(
        aids.offers(sheet, row),
        aids.terms(sheet, row),
        aids.engines(sheet.locale),
        tuple((note, who, what) for note, (who, what) in said),
        marked(row.unit, told),
        steps,
        predecessors(sheet, row),
        tuple(filter(None, notices)),
        not aids.recall.ready,
        problem,
    )


def looked(findings: Sequence[Finding], target: str) -> tuple[Found, ...]:
    """Return what is found in a text that somebody types."""
    return tuple(Found(one, target) for one in findings if one.stands)


def _spans(found: Iterable[tuple[Finding, tuple[Span, ...]]]) -> Iterator[tuple[Span, str]]:
    for finding, spans in found:
        yield from ((span, str(finding.severity)) for span in spans)


def _utf16(source: str, span: Span) -> list[int]:
    return [len(source[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in span]
