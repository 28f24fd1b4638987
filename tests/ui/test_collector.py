"""Garbage is collected from the event loop of the GUI thread, whatever a worker does meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from briefing.ui.collector import Collector
from tests.ui.conftest import Sit


class Left(QObject):
    """Only the collector can delete it."""

    def __init__(self) -> None:
        super().__init__()
        self.own = self


def make_garbage() -> None:
    """Enough for Python to go through everything there is, several times."""
    for _ in range(200_000):
        ring: list[object] = []
        ring.append(ring)


@pytest.fixture
def usual(qtbot: QtBot) -> Iterator[None]:
    """Python as it is at the start of a program."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def left_behind(where: list[threading.Thread]) -> None:
    left = Left()
    left.destroyed.connect(lambda: where.append(threading.current_thread()), Qt.ConnectionType.DirectConnection)


@pytest.mark.usefixtures("usual")
def test_what_a_window_leaves_is_never_deleted_by_a_worker(qtbot: QtBot) -> None:
    collector = Collector(every_ms=1)
    where: list[threading.Thread] = []
    left_behind(where)
    with ThreadPoolExecutor(1) as worker:
        worker.submit(make_garbage).result()
    assert where == []
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]
    collector.close()


@pytest.mark.usefixtures("usual")
def test_what_is_spared_is_not_gone_through_again_until_the_end(qtbot: QtBot) -> None:
    collector = Collector(every_ms=1)
    there = gc.get_freeze_count()
    collector.spare()
    assert gc.get_freeze_count() > there
    where: list[threading.Thread] = []
    left_behind(where)
    make_garbage()
    qtbot.waitUntil(lambda: bool(where))
    collector.close()
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("usual")
def test_the_program_keeps_it_so_from_its_start_to_its_end(sit: Sit) -> None:
    person = sit()
    assert not gc.isenabled()
    person.leave()
    assert gc.isenabled()
