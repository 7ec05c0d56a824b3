"""Translating the news through a slow and faulty stand-in, beside deep-translator's own loop.

The stand-in answers after 150 ms, a fifth of all requests with a fault, with what Google really
said. The ideal is the number of requests times the latency over those allowed at once. It is
reckoned with the requests sent, those repeated after a fault among them, and printed as well
with those that packing alone would need. deep-translator gets as many tries as it wants.
"""

import html
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.measure import ROOT, Bar
from i18n import engines, mask
from i18n.answers import Answers
from i18n.dispatch.answer import Answer
from i18n.dispatch.chain import Chain
from i18n.dispatch.interpreter import Interpreter
from i18n.model import Brief, Unit
from workflow.plan import plan
from workflow.translate import translate
from workflow.typesetting import typeset
from workflow.work import Work

LATENCY, SHARE = 0.15, 0.2
WORKERS = 4
LOOPED = 120
"""Sentences that the loop translates; its time for all is reckoned from that."""
PAIRS = {"ru": "ru", "zh_Hans": "zh-CN"}


def run() -> list[Bar]:
    """Translate the articles into Russian and Chinese, and return what was asked for."""
    news = _news()
    right = {code: _right(news, code) for code in PAIRS}
    with _standin({PAIRS[code]: right[code] for code in PAIRS}) as (url, asked):
        bars = _ours(news, right, url, asked)
        sources = [source for one in news for source in one][:LOOPED]
        loop = _loop(sources, url) / len(sources) * sum(map(len, right.values()))
    print(f"deep-translator's loop, reckoned from {LOOPED} sentences: {loop:.0f} s")
    ours = bars.pop()
    return [*bars, Bar("time over a fifteenth of the loop's", ours.figure / (loop / 15), 1)]


def _ours(
    news: Sequence[Sequence[str]],
    right: dict[str, dict[str, str]],
    url: str,
    asked: list[str],
) -> list[Bar]:
    works = [_work(n, one, code) for code in PAIRS for n, one in enumerate(news)]
    with tempfile.TemporaryDirectory() as folder, closing(Answers(Path(folder) / "a.db")) as kept:
        options = {"google": {"url": url, "rate": 1000, "workers": WORKERS}}
        (google,) = engines.load(["google"], options)
        chain = Chain([Interpreter(google, kept)])
        chains = dict.fromkeys(PAIRS, chain)
        packed = sum(one.requests for one in plan(works, chains))
        start = time.perf_counter()
        found = {
            (work.brief.target, source): outcome
            for work, outcomes in translate(works, chains)
            for (_, source), outcome in outcomes.items()
        }
        seconds = time.perf_counter() - start
        google.close()
    wrong = sum(
        found.get((work.brief.target, source)) != answer
        for work in works
        for (_, source), answer in typeset(work, _told(work, right[work.brief.target])).items()
    )
    sentences, ideal = sum(map(len, right.values())), packed * LATENCY / WORKERS
    tried = len(asked) * LATENCY / WORKERS
    print(f"{sentences} sentences, {packed} requests packed, {len(asked)} sent with those repeated")
    print(
        f"{seconds:.2f} s: {seconds / tried:.2f} of the ideal for the requests sent ({tried:.2f} s)"
    )
    print(
        f"and {seconds / ideal:.2f} of that for {packed} requests without a fault ({ideal:.2f} s)"
    )
    return [
        Bar("sentences that are wrong or missing", wrong, 0),
        Bar("time over the ideal for the requests sent", seconds / tried, 1.3),
        Bar("requests sent over sentences", len(asked) / sentences, 0.1),
        Bar("seconds", seconds, 1e9),
    ]


def _told(work: Work, right: dict[str, str]) -> dict[tuple[str, str], Answer]:
    """What the service says of the sentences of a work without markup, as it is put in a catalog."""
    return {
        unit.key: Answer(mask.unmask(masked, right[unit.source]), "google/web")
        for passage in work.passages
        for unit in passage
        if (masked := mask.mask(unit.source)).text == unit.source
    }


def _loop(sources: Sequence[str], url: str) -> float:
    """Seconds that deep-translator takes for a list, in a process of its own."""
    driver = ROOT / "benchmarks/drivers/use_deep_translator.py"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.json"
        path.write_text(json.dumps(sources), "utf-8")
        command = [sys.executable, driver, url, path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _news() -> list[list[str]]:
    """The articles of the news data, as lists of sentences."""
    folder = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared" / "data"))
    lines = (folder / "newstest2019.jsonl").read_text("utf-8").split("\n")
    return [[s["en"] for s in json.loads(line)["segments"]] for line in lines if line]


def _right(news: Sequence[Sequence[str]], code: str) -> dict[str, str]:
    folder = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared" / "data"))
    lines = (folder / "newstest2019.jsonl").read_text("utf-8").split("\n")
    rows = (segment for line in lines if line for segment in json.loads(line)["segments"])
    return {row["en"]: html.unescape(row[f"google_{code[:2]}"]) for row in rows}


def _work(number: int, sentences: Sequence[str], code: str) -> Work:
    passages = (sentences[n : n + 3] for n in range(0, len(sentences), 3))
    return Work(f"{code}/{number}", Brief("en", code), tuple(tuple(map(Unit, p)) for p in passages))


@contextmanager
def _standin(answers: dict[str, dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Serve from another process; yield the address, and what it was asked, as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.json"
        masked = {
            code: {mask.mask(s).text: mask.mask(t).text for s, t in pairs.items()}
            for code, pairs in answers.items()
        }
        path.write_text(json.dumps(masked), "utf-8")
        command = [sys.executable, ROOT / "tests/standin.py", path, str(LATENCY), str(SHARE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            asked: list[str] = []
            reader = threading.Thread(target=lambda: asked.extend(server.stdout or ()), daemon=True)
            reader.start()
            try:
                yield url, asked
            finally:
                server.kill()
