"""Markdown: CommonMark with tables, footnotes, strikethrough, front matter and HTML blocks.

Passages are paragraphs, headings, list items, quotations, table cells, the text and the
attributes of HTML blocks, configured values of the front matter, and the two texts of an image
that stands alone. The first heading of level 1 is the title, unless the front matter has one.
Code, link definitions with their titles, TOML and everything else is never touched.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from i18n import inline
from i18n.errors import Place, UserError
from i18n.formats import blocks, directives, frontmatter, html, images, marks
from i18n.formats.blocks import Block, Blocks
from i18n.formats.options import Options
from i18n.formats.parser import Range, parser
from i18n.formats.prose import Prose, join
from i18n.formats.references import linking
from i18n.inline import Inline
from i18n.locales import Locale
from i18n.model import Document, Passage, Role, Segment
from i18n.segment import breaks, cut
from i18n.splice import Translate, splice

_HARD = re.compile(r"[ \t]*  [\r\n]")
_DELIMITERS = re.compile(r"[> \t]*[-:|][-:|\s]*")
_CONTAINERS: dict[str, Role] = {"list_item": "item", "blockquote": "quote"}
_CLOSING_TAG = re.compile(r"[ \t]*</[^<>]*>[ \t]*")


def parse(text: str, path: str, locale: Locale, options: Options) -> Document:
    """Find the prose. Raises UserError where front matter to be translated is not YAML."""
    reader = _Reader(blocks.parse(text), path, locale, options)
    passages = [passage for block in reader.blocks for passage in reader.read(block)]
    return Document(text, tuple(passages))


def render(document: Document, translate: Translate, locale: Locale) -> str:
    """Return the text with the translations in place of its prose."""
    translate = linking(document.text, translate)
    return splice(document, translate, locale, marks.encode, marks.breaks_line)


class _Reader:
    """One article being read."""

    def __init__(self, found: Blocks, path: str, locale: Locale, options: Options) -> None:
        self.blocks = found
        self.path = path
        self.locale = locale
        self.options = options
        self.titled = False

    def read(self, block: Block) -> Iterator[Passage]:
        """Yield the passages of a block, in order."""
        if block.kind == "front_matter":
            yield from self._front_matter(block)
        elif block.kind == "html_block":
            yield from self._html(block)
        elif block.lines:
            yield from self._inline(block)

    def _inline(self, block: Block) -> Iterator[Passage]:
        prose = join(self.blocks.source, block.lines)
        if not any(map(str.isalnum, prose.text)) or self._ends_what_is_above(block, prose):
            return
        found = inline.scan(prose.text, parser(), self.blocks.env)
        role, words = self._role(block), self._syntax(block)
        for start, end in directives.between(prose.text, found):
            part, structure = prose.inside(start, end), found.inside(start, end)
            image = images.texts(part.text, structure)
            if image:
                yield from self._image(
                    part, *image, [w for w in words if w in {"over", "barless", "cell"}]
                )
            elif directives.has_words(structure.mask):
                yield self._passage(role, words, part, structure)

    def _ends_what_is_above(self, block: Block, prose: Prose) -> bool:
        """Tell whether a table begins with a mark, such as `>`, that parts it from a list above."""
        at_start = block.kind == "th" and block.token.meta["first"]
        return at_start and not marks.is_paragraph(prose.text)

    def _image(
        self, prose: Prose, label: Range, title: Range | None, words: list[str]
    ) -> Iterator[Passage]:
        yield from self._plain("alt", prose.inside(*label).stripped, " ".join(["alt", *words]))
        if title:
            syntax = " ".join(["link-title", *words])
            yield from self._plain("caption", prose.inside(*title).stripped, syntax)

    def _role(self, block: Block) -> Role:
        if block.kind in {"th", "td"}:
            return "cell"
        if block.kind == "heading":
            if block.opening.tag != "h1" or self.titled:
                return "heading"
            self.titled = True
            return "title"
        roles = [_CONTAINERS[name] for name in block.containers if name in _CONTAINERS]
        return roles[-1] if roles else "paragraph"

    def _syntax(self, block: Block) -> list[str]:
        """Return what the place of a block asks of its prose, in the words of `marks`."""
        if block.kind in {"th", "td"}:
            return ["block", "cell"] if block.token.meta["first"] else ["cell"]
        above, below = self.blocks.around(block)
        if block.opening.markup.startswith("#"):
            return ["heading", "barless"] if _DELIMITERS.fullmatch(below) else ["heading"]
        words = ["block"]
        if above.strip("> \t\n"):
            words.append("below")
        if _DELIMITERS.fullmatch(below):
            words.append("over")
        return words

    def _passage(self, role: Role, words: list[str], prose: Prose, found: Inline) -> Passage:
        """Return the passage of some prose; emphasis around several sentences stays outside."""
        segments = self._segments(prose, found)
        inner, structure = prose, found
        while wrap := structure.around_all:
            inner = inner.inside(wrap.inner_start, wrap.inner_end)
            structure = structure.inside(wrap.inner_start, wrap.inner_end)
            inner_segments = self._segments(inner, structure)
            if len(inner_segments) > 1:
                prose, segments, words = inner, inner_segments, [*words, "inside"]
                break
        return self._at(role, prose, segments, " ".join(words))

    def _segments(self, prose: Prose, found: Inline) -> tuple[Segment, ...]:
        """Cut the prose, at hard breaks always, and between sentences if units are sentences."""
        segments: list[Segment] = []
        for start, end, gap in self._lines(prose, found):
            *before, last = cut(prose.text[start:end], self._sentences(found, start, end))
            segments += [*before, Segment(last.text, last.gap + gap)]
        return tuple(segments)

    def _sentences(self, found: Inline, start: int, end: int) -> list[Range]:
        """Return the breaks between the sentences of a stretch, none of them inside a pair."""
        if self.options.unit == "passage":
            return []
        sentences = breaks(found.mask[start:end], self.locale)
        return [place for place in sentences if not found.parts(start + place[0])]

    def _lines(self, prose: Prose, found: Inline) -> Iterator[tuple[int, int, str]]:
        """Yield the stretches between hard breaks, and what stands between each and the next.

        A hard break inside a pair of marks is taken for a space: the pair is one sentence's.
        """
        start = 0
        for line, following in pairwise(prose.pieces):
            end = line.offset + line.end - line.start
            mark = self._hard_mark(line.start, line.end, following.start)
            text = prose.text[start : end - mark].rstrip() if mark >= 0 else ""
            if text and not found.parts(end):
                stop = start + len(text)
                gap_start = self.blocks.place(prose.source(stop - 1)) + 1
                yield start, stop, self.blocks.text[gap_start : self.blocks.place(following.start)]
                start = following.offset
        yield start, len(prose.text), ""

    def _hard_mark(self, start: int, end: int, following: int) -> int:
        """Return how much of a line's end makes it a hard break; -1 where there is none."""
        if _HARD.match(self.blocks.source, end, following):
            return 0
        line = self.blocks.source[start:end]
        return 1 if (len(line) - len(line.rstrip("\\"))) % 2 else -1

    def _plain(self, role: Role, prose: Prose, syntax: str) -> Iterator[Passage]:
        """Yield the passage of prose without Markdown in it, if it has words."""
        if any(map(str.isalnum, prose.text)):
            yield self._at(role, prose, self._cut(prose.text, inline.scan_tags(prose.text)), syntax)

    def _cut(self, prose: str, found: Inline) -> tuple[Segment, ...]:
        """Cut prose between sentences, if units are sentences, but nowhere inside a pair."""
        return cut(prose, self._sentences(found, 0, len(prose)))

    def _at(self, role: Role, prose: Prose, segments: tuple[Segment, ...], syntax: str) -> Passage:
        start, end = (self.blocks.place(at) for at in prose.range)
        return Passage(role, self.blocks.line(prose.range[0]), start, end, segments, syntax)

    def _html(self, block: Block) -> Iterator[Passage]:
        prose = join(self.blocks.source, block.lines)
        for run in html.runs(prose.text):
            start, end = run.start, run.end
            if run.syntax == "html":
                start, end = _without_tag_lines(prose.text, start, end)
            yield from self._plain(run.role, prose.inside(start, end), run.syntax)

    def _front_matter(self, block: Block) -> Iterator[Passage]:
        start, end = self.blocks.front_matter(block)
        try:
            values = frontmatter.values(self.blocks.text[start:end], self.options.front_matter)
        except UserError as error:
            line = error.at.line + 1 if error.at else 1
            raise UserError(error.what, hint=error.hint, at=Place(self.path, line)) from error
        for value in values:
            role: Role = "title" if value.key == "title" else "meta"
            self.titled = self.titled or role == "title"
            segments = self._cut(value.prose, Inline(value.prose))
            yield Passage(
                role, value.line + 1, start + value.start, start + value.end, segments, value.syntax
            )


def _without_tag_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a run of HTML without lines of tags alone at its edges.

    A tag alone on the first line of a block is what makes it one.
    """
    first = at = start
    while tag := html.MARKUP.match(text, at, end):
        at = _indented(text, tag.end())
        if text.startswith("\n", at):
            first = at = _indented(text, at + 1)
    while first > start and (line := text.rfind("\n", first, end)) >= 0:
        if not _CLOSING_TAG.fullmatch(text, line + 1, end):
            break
        end = line
    return first, first + len(text[first:end].rstrip())


def _indented(text: str, at: int) -> int:
    """Return where the next character stands that is no space and no tab."""
    while text[at : at + 1] in {" ", "\t"}:
        at += 1
    return at
