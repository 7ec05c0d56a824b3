"""Images: published in the sizes that screens ask for, each made once.

A JPEG, PNG or WebP gets narrower copies in its own format, upright, without what a camera wrote
into it (the place, the owner) but with its colour profile. GIF, SVG and moving images are copied.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow.site.folder import Folder
from workflow.site.pictures import drawings
from workflow.site.pictures.sizes import WIDTHS, Made, variant
from workflow.site.prose.links import relative

SIZES = "(min-width: 48rem) 40rem, 100vw"
"""How wide the theme shows an image: as wide as the column of text, or the screen."""

PIXELS = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""What files of pixels end in, of which the size is read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as a page shows it: its attributes, the names of its files, what is wrong with it."""

    attributes: Mapping[str, str]
    files: tuple[str, ...]
    problem: str = ""


@dataclass(slots=True)
class Gallery:
    """The images of one run: each is looked at once, however many pages show it.

    `sizes` says how wide a page shows them, as HTML's attribute of that name.
    """

    folder: Folder
    sizes: str = SIZES
    made: dict[str, Made] = field(default_factory=dict)

    def show(self, name: str, source: Path, page: str) -> Picture:
        """Publish a file under a name, and return how a page shows it.

        Never fails because of what is in the file: an image that cannot be read is copied and
        shown as it is. Raises UserError where the folder cannot be written.
        """
        if name not in self.made:
            self.made[name] = _publish(self.folder, name, source)
        made = self.made[name]
        attributes = {"src": relative(page, made.files[-1][0])}
        if made.width:
            attributes |= {"width": str(made.width), "height": str(made.height)}
        if len(made.files) > 1:
            attributes |= {"srcset": _srcset(made.files, page), "sizes": self.sizes}
        return Picture(attributes, tuple(one for one, _ in made.files), made.problem)


def kept(name: str, files: Collection[str], page: str) -> Picture | None:
    """Return how a page shows an image that is gone, of which `files` are still out, if any are."""
    sized = [(one, width) for width in WIDTHS if (one := variant(name, width)) in files]
    names = [one for one, _ in sized] + ([name] if name in files else [])
    if not names:
        return None
    attributes = {"src": relative(page, names[-1])}
    if sized:
        attributes |= {"srcset": _srcset(sized, page), "sizes": SIZES}
    return Picture(attributes, tuple(names))


def _srcset(files: Iterable[tuple[str, int]], page: str) -> str:
    return ", ".join(f"{relative(page, name)} {width}w" for name, width in files)


def _publish(folder: Folder, name: str, source: Path) -> Made:
    suffix = source.suffix.lower()
    if suffix in PIXELS:
        from workflow.site.pictures import pixels  # noqa: PLC0415 - Pillow, where there is an image

        return pixels.publish(folder, name, source)
    folder.copy(name, source)
    size = drawings.size(source) if suffix == ".svg" else (0, 0)
    return Made(((name, 0),), *size)
