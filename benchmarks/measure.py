"""A run of a command: how long it took, and the most memory it held."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".tilshi/bench"
TILSHI = str(Path(sys.executable).with_name("tilshi"))

_LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
with open(sys.argv[1], "w") as file:
    json.dump([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss / 1000], file)
"""
"""A small process between: what Linux tells of a child's memory counts that of its parent in."""

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to end, and megabytes resident at most."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Something asked for: what, the figure measured, and the most it may be."""

    what: str
    figure: float
    limit: float

    @property
    def met(self) -> bool:
        return self.figure <= self.limit

    def __str__(self) -> str:
        said = "pass" if self.met else "FAIL"
        return f"{said}  {self.what}: {self.figure:.3g}, at most {self.limit:.3g}"


def measure(command: Command, folder: Path) -> Run:
    """Run a command in a folder. Raises RuntimeError with what it said when it fails."""
    result, log = WORK / "result.json", WORK / "log.txt"
    with log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(result), *command],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
    status, seconds, megabytes = json.loads(result.read_text())
    if status:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} in {folder} ended with {status}:\n{said}")
    return Run(seconds, megabytes)


def interleaved(
    contestants: Mapping[str, Callable[[int], Run]], rounds: int
) -> dict[str, list[float]]:
    """Let each run in turn, `rounds` times, and return their seconds."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, contestant in contestants.items():
            times[name].append(contestant(number).seconds)
    return times


def show(what: str, times: Mapping[str, Iterable[float]], unit: str = "s") -> None:
    """Print min, median and max of each, and the ratio of medians to the first."""
    print(f"{what:32} {'min':>9} {'median':>9} {'max':>9}   ratio")
    first = median(next(iter(times.values())))
    for name, values in times.items():
        low, middle, high = min(values), median(values), max(values)
        print(
            f"  {name:30} {low:8.3f}{unit} {middle:8.3f}{unit} {high:8.3f}{unit} {middle / first:6.2f}x"
        )
    print(flush=True)
