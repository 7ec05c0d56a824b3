"""A run of a command: how long it took, and the most memory it held."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    cpu = usage.ru_utime + usage.ru_stime
    json.dump([os.waitstatus_to_exitcode(status), seconds, cpu, usage.ru_maxrss / 1000], file)
"""
"""A small process between: what Linux tells of a child's memory counts that of its parent in."""

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to end, those of the processor, and megabytes resident at most."""

    seconds: float
    cpu: float
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


def measure(command: Command, folder: Path, fine: Collection[int] = (0,)) -> Run:
    """Run a command in a folder. Raises RuntimeError with what it said when it fails.

    `fine` are the exit statuses that are no failure.
    """
    result, log = WORK / f"{os.getpid()}.json", WORK / f"{os.getpid()}.log"
    with log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(result), *command],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
    status, *figures = json.loads(result.read_text())
    if status not in fine:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} in {folder} ended with {status}:\n{said}")
    return Run(*figures)


def interleaved(
    contestants: Mapping[str, Callable[[int], Run]], rounds: int
) -> dict[str, list[Run]]:
    """Let each run in turn, `rounds` times."""
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, contestant in contestants.items():
            runs[name].append(contestant(number))
    return runs


def seconds(runs: Iterable[Run]) -> float:
    """The median of their times."""
    return median(one.seconds for one in runs)


def show(what: str, runs: Mapping[str, Sequence[Run]]) -> None:
    """Print min, median and max of each, in seconds, and the ratio of medians to the first.

    The processor's seconds say what of that was not waiting: for the disk, or for others.
    """
    print(f"{what:34} {'min':>8} {'median':>8} {'max':>8} {'ratio':>7} {'cpu':>8} {'MB':>5}")
    first = seconds(next(iter(runs.values())))
    for name, rows in runs.items():
        times = [one.seconds for one in rows]
        cpu, memory = median(one.cpu for one in rows), max(one.megabytes for one in rows)
        middle = median(times)
        print(
            f"  {name:32} {min(times):8.3f} {middle:8.3f} {max(times):8.3f} {middle / first:7.2f}"
            f" {cpu:8.3f} {memory:5.0f}"
        )
    print(flush=True)
