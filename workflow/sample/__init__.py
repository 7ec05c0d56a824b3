"""The sample project that `tilshi init` starts with."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from i18n.errors import Place, UserError
from workflow.settings import FILE

IGNORE = ".gitignore"


def copy(target: Path) -> list[Path]:
    """Put the sample project into a folder, and return what was written, relative to it.

    Raises UserError, and writes nothing, where a file of the same name is there already; a
    `.gitignore` that is there stays.
    """
    with as_file(files("workflow.sample") / "project") as source:
        ignored = (target / IGNORE).exists()
        paths = [path for path in _paths(source) if not ignored or path != Path(IGNORE)]
        for path in paths:
            if (target / path).exists():
                hint = "choose another folder, or go on with the project that is there"
                raise UserError(
                    "this file is there already", hint=hint, at=Place(str(target / path))
                )
        try:
            for path in paths:
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source / path, target / path)
        except OSError as error:
            what = error.strerror or str(error)
            raise UserError(what, hint="choose another folder", at=Place(str(target))) from error
    return paths


def _paths(source: Path) -> Iterator[Path]:
    """The files of the sample, settings first."""
    found = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
    yield from sorted(found, key=lambda path: path != Path(FILE))
