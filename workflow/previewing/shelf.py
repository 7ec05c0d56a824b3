"""A shelf: the output folder of a page that is only looked at; nothing of it is on disk."""

from functools import cached_property
from pathlib import Path

from workflow.site.folder import Folder
from workflow.site.manifest import Manifest
from workflow.site.pictures import drawings, images
from workflow.site.pictures.images import Gallery, Picture
from workflow.site.pictures.sizes import Made

Content = bytes | Path
"""What a file holds, or where it is."""


class Shelf(Folder):
    """A folder in memory: `files` by their names."""

    def __init__(self) -> None:
        super().__init__(Path("/"))
        self.files: dict[str, Content] = {}

    @cached_property
    def manifest(self) -> Manifest:  # it was never published to
        return Manifest()

    def read(self, name: str) -> bytes | None:
        found = self.files.get(name)
        return found if isinstance(found, bytes) else None

    def put(self, name: str, data: bytes) -> bool:
        self.files[name] = data
        return True

    keep = put

    def copy(self, name: str, source: Path) -> None:
        self.files[name] = source


class Originals(Gallery):
    """The images of a page as their owners have them: a screen at hand needs no smaller copies."""

    def show(self, name: str, source: Path, page: str) -> Picture:
        """Put an image on the shelf, and return how the page shows it: as wide as when published."""
        if name not in self.made:
            self.folder.copy(name, source)
            self.made[name] = Made(((name, 0),), *_size(source))
        return super().show(name, source, page)


def _size(source: Path) -> tuple[int, int]:
    suffix = source.suffix.lower()
    if suffix == ".svg":
        return drawings.size(source)
    if suffix not in images.PIXELS:
        return 0, 0
    from workflow.site.pictures import pixels  # noqa: PLC0415 - Pillow, where there is an image

    return pixels.size(source)
