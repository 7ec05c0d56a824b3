"""Hygiene: what no translation looks like, whatever the engine calls it.

Thresholds were measured on the 1,007 sentences of newstest2019 with the answers of Google and
the references of people: the lowest share of the target's script in prose is .38 for Russian,
.70 for Kazakh and .10 for Chinese; lengths are .44 to 2.9 times the source's in Cyrillic and
.12 to 1.02 in Han, from 20 characters on.
"""

import re
from dataclasses import dataclass

from i18n import locales, sayings
from i18n.languages import hanzi, identify
from i18n.locales import Locale
from i18n.loops import looped
from i18n.styles.elements import unescape


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of a script: the least share its letters have in prose, and the bounds of length."""

    share: float
    shortest: float
    longest: float


SCRIPTS = {
    "Cyrl": Bounds(0.2, 0.25, 4.0),
    "Hans": Bounds(0.05, 0.05, 1.6),
    "Hant": Bounds(0.05, 0.05, 1.6),
    "Latn": Bounds(0.2, 0.2, 5.0),
}
_LONG_ENOUGH = 20
_PROSE = re.compile(r"(?<![^\W\d_])(?![A-Z])[^\W\d_]{3,}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffd\ue000-\uf8ff]")
_FOREIGN_SHARE = 0.12
"""Of the characters of a text in the other script of Chinese, more than a quarter are its own."""
_FENCE = "```"
_QUOTES = ('""', "“”", "„“", "«»", "「」", "『』", "‘’", "''")
_QUOTE = frozenset("".join(_QUOTES) + "`")
_FINAL = ".!?…。！？"


def clean(answer: str, source: str | None = None) -> str:
    """Mend what is certain: entities escaped too often (a masked text has none).

    Knowing the masked source, also take off what a model puts round a translation: a fence of
    code, quotation marks, a label such as `Translation:`, each when the source has no such.
    """
    for _ in range(3):
        answer = unescape(answer)
    if source is None:
        return answer
    bare = answer
    for _ in range(3):
        bare = _unquoted(_unlabelled(_unfenced(bare.strip(), source), source), source)
    return answer if bare == answer.strip() else bare


def objection(source: str, answer: str, locale: Locale) -> str:
    """Say why the answer is no translation of the masked source into the locale, or nothing."""
    if not answer.strip():
        return "the answer is empty"
    return _no_text(source, answer) or _said(source, answer) or _language(source, answer, locale)


def _no_text(source: str, answer: str) -> str:
    """What is no text at all, or no other than the source."""
    known = sayings.known()
    for pattern, what in (
        (known.nothing, "the answer stands for nothing"),
        (_NOT_TEXT, "the answer holds broken characters"),
        (known.debris, "the answer holds marks of the model"),
    ):
        if pattern.search(answer) and not pattern.search(source):
            return what
    if looped(answer) and not looped(source):
        return "the answer repeats itself"
    return "the answer is the source again" if _same(source, answer) else ""


def _said(source: str, answer: str) -> str:
    """What services and models say instead, unless the source says the like."""
    known = sayings.known()
    if sayings.adds(known.service, answer, source):
        return "the answer is a message of the service"
    if sayings.adds(known.page, answer, source):
        return "the answer is a web page"
    if known.refusal.match(answer) and not sayings.adds(known.sorry, source, ""):
        return "the answer is an apology"
    return ""


def _unfenced(answer: str, source: str) -> str:
    fenced = len(answer) > 6 and answer.startswith(_FENCE) and answer.endswith(_FENCE)
    if not fenced or _FENCE in source:
        return answer
    inside = answer[3:-3]
    language, newline, rest = inside.partition("\n")
    return (rest if newline and re.fullmatch(r"\w*", language) else inside).strip()


def _unlabelled(answer: str, source: str) -> str:
    label = sayings.known().label
    found = label.match(answer)
    return answer[found.end() :] if found and not label.match(source) else answer


def _unquoted(answer: str, source: str) -> str:
    """A title may get its quotation marks in translation; a sentence does not."""
    opening, inner, closing = answer[:1], answer[1:-1], answer[-1:]
    plain = not _QUOTE & {source[:1], source[-1:]}
    sentence = opening == '"' or source.endswith(tuple(_FINAL))
    if plain and sentence and opening + closing in _QUOTES and not _QUOTE & set(inner):
        return inner.strip()
    return answer


def _same(source: str, answer: str) -> bool:
    """Tell an echo of prose; names and figures may stay as they are."""
    words = re.findall(r"\w+", source.casefold())
    return len(_PROSE.findall(source)) > 1 and words == re.findall(r"\w+", answer.casefold())


def _language(source: str, answer: str, locale: Locale) -> str:
    bounds, script = SCRIPTS.get(locale.script), identify.script(locale.script)
    if bounds is None or script is None:
        return ""
    if not any(char.isalnum() for char in answer) and any(char.isalpha() for char in source):
        return "the answer has no words"
    letters = script.count(answer)
    return (
        _script(source, answer, letters, bounds)
        or _letters(answer, locale, letters)
        or _foreign(answer, locale, letters)
        or _length(source, answer, bounds)
    )


def _script(source: str, answer: str, letters: int, bounds: Bounds) -> str:
    """Too few letters of the script; names and figures alone may stay as they are."""
    every = sum(char.isalpha() for char in answer)
    if letters >= bounds.share * every or len(_PROSE.findall(source)) < 2:
        return ""
    return "the answer is in the wrong script"


def _letters(answer: str, locale: Locale, letters: int) -> str:
    """Letters that only one language of the script has: too few of them, or another's."""
    if letters < identify.LETTERS_ENOUGH:
        return ""
    for other in locales.known().values():
        pattern = identify.peculiar(other.code)
        if pattern is None or other.script != locale.script:
            continue
        share = len(pattern.findall(answer)) / letters
        if other.code == locale.code and share < identify.LEAST:
            return f"the answer seems not to be in {other.name}"
        if other.code != locale.code and share > identify.MOST:
            return f"the answer seems to be in {other.name}"
    return ""


def _foreign(answer: str, locale: Locale, letters: int) -> str:
    """Characters that only the other script of Chinese has."""
    pattern = hanzi.foreign(locale.script)
    found = len(pattern.findall(answer)) if pattern else 0
    if found > 1 and found >= _FOREIGN_SHARE * letters:
        return "the answer is in the wrong script"
    return ""


def _length(source: str, answer: str, bounds: Bounds) -> str:
    if len(source) < _LONG_ENOUGH:
        return ""
    if len(answer) < bounds.shortest * len(source):
        return "the answer is much too short"
    if len(answer) > bounds.longest * len(source):
        return "the answer is much too long"
    return ""
