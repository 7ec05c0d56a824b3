"""The context of a number: the signs and words beside it that say what it counts."""

import re

from i18n.values import numerals
from i18n.values.grammar import DOLLARS, ISO, SIGNS, Grammar
from i18n.values.pieces import Piece
from i18n.values.value import Amount, Kind, Value

_SIGN = re.compile(
    r"(?:(?<![A-Za-z])[A-Z]{1,3}[$＄]|[$£€¥￥₸₽₹₩₺₴₪＄￡]|(?<![A-Za-z])[A-Z]{3}) ?\Z"
)
_LAST = re.compile(r"(?:.?[A-Z$£€¥￥₸₽₹₩₺₴₪＄￡]|[A-Z$£€¥￥₸₽₹₩₺₴₪＄￡] )\Z", re.DOTALL)
"""How such a sign ends; looking for that takes a third of the time."""
_LETTERS, _HEAD = 6, 24
_KINDS: dict[str, Kind] = {
    "ordinals": "ordinal",
    "time": "time",
    "code": "code",
    "implied": "implied",
    "multiples": "implied",
    "parts": "implied",
    "halves": "implied",
    "months": "implied",
}
_UNITS: dict[str, Kind] = {"u_": "measure", "m_": "money"}
_SIGNED = {"number", "percent", "measure"}
_HEAT = {"degc", "degf"}
_CODE = re.compile(r"[0-9A-Za-zА-Яа-я]")
_MINUS = frozenset("-−–")
_SIGN_BEFORE = re.compile(r"(?:\A|(?<![0-9])\s|[(（\[«“\"…：:，、])\Z")
"""What a minus stands after."""
_HOURS = 24
_HALF_DAY = 12
_MINUTES = re.compile(r"([0-9]{1,2})[.:]([0-5][0-9])\Z")


def counted(text: str, folded: str, number: Piece, rules: Grammar, floor: int) -> Value:
    """Return the value that a number is with what stands around it, from `floor` on."""
    start, end, amounts, role, spelled, _ = number
    kind = _KINDS.get(role, "number")
    unit = "month" if role in {"month", "months"} else ""
    value = Value(kind, amounts[0], start, end, text[start:end], unit, spelled, amounts[1:])
    if kind in {"implied", "code"}:
        return value
    led = start > 0 and rules.led.search(folded, max(0, start - _HEAD), start) is not None
    if not spelled and _LAST.match(text, max(0, start - 2), start):
        value = _signed(value, text)
    if led:
        value = _headed(value, folded, rules)
    value = _tailed(value, folded, rules)
    value = _below_zero(value, text, folded, rules, led=led or value.start != start)
    start = max(floor, value.start)
    if value.start == start == number.start and value.end == end:
        return value
    return value._replace(start=start, text=text[start : value.end])


def _signed(value: Value, text: str) -> Value:
    """With the sign or code of a currency before it."""
    start = value.start
    before = _SIGN.search(text, max(0, start - _LETTERS), start)
    code = before[0].strip() if before else ""
    if before and (code[-1] in SIGNS or code in ISO):
        unit = DOLLARS.get(code, SIGNS.get(code[-1], code))
        return value._replace(kind="money", unit=unit, start=before.start())
    return value


def _below_zero(value: Value, text: str, folded: str, rules: Grammar, *, led: bool) -> Value:
    """With a minus, as a sign or in words: `-5 °C`, `минус 5`, `5 градусов мороза`.

    A sign stands after white space or a mark; after a figure it is a dash.
    """
    amount, start = value.amount, value.start
    if value.kind not in _SIGNED or isinstance(amount, str) or amount <= 0:
        return value
    if text[start - 1 : start] in _MINUS and start:
        sign = start - 1
        heat = value.unit in _HEAT and not _CODE.match(text, sign - 1)
        if heat or _SIGN_BEFORE.search(text, max(0, sign - 2), sign):
            return value._replace(amount=-amount, others=(), start=sign)
        return value
    before = rules.minus.search(folded, max(0, start - _HEAD), start) if led else None
    if before:
        return value._replace(amount=-amount, others=(), start=before.start())
    after = rules.below.match(folded, value.end) if value.kind != "percent" else None
    return value._replace(amount=-amount, others=(), end=after.end()) if after else value


