"""XLIFF 2.0, for newer tools.

The specification: https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html
Markup in a text stands in `<pc>` and `<ph>`, what it was in `<originalData>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from i18n import xml
from i18n.model import State
from i18n.xml import Element
from workflow.exchange.handout import Handout, Line, Returned, Said
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.codes import Piece, nests, pieces, within
from workflow.exchange.pieces.remarks import remarks
from workflow.exchange.pieces.rows import Filled, returned, stranger
from workflow.exchange.pieces.tags import attributes

ROOT = {
    "version": "2.0",
    "xmlns": "urn:oasis:names:tc:xliff:document:2.0",
    "xmlns:tilshi": "urn:tilshi:exchange",
}
STATES: Mapping[State, str] = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "initial",
    State.NEEDS_WORK: "initial",
    State.STALE: "initial",
    State.EXTERNAL: "translated",
    State.APPROVED: "final",
}
SAID: Mapping[str, Said] = {"initial": "needs work", "reviewed": "approved", "final": "approved"}
"""What a state says that a tool has set; of `translated` nothing can be told."""

Data = dict[str, str]
"""The texts of codes, and the names they have in `<originalData>`."""


def write(handout: Handout) -> bytes:
    """Return the handout as XLIFF 2.0."""
    languages = {"srcLang": handout.source, "trgLang": handout.target}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<xliff{attributes(ROOT | languages)}>",
        f'<file id="article"{attributes({"original": handout.slug})} xml:space="preserve">',
        f"<notes><note>{escape(letters.shown(handout.path))}</note></notes>",
        *(one for line in handout.lines for one in _unit(line)),
        "</file>\n</xliff>\n",
    ]
    return "\n".join(lines).encode()


def _unit(line: Line) -> Iterator[str]:
    source, target = pieces(line.source, line.target)
    about = {"id": line.uid, "name": line.place}
    about |= {"tilshi:base": line.base, "tilshi:state": line.state.value}
    yield f"<unit{attributes(about)}>"
    notes = [
        f'<note category="tilshi">{escape(letters.shown(remark))}</note>'
        for remark in remarks(line)
    ]
    yield from ("<notes>", *notes, "</notes>") if notes else ()
    codes = (p.text for p in (*source, *target) if p.kind in {"open", "close", "alone"})
    data = {text: f"d{number}" for number, text in enumerate(dict.fromkeys(codes), 1)}
    if data:
        yield "<originalData>"
        yield from (f'<data id="{name}">{escape(text)}</data>' for text, name in data.items())
        yield "</originalData>"
    yield f'<segment state="{STATES[line.state]}">'
    yield f"<source>{_marked(source, data)}</source>"
    if line.target:
        yield f"<target>{_marked(target, data)}</target>"
    yield "</segment>\n</unit>"


def _marked(text: tuple[Piece, ...], data: Data) -> str:
    """A text with its codes; pairs that cross each other as `<sc>` and `<ec>`."""
    closing = {piece.number: data[piece.text] for piece in text if piece.kind == "close"}
    pairs = _around if nests(text) else _halves
    return "".join(_alone(piece, data) or pairs(piece, data, closing) for piece in text)


def _alone(piece: Piece, data: Data) -> str:
    if piece.kind == "alone":
        return f'<ph id="{piece.number}" dataRef="{data[piece.text]}"/>'
    if piece.kind == "letter":
        letter = ord(letters.letter(piece.text))
        return f'<cp hex="{letter:04X}"/>' if letter != ord("\r") else "&#13;"
    return escape(piece.text) if piece.kind == "text" else ""


def _around(piece: Piece, data: Data, closing: Mapping[int, str]) -> str:
    if piece.kind == "close":
        return "</pc>"
    start, end = data[piece.text], closing[piece.number]
    return f'<pc id="{piece.number}" dataRefStart="{start}" dataRefEnd="{end}">'


def _halves(piece: Piece, data: Data, closing: Mapping[int, str]) -> str:
    if piece.kind == "close":
        return f'<ec startRef="{piece.number}" dataRef="{closing[piece.number]}"/>'
    return f'<sc id="{piece.number}" dataRef="{data[piece.text]}"/>'


def read(data: bytes, path: str) -> Returned:
    """Return what a file that came back says. Raises UserError for what is no such file."""
    root = xml.parse_plain(data, path)
    if root.name != "xliff" or not root.attribute("version").startswith("2."):
        raise stranger(f"no XLIFF 2.0: <{root.name} {root.attribute('version')}>", path)
    language = root.attribute("trgLang")
    rows = (_row(file, unit, language) for file in root.all("file") for unit in file.all("unit"))
    return returned(rows, path)


def _row(file: Element, unit: Element, language: str) -> Filled:
    """A unit, its segments put together; one that lacks a translation leaves the unit without.

    Where there was no translation, the source is none: some tools put it there.
    """
    data = {one.attribute("id"): one.whole for one in unit.all("data")}
    segments = [child for child in unit.children if child.name in {"segment", "ignorable"}]
    targets = [_target(segment, data) for segment in segments]
    text = "".join(t for t in targets if t is not None) if None not in targets else ""
    source = "".join(_text(segment.child("source"), data) for segment in segments)
    if text == source and unit.attribute("state") == State.UNTRANSLATED:
        text = "" if _states(segments) == {"initial"} else text
    return Filled(
        number=unit.line,
        uid=unit.attribute("id"),
        base=unit.attribute("base"),
        article=file.attribute("original"),
        language=language,
        source=source,
        target=text,
        note="\n".join(n.whole for n in unit.all("note") if n.attribute("category") != "tilshi"),
        decision=_said(unit, segments) if text else "",
    )


def _target(segment: Element, data: Mapping[str, str]) -> str | None:
    """The translation of a segment, None without one; what needs none is as in the source."""
    target = segment.child("target")
    if target is None and segment.name == "ignorable":
        target = segment.child("source")
    return None if target is None else _text(target, data)


def _states(segments: Iterable[Element]) -> set[str]:
    return {one.attribute("state", "initial") for one in segments if one.name == "segment"}


def _said(unit: Element, segments: Iterable[Element]) -> Said:
    """What a tool has decided: what was so when the file went out says nothing."""
    states = _states(segments)
    sent = unit.attribute("state")
    if sent in set(State) and states == {STATES[State(sent)]}:
        return ""
    said = {SAID.get(state, "") for state in states}
    return "needs work" if "needs work" in said else said.pop() if len(said) == 1 else ""


def _text(element: Element | None, data: Mapping[str, str]) -> str:
    """The text of a source or target, its codes as they were."""
    content = within(element) if element else ()
    return "".join(part if isinstance(part, str) else _code(part, data) for part in content)


def _code(code: Element, data: Mapping[str, str]) -> str:
    if code.name == "cp":
        name = f"U+{code.attribute('hex').upper():0>4}"
        letter = letters.letter(name)
        return letter if letter != name else ""
    start = code.attribute("dataRefStart") or code.attribute("dataRef")
    return data.get(start, "") + _text(code, data) + data.get(code.attribute("dataRefEnd"), "")
