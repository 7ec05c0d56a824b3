"""Injections: single errors put into a good translation, as people and machines make them.

Each takes a line and dice, and returns the translation with the error, or None where there is no
place for it. What they swap is data/injections.toml.
"""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n import locales
from i18n.segment import segment

WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data/injections.toml").read_text("utf-8")
)
_HOMOGLYPHS = str.maketrans("аеорсухАВЕКМНОРСТХі", "aeopcyxABEKMHOPCTXi")
_HAN = "[\u4e00-\u9fff]"
_NUMERAL = re.compile(r"(?<![\d.,:])(?:\d{1,3}(?:[ \xa0\u202f]\d{3})+|\d+)(?![.,:]?\d)")
_CLOSER = "[»”）)」』\\]]"
_END = "(?=[»”）)」』\"'’]*$)"


@dataclass(frozen=True, slots=True)
class Line:
    """A source and its translation; `foreign`: the same in another language of the project."""

    source: str
    target: str
    locale: str
    foreign: str


Injection = Callable[[Line, random.Random], str | None]


def _one(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Injection:
    """One place of those that match, drawn at random, as `new` has it."""
    compiled = re.compile(pattern)

    def inject(line: Line, dice: random.Random) -> str | None:
        places = list(compiled.finditer(line.target))
        return _put(line.target, dice.choice(places), new, dice) if places else None

    return inject


def _put(
    text: str,
    place: re.Match[str],
    new: Callable[[re.Match[str], random.Random], str],
    dice: random.Random,
) -> str:
    return text[: place.start()] + new(place, dice) + text[place.end() :]


def _where(source: str, inject: Injection) -> Injection:
    """Only where the source is so."""
    return lambda line, dice: inject(line, dice) if re.search(source, line.source) else None


def _digit(place: re.Match[str], dice: random.Random) -> str:
    return dice.choice([digit for digit in "123456789" if digit != place[0]])


def _swapped(kind: str) -> Injection:
    """A day or month of the source as another one, in the same form."""

    def inject(line: Line, dice: random.Random) -> str | None:
        table = WORDS[kind][line.locale]
        names = WORDS[kind]["en"]
        forms = [_forms(row) for row in table["forms"]]
        places = [
            (place, day, form)
            for day, row in enumerate(forms)
            for form, word in enumerate(row)
            for place in re.finditer(table["pattern"].format(word), line.target)
            if re.search(rf"\b{names[day]}\b", line.source)
        ]
        if not places:
            return None
        place, day, form = dice.choice(places)
        other = dice.choice([row for number, row in enumerate(forms) if number != day])
        return _put(line.target, place, lambda *_: other[min(form, len(other) - 1)], dice)

    return inject


def _magnitude(line: Line, dice: random.Random) -> str | None:
    """Millions as billions, or the other way round."""
    table = WORDS["magnitudes"][line.locale]
    swaps = [swap for a, b in table["pairs"] for swap in ((a, b), (b, a))]
    places = [
        (place, old, new)
        for old, new in swaps
        for place in re.finditer(table["pattern"].format(old), line.target)
    ]
    if not places or not re.search(WORDS["magnitudes"]["en"], line.source):
        return None
    place, old, new = dice.choice(places)
    return _put(line.target, place, lambda found, _: found[0].replace(old, new), dice)


def _not(line: Line, dice: random.Random) -> str | None:
    """One word or ending that says no, dropped."""
    places = [
        (place, stays)
        for pattern, stays in WORDS["negations"][line.locale]["rules"]
        for place in re.finditer(pattern, line.target)
    ]
    if not places or not re.search(WORDS["negations"]["en"], line.source):
        return None
    place, stays = dice.choice(places)
    return _put(line.target, place, lambda found, _: found.expand(stays), dice)


def _only_not(line: Line, dice: random.Random) -> str | None:
    """The same where the translation says no but once."""
    wrong = _not(line, dice)
    again = None if wrong is None else _not(Line(line.source, wrong, line.locale, ""), dice)
    return wrong if again is None else None


def _half(line: Line, dice: random.Random) -> str | None:
    text = line.target[: len(line.target) // 2].rstrip()
    return text if len(line.source) >= 40 else None


def _last_sentence(line: Line, dice: random.Random) -> str | None:
    sentences = segment(line.target, locales.get(line.locale))
    if len(sentences) < 2:
        return None
    return "".join(one.text + one.gap for one in sentences[:-1]).rstrip()


def _english(line: Line, dice: random.Random) -> str | None:
    """Five words of the source in the place of as many of the translation, or as much of it."""
    words = line.source.split()
    if len(words) < 5:
        return None
    start = dice.randrange(len(words) - 4)
    left = " ".join(words[start : start + 5])
    spaced = " " in line.target
    parts = line.target.split(" ") if spaced else list(line.target)
    first, last = (len(parts) * place // len(words) for place in (start, start + 5))
    glue = " " if spaced else ""
    return glue.join((*parts[:first], left, *parts[last:]))


def _traditional(line: Line, dice: random.Random) -> str | None:
    table = {ord(pair[0]): pair[1] for pair in WORDS["traditional"][line.locale].split()}
    text = line.target.translate(table)
    return text if text != line.target else None


def _homoglyph(place: re.Match[str], dice: random.Random) -> str:
    word = place[0]
    letter = dice.choice([i for i, one in enumerate(word) if ord(one) in _HOMOGLYPHS])
    return word[:letter] + word[letter].translate(_HOMOGLYPHS) + word[letter + 1 :]


def _stop(place: re.Match[str], dice: random.Random) -> str:
    return "." if place[0] == "?" else "。"


def _forms(row: str) -> list[str]:
    """The forms in a row; a space that stands before Han is one of the form's own."""
    return re.split(r" (?!月)", row)


_CYRILLIC = r"(?=\w*[аеорсухАВЕКМНОРСТХ])[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]{3,}"

EVERYWHERE: dict[str, Injection] = {
    "one digit changed": _one(r"\d", _digit),
    "zero appended": _one(_NUMERAL.pattern, lambda place, _: place[0] + "0"),
    "million for billion": _magnitude,
    "weekday swapped": _swapped("weekdays"),
    "month swapped": _swapped("months"),
    "second half cut": _half,
    "last sentence dropped": _last_sentence,
    "5 English words left": _english,
    "another language": lambda line, _: line.foreign,
    "closing mark lost": _one(_CLOSER, lambda *_: ""),
    "final stop lost": _where(rf"(?<!\.)\.{_END}", _one(rf"(?<!\.)[.。]{_END}", lambda *_: "")),
    "stop for ?": _where(rf"\?{_END}", _one(rf"[?？]{_END}", _stop)),
    "not dropped": _not,
    "only not dropped": _only_not,
}
"""Those for every language, by the names of their rows; a shift is made of whole articles."""

SPACED: dict[str, Injection] = EVERYWHERE | {
    "decimal point": _one(r"(?<=\d),(?=\d{1,2}(?!\d))", lambda *_: "."),
    "Latin homoglyph": _one(rf"\b{_CYRILLIC}\b", _homoglyph),
    "word doubled": _one(
        r"(?<![\w-])[^\W\d_]{2,}(?![\w-])", lambda place, _: f"{place[0]} {place[0]}"
    ),
}
HAN: dict[str, Injection] = EVERYWHERE | {
    "Traditional characters": _traditional,
    "word doubled": _one(f"{_HAN}{{4}}", lambda place, _: place[0] * 2),
    "half-width comma": _one("，", lambda *_: ","),
}
INJECTIONS = {"ru": SPACED, "kk": SPACED, "zh_Hans": HAN}
