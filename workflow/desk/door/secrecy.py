"""The secrecy of a file: who else on the machine may read it, or write to it."""

import os
import stat
import tempfile
from pathlib import Path

from i18n.errors import Place, UserError


def loose(path: Path) -> str:
    """Return what is to be said of a file that others may read; "" where they may not.

    Raises UserError where anybody may write to it: they could let themselves in.
    """
    if os.name != "posix":
        return ""  # there the rights are another kind of list
    mode = path.stat().st_mode
    if mode & stat.S_IWOTH:
        what = "anybody on this machine may write to it"
        raise UserError(what, hint=f"chmod 600 {path}", at=Place(str(path)))
    if mode & (stat.S_IRWXG | stat.S_IROTH):
        return f"others on this machine may read {path}: chmod 600 {path}"
    return ""


def write(path: Path, text: str) -> None:
    """Replace a file at once; a new one is for its user alone, an old one as it was."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600
    path = path.resolve()
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
