"""The translation is in its own language.

Catalogs get mixed up, and machines answer in the bigger neighbour: Russian where Kazakh was
asked for. The article as a whole is judged, and every sentence of five words or more.

To mend it: find the right translation, or translate again.
"""

from collections.abc import Iterator

from i18n import identify, locales
from i18n.checks.pair import Article, Pair
from i18n.checks.problem import Problem

_WORDS = 5
_HAN = 10
"""How many words, and letters of a script without spaces, are enough to know a language."""
_SENTENCES = 2
"""How many translations make an article that is judged as a whole."""

Seen = Iterator[tuple[Pair, Problem]]


def check(article: Article) -> Seen:
    """Yield a problem for the article, at its first translation, and for each wrong sentence."""
    if not any(_suspect(pair) for pair in article.pairs):
        return
    translated = [pair for pair in article.pairs if pair.unit.target.strip()]
    wrong = {pair.unit.key: found for pair in translated if (found := _sentence(pair))}
    whole = _article(translated, wrong)
    if whole:
        yield translated[0], _problem(translated[0], "article", whole)
    for pair in translated[1:] if whole else translated:
        if pair.unit.key in wrong:
            yield pair, _problem(pair, "translation", wrong[pair.unit.key])


def _sentence(pair: Pair) -> str:
    """Return another language that a sentence is in; names alone make no language."""
    prose, own = pair.target.prose, pair.target.locale.code
    if not _suspect(pair) or not _long(prose):
        return ""
    small = " ".join(word[0] for word in pair.target.words if word[0][0].islower())
    found = identify.language(prose)
    return "" if own in (found, identify.language(small)) else found


def _article(translated: list[Pair], wrong: dict[tuple[str, str], str]) -> str:
    """Return another language that more than half of the article is in."""
    judged = [pair for pair in translated if _long(pair.target.prose)]
    size = sum(len(pair.unit.target) for pair in judged)
    astray = sum(len(pair.unit.target) for pair in judged if pair.unit.key in wrong)
    if len(translated) < _SENTENCES or 2 * astray <= size:
        return ""
    return max(wrong.values(), key=list(wrong.values()).count)


def _problem(pair: Pair, what: str, code: str) -> Problem:
    message = f"the {what} seems to be in {locales.get(code).name}"
    return Problem(message, target=((0, len(pair.unit.target)),))


def _suspect(pair: Pair) -> bool:
    """Tell quickly if a text may be in another language."""
    text, locale = pair.unit.target, pair.target.locale
    script = identify.script(locale.script)
    if script is None or text == pair.unit.source:
        return False
    own, alien = identify.peculiar(locale.code), identify.alien(locale.code)
    if alien and alien.search(text):
        return True
    if own and len(own.findall(text)) < identify.LEAST * len(text):
        return True
    return script.letter.search(text) is None


def _long(text: str) -> bool:
    return identify.known().scripts["Hans"].count(text) >= _HAN or len(text.split()) >= _WORDS
