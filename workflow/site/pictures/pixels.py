"""Images of pixels, through Pillow: their size, and copies of them that are narrower."""

import io
import os
import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from workflow.site.folder import Folder
from workflow.site.pictures.sizes import WIDEST, WIDTHS, Made, variant

QUALITY = 82
PIXELS = 100_000_000
"""An image of more is not opened: it would take 400 MB and more."""
FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
_RESIZED = frozenset({"JPEG", "PNG", "WEBP"})
_MODES = frozenset({"CMYK", "L", "LA", "P", "RGB", "RGBA"})
_TURNED = range(5, 9)
"""Values of the EXIF orientation that lay an image on its side."""
_ORIENTATION = 0x0112
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    OverflowError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises for images that are none: https://pillow.readthedocs.io/en/stable/."""


def publish(folder: Folder, name: str, source: Path) -> Made:
    """Publish an image and its copies; one that cannot be read as it is, with a word on it."""
    try:
        return _sized(folder, name, source)
    except _BROKEN as error:
        problem = f"{name}: the image cannot be read, and is shown as it is ({_why(error)})"
        folder.copy(name, source)
        return Made(((name, 0),), problem=problem)


def _why(error: BaseException) -> str:
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return f"more than {PIXELS // 1_000_000} million pixels"
    return "it is broken, or not what its name says"


def _sized(folder: Folder, name: str, source: Path) -> Made:
    """Publish an image of pixels. Raises one of `_BROKEN` where it is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a camera's odd notes are nobody's business
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(source, formats=FORMATS) as image:
            width, height = _upright(image)
            widths = _widths(image, source, width)
            files = [(variant(name, one), one) for one in widths]
            _resize(
                folder,
                [one for one in files if not _is_fresh(folder, one[0], source)],
                image,
                source,
            )
    if width <= WIDEST or not files:
        folder.copy(name, source)
        return Made((*files, (name, width)), width, height)
    largest = files[-1][1]
    return Made(tuple(files), largest, _height(largest, width, height))


def size(source: Path) -> tuple[int, int]:
    """Return how wide and high an image is shown; zeros for one that cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as image:
                return _upright(image)
    except _BROKEN:
        return 0, 0


def _upright(image: Image.Image) -> tuple[int, int]:
    """The size of an image as it is seen. Raises DecompressionBombError for one not to be opened."""
    width, height = image.size
    if width * height > PIXELS:
        raise Image.DecompressionBombError
    turned = image.getexif().get(_ORIENTATION) in _TURNED
    return (height, width) if turned else (width, height)


def _widths(image: Image.Image, source: Path, width: int) -> list[int]:
    """Return the widths of the copies: none as wide, none of which the name is taken."""
    still = not getattr(image, "is_animated", False)
    if image.format not in _RESIZED or image.mode not in _MODES or not still:
        return []
    taken = [one for one in WIDTHS if source.with_name(variant(source.name, one)).exists()]
    return [one for one in WIDTHS if one < width and one not in taken]


def _height(new: int, width: int, height: int) -> int:
    return max(1, round(height * new / width))


def _is_fresh(folder: Folder, name: str, source: Path) -> bool:
    """Tell whether a copy is there that was made of the file as it is now."""
    try:
        made = os.stat(folder.paths([name])[0], follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return made.st_mtime_ns == source.stat().st_mtime_ns


def _resize(folder: Folder, files: list[tuple[str, int]], image: Image.Image, source: Path) -> None:
    """Write the copies, with the time of the file they are made of."""
    if not files:
        return
    kind, profile = image.format or "", image.info.get("icc_profile")
    colours = image.mode == "P"
    upright = ImageOps.exif_transpose(image)
    if colours:
        upright = upright.convert("RGBA" if "transparency" in image.info else "RGB")
    stamp = source.stat().st_mtime_ns
    for name, width in files:
        size = (width, _height(width, *upright.size))
        copy = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        if colours:
            copy = copy.quantize(256, Image.Quantize.FASTOCTREE)
        copy.info = {}
        folder.put(name, _encoded(copy, kind, profile))
        os.utime(folder.paths([name])[0], ns=(stamp, stamp))


def _encoded(image: Image.Image, kind: str, profile: bytes | None) -> bytes:
    options: dict[str, object] = {
        "JPEG": {"quality": QUALITY, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "WEBP": {"quality": QUALITY, "method": 4},
    }[kind]  # type: ignore[assignment]
    data = io.BytesIO()
    image.save(data, kind, icc_profile=profile, **options)
    return data.getvalue()
