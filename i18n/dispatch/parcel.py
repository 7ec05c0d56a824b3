"""A parcel: sentences of one or more passages that travel to an engine in one request.

It is opened only if nothing says that a line has become another's: sentences are never matched
with answers by guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from i18n import mask
from i18n.dispatch import alignment
from i18n.engines.faults import BadOutput
from i18n.mask import CANONICAL, Masked
from i18n.styles import Style
from i18n.styles.token import whole

Passage = tuple[Masked, ...]
Parcel = tuple[Passage, ...]


def pack(passages: Iterable[Passage], limit: int, style: Style = CANONICAL) -> Iterator[Parcel]:
    """Fill parcels with whole passages up to `limit` characters, as the style writes them.

    A passage that is longer alone is cut between sentences; a sentence that is longer goes alone.
    """
    parcel: list[Passage] = []
    room = limit
    for passage in passages:
        for part in _parts(passage, limit, style):
            size = weight(part, style)
            if parcel and size > room:
                yield tuple(parcel)
                parcel, room = [], limit
            parcel.append(part)
            room -= size
    if parcel:
        yield tuple(parcel)


def weight(passage: Passage, style: Style = CANONICAL) -> int:
    """Return the characters of a passage in a request, line ends and longer numbers included."""
    return sum(len(line.render(line.start, style)) + 1 + len(line.tokens) for line in passage)


def wrap(lines: Sequence[Masked], style: Style) -> tuple[list[str], list[int]]:
    """Return the lines as sent, with tokens unique in the parcel, and each line's first number."""
    counts = [len(line.tokens) for line in lines]
    first = mask.free([line.source for line in lines], sum(counts))
    starts = [first, *accumulate(counts, initial=first)][1:-1] if lines else []
    sent = [line.render(start, style) for line, start in zip(lines, starts, strict=True)]
    return sent, starts


def unwrap(
    lines: Sequence[Masked], starts: Sequence[int], answers: Sequence[str], style: Style
) -> list[str]:
    """Return the answers with the tokens of each line's own `text`.

    Raises BadOutput when a token or the alignment tells of lines that were mixed up.
    """
    parcel = set(range(starts[0], starts[-1] + len(lines[-1].tokens)))
    opened = []
    for line, start, answer in zip(lines, starts, answers, strict=True):
        texts, numbers = mask.locate(answer, start, len(line.tokens), style)
        own = range(start, start + len(line.tokens))
        others = parcel - set(own)
        if not whole(numbers, own) or any(style.taken(text) & others for text in texts):
            raise BadOutput("markup is not intact: a mark is missing or in another sentence")
        if not answer.strip():
            raise BadOutput("a sentence came back empty")
        opened.append(mask.join(texts, (n - start + line.start for n in numbers)))
    if alignment.mixed([line.text for line in lines], opened):
        raise BadOutput("the sentences came back mixed up")
    return opened


def _parts(passage: Passage, limit: int, style: Style) -> Iterator[Passage]:
    if weight(passage, style) <= limit:
        yield passage
        return
    part: list[Masked] = []
    for line in passage:
        if part and weight((*part, line), style) > limit:
            yield tuple(part)
            part = []
        part.append(line)
    yield tuple(part)
