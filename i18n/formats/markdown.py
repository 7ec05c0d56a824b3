"""Markdown: CommonMark with tables, footnotes, strikethrough, front matter and HTML blocks.

Passages are paragraphs, headings, list items, quotations, table cells, the text and the
attributes of HTML blocks, configured values of the front matter, and the two texts of an image
that stands alone. Code, link definitions and everything else is never touched.
"""

import re
from collections.abc import Iterator

from i18n import inline
from i18n.errors import Place, UserError
from i18n.formats import blocks, frontmatter, html, marks
from i18n.formats.blocks import Block, Blocks
from i18n.formats.options import Options
from i18n.formats.prose import Prose, join
from i18n.inline import Inline
from i18n.locales import Locale
from i18n.model import Document, Passage, Role, Segment
from i18n.segment import breaks, cut
from i18n.splice import Translate, splice


def parse(text: str, path: str, locale: Locale, options: Options) -> Document:
    """Find the prose. Raises UserError where front matter to be translated is not YAML."""
    reader = _Reader(blocks.parse(text), path, locale, options)
    passages = [passage for block in reader.blocks for passage in reader.read(block)]
    return Document(text, tuple(passages))


def render(document: Document, translate: Translate, locale: Locale) -> str:
    """Return the text with the translations in place of its prose."""
    return splice(document, marks.linking(document.text, translate), locale, marks.encode)


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
            prose = join(self.blocks.source, block.lines)
            found = inline.scan(prose.text, blocks.parser(), self.blocks.env)
            image = _lone_image(prose, found)
            if image:
                yield from self._image(prose, image)
            elif found.has_words:
                yield self._passage(*self._role(block), prose, found)

    def _role(self, block: Block) -> tuple[Role, str]:
        """The role of a block's prose, and the syntax it stands in."""
        if block.kind in {"th", "td"}:
            at_start = block.token.meta["row"] == block.lines[0][0]
            return "cell", "first-cell" if at_start else "cell"
        if block.kind == "heading":
            syntax = "heading" if block.opening.markup.startswith("#") else self._syntax(block)
            if block.opening.tag != "h1" or self.titled:
                return "heading", syntax
            self.titled = True
            return "title", syntax
        inner = [name for name in block.containers if name in _CONTAINER_ROLES]
        return _CONTAINER_ROLES[inner[-1]] if inner else "paragraph", self._syntax(block)

    def _syntax(self, block: Block) -> str:
        """What lines right above or below mean for the prose between them."""
        above, below = self.blocks.around(block)
        if _DELIMITERS.fullmatch(below):
            return "over"
        return "below" if above.strip("> \t\n") else "block"

    def _passage(self, role: Role, syntax: str, prose: Prose, found: Inline) -> Passage:
        """The passage of some prose; emphasis around all of several sentences stays outside."""
        wrap = found.around_all
        if wrap and self._cuts(found.inside(wrap), prose.inside(wrap.inner_start, wrap.inner_end)):
            prose, found = prose.inside(wrap.inner_start, wrap.inner_end), found.inside(wrap)
            syntax = "emphasis"
        segments = cut(prose.text, self._cuts(found, prose))
        return self._at(role, prose, segments, syntax)

    def _cuts(self, found: Inline, prose: Prose) -> list[tuple[int, int]]:
        """Where to cut: at hard breaks always, between sentences if units are sentences."""
        hard = [place for place in prose.breaks if not found.parts(place[0] + 1)]
        if self.options.unit == "passage":
            return hard
        soft = [(end, start) for end, start in breaks(found.mask, self.locale) if not found.parts(end)]
        return sorted(hard + [place for place in soft if not _within(place, hard)])

    def _at(self, role: Role, prose: Prose, segments: tuple[Segment, ...], syntax: str) -> Passage:
        start, end = (self.blocks.place(at) for at in prose.range)
        return Passage(role, self.blocks.line(prose.range[0]), start, end, segments, syntax)

    def _plain(self, role: Role, prose: Prose, syntax: str) -> Passage:
        """A passage without Markdown in it."""
        places = breaks(prose.text, self.locale) if self.options.unit == "sentence" else []
        return self._at(role, prose, cut(prose.text, places), syntax)

    def _image(self, prose: Prose, label: tuple[int, int]) -> Iterator[Passage]:
        """The alternative text and the title of an image that stands alone."""
        for role, syntax, place in (
            ("alt", "alt", label),
            ("caption", "link-title", inline.image_title(prose.text)),
        ):
            text = prose.inside(*place).stripped if place else None
            if text and any(map(str.isalnum, text.text)):
                yield self._plain(role, text, syntax)

    def _html(self, block: Block) -> Iterator[Passage]:
        prose = join(self.blocks.source, block.lines, markdown=False)
        for run in html.runs(prose.text):
            yield self._plain(run.role, prose.inside(run.start, run.end), run.syntax)

    def _front_matter(self, block: Block) -> Iterator[Passage]:
        start, end = self.blocks.front_matter(block.token)
        try:
            values = frontmatter.values(self.blocks.text[start:end], self.options.front_matter)
        except UserError as error:
            line = error.at.line + 1 if error.at else 1
            raise UserError(error.what, hint=error.hint, at=Place(self.path, line)) from error
        for value in values:
            role: Role = "title" if value.key == "title" else "meta"
            self.titled = self.titled or role == "title"
            places = breaks(value.prose, self.locale) if self.options.unit == "sentence" else []
            segments = cut(value.prose, places)
            yield Passage(
                role, value.line + 1, start + value.start, start + value.end, segments, value.syntax
            )


_DELIMITERS = re.compile(r"[> \t]*[-:|][-:|\s]*")
_CONTAINER_ROLES: dict[str, Role] = {"list_item": "item", "blockquote": "quote"}


def _lone_image(prose: Prose, found: Inline) -> tuple[int, int] | None:
    """The range of the label, if the prose is one `![label](target)` and nothing else."""
    for pair in found.pairs:
        whole = (pair.start, pair.end) == (0, len(prose.text)) and "\n" not in prose.text
        if whole and pair.kind == "image" and prose.text[pair.inner_end :].startswith("]("):
            return pair.inner_start, pair.inner_end
    return None


def _within(place: tuple[int, int], hard: list[tuple[int, int]]) -> bool:
    """Whether a break between sentences is where a hard break is anyway."""
    return any(start <= place[1] and place[0] <= end for start, end in hard)
