"""Agreement: whether the words around a figure or a name still fit another in its place.

Where that cannot be known, they do not.
"""

import re
from collections.abc import Mapping
from typing import Any

from i18n.locales import Locale
from i18n.memory.rules import rules
from i18n.memory.sound import alike
from i18n.memory.surroundings import THING, around, listed, word_after, word_before
from i18n.memory.tokens import Token
from i18n.values.calendar import month_at

_SUFFIX = re.compile(r"(-?)([^\W\d_]+)")
_SIGNS = "%‰°$€£¥₽₸"
_LOOSE = re.compile(
    rf"\s+-[^\W_]|-?{THING}|-\s+[^\W\d_]"
    rf"|\s*(?:[^\w\s{_SIGNS}]|_)+-?[^\W\d_]|[{_SIGNS}]+[^\W\d_]"
)
"""What is no suffix and no word of its own: `5 -ке`, `5,-ке`."""

_IN_BRACKETS = re.compile(r"\s*[(\[（【]\s*[^\W\d_]")
"""Words that may say the figure again: `5 (пять)`."""

_OPEN = re.compile(r"[^\s(\[（【]\s*[(\[（【]\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")
_DAYS = 31
_MONTH = "{month}"
"""Any name of a month, in a list of words."""


def fits(text: str, old: Token, new: Token, locale: Locale) -> bool:
    """Tell if `new`, in its final form, can stand in the text where `old` does."""
    seen = around(text, old)
    if seen is None or _twice(*seen):
        return False
    known = rules(locale.code)
    if not locale.gap:
        return old.kind != "weekday" or _day_of_week(*seen, known)
    suffix = _SUFFIX.match(seen[1])
    if suffix:
        return _same_end(old, new, suffix, locale)
    return not _LOOSE.match(seen[1]) and _between_words(*seen, (old, new), locale)


def _between_words(before: str, after: str, both: tuple[Token, Token], locale: Locale) -> bool:
    """Whether the words before and after it fit the new one too."""
    known = rules(locale.code)
    if listed(word_after(after), known.get("particles", "")) and not alike(*both, locale.code):
        return False
    if both[0].kind == "weekday":
        return _exchangeable(*both, known)
    return both[0].kind == "month" or _counts(before, after, both, locale)


def plural(token: Token, locale: Locale) -> str:
    """The category that a noun after the figure is in; "" for what is not a number."""
    from decimal import Decimal  # noqa: PLC0415

    from babel import Locale as Babel  # noqa: PLC0415 - as in tokens

    if not isinstance(token.value, tuple):
        return ""
    whole, part = token.value
    number = Decimal(f"{whole}.{part}") if part else int(whole[-12:])
    return str(Babel.parse(locale.code).plural_form(number))


def _twice(before: str, after: str) -> bool:
    """Whether words beside it may say it again: `5 (пять)`, `пять (5)`."""
    return bool(_OPEN.search(before) or _IN_BRACKETS.match(after))


def _counts(before: str, after: str, both: tuple[Token, Token], locale: Locale) -> bool:
    """Whether the one can be counted, dated or measured with in the place of the other."""
    known = rules(locale.code)
    if _elides(word_before(before), both[1], known):
        return False
    if known and month_at(after.lstrip(), locale):
        return all(map(_is_day, both))
    if _is_year(before, after, both, locale):
        return True
    if isinstance(both[0].value, str):
        return not word_after(after)
    sorts = [_sort(one, locale) for one in both]
    if _is_unit(before, after, known):
        return (sorts[0][0] == "one") == (sorts[1][0] == "one")
    return sorts[0] == sorts[1]


def _sort(token: Token, locale: Locale) -> tuple[str, bool, bool]:
    """What decides the case and number of a noun, and of the verb with it.

    Beside the plural: `с 5 книгами` but `с 1000 книг`, `вижу 2 студентов` but `22 студента`.
    """
    category = plural(token, locale)
    whole = str(token.value[0]) if isinstance(token.value, tuple) else ""
    alone = category in {"one", "few"} and len(whole) == 1
    return category, whole.endswith("000"), alone


def _elides(word: str, new: Token, known: Mapping[str, Any]) -> bool:
    """Whether the preposition before it has another form before other figures: `с`, `со`."""
    if listed(word, known.get("elided", "")):
        return True
    digits = ",".join(filter(None, new.value)) if isinstance(new.value, tuple) else ""
    return any(
        listed(word, words) and re.fullmatch(figures, digits)
        for words, figures in known.get("elides", [])
    )


def _is_day(token: Token) -> bool:
    """Whether it can be a day of a month, with which nothing agrees."""
    if not isinstance(token.value, tuple) or token.value[1]:
        return False
    return 1 <= int(token.value[0]) <= _DAYS


def _is_year(before: str, after: str, both: tuple[Token, Token], locale: Locale) -> bool:
    """Whether it is the number of a year and no number of years: nothing agrees then."""
    if not all(_YEAR.fullmatch(one.text) for one in both):
        return False
    known, left, right = rules(locale.code), word_before(before), word_after(after)
    dated = month_at(left, locale)
    if not right and dated:
        return True
    return any(
        (words == "" or listed(left, words) or (words == _MONTH and dated)) and listed(right, forms)
        for words, forms in known.get("years", [])
    )


def _is_unit(before: str, after: str, known: Mapping[str, Any]) -> bool:
    """Whether what it counts is an abbreviation or a sign, which only a verb agrees with."""
    signs, word = known.get("signs", ""), word_after(after)
    marks = {before.rstrip()[-1:], after.lstrip()[:1]}
    return listed(word, known.get("units", "")) or bool(marks & set(signs.split()))


def _exchangeable(old: Token, new: Token, known: Mapping[str, Any]) -> bool:
    groups = [group.split() for group in known.get("weekdays", [])]
    pair = {old.text.lower(), new.text.lower()}
    return bool(known and not groups) or any(pair <= set(group) for group in groups)


def _day_of_week(before: str, after: str, known: Mapping[str, Any]) -> bool:
    """Whether it is surely a day, where `每周三` is every Wednesday and `每周三次` thrice a week."""
    after, numbers = after.lstrip(), known.get("numbers", "").split()
    joins = known.get("joins", "").split()
    next_word = next((one for one in after if one not in joins and _LETTER.match(one)), "")
    if before[-1:].isdecimal() or before[-1:] in numbers or next_word in numbers:
        return False
    words = known.get("after_weekday", "").split()
    return any(map(after.startswith, words)) or not _LETTER.match(after)


def _same_end(old: Token, new: Token, suffix: re.Match[str], locale: Locale) -> bool:
    """Whether what is joined to it goes with both: a suffix, or the rest of a compound."""
    known = rules(locale.code)
    hyphen, letters = suffix[1], suffix[2].lower()
    if old.kind == "figure" and hyphen and listed(letters, known.get("compounds", "")):
        return True
    return not listed(letters, known.get("unlike", "")) and alike(old, new, locale.code)
