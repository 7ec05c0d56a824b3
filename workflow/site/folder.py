"""The output folder: what publishing writes to, and never outside of."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from i18n.errors import Place, UserError
from workflow import project as projects
from workflow.project import Project
from workflow.site import manifest
from workflow.site.manifest import Manifest

HIDDEN = "."


class Folder:
    """A folder of published files; names are relative to it, with `/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.safe = ""

    @classmethod
    def of(cls, project: Project, chosen: Path | None) -> "Folder":
        """Return the folder to publish to: the chosen one, or that of the settings."""
        root = chosen or project.root / project.settings.publish.output
        return cls(Path(os.path.realpath(root)))

    def refuse(self, project: Project) -> None:
        """Raise UserError where publishing would do harm.

        The folder must not hold, or be held by, what people write; and an earlier run must
        have put there what is in it.
        """
        self._refuse_sources(project.root)
        self._refuse_strangers()

    @cached_property
    def manifest(self) -> Manifest:
        """What is out as the run begins."""
        data = self.read(manifest.FILE)
        if data is None:
            return Manifest()
        return manifest.parse(data.decode("utf-8", "replace"), str(self.root / manifest.FILE))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None when there is no such file."""
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def keep(self, name: str, data: bytes) -> bool:
        """Write what could not be made again: at once and for good. False: it was the same."""
        if self.read(name) == data:
            return False
        projects.write(self._clear(name), data)
        return True

    def put(self, name: str, data: bytes) -> bool:
        """Write what the next run could make again: at once, not synced. False: it was the same."""
        if self.read(name) == data:
            return False
        path = self._clear(name)
        with disk(path):
            temporary = path.with_name(f".{path.name}.tilshi")
            try:
                temporary.write_bytes(data)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        return True

    def copy(self, name: str, source: Path) -> None:
        """Copy a file here, unless the copy has the size and time of the file already."""
        path = self._path(name)
        with disk(source):
            there = source.stat()
            if path.is_file():
                here = path.stat()
                if (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns):
                    return
            path = self._clear(name)
            temporary = path.with_name(f".{path.name}.tilshi")
            try:
                shutil.copyfile(source, temporary)
                os.utime(temporary, ns=(there.st_atime_ns, there.st_mtime_ns))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def remove(self, names: Iterable[str]) -> Iterator[str]:
        """Delete files and the folders that are empty then; yield the names of those deleted."""
        for name in names:
            path = self._path(name)
            with disk(path):
                if not path.is_file():
                    continue
                path.unlink()
            yield name
            for parent in path.relative_to(self.root).parents[:-1]:
                try:
                    (self.root / parent).rmdir()
                except OSError:  # not empty
                    break

    def paths(self, names: Iterable[str]) -> list[str]:
        """Where the files are, for stamps."""
        top = str(self.root)
        return [f"{top}/{name}" for name in names]

    def _path(self, name: str) -> Path:
        """Where the file is. Raises UserError when a symbolic link leads outside."""
        path = self.root / name
        parent = path.parent
        if str(parent) != self.safe:
            real = Path(os.path.realpath(parent))
            if real != parent:
                what = f"leads outside the output folder, to {real}"
                raise UserError(what, hint="remove the symbolic link", at=Place(str(parent)))
            self.safe = str(parent)
        return path

    def _clear(self, name: str) -> Path:
        """Make the way free for a file: its folders there, no symbolic link in its place."""
        path = self._path(name)
        with disk(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                path.unlink()
        return path

    def _refuse_sources(self, top: Path) -> None:
        names = ("articles", "locales", ".tilshi")
        held = [Path(os.path.realpath(top / name)) for name in names]
        if any(one.is_relative_to(self.root) or self.root.is_relative_to(one) for one in held):
            what = "the output folder and the project's own files would be one inside the other"
            raise UserError(what, hint="choose a folder of its own", at=Place(str(self.root)))

    def _refuse_strangers(self) -> None:
        if not self.root.exists() or (self.root / manifest.FILE).is_file():
            return
        with disk(self.root):
            names = (path.name for path in self.root.iterdir())
            strangers = [name for name in names if not name.startswith(HIDDEN)]
        if strangers:
            what = f"the folder is not empty ({min(strangers)}), and was not made by tilshi publish"
            raise UserError(
                what, hint="empty it, or choose another with -o", at=Place(str(self.root))
            )


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """What the file system refuses, as an error that says where and what next."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        place = Place(str(error.filename or path))
        raise UserError(what, hint="mend that, then publish again", at=place) from error
