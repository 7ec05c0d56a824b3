"""The most memory that commands hold, at 1,000 articles and at 10,000, in three locales.

The catalogs are approved, so that there is something to publish. It must not grow with
the number of articles: at most 200 MB at 10,000.
"""

from benchmarks import fill
from benchmarks.measure import Bar, Run
from benchmarks.newsroom import project, tilshi

COUNTS = (1_000, 10_000)
LIMIT = 200.0
"""Megabytes resident."""


def run() -> list[Bar]:
    """Run extract, status and publish at both sizes, and print their time and memory."""
    runs = {count: _commands(count) for count in COUNTS}
    print(f"{'':24}" + "".join(f"{count:>12,} articles" for count in COUNTS))
    for name in runs[COUNTS[0]]:
        rows = [runs[count][name] for count in COUNTS]
        print(
            f"  {name:22}"
            + "".join(f" {one.seconds:9.2f}s {one.megabytes:6.0f} MB" for one in rows)
        )
    largest = runs[COUNTS[-1]]
    return [
        Bar(f"{name}, MB at {COUNTS[-1]:,}", one.megabytes, LIMIT) for name, one in largest.items()
    ]


def _commands(count: int) -> dict[str, Run]:
    folder = project("footprint", count)
    extract = tilshi(folder, "extract")
    fill.approve_all(folder)
    return {
        "extract": extract,
        "extract, approved": tilshi(folder, "extract"),
        "extract, no change": tilshi(folder, "extract"),
        "status": tilshi(folder, "status"),
        "status, no change": tilshi(folder, "status"),
        "publish": tilshi(folder, "publish"),
        "publish, no change": tilshi(folder, "publish"),
    }
