"""The indexes: a list of articles for each language, and the choice of languages before them."""

from collections.abc import Callable, Sequence

from workflow.publish import Status
from workflow.site.run import Run, digest
from workflow.stamps import stamp

CHOOSER = "index.html"
STYLE = "style.css"


def show(run: Run) -> tuple[str, ...]:
    """Write the indexes that changed and the style sheet; return the names of all of them.

    A language has an index while an article is out in it; the source language always has one.
    """
    used = {code for _, code in run.entries} | {run.project.source.code}
    codes = [code for code in run.locales if code in used]
    for code in codes:
        _index(run, code, codes)
    _unless_known(run, [CHOOSER, STYLE], codes, lambda: _shared(run, codes))
    return (CHOOSER, *(run.index(code) for code in codes), STYLE)


def _index(run: Run, code: str, codes: Sequence[str]) -> None:
    rows = sorted(
        (entry.title, run.page(slug, code), entry.date, entry.status is Status.DRAFT)
        for (slug, one), entry in run.entries.items()
        if one == code
    )

    def write() -> None:
        from workflow.site import pages, typeset  # noqa: PLC0415  not while nothing has changed

        typeset.index(run, code, codes, [pages.Listed(*row) for row in rows])

    _unless_known(run, [run.index(code)], [codes, rows], write)


def _shared(run: Run, codes: Sequence[str]) -> None:
    from workflow.site import typeset  # noqa: PLC0415  as above

    typeset.chooser(run, CHOOSER, codes)
    typeset.style(run)


def _unless_known(run: Run, files: Sequence[str], shown: object, write: Callable[[], None]) -> None:
    """Write the files unless they are there and what they show is the same."""
    name, paths = run.name(files[0]), run.folder.paths(files)
    state = digest(f"{run.context} {shown}")
    if run.stamps.get("index", name, stamp(paths, state)) is None:
        write()
        run.stamps.put("index", name, stamp(paths, state))
