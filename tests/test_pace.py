import threading

import pytest

from i18n.dispatch.pace import FAILURES, UNREACHABLE, Pace
from i18n.engines.engine import Limits
from i18n.engines.faults import BadOutput, Off, RateLimited, Refused, Transient, Unreachable


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def failing(*errors: Exception):
    """A request that meets these errors first, then succeeds."""
    left = list(errors)

    def ask() -> str:
        if left:
            raise left.pop(0)
        return "answer"

    return ask


def test_requests_keep_the_rate(clock) -> None:
    pace = Pace(Limits(rate=2), clock.time, clock.sleep)

    for _ in range(11):
        pace.call(failing())

    assert 4.5 <= clock.now <= 5.0


def test_what_may_succeed_later_is_tried_again(clock) -> None:
    pace = Pace(Limits(rate=100, retries=3), clock.time, clock.sleep)

    assert pace.call(failing(*[Transient("500")] * 3)) == "answer"


def test_after_the_last_retry_the_fault_is_told(clock) -> None:
    pace = Pace(Limits(rate=100, retries=3), clock.time, clock.sleep)

    with pytest.raises(Transient, match="500"):
        pace.call(failing(*[Transient("500")] * 4))


def test_waits_grow_and_are_random(clock) -> None:
    pace = Pace(Limits(rate=100, retries=12), clock.time, clock.sleep)

    pace.call(failing(*[Transient("500")] * 12))
    waits = [wait for wait in clock.slept if wait > 0.02]

    assert max(waits) <= 60
    assert sum(waits[:3]) < sum(waits[-3:])
    assert len(set(waits)) == len(waits)


def test_retry_after_is_obeyed_by_everybody(clock) -> None:
    pace = Pace(Limits(rate=100), clock.time, clock.sleep)

    pace.call(failing(RateLimited("429", after=7)))

    assert 7 <= clock.now < 7.1


def test_an_engine_that_asks_for_an_hour_is_off(clock) -> None:
    pace = Pace(Limits(), clock.time, clock.sleep)

    with pytest.raises(RateLimited):
        pace.call(failing(RateLimited("429", after=3600)))
    with pytest.raises(Off, match="429"):
        pace.call(failing())


def test_a_refusal_is_final(clock) -> None:
    pace = Pace(Limits(), clock.time, clock.sleep)

    with pytest.raises(Refused):
        pace.call(failing(Refused("no key")))
    with pytest.raises(Off, match="no key"):
        pace.call(failing())


@pytest.mark.parametrize(("fault", "most"), [(Transient, FAILURES), (Unreachable, UNREACHABLE)])
def test_failures_in_a_row_turn_the_engine_off(clock, fault, most) -> None:
    pace = Pace(Limits(retries=100), clock.time, clock.sleep)
    asked = []

    def ask() -> str:
        asked.append(1)
        raise fault("down")

    with pytest.raises(fault):
        pace.call(ask)

    assert len(asked) == most
    assert pace.off


def test_an_answer_that_is_no_good_shows_that_the_engine_lives(clock) -> None:
    pace = Pace(Limits(rate=100, retries=0), clock.time, clock.sleep)

    for _ in range(FAILURES):
        with pytest.raises(Transient):
            pace.call(failing(Transient("500")))
        with pytest.raises(BadOutput):
            pace.call(failing(BadOutput("two lines for three")))

    assert not pace.off


def test_no_more_than_the_workers_ask_at_once() -> None:
    pace = Pace(Limits(rate=1000, workers=2))
    inside, most, lock = 0, 0, threading.Lock()
    hold = threading.Event()

    def ask() -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        hold.wait(0.02)
        with lock:
            inside -= 1

    threads = [threading.Thread(target=pace.call, args=(ask,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 2


def test_stopping_wakes_those_who_wait() -> None:
    pace = Pace(Limits(rate=0.01))
    pace.call(failing())
    ended = []

    def wait() -> None:
        with pytest.raises(Off):
            pace.call(failing())
        ended.append(1)

    thread = threading.Thread(target=wait)
    thread.start()
    pace.stop()
    thread.join(2)

    assert ended
