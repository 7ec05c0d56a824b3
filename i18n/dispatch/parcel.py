"""A parcel: sentences of one or more passages that travel to an engine in one request.

It is opened only if nothing says that a line has become another's: sentences are never matched
with answers by guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from i18n import mask
from i18n.dispatch import alignment
from i18n.engines.faults import BadOutput, Unfit
from i18n.mask import CANONICAL, Masked
from i18n.styles import Style
from i18n.styles.token import whole


class Doubtful(BadOutput):
    """Lines that seem to be mixed up: the `opened` answers, and the places that look wrong."""

    def __init__(self, opened: tuple[str, ...], suspects: frozenset[int]) -> None:
        super().__init__("the sentences came back mixed up")
        self.opened = opened
        self.suspects = suspects


Passage = tuple[Masked, ...]
Parcel = tuple[Passage, ...]


def pack(
    passages: Iterable[Passage], limit: int, items: int, style: Style = CANONICAL
) -> Iterator[Parcel]:
    """Fill parcels with whole passages up to `limit` characters and `items` sentences.

    Characters are those that the style writes.

    A passage that is more alone is cut between sentences; a sentence that is longer goes alone.
    """
    parcel: list[Passage] = []
    room, places = limit, items
    for passage in passages:
        for part in _parts(passage, limit, items, style):
            size = weight(part, style)
            if parcel and (size > room or len(part) > places):
                yield tuple(parcel)
                parcel, room, places = [], limit, items
            parcel.append(part)
            room -= size
            places -= len(part)
    if parcel:
        yield tuple(parcel)


def weight(passage: Passage, style: Style = CANONICAL) -> int:
    """Return the characters of a passage in a request, line ends and longer numbers included."""
    return sum(len(line.render(line.start, style)) + 1 + len(line.tokens) for line in passage)


def wrap(lines: Sequence[Masked], style: Style, *, joined: bool) -> list[str]:
    """Return the lines as sent: `joined` ones have tokens no other line has."""
    starts = _starts(lines) if joined else [line.start for line in lines]
    return [line.render(start, style) for line, start in zip(lines, starts, strict=True)]


def unwrap(lines: Sequence[Masked], answers: Sequence[str], style: Style) -> list[str]:
    """Return the answers to joined lines, or to one, with the tokens of each line's own `text`.

    Raises BadOutput when a token tells of lines that were mixed up, Doubtful when only the
    alignment does.
    """
    starts = _starts(lines)
    parcel = set(range(starts[0], starts[-1] + len(lines[-1].tokens)))
    opened = []
    for line, start, answer in zip(lines, starts, answers, strict=True):
        texts, numbers = mask.locate(answer, start, len(line.tokens), style)
        own = range(start, start + len(line.tokens))
        others = parcel - set(own)
        if not whole(numbers, own) or any(style.taken(text) & others for text in texts):
            raise Unfit("markup is not intact: a mark is missing or in another sentence")
        if not answer.strip():
            raise Unfit("a sentence came back empty")
        opened.append(mask.join(texts, (n - start + line.start for n in numbers)))
    if strange := alignment.suspects([line.text for line in lines], opened):
        raise Doubtful(tuple(opened), strange)
    return opened


def _starts(lines: Sequence[Masked]) -> list[int]:
    """The first number of each line's tokens when no line shares one with another."""
    counts = [len(line.tokens) for line in lines]
    first = mask.free([line.source for line in lines], sum(counts))
    return [first, *accumulate(counts, initial=first)][1:-1]


def _parts(passage: Passage, limit: int, items: int, style: Style) -> Iterator[Passage]:
    if weight(passage, style) <= limit and len(passage) <= items:
        yield passage
        return
    part: list[Masked] = []
    for line in passage:
        if part and (weight((*part, line), style) > limit or len(part) == items):
            yield tuple(part)
            part = []
        part.append(line)
    yield tuple(part)
