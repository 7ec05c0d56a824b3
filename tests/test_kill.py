"""kill -9 at any moment: no broken catalog, no lost approval, no second payment."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from newsroom import SETTINGS, Newsroom
from pressroom import everything, tree

from i18n import engines, mask
from i18n.answers import Answers
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.memory import index, shelf, sqlite
from i18n.model import Brief, State
from workflow import cli, drafting, pipeline, remembering
from workflow.site import press, standing
from workflow.terminal import bulk

KILLS = 200
PROMPT = re.compile(r"^\[a,.*,q,\?\]", re.MULTILINE)
LOADED = (cli, drafting, pipeline, bulk, press, index, sqlite)
"""Imported here, so that a child is at work at once and the kill does not hit an import."""

SITE = """\
locales = ["kk"]
[engines]
chain = ["memory"]
[checks]
select = ["empty"]
[site]
url = "https://news.example"
"""

SENTENCES = [f"The university opened hall {number} in Almaty today." for number in range(24)]
ARTICLE = (
    "Halls open\n\n"
    + "\n\n".join(" ".join(SENTENCES[at : at + 4]) for at in range(0, 24, 4))
    + "\n"
)


def killed(room: Newsroom, words: list[str], after: float, given: str = "") -> str:
    """Run a command in a child, kill it after so many seconds, and return what it had printed."""
    out, source = room.root / "out", room.root / "in"
    source.write_text(given, "utf-8")
    out.write_text("", "utf-8")
    child = os.fork()
    if child == 0:
        _become(room, words, source, out)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return out.read_text("utf-8")


def _become(room: Newsroom, words: list[str], source: Path, out: Path) -> None:
    """Be the command, in the forked child; never return."""
    os.chdir(room.root)
    os.dup2(os.open(source, os.O_RDONLY), 0)
    os.dup2(os.open(out, os.O_WRONLY | os.O_TRUNC), 1)
    os.dup2(1, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.stderr = sys.stdout
    os.environ |= room.environment
    try:
        cli.cli(words, standalone_mode=False)
    finally:
        os._exit(0)


@contextmanager
def standin(folder: Path) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """The stand-in service in a process of its own: its address, and what it was asked so far."""
    answers, log = folder / "none.json", folder / "log"
    answers.write_text("{}", "utf-8")
    program = [sys.executable, str(Path(__file__).with_name("standin.py")), str(answers), "0.01"]
    with log.open("w") as file, subprocess.Popen(program, stdout=file) as server:
        while "\n" not in log.read_text("utf-8"):
            time.sleep(0.01)

        def asked() -> list[str]:
            lines = log.read_text("utf-8").split("\n")[1:-1]
            return [text for line in lines for text in json.loads(line)[1].split("\n")]

        try:
            yield log.read_text("utf-8").split("\n")[0], asked
        finally:
            server.kill()


def settings(url: str) -> str:
    return (
        'locales = ["kk"]\n[engines]\nchain = ["memory", "google"]\n'
        f'[engines.google]\nurl = "{url}"\nrate = 400\nchars = 220\n'
    )


def stored(room: Newsroom, url: str) -> set[str]:
    """The sentences whose answers are on disk."""
    path = room.project.state / "answers.db"
    (google,) = engines.load(["google"], {"google": {"url": url}})
    with closing(Answers(path)) as answers:
        chain = Chain([Interpreter(google, answers)])
        return {s for s in SENTENCES if chain.stored(mask.mask(s), Brief("en", "kk"))}


def test_translating(tmp_path: Path) -> None:
    chance = random.Random(7)
    with standin(tmp_path) as (url, asked):
        room: Newsroom | None = None
        paid: set[str] = set()
        for kill in range(KILLS):
            if room is None:
                room = Newsroom(tmp_path / f"room{kill}", settings(url), {"halls.txt": ARTICLE})
                room.tilshi("extract")
                approve_two(room)
                approved, paid, log = approvals(room), set(), len(asked())
            killed(room, ["translate"], chance.uniform(0, 0.35))
            assert not paid & set(asked()[log:]), "asked again for what was answered and stored"
            paid, log = stored(room, url), len(asked())
            states = room.states("halls", "kk")
            assert approvals(room) == approved
            assert set(states) <= {State.UNTRANSLATED, State.DRAFT, State.APPROVED}
            if State.UNTRANSLATED not in states:
                room = None
        assert kill == KILLS - 1


def approve_two(room: Newsroom) -> None:
    path = room.root / "locales/kk/LC_MESSAGES/halls.po"
    text = path.read_text("utf-8")
    for sentence in SENTENCES[:2]:
        text = text.replace(f'"{sentence}"\nmsgstr ""', f'"{sentence}"\nmsgstr "{sentence[-30:]}"')
    path.write_text(text, "utf-8")
    room.tilshi("review", "--approve-all", "--name", "An Editor")


def approvals(room: Newsroom) -> dict[str, str]:
    units = room.catalog("halls", "kk").units
    return {unit.source: unit.target for unit in units if unit.state is State.APPROVED}


UNCHECKED = SETTINGS + '[checks]\nselect = ["empty"]\n'
"""With checks, approved sentences in which errors stand would be asked about again."""


def test_reviewing(tmp_path: Path) -> None:
    chance = random.Random(11)
    room: Newsroom | None = None
    for kill in range(KILLS):
        if room is None:
            folder = tmp_path / f"room{kill}"
            room = Newsroom(folder, UNCHECKED, articles={"halls.txt": ARTICLE})
            room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
        before = approvals(room)
        printed = killed(room, ["review", "-l", "kk"], chance.uniform(0, 0.12), "a\n" * 30)
        after = approvals(room)
        acknowledged = max(len(PROMPT.findall(printed)) - 1, 0)
        assert before.items() <= after.items()
        assert len(after) >= len(before) + acknowledged
        assert set(room.states("halls", "kk")) <= {State.DRAFT, State.APPROVED}
        if len(after) == 25:
            room = None


def test_building_and_looking_up_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LOOSE", 5)
    chance = random.Random(17)
    room = Newsroom(tmp_path, articles={"halls.txt": ARTICLE})
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    approved = approvals(room)
    locale = room.project.locales(["kk"])
    for kill in range(KILLS):
        words = ["build"] if kill % 2 else ["look", SENTENCES[3] + " Now", "-l", "kk"]
        killed(room, ["memory", *words], chance.uniform(0, 0.12))
        with closing(remembering.memory_of(room.project)) as memory:
            remembering.refresh(room.project, memory, locale)
            found = {source: memory.look("kk", source, most=1)[0].target for source in approved}
            assert found == approved
            assert memory.notice == ""


def test_publishing(tmp_path: Path) -> None:
    """A site that was killed in the middle of edits is, once it is finished, as if it had not been."""
    chance = random.Random(19)
    texts = {f"n{number}.md": f"# No. {number}\n\nIt rained.\n" for number in range(30)}
    room = Newsroom(tmp_path / "room", SITE, texts)
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    room.tilshi("review", "--approve-all", "--name", "An Editor", "-l", "kk")
    for kill in range(KILLS // 5):
        name = f"articles/n{chance.randrange(30)}.md"
        if chance.random() < 0.3:
            (room.root / name).unlink(missing_ok=True)
        else:
            room.write(
                name, f"---\ndate: 2026-{kill % 12 + 1:02}-09\n---\n# No. {kill}\n\nIt rained.\n"
            )
        before = set(standing.published(room.project))
        killed(room, ["publish"], chance.uniform(0, 0.3))
        assert {slug for slug, code in before if code == "kk"} <= {
            slug for slug, code in standing.published(room.project) if code == "kk"
        } | removed(room)
        if kill % 8 == 7:
            whole = everything(room.root)
            press.publish(room.project)
            assert tree(room.root / "public") == tree(whole)
            assert not list((room.root / ".tilshi").glob("publishing-*"))


def removed(room: Newsroom) -> set[str]:
    return {f"n{number}" for number in range(30)} - {one.slug for one in room.project.articles}


@pytest.mark.gettext
def test_a_catalog_is_whole_after_a_kill(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, articles={"halls.txt": ARTICLE})
    room.tilshi("translate", "--engine", "pseudo", "-l", "kk")
    chance = random.Random(13)
    for _ in range(10):
        killed(room, ["review", "-l", "kk"], chance.uniform(0, 0.1), "a\nu\na\n" * 9)
        path = room.root / "locales/kk/LC_MESSAGES/halls.po"
        subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=True)
