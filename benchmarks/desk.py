"""The desk: a long article, and many reviewers at once.

    python -m benchmarks desk

page    GET /review of an article of 2,000 sentences; cold is the first after a start
save    POST of one sentence of it, as a script sends it: the answer holds the next row, open, with
        its rail. Beside it, what is written to disk for it: the same bytes, written and synced
start   from `tilshi desk` to the first page
crowd   50 reviewers for a minute at 20 articles of 60 sentences, who look at a sentence for two
        seconds on average and have a page open that is told of changes; two processes of clients,
        on the same machine. What was acknowledged is replayed against the catalogs afterwards

Times are those of the client, over a connection that is kept; the machine is the server's too.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

from benchmarks import articles, fill
from benchmarks.crowd import Person, Seen, read
from benchmarks.measure import ROOT, WORK, Bar
from benchmarks.newsroom import forget, lay, tilshi
from benchmarks.replay import replayed
from i18n.model import Catalog
from workflow.pipeline import live
from workflow.project import Project

LONG = 2_000
"""Sentences of the long article."""
ARTICLES, SENTENCES = 20, 60
PEOPLE, SECONDS, THINK, CLIENTS = 50, 60.0, 2.0, 2
ROUNDS = 40
COMMAND = (
    "from workflow.desk import live; live.PER_SESSION = 1000; from workflow.cli import main; main()"
)
"""The command, but for the limit of pages of one session: the crowd has one."""


@dataclass
class Desk:
    """A desk that answers; `began` is how many seconds that took."""

    address: str
    cookie: str
    began: float


def run() -> list[Bar]:
    """Time pages, saves and a start; then let the crowd in."""
    folder = _project()
    with _desk(folder) as desk:
        began, cold, warm, saves = desk.began, *_alone(desk)
        written = _written(folder)
    seen = _crowd(folder)
    print(f"{'start to first page':34} {1e3 * began:8.0f} ms")
    print(f"{'page of 2,000 sentences, cold':34} {1e3 * cold:8.0f} ms")
    print(f"{'page of 2,000 sentences, warm':34} {_shown(warm)}")
    print(f"{'save in it':34} {_shown(saves)}")
    print(f"{'  the same bytes, synced':34} {_shown(written)}")
    edits = sum(map(len, seen.log.values()))
    asked = [one for seconds in seen.seconds.values() for one in seconds]
    print(f"crowd: {edits:,} edits acknowledged, {len(asked):,} answers, {seen.events:,} events")
    for kind, seconds in sorted(seen.seconds.items()):
        print(f"  {kind:32} {_shown(seconds)}  x {len(seconds):,}")
    return [
        Bar("desk, page of 2,000 sentences, cold, seconds", cold, 0.3),
        Bar("desk, page of 2,000 sentences, seconds", median(warm), 0.3),
        Bar("desk, save in 2,000 sentences, seconds", median(saves), 0.05),
        Bar(f"desk, {PEOPLE} reviewers, p95 of all answers, seconds", _p95(asked), 0.2),
        Bar("desk, answers that were wrong", len(seen.wrong), 0),
        Bar("desk, edits lost or doubled", _lost(folder, seen), 0),
    ]


def _project() -> Path:
    """A project with a long article and others, all of it drafted."""
    folder = WORK / "desk"
    forget(folder, "articles", "locales", ".tilshi")
    sources = [_sentences(one.text) for one in articles.articles(LONG // 8)]
    flat = [sentence for sentences in sources for sentence in sentences]
    long = list(dict.fromkeys(flat))[:LONG]
    if len(long) < LONG:
        raise RuntimeError(f"only {len(long)} sentences")
    _article(folder, "long", long)
    for number in range(ARTICLES):
        _article(folder, f"a{number}", long[number * SENTENCES :][:SENTENCES])
    lay(folder)
    tilshi(folder, "extract", "-l", "ru")
    fill.draft_all(folder)
    return folder


def _sentences(text: str) -> list[str]:
    """Sentences that the same text is segmented into wherever they stand."""
    plain = [line for line in text.split("\n\n") if line[:1].isupper()]
    parts = " ".join(" ".join(plain).split()).replace(". ", ".\n").split("\n")
    return [one for one in parts if one.endswith(".") and one[:1].isupper() and "Dr." not in one]


def _article(folder: Path, name: str, sentences: list[str]) -> None:
    path = folder / f"articles/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    path.write_text(f"# Article {name}\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    """Start the command, and end it as Ctrl-C does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", COMMAND, "desk", "--port", str(port), "--name", "An Editor"]
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment) as server:  # fmt: skip
        try:
            yield _entered(server, port, start)
        finally:
            server.send_signal(2)
            server.wait(30)


