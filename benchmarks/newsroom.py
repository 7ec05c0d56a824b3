"""A Tilshi project of made-up articles, and its commands."""

import shutil
from pathlib import Path

from benchmarks import articles
from benchmarks.measure import TILSHI, WORK, Run, measure

SETTINGS = '[site]\ntitle = "News"\nurl = "https://news.example"\n'


def project(name: str, count: int) -> Path:
    """Start a project in three locales, without catalogs."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    articles.write(folder / "articles", count)
    lay(folder)
    return folder


def lay(folder: Path) -> None:
    """Write the settings of a project."""
    (folder / "tilshi.toml").write_text(SETTINGS, "utf-8")


def tilshi(folder: Path, *words: str) -> Run:
    """Run a command of Tilshi on a project."""
    return measure([TILSHI, *words], folder)


def forget(folder: Path, *names: str) -> None:
    """Delete what commands have made; `.tilshi` is what they remember of the files they saw."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
