"""Publishing: a site of 1,000 articles in four languages, beside Pelican and mkdocs.

    python -m benchmarks.publishing --articles 10000    the size that is asked for
    python -m benchmarks.publishing --growth            how each grows with its pages

All catalogs are approved, and no check finds an error in them: every article goes out.

from nothing    `tilshi publish` with neither pages nor anything remembered: all catalogs are read
                and inspected, all pages are made
checked         the site is gone, and what checks found is remembered, as after `tilshi check`
new theme       the localized articles are out already, and every page is made of them again: what
                the peers do
nothing to do   `tilshi build` once more, beside a bare walk and stat of sources, catalogs and
                published files
peers           the same localized articles (see `generators`), each from nothing

A page is an article in one language; times are those of whole commands.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import fill
from benchmarks.generators import GENERATORS, Generator
from benchmarks.measure import WORK, Bar, Run, interleaved, measure, seconds, show
from benchmarks.newsroom import forget, project, tilshi

COUNT = 1_000
ROUNDS = 3
LANGUAGES = 4
GROWTH = (250, 500, 1_000)
MOST_WHOLE = 250
"""Articles; with more, the peers that link all pages from all would need hours."""

WALK = str(Path(__file__).with_name("drivers") / "walk.py")
FOLDERS = ("articles", "locales", "public")
NOTHING = "tilshi build, nothing to do"
BARE = "a bare walk and stat"
OURS = "tilshi, from nothing"
REMEMBERED = "tilshi, checked before"
RETHEMED = "tilshi, with a new theme"
FOOT = (
    '{% extends "tilshi/base.html" %}{% block foot %}<p>{{ page.site.text }}, $</p>{% endblock %}'
)

Contestant = Callable[[int], Run]


def run(count: int = COUNT, rounds: int = ROUNDS) -> list[Bar]:
    """Publish with Tilshi and with peers in turns; then time a build with nothing to do."""
    folder = _prepared(count)
    rows: dict[str, Contestant] = {
        OURS: lambda _: _publish(folder, "public", ".tilshi"),
        REMEMBERED: lambda _: _publish(folder, "public"),
        RETHEMED: lambda number: _rethemed(folder, number),
    }
    for peer in _peers(count):
        rows[peer.name] = _laid(peer, folder)
    runs = interleaved(rows, rounds)
    _show(count, runs)
    return [_faster(runs, OURS), _faster(runs, RETHEMED), _idle(folder, rounds)]


def growth() -> None:
    """Print seconds of each at several sizes."""
    for count in GROWTH:
        folder = _prepared(count)
        rows: dict[str, Contestant] = {OURS: lambda _: _publish(folder, "public", ".tilshi")}  # noqa: B023
        rows |= {peer.name: _laid(peer, folder) for peer in _peers(count)}
        _show(count, interleaved(rows, 1))


def _prepared(count: int) -> Path:
    """Return a project with approved catalogs and its localized articles."""
    folder = project("publishing", count)
    tilshi(folder, "extract")
    units = fill.approve_all(folder)
    tilshi(folder, "publish", "--format", "source", "--output", "localized")
    files = sum(1 for _ in (folder / "localized").rglob("*.md"))
    if files != LANGUAGES * count:
        raise RuntimeError(f"{files} localized articles, not {LANGUAGES * count}")
    print(f"{count:,} articles, {units:,} units approved", flush=True)
    return folder


def _peers(count: int) -> Sequence[Generator]:
    return [one for one in GENERATORS if not one.whole or count <= MOST_WHOLE]


def _publish(folder: Path, *without: str) -> Run:
    forget(folder, *without)
    run = tilshi(folder, "publish")
    _verify("tilshi", folder / "public", folder)
    return run


def _rethemed(folder: Path, number: int) -> Run:
    """Publish after a template has changed that every page is made with."""
    foot = FOOT.replace("$", str(number))
    template = folder / "theme/templates/base.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(foot, "utf-8")
    return _publish(folder)


def _laid(peer: Generator, folder: Path) -> Contestant:
    """Lay out the sources of a peer, and return what makes its site of them anew."""
    place = WORK / "sites" / peer.name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    peer.lay(folder / "localized", place)
    command = peer.ready()

    def once(_: int) -> Run:
        forget(place, peer.output)
        run = measure(command, place)
        _verify(peer.name, place / peer.output, folder)
        return run

    return once


def _verify(name: str, site: Path, folder: Path) -> None:
    """Raise RuntimeError when a site has fewer pages than there are articles and languages."""
    wanted = LANGUAGES * sum(1 for _ in (folder / "articles").iterdir())
    pages = sum(1 for _ in site.rglob("*.html"))
    if pages < wanted:
        raise RuntimeError(f"{name} made {pages} pages, not {wanted}")


def _show(count: int, runs: Mapping[str, Sequence[Run]]) -> None:
    pages = LANGUAGES * count
    show(f"publish {count:,} articles x {LANGUAGES}", runs)
    print(f"{'a page, ms':34} {'wall':>8} {'cpu':>8}")
    for name, rows in runs.items():
        cpu = min(one.cpu for one in rows)
        print(f"  {name:32} {1e3 * seconds(rows) / pages:8.2f} {1e3 * cpu / pages:8.2f}")
    print(flush=True)


def _faster(runs: Mapping[str, Sequence[Run]], ours: str) -> Bar:
    """Tilshi is to be three times as fast as the fastest of the peers."""
    medians = {name: seconds(rows) for name, rows in runs.items()}
    peer = min((name for name in medians if not name.startswith("tilshi")), key=medians.__getitem__)
    return Bar(f"publish, {ours}: of the time of {peer}", medians[ours] / medians[peer], 1 / 3)


def _idle(folder: Path, rounds: int) -> Bar:
    """A build with nothing to do, beside a walk over all files it has to have seen unchanged."""
    tilshi(folder, "build")
    bare = [sys.executable, "-I", "-S", WALK, *FOLDERS]
    rows: dict[str, Contestant] = {
        BARE: lambda _: measure(bare, folder),
        NOTHING: lambda _: tilshi(folder, "build"),
    }
    runs = interleaved(rows, 2 * rounds + 1)
    show("nothing to do", runs)
    part = seconds(runs[NOTHING]) / seconds(runs[BARE])
    return Bar("build with nothing to do, of a walk and stat of its files", part, 3.0)


def main() -> int:
    """Do what the options ask for."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.publishing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--growth", action="store_true", help="only how each grows")
    said = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    if said.growth:
        growth()
        return 0
    bars = run(said.articles, said.rounds)
    print("\n".join(map(str, bars)))
    return int(not all(bar.met for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
