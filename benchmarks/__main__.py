"""The command `python -m benchmarks [NAME]...`."""

import argparse
import importlib
import sys

import benchmarks
from benchmarks import BENCHMARKS
from benchmarks.measure import Bar


def main() -> int:
    """Run the benchmarks named, or all, and return 1 when something asked for is not met."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=benchmarks.__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names
    if unknown := sorted(set(names) - set(BENCHMARKS)):
        parser.error(f"no benchmark {unknown[0]!r}: there are {', '.join(BENCHMARKS)}")
    bars: list[Bar] = []
    for name in names or BENCHMARKS:
        print(f"\n== {name}\n", flush=True)
        bars += importlib.import_module(f"benchmarks.{name}").run()
    print("\n== asked for\n")
    for bar in bars:
        print(bar)
    return int(not all(bar.met for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
