"""A screen: a sentence as a reviewer sees it, in lines."""

from collections.abc import Iterator, Sequence

from i18n.edits import Span
from i18n.evidence.problem import Finding, Severity
from i18n.model import State
from workflow.reviewing.aids import Offer, Use
from workflow.reviewing.rows import Row
from workflow.terminal.ink import USUAL, Paper, Piece, difference, mended
from workflow.terminal.walk import Look

STATES = {
    State.UNTRANSLATED: "not translated",
    State.DRAFT: "draft",
    State.NEEDS_WORK: "needs work",
    State.STALE: "source changed",
    State.EXTERNAL: "changed outside",
    State.APPROVED: "approved",
}
"""The states in words."""

MEMORY = frozenset({"memory", "patched"})
"""The kinds of offers that are of the project's own sentences."""

_WRONG = {Severity.ERROR: "wrong", Severity.WARNING: "doubtful"}


def lines(look: Look, paper: Paper) -> Iterator[str]:
    """Yield the lines that show a sentence and what helps to decide about it."""
    unit, (before, after) = look.row.unit, look.around
    yield ""
    yield from head(look, paper)
    yield from _beside(before, paper)
    if look.change:
        yield from paper.lines(difference(unit.previous, unit.source), "  was")
    source, target = _spans(look.standing)
    yield from paper.lines(paper.marked(unit.source, source, ""), "  text")
    if unit.target:
        yield from paper.lines(paper.marked(unit.target, target, "target"), "  draft")
    else:
        yield from paper.lines([("(nothing yet)", "dim")], "  draft")
    for finding in look.findings:
        yield from _finding(finding, paper)
    for use in look.terms:
        yield from _term(use, paper)
    for offer in look.offers:
        yield from _offer(offer, unit.source, paper)
    for mark in unit.marks:
        yield from paper.lines([(f"{mark.key}: {mark.value}", "dim")], "  ", 2)
    for note in unit.notes:
        yield from paper.lines([(f"note: {note}", "")], "  ", 2)
    yield from _beside(after, paper)


def head(look: Look, paper: Paper) -> Iterator[str]:
    """Yield where the reviewer is: number, article, language, state; and where in the article."""
    row, sheet = look.row, look.sheet
    among = f" ({look.among})" if look.among else ""
    where = f"{sheet.article.slug} · {sheet.locale.endonym} · {STATES[row.state]}"
    yield from paper.lines([(f"{look.at}/{look.of}{among}  {where}", "head")], indent=0)
    for hint in row.unit.hints[:1]:
        yield from paper.lines([(_place(hint), "")], "  ", 2)


def _place(hint: str) -> str:
    """A place as extraction notes it, without what is plain: `title`, `item 6`."""
    short = hint.removesuffix(", sentence 1 of 1")
    return "title" if short == "title 1" else short


def overview(rows: Sequence[tuple[int, Row]], here: str, paper: Paper) -> Iterator[str]:
    """Yield a line for each of the rows: its number, its state and how it begins."""
    narrow = Paper(paper.columns - 2, colour=paper.colour)  # room for the dots
    for number, row in rows:
        text = " ".join((row.unit.target or row.unit.source).split())
        lead = f"{'>' if row.uid == here else ' '}{number:5}  "
        if paper.columns >= USUAL:
            lead += f"{STATES[row.state]:15} "
        style = "dim" if row.state is State.APPROVED else ""
        first, *rest = narrow.lines([(text, style)], lead, len(lead))
        yield f"{first} …" if rest else first


def _spans(findings: Sequence[Finding]) -> tuple[list[tuple[Span, str]], list[tuple[Span, str]]]:
    """Where something grave is wrong, in the source and in the translation."""
    grave = [(one.problem, _WRONG[one.severity]) for one in findings if one.severity in _WRONG]
    source = [(span, style) for problem, style in grave for span in problem.source]
    return source, [(span, style) for problem, style in grave for span in problem.target]


def _finding(finding: Finding, paper: Paper) -> Iterator[str]:
    """What is found, and how it would be mended; what was dismissed with its reason."""
    said = f"{finding.severity}: {finding.problem.message} [{finding.check}]"
    if not finding.stands:
        why = f": {finding.reason}" if finding.reason else ""
        yield from paper.lines([(f"dismissed{why} – {said}", "dim")], "  ", 2)
        return
    yield from paper.lines([(said, str(finding.severity))], "  ", 2)
    if fix := finding.problem.fix:
        yield from paper.lines(mended(finding.unit.target, fix), "    f:", 7)


def _term(use: Use, paper: Paper) -> Iterator[str]:
    """A term of the glossary: how to write it, and whether the translation does."""
    term = use.term
    to = "as it is" if term.keep else ", ".join(term.approved)
    avoid = f" (not: {', '.join(term.forbidden)})" if term.forbidden else ""
    note = f" – {term.note}" if term.note else ""
    style = {"used": "dim", "wrong": "error"}.get(use.said, "")
    state = {"used": "", "wrong": "; is written wrong", "missing": ""}[use.said]
    said = f"{term.source} → {to}" if to else term.source
    yield from paper.lines([(f"{said}{avoid}{note}{state}", style)], "  term")


def _offer(offer: Offer, source: str, paper: Paper) -> Iterator[str]:
    """A translation that can be taken, by its number, and where it is from.

    What the memory made of another sentence is shown with how that differs, also where the draft
    is just that: it is the evidence.
    """
    if offer.number:
        label = f"  {offer.number}" if offer.number < 10 else ""
        yield from paper.lines([(offer.text, "offer")], label)
    if match := offer.match:
        patched = ", ".join(f"{old} → {new}" for old, new in match.patched)
        said = f"{match.percent}%, {match.origin}" + (
            f"; put into it: {patched}" if patched else ""
        )
        pieces: list[Piece] = [*difference(match.source, source), (f"  ({said})", "dim")]
        yield from paper.lines(pieces, "  like")
    elif offer.number:
        yield from paper.lines([(f"({offer.answer.origin})", "dim")], "")


def _beside(row: Row | None, paper: Paper) -> Iterator[str]:
    if row is not None:
        for text in (row.unit.source, row.unit.target):
            if text:
                yield from paper.lines([(text, "dim")])
