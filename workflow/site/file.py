"""A file that articles share, made anew when what it shows has changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from workflow.site import crew
from workflow.site.run import Run, digest
from workflow.stamps import stamp


@dataclass(frozen=True, slots=True)
class File:
    """A file of the output; `shown` is all that `make` depends on besides what all do."""

    name: str
    shown: str
    make: Callable[[], bytes]


def write(run: Run, files: Iterable[File], context: str) -> tuple[str, ...]:
    """Write the files that changed or are not there; return the names of all.

    `context` is what all of them depend on.
    """
    names, stale = [], []
    for file in files:
        names.append(file.name)
        state = digest(f"{context} {file.shown}")
        if run.stamps.get("shared", run.name(file.name), _stamp(run, file.name, state)) is None:
            stale.append((file.name, file.make, state))
    done = crew.spread(partial(_write, run), stale)
    for (name, _, state), _changed in zip(stale, done, strict=True):
        run.stamps.put("shared", run.name(name), _stamp(run, name, state))
    return tuple(names)


def _write(run: Run, stale: tuple[str, Callable[[], bytes], str]) -> bool:
    name, make, _ = stale
    return run.folder.put(name, make())


def _stamp(run: Run, name: str, state: str) -> str:
    return stamp(run.folder.paths([name]), state)
