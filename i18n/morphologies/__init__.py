"""Morphologies: one module a way to inflect; data/locales.toml says which language has which."""

from i18n.morphologies import english, kazakh, russian, unspaced
from i18n.morphologies.morphology import Morphology
from i18n.morphologies.word import cut, runs

MORPHOLOGIES = {
    "english": Morphology(cut, runs, english.filed, english.sought),
    "russian": Morphology(cut, runs, russian.filed, russian.sought, gap=1),
    "kazakh": Morphology(cut, runs, kazakh.filed, kazakh.sought, gap=2),
    "words": Morphology(cut, runs, unspaced.filed, unspaced.sought),
    "unspaced": Morphology(unspaced.cut, unspaced.runs, unspaced.filed, unspaced.sought),
}
"""By the name of `morphology` in data/locales.toml; `words` are taken as they stand."""
