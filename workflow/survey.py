"""A survey: one digest of trees of files, to know in an instant that nothing in them has changed.

What it sees of a file is its name, inode, time and size, as `stamps` does; nothing is read.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def survey(roots: Iterable[Path]) -> str:
    """Return what changes when a file below one of the roots does, comes or goes.

    A root is a folder or a file, and need not be there. It sees what a project reads: nothing
    hidden below a root, through links to files, and not into links to folders.

    A run that keeps it for the next has to take it of what it reads before it reads, or it would
    miss what somebody saved meanwhile, and of what it writes after it has written.
    """
    digest = hashlib.blake2b(digest_size=16)
    for root in roots:
        folders = [str(root)]
        while folders:
            folder = folders.pop()
            seen, below = _look(folder)
            digest.update(os.fsencode(f"{folder}\0{seen}\0"))
            folders += sorted(below, reverse=True)
    return digest.hexdigest()


def _look(folder: str) -> tuple[str, list[str]]:
    """Return what a folder holds, as text, and the folders in it; of a file, its stamp.

    Sorted: a file system may list the same files in another order.
    """
    files, folders = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                try:
                    status = entry.stat()
                except OSError:  # a link that leads nowhere, or a file deleted just now
                    files.append(f"{name}\0-")
                    continue
                files.append(f"{name}\0{status.st_ino}.{status.st_mtime_ns}.{status.st_size}")
    except NotADirectoryError:
        return _file(folder), []
    except OSError:
        return "-", []
    files.sort()
    return "/".join(files), folders


def _file(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_ino}.{status.st_mtime_ns}.{status.st_size}"
