"""The glossary in each language: what inflected forms are found, and what is left alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from i18n import locales
from i18n.glossary import forms, phrases
from i18n.glossary.forms import present
from i18n.glossary.matcher import found
from i18n.glossary.phrases import Phrases
from i18n.model import Term
from i18n.morphologies import MORPHOLOGIES, russian

CORPUS = Path(__file__).parent / "corpus" / "glossary"
MARKS = "+-*~"

Case = tuple[str, str, str]


def cases(code: str) -> Iterator[Case]:
    """Yield phrase, mark and sentence of each line; a malformed one fails."""
    phrase = ""
    for line in (CORPUS / f"{code}.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line[0] in MARKS:
            assert phrase, f"{line!r} stands under no phrase"
            assert line[1] == " ", line
            yield phrase, line[0], line[2:]
        else:
            phrase = line


def term(phrase: str) -> Term:
    """A term of the part of speech that stands before the phrase: `verb: publish`."""
    kind, _, words = phrase.rpartition(": ")
    return Term(words, (words,), kind=kind)


def of(code: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("phrase", "mark", "text"), list(cases(code)))


@of("en")
def test_a_term_is_found_in_english_as_it_inflects(phrase: str, mark: str, text: str) -> None:
    assert bool(found(text, (term(phrase),), "en")) == (mark == "+")


@of("ru")
def test_a_russian_form_is_seen_by_its_lemmas(phrase: str, mark: str, text: str) -> None:
    assert bool(present(term(phrase), text, "ru")) == (mark in "+*")


@of("ru")
def test_without_a_dictionary_a_russian_form_is_seen_by_its_stem(
    phrase: str, mark: str, text: str, without_dictionary: None
) -> None:
    seen = bool(present(term(phrase), text, "ru"))

    assert mark in "*~" or seen == (mark == "+")


@of("kk")
def test_a_kazakh_form_is_seen_through_its_endings(phrase: str, mark: str, text: str) -> None:
    assert bool(present(term(phrase), text, "kk")) == (mark == "+")


@of("zh_Hans")
def test_a_chinese_form_is_seen_whatever_its_width(phrase: str, mark: str, text: str) -> None:
    assert bool(present(term(phrase), text, "zh_Hans")) == (mark == "+")


@pytest.mark.parametrize("code", ["ru", "kk", "zh_Hans"])
def test_any_language_can_be_the_one_the_articles_are_in(code: str) -> None:
    lost = [
        (phrase, text)
        for phrase, mark, text in cases(code)
        if mark == "+" and phrase.islower() and phrase not in GAPS
        if not found(text, (term(phrase),), code)
    ]

    assert lost == []


GAPS = {"высшее образование", "білім министрі"}
"""Other words may come between those of a translation, not between those of the source."""


def test_a_language_of_which_nothing_is_known_has_its_words_as_they_stand() -> None:
    german = MORPHOLOGIES["words"]
    places = Phrases([("Universität", "")], german).places("Die UNIVERSITÄT, zwei Universitäten")

    assert [(place.start, place.end) for place in places] == [(4, 15)]


def test_every_language_has_its_cases() -> None:
    assert {path.stem for path in CORPUS.glob("*.txt")} == set(locales.known())


@pytest.fixture
def without_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """pymorphy3 as if it were not installed."""

    def forget() -> None:
        for cached in (russian.analyser, russian.sought, phrases._cut, forms._phrases):
            cached.cache_clear()

    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    forget()
    yield
    monkeypatch.undo()
    forget()
