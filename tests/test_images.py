"""Images: sizes for every screen, made once, and no harm from a file that is no image."""

import io
import os
import random
import struct
import zlib
from pathlib import Path

import pytest
from patience import in_time
from PIL import Image, ImageCms

from workflow.site.folder import Folder
from workflow.site.pictures import drawings
from workflow.site.pictures.images import Gallery, Picture, kept

PAGE = "kk/news/index.html"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "public")


def drawn(path: Path, size: tuple[int, int], mode: str = "RGB", **options: object) -> Path:
    """Draw something that is not of one colour."""
    picture = Image.radial_gradient("L").resize(size)
    bands = [picture.point(lambda v, n=n: (v * (n + 1)) % 256) for n in range(3)]
    image = Image.merge("RGB", bands).convert(mode)
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def show(folder: Folder, source: Path) -> Picture:
    return Gallery(folder).show(f"media/2026/{source.name}", source, PAGE)


def opened(folder: Folder, name: str) -> Image.Image:
    return Image.open(folder.root / name)


def test_a_photo_comes_in_the_widths_of_screens(folder: Folder, tmp_path: Path) -> None:
    source = drawn(tmp_path / "hall a.jpg", (1700, 850))

    shown = show(folder, source)

    media = "../../media/2026/hall%20a"
    assert shown == Picture(
        {
            "src": f"{media}.jpg",
            "width": "1700",
            "height": "850",
            "srcset": f"{media}-480.jpg 480w, {media}-960.jpg 960w, {media}-1600.jpg 1600w, "
            f"{media}.jpg 1700w",
            "sizes": "(min-width: 48rem) 40rem, 100vw",
        },
        tuple(f"media/2026/hall a{end}.jpg" for end in ("-480", "-960", "-1600", "")),
    )
    assert opened(folder, "media/2026/hall a-960.jpg").size == (960, 480)
    assert (folder.root / "media/2026/hall a.jpg").read_bytes() == source.read_bytes()


def test_a_very_large_photo_is_not_published_itself(folder: Folder, tmp_path: Path) -> None:
    shown = show(folder, drawn(tmp_path / "hall.jpg", (4000, 3000)))

    assert shown.files == tuple(f"media/2026/hall-{width}.jpg" for width in (480, 960, 1600))
    assert (shown.attributes["width"], shown.attributes["height"]) == ("1600", "1200")
    assert shown.attributes["src"] == "../../media/2026/hall-1600.jpg"
    assert not (folder.root / "media/2026/hall.jpg").exists()


def test_a_small_image_is_never_made_larger(folder: Folder, tmp_path: Path) -> None:
    shown = show(folder, drawn(tmp_path / "logo.png", (480, 100)))

    assert shown.attributes == {"src": "../../media/2026/logo.png", "width": "480", "height": "100"}


@pytest.mark.parametrize(
    ("name", "mode", "kind"),
    [
        ("a.jpg", "RGB", "JPEG"),
        ("a.jpg", "L", "JPEG"),
        ("a.jpg", "CMYK", "JPEG"),
        ("a.png", "RGBA", "PNG"),
        ("a.png", "LA", "PNG"),
        ("a.png", "P", "PNG"),
        ("a.webp", "RGB", "WEBP"),
    ],
)
def test_a_copy_has_the_format_of_the_image(folder, tmp_path, name, mode, kind) -> None:
    shown = show(folder, drawn(tmp_path / name, (600, 300), mode))

    copy = opened(folder, shown.files[0])
    copy.load()
    assert (copy.format, copy.mode, copy.size) == (kind, mode, (480, 240))
    assert shown.problem == ""


def test_a_copy_is_upright_and_says_nothing_of_the_camera(folder, tmp_path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif, "comment": b"secret", "icc_profile": PROFILE}
    source = drawn(tmp_path / "hall.jpg", (1200, 900), **options)

    shown = show(folder, source)

    copy = opened(folder, "media/2026/hall-480.jpg")
    assert (shown.attributes["width"], shown.attributes["height"]) == ("900", "1200")
    assert copy.size == (480, 640)
    assert not copy.getexif()
    assert "comment" not in copy.info
    assert copy.info["icc_profile"] == PROFILE


def state(folder: Folder) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
        for path in folder.root.rglob("*.*")
    }


def test_the_second_time_nothing_is_made(folder: Folder, tmp_path: Path) -> None:
    source = drawn(tmp_path / "hall.png", (1000, 500))
    first = show(folder, source)
    before = state(folder)

    assert show(folder, source) == first
    assert state(folder) == before


def test_a_changed_image_is_made_again(folder: Folder, tmp_path: Path) -> None:
    source = drawn(tmp_path / "hall.jpg", (1000, 500))
    show(folder, source)
    drawn(source, (1000, 800))
    os.utime(source, ns=(1, 1))

    show(folder, source)

    assert opened(folder, "media/2026/hall-480.jpg").size == (480, 384)


