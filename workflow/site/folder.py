"""The output folder: what publishing writes to, and never outside of."""

import glob
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISLNK

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
        self.known: set[str] = set()
        """The folders that are there and no symbolic links, once they were looked at."""
        self.journal: Path | None = None
        self.noted = -1
        """The journal, open, once something was written."""
        self.unfinished: tuple[str, ...] = ()

    @classmethod
    def of(cls, project: Project, chosen: Path | None) -> "Folder":
        """Return the folder to publish to: the chosen one, or that of the settings."""
        root = chosen or project.root / project.settings.publish.output
        return cls(Path(os.path.realpath(root)))

    def refuse(self, project: Project, form: str) -> None:
        """Raise UserError where publishing would do harm.

        The folder must not hold, or be held by, what people write; and an earlier run must
        have put there what is in it, in the same form: pages are not taken away by mistake.
        """
        self._refuse_sources(project.root)
        self._refuse_strangers()
        if self.manifest.form not in {"", form}:
            what = f"the folder was published to with --format {self.manifest.form}"
            hint = f"for --format {form} choose another folder with -o, or empty this one"
            raise UserError(what, hint=hint, at=Place(str(self.root)))

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
            with open(self._path(name), "rb") as file:  # noqa: PTH123  Path takes as long again
                return file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def enter(self, data: bytes) -> None:
        """Write the manifest: at once and for good, also where there was none."""
        path = self._clear(manifest.FILE)
        _unlink_link(path)
        projects.write(Path(path), data)

    def begin(self, journal: Path) -> None:
        """Note from now on in a file what is written, and read there what an earlier run wrote.

        What that did not come to enter in its manifest is in `unfinished`: nothing else names it.
        """
        with disk(journal):
            found = journal.read_bytes() if journal.exists() else b""
        self.unfinished = tuple(dict.fromkeys(map(os.fsdecode, found.split(b"\0")[:-1])))
        for name in self.unfinished:
            folder, _, file = f"{self.root}/{name}".rpartition("/")
            if os.path.realpath(folder) == folder:
                for temporary in Path(folder).glob(f".{glob.escape(file)}.*tilshi"):
                    temporary.unlink(missing_ok=True)
        self.journal = journal

    def end(self) -> None:
        """Have all that was written entered in the manifest."""
        if self.noted >= 0:
            os.close(self.noted)
        if self.journal and (self.unfinished or self.noted >= 0):
            self.journal.unlink(missing_ok=True)

    def _note(self, name: str) -> None:
        if self.journal is None:
            return
        if self.noted < 0:
            with disk(self.journal):
                self.noted = os.open(self.journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        os.write(self.noted, os.fsencode(name) + b"\0")

    def keep(self, name: str, data: bytes) -> bool:
        """Write what could not be made again; one that is there is replaced at once and for good.

        False: it was the same.
        """
        path = self._clear(name)
        self._note(name)
        if _create(path, data):
            return True
        if self.read(name) == data:
            return False
        _unlink_link(path)
        projects.write(Path(path), data)
        return True

    def put(self, name: str, data: bytes) -> bool:
        """Write what the next run could make again; one that is there is replaced at once.

        A new file of a run that is killed may be cut short: no stamp says that it is right.
        False: it was the same.
        """
        path = self._clear(name)
        self._note(name)
        if _create(path, data):
            return True
        if self.read(name) == data:
            return False
        _unlink_link(path)
        with disk(path):
            temporary = Path(_beside(path))
            try:
                temporary.write_bytes(data)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        return True

    def copy(self, name: str, source: Path) -> None:
        """Copy a file here, unless the copy has the size and time of the file already."""
        path = Path(self._path(name))
        with disk(source):
            there = source.stat()
            if path.is_file():
                here = path.stat()
                if (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns):
                    return
            _unlink_link(self._clear(name))
            self._note(name)
            temporary = Path(_beside(str(path)))
            try:
                shutil.copyfile(source, temporary)
                os.utime(temporary, ns=(there.st_atime_ns, there.st_mtime_ns))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def remove(self, names: Iterable[str]) -> Iterator[str]:
        """Delete files and the folders that are empty then; yield the names of those deleted.

        The folders of a file that somebody else has deleted go as well.
        """
        for name in names:
            path = Path(self._path(name))
            with disk(path):
                there = path.is_file()
                if there:
                    path.unlink()
            if there:
                yield name
            for parent in path.relative_to(self.root).parents[:-1]:
                try:
                    (self.root / parent).rmdir()
                except OSError:  # not empty
                    break
                self.known.discard(parent.as_posix())

    def paths(self, names: Iterable[str]) -> list[str]:
        """Where the files are, for stamps."""
        top = str(self.root)
        return [f"{top}/{name}" for name in names]

    def _path(self, name: str) -> str:
        """Where the file is. Raises UserError when a symbolic link leads outside."""
        folder = name.rpartition("/")[0]
        if folder not in self.known:
            self._look(folder, make=False)
        return f"{self.root}/{name}"

    def _clear(self, name: str) -> str:
        """Make the folders of a file, and return where it is. Raises UserError as `_path` does."""
        folder = name.rpartition("/")[0]
        if folder not in self.known:
            self._look(folder, make=True)
        return f"{self.root}/{name}"

    def _look(self, folder: str, *, make: bool) -> bool:
        """Look at a folder once in a run, and at those above it; return whether it is there."""
        if folder in self.known:
            return True
        path = f"{self.root}/{folder}" if folder else str(self.root)
        above, _, last = folder.rpartition("/")
        if last in {".", ".."}:
            raise _outside(path, os.path.realpath(path))
        with disk(path):
            if folder:
                there = self._look(above, make=make) and _is_there(path, make=make)
            else:
                there = _is_root(path, make=make)
        if there:
            self.known.add(folder)
        return there

    def _refuse_sources(self, top: Path) -> None:
        names = ("articles", "locales", "theme", ".tilshi")
        held = [Path(os.path.realpath(top / name)) for name in names]
        own = held.pop()  # a preview is in there
        inside = any(self.root.is_relative_to(one) for one in held)
        if inside or any(one.is_relative_to(self.root) for one in (*held, own)):
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


def _is_root(path: str, *, make: bool) -> bool:
    if make:
        Path(path).mkdir(parents=True, exist_ok=True)
    return Path(path).is_dir()


def _is_there(path: str, *, make: bool) -> bool:
    """Whether a folder is there, made now perhaps. Raises UserError when it leads elsewhere."""
    if make:
        with suppress(FileExistsError):
            os.mkdir(path)  # noqa: PTH102  there are thousands of them
            return True
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if S_ISLNK(status.st_mode):
        raise _outside(path, os.path.realpath(path))
    return S_ISDIR(status.st_mode)


def _outside(path: str, real: str) -> UserError:
    what = f"leads outside the output folder, to {real}"
    return UserError(what, hint="remove the symbolic link", at=Place(path))


def _create(path: str, data: bytes) -> bool:
    """Write a file where nothing is, not even a symbolic link; else return False."""
    with disk(path):
        try:
            file = os.open(path, _NEW, 0o666)
        except FileExistsError:
            return False
        try:
            written = os.write(file, data)
            while written < len(data):
                written += os.write(file, data[written:])
        except OSError:
            Path(path).unlink()
            raise
        finally:
            os.close(file)
    return True


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _beside(path: str) -> str:
    """The name of a file until it is whole: two workers may make the same one."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.{os.getpid()}.tilshi"


def _unlink_link(path: str) -> None:
    """Take away a symbolic link, so that nothing is written where it leads."""
    with disk(path):
        if Path(path).is_symlink():
            Path(path).unlink()


@contextmanager
def disk(path: Path | str) -> Iterator[None]:
    """What the file system refuses, as an error that says where and what next."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        place = Place(str(error.filename or path))
        raise UserError(what, hint="mend that, then publish again", at=place) from error
