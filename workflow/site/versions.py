"""The versions of an article: which may go out, and the localized files of those that do."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

from i18n import formats
from i18n.encoding import decode
from i18n.errors import Place, UserError
from i18n.locales import Locale
from i18n.model import Document, State
from workflow.project import Article
from workflow.publish import Status, Version, decide
from workflow.site.folder import disk
from workflow.site.manifest import Entry
from workflow.site.run import Outcome, Run, digest
from workflow.stamps import stamp


def release(run: Run, article: Article, locales: Iterable[Locale]) -> Iterator[Outcome]:
    """Decide on each version of the article, write those that go out, and say what became of each.

    An article or catalog that cannot be read stops its own versions only: they stay as they are.
    """
    # Taken before anything is read: what is saved meanwhile is seen by the next run.
    source = stamp([run.project.root / article.path])
    document = cache(lambda: run.project.document(article))
    for locale in locales:
        read = [run.project.catalog_path(article, locale), run.project.glossary_path]
        seen = stamp(read, source, run.context, run.rule)
        known = _known(run, article, locale, seen)
        yield known or _release(run, article, locale, seen, document)


def _release(
    run: Run, article: Article, locale: Locale, seen: str, document: Callable[[], Document]
) -> Outcome:
    before = run.entries.get((article.slug, locale.code))
    out = _intact(run, before)
    try:
        if locale.code == run.project.source.code:
            version = _original(run, article)
        else:
            version = _translation(run, article, locale, document(), out)
    except UserError as error:
        return Outcome(article.slug, locale.code, Status.FAILED, error=error)
    changed = _apply(run, article, locale, version, before)
    _remember(run, article, locale, seen, version)
    return Outcome(
        article.slug, locale.code, version.status, changed, version.waiting, version.errors
    )


def withdraw_removed(run: Run) -> Iterator[Outcome]:
    """Take away the versions whose article or locale is no longer in the project."""
    for slug, code in list(run.entries):
        if slug not in run.articles or code not in run.locales:
            del run.entries[slug, code]
            yield Outcome(slug, code, Status.REMOVED, changed=True)


def refuse_collisions(articles: Iterable[Article]) -> None:
    """Raise UserError for an article whose page needs a folder where another's file would be."""
    files = {article.path.removeprefix("articles/"): article.path for article in articles}
    for article in articles:
        name = article.path.removeprefix("articles/")
        folders = (article.slug, *map(str, PurePosixPath(article.slug).parents))
        other = next((files[folder] for folder in folders if folder in files), None)
        if other or name == "index.html":
            what = f"its page would stand where {other or 'the index'} does"
            raise UserError(what, hint="rename the article", at=Place(article.path))


def _original(run: Run, article: Article) -> Version:
    """The article itself, byte for byte."""
    path = run.project.root / article.path
    with disk(path):
        data = path.read_bytes()
    decode(data, article.path)  # a UserError where it is not UTF-8
    return Version(Status.PUBLISHED, data.decode())


def _translation(
    run: Run, article: Article, locale: Locale, document: Document, out: Status | None
) -> Version:
    form = formats.for_path(article.path)
    assert form is not None  # noqa: S101  or it were no article
    catalog = cache(lambda: run.project.catalog(article, locale))
    errors = run.findings.counts(article, locale, catalog).errors
    return decide(
        document,
        catalog(),
        locale,
        form.render,
        rule=run.rule,
        out=out,
        trust_external=run.project.settings.trust_external,
        errors=errors,
    )


def _intact(run: Run, before: Entry | None) -> Status | None:
    """The status of the version that is out; a file that is not as it went out counts as a draft."""
    if before is None:
        return None
    data = run.folder.read(before.source)
    return before.status if data is not None and _hash(data) == before.hash else Status.DRAFT


def _apply(
    run: Run, article: Article, locale: Locale, version: Version, before: Entry | None
) -> bool:
    """Write the version and enter it; True when something that readers see has changed."""
    key = (article.slug, locale.code)
    if version.status is Status.EARLIER and before:
        run.entries[key] = replace(before, status=Status.EARLIER)
        return False
    if version.text is None:
        return run.entries.pop(key, None) is not None
    name = f"{locale.tag}/{article.slug}{Path(article.path).suffix}"
    data = version.text.encode()
    new = Entry(
        status=version.status,
        rule=run.rule,
        source=name,
        hash=_hash(data),
        files=(name,),
        untranslated=dict(version.waiting).get(State.UNTRANSLATED, 0),
    )
    if before and _same(before, new):
        new = before
    run.entries[key] = new
    return run.folder.keep(name, data)


def _same(one: Entry, other: Entry) -> bool:
    said = ("status", "source", "hash", "untranslated")
    return all(getattr(one, name) == getattr(other, name) for name in said)


def _known(run: Run, article: Article, locale: Locale, seen: str) -> Outcome | None:
    """What became of the version the last time, when nothing that decides it has changed."""
    name = run.name(article.slug, locale.code)
    known = run.stamps.get("version", name, digest(seen + _shown(run, article, locale)))
    if known is None:
        return None
    status, errors, *waiting = json.loads(known)
    counts = tuple((State(state), count) for state, count in waiting)
    return Outcome(article.slug, locale.code, Status(status), waiting=counts, errors=errors)


def _remember(run: Run, article: Article, locale: Locale, seen: str, version: Version) -> None:
    # What was withdrawn now is only held back the next time.
    status = Status.HELD if version.status is Status.WITHDRAWN else version.status
    said = json.dumps([status, version.errors, *version.waiting])
    name = run.name(article.slug, locale.code)
    run.stamps.put("version", name, digest(seen + _shown(run, article, locale)), said)


def _shown(run: Run, article: Article, locale: Locale) -> str:
    """What changes when the version that is out does."""
    entry = run.entries.get((article.slug, locale.code))
    if entry is None:
        return "-"
    return stamp(run.folder.paths([entry.source]), entry.status, entry.hash)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
