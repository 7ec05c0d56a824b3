"""kill -9 of the desk during saves, 200 times: what was acknowledged is in the catalogs."""

import http.client
import os
import random
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from urllib.parse import urlencode

import pytest
from deskroom import EDITOR, Deskroom
from filelock import FileLock

from benchmarks.replay import Said, replayed
from i18n.model import Catalog, Unit
from workflow.desk import desk, serving
from workflow.desk.door.csrf import word
from workflow.desk.door.door import Door
from workflow.pipeline import live
from workflow.reviewing.rows import etag

KILLS = 200
ROOMS = 4
"""Projects in which desks are killed at the same time."""
HANDS = 3
"""Connections that save to one desk at once."""

HALLS = (
    "# Halls\n\n" + "\n\n".join(f"Hall {n} of the library is open." for n in range(1, 13)) + "\n"
)
SETTINGS = 'locales = ["ru"]\n[engines]\nchain = ["memory"]\n'


@dataclass
class Victim:
    """A desk in a process of its own, forked off this one: all it needs is imported."""

    room: Deskroom
    token: str = "k" * 43
    log: list[Said] = field(default_factory=list)
    sent: list[Said] = field(default_factory=list)
    at_work: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start the server on a port that is free, and wait until it answers."""
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        self.port = listening.getsockname()[1]
        sys.stdout.flush()
        self.process = os.fork()
        if self.process == 0:
            _serve(self.room.root, self.token, listening)
        listening.close()
        assert self.ask("GET", "/healthz") == 200

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": f"tilshi-{self.port}={self.token}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRF": word(self.token),
        }
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def hand(self, seed: str, catalog: Catalog) -> None:
        """Save sentence after sentence until the desk is gone; log what was acknowledged."""
        chance = random.Random(seed)
        seen = {unit.uid: unit for unit in live(catalog)}
        for number in range(1000):
            uid = chance.choice(sorted(seen))
            text = f"Зал {seed}-{number} открыт."
            said = Said("save", uid, etag(seen[uid]), EDITOR.name, text)
            self.sent.append(said)
            form = {"action": "save", "target": text, "etag": said.etag, "next": "stay"}
            try:
                status = self.ask("POST", f"/row/ru/{uid}/halls", form)
            except (OSError, http.client.HTTPException):
                return
            assert status in {303, 409}, status
            if status == 303:
                self.log.append(said)
                self.at_work.set()
            else:
                self.sent.remove(said)
            seen = {unit.uid: unit for unit in live(self.room.catalog("halls", "ru"))}


def _serve(root: Path, token: str, listening: socket.socket) -> None:
    """Be the server, in the forked child; never return."""
    try:
        serving.Server(desk.Desk(root, EDITOR, Door(token))).run([listening])
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
        os._exit(1)


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Save once in this process, so that no child has anything left to import."""
    with Deskroom(
        tmp_path_factory.mktemp("warm"), SETTINGS, {"halls.md": HALLS}, drafts={}
    ) as room:
        unit = room.unit("ru", "Hall 1 ", "halls")
        fields = {"action": "save", "target": "Зал 1 открыт.", **room.seen(unit)}
        assert room.post(f"/row/ru/{unit.uid}/halls", fields).status == 303


@pytest.mark.parametrize("number", range(ROOMS))
def test_what_was_acknowledged_is_in_the_catalogs(tmp_path: Path, number: int) -> None:
    """Whatever moment it is: no save is lost, no file is cut short, no lock is left behind."""
    chance = random.Random(number)
    room = Deskroom(tmp_path, SETTINGS, {"halls.md": HALLS}, drafts={}, glossary="term,ru\n")
    path = room.root / "locales/ru/LC_MESSAGES/halls.po"
    kills = acknowledged = 0
    while kills < KILLS // ROOMS:
        victim, before = Victim(room), room.catalog("halls", "ru")
        victim.start()
        hands = [
            threading.Thread(target=victim.hand, args=(f"{number}-{kills}-{n}", before))
            for n in range(HANDS)
        ]
        for one in hands:
            one.start()
        assert victim.at_work.wait(60)
        time.sleep(chance.uniform(0, 0.08))
        victim.kill()
        for one in hands:
            one.join()
        kills += 1

        after = room.catalog("halls", "ru")
        _compare(before, after, victim)
        acknowledged += len(victim.log)
        with FileLock(room.project.lock_for("lock").lock_file, timeout=0):
            assert path.read_text("utf-8").endswith('"\n')
    assert acknowledged > kills
    with suppress(FileNotFoundError):  # the last kill may have cut a file short beside the catalog
        path.with_name(".halls.po.tilshi").unlink()
    assert [one.name for one in path.parent.iterdir()] == ["halls.po"]


def _compare(before: Catalog, after: Catalog, victim: Victim) -> None:
    """Replay what was acknowledged, with what may have been saved without an answer."""
    unsure = [one for one in victim.sent if one not in victim.log]
    assert len(unsure) <= HANDS
    for unit, now in zip(live(before), live(after), strict=True):
        log = [one for one in victim.log if one.uid == unit.uid]
        maybe = [one for one in unsure if one.uid == unit.uid]
        ways = [some for n in range(len(maybe) + 1) for some in combinations(maybe, n)]
        assert now in [way for some in ways for way in _replays(unit, [*log, *some])], log


def _replays(unit: Unit, log: list[Said]) -> Iterator[Unit]:
    """Yield what a unit has to be after a log, if that is one that can be."""
    with suppress(AssertionError):
        yield replayed(unit, log)
