"""Renames: articles whose file has another name than when they went out, and the same text."""

from workflow.site.folder import disk
from workflow.site.release.entries import fingerprint
from workflow.site.run import Run


def follow(run: Run) -> None:
    """Enter what is out of an article that was renamed under its new name.

    Its versions stay out, and its old addresses lead on. One that was changed as well is another
    article: `slug:` in its front matter keeps its address.
    """
    source = run.project.source.code
    known = {slug for slug, _ in run.entries}
    gone = {
        entry.hash: slug
        for (slug, code), entry in run.entries.items()
        if code == source and slug not in run.articles
    }
    if not gone:
        return
    for slug, article in run.articles.items():
        path = run.project.root / article.path
        if slug in known:
            continue
        with disk(path):
            old = gone.pop(fingerprint(path.read_bytes()), None)
        if old is not None:
            _move(run, old, slug)


def _move(run: Run, old: str, new: str) -> None:
    for key in [key for key in run.entries if key[0] == old]:
        run.entries[new, key[1]] = run.entries.pop(key)
    moved = {one: (new, code) for one, (slug, code) in run.moved.items() if slug == old}
    run.moved.update(moved)
