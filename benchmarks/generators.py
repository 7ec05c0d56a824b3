"""Site generators that are peers: how each is given the same localized articles.

Each gets the Markdown that `tilshi publish --format source` writes, in a folder for each language,
with the settings of its manual and a theme of its own. Pelican joins the languages of an article
by its slug, which its metadata has to name; mkdocs knows of no languages. What else a site of
news needs (alternates, a sitemap of them, feeds by language in mkdocs) neither of them makes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command
from benchmarks.peers import environment

PELICAN = ("pelican[markdown]==4.12.0", "markdown==3.11.3")
MKDOCS = ("mkdocs==1.6.1", "markdown==3.11.3")
ADDRESS = "https://news.example"


@dataclass(frozen=True, slots=True)
class Generator:
    """A peer: the command that makes its site, run in its folder, and where that site is then.

    `lay(localized, folder)` writes its sources from the localized articles. `whole` says that it
    puts links to all pages on every page: time and size grow with the square of their number.
    """

    name: str
    requirements: tuple[str, ...]
    command: Callable[[Path], Command]
    lay: Callable[[Path, Path], None]
    output: str
    whole: bool = False

    def ready(self) -> Command:
        """Return the command, with its environment set up."""
        return self.command(environment(self.name.split(",")[0], self.requirements))


def _pelican(name: str, *options: str) -> Generator:
    def command(python: Path) -> Command:
        program = str(python.with_name("pelican"))
        return [program, "content", "-o", "output", "-s", "pelicanconf.py", "-q", *options]

    return Generator(name, PELICAN, command, _lay_pelican, "output")


def _lay_pelican(localized: Path, folder: Path) -> None:
    settings = {
        "SITENAME": "News",
        "SITEURL": ADDRESS,
        "PATH": "content",
        "TIMEZONE": "UTC",
        "DEFAULT_LANG": "en",
        "AUTHOR": "Press Office",
    }
    _copy(localized, folder / "content", _with_language)
    lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
    (folder / "pelicanconf.py").write_text("".join(lines), "utf-8")


def _with_language(text: str, tag: str, slug: str) -> str:
    """Name what Pelican joins translations by; one category, instead of one a language."""
    return text.replace("---\n", f"---\nlang: {tag}\nslug: {slug}\ncategory: news\n", 1)


def _mkdocs(name: str, settings: Mapping[str, str], *, whole: bool = False) -> Generator:
    def lay(localized: Path, folder: Path) -> None:
        _copy(localized, folder / "docs", lambda text, tag, slug: text)
        (folder / "docs/index.md").write_text("# News\n", "utf-8")
        rows = {"site_name": "News", "site_url": ADDRESS, "theme": "mkdocs", **settings}
        lines = [f"{key}: {value}\n" for key, value in rows.items()]
        (folder / "mkdocs.yml").write_text("".join(lines), "utf-8")

    def command(python: Path) -> Command:
        return [str(python.with_name("mkdocs")), "build", "--quiet"]

    return Generator(name, MKDOCS, command, lay, "site", whole)


def _copy(localized: Path, folder: Path, change: Callable[[str, str, str], str]) -> None:
    for path in localized.rglob("*.md"):
        tag = path.relative_to(localized).parts[0]
        target = folder / path.relative_to(localized)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(change(path.read_text("utf-8"), tag, path.stem), "utf-8")


GENERATORS = (
    _pelican("pelican"),
    _pelican("pelican, theme simple", "-t", "simple"),
    _mkdocs("mkdocs, no page in its menu", {"nav": "[index.md]"}),
    _mkdocs("mkdocs, and without search", {"nav": "[index.md]", "plugins": "[]"}),
    _mkdocs("mkdocs, as it comes", {}, whole=True),
)
"""The ways to run them: as they come, and what makes them faster."""
