"""A terminal that a test sits at: a command run in it, what it shows, and what is typed."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which what was expected will not come."""

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass
class Terminal:
    """A command in a terminal of so many columns. `shown` is all that it has written."""

    child: int
    descriptor: int
    shown: str = ""
    read: int = 0

    def until(self, wanted: str) -> str:
        """Return what was written since the last time, when `wanted` stands in it."""
        end = time.monotonic() + PATIENCE
        while (at := self.shown.find(wanted, self.read)) < 0:
            if not self._more(end - time.monotonic()):
                raise AssertionError(f"never came: {wanted!r}, after {self.shown[-1500:]!r}")
        start, self.read = self.read, at + len(wanted)
        return plain(self.shown[start : self.read])

    def type(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))

    def signal(self, number: int) -> None:
        os.kill(self.child, number)

    def ended(self) -> int:
        """Wait for the end, and return the exit status."""
        end = time.monotonic() + PATIENCE
        while self._more(end - time.monotonic()):
            pass
        _, status = os.waitpid(self.child, 0)
        self.child = 0
        return os.waitstatus_to_exitcode(status)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as it does where no program has asked for keys."""
        return bool(termios.tcgetattr(self.descriptor)[3] & termios.ECHO)

    def _more(self, wait: float) -> bool:
        if not select.select([self.descriptor], [], [], max(wait, 0))[0]:
            return False
        try:
            read = os.read(self.descriptor, 65536)
        except OSError:  # the last of those at the other end has gone
            return False
        self.shown += read.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(read)


@contextmanager
def terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], columns: int = 80
) -> Iterator[Terminal]:
    """Run a command in a terminal; it is ended with the test."""
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    found = Terminal(child, descriptor)
    found.resize(columns)
    try:
        yield found
    finally:
        if found.child:
            os.kill(found.child, signal.SIGKILL)
            os.waitpid(found.child, 0)
        os.close(descriptor)


def plain(text: str) -> str:
    """The text without what sets its colours."""
    return ESCAPES.sub("", text)
