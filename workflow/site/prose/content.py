"""The content of a page: what an article says, as HTML that is right and safe."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from markdown_it.token import Token

from workflow.site.prose import characters, front, links, mend, parser, sanitise
from workflow.site.prose.permits import Permit
from workflow.site.prose.render import Attributes, Picture, Renderer
from workflow.site.prose.tokens import escaped, has_words, plain

LINE_END = re.compile(r"\r\n|\r|\n")
HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORDS_A_MINUTE = 200
HAN_A_MINUTE = 255
"""How fast people read: 184 words of Russian, 228 of English, 255 characters of Chinese a minute
(Trauzettel-Klosinski and Dietz, doi.org/10.1167/iovs.11-8284)."""

LEAD, LEAD_HAN = 300, 150
"""Characters of a lead, which lists and feeds repeat; Han characters say as much in half of them."""

_ENDING = " ,;:.…—–-([{«„“‘、，；：。（《「"
"""What no lead ends with before its ellipsis."""


@dataclass(frozen=True, slots=True)
class Content:
    """An article to be shown. `title` and `lead` are plain text, `heading` and `body` safe HTML.

    The lead is the first paragraph, cut where it is long; `minutes` how long it takes to read the article.
    """

    title: str
    heading: str
    body: str
    lead: str = ""
    minutes: int = 1


@dataclass(frozen=True, slots=True)
class Around:
    """What an article needs of the page it is on.

    `word` translates the words around it; `url` says where a link leads on the page, `picture`
    with what attributes an image is shown, both None for nowhere. `permit` is what a translation
    may have; an article in its own language has none to ask for. `foreign` has the languages of
    pages in another one, by the URLs that `url` returns, without a fragment; it may fill as they
    are asked for. `name` is the title of an article without words.
    """

    word: Callable[[str], str]
    url: Callable[[str, str], str | None] = links.outside
    picture: Picture | None = None
    permit: Permit | None = None
    foreign: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


def read(text: str, syntax: str, around: Around) -> Content:
    """Return the content of an article in a format; one that is not known, as plain text."""
    said = READERS.get(syntax, _plain)(text, around)
    if unicodedata.is_normalized("NFC", f"{said.title}\n{said.body}"):
        return said
    return replace(
        said,
        title=characters.composed(said.title),
        heading=characters.composed(said.heading),
        body=characters.composed(said.body),
        lead=characters.composed(said.lead),
    )


def _plain(text: str, around: Around) -> Content:
    """The first line is the title; blank lines part paragraphs."""
    lines = [line.strip() for line in LINE_END.split(characters.allowed(text))]
    first = next((at for at, one in enumerate(lines) if characters.line(one)), len(lines))
    title = characters.line("".join(lines[first : first + 1]))
    rest = lines[first + 1 :]
    paragraphs = [part.strip() for part in "\n".join(rest).split("\n\n") if part.strip()]
    body = "".join(f"<p>{escaped(part)}</p>\n" for part in paragraphs)
    lead = cut(characters.line(paragraphs[0])) if paragraphs else ""
    title = title or around.name
    return Content(title, escaped(title), body, lead, minutes(text))


def _markdown(text: str, around: Around) -> Content:
    """CommonMark with tables, footnotes, strikethrough and front matter."""
    tokens = parser.parse(text).tokens
    picture = around.picture or partial(_picture, around.url)
    renderer = Renderer(around.word, around.url, picture, around.permit, around.foreign)
    title, heading = front.read(text, "markdown").title, ""
    if tokens and tokens[0].type == "heading_open":
        first = tokens[1].children or ()
        words = characters.line(plain(first))
        if words and title in {"", words}:
            title, heading = words, renderer.inline(first)
            tokens = tokens[3:]
    title = title or _first_words(tokens) or around.name
    body = sanitise.sanitise(renderer.blocks(tokens))
    if renderer.raw.written:
        body, heading = (
            sanitise.sanitise(mend.mend(one)) for one in (body, sanitise.sanitise(heading))
        )
    if "<" in heading:
        heading = sanitise.sanitise(heading) if has_words(heading) else ""
    prose = " ".join(one.content for one in tokens if one.type == "inline")
    return Content(title, heading or escaped(title), body, _lead(tokens), minutes(prose))


READERS: Mapping[str, Callable[[str, Around], Content]] = {
    "markdown": _markdown,
    "text": _plain,
}
"""How the articles of a format are shown, by its name."""


def minutes(text: str) -> int:
    """Return how long it takes to read a text, at least one minute."""
    han = 0
    if HAN.search(text):
        text, han = HAN.subn(" ", text)
    return max(1, round(len(text.split()) / WORDS_A_MINUTE + han / HAN_A_MINUTE))


def _picture(url: Callable[[str, str], str | None], src: str) -> Attributes | None:
    """Show an image as it is, where its URL leads somewhere."""
    there = url(src, "img")
    return None if there is None else {"src": there}


def _first_words(tokens: Sequence[Token]) -> str:
    """The text of the first heading, or where there is none, of the first block, if in words."""
    inline = [(one, tokens[at - 1].type) for at, one in enumerate(tokens) if one.type == "inline"]
    heads = [one for one, before in inline if before == "heading_open"]
    texts = (
        characters.line(plain(one.children or ())) for one in [*heads, *(one for one, _ in inline)]
    )
    return next(filter(None, texts), "")


def _lead(tokens: Sequence[Token]) -> str:
    """The first paragraph that has words and is in nothing else."""
    for at, one in enumerate(tokens):
        if one.type == "paragraph_open" and one.level == 0:
            text = characters.line(plain(tokens[at + 1].children or ()))
            if text:
                return cut(text)
    return ""


def cut(text: str) -> str:
    """Return a lead of a line of text: all of it, or its first words and an ellipsis."""
    if len(text) <= LEAD_HAN:
        return text
    most = LEAD_HAN if len(HAN.findall(text, 0, LEAD_HAN)) > LEAD_HAN / 2 else LEAD
    if len(text) <= most:
        return text
    end = text.rfind(" ", most // 2, most + 1)
    return text[: end if end > 0 else most].rstrip(_ENDING) + "…"
