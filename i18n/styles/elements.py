"""Elements: tokens that are tags, for engines that read XML or HTML; the text is escaped.

A pair of tokens is one element round the words, so that an engine can keep them together;
any other is an element of its own. Only an opening tag has a number, its token's: that of
the token which closes it follows from the numbers no tag has.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n.model import Form
from i18n.styles.token import Reading, Token, fold, whole

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_QUOTE = r"&(?:amp;)?(?:quot|apos|\#\d\d);"
_LOOSE = rf"""(?x)
    (?P<opening><|&(?:amp;)?lt;)\s{{0,3}}
    (?P<ends>/?)\s{{0,3}}(?:(?P<pair>%s)|%s)(?![^\W\d_])
    (?P<attributes>(?:[^<>&]|{_QUOTE}){{0,120}}?)
    (?P<alone>/?)\s{{0,3}}(?:>|&(?:amp;)?gt;)"""
_EXACT = r"""(?x)(?P<opening><)(?P<ends>/?)(?:(?P<pair>%s)|%s)
    (?P<attributes>(?:[ ][a-z]+="[a-z0-9]+"){0,3})(?P<alone>/?)>"""
_ID = re.compile(rf"(?<![\w-])id\s{{0,3}}=(?:[^\w<>&]|{_QUOTE}){{0,3}}(\d{{1,4}})\b", re.IGNORECASE)


def unescape(text: str) -> str:
    """Resolve the character references of a text, once; only those that end in `;`."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag in an answer: `escaped` so often, with a `number` or -1."""

    start: int
    end: int
    ends: bool
    pair: bool
    alone: bool
    escaped: int
    number: int


@dataclass(frozen=True, slots=True)
class Elements:
    """A style of elements: `pair` is written round words, `lone` for any other token.

    `lone` has places for the number and the escaped literal. Where it `shows` the literal,
    what comes back instead of that is of no account.
    """

    name: str
    form: Form
    pair: str
    lone: str
    exact: re.Pattern[str]
    loose: re.Pattern[str]
    shows: bool

    def write(self, texts: Sequence[str], tokens: Sequence[Token], start: int) -> str:
        """Return the escaped texts with an element for each token or pair of them."""
        pieces = [html.escape(texts[0], quote=False)]
        for place, (token, text) in enumerate(zip(tokens, texts[1:], strict=True)):
            if token.mate > place:
                pieces.append(f'<{self.pair} id="{start + place}">')
            elif token.mate >= 0:
                pieces.append(f"</{self.pair}>")
            else:
                literal = html.escape(token.literal, quote=False) if self.shows else ""
                pieces.append(self.lone.format(number=start + place, literal=literal))
            pieces.append(html.escape(text, quote=False))
        return "".join(pieces)

    def read(self, answer: str, wanted: range) -> Reading:
        """Cut an answer at its elements, the texts unescaped; put up with damage if need be."""
        texts, numbers = self._cut(answer, _tags(self.exact, answer), wanted)
        if not whole(numbers, wanted) or any("<" in text for text in texts):
            texts, numbers = self._cut(answer, _tags(self.loose, fold(answer)), wanted)
        return tuple(map(unescape, texts)), numbers

    def taken(self, text: str) -> set[int]:
        """Return the numbers of what looks like an element in the text."""
        looks = {fold(text), unescape(fold(text))}
        return {tag.number for look in looks for tag in _tags(self.loose, look)} - {-1}

    def _cut(self, answer: str, tags: Iterable[_Tag], wanted: range) -> Reading:
        texts, numbers, position = [""], [], 0
        for start, end, number in sorted(self._places(answer, list(tags), wanted)):
            if start < position:  # inside an element that shows its literal
                continue
            texts[-1] += answer[position:start]
            position = end
            if number >= 0:
                numbers.append(number)
                texts.append("")
        texts[-1] += answer[position:]
        return tuple(texts), tuple(numbers)

    def _places(
        self, answer: str, tags: Sequence[_Tag], wanted: range
    ) -> Iterator[tuple[int, int, int]]:
        """Yield start, end and number of the tokens, in any order; -1 for what is to be cut out."""
        closing = _closing(tags, wanted)
        opened: list[_Tag] = []
        for tag, following in zip(tags, [*tags[1:], None], strict=False):
            if opened and _hides(opened[-1], tag, wanted):
                continue
            if tag.ends:
                if opened and opened[-1].pair == tag.pair:
                    yield from _closed(opened.pop(), tag, closing, wanted)
            elif tag.pair or (self.shows and not tag.alone):
                opened.append(tag)
                if tag.pair and tag.number in wanted:
                    yield tag.start, tag.end, tag.number
            elif tag.number in wanted:
                yield tag.start, _end(answer, tag, following), tag.number


def _tags(pattern: re.Pattern[str], text: str) -> Iterator[_Tag]:
    for match in pattern.finditer(text):
        number = _ID.search(match["attributes"])
        yield _Tag(
            *match.span(),
            ends=bool(match["ends"]),
            pair=bool(match["pair"]),
            alone=bool(match["alone"]),
            escaped=len(match["opening"]) // len("&lt;"),
            number=int(number[1]) if number else -1,
        )


def _closing(tags: Iterable[_Tag], wanted: range) -> Mapping[int, int]:
    """Return by the number of each pair that of the token that closes it."""
    opening = {tag.number for tag in tags if tag.pair and not tag.ends}
    alone = {tag.number for tag in tags if not tag.pair}
    opened: list[int] = []
    found = {}
    for number in wanted:
        if number in opening:
            opened.append(number)
        elif number not in alone and opened:
            found[opened.pop()] = number
    return found


def _hides(outer: _Tag, tag: _Tag, wanted: range) -> bool:
    """Tell if a tag is a part of the literal that stands in this open element."""
    return not outer.pair and outer.number in wanted and (tag.pair or tag.escaped > outer.escaped)


def _closed(
    first: _Tag, last: _Tag, closing: Mapping[int, int], wanted: range
) -> Iterator[tuple[int, int, int]]:
    """Yield what the two tags of an element come to; a span an engine added is cut out."""
    if first.pair:
        if first.number in closing:
            yield last.start, last.end, closing[first.number]
    elif first.number in wanted:
        yield first.start, last.end, first.number
    elif first.number < 0:
        yield first.start, first.end, -1
        yield last.start, last.end, -1


def _end(answer: str, tag: _Tag, following: _Tag | None) -> int:
    """Where an empty element ends: `<x id="1"></x>` is one too."""
    if following and following.ends and not (tag.alone or following.pair):
        return tag.end if answer[tag.end : following.start].strip() else following.end
    return tag.end


XML = Elements(
    "xml",
    "xml",
    pair="g",
    lone='<x id="{number}"/>',
    exact=re.compile(_EXACT % ("g", "x")),
    loose=re.compile(_LOOSE % ("[gG]", "[xXхХ]")),
    shows=False,
)
HTML = Elements(
    "html",
    "html",
    pair="b",
    lone='<span id="{number}" translate="no" class="notranslate">{literal}</span>',
    exact=re.compile(_EXACT % ("b", "span")),
    loose=re.compile(_LOOSE % ("[bB]", "[sS][pP][aA][nN]")),
    shows=True,
)
