"""The conversion of prose: its words in another script, its markup and addresses as they are."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from i18n import markup, scripts
from i18n.locales import Locale
from i18n.scripts.exceptions import Exceptions
from i18n.scripts.rules import HALF, WHOLE, Rewrite

_MARKS = re.compile(f"[{HALF}{WHOLE}]")
_NAMED = re.compile(r"(!?\[)(.+)(\]\[\])", re.DOTALL)
"""A link that is named by its words, which are read: `[сөз][]`."""
_TAGLIKE = re.compile(r"([<&])(?=[/#]?[^\W\d_a-zA-Z])")
"""What would begin a tag or an entity with a Latin letter after it."""
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_PERHAPS_ADDRESS = re.compile(r"://|www\.|mailto:|@")
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|mailto:|(?<![^\W_])www\.)[^\s<>\"«»“”…\u3000-\u9fff\uff00-\uffef]+(?<![.,:;!?)])"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[A-Za-z0-9-]+)+",
    re.ASCII,
)
_PATH = re.compile(r"(?<=[/=#_-])[\u3400-\u9fff][\u3400-\u9fff\w/=#%&.-]*(?<![&.-])")
"""Han after the end of an address as our patterns see it, which is a part of it there."""
_ENDING = re.compile(r"([!-~]{4,})-[\u0400-\u04ff]{2,6}")
"""An address with a Kazakh ending, which is none of it: `https://a.kz-те`."""

Span = tuple[int, int, str]
"""What is to stay: where it stands, and what stands for it meanwhile."""


def convert(prose: str, locale: Locale, exceptions: Exceptions = (), *, eng: str = "ñ") -> str:
    """Return prose with inline markup in the script of a derived locale.

    Markup, code, addresses, names and figures in Latin stay byte for byte. Whatever is no tag or
    entity in the prose is none in what comes out: `<и>` would be one in Latin.
    `exceptions` are those of i18n.scripts.exceptions, `eng` is ñ or ŋ, for ң in Latin.
    Raises UserError where a library is not installed.
    """
    veiled, kept = _veil(prose, [*_codes(prose)])
    if locale.script == "Latn" and ("<" in veiled or "&" in veiled):
        veiled = _TAGLIKE.sub(lambda found: _ESCAPES[found[0]], veiled)
    return _rewritten(veiled, kept, locale, exceptions, eng)


def convert_plain(text: str, locale: Locale, exceptions: Exceptions = (), *, eng: str = "ñ") -> str:
    """Return text without markup in the script of a derived locale: a title, a name, a date.

    Addresses stay, and all else is as in `convert`; nothing is escaped.
    """
    addresses = _addresses(text) if _PERHAPS_ADDRESS.search(text) else ()
    return _rewritten(*_veil(text, [*addresses]), locale, exceptions, eng)


@lru_cache(maxsize=16)
def _rewriter(code: str, eng: str) -> Rewrite:
    return scripts.find(code).rewriter(code, eng)


def _rewritten(
    veiled: str, kept: list[str], locale: Locale, exceptions: Exceptions, eng: str
) -> str:
    if exceptions:
        veiled, kept = _settled(veiled, kept, exceptions, spaced=bool(locale.gap))
    new = _rewriter(locale.code, eng)(veiled)
    if not kept:
        return new
    literals = iter(kept)
    return _MARKS.sub(lambda _: next(literals), new)


def _codes(prose: str) -> Iterator[Span]:
    """Yield the markup of prose; the words of a link that they name are no part of it."""
    for code in markup.scan(prose):
        named = _NAMED.fullmatch(prose, code.start, code.end) if code.kind == "alone" else None
        if named:
            yield from ((*named.span(1), HALF), (*named.span(3), HALF))
        elif code.kind == "alone":
            yield code.start, _end(prose, code.start, code.end), WHOLE
        else:
            yield code.start, code.end, HALF


def _addresses(text: str) -> Iterator[Span]:
    for found in _ADDRESS.finditer(text):
        yield found.start(), _end(text, *found.span()), WHOLE


def _end(text: str, start: int, end: int) -> int:
    """Return where an address, or other code, ends in earnest."""
    ending = _ENDING.fullmatch(text, start, end)
    path = _PATH.match(text, end)
    return ending.end(1) if ending else path.end() if path else end


def _veil(text: str, spans: list[Span]) -> tuple[str, list[str]]:
    """Return the text with a mark for each span, and what stood there; stray marks count too."""
    if _MARKS.search(text):
        spans = sorted([*spans, *((at, at + 1, WHOLE) for at in _strays(text, spans))])
    if not spans:
        return text, []
    pieces: list[str] = []
    kept: list[str] = []
    at = 0
    for start, end, mark in spans:
        if end > at:  # what stands in the path of an address is a part of that
            pieces += (text[at:start], mark)
            kept.append(text[max(at, start) : end])
            at = end
    return "".join((*pieces, text[at:])), kept


def _strays(text: str, spans: list[Span]) -> Iterator[int]:
    inside = {at for start, end, _ in spans for at in range(start, end)}
    return (found.start() for found in _MARKS.finditer(text) if found.start() not in inside)


def _settled(
    veiled: str, kept: list[str], exceptions: Exceptions, *, spaced: bool
) -> tuple[str, list[str]]:
    """Return the text with a mark for each exception too, and all the marks stand for, in order."""
    pattern, forms = _forms(exceptions, spaced)
    every, literals = list[str](), iter(kept)

    def take(found: re.Match[str]) -> str:
        if _MARKS.match(found[0]):
            every.append(next(literals))
            return found[0]
        every.append(forms[" ".join(found[0].split())])
        return WHOLE

    return pattern.sub(take, veiled), every


@lru_cache(maxsize=16)
def _forms(exceptions: Exceptions, spaced: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern for marks and exceptions, the longest first, and what these become."""
    forms = {" ".join(text.split()): form for text, form in exceptions if text.strip()}
    longest = sorted(forms, key=lambda text: (-len(text), text))
    either = "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest) or "(?!)"
    edged = rf"(?<![\w{HALF}])(?:{either})(?![\w{HALF}])" if spaced else f"(?:{either})"
    return re.compile(f"[{HALF}{WHOLE}]|{edged}"), forms
