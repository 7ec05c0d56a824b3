"""The content of a page: what an article says, as HTML."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from i18n.formats.frontmatter import loader

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML forbids, and no reader sees."""

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Content:
    """An article to be shown. `title` is plain text; `heading` and `body` are HTML, unsafe yet.

    `date` is of the front matter, as ISO 8601, or empty: a date is never guessed.
    """

    title: str
    heading: str
    body: str
    description: str = ""
    date: str = ""


def read(text: str, syntax: str, word: Callable[[str], str]) -> Content:
    """Return the content of an article; `word` translates the words around it."""
    return READERS.get(syntax, plain)(CONTROL.sub("", text).removeprefix("\ufeff"), word)


def escaped(text: str) -> str:
    """Return text as HTML."""
    return escape(text, quote=False)


def plain(text: str, _word: Callable[[str], str]) -> Content:
    """The first line is the title; blank lines part paragraphs."""
    lines = [line.strip() for line in LINE_END.split(text)]
    title = next(filter(None, lines), "")
    rest = lines[lines.index(title) + 1 :] if title else []
    paragraphs = [part for part in "\n".join(rest).split("\n\n") if part.strip()]
    body = "".join(f"<p>{escaped(part.strip())}</p>\n" for part in paragraphs)
    return Content(title, escaped(title), body)


def markdown(text: str, word: Callable[[str], str]) -> Content:
    """CommonMark with tables, footnotes, strikethrough and front matter."""
    parser, env = _parser(), {"word": word}
    tokens = parser.parse(text, env)
    meta = _front_matter(tokens)
    tokens = [one for one in tokens if one.type != "front_matter"]
    title, heading = _line(meta.get("title")), ""
    if tokens and tokens[0].type == "heading_open" and title in {"", _text(tokens[1])}:
        title = _text(tokens[1])
        heading = parser.renderer.render(tokens[1:2], parser.options, env)
        tokens = tokens[3:]
    title = title or _first_words(tokens)
    body = parser.renderer.render(_shown(tokens), parser.options, env)
    heading = heading or escaped(title)
    return Content(title, heading, body, _line(meta.get("description")), _day(meta.get("date")))


READERS: Mapping[str, Callable[[str, Callable[[str], str]], Content]] = {
    "markdown": markdown,
    "text": plain,
}
"""How the articles of a format are shown, by its name; one that is not here, as plain text."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    parser.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    parser.add_render_rule("footnote_block_open", _notes)
    parser.add_render_rule("footnote_anchor", _back)
    return parser


def _notes(_renderer: Any, _tokens: Any, _at: int, _options: Any, env: Any) -> str:
    return f'<section class="footnotes" aria-label="{escape(env["word"]("Notes"))}">\n<ol>\n'


def _back(_renderer: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    meta = tokens[at].meta
    number = str(meta["id"] + 1) + (f":{meta['subId']}" if meta.get("subId", 0) > 0 else "")
    label = escape(env["word"]("Back to the text"))
    return f' <a href="#fnref{number}" class="footnote-backref" aria-label="{label}">↩\ufe0e</a>'


def _front_matter(tokens: Sequence[Token]) -> Mapping[str, Any]:
    """Return the front matter; nothing when there is none, or it is not a mapping."""
    if not tokens or tokens[0].type != "front_matter":
        return {}
    try:
        found = yaml.load(tokens[0].content, loader(tokens[0].content))  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date as 2026-13-45
        return {}
    return found if isinstance(found, dict) else {}


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _day(value: object) -> str:
    """Return the day of a YAML date, time or string in ISO 8601; nothing for what is neither."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)[:10]).isoformat() if value else ""
    except ValueError:
        return ""


def _first_words(tokens: Sequence[Token]) -> str:
    """The text of the first heading, or where there is none, of the first block."""
    texts = [at + 1 for at, one in enumerate(tokens) if one.type == "heading_open"]
    texts += [at for at, one in enumerate(tokens) if one.type == "inline"][:1]
    return _text(tokens[texts[0]]) if texts else ""


def _text(inline: Token) -> str:
    """The plain text of inline Markdown."""
    parts = (
        " " if one.type.endswith("break") else one.content
        for one in inline.children or []
        if one.type != "html_inline"
    )
    return _line("".join(parts))


def _shown(tokens: list[Token]) -> list[Token]:
    """Put headings below the title, captions below images, and alignment into classes."""
    above: list[str] = []
    for at, one in enumerate(tokens):
        if one.type == "heading_open":
            above = [*(tag for tag in above if tag < one.tag), one.tag]
            # The next level under what stands above: a page with a level left out is not valid.
            one.tag = tokens[at + 2].tag = f"h{min(len(above) + 1, 6)}"
        elif one.type in {"th_open", "td_open"} and "style" in one.attrs:
            one.attrs = {"class": str(one.attrs["style"]).removeprefix("text-align:")}
        elif one.type == "inline" and tokens[at - 1].type == "paragraph_open":
            _make_figure(tokens[at - 1], one, tokens[at + 1])
    return tokens


def _make_figure(opening: Token, inline: Token, closing: Token) -> None:
    children = inline.children or []
    if len(children) != 1 or children[0].type != "image" or not children[0].attrs.get("title"):
        return
    caption = escaped(str(children[0].attrs.pop("title")))
    opening.tag = "figure"
    closing.type = "html_block"
    closing.content = f"<figcaption>{caption}</figcaption></figure>\n"
