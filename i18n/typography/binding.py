"""Binding: no-break spaces where a line must not end, as Russian and Kazakh typesetting has it.

This is done to what is published, not to catalogs: nobody can see such a space in an editor of
translations, and each would be a difference to every tool that compares texts.
The places: after short words, before a dash and a particle, between initials and a name, a figure
and its unit, the groups of a figure, the letters of `т. е.` (Kirsanov; A. Milchin's handbook).
"""

import re
from functools import cache

from i18n import markup
from i18n.edits import Edit, apply
from i18n.locales import Locale
from i18n.typography.conventions import Conventions, conventions
from i18n.typography.veil import veil

HARD = "\u00a0"
_LOWER = "а-яёәғқңөұүһіa-z"


def bind(text: str, locale: Locale) -> str:
    """Return the text with no-break spaces for the spaces where no line may end.

    Nothing else changes, and nothing in markup, code or addresses.
    """
    rules = conventions(locale.code)
    if not rules.signs or " " not in text:
        return text
    covered = veil(text, markup.scan(text))
    spaces = (match.start() for match in _pattern(locale.code).finditer(covered))
    return apply(text, [Edit(at, at + 1, HARD) for at in spaces])


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """A space, and what is before it or after it.

    Most spaces are behind the small letters of a word that is too long to be bound to the next.
    """
    rules = conventions(code)
    short = max(map(len, rules.bound_after), default=0)
    behind_none = rf"(?<![{_LOWER}]{{{short + 1}}}.)"
    return re.compile(
        rf" (?:{'|'.join(_after(rules))}|{behind_none}(?:{'|'.join(_before(rules))}))"
    )


def _after(rules: Conventions) -> list[str]:
    """What is behind the space, whatever is before it."""
    found = ["(?=[—–](?: |\u00a0|$))"]
    if rules.bound_before:
        found.append(rf"(?=(?:{_any(rules.bound_before)})(?![\w’'-]))")
    return found


def _before(rules: Conventions) -> list[str]:
    """What is before the space, and what has to be behind it then."""
    upper = "[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]"
    lower = f"[{_LOWER}]"
    units = rf"(?=(?:{_any(rules.units)})(?!\w))"
    years = rf"(?=(?:{_any(rules.years)})(?!\w))"
    found = [
        rf"(?<=\d.){units}",
        rf"(?<=[\dIVX].){years}",
        r"(?<=\d\d.)(?=\d{3}(?!\d))(?<![.,:/]\d\d.)",
        r"(?<=\d.)(?<![\d.,:/-]\d.)(?=\d{3}[ \u00a0]\d{3}(?!\d))",
        rf"(?<=[{''.join(sorted(rules.signs))}].)(?=[\dIVXА-Я])",
        rf"(?<={upper}\..)(?<![\w’-]{upper}\..)(?={upper}(?:\.|{lower}))",
    ]
    for width in sorted({len(word) for word in rules.bound_after}):
        words = _any({word for word in rules.bound_after if len(word) == width})
        found.append(rf"(?i:(?<![^\s(«„\u2060].{{{width + 1}}})(?<=(?:{words}).))(?=[^\s—–])")
    for word in sorted(rules.letters_apart):
        first, *rest = [part + "." for part in word.split(".") if part]
        for number in range(len(rest)):
            head = re.escape(" ".join([first, *rest[:number]])).replace(r"\ ", "[ \u00a0]")
            found.append(rf"(?<={head}.)(?<![\w]{head}.)(?={re.escape(rest[number])})")
    return found


def _any(words: frozenset[str] | set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
