"""Checks judged on news: false alarms on people's translations, and what they see in machines'.

    python -m benchmarks.checks                         tables, all documents
    python -m benchmarks.checks --list ru --documents even [--check numbers]... [--by machine]
    python -m benchmarks.checks --sample ru [--count 50] [--seed 1]    a table to be judged

`--documents`: rules are made looking at the even ones, and judged by the odd ones.
"""

import argparse
import sys
from collections.abc import Iterable

from benchmarks import alarms
from benchmarks.measure import Bar
from benchmarks.news import FIELDS, MACHINES, NEWS, articles
from i18n.checks import CHECKS


def run() -> list[Bar]:
    """Print the tables, and judge by them."""
    if not NEWS.exists():
        print(f"no news in {NEWS.parent}: set TILSHI_CORPUS")
        return []
    return _alarms("all", tuple(CHECKS))


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
    said = parser.parse_args()
    names = said.check or tuple(CHECKS)
    if locale := said.list or said.sample:
        field = {"people": FIELDS, "machine": MACHINES}[said.by][locale]
        found = tuple(alarms.seen(articles(locale, field, said.documents), names))
        lines = (
            alarms.listing(found) if said.list else alarms.verdicts(found, said.count, said.seed)
        )
        print("\n".join(lines))
        return 0
    print("\n".join(map(str, _alarms(said.documents, names))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
