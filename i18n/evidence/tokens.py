"""Tokens: the codes of a text that name themselves, so that one can be missed by its name.

These are tags, placeholders, comments, entities and the marks of footnotes. Emphasis, links and
code are no tokens, and an escape is how one writes a character.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from html.entities import html5

from i18n.edits import Span
from i18n.markup import Code

_TOKEN = re.compile(
    r"""
    (?P<tag><(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?<!:)[\s/>].*|<(?P<bare>/?)(?P<short>[A-Za-z][\w:-]*)>)
    |(?P<comment><!--.*)
    |(?P<entity>&.*;)
    |(?P<note>\[\^.*\])
    |(?P<slot>[{$%].+)
    """,
    re.VERBOSE | re.DOTALL,
)
_PRINTF = re.compile(r"%(?:(?P<place>\d{1,2})\$)?(?P<rest>[^(%]+)")
_MARKS = frozenset("&<>")
"""Characters that would be markup if they were not written as entities."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, `tag`, `slot`, `comment`, `entity` or `note`; what it is the same by;
    where it stands; and by which tag it is in, as that tag's own key, if it is in one.

    A tag is the same by its name, whatever attributes it has; `pair` is that of its code.
    """

    kind: str
    key: str
    span: Span
    inside: str
    pair: int


def find(text: str, codes: Sequence[Code]) -> Iterator[Token]:
    """Yield the tokens among the codes of a text, in order."""
    around: list[tuple[int, str]] = []
    for code in codes:
        literal = text[code.start : code.end]
        match = _TOKEN.fullmatch(literal)
        if not match:
            continue
        kind, key = _named(match)
        if kind == "tag" and code.kind == "close":
            around = [one for one in around if one[0] != code.pair]
        inside = around[-1][1] if around else ""
        yield Token(kind, key, (code.start, code.end), inside, code.pair)
        if kind == "tag" and code.kind == "open":
            around.append((code.pair, key))


def placed(source: Sequence[Token], target: Sequence[Token]) -> list[Token]:
    """Return the target's tokens, those that say their place, `%2$s`, by what stands there in the
    source, `%s`: so a sentence takes its placeholders in another order.
    """
    read = [_PRINTF.fullmatch(one.key) if one.kind == "slot" else None for one in source]
    plain = [match[0] for match in read if match and not match["place"]]
    if not plain:
        return list(target)
    found = []
    for one in target:
        match = _PRINTF.fullmatch(one.key) if one.kind == "slot" else None
        place = int(match["place"]) if match and match["place"] else 0
        same = match and 0 < place <= len(plain) and plain[place - 1] == f"%{match['rest']}"
        found.append(replace(one, key=plain[place - 1]) if same else one)
    return found


def _named(match: re.Match[str]) -> tuple[str, str]:
    if match["tag"]:
        slash = match["slash"] or match["bare"] or ""
        return "tag", f"<{slash}{(match['name'] or match['short']).lower()}>"
    kind = next(kind for kind in ("comment", "entity", "note", "slot") if match[kind])
    return kind, match[0]


def characters(entity: str) -> str:
    """Return what an entity stands for; nothing, if no browser knows it.

    >>> characters("&eacute;"), characters("&eacut;")
    ('é', '')
    """
    if entity[1] == "#":
        return unescape(entity)
    return html5.get(entity[1:], "")


def guards(entity: str) -> bool:
    """Tell if the character would be markup, were it written as itself."""
    return characters(entity) in _MARKS
