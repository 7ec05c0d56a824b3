"""A newsroom's project in a temporary folder, and its commands run as people run them."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from i18n.model import Catalog, State
from workflow.pipeline import live
from workflow.project import Project

NEWS = """\
Laboratory opens in Almaty

The university opened a laboratory in Almaty. It has 12 rooms.

The rector thanked the partners.
"""

SETTINGS = 'locales = ["ru", "kk"]\n[engines]\nchain = ["memory"]\n'


@dataclass
class Newsroom:
    """A project with one article, and a way to run `tilshi` in it."""

    root: Path
    settings: str = SETTINGS
    articles: dict[str, str] = field(default_factory=lambda: {"news.txt": NEWS})

    def __post_init__(self) -> None:
        self.write("tilshi.toml", self.settings)
        for name, text in self.articles.items():
            self.write(f"articles/{name}", text)

    @property
    def project(self) -> Project:
        return Project(self.root)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def run(
        self, *words: str, given: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), input=given, capture_output=True, text=True, cwd=self.root,
            env=self.environment | variables, timeout=120,
        )  # fmt: skip

    def tilshi(self, *words: str, given: str = "", **variables: str) -> str:
        """Run a command that has to succeed, and return what it printed."""
        done = self.run(*words, given=given, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def tilshi_python(self, program: str, *words: str) -> str:
        """Run Python in the project, with words for it, and return what it printed."""
        command = [sys.executable, "-c", program, *words]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.root, env=self.environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", "from workflow.cli import main; main()", *words]

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"NO_PROXY": "127.0.0.1", "TILSHI_REVIEWER": "An Editor"}

    def catalog(self, slug: str, code: str) -> Catalog:
        project = self.project
        article = next(one for one in project.articles if one.slug == slug)
        (locale,) = project.locales([code])
        found = project.catalog(article, locale)
        assert found is not None
        return found

    def states(self, slug: str, code: str) -> list[State]:
        return [unit.state for unit in live(self.catalog(slug, code))]

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Every file but the caches, with its bytes and its time."""
        paths = (path for path in self.root.rglob("*") if path.is_file())
        return {
            path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in paths
            if ".tilshi" not in path.parts
        }
