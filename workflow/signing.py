"""Signing off: what keeps an article in a language from being signed off, and the sign-off itself.

A catalog is signed as it is on disk at that moment, and only if it is that of the article as it
is, everything in it is approved, and checks find no error that stands.
"""

from collections.abc import Callable
from shlex import quote

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog
from workflow import sitewords
from workflow.approval.signoff import sign
from workflow.inspection import Counter
from workflow.pipeline import texts
from workflow.project import WORDS, Article, po_time


class BehindError(UserError):
    """The catalog is not that of the article as it is."""

    def __init__(self) -> None:
        hint = "tilshi extract brings the catalog up to date"
        super().__init__("the article has changed since", hint=hint)


def signed(
    counter: Counter, article: Article, locale: Locale, who: str
) -> Callable[[Catalog | None], Catalog]:
    """Return the change of a catalog that signs it off, for `Project.update`.

    It raises UserError where something waits: the article has changed since it was extracted, a
    sentence is not approved, or an error stands.
    """

    def change(catalog: Catalog | None) -> Catalog:
        known = _of_today(counter, article, catalog)
        trusted = counter.project.settings.trust_external
        after = sign(known, who, po_time()[:10], trust_external=trusted)
        _refuse_errors(counter, article, locale)
        return after

    return change


def refusal(
    counter: Counter, article: Article, locale: Locale, catalog: Catalog | None, who: str
) -> UserError | None:
    """Return why a catalog cannot be signed off; None where it can."""
    try:
        signed(counter, article, locale, who)(catalog)
    except UserError as error:
        return error
    return None


def _of_today(counter: Counter, article: Article, catalog: Catalog | None) -> Catalog:
    """Return the catalog; raises UserError if it is not that of the article as it is."""
    if catalog is None:
        raise UserError("there is no catalog yet", hint="tilshi extract makes it")
    try:
        wanted = {unit.key for unit in texts(counter.project, article, counter.stamps)}
    except FileNotFoundError as error:
        hint = "bring it back, then sign off"
        raise UserError("the article is no longer there", hint=hint) from error
    if article == WORDS:
        wanted |= {unit.key for unit in sitewords.added(catalog)}
    if wanted != {unit.key for unit in catalog.units if not unit.obsolete}:
        raise BehindError
    return catalog


def _refuse_errors(counter: Counter, article: Article, locale: Locale) -> None:
    """Raise UserError if checks find an error that nobody dismissed."""
    if errors := counter.counts(article, locale).errors:
        said = f"{errors:,} error{'' if errors == 1 else 's'}"
        hint = f"tilshi check {quote(article.slug)} -l {locale.code} shows what is wrong"
        raise UserError(f"{said} in the translation", hint=hint)
