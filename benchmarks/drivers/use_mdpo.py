"""mdpo's md2po and po2md over folders, all in one process.

Run by the Python of the environment that mdpo is in.
"""

import sys
from pathlib import Path

from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown

LOCALES = ("ru", "zh_Hans", "kk")


def extract() -> None:
    """Articles to catalogs; also the way to update them."""
    for locale in LOCALES:
        folder = Path("locales", locale)
        folder.mkdir(parents=True, exist_ok=True)
        for article in sorted(Path("articles").iterdir()):
            catalog = folder / f"{article.stem}.po"
            markdown_to_pofile(str(article), po_filepath=str(catalog), save=True, wrapwidth=0)


def reassemble() -> None:
    """Catalogs to articles, not wrapped anew."""
    for locale in LOCALES:
        folder = Path("localized", locale)
        folder.mkdir(parents=True, exist_ok=True)
        for article in sorted(Path("articles").iterdir()):
            catalog = f"locales/{locale}/{article.stem}.po"
            saved = str(folder / article.name)
            pofile_to_markdown(str(article), [catalog], save=saved, wrapwidth=0)


if __name__ == "__main__":
    {"extract": extract, "update": extract, "reassemble": reassemble}[sys.argv[1]]()
