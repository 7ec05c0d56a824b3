"""A document in another script: an article with its prose converted where it stands."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from i18n import formats
from i18n.errors import UserError
from i18n.formats import blocks, frontmatter
from i18n.formats.options import Options
from i18n.formats.parser import parser
from i18n.formats.references import linking
from i18n.locales import Locale
from i18n.model import Passage
from i18n.scripts.conversion import convert, convert_plain
from i18n.scripts.exceptions import Exceptions
from i18n.scripts.rules import Rewrite
from i18n.splice import Translate


def convert_document(
    text: str,
    path: str,
    base: Locale,
    derived: Locale,
    options: Options,
    exceptions: Exceptions = (),
    *,
    eng: str = "ñ",
) -> str:
    """Return a localized article of the base in the script of the derived locale.

    All that is no passage to its format, which the path tells, stays byte for byte, and so do the
    gaps between sentences. Raises UserError for a file that is no article, for front matter that
    is not YAML, and where a library is not installed.
    """

    def marked(prose: str) -> str:
        return convert(prose, derived, exceptions, eng=eng)

    def plain(prose: str) -> str:
        return convert_plain(prose, derived, exceptions, eng=eng)

    return rewritten(text, path, base, options, marked, plain)


def rewritten(
    text: str, path: str, base: Locale, options: Options, marked: Rewrite, plain: Rewrite
) -> str:
    """Return an article with each of its passages rewritten where it stands.

    `marked` gets prose with markup as it stands in the file, marks of containers and all; `plain`
    gets prose that has no markup: plain text, and front matter without its quotes and escapes.
    """
    form = formats.for_path(path)
    if form is None:
        known = ", ".join(suffix for row in formats.FORMATS for suffix in row.suffixes)
        raise UserError(f"{path} is no article", hint=f"articles end in {known}")
    document = form.parse(text, path, base, Options("passage", options.front_matter))
    rewrite = _steady(text, linking(text, lambda context, prose: marked(prose)))
    return "".join(_pieces(text, document.passages, rewrite, plain))


def _steady(text: str, rewrite: Translate) -> Translate:
    """Return a `rewrite` that leaves a passage as it is where another link would come of it.

    Words in brackets may be the label of a definition, or become one.
    """
    if "]:" not in text:
        return rewrite
    env = blocks.parse(text).env

    def steady(context: str, prose: str) -> str | None:
        new = rewrite(context, prose)
        same = new is None or _links(new, env) == _links(prose, env)
        return new if same else prose

    return steady


def _links(prose: str, env: dict[str, object]) -> list[tuple[str, object]]:
    tokens: list[Token] = []
    parser().inline.parse(prose, parser(), env, tokens)
    found = (token for token in tokens if token.type in {"link_open", "image"})
    return [(token.type, token.attrs.get("href", token.attrs.get("src"))) for token in found]


def _pieces(
    text: str, passages: Sequence[Passage], marked: Translate, plain: Rewrite
) -> Iterator[str]:
    at = 0
    for passage in passages:
        raw = text[passage.start : passage.end]
        yield text[at : passage.start]
        if passage.syntax.startswith("yaml"):
            yield _value(passage, raw, plain)
        elif passage.syntax == "text":
            yield plain(raw)
        else:
            yield marked(passage.context, raw) or raw
        at = passage.end
    yield text[at:]


def _value(passage: Passage, raw: str, plain: Rewrite) -> str:
    """Return a value of the front matter; one that does not change stays as it is written."""
    prose = "".join(one.text + one.gap for one in passage.segments)
    new = plain(prose)
    return raw if new == prose else frontmatter.encode(new, passage.syntax, raw)
