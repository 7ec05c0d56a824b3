"""translate-toolkit's md2po, pot2po and po2md over folders, all in one process.

Run by the Python of the environment that translate-toolkit is in.
"""

import sys
from pathlib import Path

from translate.convert import md2po, po2md, pot2po

LOCALES = ("ru", "zh_Hans", "kk")


def extract() -> None:
    """Articles to templates, templates to catalogs."""
    Path("templates").mkdir(exist_ok=True)
    md2po.main(["--progress=none", "-P", "articles", "templates"])
    for locale in LOCALES:
        folder = Path("locales", locale)
        folder.mkdir(parents=True, exist_ok=True)
        pot2po.main(["--progress=none", "templates", str(folder)])


def update() -> None:
    """Read only what is newer than what was made of it (--timestamp)."""
    md2po.main(["--progress=none", "-S", "-P", "articles", "templates"])
    for locale in LOCALES:
        folder = f"locales/{locale}"
        pot2po.main(["--progress=none", "-S", "-t", folder, "templates", folder])


def reassemble() -> None:
    """Catalogs to articles, not wrapped anew."""
    for locale in LOCALES:
        folder = Path("localized", locale)
        folder.mkdir(parents=True, exist_ok=True)
        catalogs = f"locales/{locale}"
        po2md.main(["--progress=none", "-m", "0", "-t", "articles", catalogs, str(folder)])


if __name__ == "__main__":
    {"extract": extract, "update": update, "reassemble": reassemble}[sys.argv[1]]()
