"""`tilshi --help`, beside the import of click that it cannot do without."""

import sys

from benchmarks.measure import ROOT, TILSHI, WORK, Bar, interleaved, measure, seconds, show

ROUNDS = 40
LIMIT = 1.5


def run() -> list[Bar]:
    """Time both in turns."""
    WORK.mkdir(parents=True, exist_ok=True)
    click = [sys.executable, "-c", "import click"]
    runs = interleaved(
        {
            "import click": lambda _: measure(click, ROOT),
            "tilshi --help": lambda _: measure([TILSHI, "--help"], ROOT),
        },
        ROUNDS,
    )
    show(f"start ({ROUNDS} rounds)", runs)
    ratio = seconds(runs["tilshi --help"]) / seconds(runs["import click"])
    return [Bar("tilshi --help, times an import of click", ratio, LIMIT)]
