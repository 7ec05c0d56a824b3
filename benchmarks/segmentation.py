"""Sentence segmentation beside the libraries of PyPI: news, the corpus of cases, and speed.

    python benchmarks/segmentation.py [NEWS.jsonl]

News are documents whose lines are sentences (../shared/data/newstest2019.jsonl). A document's lines
are joined with the locale's gap, and a boundary found where a line ends is right. Precision counts
all boundaries found, so a line of two sentences costs everyone; recall counts the lines that end in
terminal punctuation. The libraries are compared if they can be imported:

    pip install blingfire nltk pysbd razdel segtok sentence-splitter sentencex syntok
"""

import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from i18n import locales
from i18n.locales import Locale
from i18n.segment import segment

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared/data/newstest2019.jsonl"
CASES = ROOT / "tests/corpus/segment"
FIELDS = {"en": "en", "ru": "ru", "kk": "kk", "zh_Hans": "zh"}
TERMINAL = re.compile(r"""[.!?…。！？]["'”“’»)）」』\]]*$""")

Splitter = Callable[[str], Iterable[str]]


def ours(locale: Locale) -> Splitter:
    """Our own."""
    return lambda text: (part.text for part in segment(text, locale))


def blingfire(locale: Locale) -> Splitter:
    """Microsoft BlingFire."""
    library = importlib.import_module("blingfire")
    return lambda text: library.text_to_sentences(text).split("\n")


def moses(locale: Locale) -> Splitter:
    """The splitter of Moses, by rules."""
    library = importlib.import_module("sentence_splitter")
    language = locale.tag if locale.tag in ("en", "ru") else "en"
    splitter = library.SentenceSplitter(language=language)
    return lambda text: list(splitter.split(text))


def nltk(locale: Locale) -> Splitter:
    """Punkt, untrained: it needs no download."""
    library = importlib.import_module("nltk.tokenize.punkt")
    tokenizer = library.PunktSentenceTokenizer()
    return lambda text: list(tokenizer.tokenize(text))


def pysbd(locale: Locale) -> Splitter:
    """Pragmatic Segmenter."""
    library = importlib.import_module("pysbd")
    splitter = library.Segmenter(locale.tag.partition("-")[0], clean=False)
    return lambda text: list(splitter.segment(text))


def razdel(locale: Locale) -> Splitter:
    """Razdel, made for Russian."""
    library = importlib.import_module("razdel")
    return lambda text: (part.text for part in library.sentenize(text))


def segtok(locale: Locale) -> Splitter:
    """Segtok, by rules."""
    library = importlib.import_module("segtok.segmenter")
    return lambda text: list(library.split_single(text))


def sentencex(locale: Locale) -> Splitter:
    """Wikimedia sentencex."""
    library = importlib.import_module("sentencex")
    language = locale.tag.partition("-")[0]
    return lambda text: library.segment(language, text)


def syntok(locale: Locale) -> Splitter:
    """Syntok, the successor of segtok."""
    library = importlib.import_module("syntok.segmenter")

    def split(text: str) -> Iterator[str]:
        for paragraph in library.process(text):
            for sentence in paragraph:
                yield text[sentence[0].offset : sentence[-1].offset + len(sentence[-1].value)]

    return split


LIBRARIES: dict[str, Callable[[Locale], Splitter]] = {
    "tilshi": ours,
    "blingfire": blingfire,
    "moses": moses,
    "nltk": nltk,
    "pysbd": pysbd,
    "razdel": razdel,
    "segtok": segtok,
    "sentencex": sentencex,
    "syntok": syntok,
}


def documents(path: Path, locale: Locale) -> list[list[str]]:
    """Return the lines of each news document, blank ones left out."""
    rows = (json.loads(line)["segments"] for line in path.read_text("utf-8").splitlines())
    field = FIELDS[locale.code]
    lines = [[" ".join(str(part[field]).split()) for part in row] for row in rows]
    return [[line for line in document if line] for document in lines]


def ends(parts: Iterable[str], text: str) -> list[int]:
    """Return where each part but the last ends, found in order in the text."""
    found: list[int] = []
    at = 0
    for part in map(str.strip, parts):
        if part and (start := text.find(part, at)) >= 0:
            at = start + len(part)
            found.append(at)
    return [end for end in found if end < len(text.rstrip())]


def news(split: Splitter, lines: list[list[str]], gap: str) -> tuple[float, float]:
    """Return precision and recall of the boundaries found."""
    right = found = expected = recalled = 0
    for document in lines:
        text = gap.join(document)
        gold = dict(zip(ends(document, text), document, strict=False))
        ours = set(ends(split(text), text))
        found += len(ours)
        right += len(ours & gold.keys())
        terminal = {end for end, line in gold.items() if TERMINAL.search(line)}
        expected += len(terminal)
        recalled += len(ours & terminal)
    return right / max(found, 1), recalled / max(expected, 1)


def cases(split: Splitter, locale: Locale) -> str:
    """Return how many lines of the corpus come out right."""
    lines = (CASES / f"{locale.code}.txt").read_text("utf-8").splitlines()
    wanted = [line.split(" ‖ ") for line in lines if line and not line.startswith("#")]
    texts = (locale.gap.join(parts) for parts in wanted)
    passed = sum(
        [part.strip() for part in split(text)] == parts
        for text, parts in zip(texts, wanted, strict=True)
    )
    return f"{passed}/{len(wanted)}"


def speed(split: Splitter, lines: list[list[str]], gap: str) -> float:
    """Return megabytes a second, a document at a time."""
    texts = [gap.join(document) for document in lines]
    start = time.perf_counter()
    for text in texts:
        list(split(text))
    return sum(len(text.encode()) for text in texts) / 1e6 / (time.perf_counter() - start)


def measure(name: str, locale: Locale, path: Path) -> str:
    """Return the line of the table for one library and locale."""
    split = LIBRARIES[name](locale)
    lines = documents(path, locale)
    list(split(locale.gap.join(lines[0])))
    precision, recall = news(split, lines, locale.gap)
    rate = speed(split, lines, locale.gap)
    return f"{precision:.3f} / {recall:.3f}  {cases(split, locale):>7}  {rate:6.2f} MB/s"


def main(path: Path) -> None:
    """Print the table."""
    print("locale   library      P / R            cases     speed")
    for code in FIELDS:
        for name in LIBRARIES:
            try:
                result = measure(name, locales.get(code), path)
            except ImportError as error:
                result = f"not installed: {error.name}"
            except Exception as error:
                result = f"failed: {type(error).__name__}: {error}"
            print(f"{code:8} {name:12} {result}")


if __name__ == "__main__":
    arguments: list[Any] = sys.argv[1:]
    main(Path(arguments[0]) if arguments else NEWS)