def test_the_same_image_gives_the_same_bytes(tmp_path: Path) -> None:
    source = drawn(tmp_path / "hall.webp", (1000, 500))
    made = [Folder(tmp_path / name) for name in ("one", "two")]
    for folder in made:
        show(folder, source)

    one, two = ((f.root / "media/2026/hall-480.webp").read_bytes() for f in made)
    assert one == two


def test_a_file_that_has_the_name_of_a_copy_is_left_alone(folder: Folder, tmp_path: Path) -> None:
    drawn(tmp_path / "hall-480.jpg", (10, 10))

    shown = show(folder, drawn(tmp_path / "hall.jpg", (1000, 500)))

    assert shown.files == ("media/2026/hall-960.jpg", "media/2026/hall.jpg")


def test_what_moves_is_copied(folder: Folder, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (600, 300), colour) for colour in ("red", "blue")]
    for name in ("a.gif", "a.webp", "a.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])

        assert show(folder, tmp_path / name).attributes == {
            "src": f"../../media/2026/{name}",
            "width": "600",
            "height": "300",
        }


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 50,000 by 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + end

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(), "more than 100 million pixels"),
        (b"", "it is broken"),
        (b"<script>alert(1)</script>", "it is broken"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "it is broken"),
    ],
)
def test_a_file_that_is_no_image_is_copied_with_a_word(folder, tmp_path, data, why) -> None:
    source = tmp_path / "hall.png"
    source.write_bytes(data)

    shown = show(folder, source)

    assert shown.attributes == {"src": "../../media/2026/hall.png"}
    assert shown.problem.startswith("media/2026/hall.png: the image cannot be read")
    assert why in shown.problem
    assert (folder.root / "media/2026/hall.png").read_bytes() == data


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_a_damaged_image_never_stops_the_run(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    kind = {"a.jpg": "JPEG", "a.png": "PNG", "a.webp": "WEBP", "a.gif": "GIF"}[name]
    Image.radial_gradient("L").resize((500, 250)).save(data, kind, exif=exif)
    whole = data.getvalue()

    with in_time(60):
        for number in range(150):
            broken = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
            for _ in range(chance.randrange(1, 9)):
                if broken:
                    broken[min(chance.randrange(len(broken)), chance.choice([200, 10**9]))] = (
                        chance.randrange(256)
                    )
            source = tmp_path / f"{number}-{name}"
            source.write_bytes(broken)
            assert show(Folder(tmp_path / "public"), source).files


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg width="120" height="80.4px" viewBox="0 0 1 1">', (120, 80)),
        ("<?xml version='1.0'?>\n<!-- a --><svg xmlns='x' viewBox='0 0 300, 150'/>", (300, 150)),
        ('<svg width="100%" height="50%" viewBox="0 0 30 15">', (30, 15)),
        ('<svg width="100%">', (0, 0)),
        ('<svg width="9" height="0">', (0, 0)),
        ('<!DOCTYPE svg [<!ENTITY a "9">]><svg width="&a;" height="&a;">', (0, 0)),
        ("<html>", (0, 0)),
        ("", (0, 0)),
        (" " * 70_000 + '<svg width="1" height="1">', (0, 0)),
    ],
)
def test_a_drawing_says_its_size_in_its_first_tag(tmp_path: Path, svg: str, size) -> None:
    path = tmp_path / "a.svg"
    path.write_text(svg, "utf-8")

    assert drawings.size(path) == size


def test_a_drawing_is_copied_and_shown_with_its_size(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg viewBox="0 0 30 15"/>', "utf-8")

    assert show(folder, tmp_path / "a.svg").attributes == {
        "src": "../../media/2026/a.svg",
        "width": "30",
        "height": "15",
    }


def test_a_format_that_is_not_known_is_copied(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "a.avif").write_bytes(b"x")

    assert show(folder, tmp_path / "a.avif") == Picture(
        {"src": "../../media/2026/a.avif"}, ("media/2026/a.avif",)
    )


def test_an_image_that_is_gone_is_shown_by_what_is_still_out() -> None:
    assert kept("media/a.jpg", {"media/a.jpg"}, PAGE) == Picture(
        {"src": "../../media/a.jpg"}, ("media/a.jpg",)
    )
    assert kept("media/a.jpg", {"media/a-480.jpg", "media/a-960.jpg"}, PAGE) == Picture(
        {
            "src": "../../media/a-960.jpg",
            "srcset": "../../media/a-480.jpg 480w, ../../media/a-960.jpg 960w",
            "sizes": "(min-width: 48rem) 40rem, 100vw",
        },
        ("media/a-480.jpg", "media/a-960.jpg"),
    )
    assert kept("media/a.jpg", {"media/b.jpg"}, PAGE) is None
