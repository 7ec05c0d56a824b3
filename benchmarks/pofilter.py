"""Checks beside translate-toolkit's pofilter: whole processes over the same PO files, in turns.

Three languages of news are a file a document; pofilter knows each language by `--language`, runs
the 47 tests it has, and writes down the entries that fail. What each says is not compared here:
`benchmarks.alarms` and `benchmarks.detection` have what Tilshi says.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measure import ROOT, WORK, Run, interleaved, measure, show
from benchmarks.news import FIELDS, articles
from i18n import catalog
from i18n.model import Catalog

ROUNDS = 5
LANGUAGES = {"ru": "ru", "kk": "kk", "zh_Hans": "zh_CN"}
"""What pofilter calls a locale."""

DRIVER = ROOT / "benchmarks/drivers/use_checks.py"


def times() -> None:
    """Print the times of each language."""
    folder = WORK / "pofilter"
    shutil.rmtree(folder, ignore_errors=True)
    for locale in FIELDS:
        _lay(folder / locale, locale)
        contestants: dict[str, Callable[[int], Run]] = {
            "tilshi": partial(_tilshi, folder, locale),
            "pofilter": partial(_pofilter, folder, locale),
        }
        show(f"{locale}: seconds", interleaved(contestants, ROUNDS))


def _lay(folder: Path, locale: str) -> None:
    """Write the news as PO files."""
    folder.mkdir(parents=True)
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", locale))
    for article in articles(locale, FIELDS[locale]):
        text = catalog.write(Catalog(locale, header, article.units))
        (folder / f"{article.name}.po").write_text(text, "utf-8")


def _tilshi(folder: Path, locale: str, number: int) -> Run:
    return measure([sys.executable, str(DRIVER), locale, locale], folder)


def _pofilter(folder: Path, locale: str, number: int) -> Run:
    program = Path(sys.executable).with_name("pofilter")
    said = ["--progress=none", f"--language={LANGUAGES[locale]}", locale, f"said-{locale}"]
    return measure([str(program), *said], folder)
