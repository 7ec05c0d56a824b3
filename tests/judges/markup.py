"""Markup as the W3C's checker judges it: HTML, CSS and SVG."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from judges.tools import VNU

CHECKED = (".html", ".css", ".svg")
FLAGS = "--also-check-css --also-check-svg --format json --stdout --exit-zero-always"


def vnu(folder: Path) -> list[str]:
    """Return the errors and warnings in the files of a folder, as `file:line: what`.

    One run of Java for all files: two seconds for the first, a millisecond for each other.
    Its guess of the language of a text is left out: our tests ask for the right one themselves.
    """
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in CHECKED and path.is_file()
    )
    assert names, f"nothing to check in {folder}"
    command = ["java", "-jar", str(VNU), *FLAGS.split(), "--no-langdetect", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    messages = json.loads(done.stdout)["messages"]
    return [_line(one, folder) for one in messages if _counts(one)]


def _counts(message: Mapping[str, Any]) -> bool:
    return message["type"] != "info" or message.get("subType") == "warning"


def _line(message: Mapping[str, Any], folder: Path) -> str:
    path = Path(unquote(message.get("url", "").removeprefix("file:")))
    name = path.relative_to(folder.resolve()) if path.is_absolute() else path
    return f"{name}:{message.get('lastLine', 0)}: {message['message']}"
