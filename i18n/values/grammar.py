"""A grammar: how a language writes numbers, read from data/values.toml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from i18n.values.trie import pattern
from i18n.values.value import Amount

DATA = Path(__file__).parents[1] / "data" / "values.toml"
WORDS = ("never", "cardinals", "ordinals", "scales", "multiples", "parts", "implied", "months")
SPACES = " \u00a0\u202f\u2009"
_MORE = rf"[0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]*(?:[.,][0-9]+)*"
FIGURE = rf"[0-9](?:{_MORE})"
HAN = "〇零○一二两兩三四五六七八九十廿卅百千万萬亿億兆半壹贰叁肆伍陆柒捌玖拾佰仟"
POINT = "(?:[点點][〇零一二三四五六七八九]++(?![十分刻]))?"
"""Decimals in Chinese: 二点五; where a ten or minutes follow, it is a time: 三点五十."""
SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "￥": "CNY", "₸": "KZT", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "＄": "USD", "￡": "GBP"}  # fmt: skip
DOLLARS = {"A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "NT$": "TWD", "S$": "SGD"}  # fmt: skip
ISO = frozenset(
    ("USD", "EUR", "GBP", "KZT", "CNY", "JPY", "RUB", "CHF", "INR", "KRW", "TRY", "UAH")
)

_SHORT = ("k", "m", "b", "bn", "mn", "mln", "mil", "bln", "tn", "trn")
"""Scales that are some other letters when no number stands before them."""
Word = tuple[str, tuple[Amount, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns of one language; `words` are by their form, `stems` those that had a `*`.

    `figures` finds figures, `spelled` words of number, each with the character before it, which may
    yet be a letter. `tail` matches behind a number: the groups `percent`, `ordinal`, `decade`, `pm`, `am`, `clock`,
    `m_USD` of money, `u_mi` of units. `head` finds what ends before it; `led` tells at a
    third of the price if there may be a `head` or `minus` there. `money` is any mention
    of a currency, with a number or without, in groups named by ISO code.
    """

    decimal: str
    group: str
    han: bool
    figures: re.Pattern[str]
    spelled: re.Pattern[str] | None
    words: Mapping[str, Word]
    stems: Mapping[str, Word]
    halves: frozenset[str]
    vague: frozenset[str]
    joint: re.Pattern[str]
    half: re.Pattern[str]
    range: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str] | None
    led: re.Pattern[str]
    currencies: Mapping[str, re.Pattern[str]]
    percent: re.Pattern[str]
    superfluous: str
    minus: re.Pattern[str]
    below: re.Pattern[str]
    later: re.Pattern[str]
    points: re.Pattern[str]


@cache
def grammar(code: str) -> Grammar | None:
    """Return how the language of a locale writes numbers; None when the data do not say."""
    rows = _rows()
    row = rows.get(code)
    if row is None:
        return None
    row = rows[row["like"]] if "like" in row else row
    words, stems = _words(row)
    return Grammar(
        decimal=row["decimal"],
        group=row["group"],
        han=row.get("han", False),
        figures=_figures(row),
        spelled=None if row.get("han") else _spelled(words, stems),
        words=words,
        stems=stems,
        halves=frozenset(row.get("halves", "").split()),
        vague=frozenset((*_SHORT, *row.get("vague", "").split())),
        joint=re.compile(row.get("joint", "(?!)")),
        half=re.compile(row.get("half", "(?!)")),
        range=re.compile(row["range"]),
        tail=_tail(row),
        head=_head(row.get("head", {}), han=row.get("han", False)),
        led=re.compile(rf"(?:{_flat(row['minus'], *row.get('head', {}).values())})\s?\Z"),
        minus=re.compile(
            rf"(?<![^\W_])(?:{row['minus']})\s?\Z"
            if not row.get("han")
            else rf"(?:{row['minus']})\s?\Z"
        ),
        below=re.compile(row["below"]),
        later=re.compile(row["later"]),
        points=re.compile(row["points"]),
        currencies={code: re.compile(names) for code, names in row["money"].items()},
        percent=re.compile(row["percent"]),
        superfluous=row.get("superfluous", "").replace(
            "{nouns}", "|".join(row.get("nouns", "").split())
        ),
    )


