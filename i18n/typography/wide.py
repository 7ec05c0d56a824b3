"""Wide marks: full-width punctuation among Han characters, with no spaces beside it."""

import re
from collections.abc import Iterator

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.conventions import Conventions
from i18n.typography.spaces import SPACE

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_OVER = "\u2060\ufffc"
_LEFT = rf"[{HAN}）》”’】」』〉{_OVER}]"
_RIGHT = rf"[{HAN}（《“‘【「『〈]"
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_FULL = "，。；：？！（）《》、【】"
_PAIR = re.compile(r"\(([^()]{1,200})\)")
_CLOSERS = frozenset("）》”’】」』〉")
_PERHAPS = re.compile(rf"[,;:?!()％….─―－–{SPACE[1:-1]}-]|。。")
_SUSPECT = re.compile(
    rf"[,;:?!()％…]|\.(?![0-9A-Za-z])|[-─―－–]{{2}}|。。。|{SPACE}[{_FULL}“‘]|[{_FULL}”’]{SPACE}"
)
"""What every text with something to find holds, first one character of it; most have none."""
_HAN = re.compile(f"[{HAN}]")
_FIGURES = re.compile(r"[\d\s+-]*\Z")
_MARK = re.compile(
    rf"""
    (?P<stop>(?<=[{HAN}）》”’]{{4}}){SPACE}*+\.(?!\.)(?:(?={SPACE}*(?:\Z|[”’」』）\n]))|{SPACE}++(?=[{HAN}])))
    |(?P<mark>(?<={_LEFT}){SPACE}*+[,;:?!]++{SPACE}*+(?=\Z|[”’"）》\nA-Za-z\d{_OVER}]|{_RIGHT})
        |(?<=[\w%)]){SPACE}*+[,;:]{SPACE}*+(?=[{HAN}])
        |(?<=[\d%)])[?!]{SPACE}*+(?=[{HAN}]))
    |(?P<bracket>{SPACE}*+[()]{SPACE}*+)
    |(?P<dots>{SPACE}*+(?:\.{{3,6}}|。{{3,6}}|(?<![…])…(?!…)){SPACE}*+)
    |(?P<percent>(?<=\d)％)
    |(?P<dash>(?<=[{HAN}）》”’]){SPACE}*+(?:--+|──|――|－－|–－|––){SPACE}*+(?=[{HAN}《“‘（]))
    |(?P<gap>(?<![。，；\s]){SPACE}++(?=[{_FULL}])|(?<=[{_FULL}]){SPACE}++(?![-–—。，；]|\Z)
        |(?<=[{HAN}]){SPACE}++(?=[“‘])|(?<=[”’]){SPACE}++(?=[{HAN}]))
    """,
    re.VERBOSE,
)


def suspect(text: str, rules: Conventions) -> bool:
    """Tell quickly if there may be something to find; most texts have nothing."""
    return rules.wide and bool(_PERHAPS.search(text) and _SUSPECT.search(text))


def find(text: str, rules: Conventions) -> Iterator[Change]:
    """Yield the half-width marks next to Han characters, and the spaces beside full-width ones."""
    if not suspect(text, rules):
        return
    brackets = _brackets(text) if "(" in text else frozenset()
    for match in _MARK.finditer(text):
        start, end = match.span()
        bare = match[0].strip()
        match match.lastgroup:
            case "stop":
                yield Change(Edit(start, end, "。"), "half-width mark")
            case "mark":
                yield Change(Edit(start, end, bare.translate(_WIDE)), "half-width mark")
            case "bracket" if text.index(bare, start) in brackets:
                yield Change(Edit(start, end, bare.translate(_WIDE)), "half-width mark")
            case "dots" if _beside_han(text, start, end):
                yield Change(Edit(start, end, "……"), "ellipsis")
            case "percent":
                yield Change(Edit(start, end, "%"), "full-width percent sign")
            case "dash":
                yield Change(Edit(start, end, "——"), "hyphens for a dash")
            case "gap":
                yield Change(Edit(start, end, ""), "space beside a full-width mark")


def dashes(text: str, source_dashes: int, rules: Conventions) -> Iterator[Change]:
    """Yield the single dashes between Han characters, when the source has as many dashes.

    A single one may also join two names or dates; then the source has no dash there.
    """
    if not rules.wide:
        return
    found = list(_SINGLE.finditer(text))
    if found and len(found) == source_dashes:
        for match in found:
            yield Change(Edit(*match.span(), "——"), "single dash")


_SINGLE = re.compile(
    rf"(?<=[{HAN}）》”’，]){SPACE}*+(?<!—)(?:—|–|(?<=\s)-(?=\s))(?!—){SPACE}*+(?=[{HAN}《“‘（])"
)


def _brackets(text: str) -> frozenset[int]:
    """Where brackets stand that have Han characters in them or on one side.

    Not those of a telephone number, or of `f(x)`.
    """
    found: set[int] = set()
    for match in _PAIR.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 3) : start].rstrip()[-1:]
        after = text[end : end + 2].lstrip()[:1]
        if _FIGURES.match(match[1]) and after.isdigit():
            continue
        outside = not (before.isascii() and before.isalnum()) and _HAN.search(before + after)
        if outside or _HAN.search(match[1]):
            found |= {start, end - 1}
    return frozenset(found)


def _beside_han(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if _HAN.match(before) or before in _CLOSERS:
        return True
    return bool(_HAN.match(after)) and not (before and before.isascii())


_SOURCE_DASH = re.compile(r"\s?—\s?|\s(?:–|-{1,3})\s|(?<=\w)--(?=\w)")


def parted(source: str) -> int:
    """Return how many dashes a source has between words; not those that join figures or names."""
    return len(_SOURCE_DASH.findall(source))
