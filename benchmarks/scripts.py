"""How well texts come out in another script: Kazakh in Arabic beside CLDR, Chinese there and back.

CLDR has its names in Kazakh both in Cyrillic and in Arabic, made by people apart from each other:
words whose letters agree, the hamza aside, show how often that is right. Many of the others are
other words: `абревиатуры` of weekdays, Latin names of languages. Traditional Chinese from the
news is made Simplified again (without OpenCC or the news it is left out). Articles of 3 kB are
rewritten by the hundred to see how long one takes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter
from typing import Any

from babel import Locale

from benchmarks.measure import Bar
from benchmarks.news import NEWS
from i18n import locales
from i18n.scripts.conversion import convert, convert_plain

HAMZA = "ء"
_HIGH_HAMZA = "\u0674"
"""How others write it: MediaWiki, and some of CLDR."""
_CYRILLIC = re.compile(r"[^\W\d_]*[\u0400-\u04ff][^\W\d_]*")
_ARABIC = re.compile(r"[^\W\d_]*[\u0620-\u06d5][^\W\d_]*")
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of CLDR: how many there are, and those rewritten alike, the hamza aside or not."""

    words: int
    letters: int
    whole: int


def run() -> list[Bar]:
    """Judge the hamza, the way back from Traditional Chinese, and the time for an article."""
    found = agreement()
    print(
        f"  {found.words} words of CLDR; {found.letters} with the same letters, {found.whole} whole"
    )
    bars = [
        Bar("% of words of CLDR with other letters", 100 * (1 - found.letters / found.words), 25),
        Bar("% of hamzas wrong among the rest", 100 * (1 - found.whole / found.letters), 1.5),
    ]
    text = locales.get("kk").sample.replace("**", "") * 29
    bars += [
        Bar(
            f"{code}: ms for an article of {len(text.encode()):,} bytes",
            milliseconds(text, code),
            1,
        )
        for code in ("kk_Latn", "kk_Arab")
    ]
    if find_spec("opencc") and NEWS.exists():
        bars.append(Bar("% of Chinese lines that do not come back", lost(), 1))
    return bars


def agreement() -> Agreement:
    """Rewrite CLDR's words in Cyrillic, and compare them with those in Arabic."""
    arabic = locales.get("kk_Arab")
    words = sorted(set(pairs()))
    made = [(convert_plain(base, arabic), theirs) for base, theirs in words]
    letters = [one for one in made if _bare(one[0]) == _bare(one[1])]
    return Agreement(len(words), len(letters), sum(ours == theirs for ours, theirs in letters))


def pairs() -> Iterator[tuple[str, str]]:
    """Yield the words of names that CLDR has in both scripts, and that have as many words."""
    cyrillic, arabic = Locale("kk")._data, Locale("kk", "CN", script="Arab")._data
    for base, derived in _leaves(cyrillic, arabic):
        ours = _CYRILLIC.findall(base)
        theirs = _ARABIC.findall(derived.replace(_HIGH_HAMZA, HAMZA))
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def milliseconds(text: str, code: str) -> float:
    """Return how long a text takes, of many."""
    locale = locales.get(code)
    start = perf_counter()
    for _ in range(ROUNDS):
        convert(text, locale)
    return 1000 * (perf_counter() - start) / ROUNDS


def lost() -> float:
    """Return the share, in percent, of lines of news that are others when they come back."""
    from opencc import OpenCC

    there, back = OpenCC("s2t"), OpenCC("t2s")
    articles = (json.loads(row) for row in NEWS.read_text("utf-8").split("\n") if row)
    lines = [one["zh"] for article in articles for one in article["segments"]]
    return 100 * sum(back.convert(there.convert(line)) != line for line in lines) / len(lines)


def _leaves(base: Mapping[Any, Any], derived: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for key in base:
        one, other = base[key], derived.get(key)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from _leaves(one, other)
        elif isinstance(one, str) and isinstance(other, str):
            yield one, other


def _bare(word: str) -> str:
    return word.replace(HAMZA, "")
