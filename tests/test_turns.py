"""Threads hold the lock of a project together, and leave it to other programs often enough."""

import threading
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from workflow.reviewing import turns
from workflow.reviewing.turns import Turns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def ours(path: Path) -> Turns:
    return Turns(FileLock(path, thread_local=False))


def is_free(path: Path) -> bool:
    """Whether another program could have the lock now."""
    try:
        with FileLock(path, timeout=0):
            return True
    except Timeout:
        return False


def test_two_threads_are_inside_at_the_same_time(path: Path) -> None:
    lock, meeting = ours(path), threading.Barrier(2, timeout=30)

    def enter() -> None:
        with lock:
            meeting.wait()

    threads = [threading.Thread(target=enter) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert not meeting.broken


def test_other_programs_wait_until_the_last_is_out(path: Path) -> None:
    lock, inside, done = ours(path), threading.Event(), threading.Event()

    def stay() -> None:
        with lock:
            inside.set()
            done.wait(30)

    thread = threading.Thread(target=stay)
    thread.start()
    inside.wait(30)
    with lock:
        assert not is_free(path)
    assert not is_free(path)
    done.set()
    thread.join()

    assert is_free(path)


def test_a_thread_may_enter_again_however_long_it_takes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONG", 0.0)
    lock = ours(path)
    with lock, lock:
        assert not is_free(path)
    assert is_free(path)


def test_who_fails_inside_leaves_it_free(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ours(path):
        raise ZeroDivisionError

    assert is_free(path)


def test_another_program_has_its_turn_though_there_is_always_a_thread_inside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONG", 0.01)
    lock, begun, over = ours(path), threading.Event(), threading.Event()
    came = [threading.Semaphore(0), threading.Semaphore(0)]

    def relay(me: int) -> None:
        """Be inside until the other comes in, for as long as it does."""
        while not over.is_set():
            while came[me].acquire(blocking=False):
                pass
            with lock:
                came[1 - me].release()
                begun.set()
                came[me].acquire(timeout=0.5)

    threads = [threading.Thread(target=relay, args=(me,)) for me in range(2)]
    for one in threads:
        one.start()
    begun.wait(30)
    try:
        with FileLock(path, timeout=60):
            pass
    finally:
        over.set()
        for one in threads:
            one.join()

    assert is_free(path)
