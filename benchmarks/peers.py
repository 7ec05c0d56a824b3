"""Tilshi beside translate-toolkit, mdpo and po4a: the same articles, three locales, one PO each.

extract     articles to catalogs, none being there
update      the whole project after a sentence of one article has changed, all catalogs translated
reassemble  articles and translated catalogs to localized articles, none being there

Each tool goes by its commands, as a user runs them, over the whole project: translate-toolkit over
folders (with rapidfuzz, one template for all locales, and in the update with --timestamp, which
skips what has not changed), mdpo a process a file, po4a over a configuration, without translations
in the first two steps; Tilshi by `extract` and `publish --format source`, which writes the article
itself too: 492 files.
Beside them, not judged: a `publish` with its pages and indexes, and mdpo through its functions in
one process without wrapping lines, for which it has no command and which is its fastest way.
mdbook-i18n-helpers is left out: it needs an mdBook and Rust's cargo.
"""

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import articles, fill, newsroom
from benchmarks.measure import TILSHI, WORK, Bar, Command, Run, interleaved, measure, seconds, show

COUNT = 123
ROUNDS = 7
SLOW = 15.0
"""Seconds; what takes longer is measured twice, apart from the others."""

LOCALES = ("ru", "zh_Hans", "kk")
DRIVERS = Path(__file__).with_name("drivers")
STEPS = ("extract", "update", "reassemble")


@dataclass(frozen=True, slots=True)
class Tool:
    """A contestant: its commands by step, the folders it makes, and how its catalogs are filled.

    `output` holds the localized articles. `state` is what else a first run does not find,
    `folders` are those that it does not make itself.
    """

    name: str
    commands: Mapping[str, Command]
    output: str
    state: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    lay: Callable[[Path], object] = lambda folder: None
    fill: Callable[[Path], object] = lambda folder: fill.fill(folder / "locales")

    def folder(self, step: str) -> Path:
        return WORK / "peers" / self.name / step

    def prepare(self, step: str) -> None:
        """Lay out the project, and bring it to where the step begins."""
        folder = self.folder(step)
        shutil.rmtree(folder, ignore_errors=True)
        articles.write(folder / "articles", COUNT)
        self.lay(folder)
        self._forget(step)
        if step == "extract":
            return
        measure(self.commands["extract"], folder)
        self.fill(folder)
        measure(self.commands["update"], folder)

    def run(self, step: str, number: int) -> Run:
        """Run one round of a step. Raises RuntimeError when it has not done what it should."""
        folder = self.folder(step)
        if step == "extract":
            self._forget(step, "locales", *self.state)
        if step == "reassemble":
            self._forget(step, self.output)
        if step == "update":
            changed = sorted((folder / "articles").iterdir())[number]
            changed.write_text(articles.edited(changed.read_text("utf-8")), "utf-8")
        done = measure(self.commands[step], folder)
        self._verify(step, number)
        return done

    def _forget(self, step: str, *names: str) -> None:
        for name in names:
            shutil.rmtree(self.folder(step) / name, ignore_errors=True)
        for name in self.folders:
            (self.folder(step) / name).mkdir(parents=True, exist_ok=True)

    def _verify(self, step: str, number: int) -> None:
        folder = self.folder(step)
        if step == "reassemble":
            files = [path for path in (folder / self.output).rglob("*.md") if _is_translated(path)]
        else:
            files = list((folder / "locales").rglob("*.po"))
        if step == "update":
            name = sorted((folder / "articles").iterdir())[number].stem
            files = [path for path in files if path.stem == name]
            files = [path for path in files if " the very " in _unwrapped(path)]
        wanted = len(LOCALES) * (1 if step == "update" else COUNT)
        if len(files) != wanted:
            raise RuntimeError(f"{self.name} {step}: {len(files)} files are right, not {wanted}")


def run() -> list[Bar]:
    """Prepare all, time each step in turns, and compare the medians."""
    WORK.mkdir(parents=True, exist_ok=True)
    tools = [tool for tool in (_tilshi(), _toolkit(), _mdpo(), _po4a()) if tool]
    bars = []
    for step in STEPS:
        beside = [_mdpo_functions(), *([_tilshi_with_pages()] if step == "reassemble" else [])]
        for tool in (*tools, *beside):
            tool.prepare(step)
        runs = _time(step, [*tools, *beside])
        show(f"{step} {COUNT} articles x {len(LOCALES)}", runs)
        bars.append(_compare(step, {tool.name: seconds(runs[tool.name]) for tool in tools}))
    return bars


