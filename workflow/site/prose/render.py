"""Rendering: the tokens of an article as the HTML of a page.

Every text is escaped here, every URL goes through `url`, every raw tag through `raw`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape

from markdown_it.token import Token

from workflow.site.prose import elements, raw, tags
from workflow.site.prose.permits import Permit
from workflow.site.prose.tokens import (
    PLAIN,
    attributes,
    cell,
    code,
    escaped,
    has_words,
    mark,
    number,
    ordered,
    plain,
    wide,
)

Attributes = Mapping[str, str]
Picture = Callable[[str], Attributes | None]
"""Take the `src` of an image as written; return the attributes it is shown with, or None."""

_ROOM = {
    "blockquote_open": "blockquote",
    "bullet_list_open": "ul",
    "code_block": "pre",
    "fence": "pre",
    "footnote_block_open": "section",
    "heading_open": "h2",
    "hr": "hr",
    "ordered_list_open": "ol",
    "paragraph_open": "p",
    "table_open": "table",
}
"""Blocks, and the elements for which raw HTML that is open has to make room."""
_CELLS = frozenset({"td_open", "th_open"})
_HOLDERS = frozenset(
    {
        "blockquote_close",
        "blockquote_open",
        "footnote_close",
        "footnote_open",
        "list_item_close",
        "list_item_open",
    }
)
"""Blocks that hold others."""


class Renderer:
    """The renderer of one article: what it has rendered decides on ids, levels and laziness."""

    def __init__(
        self,
        word: Callable[[str], str],
        url: raw.Url,
        picture: Picture,
        permit: Permit | None,
        foreign: Mapping[str, str],
    ) -> None:
        self.word = word
        self.url = url
        self.picture = picture
        self.permit = permit
        self.above: list[int] = []
        self.link_ends: list[tuple[int, dict[str, str]]] = []
        self.pictures = 0
        budget = None if permit is None else Counter(permit.tags)
        self.raw = raw.Writer(self.address, self.level, self.wide, foreign, budget)

    def blocks(self, tokens: Sequence[Token]) -> str:
        """Return the HTML of blocks."""
        out: list[str] = []
        floors: list[int] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            if self.raw.opened and kind in _ROOM:
                out.append(self.raw.room(_ROOM[kind]))
                if kind == "footnote_block_open":
                    out.append(self.raw.close_to(0))
            if kind in _HOLDERS:
                out.append(self._hold(token, floors))
            if kind == "inline":
                out.append(self.inline(token.children or ()))
            elif kind == "heading_open":
                out.append(self._heading(token, tokens[at + 1]))
                at += 2
            elif kind in _CELLS:
                out.append(cell(token, self.inline(tokens[at + 1].children or ())))
                at += 2
            elif figure := self._figure(tokens, at):
                out.append(figure)
                at += 2
            elif same := PLAIN.get(kind):
                out.append("" if token.hidden else same)
            else:
                out.append(_BLOCKS[kind](self, token))
            at += 1
        return "".join(out)

    def inline(self, tokens: Sequence[Token]) -> str:
        """Return the HTML of a line of text, in which nothing is left open."""
        if len(tokens) == 1 and tokens[0].type == "text":
            return escaped(tokens[0].content)
        floor = len(self.raw.opened)
        out: list[str] = []
        muted, endless = 0, set[str]()  # within a program, elements still begin and end
        for at, token in enumerate(tokens):
            if at < muted and not token.nesting:
                continue
            kind = token.type
            if kind == "text":
                out.append(escaped(token.content))
            elif (same := PLAIN.get(kind)) is not None:
                out.append(same)
            elif kind == "html_inline":
                muted = _muted(tokens, at, endless)
                out.append("" if muted else self.raw.inline(token.content, floor))
            elif kind == "link_open":
                self._link(token, out)
            elif kind == "link_close":
                self._link_end(out)
            else:
                out.append(_LINES[kind](self, token))
        if len(self.raw.opened) > floor:
            out.append(self.raw.close_to(floor))
        return "".join(out)

    def level(self, level: int) -> int:
        """Return the level of a heading on the page, under the title, where none is left out."""
        self.above = elements.under(self.above, level)
        return elements.rank(self.above)

    def address(self, url: str, element: str) -> str | None:
        """Return where a URL of the article leads on the page; None for nowhere."""
        if self.permit is not None and not self.permit.allows(url, element):
            return None
        return self.url(url, element)

    def wide(self) -> str:
        """Return the start of the box of a table."""
        return wide(self.word("Table"))

    def _hold(self, token: Token, floors: list[int]) -> str:
        """Go into an element of Markdown, or out: return the ends of raw ones left open in it."""
        if token.nesting > 0:
            floors.append(self.raw.floor)
            self.raw.floor = len(self.raw.opened)
            return ""
        ends = self.raw.close_to(self.raw.floor)
        self.raw.floor = floors.pop()
        return ends

    def _heading(self, opening: Token, inline: Token) -> str:
        html = self.inline(inline.children or ())
        if not has_words(html):
            return f"<p>{html}</p>\n" if "<img" in html else ""
        level = self.level(int(opening.tag[1]))
        return f"<h{level}>{html}</h{level}>\n"

    def _figure(self, tokens: Sequence[Token], at: int) -> str:
        """Return an image that is alone in its paragraph, its title below; nothing for all else.

        One without a title is no figure inside one of the article's own, or an item of a list.
        """
        if tokens[at].type != "paragraph_open" or tokens[at + 2].type != "paragraph_close":
            return ""
        children = tokens[at + 1].children or ()
        if len(children) != 1 or children[0].type != "image":
            return ""
        caption = escaped(str(children[0].attrs.get("title", "")))
        if not caption and (tokens[at].hidden or self._in_figure()):
            return ""
        image = self._image(children[0], titled=False)
        if caption:
            return f"<figure>{image}<figcaption>{caption}</figcaption></figure>\n"
        return f"<figure>{image}</figure>\n" if image.startswith("<img") else f"<p>{image}</p>\n"

    def _in_figure(self) -> bool:
        return any(one.name == "figure" and not one.ghost for one in self.raw.opened)

    def _image(self, token: Token, *, titled: bool = True) -> str:
        """Return an image, or where it cannot be shown, what it shows in words."""
        alt, src = plain(token.children or ()), str(token.attrs["src"])
        allowed = self.permit is None or self.permit.allows(src, "img")
        shown = self.picture(src) if allowed else None
        if shown is None:
            return escaped(alt)
        self.pictures += 1
        told = {"src": "", "alt": alt, **shown, "decoding": "async"}
        if titled and token.attrs.get("title"):
            told["title"] = str(token.attrs["title"])
        if self.pictures > 1:
            told["loading"] = "lazy"
        return f"<img{attributes(told)}>"

    def _link(self, token: Token, out: list[str]) -> None:
        """Begin a link: how it is told is written at its end, when it is known what is in it."""
        nested = any(one.name == "a" and not one.ghost for one in self.raw.opened)
        href = None if nested else self.address(str(token.attrs["href"]), "a")
        told = {}
        if href is not None:
            told = {"href": href} | raw.language(href, self.raw.foreign)
            if title := str(token.attrs.get("title", "")):
                told["title"] = title
        self.link_ends.append((len(out), told))
        out.append("")

    def _link_end(self, out: list[str]) -> None:
        """End a link. One of an image without words is called what it says, or where it leads."""
        start, told = self.link_ends.pop()
        inside = out[start + 1 :]
        if not told:
            return
        if not has_words("".join(inside)):
            if not any(one.startswith("<img") for one in inside):
                return
            told["aria-label"] = told.get("title") or told["href"]
        out[start] = f"<a{attributes(told)}>"
        out.append("</a>")

    def _html(self, token: Token) -> str:
        return self.raw.block(token.content)

    def _notes(self, _token: Token) -> str:
        label = escape(self.word("Notes"))
        return f'<section class="footnotes" aria-label="{label}">\n<ol>\n'

    def _back(self, token: Token) -> str:
        label = escape(self.word("Back to the text"))
        return (
            f' <a href="#fnref{number(token)}" class="footnote-backref" '
            f'aria-label="{label}">↩\ufe0e</a>'
        )


def _muted(tokens: Sequence[Token], at: int, endless: set[str]) -> int:
    """Return the place after a program that begins here; 0 where none does.

    Puts into `endless` the names of elements that do not end: only the tag is left out then.
    """
    tag = tags.tag(tokens[at].content)
    if not tag or tag.closes or tag.name not in elements.MUTED:
        return 0
    end = f"</{tag.name}"
    for place in range(at + 1, 0 if tag.name in endless else len(tokens)):
        one = tokens[place]
        if one.type == "html_inline" and one.content.lower().startswith(end):
            return place + 1
    endless.add(tag.name)
    return at + 1


_BLOCKS: Mapping[str, Callable[[Renderer, Token], str]] = {
    "code_block": lambda _, token: code(token),
    "fence": lambda _, token: code(token),
    "footnote_anchor": Renderer._back,
    "footnote_block_open": Renderer._notes,
    "footnote_open": lambda _, token: f'<li id="fn{token.meta["id"] + 1}">',
    "html_block": Renderer._html,
    "ordered_list_open": lambda _, token: ordered(token),
    "table_open": lambda self, _: f"{self.wide()}<table>\n",
}
_LINES: Mapping[str, Callable[[Renderer, Token], str]] = {
    "code_inline": lambda _, token: f"<code>{escaped(token.content)}</code>",
    "footnote_ref": lambda _, token: mark(token),
    "image": Renderer._image,
}