def _entered(server: "subprocess.Popen[str]", port: int, start: float) -> Desk:
    """Wait for the desk, and come in with the token it prints."""
    assert server.stdout
    line = next(line for line in server.stdout if "?t=" in line)
    token = line.split("?t=")[1].split()[0]
    address = f"127.0.0.1:{port}"
    cookie = f"tilshi-{port}={token}"
    while True:
        try:
            connection = HTTPConnection(address, timeout=60)
            connection.request("GET", "/", headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"the desk answered {answer.status}")
            return Desk(address, cookie, time.perf_counter() - start)
        except ConnectionRefusedError:
            time.sleep(0.005)


def _alone(desk: Desk) -> tuple[float, list[float], list[float]]:
    """One reviewer at the long article: seconds of the first page, of others, and of saves."""
    one = Person(desk.address, desk.cookie, "long", "1", 0)
    for _ in range(ROUNDS):
        one._page()
    cold, *warm = one.seen.seconds["page"]
    time.sleep(4)  # the checks of the whole article are done
    for number, uid in enumerate(list(one.rows)[:ROUNDS]):
        given = {"action": "save", "target": f"Зал {number} открыт.", "etag": one.rows[uid]}
        status, answer = one._ask("save", "POST", f"/row/ru/{uid}/long", given)
        if status != 200:
            raise RuntimeError(answer)
        time.sleep(0.05)
    return cold, warm, one.seen.seconds["save"]


def _written(folder: Path) -> list[float]:
    """Seconds that it takes to write the catalog and sync it."""
    data = (folder / "locales/ru/LC_MESSAGES/long.po").read_bytes()
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with (folder / "bare").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        (folder / "bare").rename(folder / "bare.po")
        seconds.append(time.perf_counter() - start)
    return seconds


def _crowd(folder: Path) -> Seen:
    """Let the crowd in, and return what it saw."""
    fill.draft_all(folder)
    for slug in _slugs():
        (folder / "before").mkdir(exist_ok=True)
        (folder / f"before/{slug}.po").write_bytes(_path(folder, slug).read_bytes())
    slugs = [_slugs()[n % ARTICLES] for n in range(PEOPLE)]
    with _desk(folder) as desk:
        words = [sys.executable, "-m", "benchmarks.crowd", desk.address, desk.cookie]
        clients = [
            subprocess.Popen(
                [*words, str(SECONDS), str(THINK), str(n), *slugs[n::CLIENTS]],
                cwd=ROOT, stdout=subprocess.PIPE, text=True,
            )
            for n in range(CLIENTS)
        ]  # fmt: skip
        seen = Seen()
        for client in clients:
            seen.add(read(client.communicate()[0]))
    return seen


def _lost(folder: Path, seen: Seen) -> int:
    """How many catalogs are not what they have to be after all that was acknowledged."""
    lost = 0
    project = Project(folder)
    (locale,) = project.locales(["ru"])
    for article in project.select(_slugs()):
        before = _before(folder, article.slug)
        after = project.catalog(article, locale)
        assert after
        try:
            replay = [replayed(unit, seen.log[article.slug]) for unit in live(before)]
        except AssertionError as error:
            print(f"{article.slug}: {error}")
            lost += 1
        else:
            lost += replay != list(live(after))
    return lost


def _before(folder: Path, slug: str) -> Catalog:
    from i18n import catalog

    return catalog.parse((folder / f"before/{slug}.po").read_text("utf-8"), slug, "ru")


def _path(folder: Path, slug: str) -> Path:
    return folder / f"locales/ru/LC_MESSAGES/{slug}.po"


def _slugs() -> list[str]:
    return [f"a{number}" for number in range(ARTICLES)]


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _shown(seconds: list[float]) -> str:
    """Median, p95 and the longest, in milliseconds."""
    figures = (median(seconds), _p95(seconds), max(seconds))
    return " ".join(f"{1e3 * one:8.1f}" for one in figures) + " ms"