@cache
def _rows() -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 - only who looks for numbers pays for it

    return tomllib.loads(DATA.read_text("utf-8"))


def _words(row: Mapping[str, Any]) -> tuple[dict[str, Word], dict[str, Word]]:
    words: dict[str, Word] = {}
    stems: dict[str, Word] = {}
    endings = row.get("endings", "").split()
    for role in WORDS:
        for amounts, forms in row.get(role, {}).items():
            known = (role, tuple(map(_amount, amounts.split())) if role != "never" else ())
            for form in _forms(forms, endings):
                place = stems if form.endswith("*") else words
                place.setdefault(form.removesuffix("*"), known)
    return words, stems


def _forms(forms: str, endings: list[str]) -> Iterator[str]:
    for form in forms.split():
        if form.endswith("~"):
            yield form[:-1]
            yield from (form[:-1] + ending for ending in endings)
        else:
            yield form


def _amount(text: str) -> Amount:
    return Fraction(text) if "/" in text else int(text)


def _figures(row: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern of every figure, which looks for its first character and then at the rest."""
    if row.get("han", False):
        core, scale = (
            rf"(?:{FIGURE}|(?!百分之|零下)[{HAN}]++{POINT})",
            r"(?: ?[多余餘几幾来來]? ?[百千万萬亿億兆]++)",
        )
        number = rf"(?P<han>{core}{scale}?(?:(?<=[百千万萬亿億兆]){core}{scale})*)"
        return re.compile(
            rf"(?=[0-9{HAN}½¼¾⅓⅔+])(?:(?:[0-9+](?:{_ODD}))|(?P<vulgar>[½¼¾⅓⅔])|{number})"
        )
    return re.compile(
        rf"[0-9½¼¾⅓⅔+](?:{_ODD}|(?P<figure>(?<=[0-9])(?:{_MORE}))|(?P<vulgar>(?<=[½¼¾⅓⅔])))"
    )


_ODD = (
    r"(?P<phone>(?<=\+)[0-9](?:[ \u00a0().-]{0,2}[0-9]){6,14})"
    r"|(?P<time>(?<=[0-9])(?<![0-9:.,].)[0-9]?[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:]))"
    r"|(?P<part>(?<=[123])(?<![0-9].)/[2-5](?![0-9/]))"
)
"""What is no plain figure, from its second character on."""


def _spelled(words: Iterable[str], stems: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern of every word, tried only behind what is no letter of these words.

    To ask of every character whether it is at the edge of a word takes twice the time.
    """
    forms = [*words, *(f"{stem}*" for stem in stems)]
    letters = "".join(sorted(set(filter(str.isalpha, "".join(forms)))))
    if not letters:
        return None
    return re.compile(rf"[^{letters}]{pattern(forms)}(?![^\W_])(?<!['’])")


def _flat(*patterns: str) -> str:
    """Alternatives without groups, which `re` skips by their first letters."""
    return "|".join(re.sub(r"\?P<\w+>", "?:", text) for text in patterns if text)


def _tail(row: Mapping[str, Any]) -> re.Pattern[str]:
    """The pattern of what may follow a number, each kind a group."""
    ends = "" if row.get("han") else r"(?![^\W_])"
    gap = r"[\s-]?"
    tail = row.get("tail", {})
    parts = [f"(?P<{kind}>{text})" for kind, text in tail.items() if text]
    units = [f"(?P<u_{unit}>{text})" for unit, text in row["measures"].items()]
    money = [f"(?P<m_{code}>{text})" for code, text in row["money"].items()]
    parts.append(f"{gap}(?:{'|'.join((*units, *money))}){ends}")
    names = _flat(*row["measures"].values(), *row["money"].values())
    any_of_them = _flat(*tail.values(), f"{gap}(?:{names}){ends}")
    return re.compile(f"(?={any_of_them})(?:{'|'.join(parts)})")


def _head(row: Mapping[str, str], *, han: bool) -> re.Pattern[str] | None:
    """The pattern of what may end before a number, each kind a group."""
    parts = [f"(?P<{kind}>{text})" for kind, text in row.items() if text]
    edge = "" if han else r"(?<![^\W_])"
    return re.compile(rf"{edge}(?:{'|'.join(parts)})\s?\Z") if parts else None
