"""A crowd: reviewers at a desk, each with a page open that listens, over real connections.

    python -m benchmarks.crowd ADDRESS COOKIE SECONDS THINK SEED SLUG...

A reviewer opens the page of an article, then sentence after sentence at random: they read for a
while, and write, approve or comment. Whoever finds a sentence changed meanwhile looks at both
texts and decides again. One reviewer for each slug named; what was acknowledged, how long each
answer took, and what went wrong is written to standard output as JSON.
"""

import json
import random
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

from benchmarks.replay import Said

LANG = "ru"
WHO = "An Editor"
SOON = 4.0
"""Seconds after which a page that was told of changes is loaded again, as its scripts do."""
_ROW = re.compile(r'<article class="row[^>]*? data-uid="([0-9a-f]{12})" data-etag="([0-9a-f]{12})"')
_CSRF = re.compile(r'"X-CSRF": "(\w+)"')


@dataclass
class Seen:
    """What a crowd saw: acknowledged edits by slug, seconds by kind of request, and mistakes."""

    log: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    events: int = 0

    def add(self, other: "Seen") -> None:
        for slug, said in other.log.items():
            self.log[slug] += said
        for kind, seconds in other.seconds.items():
            self.seconds[kind] += seconds
        self.wrong += other.wrong
        self.events += other.events


@dataclass
class Person:
    """One reviewer at one article; `think` are the mean seconds they look at a sentence."""

    address: str
    cookie: str
    slug: str
    name: str
    think: float
    seen: Seen = field(default_factory=Seen)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.name)
        self.connection = HTTPConnection(self.address, timeout=60)
        self.csrf = ""
        self.rows: dict[str, str] = {}
        self.told, self.loaded = False, 0.0

    def run(self, until: float) -> None:
        """Review until that moment of the monotonic clock."""
        time.sleep(self.chance.uniform(0, self.think))
        self._page()
        listening = threading.Thread(target=self._listen, args=(until,), daemon=True)
        listening.start()
        while time.monotonic() < until:
            if self.chance.random() < 0.1 or (self.told and time.monotonic() > self.loaded + SOON):
                self._page()
            self._sentence(self.chance.choice(sorted(self.rows)))
        listening.join()
        self.connection.close()

    def _page(self) -> None:
        self.told, self.loaded = False, time.monotonic()
        text = self._ask("page", "GET", f"/review/{LANG}/{quote(self.slug)}")[1]
        self.rows = dict(_ROW.findall(text))
        self.csrf = _CSRF.search(text)[1]  # type: ignore[index]

    def _sentence(self, uid: str) -> None:
        """Open a sentence, read it, and decide; once more where somebody was quicker."""
        path = f"/row/{LANG}/{uid}/{quote(self.slug)}"
        self._learn(self._ask("open", "GET", path)[1])
        action = self.chance.choices(("save", "approve", "comment"), (5, 4, 1))[0]
        text = f"Зал {self.name}-{len(self.seen.log[self.slug])} открыт для читателей."
        given = {"action": action, "text" if action == "comment" else "target": text}
        for _ in range(5):
            time.sleep(self.chance.uniform(0.5, 1.5) * self.think)
            etag, day = self.rows[uid], time.strftime("%Y-%m-%d", time.gmtime())
            status, answer = self._ask(action, "POST", path, given | {"etag": etag})
            self._learn(answer)
            if status == 200:
                self.seen.log[self.slug].append(Said(action, uid, etag, WHO, text, day))
            if status != 409:
                return

    def _learn(self, text: str) -> None:
        self.rows |= dict(_ROW.findall(text))

    def _ask(
        self, kind: str, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        headers = {"Cookie": self.cookie}
        if kind != "page":
            headers["HX-Request"] = "true"
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://{self.address}",
                "X-CSRF": self.csrf,
            }
        start = time.perf_counter()
        self.connection.request(method, path, urlencode(form) if form else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.seen.seconds[kind].append(time.perf_counter() - start)
        if answer.status not in {200, 409}:
            self.seen.wrong.append(f"{answer.status} for {method} {path}: {text[:300]}")
        return answer.status, text

    def _listen(self, until: float) -> None:
        """Read the events of the page."""
        connection = HTTPConnection(self.address, timeout=max(until - time.monotonic(), 0.1))
        where = f"/events?lang={LANG}&slug={quote(self.slug)}"
        connection.request("GET", where, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        if answer.status not in {200, 429}:
            self.seen.wrong.append(f"{answer.status} for {where}")
        try:
            while time.monotonic() < until and (line := answer.readline()):
                self.seen.events += line.startswith(b"event:")
                self.told |= line.startswith((b"event: changed", b"event: findings"))
        except TimeoutError:
            pass
        finally:
            answer.close()
            connection.close()


def crowd(
    address: str, cookie: str, seconds: float, think: float, seed: str, slugs: Sequence[str]
) -> Seen:
    """Let one reviewer for each slug work, and return what they saw together."""
    people = [Person(address, cookie, slug, f"{seed}-{n}", think) for n, slug in enumerate(slugs)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=one.run, args=(until,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    every = Seen()
    for person in people:
        every.add(person.seen)
    return every


def read(text: str) -> Seen:
    """Return what another process wrote."""
    given = json.loads(text)
    log = {slug: [Said(*one) for one in said] for slug, said in given["log"].items()}
    return Seen(log, given["seconds"], given["wrong"], given["events"])


def main() -> None:
    """Do what the command line says."""
    address, cookie, seconds, think, seed, *slugs = sys.argv[1:]
    seen = crowd(address, cookie, float(seconds), float(think), seed, slugs)
    log = {slug: [astuple(one) for one in said] for slug, said in seen.log.items()}
    shown = {"log": log, "seconds": seen.seconds, "wrong": seen.wrong, "events": seen.events}
    print(json.dumps(shown))


if __name__ == "__main__":
    main()
