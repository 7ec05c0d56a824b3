"""What tests share: the data beside the project, and what they need from the machine."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import database
import pytest
from judges import tools

if TYPE_CHECKING:
    from judges.browser import Page

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared" / "data"))

NEEDS = {
    "corpus": (CORPUS.is_dir(), f"no news data in {CORPUS}; set TILSHI_CORPUS to its folder"),
    "gettext": (shutil.which("msgmerge"), "no GNU gettext; on Debian: apt install gettext"),
    "google_auth": (
        find_spec("google") and find_spec("google.auth"),
        "no google-auth; pip install 'tilshi[google]'",
    ),
    "postgres": (
        database.programs() and find_spec("pg8000"),
        "no PostgreSQL server, or no pg8000; on Debian: apt install postgresql",
    ),
    "browser": (shutil.which("chromium"), "no Chromium; on Debian: apt install chromium"),
    "search": (find_spec("pagefind"), "no Pagefind; pip install 'tilshi[search]'"),
    "judges": (tools.ready(), "no W3C checker, axe or Java; make system judges"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose needs the machine does not meet; with TILSHI_ALL set, fail it."""
    for need, (met, reason) in NEEDS.items():
        if item.get_closest_marker(need) and not met:
            (pytest.fail if os.environ.get("TILSHI_ALL") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the news data; for tests marked `corpus`."""
    return CORPUS


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a database in a server of our own; for tests marked `postgres`."""
    with database.server() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator["Page"]:
    """A page of a browser that runs as long as the tests; take `page`."""
    from judges import browser

    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with folder as profile, browser.chromium(Path(profile)) as opened:
        yield opened


@pytest.fixture
def page(chromium: "Page") -> Iterator["Page"]:
    """A page of a browser as a reader has it by default; for tests marked `browser`."""
    chromium.emulate()
    yield chromium
    chromium.leave()


@pytest.fixture(scope="session")
def news(corpus: Path) -> list[dict[str, Any]]:
    """Real news articles with their translations, one object an article."""
    lines = (corpus / "newstest2019.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
