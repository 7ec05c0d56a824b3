"""Segments of a large memory, and queries at it: made of news lines, the same on every machine.

As design notes ask for: 45 % near duplicates of a line (1 to 4 words or figures replaced by words
of the same shape), 40 % two lines put together, 15 % three; 8 to 600 characters, all distinct.
The vocabulary is small, which makes such a memory harder than one people have filled.
"""

import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks import articles
from benchmarks.measure import ROOT

DATA = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared" / "data"))
SHORTEST, LONGEST = 8, 600
MADE_UP = 400
"""Articles to make lines of where there is no news data: about as many lines."""

_WORD = re.compile(r"\w+")


def lines() -> tuple[list[str], str]:
    """The lines of the news data, or of made-up articles where it is missing; and which."""
    news = DATA / "newstest2019.jsonl"
    if news.is_file():
        rows = (json.loads(row) for row in news.read_text("utf-8").split("\n") if row)
        return [_spaced(one["en"]) for row in rows for one in row["segments"]], "news data"
    texts = (article.text for article in articles.articles(MADE_UP))
    prose = (line for text in texts for line in re.split(r"(?<=[.”]) |\n", text))
    return sorted({line for line in prose if len(line) >= SHORTEST}), "made-up articles"


def segments(count: int, seed: int = 1) -> list[str]:
    """Return `count` distinct segments."""
    chance, (pool, _) = random.Random(seed), lines()
    shapes = _shapes(pool)
    made: dict[str, None] = {}
    while len(made) < count:
        draw = chance.random()
        parts = 1 if draw < 0.45 else 2 if draw < 0.85 else 3
        text = " ".join(_joined(chance.choice(pool), parts, chance) for _ in range(parts))
        if parts == 1:
            text = _replaced(text, chance.randint(1, 4), shapes, chance)
        if SHORTEST <= len(text) <= LONGEST:
            made[text] = None
    return list(made)


def edited(texts: Sequence[str], count: int, seed: int = 2) -> list[str]:
    """Return `count` of the segments with 1 to 3 words put in, taken out or replaced."""
    chance = random.Random(seed)
    words = sorted({word for text in texts[:5000] for word in _WORD.findall(text)})
    return [_edited(text, words, chance) for text in chance.sample(texts, count)]


def unrelated(count: int, seed: int = 3) -> tuple[list[str], str]:
    """Return sentences of technical documentation: of the CommonMark text, or our own pages."""
    spec = DATA / "commonmark-spec.txt"
    paths = (
        [spec]
        if spec.is_file()
        else [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
    )
    text = "\n".join(path.read_text("utf-8") for path in paths)
    ends = r"(?<=[.:])\s|\n\n" if spec.is_file() else "\n"  # ours have a line a sentence
    prose = (_spaced(one) for one in re.split(ends, text))
    found = sorted({one for one in prose if 30 <= len(one) <= 300 and one[0].isupper()})
    origin = paths[0].name if spec.is_file() else "our own pages"
    return random.Random(seed).sample(found, count), origin


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _shapes(pool: Sequence[str]) -> dict[str, list[str]]:
    """The words of the lines by their shape: figures by length, capitals, small letters."""
    shapes = defaultdict(set)
    for line in pool:
        for word in _WORD.findall(line):
            shapes[_shape(word)].add(word)
    return {shape: sorted(words) for shape, words in shapes.items()}


def _shape(word: str) -> str:
    if word.isdigit():
        return f"figure {len(word)}"
    return "capital" if word[0].isupper() else "small"


def _joined(line: str, parts: int, chance: random.Random) -> str:
    """A line, or a run of its words: what is put together is cut out of lines."""
    words = line.split(" ")
    if parts == 1 or len(words) < 6:
        return line
    start = chance.randint(0, len(words) // 3)
    return " ".join(words[start : chance.randint(2 * len(words) // 3, len(words))])


def _replaced(text: str, times: int, shapes: dict[str, list[str]], chance: random.Random) -> str:
    for _ in range(times):
        places = list(_WORD.finditer(text))
        if places:
            at = chance.choice(places)
            word = chance.choice(shapes.get(_shape(at[0]), [at[0]]))
            text = text[: at.start()] + word + text[at.end() :]
    return text


def _edited(text: str, words: Sequence[str], chance: random.Random) -> str:
    parts = text.split(" ")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(parts))
        kind = chance.choice(("in", "out", "other"))
        if kind == "in":
            parts.insert(at, chance.choice(words))
        elif kind == "other":
            parts[at] = chance.choice(words)
        elif len(parts) > 1:
            del parts[at]
    return " ".join(parts)
