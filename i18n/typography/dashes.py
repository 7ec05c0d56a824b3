"""Dashes: what a hyphen between two spaces stands for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.conventions import Conventions
from i18n.typography.veil import HALF, WORD

_HYPHEN = re.compile("[ \u00a0](?<=\\S.)(?:(-{1,3}|[−‐‑])(?=[ \u00a0][^\\s\\d=<>|+*/-])|(-{1,3})(?=[ \u00a0]\\d))")  # fmt: skip
_DASH = re.compile("[—–](?<=\\S[ \u00a0].)(?=[ \u00a0]\\S)")
_LEFT = re.compile(r"[\w.’'-]{1,40}\Z")
_RIGHT = re.compile(r"[\w’'-]{1,40}")
_RUNNING = re.compile(r"[а-яёәғқңөұүһі]{4,}")
"""A word in a sentence: before `Ту - 154`, `Экспо - 2017` and `COVID - 19` there is none."""
_DEGREES = re.compile(r"[\d,.]{1,9}\s?(?:°|градус|[CС]\b)")
"""A temperature, perhaps one below zero."""
_CLOSING = re.compile(r"[\w,.!?…]“\Z")
_NEVER = frozenset("([{«„“=<>|+*/\\-–—:#^~")
"""Marks after which a hyphen is no dash: a list, a sum, a smiley."""


def find(text: str, rules: Conventions, dash: str = "") -> Iterator[Change]:
    """Yield the hyphens that stand for dashes; `dash` is the one the article has."""
    if not rules.dash:
        return
    for match in _HYPHEN.finditer(text):
        group = 1 if match[1] else 2
        if _dash(text, match.start(), match.end(), rules, figure=group == 2):
            yield Change(Edit(*match.span(group), dash or rules.dash), "hyphen for a dash")


def chosen(texts: Iterable[str], rules: Conventions) -> str:
    """Return the dash that an article has most of; the language's own if that is none."""
    found = (one for text in texts for one in _DASH.findall(text))
    counts = Counter(one for one in found if one in rules.dashes)
    most = max(counts.values(), default=0)
    best = [dash for dash in rules.dashes if counts[dash] == most]
    return best[0] if most else rules.dash


def others(text: str, rules: Conventions, dash: str) -> Iterator[Change]:
    """Yield the dashes that are another than the article's; not those between figures."""
    if len(rules.dashes) < 2:
        return
    for match in _DASH.finditer(text):
        figures = text[match.start() - 2].isdigit() and text[match.end() + 1].isdigit()
        if match[0] != dash and match[0] in rules.dashes and not figures:
            yield Change(Edit(*match.span(), dash), "another dash than in the article")


def _dash(text: str, start: int, end: int, rules: Conventions, *, figure: bool) -> bool:
    """Tell a dash from a sign, a range, and from a word with a hyphen that was torn apart."""
    behind = text[max(0, start - 40) : start].rstrip(HALF)
    before = behind[-1:]
    if before.isdigit() or (before in _NEVER and not _CLOSING.search(behind)):
        return False
    found = _LEFT.search(behind), _RIGHT.match(text, end + 1)
    left, right = (match[0] if match else "" for match in found)
    if figure:
        return bool(_RUNNING.fullmatch(left)) and not _DEGREES.match(text, end + 1)
    if not left and not right:
        return before + text[end + 1] != WORD + WORD
    if left.lower() in rules.joins_right or right.lower() in rules.joins_left:
        return False
    if left and (left.isascii() or left.isupper()) and right.lower() in rules.endings:
        return False
    return not (left and right) or _apart(left, right)


def _apart(left: str, right: str) -> bool:
    """Tell two words from a sum (`а - б`), a word said twice, an English run, and the halves of
    a name (`Усть - Илимск`)."""
    if left.lower() == right.lower() or (len(left) == 1 and len(right) == 1):
        return False
    both = left[0].isupper() and right[0].isupper()
    return not both and not (left.isascii() and right.isascii())
