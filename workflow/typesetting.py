"""Typesetting: the drafts of machines with their marks and spaces set as the language has them.

A reviewer is not to spend a look on a comma. What people approved, and the memory brings back,
stays as they approved it.
"""

from collections.abc import Sequence

from i18n import locales
from i18n.dispatch.answer import Answer
from i18n.glossary.matcher import kept
from i18n.locales import Locale
from i18n.model import Unit
from i18n.typography.conventions import conventions
from i18n.typography.dashes import chosen
from i18n.typography.mending import mend, mend_passage
from workflow.draft import Failure, Key, Outcomes
from workflow.work import Work

MEMORY = "memory"
"""Who an answer is from that people approved."""


def typeset(work: Work, outcomes: Outcomes) -> Outcomes:
    """Return the outcomes with the typography of what engines answered mended."""
    locale = locales.get(work.brief.target)
    terms = kept(work.brief.terms)
    made = dict(outcomes)
    dash = _dash(work, made)
    for key, outcome in outcomes.items():
        if isinstance(outcome, Answer) and outcome.who != MEMORY:
            text = mend(outcome.text, locale, key[1], terms, dash)
            made[key] = Answer(text, outcome.origin)
    done: set[Key] = set()
    for passage in work.passages:
        _requote(passage, made, done, locale)
        done.update(unit.key for unit in passage)
    return made


def _dash(work: Work, outcomes: Outcomes) -> str:
    """The dash of the article, where the language has several."""
    rules = conventions(work.brief.target)
    if len(rules.dashes) < 2:
        return ""
    return chosen((_text(unit, outcomes) for one in work.passages for unit in one), rules)


def _requote(
    passage: Sequence[Unit], made: dict[Key, Answer | Failure], done: set[Key], locale: Locale
) -> None:
    """Set the quotation marks of a passage all of whose sentences are there.

    A unit that stands in several passages is set as in the first.
    """
    texts = [_text(unit, made) for unit in passage]
    if not all(texts):
        return
    for unit, old, new in zip(passage, texts, mend_passage(texts, locale), strict=True):
        outcome = made.get(unit.key)
        if new == old or unit.key in done or not isinstance(outcome, Answer):
            continue
        if outcome.who != MEMORY:
            made[unit.key] = Answer(new, outcome.origin)


def _text(unit: Unit, made: Outcomes) -> str:
    outcome = made.get(unit.key)
    return outcome.text if isinstance(outcome, Answer) else unit.target
