"""Addressed: which catalog a file that came back is for, as it says itself, its path, or the user."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from i18n import locales
from i18n.errors import Place, UserError
from i18n.languages import tags
from i18n.languages.identify import language
from i18n.locales import Locale
from workflow.exchange.merging.intake import Delivery, Intake
from workflow.exchange.merging.threeway import Kind
from workflow.project import Article, Project

_TAG = re.compile(r"[._-][A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4}){0,2}\Z")
ENOUGH = 3
"""So many sentences in another language are no slip."""
LONG = 12
"""So many characters may tell a language; shorter texts are often names."""
_SAY = "say it: tilshi import-catalog FILE ARTICLE -l LOCALE"


def addressed(
    project: Project, file: Path, delivery: Delivery, article: Article | None, code: str | None
) -> tuple[Article, Locale]:
    """Return the article and the locale. Raises UserError where that is not certain."""
    found = _article(project, file, delivery, article), _locale(project, file, delivery, code)
    if file.resolve() == project.catalog_path(*found).resolve():
        hint = "what is in it counts already: tilshi status shows it"
        raise UserError("this is the catalog itself", hint=hint, at=Place(str(file)))
    return found


def _article(project: Project, file: Path, delivery: Delivery, named: Article | None) -> Article:
    known = {key: one for one in project.catalogued for key in (one.path, one.slug)}
    said = known.get(delivery.article)
    if named:
        if said not in (None, named):
            what = f"it says that it is of {delivery.article}, not of {named.slug}"
            hint = "leave the name out, or mend X-Source-File in the file"
            raise UserError(what, hint=hint, at=Place(str(file)))
        return named
    if said:
        return said
    for slug in _slugs(file):
        if slug in known:
            return known[slug]
    what = "neither the file nor its name says which article it is of"
    if delivery.article:
        what = f"it says that it is of {delivery.article!r}, which is no article here"
    raise UserError(what, hint=_SAY, at=Place(str(file)))


def _slugs(file: Path) -> Iterator[str]:
    """What a path may call an article, the longest first: `to/news.kk.po` is of `to/news`, or `news`."""
    plain = file.with_suffix("")
    for stem in (plain, plain.with_name(_TAG.sub("", plain.name) or plain.name)):
        parts = stem.parts
        yield from ("/".join(parts[start:]) for start in range(len(parts)))


def _locale(project: Project, file: Path, delivery: Delivery, code: str | None) -> Locale:
    wanted = project.locales([code])[0] if code else None
    said = delivery.language.strip()
    mine = tags.code(said) if said else tags.of_path(file)
    if wanted and said and mine != wanted.code:
        what = f"it says that it is in {said!r}, not in {wanted.code}"
        hint = "leave -l out, or mend Language in the file"
        raise UserError(what, hint=hint, at=Place(str(file)))
    if wanted:
        return wanted
    if not mine and not said:
        what = "neither the file nor its name says which language it is in"
        raise UserError(what, hint=_SAY, at=Place(str(file)))
    if mine not in project.settings.locales:
        hint = f"it translates into {', '.join(project.settings.locales)}; -l says which it is"
        what = f"the project does not translate into {said or mine!r}"
        raise UserError(what, hint=hint, at=Place(str(file)))
    return project.locales([mine])[0]


def refuse_strange(intake: Intake, locale: Locale, name: str) -> None:
    """Raise UserError if most of what is new seems to be in another language than it should be."""
    written = [item.theirs.target for item in intake.of(Kind.TAKEN, Kind.CONFLICT, Kind.UNKNOWN)]
    said = {text: language(text) for text in written if len(text) >= LONG}
    astray = [text for text, code in said.items() if code not in ("", locale.code)]
    if len(astray) >= ENOUGH and 2 * sum(map(len, astray)) > sum(map(len, said)):
        code = Counter(said[text] for text in astray).most_common(1)[0][0]
        what = f"most of what is new in it seems to be in {locales.get(code).name}"
        hint = f"it would go to {locale.name}: mend Language in it, or say another -l"
        raise UserError(what, hint=hint, at=Place(name))
