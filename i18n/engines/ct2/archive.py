"""An archive: a model in a zip file, unpacked once into the user's cache.

The folder is named by what is in the archive, and appears whole or not at all. An archive is
taken for one from a stranger: nothing is written outside, no link is followed, no bomb unfolds.
"""

import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from filelock import FileLock

from i18n.errors import Place, UserError

LARGEST = 20 * 2**30
"""Bytes of an unpacked model; NLLB-200 3.3B has 13 GB in float32."""
DENSEST = 200
"""How many times larger than its archive a model may be; weights shrink by a tenth or less."""
SMALL = 64 * 2**20
"""Bytes that do no harm, however dense."""
MOST = 10_000
_CHUNK = 2**20


def cache() -> Path:
    """Return the folder for unpacked models: in $XDG_CACHE_HOME, else in ~/.cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".cache") / "tilshi" / "models"


def unpack(path: Path) -> Path:
    """Return the folder with what is in the archive; UserError for one that cannot be trusted."""
    at = Place(str(path))
    try:
        folder = cache() / _digest(path)
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{folder}.lock"):
                _unpack(path, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        hint = "fetch it again: it is damaged, or no zip archive"
        raise UserError("the archive of the model cannot be read", hint=hint, at=at) from error
    except OSError as error:
        hint = f"make room, or free the way, in {cache()}"
        what = f"the model cannot be unpacked: {error.strerror or error}"
        raise UserError(what, hint=hint, at=at) from error
    return folder


def _unpack(path: Path, folder: Path) -> None:
    """Unpack beside the folder, then rename; what a killed run left is taken away first."""
    for left in folder.parent.glob(f"{folder.name}.part-*"):
        shutil.rmtree(left)
    if folder.is_dir():
        return
    part = Path(tempfile.mkdtemp(prefix=f"{folder.name}.part-", dir=folder.parent))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _inspect(members, path)
            for member in members:
                _write(archive, member, part)
        part.rename(folder)
    finally:
        if part.is_dir():
            shutil.rmtree(part)


def _inspect(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Raise UserError for what no model has. Sizes are as declared; reading keeps to them."""
    size, packed = sum(member.file_size for member in members), path.stat().st_size
    names = [member.filename.rstrip("/") for member in members]
    strange = next((member.filename for member in members if _is_strange(member)), None)
    if strange is not None:
        what = f"the archive holds a path that leads out of it, or a link: {strange[:80]!r}"
    elif len(set(names)) < len(names):
        what = "the archive holds two files of one name"
    elif len(members) > MOST or size > LARGEST or size > max(SMALL, DENSEST * packed):
        what = f"the archive unfolds to {size} bytes in {len(members)} files"
    else:
        return
    hint = "no model is packed like this: get it from its makers"
    raise UserError(what, hint=hint, at=Place(str(path)))


def _is_strange(member: zipfile.ZipInfo) -> bool:
    name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
    out = PurePosixPath(name).is_absolute() or ".." in name.split("/")
    return out or "\\" in name or ":" in name or kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
    """Write one file; zipfile raises BadZipFile where its length or sum is not as declared."""
    target = folder / member.filename
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file, _CHUNK)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    """Name the archive by its content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
