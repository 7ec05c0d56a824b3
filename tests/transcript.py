"""A transcript of a review of the shipped article, and a picture of one: `make transcript`.

The session is a real one, at a terminal of 80 columns, in a copy of the project.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from terminals import plain, terminal

from workflow.terminal.cells import width

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "review.md"
PICTURE = ROOT / "docs" / "screenshots" / "review.svg"
BEGIN, END = "<!-- transcript: written by `make transcript` -->", "<!-- end of the transcript -->"

ARTICLE = "how-a-press-release-becomes-news"
PROMPT = ",q,?] "
SAID = "Словарь редакции: единица перевода"
SESSION = (
    ("a", PROMPT), ("l", PROMPT), ("c", "comment: "), (f"{SAID}\r", PROMPT), ("a", PROMPT),
    ("a", PROMPT), ("e", PROMPT), ("a", "Sign off? [y/N] "), ("y", ""),
)  # fmt: skip
"""The keys, each with what comes before the next."""

EDITOR = '#!/bin/sh\nsed -i "s/смотрит/проверяет/" "$1"\n'

COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "35": "#d2a8ff", "36": "#79c0ff"}
CELL, LINE, MARGIN = 8.4, 19, 16


def project(folder: Path) -> Path:
    """Copy what of the shipped project a review needs."""
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("tilshi.toml", "glossary.csv"):
        shutil.copy(ROOT / name, folder / name)
    script = folder / "editor.sh"
    script.write_text(EDITOR, "utf-8")
    script.chmod(0o755)
    return script


def seen(
    code: str, keys: Sequence[tuple[str, str]], variables: Mapping[str, str], *words: str
) -> str:
    """Return all that a review of the article in a language shows at a terminal."""
    with tempfile.TemporaryDirectory() as place:
        script = project(Path(place))
        given = {"EDITOR": str(script), "TERM": "xterm", "SOURCE_DATE_EPOCH": "1795500000"}
        kept = {
            name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "VISUAL"}
        }
        command = [sys.executable, "-c", "from workflow.cli import main; main()", "review", ARTICLE]
        command += ["-l", code, "--name", "An Editor", *words]
        with terminal(command, Path(place), kept | given | dict(variables)) as sitting:
            sitting.until(PROMPT)
            for typed, after in keys:
                sitting.type(typed)
                if after:
                    sitting.until(after)
            sitting.ended()
            return sitting.shown


def transcript() -> str:
    """Return the session as the documentation shows it."""
    shown = plain(seen("ru", SESSION, {"NO_COLOR": "1"})).strip("\n")
    lines = "\n".join(line.rstrip() for line in shown.split("\n"))
    return f"```\n$ tilshi review {ARTICLE} -l ru\n\n{lines}\n```"


def written(document: str) -> str:
    """Return the document with its transcript as it has to be."""
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{transcript()}\n\n{END}{rest.partition(END)[2]}"


def picture() -> str:
    """Return a coloured screen of a review of a sentence whose source has changed, as SVG."""
    shown = seen("zh_Hans", [("q", "")], {}, "--stale")
    screen = re.sub(r"\x1b\[\?2004[hl]", "", shown).strip("\n").split(PROMPT)[0] + PROMPT
    lines = screen.split("\n")
    high, wide = LINE * len(lines) + 2 * MARGIN, CELL * 80 + 2 * MARGIN
    rows = "\n".join(
        f'<text y="{MARGIN + LINE * (number + 0.75):g}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img"'
        f' aria-label="A review in the terminal" font-family="monospace" font-size="14"'
        f' fill="#e6edf3">\n<rect width="100%" height="100%" rx="8"'
        f' fill="#0d1117"/>\n{rows}\n</svg>\n'
    )


def _spans(line: str) -> str:
    """A line with its colours, each piece at its column."""
    codes: list[str] = []
    column, made = 0, []
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        if piece.startswith("\x1b"):
            new = piece[2:-1].split(";")
            codes = [] if "0" in new else [*codes, *new]
            continue
        for run in re.finditer(r"\S+(?: \S+)*", piece):  # several spaces would become one
            at = MARGIN + CELL * (column + width(piece[: run.start()]))
            made.append(
                f'<tspan x="{at:g}" textLength="{CELL * width(run[0]):g}"{_style(codes)}>'
                f"{escape(run[0])}</tspan>"
            )
        column += width(piece)
    return "".join(made)


def _style(codes: Sequence[str]) -> str:
    said = [f' fill="{COLOURS[code]}"' for code in codes if code in COLOURS]
    said += [' font-weight="bold"'] if "1" in codes else []
    said += [' opacity="0.6"'] if "2" in codes else []
    said += [' text-decoration="underline"'] if "4" in codes else []
    return "".join(said)


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
    PICTURE.write_text(picture(), "utf-8")
