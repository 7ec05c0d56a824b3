"""The glossary on human translations of news: how many terms it sees, and how many that are not there.

The terms are data/glossary.csv, chosen from the frequency of English words before anybody looked
at how they are translated. A hit is a sentence with the term whose translation has an approved
form; a term is not asked for inside a longer one. Translators leave terms out, or use a pronoun
or a synonym nobody listed, so that nobody reaches 100 %.

False hits are counted twice: forms seen in translations of sentences without the term (most are
synonyms: `Britain` for `UK`), and in translations of other sentences than the one with the term.

exact      the form as it is in the glossary
prefix     words that begin with the first five letters, whatever their case (not in Chinese)
prototype  the simple matcher to be no worse than: Russian words but for two letters, Kazakh stems with
           up to twelve letters more and a voiced end
no extra   Tilshi without pymorphy3, by the stems of words
tilshi     Tilshi with it
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT, Bar
from i18n.glossary import forms, phrases, sheet
from i18n.glossary.matcher import found
from i18n.model import Term
from i18n.morphologies import russian

TERMS = Path(__file__).parent / "data/glossary.csv"
NEWS = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared/data")) / "newstest2019.jsonl"
FIELDS = {"ru": "ru", "kk": "kk", "zh_Hans": "zh"}
LEAST = {"ru": 82, "kk": 85}
"""The hit rates asked for, in per cent."""

SHUFFLES = 20
WORD = re.compile(r"[^\W_]+")
VOICED = {"к": "[кг]", "қ": "[қғ]", "п": "[пб]"}

Sees = Callable[[Term, str], bool]


@dataclass(frozen=True, slots=True)
class Rates:
    """Hits, and false hits of both kinds, in per cent of the places where they were looked for."""

    hits: float
    absent: float
    shuffled: float

    def __str__(self) -> str:
        return f"{self.hits:6.1f} {self.absent:9.3f} {self.shuffled:9.2f}"


def exact(code: str) -> Sees:
    """The forms as substrings."""
    return lambda term, text: any(form in text for form in term.approved)


def prefix(code: str) -> Sees:
    """The first five letters of each word, in any case."""
    return _patterns(
        lambda form: r"\W+".join(rf"\b{re.escape(w[:5])}\w*" for w in WORD.findall(form))
    )


def prototype(code: str) -> Sees:
    """The throwaway matcher that set the figures asked for."""
    return _patterns({"ru": _russian, "kk": _kazakh}.get(code, re.escape))


def tilshi(code: str) -> Sees:
    """Our own."""
    return lambda term, text: bool(forms.present(term, text, code))


CONTESTANTS = {
    "exact": exact,
    "prefix": prefix,
    "prototype": prototype,
    "no extra": tilshi,
    "tilshi": tilshi,
}


def run() -> list[Bar]:
    """Print the table, and judge by it."""
    if not NEWS.exists():
        print(f"no news in {NEWS.parent}: set TILSHI_CORPUS")
        return []
    glossary = sheet.parse(TERMS.read_text("utf-8"), TERMS.name)
    rows = [row["segments"] for row in map(json.loads, NEWS.open(encoding="utf-8"))]
    segments = [segment for row in rows for segment in row]
    bars: list[Bar] = []
    print(f"{'':9} {'':10} {'hit %':>6} {'absent %':>9} {'other %':>9}")
    for code, field in FIELDS.items():
        pairs = [(segment["en"], segment[field]) for segment in segments]
        rates = {
            name: _rates(name, contestant(code), pairs, glossary.terms(code))
            for name, contestant in CONTESTANTS.items()
            if name != "prefix" or code in LEAST
        }
        for name, one in rates.items():
            print(f"{code:9} {name:10} {one}")
        bars += _bars(code, rates)
    _speed([segment["en"] for segment in segments])
    return bars


def _bars(code: str, rates: dict[str, Rates]) -> Iterator[Bar]:
    """What is asked for, of Tilshi with and without pymorphy3."""
    reference = rates["prototype"]
    for name in ("tilshi", "no extra"):
        what, mine = f"glossary {code}, {name}", rates[name]
        if code in LEAST:
            yield Bar(f"{what}: terms not seen, %", 100 - mine.hits, 100 - LEAST[code])
        yield Bar(f"{what}: seen without the term, %", mine.absent, reference.absent)
        yield Bar(f"{what}: seen in other sentences, %", mine.shuffled, reference.shuffled)


def _rates(
    name: str, sees: Sees, pairs: Sequence[tuple[str, str]], terms: tuple[Term, ...]
) -> Rates:
    with _without_extra() if name == "no extra" else _as_it_is():
        asked = [{hit.term for hit in found(source, terms, "en")} for source, _ in pairs]
        hits = [
            sees(term, text)
            for (_, text), wanted in zip(pairs, asked, strict=True)
            for term in wanted
        ]
        absent = [
            sees(term, text)
            for (_, text), wanted in zip(pairs, asked, strict=True)
            for term in terms
            if term not in wanted
        ]
        shuffled = list(_shuffled(sees, pairs, asked))
    return Rates(*(100 * sum(seen) / len(seen) for seen in (hits, absent, shuffled)))


def _shuffled(
    sees: Sees, pairs: Sequence[tuple[str, str]], asked: Sequence[set[Term]]
) -> Iterator[bool]:
    """Look for terms in the translations of sentences that do not have them."""
    dice = random.Random(5)
    for wanted in asked:
        for term in sorted(wanted, key=lambda one: one.source):
            for other in dice.sample(range(len(pairs)), SHUFFLES):
                if term not in asked[other]:
                    yield sees(term, pairs[other][1])


def _patterns(pattern: Callable[[str], str]) -> Sees:
    made: dict[Term, list[re.Pattern[str]]] = {}

    def sees(term: Term, text: str) -> bool:
        if term not in made:
            made[term] = [re.compile(pattern(form), re.IGNORECASE) for form in term.approved]
        return any(one.search(text) for one in made[term])

    return sees


def _russian(form: str) -> str:
    stems = (
        word if len(word) <= 3 else word[: max(3, len(word) - 2)] for word in WORD.findall(form)
    )
    return r"\b" + r"\w*\b.*?\b".join(map(re.escape, stems))


def _kazakh(form: str) -> str:
    words = WORD.findall(form)
    stems = (re.escape(w[:-1]) + VOICED.get(w[-1].lower(), re.escape(w[-1])) for w in words)
    return r"\W+".join(rf"\b{stem}\w{{0,12}}\b" for stem in stems)


def _speed(texts: Sequence[str]) -> None:
    """Print how long ten thousand terms take to prepare, and how fast they are found."""
    words = sorted({word for text in texts for word in WORD.findall(text)})
    dice = random.Random(7)
    terms = tuple(
        Term(" ".join(dice.sample(words, dice.choice((1, 2, 2, 3))))) for _ in range(10_000)
    )
    start = time.perf_counter()
    found("", terms, "en")
    ready = time.perf_counter()
    for text in texts:
        found(text, terms, "en")
    rate = len(texts) / (time.perf_counter() - ready)
    print(f"\n10,000 terms: {ready - start:.2f} s to prepare, {rate:,.0f} segments/s")


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _without_extra() -> Iterator[None]:
    """pymorphy3 as if it were not installed."""
    installed = sys.modules.get("pymorphy3")
    sys.modules["pymorphy3"] = None  # type: ignore[assignment]
    _forget()
    yield
    del sys.modules["pymorphy3"]
    if installed:
        sys.modules["pymorphy3"] = installed
    _forget()


def _forget() -> None:
    for cached in (russian.analyser, russian.sought, phrases._cut, forms._phrases):
        cached.cache_clear()
