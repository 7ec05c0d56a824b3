"""Kazakh: a stem and a chain of endings, with the changes that endings bring about.

A final `к`, `қ` or `п` is voiced before a vowel (мектеп, мектебі), some stems lose their last
vowel (халық, халқы), and the head of a compound may stand with or without its possessive
ending (білім министрі, білім министрлері).

A verb is given as dictionaries have it, by the noun in -у or -ю of what is done, and found by
its stem, to which that ending may have cost a vowel (оқу, оқыды), a voiceless end (табу, тапты)
or a й (қою, қойды).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from i18n.morphologies.morphology import Keys

_VOWELS = "аәеиоөуұүыіэюяё"
_FULL_VOWELS = frozenset(_VOWELS) - {"у", "и"}
_LETTERS = r"[^\W\d_]"
_PLURAL = "(?:[лдт][ае]р)?"
_POSSESSIVE = "(?:[ыі]?м[ыі]з|[ыі]?ң[ыі]з|[ыі]?м|[ыі]?ң|с?[ыі])?"
_CASE = "(?:[нтд][ыі]ң|[нтд][ыі]|[ғқгк][ае]|н?[ае]|н?[дт][ае]|[дтн][ае]н|[мбп]ен|н)?"
_PLACE = f"(?:(?<=[дт][ае])[ғг][ыі]{_PLURAL}{_CASE})?"
_OWNER = "(?:[нтд][іы]к[іы])?"
_LIKE = "(?:ш[ае]|[дт][ае]й)?"
_INFLECTED = _PLURAL + _POSSESSIVE + _CASE + _PLACE + _OWNER + _LIKE
_RELATED = f"[лдт][ыі][қғкг]{_PLURAL}{_CASE}"
_WITHOUT = f"с[ыі]з{_INFLECTED}"
_WITH = "[лдт][ыі]"
_VERB = f"[лдт][ае]{_LETTERS}{{0,8}}"
_ENDINGS = re.compile("|".join((_INFLECTED, _RELATED, _WITHOUT, _WITH, _VERB)))
"""Plural, owner, case and place, in that order; or what makes an adjective or a verb of a noun.

The adjective has no owner: президенттік is of a president, but министрлігі is a ministry.
"""
_VOICED = {"г": "к", "ғ": "қ", "б": "п"}

_OPEN = "(?<=[аәеоөұүыіэяё])"
_CLOSED = "(?<![аәеоөұүыіэяё])"
_HARD, _SOFT = "(?<=[кқпстфхцчшщ])", "(?<![кқпстфхцчшщ])"
"""What a verb's stem ends in: a vowel (у and и are none here) or not, a voiceless consonant or not."""

_CAUSED = f"(?:(?:{_OPEN}|(?<=[рл]))т|[дт]Iр|[GK]Iз|Iр)"
_VOICE = f"(?:I?н)?{_CAUSED}{{0,2}}(?:I?с(?:тIр)?)?(?:I?л|(?<!с)I?н)?"
_PERSON = "(?:мI[нз]|сI[ңз](?:дAр)?)?"
_OWN = "(?:м|ңIз(?:дAр)?|K)?"
_NAMED = f"(?:[лдт]I[GK])?{_INFLECTED}"
_NOW = f"(?:{_OPEN}й|{_CLOSED}A)"
_GONE = f"(?:{_HARD}K|{_SOFT}G)"
_TENSES = (
    f"(?:{_HARD}т|{_SOFT}д)I{_OWN}",  # жариялады, кездесті
    f"{_GONE}A(?:н(?:{_PERSON}|{_NAMED})|лI|й)|{_GONE}I(?:м|сI)",  # жариялаған, кездескісі
    f"{_NOW}(?:{_PERSON}|дI|тIн(?:{_PERSON}|{_NAMED}))",  # жариялайды, кездесетін
    f"(?:{_OPEN}|{_CLOSED}I)п(?:тI)?{_PERSON}",  # жариялап, кездесіпті
    f"сA{_OWN}|(?<!I)(?<![мбп]A)сIн",  # жарияласа, кездессін
    f"(?:{_OPEN}|A)йI[нK]|(?:{_OPEN}|I)ңIз(?:дAр)?",  # жариялайық, кездесіңіздер
    f"[мбп]A(?:K(?:шI)?|с(?:тAн)?){_PERSON}",  # жарияламақ, кездеспес
    f"{_CLOSED}Aр(?:{_PERSON}|Iн?)",  # кездесер
    f"у{_INFLECTED}",  # жариялануы, кездеспеу
)
_BARE = f"(?:(?<=т[ұы]р)|(?<=жүр)|(?<=жат)ыр){_PERSON}"
"""тұр, отыр, жүр and жатыр are forms of the present without an ending of it."""

