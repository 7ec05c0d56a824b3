"""A keyboard: one key at a time from a terminal, the first letter of each line from a pipe.

Keys typed ahead wait their turn. What is pasted is no row of keys: a terminal that says where a
paste begins and ends has it passed over.
"""

import codecs
import os
import re
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

import click

try:
    import termios
    import tty
except ImportError:  # there are none on Windows
    termios = tty = None  # type: ignore[assignment]

RESIZED, PASTED = "resized", "pasted"
"""What happened instead of a key: the window has another size, or was away; text was pasted."""

_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_TELL_PASTES, _TELL_NONE = "\x1b[?2004h", "\x1b[?2004l"
_SEQUENCE = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b[\[O][0-9;?]*[ -/]*[@-~]|.", re.DOTALL)
_UNFINISHED = re.compile(r"\x1b(?:[\[O][0-9;?]*)?$", re.DOTALL)
_READ, _MOMENT = 4096, 0.05


class Keyboard:
    """Where keys come from, while it is entered.

    `end` is the key that the end of input means, `idle` what an empty line of a pipe does.
    """

    def __init__(self, end: str, idle: str) -> None:
        self._end, self._idle = end, idle
        self._typed = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._terminal = termios is not None and sys.stdin.isatty()

    def __enter__(self) -> Self:
        if self._terminal:
            self._before = termios.tcgetattr(sys.stdin.fileno())
            self._woken, self._wake = os.pipe()
            os.set_blocking(self._wake, False)
            self._told = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
            signals = (signal.SIGWINCH, signal.SIGCONT)
            self._handlers = {one: signal.signal(one, self._changed) for one in signals}
            self._by_key()
        return self

    def __exit__(self, *what: object) -> None:
        if self._terminal:
            self._by_line()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._told)
            os.close(self._woken)
            os.close(self._wake)

    def key(self) -> str:
        """Return the next key, or what happened instead of one."""
        if self._terminal:
            return self._pressed()
        if sys.stdin.isatty():
            return click.getchar()
        line = sys.stdin.readline()
        click.echo(line.rstrip("\n"))
        return line.strip()[:1] or (self._idle if line else self._end)

    def line(self, prompt: str) -> str | None:
        """Return a line that the reviewer types; None if they want none: Ctrl+C, or no more input."""
        while self._terminal and _ready(0) and self._read():
            pass
        typed, *rest = re.split(r"[\r\n]", self._typed, maxsplit=1)
        self._typed = "".join(rest)
        if rest:
            click.echo(prompt + typed)
            return typed.strip()
        try:
            with self.away():
                click.echo(prompt + typed, nl=False)
                line = sys.stdin.readline()
        except KeyboardInterrupt:
            click.echo()
            return None
        if not self._terminal:
            click.echo(line.rstrip("\n"))
        return (typed + line).strip() if line else None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Give the terminal to somebody else: a line to type, or an editor."""
        if not self._terminal:
            yield
            return
        self._by_line()
        try:
            yield
        finally:
            self._by_key()

    def _pressed(self) -> str:
        while not self._typed or self._unfinished():
            if self._typed and self._typed != _PASTE and not _ready(self._patience()):
                break  # the key Esc, and no sequence that it begins
            ready, _, _ = select.select([sys.stdin, self._woken], [], [])
            if self._woken in ready:
                os.read(self._woken, _READ)
                return RESIZED
            if not self._read():
                return self._end
        found = _SEQUENCE.match(self._typed)
        typed = found[0] if found else ""
        self._typed = self._typed[len(typed) :]
        return PASTED if typed.startswith(_PASTE) else typed.replace("\x1bO", "\x1b[")

    def _unfinished(self) -> bool:
        pasting = self._typed.startswith(_PASTE) and _PASTE_END not in self._typed
        return pasting or bool(_UNFINISHED.match(self._typed))

    def _patience(self) -> float | None:
        return None if self._typed.startswith(_PASTE) else _MOMENT

    def _read(self) -> bool:
        """Read what was typed; False when nobody will type any more."""
        with suppress(OSError):  # the terminal is gone
            read = os.read(sys.stdin.fileno(), _READ)
            self._typed += self._decoder.decode(read)
            return bool(read)
        return False

    def _by_key(self) -> None:
        """Have keys as they are typed, unseen; Ctrl+C and Ctrl+Z do what they do."""
        tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)
        _tell(_TELL_PASTES)

    def _by_line(self) -> None:
        _tell(_TELL_NONE)
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)

    def _changed(self, number: int, frame: FrameType | None) -> None:
        """Ask for keys again where the shell had the terminal; what else there is to do `key` says.

        Whichever thread the signal came to, a byte of it wakes who waits for a key.
        """
        if number == signal.SIGCONT:
            self._by_key()


def _tell(sequence: str) -> None:
    if sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        with suppress(OSError):
            click.echo(sequence, nl=False)


def _ready(wait: float | None) -> bool:
    return bool(select.select([sys.stdin], [], [], wait)[0])
