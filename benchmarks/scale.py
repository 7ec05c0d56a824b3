"""1,000 articles in three locales: a full run of each command, and a run with nothing to do.

`full` starts from articles alone (extract), or from approved catalogs and no page (publish).
`read anew` has everything in place, but nothing remembered: all is read, nothing is written.
`no change` is the command once more. It is to take under a tenth of the full one.
"""

from collections.abc import Callable
from pathlib import Path

from benchmarks import fill
from benchmarks.measure import Bar, Run, interleaved, seconds, show
from benchmarks.newsroom import forget, project, tilshi

COUNT = 1_000
ROUNDS = 3
LIMIT = 0.1


def run() -> list[Bar]:
    """Time extract and publish, each full, read anew, and with nothing changed."""
    folder = project("scale", COUNT)
    bars = [_compare(folder, "extract", "locales")]
    print(f"{fill.approve_all(folder):,} units approved")
    tilshi(folder, "extract")
    return [*bars, _compare(folder, "publish", "public")]


def _compare(folder: Path, command: str, output: str) -> Bar:
    def without(*names: str) -> Callable[[int], Run]:
        def once(_: int) -> Run:
            forget(folder, *names)
            return tilshi(folder, command)

        return once

    rows = {
        "full": without(output, ".tilshi"),
        "read anew": without(".tilshi"),
        "no change": without(),
    }
    runs = interleaved(rows, ROUNDS)
    show(f"{command} {COUNT:,} articles x 3", runs)
    part = seconds(runs["no change"]) / seconds(runs["full"])
    return Bar(f"{command} with nothing changed, of the time of a full one", part, LIMIT)
