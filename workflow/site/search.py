"""The index that the search page asks: made by Pagefind from the pages that are out.

Pagefind reads the pages that carry `data-pagefind-body`, and makes an index for each language
(`<html lang>`): a reader's browser loads the parts that a query needs, and no server is asked.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from i18n.errors import Place, UserError
from workflow.site.folder import Folder

INDEX = "pagefind"
ENTRY = "pagefind-entry.json"

NEEDED = frozenset({ENTRY, "pagefind.js", "pagefind-worker.js"})
"""Of the programs that come with an index, those that are not a user interface of Pagefind's."""


def index(folder: Folder) -> tuple[str, ...]:
    """Index the pages of a folder into `pagefind/`, and return the names of the files there.

    The same pages make the same bytes; what has not changed is not written, what an earlier
    index left is deleted. Raises UserError where Pagefind is missing or fails.
    """
    program = _program()
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        command = [program, "--site", str(folder.root), "--output-path", str(made), "--silent"]
        # It would read a pagefind.toml where it is run.
        done = subprocess.run(command, capture_output=True, check=False, cwd=made)  # noqa: S603
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            what = f"pagefind could not index the pages: {said[-1] if said else 'no reason given'}"
            raise UserError(what, hint="publish again", at=Place(str(folder.root)))
        names = sorted(_needed(made))
        for name in names:
            folder.put(f"{INDEX}/{name}", _bytes(made / name))
    kept = tuple(f"{INDEX}/{name}" for name in names)
    list(folder.remove(sorted(set(_there(folder)) - set(kept))))
    return kept


def _program() -> str:
    hint = "pip install 'tilshi[search]', or leave search out of [site]"
    try:
        from pagefind.service import get_executable  # noqa: PLC0415  an extra
    except ImportError as error:
        raise UserError("search needs Pagefind", hint=hint) from error
    program = get_executable()
    if program is None:
        raise UserError("search needs Pagefind, and its program is missing", hint=hint)
    return str(program)


def _needed(made: Path) -> Iterator[str]:
    """The names of the parts of the index, and of the programs that read it."""
    for path in made.rglob("*"):
        name = path.relative_to(made).as_posix()
        if path.is_file() and (path.suffix not in {".js", ".css", ".json"} or name in NEEDED):
            yield name


def _bytes(file: Path) -> bytes:
    """The bytes of a file; the entry with its languages in order, which change from run to run."""
    data = file.read_bytes()
    if file.name != ENTRY:
        return data
    return json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False).encode()


def _there(folder: Folder) -> Iterator[str]:
    files = (path for path in (folder.root / INDEX).rglob("*") if path.is_file())
    return (path.relative_to(folder.root).as_posix() for path in files)
