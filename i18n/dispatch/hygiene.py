"""Hygiene: what no translation looks like, whatever the engine calls it.

Thresholds were measured on the 1,007 sentences of newstest2019 with the answers of Google and
the references of people: the lowest share of the target's script in prose is .38 for Russian,
.70 for Kazakh and .10 for Chinese; lengths are .44 to 2.9 times the source's in Cyrillic and
.12 to 1.02 in Han, from 20 characters on.
"""

import html
import re
from dataclasses import dataclass

from i18n.locales import Locale


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its letters, the least share they have in prose, and the bounds of length."""

    letters: re.Pattern[str]
    share: float
    shortest: float
    longest: float


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
SCRIPTS = {
    "Cyrl": Script(re.compile(r"[\u0400-\u052f]"), 0.2, 0.25, 4.0),
    "Hans": Script(_HAN, 0.05, 0.05, 1.6),
    "Hant": Script(_HAN, 0.05, 0.05, 1.6),
    "Latn": Script(re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), 0.2, 0.2, 5.0),
}
_LONG_ENOUGH = 20
_PROSE = re.compile(r"(?<![^\W\d_])(?![A-Z])[^\W\d_]{3,}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd\ue000-\uf8ff]")
_SENTINEL = re.compile(
    r"<!doctype|</?html|</?body|MYMEMORY WARNING|INVALID LANGUAGE PAIR|QUERY LENGTH LIMIT"
    r"|unusual traffic from your|^(?:Error|HTTP) [45]\d\d\b|Traceback \(most recent",
    re.IGNORECASE,
)
_LOOP = re.compile(r"(?<!\w)(\w[^\n]{0,40}?\W)\1{4,}")


def clean(answer: str) -> str:
    """Mend what is certain: entities escaped once too often (a masked text has none)."""
    return html.unescape(answer) if _ENTITY.search(answer) else answer


def objection(source: str, answer: str, locale: Locale) -> str:
    """Say why the answer is no translation of the masked source into the locale, or nothing."""
    if not answer.strip():
        return "the answer is empty"
    for pattern, what in (
        (_NOT_TEXT, "the answer holds broken characters"),
        (_SENTINEL, "the answer is a message of the service"),
        (_LOOP, "the answer repeats itself"),
    ):
        if pattern.search(answer) and not pattern.search(source):
            return what
    script = SCRIPTS.get(locale.script)
    if script is None:
        return ""
    return _script(source, answer, script) or _length(source, answer, script)


def _script(source: str, answer: str, script: Script) -> str:
    """Too few letters of the script; names and figures alone may stay as they are."""
    letters = sum(char.isalpha() for char in answer)
    own = len(script.letters.findall(answer))
    if own >= script.share * letters or len(_PROSE.findall(source)) < 2:
        return ""
    if answer.strip() == source.strip():
        return "the answer is the source again"
    return "the answer is in the wrong script"


def _length(source: str, answer: str, script: Script) -> str:
    if len(source) < _LONG_ENOUGH:
        return ""
    if len(answer) < script.shortest * len(source):
        return "the answer is much too short"
    if len(answer) > script.longest * len(source):
        return "the answer is much too long"
    return ""
