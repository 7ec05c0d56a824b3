"""English: plurals, irregular ones too, and the forms of verbs where a term is a verb.

Possessives need nothing: an apostrophe ends a word. Accents do not count: Urumqi is Ürümqi.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from i18n.morphologies.morphology import Keys

_PLURALS = """
people person, children child, feet foot, teeth tooth, geese goose, mice mouse, oxen ox, dice die,
lice louse, pence penny, criteria criterion, phenomena phenomenon, data datum, media medium,
bacteria bacterium, memoranda memorandum, symposia symposium, curricula curriculum,
millennia millennium, strata stratum, spectra spectrum, errata erratum, addenda addendum,
analyses analysis, bases basis, crises crisis, theses thesis, hypotheses hypothesis,
diagnoses diagnosis, emphases emphasis, parentheses parenthesis, syntheses synthesis,
oases oasis, axes axis, alumni alumnus, alumnae alumna, nuclei nucleus, radii radius,
stimuli stimulus, fungi fungus, cacti cactus, foci focus, loci locus, syllabi syllabus,
indices index, matrices matrix, appendices appendix, vertices vertex, vortices vortex,
formulae formula, antennae antenna, larvae larva, corpora corpus, genera genus,
quizzes quiz, buses bus, gases gas, passersby passerby, attorneys-general attorney-general
"""
_INVARIABLE = """
news series species means headquarters sheep fish aircraft spacecraft lens always perhaps across
its his hers ours yours theirs this thus yes as is was has does us plus less
"""
_VERBS = """
be am is are was were been being, have has had having, do does did done, go went gone, say said,
make made, get got gotten, take took taken, see saw seen, come came, know knew known, give gave
given, find found, think thought, tell told, become became, leave left, feel felt, bring brought,
begin began begun, keep kept, hold held, write wrote written, stand stood, hear heard, mean meant,
meet met, run ran, pay paid, sit sat, speak spoke spoken, lie lay lain, lead led, grow grew grown,
lose lost, fall fell fallen, send sent, build built, understand understood, draw drew drawn, break
broke broken, spend spent, rise rose risen, drive drove driven, buy bought, wear wore worn, choose
chose chosen, seek sought, throw threw thrown, catch caught, deal dealt, win won, fight fought,
teach taught, eat ate eaten, sell sold, sing sang sung, sink sank sunk, swim swam swum, fly flew
flown, forget forgot forgotten, show shown, shoot shot, strike struck, swear swore sworn, bear bore
born, bind bound, lend lent, withdraw withdrew withdrawn, undertake undertook undertaken,
oversee oversaw overseen, overcome overcame, foresee foresaw foreseen
"""


_SINGULAR = dict(row.split() for row in _PLURALS.split(","))
_ALONE = frozenset(_INVARIABLE.split())
_BASE = {form: base for base, *forms in map(str.split, _VERBS.split(",")) for form in forms}
_AFTER_ES = ("s", "x", "z", "ch", "sh", "o")


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology. A plural in lower case is kept under its singular too."""
    return tuple(_filed(word, kind) for word in phrase)


@lru_cache(maxsize=50_000)
def sought(word: str) -> Keys:
    """See Morphology."""
    plain = _plain(word)
    letters = {plain[:-1]} if word[-1:] == "s" and word[:-1].isupper() else set()
    return frozenset(
        {plain, *letters, *_singulars(plain), *(f"to {base}" for base in _bases(plain))}
    )


def _filed(word: str, kind: str) -> Keys:
    plain = _plain(word)
    if kind == "verb":
        return frozenset({plain, f"to {plain}"})
    return frozenset({plain, *_singulars(plain)} if word.islower() else {plain})


def _plain(word: str) -> str:
    if word.isascii():
        return word.casefold()
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _singulars(word: str) -> Iterator[str]:
    """Yield what a word may be the plural of."""
    if word in _SINGULAR:
        yield _SINGULAR[word]
    elif word.endswith("men"):
        yield word[:-3] + "man"
    elif word in _ALONE or len(word) < 3 or word.endswith(("ss", "us", "is", "ics")):
        return
    elif word.endswith("ies"):
        yield word[:-3] + "y"
        yield word[:-1]
    elif word.endswith("ves"):
        yield from (word[:-3] + "f", word[:-3] + "fe", word[:-1])
    elif word.endswith("es") and word[:-2].endswith(_AFTER_ES):
        yield word[:-2]
        yield word[:-1]
    elif word.endswith("s"):
        yield word[:-1]


def _bases(word: str) -> Iterator[str]:
    """Yield the verbs that a word may be a form of."""
    yield word
    if word in _BASE:
        yield _BASE[word]
    yield from _singulars(word)
    if word.endswith("ied"):
        yield word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
