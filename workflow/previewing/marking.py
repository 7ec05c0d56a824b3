"""A marking: the text of an article in a locale with marks around its sentences."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from i18n.locales import Locale
from i18n.model import Document, Passage, Segment
from i18n.splice import Translate
from workflow.previewing.ink import Ink
from workflow.publish import Render

_QUOTED = frozenset({"yaml-single", "yaml-double"})
_BLOCK = frozenset({"yaml-literal", "yaml-folded"})
_EDGES = "\ufeff \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""What is no part of a translation at its edges."""


@dataclass(frozen=True, slots=True)
class Marking:
    """An article and its translations; `numbers` are those of its sentences by context and source.

    A sentence without a number gets no mark.
    """

    document: Document
    translate: Translate
    numbers: Mapping[tuple[str, str], int]
    ink: Ink

    def text(
        self,
        render: Render,
        locale: Locale,
        whole: Collection[int] = (),
        bare: Collection[int] = (),
    ) -> str:
        """Return the text with marks.

        By their places, passages are marked as a `whole`, by the first sentence with a number, or
        stay `bare`. One that nobody translated is marked in the text of the article itself.
        """
        parts: list[str] = []
        passages: list[Passage] = []
        at = length = 0
        for place, passage in enumerate(self.document.passages):
            before = self.document.text[at : passage.start]
            raw = self.document.text[passage.start : passage.end]
            at = passage.end
            if place not in bare:
                marked = self._whole(passage) if place in whole else self._segments(passage)
                if any(self._target(passage.context, one.source) for one in passage.segments):
                    passage = replace(passage, segments=marked)  # noqa: PLW2901
                else:
                    raw = self._raw(passage, raw, marked)
            parts += (before, raw)
            start = length + len(before)
            length = start + len(raw)
            passages.append(replace(passage, start=start, end=length))
        text = "".join((*parts, self.document.text[at:]))
        return render(Document(text, tuple(passages)), self._marked, locale)

    def places(self, numbers: Collection[int]) -> set[int]:
        """Return the places of the passages that have a sentence with one of these numbers."""
        return {
            place
            for place, passage in enumerate(self.document.passages)
            if any(self.number(passage, one) in numbers for one in passage.segments)
        }

    def _marked(self, context: str, source: str) -> str | None:
        """The translation of a sentence; with marks where the sentence has some."""
        plain = self.ink.without(source)
        if plain == source:
            return self.translate(context, source)
        target = self._target(context, plain)
        before, _, after = source.partition(plain)
        return f"{before}{target}{after}" if target else None

    def _target(self, context: str, source: str) -> str:
        """The translation that stands in the text, "" where the source does."""
        target = (self.translate(context, source) or "").strip(_EDGES)
        return "" if target == source else target

    def _segments(self, passage: Passage) -> tuple[Segment, ...]:
        return tuple(self._around(passage, one) for one in passage.segments)

    def _around(self, passage: Passage, segment: Segment) -> Segment:
        number = self.number(passage, segment)
        if number is None or not segment.source:
            return segment
        return Segment(self.ink.around(number, segment.text), segment.gap)

    def _whole(self, passage: Passage) -> tuple[Segment, ...]:
        """The sentences of a passage, marked where it begins and where it ends."""
        number = self._first(passage)
        *before, last = passage.segments
        if number is None or not before:
            return passage.segments
        first = replace(before[0], text=self.ink.begin(number, before[0].text))
        return (first, *before[1:], replace(last, text=self.ink.end(number, last.text)))

    def _raw(self, passage: Passage, raw: str, marked: tuple[Segment, ...]) -> str:
        """What stands in the article, marked: its sentences, or all of it as the first of them."""
        if passage.syntax in _BLOCK:
            return raw
        edge = 1 if passage.syntax in _QUOTED else 0
        inner = raw[edge : len(raw) - edge]
        if inner == "".join(one.text + one.gap for one in passage.segments):
            inner = "".join(one.text + one.gap for one in marked)
        elif (number := self._first(passage)) is not None:
            inner = self.ink.around(number, inner)
        return raw[:edge] + inner + raw[len(raw) - edge :]

    def _first(self, passage: Passage) -> int | None:
        numbers = (self.number(passage, one) for one in passage.segments)
        return next((one for one in numbers if one is not None), None)

    def number(self, passage: Passage, segment: Segment) -> int | None:
        """Return the number of a sentence, if it has one."""
        return self.numbers.get((passage.context, segment.source))
