"""XLIFF 1.2, for Lokalize, Virtaal, Trados and memoQ.

The specification: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
Markup in a text stands in `<ph>`, `<bpt>` and `<ept>`, which tools protect.
"""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from i18n import xml
from i18n.model import State
from i18n.xml import Element
from workflow.exchange.handout import Handout, Line, Returned, Said
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.codes import Piece, pieces, within
from workflow.exchange.pieces.remarks import remarks
from workflow.exchange.pieces.rows import Filled, returned, stranger
from workflow.exchange.pieces.tags import attributes

ROOT = {
    "version": "1.2",
    "xmlns": "urn:oasis:names:tc:xliff:document:1.2",
    "xmlns:tilshi": "urn:tilshi:exchange",
}
STATES: Mapping[State, str] = {
    State.UNTRANSLATED: "new",
    State.DRAFT: "needs-review-translation",
    State.NEEDS_WORK: "needs-translation",
    State.STALE: "needs-review-translation",
    State.EXTERNAL: "translated",
    State.APPROVED: "final",
}
SAID: Mapping[str, Said] = {
    "needs-translation": "needs work",
    "needs-adaptation": "needs work",
    "needs-l10n": "needs work",
    "needs-review-translation": "needs work",
    "needs-review-adaptation": "needs work",
    "needs-review-l10n": "needs work",
    "signed-off": "approved",
    "final": "approved",
}
"""What a state says that a tool has set; of those not here nothing can be told."""

ELEMENTS = {"open": "bpt", "close": "ept", "alone": "ph", "letter": "ph"}
LETTER = "x-letter"
OPENS, CLOSES, ALONE = {"bpt", "bx"}, {"ept", "ex"}, {"ph", "x", "it"}


def write(handout: Handout) -> bytes:
    """Return the handout as XLIFF 1.2."""
    about = attributes(
        {
            "original": handout.slug,
            "source-language": handout.source,
            "target-language": handout.target,
            "datatype": "plaintext",
        }
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<xliff{attributes(ROOT)}>",
        f"<file{about}>",
        f"<header><note>{escape(letters.shown(handout.path))}</note></header>",
        "<body>",
        *(one for line in handout.lines for one in _unit(line)),
        "</body>\n</file>\n</xliff>\n",
    ]
    return "\n".join(lines).encode()


def _unit(line: Line) -> Iterator[str]:
    source, target = pieces(line.source, line.target)
    about = {"id": line.uid, "resname": line.place, "xml:space": "preserve"}
    about |= {"approved": "yes"} if line.state == State.APPROVED else {}
    about |= {"tilshi:base": line.base, "tilshi:state": line.state.value}
    yield f"<trans-unit{attributes(about)}>"
    yield f"<source>{_marked(source)}</source>"
    yield f'<target state="{STATES[line.state]}">{_marked(target)}</target>'
    for remark in remarks(line):
        yield f'<note from="tilshi">{escape(letters.shown(remark))}</note>'
    if line.previous:
        yield '<alt-trans alttranstype="previous-version">'
        yield f"<source>{escape(letters.shown(line.previous))}</source>"
        yield f"<target>{escape(letters.shown(line.target))}</target>"
        yield "</alt-trans>"
    yield "</trans-unit>"


def _marked(text: tuple[Piece, ...]) -> str:
    return "".join(_piece(piece) for piece in text)


def _piece(piece: Piece) -> str:
    if piece.kind == "text":
        return escape(piece.text)
    about = {"id": str(piece.number)} | ({"ctype": LETTER} if piece.kind == "letter" else {})
    name = ELEMENTS[piece.kind]
    return f"<{name}{attributes(about)}>{escape(piece.text)}</{name}>"


def read(data: bytes, path: str) -> Returned:
    """Return what a file that came back says. Raises UserError for what is no such file."""
    root = xml.parse_plain(data, path)
    if root.name != "xliff" or not root.attribute("version").startswith("1."):
        raise stranger(f"no XLIFF 1.2: <{root.name} {root.attribute('version')}>", path)
    rows = (_row(file, unit) for file in root.all("file") for unit in file.all("trans-unit"))
    return returned(rows, path)


def _row(file: Element, unit: Element) -> Filled:
    """A unit. Where there was no translation, its source is none: OmegaT and others put it there."""
    source, target = unit.child("source"), unit.child("target")
    known = _known(source) if source else {}
    original = _text(source, known) if source else None
    text = _text(target, known) if target else ""
    if target and text == original and _is_as_sent(unit, target, State.UNTRANSLATED):
        text = ""
    notes = (note for note in unit.children if note.name == "note")
    return Filled(
        number=unit.line,
        uid=unit.attribute("id"),
        base=unit.attribute("base"),
        article=file.attribute("original"),
        language=file.attribute("target-language"),
        source=original,
        target=text,
        note="\n".join(note.whole for note in notes if note.attribute("from") != "tilshi"),
        decision=_said(unit, target) if target and text else "",
    )


def _is_as_sent(unit: Element, target: Element, state: State) -> bool:
    """Tell if the unit went out in this state, and no tool has changed that."""
    sent, now = unit.attribute("state"), target.attribute("state")
    return sent == state and now in {"", STATES[state]}


def _said(unit: Element, target: Element) -> Said:
    """What a tool has decided: what was so when the file went out says nothing.

    The mark of approval alone decides, but not beside a new `translated`: translate-toolkit sets
    both whenever a text is edited, and calls that not reviewed.
    """
    sent = unit.attribute("state")
    state, approved = target.attribute("state"), unit.attribute("approved") == "yes"
    if state and not any(_is_as_sent(unit, target, one) for one in STATES):
        return SAID.get(state, "")
    return "approved" if approved and sent != State.APPROVED else ""


def _known(source: Element) -> dict[tuple[str, str], str]:
    """The codes of the source by kind and number, for tools that bring them back empty."""
    kinds = {"bpt": "open", "ept": "close", "ph": "alone"}
    return {
        (kinds[code.name], code.attribute("id")): code.whole
        for code in source.all(*kinds)
        if code.attribute("ctype") != LETTER
    }


def _text(element: Element, known: Mapping[tuple[str, str], str]) -> str:
    """The text of a source or target, its codes as they were."""
    parts = (part if isinstance(part, str) else _inside(part, known) for part in within(element))
    return "".join(parts)


def _inside(code: Element, known: Mapping[tuple[str, str], str]) -> str:
    number, text = code.attribute("id"), _text(code, known)
    if code.attribute("ctype") == LETTER:
        return letters.letter(text)
    if code.name == "g":
        return known.get(("open", number), "") + text + known.get(("close", number), "")
    for names, kind in ((OPENS, "open"), (CLOSES, "close"), (ALONE, "alone")):
        if code.name in names and not text:
            return known.get((kind, number), "")
    return text
