"""The pages of articles: made again when a version, a sibling or what they link to has changed."""

import json

from workflow.site.manifest import Entry
from workflow.site.run import Run, digest
from workflow.stamps import stamp


def show(run: Run, slug: str) -> bool:
    """Write the pages of an article and the files they show; True when any has changed."""
    out = run.out(slug)
    if not out:
        return False
    name, state = run.name(slug), _state(run, out)
    known = run.stamps.get("links", name, state)
    whole = all(run.page(slug, code) in entry.files for code, entry in out.items())
    if known is not None and whole:
        same = _stamp(run, slug, state, json.loads(known))
        if run.stamps.get("pages", name, same) is not None:
            return False
    from workflow.site import typeset  # noqa: PLC0415  not loaded while nothing has changed

    seen: set[str] = set()
    changed = [typeset.article(run, slug, code, seen) for code in out]
    targets = sorted(seen)
    run.stamps.put("links", name, state, json.dumps(targets))
    run.stamps.put("pages", name, _stamp(run, slug, state, targets))
    return any(changed)


def _state(run: Run, out: dict[str, Entry]) -> str:
    rows = [(code, one.status, one.source, one.hash, one.untranslated) for code, one in out.items()]
    return digest(f"{run.context} {rows}")


def _stamp(run: Run, slug: str, state: str, targets: list[str]) -> str:
    """What changes when a page, or what it links to, does."""
    files = {file for entry in run.out(slug).values() for file in entry.files}
    linked = [",".join(run.out(run.by_path[one])) for one in targets if one in run.by_path]
    beside = [run.project.root / "articles" / one for one in targets if one not in run.by_path]
    return digest(stamp([*run.folder.paths(sorted(files)), *beside], state, *linked))