_VERBAL = f"{_VOICE}(?:[мбп]A)?(?:{'|'.join(_TENSES)})|{_BARE}"


@cache
def _conjugations() -> re.Pattern[str]:
    """Voices, a negation and a tense, all with back vowels or all with front ones: A, I, G, K above.

    Made when a verb is first looked for: that takes longer than all else here.
    """
    likes = ("аығқ", "еігк")
    return re.compile("|".join(_VERBAL.translate(str.maketrans("AIGK", like)) for like in likes))


_UNFUSED = {"я": ("йа",), "и": ("ый", "ій")}
"""How й is written with the vowel beside it: қойа is қоя, оқыйды is оқиды."""
LEAST = 2
"""The shortest stem, in letters."""

LONGEST = 24
"""The longest chain of endings, in letters: more than the grammar above can make."""


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology."""
    words = [word.casefold() for word in phrase]
    keys = [{word} for word in words]
    if len(words) > 1:
        keys[-1].update(_heads(words[-1]))
    if kind == "verb" and words:
        keys[-1].update(f"{stem}-" for stem in _bases(words[-1]))
    return tuple(map(frozenset, keys))


@lru_cache(maxsize=100_000)
def sought(word: str) -> Keys:
    """See Morphology."""
    plain = word.casefold()
    return frozenset((*_stems(plain), *(f"{stem}-" for stem in _conjugated(plain))))


def _heads(word: str) -> Iterator[str]:
    """Yield the word without the possessive ending it may have."""
    for ending in ("сы", "сі", "ы", "і"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            yield stem
            if stem[-1] in _VOICED:
                yield stem[:-1] + _VOICED[stem[-1]]


def _stems(word: str) -> Iterator[str]:
    """Yield what the word may be a form of."""
    yield word
    for end in range(max(LEAST, len(word) - LONGEST), len(word)):
        if not _ENDINGS.fullmatch(word, end):
            continue
        stem, following = word[:end], word[end]
        yield stem
        if following in _VOWELS:
            if stem[-1] in _VOICED:
                yield stem[:-1] + _VOICED[stem[-1]]
            if following in "ыі" and end > LEAST and not {*stem[-2:]} & _FULL_VOWELS:
                yield f"{stem[:-1]}{following}{stem[-1]}"


def _bases(word: str) -> Iterator[str]:
    """Yield what may be the stem of a verb in its dictionary form."""
    if word.endswith("ю"):
        yield word[:-1] if word.endswith("ию") else f"{word[:-1]}й"
    elif word.endswith("у"):
        stem = word[:-1]
        yield stem
        if stem[-1:] in _VOICED:
            yield stem[:-1] + _VOICED[stem[-1]]
        if stem[-1:] not in _FULL_VOWELS:
            yield from (f"{stem}ы", f"{stem}і")


def _conjugated(word: str) -> Iterator[str]:
    """Yield the stems of the verbs that the word may be a form of."""
    for spelled in (word, *_unfused(word)):
        for end in range(max(LEAST, len(spelled) - LONGEST), len(spelled) + 1):
            if _conjugations().fullmatch(spelled, end):
                yield spelled[:end]


def _unfused(word: str) -> Iterator[str]:
    """Yield the word with each й of its endings written out."""
    for at in range(max(LEAST - 1, len(word) - LONGEST), len(word)):
        for parts in _UNFUSED.get(word[at], ()):
            yield word[:at] + parts + word[at + 1 :]
