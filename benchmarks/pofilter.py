"""`tilshi check` beside translate-toolkit's pofilter: whole commands over the same PO files, in turns.

Three languages of news are a file a document, and all documents in one file. pofilter knows each
language by `--language`, runs the 47 tests it has, and writes down the entries that fail. How many
entries each flags is printed beside; `benchmarks.alarms` says of ours how many are alarms, and
`benchmarks.detection` what they are good for.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polib

from benchmarks.measure import TILSHI, WORK, Run, interleaved, measure, show
from benchmarks.news import FIELDS, articles
from benchmarks.newsroom import lay
from i18n import catalog
from i18n.model import Catalog, Unit

ROUNDS = 5
LANGUAGES = {"ru": "ru", "kk": "kk", "zh_Hans": "zh_CN"}
"""What pofilter calls a locale."""


def times() -> None:
    """Print the times of each language, and how many entries each command flags."""
    folder = WORK / "pofilter"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "articles").mkdir(parents=True)
    lay(folder)  # a project of its own, without the glossary of one above
    for locale in FIELDS:
        count = _lay(folder, locale)
        for what, place in (("a file a document", f"./{locale}"), ("one file", f"{locale}.po")):
            contestants: dict[str, Callable[[int], Run]] = {
                "tilshi check": partial(_tilshi, folder, place),
                "pofilter": partial(_pofilter, folder, place, LANGUAGES[locale]),
            }
            show(f"{locale}, {what}: seconds", interleaved(contestants, ROUNDS))
        print(f"{locale}, {count} entries: {_said(folder, locale)}\n")


def _lay(folder: Path, locale: str) -> int:
    """Write the news as PO files and as one, and return how many entries that has."""
    (folder / locale).mkdir()
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", locale))
    every: dict[tuple[str, str], Unit] = {}
    for article in articles(locale, FIELDS[locale]):
        text = catalog.write(Catalog(locale, header, article.units))
        (folder / locale / f"{article.name}.po").write_text(text, "utf-8")
        every |= {unit.key: unit for unit in article.units}
    whole = catalog.write(Catalog(locale, header, tuple(every.values())))
    (folder / f"{locale}.po").write_text(whole, "utf-8")
    return len(every)


def _tilshi(folder: Path, place: str, number: int) -> Run:
    return measure([TILSHI, "check", place], folder, (0, 1))


def _pofilter(folder: Path, place: str, language: str, number: int) -> Run:
    program = Path(sys.executable).with_name("pofilter")
    said = ["--progress=none", f"--language={language}", place, f"said-{Path(place).name}"]
    return measure([str(program), *said], folder)


def _said(folder: Path, locale: str) -> str:
    """Say how many entries of the one file each flags, and how often."""
    command = [TILSHI, "check", f"{locale}.po", "--format", "json", "--severity", "info"]
    said = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout
    found = [(one["line"], one["severity"] in {"error", "warning"}) for one in json.loads(said)]
    alarms = [line for line, alarm in found if alarm]
    flagged = polib.pofile(str(folder / f"said-{locale}.po"))
    theirs = sum(entry.tcomment.count("(pofilter) ") for entry in flagged)
    return (
        f"tilshi check has {len(alarms)} errors and warnings about {len(set(alarms))} of them,"
        f" {len(found)} findings about {len({line for line, _ in found})};"
        f" pofilter {theirs} about {len(flagged)}"
    )
