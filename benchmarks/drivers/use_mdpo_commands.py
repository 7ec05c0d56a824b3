"""mdpo's commands md2po and po2md: a process for each file.

Run by the Python of the environment that mdpo is in.
"""

import subprocess
import sys
from pathlib import Path

LOCALES = ("ru", "zh_Hans", "kk")
COMMANDS = Path(sys.executable).parent


def extract() -> None:
    """Articles to catalogs; also the way to update them."""
    for locale in LOCALES:
        folder = Path("locales", locale)
        folder.mkdir(parents=True, exist_ok=True)
        for article in sorted(Path("articles").iterdir()):
            catalog = folder / f"{article.stem}.po"
            words = ["-q", "-p", catalog, "-s", "-w", "0", article]
            subprocess.run([COMMANDS / "md2po", *words], check=True)


def reassemble() -> None:
    """Catalogs to articles, not wrapped anew."""
    for locale in LOCALES:
        folder = Path("localized", locale)
        folder.mkdir(parents=True, exist_ok=True)
        for article in sorted(Path("articles").iterdir()):
            catalog = f"locales/{locale}/{article.stem}.po"
            words = ["-q", "-p", catalog, "-s", folder / article.name, "-w", "0", article]
            subprocess.run([COMMANDS / "po2md", *words], check=True)


if __name__ == "__main__":
    {"extract": extract, "update": extract, "reassemble": reassemble}[sys.argv[1]]()
