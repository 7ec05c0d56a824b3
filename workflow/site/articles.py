"""The pages of articles: made again when a version, a sibling or what they link to has changed."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workflow.site import crew
from workflow.site.edition import Edition
from workflow.site.run import Run, digest
from workflow.stamps import stamp

if TYPE_CHECKING:
    from workflow.site.typeset import Made


def show(edition: Edition, slugs: Sequence[str]) -> Iterable[bool]:
    """Write the pages of articles and the files they show; yield for each whether it changed."""
    run = edition.run
    states = {slug: _state(edition, slug) for slug in slugs}
    stale = [slug for slug in slugs if not _is_shown(run, slug, states[slug])]
    yield from [False] * (len(slugs) - len(stale))
    made = crew.spread(partial(_make, edition), stale)
    for slug, one in zip(stale, made, strict=True):
        run.entries.update({(slug, code): entry for code, entry in one.entries.items()})
        run.problems.extend(one.problems)
        found = json.dumps([one.links, one.problems])
        run.stamps.put("links", run.name(slug), states[slug], found)
        run.stamps.put("pages", run.name(slug), _stamp(run, slug, states[slug], one.links))
        yield one.changed


def _make(edition: Edition, slug: str) -> "Made":
    from workflow.site.records import Record  # noqa: PLC0415  not loaded while nothing has changed
    from workflow.site.typeset import Page, Setting  # noqa: PLC0415  as above

    return Setting(edition, slug, Record if edition.run.form == "json" else Page).made()


def _is_shown(run: Run, slug: str, state: str) -> bool:
    """Whether the pages that are out are still right."""
    known = run.stamps.get("links", run.name(slug), state)
    if known is None or not all(
        run.page(slug, code) in entry.files for code, entry in run.out(slug).items()
    ):
        return False
    links, problems = json.loads(known)
    if run.stamps.get("pages", run.name(slug), _stamp(run, slug, state, links)) is None:
        return False
    run.problems.extend(problems)
    return True


def _state(edition: Edition, slug: str) -> str:
    """What the pages of an article say, but for what they link to."""
    versions = edition.table.versions(slug)
    rows = [(row.locale.code, row.address, row.entry.decided) for row in versions]
    menus = [bool(edition.groups.tagged[row.locale.code]) for row in versions]
    tags = [edition.tag(row.locale.code, tag) for row in versions for tag in row.entry.tags]
    return digest(f"{edition.context} {rows} {menus} {tags}")


def _stamp(run: Run, slug: str, state: str, targets: Iterable[str]) -> str:
    """What changes when a page, or what it links to, does; or when it was made and not entered."""
    entries = run.out(slug).values()
    files = {file for entry in entries for file in entry.files}
    told = [entry.told for entry in entries]
    linked = [
        ",".join(f"{code}:{entry.address}" for code, entry in run.out(run.by_path[one]).items())
        for one in targets
        if one in run.by_path
    ]
    beside = [run.project.root / "articles" / one for one in targets if one not in run.by_path]
    return digest(stamp([*run.folder.paths(sorted(files)), *beside], state, f"{told}", *linked))
