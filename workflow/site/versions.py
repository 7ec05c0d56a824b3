"""The versions of an article: which may go out, and the localized files of those that do."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from i18n import formats
from i18n.errors import Place, UserError
from i18n.locales import Locale
from i18n.model import Document, State
from workflow.project import Article
from workflow.publish import Status, Version, decide
from workflow.site.manifest import Entry
from workflow.site.run import Outcome, Run
from workflow.stamps import stamp


def release(run: Run, article: Article, locales: Iterable[Locale]) -> Iterator[Outcome]:
    """Decide on each version of the article, write those that go out, and say what became of each.

    An article or catalog that cannot be read stops its own versions only: they stay as they are.
    """
    parsed: list[Document] = []

    def document() -> Document:
        if not parsed:
            parsed.append(run.project.document(article))
        return parsed[0]

    for locale in locales:
        before = run.entries.get((article.slug, locale.code))
        seen = _stamp(run, article, locale, before)
        known = run.stamps.get("version", run.name(article.slug, locale.code), seen)
        if known is not None:
            status, *waiting = json.loads(known)
            counts = tuple((State(state), count) for state, count in waiting)
            yield Outcome(article.slug, locale.code, Status(status), waiting=counts)
            continue
        try:
            if locale.code == run.project.source.code:
                version = _original(run, article)
            else:
                version = _translation(run, article, locale, document(), before)
            changed = _apply(run, article, locale, version, before)
        except UserError as error:
            yield Outcome(article.slug, locale.code, Status.FAILED, error=error)
            continue
        _remember(run, article, locale, version)
        yield Outcome(article.slug, locale.code, version.status, changed, version.waiting)


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
    data = (run.project.root / article.path).read_bytes()
    return Version(Status.PUBLISHED, data.decode("utf-8"))


def _translation(
    run: Run, article: Article, locale: Locale, document: Document, before: Entry | None
) -> Version:
    form = formats.for_path(article.path)
    assert form is not None
    return decide(
        document,
        run.project.catalog(article, locale),
        locale,
        form.render,
        rule=run.rule,
        out=_intact(run, before),
        trust_external=run.project.settings.trust_external,
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


def _remember(run: Run, article: Article, locale: Locale, version: Version) -> None:
    after = run.entries.get((article.slug, locale.code))
    # What was withdrawn now is only held back the next time.
    status = Status.HELD if version.status is Status.WITHDRAWN else version.status
    said = json.dumps([status, *version.waiting])
    seen = _stamp(run, article, locale, after)
    run.stamps.put("version", run.name(article.slug, locale.code), seen, said)


def _stamp(run: Run, article: Article, locale: Locale, entry: Entry | None) -> str:
    paths = [run.project.root / article.path, run.project.catalog_path(article, locale)]
    files = run.folder.paths([entry.source] if entry else [])
    state = f"{entry.status} {entry.hash}" if entry else "-"
    return stamp([*paths, *files], run.context, run.rule, state)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
