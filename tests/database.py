"""A PostgreSQL server of its own in a temporary folder, reached by a Unix socket only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = "postgres"
"""The server refuses to run as root: then it runs as the user that its package makes."""


def programs() -> Path | None:
    """The folder of the server's programs: on Debian they are not on the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server, and yield the URL of a database in it; it is gone afterwards.

    The folder is not pytest's: nobody but its owner may enter that, and a socket's name is short.
    """
    folder = Path(tempfile.mkdtemp(prefix="tilshi-"))
    if os.getuid() == 0:
        shutil.chown(folder, NOBODY)
    data, socket = folder / "data", f"-k {folder} -c listen_addresses='' -F"
    _run(
        "initdb", "-D", data, "-A", "trust", "-U", "editor", "-E", "UTF8", "--locale=C", "--no-sync"
    )
    try:
        _run("pg_ctl", "-D", data, "-w", "-o", socket, "-l", folder / "log", "start")
        yield f"postgresql://editor@/postgres?host={folder}"
    finally:
        _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *words: str | Path) -> None:
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    path = str((programs() or Path()) / program)
    command = [*(drop if os.getuid() == 0 else []), path, *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
