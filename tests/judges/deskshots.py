"""Screenshots of the desk over the shipped articles, for the documentation: `make screenshots`."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deskroom import Deskroom

from i18n.model import State
from judges.browser import chromium
from judges.screenshots import COLOURS, OUT, ROOT, View, row, shot
from workflow.pipeline import live

SLUG = "how-a-press-release-becomes-news"


@dataclass
class Shipped(Deskroom):
    """A copy of the shipped project, with its desk."""

    def __post_init__(self) -> None:
        for name in ("articles", "locales"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("tilshi.toml", "glossary.csv"):
            shutil.copy(ROOT / name, self.root / name)


def main() -> None:
    """Write the pictures."""
    with (
        tempfile.TemporaryDirectory() as place,
        Shipped(Path(place) / "project") as room,
        chromium(Path(place) / "profile") as page,
    ):
        room.desk.aids.recall.wait()
        page.goto(f"{room.url}/?t={room.desk.door.token}")
        for name, views in pictures(room).items():
            shots = [shot(page, room.url, view, Path(place)) for view in views]
            row(shots).quantize(COLOURS).save(OUT / f"{name}.png", optimize=True)


def pictures(room: Deskroom) -> dict[str, tuple[View, ...]]:
    """The pictures by name: the overview, the review page, the preview, and what a phone shows."""
    stale, returned = _first(room, "zh_Hans", State.STALE), _first(room, "ru", State.NEEDS_WORK)
    draft = _first(room, "kk", State.DRAFT)
    return {
        "desk": (View("", 1280, 420),),
        "desk-review": (
            View(f"review/zh-Hans/{SLUG}?u={stale}#u-{stale}", 1280, 860),
            View(f"review/ru/{SLUG}?u={returned}#u-{returned}", 1280, 860, dark=True),
        ),
        "desk-preview": (View(f"preview/kk/{SLUG}", 1280, 860),),
        "desk-phone": (
            View("", 390, 800),
            View(f"review/kk/{SLUG}?show=todo", 390, 800),
            View(f"review/kk/{SLUG}?u={draft}#u-{draft}", 390, 800, dark=True),
        ),
    }


def _first(room: Deskroom, code: str, state: State) -> str:
    """The uid of the first sentence in a state."""
    return next(unit.uid for unit in live(room.catalog(SLUG, code)) if unit.state is state)


if __name__ == "__main__":
    main()
