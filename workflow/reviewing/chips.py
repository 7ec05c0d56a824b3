"""A chip: a piece of markup in an editor, shown by what it is and never half deleted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from i18n.markup import Code, scan

SHORT = 24
"""Signs that a label has at most."""

_RUNS = {"**": "bold", "__": "bold", "*": "italic", "_": "italic", "~~": "struck out", "~": "struck out",
         "***": "bold italic", "[": "link", "![": "picture"}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>)\"']*")
_ALONE = (
    (re.compile(r"<!--"), "comment"),
    (re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*[\s/>]"), "tag"),
    (re.compile(r"<?(?:https?://|ftp://|www\.)"), "address"),
    (re.compile(r"<?(?:mailto:)?[^\s@<>]+@"), "mail address"),
    (re.compile(r"`"), "code"),
    (re.compile(r"&"), "character"),
    (re.compile(r"\\"), "escaped sign"),
    (re.compile(r"\[\^"), "footnote"),
    (re.compile(r"[{%$]"), "placeholder"),
    (re.compile(r"[A-Za-z0-9]+_"), "name"),
)
"""What a code that stands alone is, by how it begins: the first that fits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as it is written: words where `label` is empty, else a chip.

    `says` is read aloud: `bold starts`. The two halves of a pair have the same number as `pair`,
    from 0; what stands alone has -1.
    """

    raw: str
    label: str = ""
    says: str = ""
    kind: str = ""
    pair: int = -1


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text, in order; put together they are the text."""
    return tuple(_pieces(text, [code for code in scan(text) if _shown(text, code)]))


def as_data(found: Iterable[Piece]) -> list[str | dict[str, str | int]]:
    """Return pieces as scripts read them: words as they are, a chip with its fields."""
    return [
        {"raw": one.raw, "label": one.label, "says": one.says, "kind": one.kind, "pair": one.pair}
        if one.label
        else one.raw
        for one in found
    ]


def _pieces(text: str, codes: Sequence[Code]) -> Iterator[Piece]:
    closing = {code.pair: text[code.start : code.end] for code in codes if code.kind == "close"}
    opening = {code.start: text[code.start : code.end] for code in codes if code.kind == "open"}
    numbers = {start: number for number, start in enumerate(opening)}
    position = 0
    for code in codes:
        if code.start > position:
            yield Piece(text[position : code.start])
        raw, position = text[code.start : code.end], code.end
        if code.kind == "alone":
            yield Piece(raw, _short(raw), _alone(raw), "alone")
            continue
        says = _pair(opening[code.pair], closing[code.pair])
        ends = "starts" if code.kind == "open" else "ends"
        yield Piece(raw, _half(raw), f"{says} {ends}", code.kind, numbers[code.pair])
    if position < len(text):
        yield Piece(text[position:])


def _shown(text: str, code: Code) -> bool:
    """Whether a code is a chip: a brace alone is what somebody begins to type."""
    return text[code.start : code.end] not in {"{", "}"}


def _pair(opening: str, closing: str) -> str:
    """What a pair is, as it is read aloud."""
    name = _RUNS.get(opening) or f"tag {_name(opening)}"
    host = _host(closing)
    return f"{name} to {host}" if host and opening == "[" else name


def _half(raw: str) -> str:
    """The label of one half: of the end of a link, where it goes."""
    if raw.startswith("]"):
        return f"]({_host(raw)})" if _host(raw) else _short(raw)
    if raw.startswith("<") and len(raw) > SHORT:
        return f"<{_name(raw)} …>"
    return _short(raw)


def _alone(raw: str) -> str:
    kind = next((name for begins, name in _ALONE if begins.match(raw)), "markup")
    if kind == "address":
        return f"address {_host(raw)}"
    return f"tag {_name(raw)}" if kind == "tag" else f"{kind} {_short(raw)}"


def _name(tag: str) -> str:
    """The name of a tag."""
    return re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0]


def _host(raw: str) -> str:
    """The host of the address in a code, else the address, else nothing."""
    if found := _ADDRESS.search(raw):
        try:
            return urlsplit(found[0]).hostname or found[0]
        except ValueError:  # `https://[`: no address, however it begins
            return found[0]
    return ""


def _short(raw: str) -> str:
    line = " ".join(raw.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