def _headed(value: Value, folded: str, rules: Grammar) -> Value:
    """With what a language puts before it: 第, 百分之, 下午, кешкі."""
    if rules.head is None:
        return value
    led = rules.head.search(folded, max(0, value.start - _HEAD), value.start)
    head = led.lastgroup if led else None
    if led is None or head is None:
        return value
    if head in {"am", "pm"}:
        at = _at(value, head)
        return at._replace(start=led.start()) if at.kind == "time" else value
    if head == "clock":
        return _at(value, head) if value.kind == "number" else value
    return value._replace(kind="percent" if head == "percent" else "ordinal", start=led.start())


def _tailed(value: Value, folded: str, rules: Grammar) -> Value:
    """With what follows it: an ending, a percent sign, a unit, a part of the day."""
    after = rules.tail.match(folded, value.end)
    if after is None:
        return value
    group = after.lastgroup or ""
    if group in {"am", "pm", "clock"}:
        at = _at(value, group, after)
        return at._replace(end=after.end()) if at.kind == "time" else value
    if group[:2] in _UNITS:
        return value._replace(kind=_UNITS[group[:2]], unit=group[2:], end=after.end())
    if group == "percent":
        return value._replace(kind="percent", end=after.end())
    if group == "month":
        return value._replace(unit="month", end=after.end())
    return _ended(value, group, after.end())


def _ended(value: Value, group: str, end: int) -> Value:
    """With an ending of its own: `80s`, `21st`, 三成."""
    amount = value.amount
    if group == "tenths" and isinstance(amount, int):
        return value._replace(kind="percent", amount=amount * 10, end=end)
    if (value.spelled and group != "decade") or not isinstance(amount, int):
        return value
    if group == "decade":
        if amount % 10 or not (10 <= amount < 100 or 1000 <= amount < 2100):
            return value
        others = () if amount >= 1000 else (1900 + amount,)
        return value._replace(kind="decade", end=end, others=others)
    return value._replace(kind="ordinal", end=end)


def _at(value: Value, part: str, after: re.Match[str] | None = None) -> Value:
    """As a time of the day: `3` in the afternoon is 15:00. What is no hour stays what it is."""
    hour, minute = _clock(value)
    if hour < 0 or value.kind not in {"number", "time"}:
        return value
    groups = after.groupdict() if after else {}
    if groups.get("halfhour"):
        minute = 30
    elif groups.get("minute"):
        minute = int(numerals.han(groups["minute"]) or 0)
    others: tuple[Amount, ...] = ()
    if part == "pm" and hour < _HALF_DAY:
        hour += _HALF_DAY
    elif part == "am" and hour == _HALF_DAY:
        hour = 0
    elif part == "clock" and hour <= _HALF_DAY and value.kind == "number":
        others = (f"{hour + _HALF_DAY:02}:{minute:02}",)
    return value._replace(kind="time", amount=f"{hour:02}:{minute:02}", others=others)


def _clock(value: Value) -> tuple[int, int]:
    """The hour and the minute of a number that may be a time; an hour of -1 if it may not."""
    if isinstance(value.amount, str):
        hour, _, minute = value.amount.partition(":")
        return int(hour), int(minute)
    if dotted := _MINUTES.search(value.text):
        return (int(dotted[1]), int(dotted[2])) if int(dotted[1]) <= _HOURS else (-1, 0)
    whole = isinstance(value.amount, int) and value.amount <= _HOURS
    return (int(value.amount), 0) if whole else (-1, 0)
