"""A parcel: sentences of one or more passages that travel to an engine in one request.

It is opened again only if nothing says that a line has become another's: sentences are never
matched with answers by guess.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from i18n import mask
from i18n.engines.faults import BadOutput
from i18n.mask import Masked, Style

Passage = tuple[Masked, ...]
Parcel = tuple[Passage, ...]

_ANCHOR = re.compile(r"\d{2,}|[A-Za-z][A-Za-z-]*[A-Za-z]|[?？!！]")
_SHORT = 12
_STRETCH = 4.0
"""How many times longer or shorter than its neighbours a line may turn out: on newstest2019
it is at most 3.3 in parcels of 1,500 characters."""


def pack(passages: Iterable[Passage], limit: int) -> Iterator[Parcel]:
    """Fill parcels with whole passages up to `limit` characters.

    A passage that is longer alone is cut between sentences; a sentence that is longer goes alone.
    """
    parcel: list[Passage] = []
    room = limit
    for passage in passages:
        for part in _parts(passage, limit):
            size = weight(part)
            if parcel and size > room:
                yield tuple(parcel)
                parcel, room = [], limit
            parcel.append(part)
            room -= size
    if parcel:
        yield tuple(parcel)


def weight(passage: Passage) -> int:
    """Return the characters of a passage in a request, line ends and longer numbers included."""
    return sum(len(line.text) + 1 + len(line.tokens) for line in passage)


def wrap(lines: Sequence[Masked], style: Style) -> tuple[list[str], list[int]]:
    """Return the lines as sent, with tokens unique in the parcel, and each line's first number."""
    counts = [len(line.tokens) for line in lines]
    first = mask.free([text for line in lines for text in line.texts], sum(counts))
    starts = [first, *accumulate(counts, initial=first)][1:-1] if lines else []
    sent = [line.render(start, style) for line, start in zip(lines, starts, strict=True)]
    return sent, starts


def unwrap(
    lines: Sequence[Masked], starts: Sequence[int], answers: Sequence[str], style: Style
) -> list[str]:
    """Return the answers with the tokens of each line's own `text`.

    Raises BadOutput when a token, a figure or a length tells of lines that were mixed up.
    """
    first, total = starts[0], sum(len(line.tokens) for line in lines)
    opened = []
    for line, start, answer in zip(lines, starts, answers, strict=True):
        texts, numbers = mask.locate(answer, first, total, style)
        if sorted(numbers) != list(range(start, start + len(line.tokens))):
            raise BadOutput("markup is not intact: a mark is missing or in another sentence")
        if not answer.strip():
            raise BadOutput("a sentence came back empty")
        opened.append(mask.join(texts, (n - start + line.start for n in numbers)))
    sources = [line.text for line in lines]
    if _strayed(sources, opened) or _stretched(sources, opened):
        raise BadOutput("the sentences came back mixed up")
    return opened


def _parts(passage: Passage, limit: int) -> Iterator[Passage]:
    if weight(passage) <= limit:
        yield passage
        return
    part: list[Masked] = []
    for line in passage:
        if part and weight((*part, line)) > limit:
            yield tuple(part)
            part = []
        part.append(line)
    yield tuple(part)


def _strayed(sources: Sequence[str], answers: Sequence[str]) -> bool:
    """Tell if what only one source has (a figure, a Latin name, a `?`) is in another's answer."""
    asked = [_anchors(source) for source in sources]
    got = [_anchors(answer) for answer in answers]
    for n, anchors in enumerate(asked):
        others = set().union(*asked[:n], *asked[n + 1 :])
        elsewhere = set().union(*got[:n], *got[n + 1 :])
        if (anchors - others - got[n]) & elsewhere:
            return True
    return False


def _anchors(text: str) -> set[str]:
    return set(_ANCHOR.findall(unicodedata.normalize("NFKC", text)))


def _stretched(sources: Sequence[str], answers: Sequence[str]) -> bool:
    """Tell if a line has grown or shrunk quite unlike the whole."""
    usual = sum(map(len, answers)) / sum(map(len, sources))
    pairs = zip(sources, answers, strict=True)
    growth = [len(answer) / len(source) / usual for source, answer in pairs if len(source) > _SHORT]
    return any(not 1 / _STRETCH < one < _STRETCH for one in growth)
