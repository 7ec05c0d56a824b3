"""Screenshots of the shipped site, for the documentation: `make screenshots`.

Each picture of docs/screenshots is a row of views: of a page, in a width, in light or dark.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from judges.browser import Page, chromium
from judges.host import serve
from workflow.project import Project
from workflow.site import press

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "screenshots"
URUMQI, PRESS = "from-urumqi-to-moscow/", "2026/11/how-a-press-release-becomes-news/"
GAP = 24
COLOURS = 128


@dataclass(frozen=True, slots=True)
class View:
    """A page as a reader sees it: its address, and the width and height of the window."""

    path: str
    width: int = 900
    height: int = 1000
    dark: bool = False


PICTURES = {
    "article": (
        View(f"kk/{URUMQI}"),
        View(f"zh-hans/{URUMQI}", dark=True),
        View(f"kk-arab/{URUMQI}"),
    ),
    "home": (View("en/", 1100, 800), View("ru/", 1100, 800, dark=True)),
    "phone": tuple(
        View(f"{language}/{PRESS}", 360, 760, language == "ru")
        for language in ("en", "ru", "zh-hans", "kk")
    ),
    "search": (
        View("en/search/?q=universities", 700, 620),
        View("ru/search/?q=университету", 700, 620),
        View("kk/search/?q=конференция", 700, 620),
        View("zh-hans/search/?q=大学", 700, 620),
    ),
    "chooser": (View("", 700, 620), View("404.html", 700, 620)),
}


def main() -> None:
    """Publish the shipped articles, drafts too, and write the pictures."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        root = _published(Path(place))
        with serve(root) as base, chromium(Path(place) / "profile") as page:
            for name, views in PICTURES.items():
                shots = [shot(page, base, view, Path(place)) for view in views]
                row(shots).quantize(COLOURS).save(OUT / f"{name}.png", optimize=True)


def _published(place: Path) -> Path:
    """Publish a copy of the shipped project, with a search."""
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, place / name)
    settings = (ROOT / "tilshi.toml").read_text("utf-8")
    (place / "tilshi.toml").write_text(f"{settings}search = true\n", "utf-8")
    return press.publish(Project(place), rule="drafts").folder


def shot(page: Page, base: str, view: View, place: Path) -> Image.Image:
    page.emulate(dark=view.dark, width=view.width)
    page.goto(f"{base}/{view.path}")
    page.evaluate("document.documentElement.style.scrollbarWidth = 'none'")
    if "?q=" in view.path:
        page.wait("document.querySelector('#results li')")
    file = place / "shot.png"
    page.screenshot(file, view.width, view.height, full=False)
    return Image.open(file).convert("RGB")


def row(shots: Sequence[Image.Image]) -> Image.Image:
    width = sum(shot.width for shot in shots) + GAP * (len(shots) - 1)
    row = Image.new("RGB", (width, max(shot.height for shot in shots)), "#8a8f98")
    left = 0
    for shot in shots:
        row.paste(shot, (left, 0))
        left += shot.width + GAP
    return row


if __name__ == "__main__":
    main()
