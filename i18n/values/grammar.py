"""A grammar: how a language writes numbers, read from data/values.toml."""

import re
from collections.abc import Iterator, Mapping
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
FIGURE = rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*"
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

    `tail` matches behind a number: the groups `percent`, `ordinal`, `decade`, `pm`, `am`, `clock`,
    `m_USD` of money, `u_mi` of units. `head` finds what ends before it. `money` is any mention
    of a currency, with a number or without, in groups named by ISO code.
    """

    decimal: str
    group: str
    han: bool
    scan: re.Pattern[str]
    words: Mapping[str, Word]
    stems: Mapping[str, Word]
    halves: frozenset[str]
    vague: frozenset[str]
    joint: re.Pattern[str]
    half: re.Pattern[str]
    range: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str] | None
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
    spelled = pattern([*words, *(f"{stem}*" for stem in stems)]) if words or stems else "(?!)"
    return Grammar(
        decimal=row["decimal"],
        group=row["group"],
        han=row.get("han", False),
        scan=_scan(spelled, row),
        words=words,
        stems=stems,
        halves=frozenset(row.get("halves", "").split()),
        vague=frozenset((*_SHORT, *row.get("vague", "").split())),
        joint=re.compile(row.get("joint", "(?!)")),
        half=re.compile(row.get("half", "(?!)")),
        range=re.compile(row["range"]),
        tail=_tail(row),
        head=_head(row.get("head", {}), han=row.get("han", False)),
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


def _scan(spelled: str, row: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern of every piece, tried only where its first character stands."""
    if row.get("han", False):
        core, scale = (
            rf"(?:{FIGURE}|(?!百分之|零下)[{HAN}]++{POINT})",
            r"(?: ?[多余餘几幾来來]? ?[百千万萬亿億兆]++)",
        )
        number = rf"(?P<han>{core}{scale}?(?:(?<=[百千万萬亿億兆]){core}{scale})*)"
        return re.compile(rf"(?=[0-9{HAN}½¼¾⅓⅔+hw])(?:{_ODD}|(?P<vulgar>[½¼¾⅓⅔])|{number})")
    return re.compile(
        rf"(?=[0-9½¼¾⅓⅔+hw])(?:{_ODD}|(?P<figure>{FIGURE})|(?P<vulgar>[½¼¾⅓⅔]))"
        rf"|(?<![^\W\d_])(?P<word>{spelled})(?![^\W_])(?<!['’])"
    )


_ODD = (
    r"(?P<address>(?:https?://|www\.)[^\s，。；]{1,2000})"
    r"|(?P<phone>\+[0-9](?:[ \u00a0().-]{0,2}[0-9]){6,14})"
    r"|(?P<time>(?<![0-9:.,])[0-9]{1,2}[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:]))"
    r"|(?<![0-9])(?P<part>[123]/[2-5])(?![0-9/])"
)


def _tail(row: Mapping[str, Any]) -> re.Pattern[str]:
    """The pattern of what may follow a number, each kind a group."""
    ends = "" if row.get("han") else r"(?![^\W_])"
    gap = r"[\s-]?"
    tail = row.get("tail", {})
    parts = [f"(?P<{kind}>{text})" for kind, text in tail.items() if text]
    units = [f"(?P<u_{unit}>{text})" for unit, text in row["measures"].items()]
    money = [f"(?P<m_{code}>{text})" for code, text in row["money"].items()]
    parts.append(f"{gap}(?:{'|'.join((*units, *money))}){ends}")
    return re.compile("|".join(parts))


def _head(row: Mapping[str, str], *, han: bool) -> re.Pattern[str] | None:
    """The pattern of what may end before a number, each kind a group."""
    parts = [f"(?P<{kind}>{text})" for kind, text in row.items() if text]
    edge = "" if han else r"(?<![^\W_])"
    return re.compile(rf"{edge}(?:{'|'.join(parts)})\s?\Z") if parts else None