def _compare(step: str, medians: dict[str, float]) -> Bar:
    """Tilshi has to be faster than the fastest peer."""
    ours = medians.pop("tilshi")
    peer = min(medians, key=medians.__getitem__)
    return Bar(f"{step}: Tilshi's time, of that of {peer}", ours / medians[peer], 1.0)


def _time(step: str, tools: list[Tool]) -> dict[str, list[Run]]:
    """A warm-up of each, then rounds; of what is slow the warm-up counts, and has one round more."""
    warm = {tool.name: tool.run(step, 0) for tool in tools}
    slow = {tool.name: tool for tool in tools if warm[tool.name].seconds > SLOW}
    quick = {tool.name: _round(tool, step) for tool in tools if tool.name not in slow}
    runs = interleaved(quick, ROUNDS)
    for name, tool in slow.items():
        runs[name] = [warm[name], tool.run(step, ROUNDS + 1)]
    return runs


def _round(tool: Tool, step: str) -> Callable[[int], Run]:
    return lambda number: tool.run(step, number + 1)


def _tilshi() -> Tool:
    extract = [TILSHI, "extract"]
    back = [TILSHI, "publish", "--format", "source"]
    return Tool(
        "tilshi",
        {"extract": extract, "update": extract, "reassemble": back},
        output="public",
        state=(".tilshi",),
        lay=newsroom.lay,
        fill=fill.approve_all,
    )


def _tilshi_with_pages() -> Tool:
    """All that `publish` does, which no peer does: beside the others, not judged."""
    tool = _tilshi()
    commands = {**tool.commands, "reassemble": [TILSHI, "publish"]}
    return replace(tool, name="tilshi, with pages", commands=commands)


def _toolkit() -> Tool:
    requirements = ("translate-toolkit[markdown]==3.20.4", "rapidfuzz==3.14.3")
    return _driven("translate-toolkit", "use_toolkit.py", requirements, ("templates",))


def _mdpo() -> Tool:
    return _driven("mdpo", "use_mdpo_commands.py", ("mdpo==2.1.4",))


def _mdpo_functions() -> Tool:
    return _driven("mdpo, its functions", "use_mdpo.py", ("mdpo==2.1.4",))


def _driven(
    name: str, driver: str, requirements: tuple[str, ...], state: tuple[str, ...] = ()
) -> Tool:
    """A tool in an environment of its own: two of them have commands of the same names."""
    python = str(environment(name, requirements))
    commands = {step: [python, str(DRIVERS / driver), step] for step in STEPS}
    return Tool(name, commands, output="localized", state=state)


def environment(name: str, requirements: tuple[str, ...]) -> Path:
    """Return the Python of an environment that has what is required, made when first asked for."""
    folder = WORK / "environments" / name
    python, said = folder / "bin/python", folder / "requirements.txt"
    wanted = "\n".join(requirements)
    if not said.exists() or said.read_text() != wanted:
        print(f"setting up {name} …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*command, *requirements], check=True, stderr=subprocess.DEVNULL)
        said.write_text(wanted)
    return python


def _po4a() -> Tool | None:
    if not shutil.which("po4a"):
        print("po4a is left out: it is not here (Debian: apt-get install po4a)\n", file=sys.stderr)
        return None

    def lay(folder: Path) -> None:
        options = 'opt:"-o markdown -o neverwrap -o yfm_keys=title,description -k 0"'
        lines = [
            f"[po4a_langs] {' '.join(LOCALES)}",
            "[po4a_paths] templates/$master.pot $lang:locales/$lang/$master.po",
            "[options] -M UTF-8 -L UTF-8",
            *(f"[type: text] articles/{path.name} $lang:localized/$lang/{path.name} {options} pot={path.stem}"
              for path in sorted((folder / "articles").iterdir())),
        ]  # fmt: skip
        (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", "utf-8")

    without = ["po4a", "-q", "--no-translations", "po4a.cfg"]
    back = ["po4a", "-q", "--no-update", "po4a.cfg"]
    commands = {"extract": without, "update": without, "reassemble": back}
    folders = tuple(f"locales/{locale}" for locale in LOCALES)
    return Tool("po4a", commands, "localized", ("templates",), folders, lay)


def _is_translated(path: Path) -> bool:
    """Whether it is a localized article: with letters that are not Latin."""
    return any("\u0400" <= char <= "\u9fff" and char.isalpha() for char in path.read_text("utf-8"))


def _unwrapped(path: Path) -> str:
    return path.read_text("utf-8").replace('"\n"', "").replace('"\n#| "', "")
