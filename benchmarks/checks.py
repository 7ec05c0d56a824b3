"""Checks judged on news: false alarms on people's translations, and injected errors they find.

    python -m benchmarks.checks                         tables, all documents
    python -m benchmarks.checks --injections [--missed ru] [--row "zero appended"]...
    python -m benchmarks.checks --list ru --documents even [--check numbers]... [--by machine]
    python -m benchmarks.checks --sample ru [--count 50] [--seed 1]    a table to be judged
    python -m benchmarks.checks --speed                 and --profile, of every check

`--documents`: rules are made looking at the even ones, and judged by the odd ones.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator

from benchmarks import alarms, detection, inspection, pofilter
from benchmarks.measure import Bar
from benchmarks.news import FIELDS, MACHINES, NEWS, articles
from i18n.checks import CHECKS


def run() -> list[Bar]:
    """Print the tables, and judge by them."""
    if not NEWS.exists():
        print(f"no news in {NEWS.parent}: set TILSHI_CORPUS")
        return []
    speed = list(inspection.speed())  # first, while nothing is loaded
    pofilter.times()
    rows = tuple(detection.LEAST)
    return [*_alarms("all", tuple(CHECKS)), *_injections("all", rows), *speed]


def _alarms(documents: str, names: Iterable[str]) -> list[Bar]:
    bars: list[Bar] = []
    for by, fields in (("people", FIELDS), ("a machine", MACHINES)):
        for locale, field in fields.items():
            every = articles(locale, field, documents)
            found = tuple(alarms.seen(every, names))
            print(f"{locale}, translated by {by}, documents: {documents}\n")
            alarms.table(every, found)
            if by == "people":
                bars += alarms.bars(locale, every, found)
    return bars


def _injections(documents: str, rows: Iterable[str]) -> list[Bar]:
    found = {locale: detection.tallies(locale, documents, rows) for locale in FIELDS}
    print(f"injected errors found, % of lines, and by which checks; documents: {documents}\n")
    detection.table(found)
    return list(detection.bars(found))


def _missed(locale: str, documents: str, rows: Iterable[str]) -> Iterator[str]:
    for row, tally in detection.tallies(locale, documents, rows).items():
        for unit, target in tally.missed:
            yield f"{row}\n    {unit.source}\n    {unit.target}\n    {target}\n"


def main() -> int:
    """Do what the options ask for."""
    parser = argparse.ArgumentParser("python -m benchmarks.checks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--list", choices=FIELDS, metavar="LOCALE", help="print every finding")
    parser.add_argument("--sample", choices=FIELDS, metavar="LOCALE", help="draw alarms at random")
    parser.add_argument("--documents", choices=("all", "even", "odd"), default="all")
    parser.add_argument(
        "--check", action="append", choices=CHECKS, metavar="NAME", help="only these"
    )
    parser.add_argument("--by", choices=("people", "machine"), default="people")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--injections", action="store_true", help="only what is found of them")
    parser.add_argument("--missed", choices=FIELDS, metavar="LOCALE", help="print those not found")
    parser.add_argument("--row", action="append", choices=detection.LEAST, metavar="INJECTION")
    parser.add_argument("--speed", action="store_true", help="only how fast they are")
    parser.add_argument("--profile", action="store_true", help="only what each check costs")
    said = parser.parse_args()
    if said.profile:
        inspection.profile()
    else:
        print("\n".join(map(str, _asked(said))))
    return 0


def _asked(said: argparse.Namespace) -> Iterable[object]:
    """The lines to print, after the tables, if any."""
    rows, names = said.row or tuple(detection.LEAST), said.check or tuple(CHECKS)
    if said.speed:
        return inspection.speed()
    if said.missed:
        return _missed(said.missed, said.documents, rows)
    if said.injections:
        return _injections(said.documents, rows)
    locale = said.list or said.sample
    if not locale:
        return _alarms(said.documents, names)
    field = {"people": FIELDS, "machine": MACHINES}[said.by].get(locale)
    if field is None:
        return [f"no machine translations into {locale}"]
    found = tuple(alarms.seen(articles(locale, field, said.documents), names))
    return alarms.listing(found) if said.list else alarms.verdicts(found, said.count, said.seed)


if __name__ == "__main__":
    sys.exit(main())
