"""The crew: work spread over processes is the work done here, only sooner."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.errors import Place, UserError
from workflow.site import crew
from workflow.site.crew import spread

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux alone")
WORDS = [f"сөз {number}" for number in range(200)]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    mine = threading.active_count()  # a browser's driver, of another test
    linux_only = sys.platform.startswith("linux")
    monkeypatch.setattr(crew, "_may_fork", lambda: linux_only and threading.active_count() <= mine)
    monkeypatch.delenv(crew.JOBS, raising=False)
    others.clear()
    others.update(children())
    yield
    assert not children(), "a worker is left"


others: set[int] = set()
"""The processes of other tests: a browser, a database."""


def children() -> list[int]:
    mine = Path(f"/proc/self/task/{os.getpid()}/children")
    found = map(int, mine.read_text().split()) if mine.exists() else ()
    return [one for one in found if one not in others]


def elsewhere(word: str) -> tuple[str, bool]:
    return word.upper(), os.getpid() == HERE


HERE = os.getpid()


@linux
def test_workers_give_the_same_results_in_the_same_order() -> None:
    found = list(spread(elsewhere, WORDS))

    assert found == [(word.upper(), False) for word in WORDS]


@given(st.lists(st.text("aЖқ字🙂\n ", max_size=5), max_size=150), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_however_many_workers_there_are_the_results_are_those_of_one(
    texts: list[str], count: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "_processors", lambda: count)
        assert list(spread(str.swapcase, texts)) == [text.swapcase() for text in texts]


@linux
def test_what_is_slow_first_still_comes_first() -> None:
    def work(number: int) -> int:
        time.sleep(0.2 if number == 0 else 0)
        return number

    assert list(spread(work, range(100))) == list(range(100))


@linux
def test_results_may_be_larger_than_what_a_pipe_holds() -> None:
    found = list(spread(lambda number: "қ" * 100_000 * (number % 3), range(100)))

    assert [len(one) for one in found] == [100_000 * (number % 3) for number in range(100)]


@pytest.mark.parametrize("why", ["few items", "TILSHI_JOBS", "another thread", "one processor"])
def test_this_process_does_the_work_when_workers_would_be_no_use(
    why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    if why == "TILSHI_JOBS":
        monkeypatch.setenv(crew.JOBS, "1")
    if why == "one processor":
        monkeypatch.setattr(crew, "_processors", lambda: 1)
    if why == "another thread":
        thread.start()
    words = WORDS[:10] if why == "few items" else WORDS

    found = list(spread(elsewhere, words))
    over.set()

    assert found == [(word.upper(), True) for word in words]


@pytest.mark.parametrize(("said", "count"), [("", 4), ("1", 1), ("3", 3), ("9", 4)])
def test_the_number_of_workers_can_be_limited(
    said: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 4)
    monkeypatch.setenv(crew.JOBS, said)

    assert crew.jobs() == count


@pytest.mark.parametrize("said", ["0", "-1", "two", "1.5", "²", " "])
def test_a_number_of_workers_that_is_none_is_refused(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(crew.JOBS, said)

    with pytest.raises(UserError, match=crew.JOBS):
        crew.jobs()


@pytest.mark.parametrize("processors", [1, 2])
def test_an_error_for_people_comes_after_the_results_before_it(
    processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: processors)

    def work(number: int) -> int:
        if number == 165:
            raise UserError("not UTF-8", hint="save it as UTF-8", at=Place("articles/a.md", 3))
        return number

    found: list[int] = []
    with pytest.raises(UserError, match="not UTF-8") as raised:
        found.extend(spread(work, range(200)))

    assert found == list(range(165))
    assert (raised.value.hint, raised.value.at) == ("save it as UTF-8", Place("articles/a.md", 3))


@linux
def test_a_bug_keeps_its_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="traceback stands above"):
        list(spread(lambda number: 1 // (number - 100), range(200)))

    assert "ZeroDivisionError" in capfd.readouterr().err


@linux
@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_killed_says_what_to_do(kill: signal.Signals) -> None:
    def work(number: int) -> int:
        if number == 100 and os.getpid() != HERE:
            os.kill(os.getpid(), kill)
        return number

    with pytest.raises(UserError, match="killed") as raised:
        list(spread(work, range(200)))

    assert "TILSHI_JOBS=1" in (raised.value.hint or "")


@linux
def test_no_worker_is_left_when_the_results_are_not_wanted_any_more() -> None:
    results = spread(lambda number: number, range(1000))
    next(results)
    assert len(children()) == 2

    results.close()  # type: ignore[attr-defined]

    assert children() == []


PROGRAM = """
import os, sys, time
from workflow.site import crew
crew._processors = lambda: 2
def work(number):
    if number == 40:
        print(os.getpid(), flush=True)
        time.sleep(60)
    return number
for one in crew.spread(work, range(200)):
    pass
"""


@linux
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_program(how: signal.Signals) -> None:
    program = PROGRAM.replace("60", "2") if how is signal.SIGKILL else PROGRAM
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout
        assert running.stderr
        worker = int(running.stdout.readline())
        (os.killpg if how is signal.SIGINT else os.kill)(running.pid, how)
        said = running.stderr.read()

    assert running.returncode == -how
    assert said.count("Traceback") == (1 if how is signal.SIGINT else 0)
    assert gone(worker), "it still runs"


def gone(process: int) -> bool:
    """Whether a process ends within some seconds; one that waits to be buried has ended."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(100):
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False
